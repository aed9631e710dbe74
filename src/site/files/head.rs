//! The start of a file, and what tells one state of it from another.

use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io::{self, Read};

use foldhash::fast::FixedState;
use jiff::Timestamp;

use crate::front_matter;

/// How much of a file is read: most headers are short, and to read four times as much of ten thousand files takes a tenth of the
/// time that they take in all. Where it is not enough more is read, and more again.
const HEADS: [usize; 3] = [2 << 10, front_matter::TO_HEADING, LONG_HEAD];
pub(super) const LONG_HEAD: usize = 72 << 10;

/// The first bytes of a file.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The bytes; all of them in a short file.
    pub bytes: Vec<u8>,
    /// The size of the whole file, as far as a number of this kind goes.
    pub size: u32,
    /// When it was written last; not known in memory.
    pub modified: Option<Timestamp>,
    /// The state of the file when it was opened; none in memory.
    pub stamp: Option<Stamp>,
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was written last, in nanoseconds since 1970.
    pub modified: i64,
    /// When anything of it changed, its time of writing among that, in nanoseconds since 1970: nobody sets this one back.
    /// 0 where files have none.
    pub changed: i64,
    /// Its number in its file system; 0 where files have none.
    pub inode: u64,
}

impl Head {
    /// Empties it; its room stays.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.stamp = None;
    }

    /// The number of the state of the file; 0 in memory.
    pub(in crate::site) fn stamp_number(&self) -> u64 {
        self.stamp.map_or(0, Stamp::number)
    }
}

impl Stamp {
    /// A number that another state has only by a chance of one in 2⁶⁴; never 0.
    pub fn number(self) -> u64 {
        FixedState::with_seed(0).hash_one(self).max(1)
    }

    pub(super) fn of(about: &fs::Metadata) -> Self {
        let modified = about.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
        let modified = modified.map_or(0, |time| i64::try_from(time.as_nanosecond()).unwrap_or(0));
        Self { size: about.len(), modified, changed: changed(about), inode: inode(about) }
    }
}

/// Reads the start of a file into a head.
pub(super) fn head_of(mut file: &File, enough: fn(&[u8]) -> bool, head: &mut Head) -> io::Result<()> {
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let size = about.len();
    head.bytes.reserve(front_matter::TO_HEADING);
    for most in HEADS {
        // Not a byte more than there is: the read that only finds the end is a third of the work.
        let next = size.min(most as u64).saturating_sub(head.bytes.len() as u64);
        (&mut file).take(next).read_to_end(&mut head.bytes)?;
        if size <= most as u64 || enough(&head.bytes) {
            break;
        }
    }
    head.size = u32::try_from(size).unwrap_or(u32::MAX);
    head.stamp = Some(Stamp::of(&about));
    head.modified = about.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    Ok(())
}

#[cfg(unix)]
fn inode(about: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(unix)]
fn changed(about: &fs::Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    about.ctime().saturating_mul(1_000_000_000).saturating_add(about.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> i64 {
    0
}
