//! Where words may be parted at the end of a line, by the patterns of their language.
//!
//! It knows words only: no lines, no widths. Languages without patterns, and those that part no words, have none.

use hypher::Lang;

/// The character that says where a word may be parted, and is seen nowhere else (U+00AD).
pub const SOFT: char = '\u{ad}';

/// A language whose words can be parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(Lang);

impl Language {
    /// The language of a BCP 47 tag, as `de`, `de-AT` or `de_AT`; none where there are no patterns for it.
    pub fn of(tag: &str) -> Option<Self> {
        let base = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        // Bokmål is what the patterns called `nb` are for; `no` means it nearly always.
        let base = if base == "no" { "nb" } else { base.as_str() };
        let code: [u8; 2] = base.as_bytes().try_into().ok()?;
        Lang::from_iso(code).map(Self)
    }

    /// The bytes of a piece of text at which a word may be parted: inside of words of letters alone, so never in an address, a
    /// name of a program or a number, and never in an abbreviation in capitals.
    pub fn breaks(self, text: &str) -> Vec<usize> {
        let letters = |c: char| c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c);
        let word = text.trim_matches(|c: char| !c.is_alphanumeric());
        let start = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let capital = word.chars().skip(1).any(char::is_uppercase);
        if word.len() > MOST || capital || !word.chars().all(letters) {
            return Vec::new();
        }
        let mut at = start;
        let ends = hypher::hyphenate(word, self.0).map(|syllable| {
            at += syllable.len();
            at
        });
        ends.take_while(|end| *end < start + word.len()).collect()
    }
}

/// No word of a language is longer in bytes; what is, is no word.
const MOST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str, tag: &str) -> String {
        let breaks = Language::of(tag).map(|language| language.breaks(text)).unwrap_or_default();
        let mut out = text.to_owned();
        breaks.iter().rev().for_each(|at| out.insert(*at, '-'));
        out
    }

    #[test]
    fn words_are_parted_by_their_language() {
        assert_eq!(parted("(Silbentrennung),", "de-AT"), "(Sil-ben-tren-nung),");
        assert_eq!(parted("hyphenation", "en_GB"), "hy-phen-ation");
        assert_eq!(parted("l’incompréhensible", "fr"), "l’incompréhensible");
        assert_eq!(parted("incompréhensible", "fr"), "in-com-pré-hen-sible");
    }

    #[test]
    fn what_is_no_word_is_not() {
        for text in ["example.org/impossible", "getElementById", "UNESCO", "v1beta", "", "…", "漢字漢字漢字"]
        {
            assert_eq!(parted(text, "en"), text);
        }
        assert_eq!(parted("Silbentrennung", "fa"), "Silbentrennung");
        assert_eq!(parted("Silbentrennung", ""), "Silbentrennung");
    }
}
