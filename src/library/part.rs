//! A library that does not have all posts yet: what a start shows before every file was looked at, and what is kept for that.

use super::{Library, Order};
use crate::post::PostId;

/// What is known of a blog whose posts are still being looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many rows the list of all posts will have; none where nobody has counted them.
    pub rows: Option<usize>,
    /// How many of these are not read.
    pub unread: usize,
    /// Whether nobody looks for the rest any more, since the look has failed.
    pub given_up: bool,
}

/// The top of a list without a filter, as it is kept for the next start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FirstPage {
    /// The order of the list.
    pub order: Order,
    /// What the counts are.
    pub rows: usize,
    /// How many rows are not read.
    pub unread: usize,
    /// The posts of its first rows.
    pub posts: Vec<PostId>,
}

impl Library {
    /// The same as a part of a blog.
    #[must_use]
    pub fn as_part(mut self, part: Part) -> Self {
        self.part = Some(part);
        self
    }

    /// What is known of the rest; none where this is all.
    pub fn part(&self) -> Option<Part> {
        self.part
    }

    /// Whether it has all posts.
    pub fn is_whole(&self) -> bool {
        self.part.is_none()
    }

    /// Whether there are posts that are still looked for.
    pub fn is_coming(&self) -> bool {
        self.part.is_some_and(|part| !part.given_up)
    }

    /// The same posts where the look for the others has failed.
    #[must_use]
    pub fn given_up(&self) -> Self {
        let part = Part { given_up: true, ..self.part.unwrap_or_default() };
        let library = Self::new(self.sites.clone(), self.posts.iter().cloned()).as_part(part);
        Self { names: self.names.clone(), ..library }
    }
}
