//! The header of a page.
//!
//! Source: <https://gohugo.io/content-management/front-matter/>. Keys are read without regard to capitals.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;

use super::address::{self, Parts};
use super::cascade;
use super::config::{Config, get};
use crate::date::{DateSource, PostDate};
use crate::front_matter::{self, Header, dates, decode::decode_head, fields};
use crate::post::{Meta, Name, Post, Rare, Slug, State};
use crate::problem::Problem;
use crate::site::{Candidate, Head, Site, open};
use crate::text::Clean;
use crate::value::Value;

/// Where a page lies below its folder of content.
pub(super) struct Place {
    /// The folders, without that of a leaf bundle.
    pub sections: Vec<String>,
    /// The name of the file or bundle.
    pub name: String,
    /// The language; the default one where nothing says another.
    pub lang: String,
}

impl Place {
    /// Reads the path of a page.
    pub(super) fn of(path: &Path, kind: usize, config: &Config) -> Option<Self> {
        let (folder, lang) = config.content.get(kind)?;
        let inner = path.strip_prefix(folder).ok()?;
        let mut sections: Vec<String> =
            inner.parent()?.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        let stem = inner.file_stem()?.to_string_lossy().into_owned();
        let (name, suffix) = match stem.rsplit_once('.') {
            Some((name, suffix)) if config.languages.iter().any(|l| l.eq_ignore_ascii_case(suffix)) => {
                (name, suffix)
            }
            _ => (stem.as_str(), ""),
        };
        let lang = [suffix, lang, &config.language].into_iter().find(|l| !l.is_empty()).unwrap_or_default();
        let name = match name {
            "index" => sections.pop().unwrap_or_default(),
            name => name.to_owned(),
        };
        Some(Self { sections, name, lang: lang.to_owned() })
    }
}

/// The post that a file of content is.
pub(super) fn post(
    site: &Site,
    config: &Config,
    candidate: Candidate<'_>,
    head: &Head,
    now: Timestamp,
) -> Option<Post> {
    let name = open::shown(candidate.path);
    let (text, garbled) = decode_head(&head.bytes, site.encoding, &name);
    let split = front_matter::split(&text);
    let mut header = Header::read(&split, &name);
    if header.format.is_none() && open::is_html(candidate.path) {
        // HTML without a header is a file of the page beside it.
        return None;
    }
    let place = Place::of(candidate.path, candidate.kind, config)?;
    cascade::inherit(&mut header.map, site, config, candidate.path);
    let mut problems: Vec<Problem> =
        garbled.into_iter().chain(std::mem::take(&mut header.problems)).collect();
    let reader = Reader { header: &header, site, config, place: &place, head };
    let meta = reader.meta(now, &mut problems, &name);
    Some(candidate.post(site, head, name, meta, problems))
}

struct Reader<'a> {
    header: &'a Header,
    site: &'a Site,
    config: &'a Config,
    place: &'a Place,
    head: &'a Head,
}

