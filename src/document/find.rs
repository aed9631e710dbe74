//! Looking for words in plain text, as readers do: accents do not matter, and capitals only where some are typed.
//!
//! It knows bytes of a block's plain text and nothing of lines; `layout` shows which cells they are.

use std::ops::Range;

use crate::text::fold::{bare, fold, fold_with_map};

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needle {
    folded: String,
    /// The words with their capitals, where they have any: then case matters.
    exact: Option<String>,
}

impl Needle {
    /// Words as somebody typed them.
    pub fn new(words: &str) -> Self {
        let exact = words.chars().any(char::is_uppercase).then(|| bare(words));
        Self { folded: fold(words), exact }
    }

    /// The same words whatever their case.
    pub fn any_case(words: &str) -> Self {
        Self { folded: fold(words), exact: None }
    }

    /// Where the words are in a line, as in a [`Haystack`] of it. One in ASCII is not folded first, which is worth it where each line
    /// is looked at once.
    pub fn hits_in(&self, line: &str) -> Vec<Range<usize>> {
        match self.exact.is_none() && line.is_ascii() {
            true => ascii_hits(line.as_bytes(), self.folded.as_bytes()),
            false => Haystack::new(line.to_owned()).hits(self),
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }
}

/// A plain text in the form in which it is searched.
#[derive(Clone, Debug)]
pub struct Haystack {
    text: String,
    folded: String,
    /// For each byte of the folded text the byte of the text it comes from; none where they are the same.
    map: Option<Vec<usize>>,
}

impl Haystack {
    /// Folds a plain text. A break is a blank: what is looked for may run over the end of a line.
    pub fn new(text: String) -> Self {
        if text.is_ascii() {
            let fold = |byte: u8| if byte == b'\n' { b' ' } else { byte.to_ascii_lowercase() };
            let folded = String::from_utf8(text.bytes().map(fold).collect()).unwrap_or_default();
            return Self { text, folded, map: None };
        }
        let (mut folded, map) = fold_with_map(&text);
        if folded.contains('\n') {
            folded = folded.replace('\n', " ");
        }
        Self { text, folded, map: Some(map) }
    }

    /// The bytes of the plain text.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the words are, as bytes of the text, from first to last; none overlaps another.
    pub fn hits(&self, needle: &Needle) -> Vec<Range<usize>> {
        if needle.is_empty() {
            return Vec::new();
        }
        let found = match needle.folded.len() {
            ..=SHORT => short_hits(&self.folded, &needle.folded),
            _ => self.folded.match_indices(&needle.folded).map(|(at, words)| at..at + words.len()).collect(),
        };
        let mut hits: Vec<Range<usize>> = found.into_iter().map(|folded| self.in_text(folded)).collect();
        // Half of `ß` is found in the whole of it, and so twice.
        hits.dedup_by(|next, hit| next.start < hit.end);
        if let Some(exact) = &needle.exact {
            hits.retain(|hit| {
                let words = self.text.get(hit.clone()).unwrap_or_default();
                bare(words).replace('\n', " ").contains(exact.as_str())
            });
        }
        hits
    }

    /// The bytes of the text that a part of the folded text comes from, marks of its last character included.
    fn in_text(&self, folded: Range<usize>) -> Range<usize> {
        let Some(map) = &self.map else { return folded };
        let at = |byte: usize| map.get(byte).copied().unwrap_or(self.text.len());
        let (start, last) = (at(folded.start), at(folded.end.saturating_sub(1)));
        // The character after the last one found begins where the map first says another place.
        let after = map.get(folded.end..).unwrap_or_default();
        let end = after.iter().copied().find(|next| *next > last).unwrap_or(self.text.len());
        start..end
    }
}

/// So many bytes are compared wherever the first of them stands. To get ready for a search that never compares a byte twice takes
/// longer than most blocks do, of which a long post has thousands.
const SHORT: usize = 16;

/// Where some words are in a text, from first to last; none overlaps another.
fn short_hits(text: &str, words: &str) -> Vec<Range<usize>> {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let mut end = 0;
    let found = memchr::memchr_iter(words.first().copied().unwrap_or_default(), text).filter_map(|at| {
        let here = at..at + words.len();
        let is_it = at >= end && text.get(here.clone()) == Some(words);
        is_it.then(|| {
            end = here.end;
            here
        })
    });
    found.collect()
}

/// The same in ASCII, whatever its case.
fn ascii_hits(text: &[u8], words: &[u8]) -> Vec<Range<usize>> {
    let Some(first) = words.first() else { return Vec::new() };
    let mut end = 0;
    let found = memchr::memchr2_iter(*first, first.to_ascii_uppercase(), text).filter_map(|at| {
        let here = at..at + words.len();
        let is_it = at >= end && text.get(here.clone())?.eq_ignore_ascii_case(words);
        is_it.then(|| {
            end = here.end;
            here
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str) -> Vec<String> {
        let hits = Haystack::new(text.to_owned()).hits(&Needle::new(words));
        if !text.contains('\n') {
            assert_eq!(Needle::new(words).hits_in(text), hits);
        }
        hits.into_iter().map(|hit| text[hit].to_owned()).collect()
    }

    #[test]
    fn accents_do_not_matter_and_capitals_only_where_typed() {
        assert_eq!(found("Crème, creme, CREME", "creme"), ["Crème", "creme", "CREME"]);
        assert_eq!(found("Crème, creme, CREME", "Creme"), ["Crème"]);
        assert_eq!(found("Crème, creme, CREME", "Crème"), ["Crème"]);
        assert_eq!(found("e\u{301}a ea", "ea"), ["e\u{301}a", "ea"]);
    }

    #[test]
    fn marks_belong_to_their_letter() {
        assert_eq!(found("cafe\u{301}s", "cafe"), ["cafe\u{301}"]);
        assert_eq!(found("Straße", "strass"), ["Straß"]);
        assert_eq!(found("ßß", "s"), ["ß", "ß"]);
    }

    #[test]
    fn words_run_over_breaks_and_quotes_are_straight() {
        assert_eq!(found("one\ntwo one two", "one two"), ["one\ntwo", "one two"]);
        assert_eq!(found("don’t", "don't"), ["don’t"]);
        assert_eq!(found("漢字の漢字", "漢字"), ["漢字", "漢字"]);
        assert!(found("anything", "").is_empty());
        assert_eq!(found("aaaaa", "aa"), ["aa", "aa"], "none overlaps another");
        assert_eq!(found("One two, ONE TWO. one", "one two"), ["One two", "ONE TWO"]);
        assert!(found("one", "öne two").is_empty());
        let long = "so many words that another search looks for them";
        assert_eq!(found(&format!("{long} {long}"), long), [long, long]);
    }
}
