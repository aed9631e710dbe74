//! The field of a pane: rows are narrowed by what is typed, or it is a name that is typed.

use super::fuzzy;
use super::pane::{Item, Kind, Pane};
use crate::app::field::Field;
use crate::app::message::Message;
use crate::text::fold::fold;

impl Pane {
    /// Begins to narrow.
    pub fn type_narrow(&mut self) {
        self.typing = true;
    }

    /// Text was typed or pasted into the field.
    pub fn typed(&mut self, text: &str) {
        self.narrow.insert(text);
        self.filter();
        self.cursor.at = 0;
    }

    /// Whether a key in the field leaves the pane as well: one that was opened to type in it.
    pub fn is_left_by(&self, message: Message) -> bool {
        let leaves = matches!(message, Message::Leave | Message::Cancel);
        let empty = self.narrow.text().is_empty();
        match self.kind {
            Kind::Naming { .. } | Kind::Palette => leaves || empty && message == Message::Erase,
            Kind::Tags { .. } | Kind::Views | Kind::Sort | Kind::Copy | Kind::Help | Kind::Themes { .. } => {
                false
            }
            Kind::Problems { .. } | Kind::Contents | Kind::Links | Kind::Translations => false,
        }
    }

    /// Whether it was opened to type in it.
    pub fn is_asked(&self) -> bool {
        matches!(self.kind, Kind::Palette | Kind::Naming { .. })
    }

    /// A key in the field; says whether the selected row is to be chosen. Tab leads to the rows.
    pub fn type_key(&mut self, message: Message, rows: usize) -> bool {
        match message {
            Message::Accept => {
                self.typing = false;
                return true;
            }
            Message::Complete if !self.is_asked() => {
                self.typing = false;
            }
            Message::Leave | Message::Cancel => self.leave(),
            Message::Erase if self.narrow.text().is_empty() => self.leave(),
            Message::Down | Message::Up | Message::PageDown | Message::PageUp => {
                self.step(message, None, rows);
            }
            Message::Complete => {
                self.step(Message::Down, None, rows);
            }
            _ => {
                self.narrow.edit(message);
                self.filter();
                self.cursor.at = 0;
            }
        }
        false
    }

    /// Takes the narrowing back and types no more.
    pub fn leave(&mut self) {
        self.typing = false;
        self.narrow = Field::default();
        let selected = self.selected().map(|item| item.choice.clone());
        self.filter();
        if let Some(selected) = selected {
            self.select(&selected);
        }
    }

    /// Shows the rows that have what is typed.
    pub(super) fn filter(&mut self) {
        self.inside = 0;
        if matches!(self.kind, Kind::Naming { .. }) {
            // What is typed is a name and looks for nothing.
            return;
        }
        let words: Vec<String> = fold(self.narrow.text()).split_whitespace().map(str::to_owned).collect();
        let matches = |item: &Item| {
            let text = fold(&format!("{} {} {}", item.text, item.detail, item.name));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        self.shown = match self.kind {
            Kind::Palette => fuzzy::ranked(&self.items, &words, self.narrow.text().trim()),
            _ => (0..self.items.len()).filter(|n| matches(&self.items[*n])).collect(),
        };
        self.cursor.at = self.cursor.at.min(self.shown.len().saturating_sub(1));
    }
}