impl Reader<'_> {
    fn get(&self, key: &str) -> Option<&Value> {
        get(&self.header.map, key).filter(|value| !value.is_null())
    }

    fn line(&self, key: &str) -> Clean {
        self.get(key).map(fields::line).unwrap_or_default()
    }

    fn list(&self, keys: &[&str]) -> Vec<Clean> {
        keys.iter().find_map(|key| self.get(key)).map(fields::list).unwrap_or_default()
    }

    fn meta(&self, now: Timestamp, problems: &mut Vec<Problem>, file: &Clean) -> Meta {
        let (dated, name) =
            dated_name(&self.place.name).map_or((None, &*self.place.name), |(d, n)| (Some(d), n));
        let from_name = self.config.date.iter().any(|key| key == ":filename");
        let date = self.date(&self.config.date, dated, problems, file);
        let publish = self.date(&self.config.publish, dated, &mut Vec::new(), file);
        let expiry = self.date(&self.config.expiry, None, &mut Vec::new(), file);
        let until =
            [publish, expiry].into_iter().flatten().map(|date| date.instant).filter(|at| *at > now).min();
        // A page whose day of publication is to come is to come, whatever its date.
        let date = publish.filter(|p| p.instant > now).or(date);
        let title = match self.line("title") {
            title if title.is_empty() => Clean::line(&words(name)),
            title => title,
        };
        let mut slug = self.line("slug");
        if slug.is_empty() && from_name && dated.is_some() {
            slug = Clean::line(name);
        }
        let url = Clean::line(&self.address(&slug, &title, date));
        if slug.is_empty() {
            slug = Clean::line(&address::part(&self.place.name, self.config));
        }
        let mut categories = self.list(&["categories", "category"]);
        if categories.is_empty() {
            categories.extend(self.place.sections.first().map(|section| Clean::line(section)));
        }
        let more = Rare {
            authors: self.list(&["authors", "author"]),
            series: self.list(&["series"]).into_iter().next(),
            translation: self.translation(),
            aliases: self.aliases(),
            weight: self.get("weight").and_then(Value::as_int),
            until,
        };
        Meta {
            more: more.into(),
            untitled: false,
            tags: self.list(&["tags", "tag"]).into(),
            categories: categories.into(),
            lang: Name::unless_empty(Clean::line(&self.place.lang)),
            state: self.state(expiry, now),
            slug: Slug::beside(&url, slug),
            url,
            title,
            date,
        }
    }

    fn address(&self, slug: &str, title: &str, date: Option<PostDate>) -> String {
        let url = self.get("url").map(|v| v.text().into_owned()).unwrap_or_default();
        let shows = self.place.lang != self.config.language || self.config.language_in_url;
        let parts = Parts {
            sections: self.place.sections.iter().map(String::as_str).collect(),
            name: &self.place.name,
            slug,
            url: &url,
            title,
            date,
            lang: if shows { &self.place.lang } else { "" },
        };
        address::of(&parts, self.config)
    }

    /// The first date that the sources give.
    fn date(
        &self,
        sources: &[String],
        dated: Option<Date>,
        problems: &mut Vec<Problem>,
        file: &Clean,
    ) -> Option<PostDate> {
        let zone = &self.site.zone;
        for source in sources {
            let found = match source.as_str() {
                ":filename" => {
                    dated.and_then(|d| PostDate::in_zone(d.at(0, 0, 0, 0), zone, false, DateSource::FileName))
                }
                ":filemodtime" | ":git" => self
                    .head
                    .modified
                    .filter(|_| source == ":filemodtime")
                    .map(|time| PostDate::of_file(time, zone)),
                key => {
                    let Some(value) = self.get(key) else { continue };
                    let found = dates::of_value(value)
                        .and_then(|w| PostDate::written(w.civil, w.offset, w.has_time, zone));
                    if found.is_none() && !value.text().is_empty() {
                        let message = format!("cannot read the date `{}`", value.text());
                        problems.push(Problem::new(file, &message, "write it as 2009-08-19T22:54:00+01:00"));
                    }
                    found
                }
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn state(&self, expiry: Option<PostDate>, now: Timestamp) -> State {
        let draft =
            self.get("draft").is_some_and(|v| v.as_bool() == Some(true) || v.as_str() == Some("true"));
        let expired = expiry.is_some_and(|date| date.instant <= now);
        let build = self.get("build").or_else(|| self.get("_build")).and_then(Value::as_map);
        let unseen = build
            .and_then(|b| get(b, "render"))
            .is_some_and(|v| matches!(v.text().as_ref(), "never" | "false"));
        match (draft, expired || unseen) {
            (true, _) => State::Draft,
            (false, true) => State::Hidden,
            (false, false) => State::Published,
        }
    }

    /// What joins translations: `translationKey`, else the place below the content.
    fn translation(&self) -> Clean {
        let key = self.line("translationKey");
        if !key.is_empty() || self.config.languages.len() < 2 {
            return key;
        }
        let mut path = self.place.sections.join("/");
        path.push('/');
        path.push_str(&self.place.name);
        Clean::line(&path)
    }

    /// Aliases; one without a slash in front is beside the page.
    fn aliases(&self) -> Vec<Clean> {
        let beside: String =
            self.place.sections.iter().map(|s| format!("/{}", address::part(s, self.config))).collect();
        let rooted = |alias: Clean| match alias.starts_with('/') {
            true => alias,
            false => Clean::line(&format!("{beside}/{alias}")),
        };
        self.list(&["aliases"]).into_iter().map(rooted).collect()
    }
}

/// `2018-02-03-the-rest`, as the source `:filename` reads it.
pub(crate) fn dated_name(name: &str) -> Option<(Date, &str)> {
    let date: Date = name.get(..10)?.parse().ok()?;
    Some((date, name.get(10..)?.trim_start_matches(['-', '_', ' '])))
}

/// The words of a name.
fn words(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
