//! A post as bytes: what the files of heads hold. Numbers are short where they are small, texts have their length in front.
//!
//! What is read may be anything: a reader gives nothing where the bytes are none of ours.

use std::borrow::Cow;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::date::{DateSource, PostDate};
use crate::post::{Meta, More, Names, Pool, Post, Rare, SiteId, Slug, State};
use crate::problem::Problem;
use crate::site::Stamp;
use crate::text::Clean;

/// Appends values to bytes.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
}

/// Takes values from the front of bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) rest: &'a [u8],
}

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    /// Small numbers of either sign are short.
    fn signed(&mut self, number: i64) {
        self.number(u64::from_ne_bytes(((number << 1) ^ (number >> 63)).to_ne_bytes()));
    }

    pub(super) fn blob(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.blob(text.as_bytes());
    }

    fn texts(&mut self, texts: &[Clean]) {
        self.number(texts.len() as u64);
        texts.iter().for_each(|text| self.text(text));
    }

    fn names(&mut self, names: &Names) {
        self.number(names.len() as u64);
        names.texts().for_each(|text| self.text(text));
    }

    pub(super) fn path(&mut self, path: &Path) {
        self.blob(&to_bytes(path));
    }

    pub(super) fn stamp(&mut self, stamp: Stamp) {
        self.number(stamp.size);
        self.signed(stamp.modified);
        self.signed(stamp.changed.wrapping_sub(stamp.modified));
        self.number(stamp.inode);
    }

    fn time(&mut self, time: Timestamp) {
        self.signed(time.as_second());
        self.signed(time.subsec_nanosecond().into());
    }

    /// A post but for its path.
    pub(super) fn post(&mut self, post: &Post) {
        self.number(post.site.0.into());
        self.text(&post.name);
        self.meta(&post.meta);
        self.number(post.bytes.into());
        self.number(post.problems.len() as u64);
        for problem in &post.problems {
            self.text(&problem.file);
            self.number(problem.line.map_or(0, |line| line as u64 + 1));
            self.text(&problem.message);
            self.text(&problem.remedy);
        }
    }

    fn meta(&mut self, meta: &Meta) {
        let Meta { title, untitled, date, tags, categories, lang, slug: _, url, state, more } = meta;
        let Rare { authors, series, translation, aliases, weight, until } = &**more;
        let lang = lang.as_ref().map_or("", |lang| lang.as_str());
        [title, lang, translation, meta.slug(), url].into_iter().for_each(|text| self.text(text));
        [tags, categories].into_iter().for_each(|names| self.names(names));
        [authors, aliases].into_iter().for_each(|texts| self.texts(texts));
        self.texts(series.as_slice());
        let state = match state {
            State::Published => 0,
            State::Draft => 1,
            State::Hidden => 2,
        };
        let has = [*untitled, date.is_some(), weight.is_some(), until.is_some()];
        self.byte(has.iter().fold(state, |bits, has| bits << 1 | u8::from(*has)));
        date.iter().for_each(|date| self.date(date));
        weight.iter().for_each(|weight| self.signed(*weight));
        until.iter().for_each(|until| self.time(*until));
    }

    fn date(&mut self, date: &PostDate) {
        self.time(date.instant);
        self.signed(date.offset.seconds().into());
        let source = match date.source {
            DateSource::Written => 0,
            DateSource::FileName => 1,
            DateSource::FileTime => 2,
        };
        self.byte(source << 2 | u8::from(date.has_time) << 1 | u8::from(date.has_zone));
    }
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        let half = i64::from_ne_bytes((number >> 1).to_ne_bytes());
        Some(if number & 1 == 1 { !half } else { half })
    }

    fn small<T: TryFrom<i64>>(&mut self) -> Option<T> {
        self.signed()?.try_into().ok()
    }

    pub(super) fn blob(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (blob, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(blob)
    }

    fn clean(&mut self) -> Option<Clean> {
        std::str::from_utf8(self.blob()?).ok().map(Clean::text)
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|count| *count <= self.rest.len())
    }

    fn cleans(&mut self) -> Option<Vec<Clean>> {
        (0..self.count()?).map(|_| self.clean()).collect()
    }

    fn names(&mut self, pool: &mut Pool) -> Option<Names> {
        (0..self.count()?)
            .map(|_| std::str::from_utf8(self.blob()?).ok().map(|text| pool.name(text)))
            .collect()
    }

    pub(super) fn stamp(&mut self) -> Option<Stamp> {
        let (size, modified) = (self.number()?, self.signed()?);
        Some(Stamp { size, modified, changed: self.signed()?.wrapping_add(modified), inode: self.number()? })
    }

    fn time(&mut self) -> Option<Timestamp> {
        Timestamp::new(self.signed()?, self.small()?).ok()
    }

    /// A post that lies at a path, in a state of its file that stands elsewhere; what it has in common with others is from
    /// the pool.
    pub(super) fn post(&mut self, path: &Path, pool: &mut Pool) -> Option<Post> {
        let site = SiteId(u16::try_from(self.number()?).ok()?);
        let (name, meta, bytes) = (self.clean()?, self.meta(pool)?, u32::try_from(self.number()?).ok()?);
        let problems = (0..self.count()?).map(|_| self.problem()).collect::<Option<_>>()?;
        Some(Post { site, exact: Post::exact(path, &name), name, meta, bytes, stamp: 0, problems })
    }

    fn problem(&mut self) -> Option<Problem> {
        let (file, line) = (self.clean()?, usize::try_from(self.number()?).ok()?.checked_sub(1));
        Some(Problem { file, line, message: self.clean()?, remedy: self.clean()? })
    }

    fn meta(&mut self, pool: &mut Pool) -> Option<Meta> {
        let (title, lang, translation) = (self.clean()?, self.blob()?, self.clean()?);
        let lang = std::str::from_utf8(lang).ok()?;
        let lang = (!lang.is_empty()).then(|| pool.name(lang));
        let (slug, url) = (self.clean()?, self.clean()?);
        let slug = Slug::beside(&url, slug);
        let (tags, categories) = (self.names(pool)?, self.names(pool)?);
        let (authors, aliases, series) = (self.cleans()?, self.cleans()?, self.cleans()?.pop());
        let bits = self.byte()?;
        let state = match bits >> 4 {
            0 => State::Published,
            1 => State::Draft,
            2 => State::Hidden,
            _ => return None,
        };
        let untitled = bits & 8 != 0;
        let date = if bits & 4 != 0 { Some(self.date()?) } else { None };
        let weight = if bits & 2 != 0 { Some(self.signed()?) } else { None };
        let until = if bits & 1 != 0 { Some(self.time()?) } else { None };
        let mut more = More::from(Rare { authors, series, translation, aliases, weight, until });
        pool.share_more(&mut more);
        Some(Meta { title, untitled, date, tags, categories, lang, slug, url, state, more })
    }

    fn date(&mut self) -> Option<PostDate> {
        let (instant, offset) = (self.time()?, Offset::from_seconds(self.small()?).ok()?);
        let bits = self.byte()?;
        let source = match bits >> 2 {
            0 => DateSource::Written,
            1 => DateSource::FileName,
            2 => DateSource::FileTime,
            _ => return None,
        };
        Some(PostDate { instant, offset, has_time: bits & 2 != 0, has_zone: bits & 1 != 0, source })
    }
}

#[cfg(unix)]
pub(super) fn to_bytes(path: &Path) -> Cow<'_, [u8]> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).into()
}

#[cfg(unix)]
pub(super) fn from_bytes(bytes: &[u8]) -> Cow<'_, Path> {
    Path::new(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes)).into()
}

#[cfg(not(unix))]
pub(super) fn to_bytes(path: &Path) -> Cow<'_, [u8]> {
    path.to_string_lossy().into_owned().into_bytes().into()
}

#[cfg(not(unix))]
pub(super) fn from_bytes(bytes: &[u8]) -> Cow<'_, Path> {
    std::path::PathBuf::from(String::from_utf8_lossy(bytes).into_owned()).into()
}
