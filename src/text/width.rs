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
    fn a_wide_character_is_never_cut_in_half() {
        assert_eq!(Ambiguous::Narrow.fit("a漢字", 2), ("a", 1));
        assert_eq!(Ambiguous::Narrow.fit("a漢字", 3), ("a漢", 3));
    }
}
