//! A document's data (`Jekyll::Document`, `Drops::DocumentDrop`) as the [`Meta`] of a post.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use crate::date::{DateSource, PostDate};
use crate::front_matter::fields;
use crate::post::{self, Meta, Rare, Slug, State};
use crate::site::Head;
use crate::text::Clean;
use crate::value::{Map, Value};

use super::config::{Collection, Config};
use super::data::{Data, Dated, is_false};
use super::names::Name;
use super::permalink::{self, Parts};

/// What is known of a document beside its data.
pub(super) struct About<'a> {
    /// The configuration of its site.
    pub(super) config: &'a Config,
    /// Its collection.
    pub(super) collection: &'a Collection,
    /// Its path below the collections' folder.
    pub(super) path: &'a str,
    /// The start of its file.
    pub(super) head: &'a Head,
    /// Whether it lies in `_drafts`.
    pub(super) is_draft: bool,
    /// Now.
    pub(super) now: Timestamp,
}

/// The metadata of a document.
pub(super) fn of(about: &About<'_>, data: &Data) -> Meta {
    let map = &data.map;
    let line = |keys: &[&str]| first(map, keys).map(fields::line).unwrap_or_default();
    let list = |key: &str| map.get(key).and_then(Value::as_list).unwrap_or_default().iter().map(printed);
    let slug = line(&["slug"]);
    let title = first(map, &["title"]).map(printed).unwrap_or_default();
    let (url, aliases) = addresses(about, data);
    let more = Rare {
        authors: first(map, &["authors", "author"]).map(fields::comma_list).unwrap_or_default(),
        series: first(map, &["series"]).map(fields::line).filter(|series| !series.is_empty()),
        translation: translation(map),
        aliases,
        weight: None,
        until: is_of_today(about, data).then_some(about.now),
    };
    Meta {
        more: more.into(),
        untitled: title.is_empty(),
        title: [title, slug.clone(), Clean::line(about.path)]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        date: date(about, data.date),
        tags: list("tags").collect(),
        categories: list("categories").collect(),
        lang: post::Name::unless_empty(line(&["lang", "language", "locale"])),
        slug: Slug::beside(&url, slug),
        url,
        state: state(about, map),
    }
}

/// What joins translations: the key of a plugin or of the custom that Jekyll sites have, and where the post says its
/// language also its name or its number.
fn translation(map: &Map) -> Clean {
    let line = |keys: &[&str]| first(map, keys).map(fields::line).unwrap_or_default();
    let key = line(&["translation_key", "ref", "lang-ref", "lang_ref", "page_id"]);
    match key.is_empty() && !line(&["lang", "language", "locale"]).is_empty() {
        true => line(&["name", "id"]),
        false => key,
    }
}

/// A value as Ruby's `to_s` prints it, on one line: lists and maps as they stand in a program.
fn printed(value: &Value) -> Clean {
    match value {
        Value::List(_) | Value::Map(_) => Clean::line(&value.printed()),
        scalar => fields::line(scalar),
    }
}

fn first<'a>(map: &'a Map, keys: &[&str]) -> Option<&'a Value> {
    keys.iter().find_map(|key| map.get(key).filter(|value| !value.is_null()))
}

/// `Publisher#can_be_published?`: `published: false`, and also `published:` with nothing after it.
fn state(about: &About<'_>, map: &Map) -> State {
    match map.get("published") {
        Some(Value::Bool(false) | Value::Null) => State::Hidden,
        _ if about.is_draft => State::Draft,
        _ => State::Published,
    }
}

/// The date: as written, in the site's zone where no zone is written; of a draft without one, the file's time.
fn date(about: &About<'_>, dated: Option<Dated>) -> Option<PostDate> {
    let zone = &about.config.zone;
    match dated {
        Some(Dated { written, from_name, .. }) => {
            let date = PostDate::written(written.civil, written.offset, written.has_time, zone)?;
            let source = if from_name { DateSource::FileName } else { DateSource::Written };
            Some(PostDate { source, ..date })
        }
        None => about.head.modified.filter(|_| about.is_draft).map(|time| PostDate::of_file(time, zone)),
    }
}

/// The address, and others by which the document is known: older ones from its header (the plugin
/// `jekyll-redirect-from`), and those of the site's own zone and of the template that was meant.
fn addresses(about: &About<'_>, data: &Data) -> (Clean, Vec<Clean>) {
    let own = data.map.get("permalink").filter(|value| !is_false(Some(value))).map(Value::text);
    let template = own.as_deref().unwrap_or(&about.collection.template);
    let url = address(about, data, template, &TimeZone::UTC);
    let mut aliases = first(&data.map, &["redirect_from"]).map(fields::list).unwrap_or_default();
    let other_template =
        about.config.other_template.as_deref().filter(|_| own.is_none() && about.collection.label == "posts");
    if about.config.zone != TimeZone::UTC || other_template.is_some() {
        fields::add(
            &mut aliases,
            address(about, data, other_template.unwrap_or(template), &about.config.zone),
        );
        aliases.retain(|alias| *alias != url);
    }
    (url, aliases)
}

/// Whether its address names the day of the build, as that of a document without a date may.
fn is_of_today(about: &About<'_>, data: &Data) -> bool {
    let own = data.map.get("permalink").filter(|value| !is_false(Some(value))).map(Value::text);
    let template = own.as_deref().unwrap_or(&about.collection.template);
    let other = about.config.other_template.as_deref();
    let is_dated = data.date.is_some() || about.is_draft;
    !is_dated && [Some(template), other].into_iter().flatten().any(permalink::says_date)
}

fn address(about: &About<'_>, data: &Data, template: &str, zone: &TimeZone) -> Clean {
    let file = about.path.rsplit('/').next().unwrap_or(about.path);
    let name = Name::of(file);
    let stem = about.path.strip_suffix(name.extension).unwrap_or(about.path);
    let stem = without_folder(stem, &about.collection.label);
    let parts = Parts {
        data: &data.map,
        date: local(about, data.date, zone),
        collection: &about.collection.label,
        path: stem.trim_end_matches('.'),
        basename: file.strip_suffix(name.extension).unwrap_or(file),
        output_ext: about.config.output_ext(name.extension),
    };
    Clean::line(&parts.url(template))
}

/// A path without the folder of its collection.
fn without_folder<'a>(path: &'a str, label: &str) -> Cow<'a, str> {
    match path.strip_prefix('_').and_then(|rest| rest.strip_prefix(label)) {
        Some(rest) => rest.into(),
        None => path.replacen(&format!("_{label}"), "", 1).into(),
    }
}

/// Date and time as they stand in an address: what a run of Jekyll in a zone calls local time. A date without a zone
/// is local already, but for a timestamp of YAML, which Ruby takes for UTC. Where there is none it is the file's time
/// for a draft and now for anything else.
fn local(about: &About<'_>, dated: Option<Dated>, zone: &TimeZone) -> DateTime {
    let instant = match dated {
        Some(Dated { written, is_utc, .. }) => {
            let offset = written.offset.or_else(|| is_utc.then_some(Offset::UTC));
            match offset.and_then(|offset| offset.to_timestamp(written.civil).ok()) {
                Some(instant) => instant,
                None => return written.civil,
            }
        }
        None => about.head.modified.filter(|_| about.is_draft).unwrap_or(about.now),
    };
    zone.to_datetime(instant)
}
