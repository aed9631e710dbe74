//! What the next page needs, made while the reader reads this one: its lines, and the colours of its code.

use super::Page;
use crate::layout::{Line, Spot};
use crate::text::Clean;

/// What is laid out ahead costs no more than so many bytes of prose. It is done on the session's thread, where a key that comes
/// meanwhile waits: no longer than about 2 ms, by `one_block_of_32_kb` in `benches/layout.rs`.
const MOST: usize = 32 << 10;

/// A block of code whose colours are not known and were not asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncolored {
    /// Its number.
    pub number: usize,
    /// Its language.
    pub language: Clean,
    /// Its text.
    pub text: Clean,
}

/// The numbers of the blocks of code that lines belong to.
pub(super) fn codes(lines: &[(Spot, Line)]) -> impl Iterator<Item = usize> {
    lines.iter().filter_map(|(_, line)| line.code.map(|code| code.number))
}

impl Page {
    /// Lays out the page after a view of `rows` rows, as far as that is soon done; gives the blocks of code in it.
    pub fn ahead(&mut self, rows: usize) -> Vec<Uncolored> {
        let view = (self.top(), rows);
        let Some((last, _)) = self.lines.last().filter(|_| self.ready != Some(view)) else {
            return Vec::new();
        };
        let next = self.layout.lines_within(*last, rows, MOST);
        self.ready = Some(view);
        let codes: Vec<usize> = codes(&next).collect();
        self.uncolored(codes)
    }

    /// Those of some blocks of code whose colours are still to be asked for; each is given once.
    pub(super) fn uncolored(&mut self, codes: impl IntoIterator<Item = usize>) -> Vec<Uncolored> {
        let mut uncolored = Vec::new();
        for number in codes {
            if self.asked.insert(number)
                && let Some((language, text)) = self.outline.codes.get(&number)
                && !language.is_empty()
            {
                uncolored.push(Uncolored { number, language: language.clone(), text: text.clone() });
            }
        }
        uncolored
    }
}
