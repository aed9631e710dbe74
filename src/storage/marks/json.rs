//! Marks as JSON, to be carried to another machine: written whole, and read whole or not at all.
//!
//! `docs/marks.md` describes the form. A moment stands for each thing that was ever said of a post, so that joining
//! two files keeps the newer word on each.

use std::path::Path;

use jiff::Timestamp;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Trouble, keeper, rows, schema};
use crate::post::{Dated, Key, Mark, Merge, Place, Stop};

/// What the file calls itself.
const FORMAT: &str = "rushlight marks";
/// The version of the form.
const FORM: u32 = 1;

/// The whole file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    #[serde(deserialize_with = "format")]
    format: String,
    #[serde(deserialize_with = "form")]
    version: u32,
    marks: Vec<One>,
}

/// The marks of one post. What was never said is left out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    site: String,
    post: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    read: Option<Said<bool>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    starred: Option<Said<bool>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stop: Option<Said<Option<At>>>,
}

/// A value and since when.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said<T> {
    value: T,
    #[serde(serialize_with = "write_moment", deserialize_with = "moment")]
    at: Timestamp,
}

/// Where the reader stopped.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct At {
    block: usize,
    offset: usize,
    #[serde(serialize_with = "write_hash", deserialize_with = "hash")]
    hash: u64,
    #[serde(deserialize_with = "percent")]
    percent: u8,
}

/// Every mark of a file as JSON.
///
/// # Errors
/// In words, what is wrong with the file.
pub fn export(path: &Path) -> Result<String, String> {
    let all = match schema::open_to_read(path) {
        Ok(None) => Vec::new(),
        Ok(Some(db)) => match rows::read_all(&db) {
            (all, None) => all,
            (_, Some(trouble)) => return Err(keeper::words(&trouble, path)),
        },
        Err(trouble) => return Err(keeper::words(&trouble, path)),
    };
    let whole = Whole { format: FORMAT.into(), version: FORM, marks: all.into_iter().map(one).collect() };
    serde_json::to_string_pretty(&whole).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// Joins marks of JSON with those of a file: of two words on one thing the newer counts. Gives how many things were
/// said, and how many of them were news.
///
/// # Errors
/// In words, with the line, what is wrong with the text; nothing is changed then. Or what is wrong with the file.
pub fn import(path: &Path, text: &str) -> Result<(usize, usize), String> {
    let whole: Whole = serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        format!("line {}: {message}", error.line())
    })?;
    let markings = rows::markings(&whole.marks.into_iter().map(mark).collect::<Vec<_>>());
    let written = schema::open(path).and_then(|mut db| rows::write(&mut db, &markings, Merge::Newest));
    let written = written.or_else(|trouble| match trouble {
        Trouble::Damaged => super::aside::set_aside(path)
            .and_then(|mut new| rows::write(&mut new.db, &markings, Merge::Newest)),
        other => Err(other),
    });
    written.map(|news| (markings.len(), news)).map_err(|trouble| keeper::words(&trouble, path))
}

fn one((Key { site, post }, mark): (Key, Mark)) -> One {
    let at = |stop: Stop| At {
        block: stop.place.block,
        offset: stop.place.offset,
        hash: stop.place.hash,
        percent: stop.percent,
    };
    let stop = Dated::new(mark.stop.value.map(at), mark.stop.at);
    One { site, post, read: said(mark.read), starred: said(mark.starred), stop: said(stop) }
}

fn said<T>(dated: Dated<T>) -> Option<Said<T>> {
    dated.is_said().then_some(Said { value: dated.value, at: dated.at })
}

fn mark(one: One) -> (Key, Mark) {
    let stop = |at: At| Stop {
        place: Place { block: at.block, offset: at.offset, hash: at.hash },
        percent: at.percent,
    };
    let dated =
        |said: Option<Said<bool>>| said.map(|said| Dated::new(said.value, said.at)).unwrap_or_default();
    let stop = one.stop.map(|said| Dated::new(said.value.map(stop), said.at)).unwrap_or_default();
    let mark = Mark { read: dated(one.read), starred: dated(one.starred), stop };
    (Key { site: one.site, post: one.post }, mark)
}

fn format<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let name = String::deserialize(from)?;
    if name == FORMAT { Ok(name) } else { Err(D::Error::custom(format!("this is no file of `{FORMAT}`"))) }
}

fn form<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    match u32::deserialize(from)? {
        FORM => Ok(FORM),
        other => Err(D::Error::custom(format!("version {other} is not known, only {FORM}"))),
    }
}

fn write_moment<S: Serializer>(moment: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(moment)
}

fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(from)?;
    let moment: Timestamp = text
        .parse()
        .map_err(|_| D::Error::custom(format!("`{text}` is no moment like 2024-03-27T10:00:00Z")))?;
    if moment.as_millisecond() > 0 {
        Ok(moment)
    } else {
        Err(D::Error::custom(format!("`{text}` is before 1970")))
    }
}

fn write_hash<S: Serializer>(hash: &u64, to: S) -> Result<S::Ok, S::Error> {
    // Numbers of JSON are not that long everywhere.
    to.collect_str(&format_args!("{hash:016x}"))
}

fn hash<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    let text = String::deserialize(from)?;
    u64::from_str_radix(&text, 16).map_err(|_| D::Error::custom(format!("`{text}` is no hash of 16 digits")))
}

fn percent<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    match u8::deserialize(from)? {
        percent @ 0..=100 => Ok(percent),
        other => Err(D::Error::custom(format!("{other} is more than 100 per cent"))),
    }
}
