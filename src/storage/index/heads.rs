//! The heads of a site's posts from one start to the next: a file of sections, each with the posts of a few hundred paths
//! in order, a table of the sections, and an end that says where the table is.
//!
//! It is a file of its own and no table of the database, because a list needs all of it at every start: a hundred thousand
//! rows of SQLite take longer to step over than the sections to read, and two threads read them side by side. It is written
//! whole, beside the one that is there, and takes its place; every part has a number to check it by, so what two processes
//! write at once is one of the two or is read anew. A post counts as long as its file has the same state, and what changed
//! so shortly before it was read that its time might not tell is not kept at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::file::foldhash;
use super::record::{Reader, Writer, to_bytes};
use crate::post::{Pool, Post};
use crate::site::{self, Known, Recall, Seen, Stamp};

/// Another way to write or to read heads has another number.
const FORMAT: u32 = 3;

/// So many posts stand in a section.
const SECTION: usize = 256;

/// The end: a mark, what the heads are of, where the table is, how long it is, its number to check, how many posts.
const END: usize = 6 * 8;
const MARK: u64 = u64::from_le_bytes(*b"rushhead");

/// A table is not larger than this: a million posts have one of half a megabyte.
const TABLE: u64 = 64 << 20;

/// What changed so shortly before it was read may change again without another time: some file systems count in steps of
/// two seconds.
const SHORTLY: Duration = Duration::from_secs(2);

/// The heads of one site.
pub(super) struct Kept {
    path: Option<PathBuf>,
    /// What they are of: the configuration, this build of the program.
    of: u64,
    file: Option<(File, Table)>,
    begun: Timestamp,
}

/// Where the sections are.
struct Table {
    sections: Vec<Section>,
    posts: u64,
}

struct Section {
    from: u64,
    length: usize,
    check: u64,
    first: Vec<u8>,
}

impl Kept {
    /// The heads of a file; none where it is not there, damaged, or of something else.
    pub(super) fn open(path: Option<PathBuf>, state: u64, begun: Timestamp) -> Self {
        let of = foldhash(&(MARK, FORMAT, env!("CARGO_PKG_VERSION"), build(), state));
        let opened = path.as_ref().and_then(|path| File::open(path).ok());
        let file = opened.and_then(|file| Table::read(&file, of).map(|table| (file, table)));
        Self { path, of, file, begun }
    }

    /// Whether a file that was read is worth to be kept.
    fn is_sure(&self, seen: &Seen<'_>) -> bool {
        let Some(stamp) = seen.stamp else { return false };
        let shortly = self.begun.as_nanosecond() - SHORTLY.as_nanos() as i128;
        let is_old = i128::from(stamp.modified.max(stamp.changed)) < shortly;
        let holds = |post: &Arc<Post>| post.meta.more.until.is_none_or(|until| until > self.begun);
        is_old && seen.post.as_ref().is_none_or(holds)
    }

