//! What the reader did with a post: place, read, starred. The reader's data.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::PostId;

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

/// What the reader did with one post.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mark {
    /// Where the reader stopped, and how far that is in per cent.
    pub place: Option<(Place, u8)>,
    /// When the post was read to its end.
    pub read: Option<Timestamp>,
    /// When it got its star.
    pub starred: Option<Timestamp>,
}

/// The marks of all posts of a library. Posts without a mark are not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    of: BTreeMap<PostId, Mark>,
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
}
