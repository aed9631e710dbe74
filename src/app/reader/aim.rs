//! Words that a search in all posts found, in the post that is open: marked like those that were looked for in it.

use super::page::Page;
use crate::document::find::Needle;
use crate::library::fulltext::Search;

/// What is marked, and where to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    /// The words, each for itself.
    pub(super) needles: Vec<Needle>,
    /// The same as they are shown in the field.
    pub(super) words: String,
    /// The block of the layout, and the byte of its plain text, at which the first hit is looked for.
    pub(super) from: (usize, usize),
}

impl Aim {
    /// The words of a search, from a place on.
    pub fn new(search: &Search, block: usize, offset: usize) -> Self {
        Self { needles: search.needles(), words: search.shown(), from: (block, offset) }
    }
}

impl Page {
    /// Marks the words of a search and goes to the first of them from its place on.
    pub fn go_to_hits(&mut self, aim: Aim) {
        self.go_to_top();
        self.mark(aim.needles, &aim.words, aim.from);
        self.show_hit(self.layout.options().rows);
    }
}