    fn write(&self, path: &Path, seen: &[Seen<'_>]) -> io::Result<()> {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        let new = path.with_extension("heads-new");
        let written = self.write_to(&new, seen).and_then(|()| fs::rename(&new, path));
        if written.is_err() {
            let _ = fs::remove_file(&new);
        }
        written
    }

    fn write_to(&self, path: &Path, seen: &[Seen<'_>]) -> io::Result<()> {
        let mut out = BufWriter::new(File::create(path)?);
        let mut sure: Vec<&Seen<'_>> =
            seen.iter().filter(|seen| !seen.is_read || self.is_sure(seen)).collect();
        sure.sort_by(|a, b| to_bytes(a.path).cmp(&to_bytes(b.path)));
        let (mut table, mut from) = (Writer::default(), 0);
        // One room for all: a list that grows anew for each post takes longer than what is written into it.
        let (mut section, mut post) = (Writer::default(), Writer::default());
        for some in sure.chunks(SECTION) {
            section.bytes.clear();
            some.iter().for_each(|seen| write_one(&mut section, &mut post, seen));
            out.write_all(&section.bytes)?;
            table.number(from);
            table.number(section.bytes.len() as u64);
            table.number(foldhash(&section.bytes));
            table.path(some[0].path);
            from += section.bytes.len() as u64;
        }
        out.write_all(&table.bytes)?;
        let check = foldhash(&table.bytes);
        for number in [MARK, self.of, from, table.bytes.len() as u64, check, sure.len() as u64] {
            out.write_all(&number.to_le_bytes())?;
        }
        out.flush()
    }
}

/// Writes one into a section, its post by way of another room, since its length stands before it.
fn write_one(section: &mut Writer, post: &mut Writer, seen: &Seen<'_>) {
    section.path(seen.path);
    section.stamp(seen.stamp.unwrap_or_default());
    post.bytes.clear();
    seen.post.iter().for_each(|of| post.post(of));
    section.blob(&post.bytes);
}

impl site::Kept for Kept {
    fn recall(&self) -> Box<dyn Recall + '_> {
        Box::new(Look {
            kept: self,
            section: None,
            bytes: Vec::new(),
            rows: Vec::new(),
            at: 0,
            pool: Pool::default(),
        })
    }

    /// Writes where anything is not as it was.
    fn keep(&self, seen: &[Seen<'_>]) {
        let known = seen.iter().filter(|seen| !seen.is_read).count() as u64;
        let had = self.file.as_ref().map_or(0, |(_, table)| table.posts);
        let is_new = seen.iter().any(|seen| seen.is_read && self.is_sure(seen));
        if let Some(path) = self.path.as_ref().filter(|_| is_new || known != had) {
            // Where nothing can be written the next start reads the posts again.
            let _ = self.write(path, seen);
        }
    }
}

impl Table {
    fn read(file: &File, of: u64) -> Option<Self> {
        let length = file.metadata().ok()?.len();
        let mut end = [0; END];
        read_at(file, &mut end, length.checked_sub(END as u64)?).ok()?;
        let mut numbers = end.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
        let mut next = || numbers.next();
        let (mark, known) = (next()?, next()?);
        let (from, length, check, posts) =
            (next()?, next().filter(|length| *length <= TABLE)?, next()?, next()?);
        if (mark, known) != (MARK, of) {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        read_at(file, &mut bytes, from).ok()?;
        let mut reader = Reader { rest: if foldhash(&bytes) == check { &bytes } else { &[] } };
        let mut sections = Vec::new();
        while !reader.rest.is_empty() {
            sections.push(Section {
                from: reader.number()?,
                length: usize::try_from(reader.number()?).ok().filter(|length| *length as u64 <= from)?,
                check: reader.number()?,
                first: reader.blob()?.to_vec(),
            });
        }
        Some(Self { sections, posts })
    }
}

/// Looks heads up, a section at a time.
struct Look<'a> {
    kept: &'a Kept,
    /// The section that is at hand.
    section: Option<usize>,
    bytes: Vec<u8>,
    rows: Vec<Row>,
    /// The row that is asked for next, most probably.
    at: usize,
    pool: Pool,
}

/// Where in its section a post's path and the rest of it begin.
struct Row {
    path: (usize, usize),
    stamp: Stamp,
    post: (usize, usize),
}

impl Look<'_> {
    /// The row of a path.
    fn row(&mut self, path: &[u8]) -> Option<usize> {
        let of = |row: &Row| &self.bytes[row.path.0..row.path.1];
        if self.rows.get(self.at).is_some_and(|row| of(row) == path) {
            return Some(self.at);
        }
        let (_, table) = self.kept.file.as_ref()?;
        let section = table.sections.partition_point(|section| *section.first <= *path).checked_sub(1)?;
        if self.section != Some(section) {
            self.load(section);
        }
        self.rows.binary_search_by(|row| self.bytes[row.path.0..row.path.1].cmp(path)).ok()
    }

    /// Brings a section to hand; it is empty where it is damaged.
    fn load(&mut self, number: usize) {
        self.section = Some(number);
        self.rows.clear();
        let Some((file, table)) = &self.kept.file else { return };
        let Some(section) = table.sections.get(number) else { return };
        self.bytes.resize(section.length, 0);
        if read_at(file, &mut self.bytes, section.from).is_err() || foldhash(&self.bytes) != section.check {
            return;
        }
        let mut reader = Reader { rest: &self.bytes };
        while !reader.rest.is_empty() {
            let Some(row) = row(&mut reader, self.bytes.len()) else { return };
            self.rows.push(row);
        }
    }
}

fn row(reader: &mut Reader<'_>, length: usize) -> Option<Row> {
    let path = reader.blob()?.len();
    let end = length - reader.rest.len();
    let stamp = reader.stamp()?;
    let post = reader.blob()?.len();
    let post_end = length - reader.rest.len();
    Some(Row { path: (end - path, end), stamp, post: (post_end - post, post_end) })
}

impl Recall for Look<'_> {
    fn recall(&mut self, path: &Path, stamp: &dyn Fn() -> Option<Stamp>) -> Known {
        let Some(number) = self.row(&to_bytes(path)) else { return Known::Unknown };
        self.at = number + 1;
        let row = &self.rows[number];
        if stamp() != Some(row.stamp) {
            return Known::Unknown;
        }
        match &self.bytes[row.post.0..row.post.1] {
            [] => Known::NoPost,
            post => match (Reader { rest: post }).post(path, &mut self.pool) {
                Some(post) => Known::Post(Arc::new(Post { stamp: row.stamp.number(), ..post })),
                None => Known::Unknown,
            },
        }
    }
}

/// What tells one build of this program from another: another one may read heads in another way.
pub(super) fn build() -> u64 {
    let about = std::env::current_exe().and_then(fs::metadata).ok();
    let modified = about.as_ref().and_then(|about| about.modified().ok());
    foldhash(&(about.as_ref().map(fs::Metadata::len), modified))
}

#[cfg(unix)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], from: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, from)
}

#[cfg(windows)]
pub(super) fn read_at(file: &File, mut bytes: &mut [u8], mut from: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, from)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                from += read as u64;
            }
        }
    }
    Ok(())
}
