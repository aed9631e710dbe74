//! A text being read line by line.

use std::cell::Cell;

/// A text and how far it has been read; always at the beginning of a line between blocks, except after HTML.
pub(super) struct Source {
    text: String,
    at: usize,
    line: usize,
    /// A place and the end of its line: blocks that follow each other on one long line ask for it again and again.
    ends: Cell<(usize, usize)>,
    /// From here on no fence is closed: the mark and its length.
    pub(super) unclosed: Vec<(char, usize)>,
    /// Nor one of these extensions.
    pub(super) unended: Vec<String>,
}

impl Source {
    pub(super) fn new(text: String, line: usize) -> Self {
        Self { text, at: 0, line, ends: Cell::new((0, 0)), unclosed: Vec::new(), unended: Vec::new() }
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The rest of the line, its end included.
    pub(super) fn current(&self) -> &str {
        let (from, end) = self.ends.get();
        if from <= self.at && self.at < end {
            return self.text.get(self.at..end).unwrap_or_default();
        }
        let line = first_line(self.rest());
        self.ends.set((self.at, self.at + line.len()));
        line
    }

    /// The number of the line.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    pub(super) fn position(&self) -> (usize, usize) {
        (self.at, self.line)
    }

    /// Goes back.
    pub(super) fn reset(&mut self, position: (usize, usize)) {
        (self.at, self.line) = position;
    }

    /// Reads so many bytes.
    pub(super) fn advance(&mut self, bytes: usize) -> &str {
        let from = self.at;
        self.at = (from + bytes).min(self.text.len());
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        let read = self.text.get(from..self.at).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', read.as_bytes()).count();
        read
    }

    /// Reads the rest of the line.
    pub(super) fn take_line(&mut self) -> String {
        let length = self.current().len();
        self.advance(length).to_owned()
    }

    /// Reads blanks and the end of the line, if nothing else is left on it.
    pub(super) fn skip_blank_tail(&mut self) {
        let blanks = self.rest().bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
        if self.rest().as_bytes().get(blanks) == Some(&b'\n') {
            self.advance(blanks + 1);
        }
    }

    /// What has been read since a position.
    pub(super) fn since(&self, position: (usize, usize)) -> &str {
        self.text.get(position.0..self.at).unwrap_or_default()
    }

    /// The text before the position, for what looks back.
    pub(super) fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }
}

/// The first line of a text, its end included.
pub(super) fn first_line(text: &str) -> &str {
    match memchr::memchr(b'\n', text.as_bytes()) {
        Some(end) => text.get(..=end).unwrap_or(text),
        None => text,
    }
}
