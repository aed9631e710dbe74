//! What Tab offers in a field for queries: keys, and the values that posts have.

use std::ops::Range;

use super::Library;
use super::query::{Field, Is, KEYS, Reader, find_key, spelled};
use crate::text::fold::fold;

/// What may stand at the caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The bytes of the query that a candidate replaces.
    pub range: Range<usize>,
    /// The candidates, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// A key or a value that may stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What takes the place of the range, quotes included.
    pub text: String,
    /// How many posts have the value.
    pub count: Option<usize>,
}

impl Library {
    /// What may stand at the caret, a byte offset in the text of a query.
    pub fn complete(&self, text: &str, caret: usize) -> Completions {
        let none = Completions { range: caret..caret, candidates: Vec::new() };
        let Some(before) = text.get(..caret) else { return none };
        let mut reader = Reader::new(before);
        let mut start = caret;
        while let Some(head) = reader.head() {
            let Some(key) = head.key else {
                start = head.start;
                reader.words();
                continue;
            };
            let last = reader.values().pop();
            match (last, find_key(key)) {
                (Some(piece), Some(key)) if reader.at() == caret && piece.range.end == caret => {
                    let range = piece.range.start..end_of(text, piece.range.start, caret);
                    return Completions { range, candidates: self.values_like(key, &piece.text) };
                }
                _ => start = caret,
            }
        }
        // A blank before the caret begins a new word.
        let start = if before.ends_with(char::is_whitespace) { caret } else { start.min(caret) };
        let word = before.get(start..).unwrap_or_default();
        Completions { range: start..end_of(text, start, caret), candidates: self.words_like(word) }
    }

    /// Keys that begin like the word, then tags that do.
    fn words_like(&self, word: &str) -> Vec<Candidate> {
        let folded = fold(word);
        let keys = KEYS.iter().filter(|(key, _)| key.starts_with(&*folded));
        let mut found: Vec<_> =
            keys.map(|(key, _)| Candidate { text: format!("{key}:"), count: None }).collect();
        if !word.is_empty() {
            let tags = self.values_like(Field::Tag.key(), word).into_iter();
            found.extend(tags.map(|tag| Candidate { text: format!("tag:{}", tag.text), ..tag }));
        }
        found
    }

    fn values_like(&self, key: &str, begun: &str) -> Vec<Candidate> {
        let begun = fold(begun);
        let plain = |text: String| Candidate { text, count: None };
        match (Field::ALL.into_iter().find(|field| field.key() == key), key) {
            (Some(field), _) => self.names_like(field, &begun),
            (None, "is") => {
                let words = Is::ALL.iter().map(|(_, word, _)| *word);
                words.filter(|word| word.starts_with(&*begun)).map(|word| plain(word.to_owned())).collect()
            }
            (None, "year" | "after" | "before") => self.years_like(&begun),
            (None, _) => Vec::new(),
        }
    }

    /// The values of a field that begin so, then those in which a word does; those of most posts first.
    pub(super) fn names_like(&self, field: Field, begun: &str) -> Vec<Candidate> {
        let values = self.values(field);
        let mut counts = vec![0usize; values.names().len()];
        for post in 0..self.posts.len() {
            values.of(post).iter().for_each(|value| counts[*value as usize] += 1);
        }
        let like = |name: &str| match name.find(begun) {
            Some(0) => Some(0),
            Some(_) => {
                name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(begun)).then_some(1)
            }
            None => None,
        };
        let mut found: Vec<_> = values
            .folded()
            .filter_map(|(number, name)| Some((like(name)?, counts[number as usize], number as usize)))
            .collect();
        found.sort_by_key(|(rank, count, number)| (*rank, std::cmp::Reverse(*count), *number));
        let candidate = |(_, count, number): (i32, usize, usize)| Candidate {
            text: spelled(&values.names()[number]),
            count: Some(count),
        };
        found.into_iter().map(candidate).collect()
    }

    fn years_like(&self, begun: &str) -> Vec<Candidate> {
        let mut years = std::collections::BTreeMap::new();
        for year in self.posts.iter().filter_map(|post| post.meta.date?.year()) {
            *years.entry(year).or_insert(0) += 1;
        }
        let years = years.into_iter().rev().map(|(year, count)| (format!("{year:04}"), count));
        let like = years.filter(|(year, _)| year.starts_with(begun));
        like.map(|(text, count)| Candidate { text, count: Some(count) }).collect()
    }
}

/// Where the value ends in which the caret is: a quote that is still open reaches to the caret only.
fn end_of(text: &str, start: usize, caret: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let piece = Reader::new(rest).values().into_iter().next();
    let end = start + piece.map_or(0, |piece| piece.range.end);
    let opens = rest.starts_with(super::query::is_quote);
    let value = text.get(start..end).unwrap_or_default();
    let closed = value.chars().count() > 1 && value.ends_with(super::query::is_quote);
    if opens && !closed { caret } else { end.max(caret) }
}

#[cfg(test)]
mod tests {
    use crate::library::Library;
    use crate::library::samples::library;

    fn marsh() -> Library {
        library(&[
            "2024-03-27 One | linux, networks",
            "2023-02-18 Two | networks, distributed computing",
            "2021-02-18 Three | Linux, computers",
        ])
    }

    /// The query with each candidate in its place; `^` is the caret.
    fn tab(query: &str) -> Vec<String> {
        let caret = query.find('^').unwrap();
        let text = query.replace('^', "");
        let found = marsh().complete(&text, caret);
        let put = |new: &str| format!("{}{new}{}", &text[..found.range.start], &text[found.range.end..]);
        found.candidates.iter().map(|candidate| put(&candidate.text)).collect()
    }

    #[test]
    fn keys_and_then_tags() {
        assert_eq!(tab("a^"), ["after:", "author:"].map(str::to_owned));
        assert_eq!(tab("x li^"), ["x tag:linux"]);
        assert_eq!(tab("-ta^"), ["-tag:"]);
        assert_eq!(tab("year:2021 ^").len(), 11);
        assert_eq!(tab("words^").len(), 0);
    }

    #[test]
    fn values_by_their_beginning_then_by_their_words() {
        assert_eq!(
            tab("tag:^"),
            ["tag:linux", "tag:networks", "tag:\"distributed computing\"", "tag:computers"]
        );
        assert_eq!(tab("tag:comp^"), ["tag:computers", "tag:\"distributed computing\""]);
        assert_eq!(tab("-tag:linux,N^ word"), ["-tag:linux,networks word"]);
        assert_eq!(tab("tag:l^in word"), ["tag:linux word"]);
        assert_eq!(tab("tag:\"dist^ word"), ["tag:\"distributed computing\" word"]);
        assert_eq!(tab("tag:\"dis^x\" word"), ["tag:\"distributed computing\" word"]);
        assert_eq!(tab("is:un^"), ["is:unread", "is:undated"]);
        assert_eq!(tab("after:202^"), ["after:2024", "after:2023", "after:2021"]);
        assert_eq!(tab("site:x^"), [""; 0]);
        assert_eq!(tab("site:t^"), ["site:\"The Marsh Diary\""]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_and_caret(text in "(tag:|-|\"|,|a| |é){0,8}", caret in 0usize..20) {
            let found = marsh().complete(&text, caret);
            proptest::prop_assert!(caret > text.len() || text.get(found.range).is_some() || found.candidates.is_empty());
        }
    }
}
