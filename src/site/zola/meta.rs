//! The header of a page, its date and its address.
//!
//! Source: <https://www.getzola.org/documentation/content/page/>.

use std::path::Path;

use jiff::civil::Date;

use super::CONTENT;
use super::config::Config;
use crate::date::{DateSource, PostDate};
use crate::front_matter::{self, Header, dates, decode::decode_head, fields};
use crate::post::{Meta, Name, Post, Rare, Slug, State};
use crate::problem::Problem;
use crate::site::{Candidate, Head, Site, open};
use crate::text::Clean;
use crate::value::Value;

/// The post that a file of content is.
pub(super) fn post(site: &Site, config: &Config, candidate: Candidate<'_>, head: &Head) -> Option<Post> {
    let name = open::shown(candidate.path);
    let (text, garbled) = decode_head(&head.bytes, site.encoding, &name);
    let split = front_matter::split(&text);
    let mut header = Header::read(&split, &name);
    let mut problems: Vec<Problem> =
        garbled.into_iter().chain(std::mem::take(&mut header.problems)).collect();
    let place = Place::of(candidate.path, config)?;
    let meta = meta(site, config, &header, &place, &mut problems, &name);
    Some(candidate.post(site, head, name, meta, problems))
}

/// Where a page lies.
struct Place {
    sections: Vec<String>,
    name: String,
    lang: String,
    date: Option<Date>,
}

impl Place {
    /// Reads a path: `blog/2018-10-10-name.fr.md`, `blog/name/index.md`.
    fn of(path: &Path, config: &Config) -> Option<Self> {
        let inner = path.strip_prefix(CONTENT).ok()?;
        let mut sections: Vec<String> =
            inner.parent()?.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        let stem = inner.file_stem()?.to_string_lossy().into_owned();
        let (name, lang) = match stem.rsplit_once('.') {
            Some((name, lang)) if config.languages.iter().any(|l| l == lang) => (name, lang),
            _ => (stem.as_str(), ""),
        };
        let name = match name {
            "index" => sections.pop().unwrap_or_else(|| "index".into()),
            name => name.to_owned(),
        };
        let (date, name) = match dated_name(&name) {
            Some((date, rest)) => (Some(date), rest.to_owned()),
            None => (None, name),
        };
        Some(Self { sections, name, lang: lang.to_owned(), date })
    }
}

/// `2018-10-10-name`, `2018-10-10_name`, `2018-10-10T12:00:00Z-name`: the date and the rest.
fn dated_name(name: &str) -> Option<(Date, &str)> {
    let date: Date = name.get(..10)?.parse().ok()?;
    let rest = name.get(10..)?;
    let rest = match rest.strip_prefix('T') {
        Some(time) => time.get(time.find(|c: char| matches!(c, '_' | '-') || c.is_alphabetic())?..)?,
        None => rest,
    };
    let rest = rest.trim_start_matches('Z').trim_start_matches(' ');
    let rest = rest.strip_prefix(['-', '_'])?;
    (!rest.is_empty()).then_some((date, rest))
}

fn meta(
    site: &Site,
    config: &Config,
    header: &Header,
    place: &Place,
    problems: &mut Vec<Problem>,
    file: &Clean,
) -> Meta {
    let get = |key: &str| header.map.get(key).filter(|v| !v.is_null());
    let line = |key: &str| get(key).map(fields::line).unwrap_or_default();
    let taxonomy =
        |key: &str| get("taxonomies").and_then(|t| t.get(key)).map(fields::list).unwrap_or_default();
    let title = match line("title") {
        title if title.is_empty() => Clean::line(&place.name.replace(['-', '_'], " ")),
        title => title,
    };
    let slug = match line("slug") {
        slug if slug.is_empty() => config.slug(&place.name),
        slug => config.slug(&slug),
    };
    let mut categories = taxonomy("categories");
    if categories.is_empty() {
        categories.extend(place.sections.first().map(|section| Clean::line(section)));
    }
    let authors = get("authors").map(fields::list).unwrap_or_else(|| taxonomy("authors"));
    let path = line("path");
    let url = Clean::line(&address(config, place, &path, &slug));
    let more = Rare {
        authors,
        series: taxonomy("series").into_iter().next(),
        translation: match config.languages.is_empty() {
            true => Clean::default(),
            false => Clean::line(&format!("{}/{}", place.sections.join("/"), place.name)),
        },
        aliases: get("aliases").map(fields::list).unwrap_or_default().iter().map(rooted).collect(),
        weight: get("weight").and_then(Value::as_int),
        until: None,
    };
    Meta {
        untitled: false,
        date: date(site, header, place, &path, problems, file),
        tags: taxonomy("tags").into(),
        categories: categories.into(),
        lang: Name::unless_empty(Clean::line(if place.lang.is_empty() {
            &config.language
        } else {
            &place.lang
        })),
        more: more.into(),
        slug: Slug::beside(&url, Clean::line(&slug)),
        url,
        state: match (get("draft").and_then(Value::as_bool), get("render").and_then(Value::as_bool)) {
            (Some(true), _) => State::Draft,
            (_, Some(false)) => State::Hidden,
            _ => State::Published,
        },
        title,
    }
}

fn rooted(alias: &Clean) -> Clean {
    Clean::line(&format!("/{}", alias.trim_start_matches('/')))
}

/// `path` as written, else the folders and the slug; the language in front where it is not the default one.
fn address(config: &Config, place: &Place, path: &str, slug: &str) -> String {
    let lang = if place.lang.is_empty() { String::new() } else { format!("/{}", place.lang) };
    let path = path.trim_matches('/');
    if !path.is_empty() {
        return format!("{lang}/{path}/");
    }
    let folders: String = place.sections.iter().map(|s| format!("/{}", config.slug(s))).collect();
    format!("{lang}{folders}/{slug}/")
}

/// The date of the header, else of the file's name, else of a `path` that begins with a day.
fn date(
    site: &Site,
    header: &Header,
    place: &Place,
    path: &str,
    problems: &mut Vec<Problem>,
    file: &Clean,
) -> Option<PostDate> {
    let value = header.map.get("date").filter(|v| !v.is_null());
    if let Some(value) = value {
        if let Some(w) = dates::of_value(value) {
            return PostDate::written(w.civil, w.offset, w.has_time, &site.zone);
        }
        let message = format!("cannot read the date `{}`", value.text());
        problems.push(Problem::new(file, &message, "write it as 2009-08-19 or 2009-08-19T22:54:00Z"));
    }
    let day = |text: &str| text.get(..10)?.replace('/', "-").parse::<Date>().ok();
    let date = place.date.or_else(|| day(path.trim_start_matches('/')))?;
    PostDate::in_zone(date.at(0, 0, 0, 0), &site.zone, false, DateSource::FileName)
}
