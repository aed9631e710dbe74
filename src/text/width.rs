//! How many cells a text takes, and where its graphemes begin.
//!
//! The widths are those of `unicode-width` in the version that ratatui uses too, or columns would drift.
//! No grapheme is wider than two cells here, and a lone combining mark takes none.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Whether characters of ambiguous width (UAX 11 class A) take one cell or, as CJK terminals draw them, two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

impl Ambiguous {
    /// Cells that `text` takes in a row.
    pub fn cells(self, text: &str) -> usize {
        if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
            return text.len();
        }
        text.graphemes(true).map(|g| self.grapheme(g)).sum()
    }

    /// Cells of one grapheme: 0, 1 or 2.
    pub fn grapheme(self, grapheme: &str) -> usize {
        match self {
            Self::Narrow => grapheme.width().min(2),
            Self::Wide => grapheme.width_cjk().min(2),
        }
    }

    /// The longest start of `text` that fits into `cells`, and the cells it takes.
    pub fn fit(self, text: &str, cells: usize) -> (&str, usize) {
        let mut used = 0;
        for (at, grapheme) in text.grapheme_indices(true) {
            let wide = self.grapheme(grapheme);
            if used + wide > cells {
                return (text.get(..at).unwrap_or_default(), used);
            }
            used += wide;
        }
        (text, used)
    }

    /// `text` broken between words into lines of at most so many cells; a word that is longer goes on in the next line.
    pub fn wrap(self, text: &str, cells: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        let mut used = 0;
        for word in text.split_whitespace() {
            let blank = usize::from(used > 0);
            let mut rest = word;
            if used + blank + self.cells(word) <= cells {
                used += blank;
                lines.last_mut().into_iter().for_each(|line| line.extend(std::iter::repeat_n(' ', blank)));
            } else if used > 0 {
                lines.push(String::new());
                used = 0;
            }
            while !rest.is_empty() {
                let (mut part, mut wide) = self.fit(rest, cells.saturating_sub(used));
                if part.is_empty() {
                    // A grapheme that is wider than a line has one of its own.
                    let first = graphemes(rest).next().map_or("", |(_, grapheme)| grapheme);
                    (part, wide) = (first, self.grapheme(first));
                }
                lines.last_mut().into_iter().for_each(|line| line.push_str(part));
                rest = rest.get(part.len()..).unwrap_or_default();
                used += wide;
                if !rest.is_empty() {
                    lines.push(String::new());
                    used = 0;
                }
            }
        }
        lines
    }
}

/// Cells that `text` takes where ambiguous characters are narrow.
pub fn cells(text: &str) -> usize {
    Ambiguous::Narrow.cells(text)
}

/// Each grapheme with its byte offset.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_combining_and_emoji() {
        assert_eq!(cells("漢字"), 4);
        assert_eq!(cells("e\u{301}"), 1);
        assert_eq!(cells("👩\u{200d}💻"), 2);
        assert_eq!(Ambiguous::Wide.cells("§"), 2);
    }

    #[test]
    fn lines_are_broken_between_words_and_in_words_that_are_too_long() {
        let wrap = |text, cells| Ambiguous::Narrow.wrap(text, cells);
        assert_eq!(wrap("a link leads nowhere", 6), ["a link", "leads", "nowher", "e"]);
        assert_eq!(wrap("to /2012/06/08/x.html now", 8), ["to", "/2012/06", "/08/x.ht", "ml now"]);
        assert_eq!(wrap("漢字仮名", 5), ["漢字", "仮名"]);
        assert_eq!(wrap("漢 a", 1), ["漢", "a"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("ab", 0), ["a", "b"]);
    }

    #[test]
    fn a_wide_character_is_never_cut_in_half() {
        assert_eq!(Ambiguous::Narrow.fit("a漢字", 2), ("a", 1));
        assert_eq!(Ambiguous::Narrow.fit("a漢字", 3), ("a漢", 3));
    }
}
