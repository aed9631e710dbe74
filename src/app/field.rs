//! A line of text that is typed: the text and the caret in it.

use super::message::Message;
use crate::text::Clean;
use crate::text::width;

/// A field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    caret: usize,
}

impl Field {
    /// A field that holds a text, the caret at its end.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), caret: text.len() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte offset of the caret.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Puts text at the caret; control characters do not pass.
    pub fn insert(&mut self, typed: &str) {
        let clean = Clean::line(typed);
        self.text.insert_str(self.caret, &clean);
        self.caret += clean.len();
    }

    /// Puts a text in the place of all, and the caret where it is asked for.
    pub fn set(&mut self, text: &str, caret: usize) {
        text.clone_into(&mut self.text);
        self.caret = if text.is_char_boundary(caret) { caret } else { text.len() };
    }

    /// Moves or erases; says whether the message was one of these.
    pub fn edit(&mut self, message: Message) -> bool {
        match message {
            Message::CaretLeft => self.caret = self.before(),
            Message::CaretRight => self.caret = self.after(),
            Message::CaretStart => self.caret = 0,
            Message::CaretEnd => self.caret = self.text.len(),
            Message::Erase => self.cut(self.before(), self.caret),
            Message::EraseNext => self.cut(self.caret, self.after()),
            Message::EraseWord => self.cut(self.word(), self.caret),
            Message::EraseAll => self.cut(0, self.caret),
            _ => return false,
        }
        true
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
    }

    fn before(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or_default();
        width::graphemes(head).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let tail = self.text.get(self.caret..).unwrap_or_default();
        self.caret + width::graphemes(tail).next().map_or(0, |(_, first)| first.len())
    }

    fn word(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or_default().trim_end();
        head.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, keys: &[Message]) -> String {
        let mut field = Field::new(text);
        keys.iter().for_each(|key| assert!(field.edit(*key)));
        field.insert("|");
        field.text().to_owned()
    }

    #[test]
    fn letters_words_and_lines_go() {
        assert_eq!(after("tag:a  wörd", &[Message::EraseWord]), "tag:a  |");
        assert_eq!(after("e\u{301}", &[Message::Erase, Message::Erase]), "|");
        assert_eq!(after("ab", &[Message::CaretLeft, Message::EraseAll]), "|b");
        assert_eq!(after("ab", &[Message::CaretStart, Message::EraseNext, Message::CaretRight]), "b|");
    }

    #[test]
    fn what_is_pasted_is_one_clean_line() {
        let mut field = Field::default();
        field.insert("a\n\u{1b}[2Jb");
        assert_eq!(field.text(), "a [2Jb");
    }
}
