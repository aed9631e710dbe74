//! What the reader did with a post: place, read, starred. The reader's data.
//!
//! [`Marks`] are those of one library, by the numbers of its posts; [`Kept`] are the same by keys that outlive it.
//! Nothing here knows where marks lie or how they get there.

mod kept;
mod visited;

pub use kept::{Kept, Key, Merge, OfSite};
pub use visited::Visited;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{Numbers, PostId};

/// Where one is in a document; survives a resize and an edit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The number of the top-level block, from 0.
    pub block: usize,
    /// The offset in bytes in the block's plain text.
    pub offset: usize,
    /// A hash of that text, to find the block again after an edit.
    pub hash: u64,
}

/// Where the reader stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stop {
    /// The place of the first line in view.
    pub place: Place,
    /// How far that is in the text, in per cent; 100 where its end was in view.
    pub percent: u8,
}

impl Stop {
    /// Whether the end of the text was in view: then there is nothing to go on with.
    pub fn is_at_end(&self) -> bool {
        self.percent >= 100
    }
}

/// Something that was set or taken back, and when; the epoch, where it never was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    /// What it is now.
    pub value: T,
    /// When it became that.
    pub at: Timestamp,
}

impl<T> Dated<T> {
    /// A value from a moment on.
    pub fn new(value: T, at: Timestamp) -> Self {
        Self { value, at }
    }

    /// Whether it was ever set or taken back.
    pub fn is_said(&self) -> bool {
        self.at > Timestamp::UNIX_EPOCH
    }
}

impl<T: Default> Default for Dated<T> {
    fn default() -> Self {
        Self { value: T::default(), at: Timestamp::UNIX_EPOCH }
    }
}

/// What the reader did with one post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Where the reader stopped; nowhere at the top, and after the end.
    pub stop: Dated<Option<Stop>>,
    /// Whether it was read to its end.
    pub read: Dated<bool>,
    /// Whether it has a star.
    pub starred: Dated<bool>,
}

impl Mark {
    /// Whether it was begun and not finished. Who stood at its end when the program was killed had no time to leave it.
    pub fn is_begun(&self) -> bool {
        self.stop.value.is_some_and(|stop| !stop.is_at_end()) && !self.read.value
    }

    /// The same after a change at a moment.
    pub fn with(mut self, change: Change, at: Timestamp) -> Self {
        match change {
            Change::Stop(stop) => self.stop = Dated::new(stop, at),
            Change::Read(read) => self.read = Dated::new(read, at),
            Change::Starred(starred) => self.starred = Dated::new(starred, at),
        }
        self
    }

    /// Takes from another mark what is newer there; says whether anything was.
    pub fn merge(&mut self, other: &Self) -> bool {
        let before = *self;
        if other.stop.at > self.stop.at {
            self.stop = other.stop;
        }
        if other.read.at > self.read.at {
            self.read = other.read;
        }
        if other.starred.at > self.starred.at {
            self.starred = other.starred;
        }
        *self != before
    }
}

/// A change to a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The reader stopped somewhere else.
    Stop(Option<Stop>),
    /// It was read, or is to count as unread.
    Read(bool),
    /// It got a star, or lost it.
    Starred(bool),
}

/// A change to the mark of one post, as it is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Which post.
    pub key: Key,
    /// What changes.
    pub change: Change,
    /// When.
    pub at: Timestamp,
}

/// The marks of all posts of a library. Posts without a mark are not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    of: BTreeMap<PostId, Mark>,
    new: BTreeSet<PostId>,
}

impl Marks {
    /// The mark of a post; an empty one where there is none.
    pub fn of(&self, post: PostId) -> Mark {
        self.of.get(&post).copied().unwrap_or_default()
    }

    /// Sets the mark of a post.
    pub fn set(&mut self, post: PostId, mark: Mark) {
        self.of.insert(post, mark);
    }

    /// Says that a post was not there at the last visit.
    pub fn set_new(&mut self, post: PostId) {
        self.new.insert(post);
    }

    /// Whether a post was read.
    pub fn is_read(&self, post: PostId) -> bool {
        self.of(post).read.value
    }

    /// Whether a post has a star.
    pub fn is_starred(&self, post: PostId) -> bool {
        self.of(post).starred.value
    }

    /// Whether a post is new since the last visit, and was not read.
    pub fn is_new(&self, post: PostId) -> bool {
        self.new.contains(&post) && !self.is_read(post)
    }

    /// The posts that were begun and not finished, the last one first.
    pub fn begun(&self) -> Vec<PostId> {
        let mut begun: Vec<_> = self.of.iter().filter(|(_, mark)| mark.is_begun()).collect();
        begun.sort_by_key(|(_, mark)| std::cmp::Reverse(mark.stop.at));
        begun.into_iter().map(|(post, _)| *post).collect()
    }

    /// Whether nothing was ever marked.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// These marks for posts that have other numbers; posts that were not there before have their `fresh` ones.
    pub fn renumbered(&self, numbers: &Numbers, fresh: &Self) -> Self {
        let mut marks = fresh.clone();
        for (old, new) in numbers {
            match self.of.get(old) {
                Some(mark) => marks.of.insert(*new, *mark),
                None => marks.of.remove(new),
            };
        }
        marks
    }
}

#[cfg(test)]
mod tests;
