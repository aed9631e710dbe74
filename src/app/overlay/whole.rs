//! Rows whose words are shown whole, on as many lines as they take: what is wrong and what helps, keys and what they do.

use super::pane::{Item, Kind, Pane, PaneLine, TEXT};
use crate::app::message::Message;
use crate::app::regions;
use crate::text::Clean;

/// What helps begins so many cells behind what is wrong.
pub const INDENT: usize = 2;
/// What a key does begins at most at this cell of the pane, and on a phone at this.
const BESIDE: (usize, usize) = (30, 15);

/// A line of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// Of what is wrong.
    Message(String),
    /// Of where it is, and of what helps.
    Told(String),
    /// Of the keys of a row, and of what they do.
    Keys(String, String),
}

impl Pane {
    /// The lines of a row whose words are shown whole.
    pub fn words(&self, row: usize) -> Vec<Words> {
        let Some(item) = self.item(row) else { return Vec::new() };
        match self.kind() {
            Kind::Help => self.key_lines(item),
            _ => self.problem_lines(item),
        }
    }

    fn wrap(&self, text: &Clean, cells: usize) -> Vec<String> {
        if text.is_empty() { Vec::new() } else { self.view.ambiguous.wrap(text, cells) }
    }

    fn problem_lines(&self, item: &Item) -> Vec<Words> {
        let cells = self.view.width.saturating_sub(TEXT + 1);
        let message = self.wrap(&item.text, cells).into_iter().map(Words::Message);
        let told = self.wrap(&item.detail, cells.saturating_sub(INDENT));
        message.chain(told.into_iter().map(Words::Told)).collect()
    }

    fn key_lines(&self, item: &Item) -> Vec<Words> {
        let beside = self.beside;
        let mut keys = self.wrap(&item.text, beside.saturating_sub(TEXT + 2)).into_iter();
        let mut words = self.wrap(&item.detail, self.view.width.saturating_sub(beside + 1)).into_iter();
        let mut lines = Vec::new();
        loop {
            match (keys.next(), words.next()) {
                (None, None) => return lines,
                (keys, words) => {
                    lines.push(Words::Keys(keys.unwrap_or_default(), words.unwrap_or_default()));
                }
            }
        }
    }

    /// The cell at which it is said what a key does.
    pub fn beside(&self) -> usize {
        self.beside
    }

    /// The same for the rows that are shown: right after the longest keys, so that the eye need not travel.
    pub(super) fn beside_keys(&self) -> usize {
        let keys = (0..self.len())
            .filter_map(|row| self.item(row))
            .map(|item| self.view.ambiguous.cells(&item.text));
        let most = if self.view.width < usize::from(regions::PHONE) { BESIDE.1 } else { BESIDE.0 };
        (TEXT + keys.max().unwrap_or(0) + 2).min(most)
    }

    /// Moves within the selected row where that is higher than the view, and else from row to row; says whether the
    /// message was a move.
    pub(super) fn step_whole(&mut self, message: Message, count: Option<usize>) -> bool {
        // A key may come before anything was laid out.
        let rows = if self.view.rows == 0 { usize::MAX } else { self.view.rows };
        let beyond = self.words(self.cursor.at).len().saturating_sub(rows);
        let inside = match message {
            Message::Down if count.is_none() => (self.inside + 1).min(beyond),
            Message::PageDown if count.is_none() => self.inside.saturating_add(rows).min(beyond),
            Message::Up if count.is_none() => self.inside.saturating_sub(1),
            Message::PageUp if count.is_none() => self.inside.saturating_sub(rows),
            _ => self.inside,
        };
        if inside != self.inside {
            self.inside = inside;
            return true;
        }
        self.inside = 0;
        let seen = self.lines().into_iter().skip(self.cursor.top).take(self.view.rows);
        let page = seen.filter(PaneLine::is_first).count();
        self.cursor.step(message, count, self.len(), page)
    }
}
