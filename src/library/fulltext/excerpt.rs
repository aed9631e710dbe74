//! The sentence around what was found.

use std::ops::Range;

use super::{Ends, Search};
use crate::library::query::joins;
use crate::text::Clean;

/// A sentence is cut so many bytes before and behind what was found.
const BEFORE: usize = 120;
const BEHIND: usize = 240;

/// A sentence of a post, and where in it the words are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The sentence.
    pub text: Clean,
    /// The bytes of the words in it, from first to last.
    pub hits: Vec<Range<usize>>,
    /// The number of the block of the document that holds it, from 0; the footnotes are the one after the last.
    pub block: usize,
    /// The byte of the block's plain text at which the first of the words begins.
    pub offset: usize,
}

impl Excerpt {
    /// The best sentence of a text: the first block that has most of the words. None where the text has none of them.
    pub fn of(search: &Search, text: &str) -> Option<Self> {
        Self::of_bytes(search, text.as_bytes(), 0)
    }

    /// The same of bytes, of which only some blocks are read as text: from one before which there are none of the words up to that of
    /// the sentence.
    pub fn of_bytes(search: &Search, text: &[u8], from: usize) -> Option<Self> {
        let needles = search.needles();
        let ends: Vec<Ends> = search.wanted().map(|wanted| wanted.ends).collect();
        let mut best: Option<(usize, usize, &str, Vec<Range<usize>>)> = None;
        for (block, line) in lines(text, from) {
            let Ok(line) = std::str::from_utf8(line) else { continue };
            let mut hits = Vec::new();
            let mut words = 0;
            for (needle, ends) in needles.iter().zip(&ends) {
                let before = hits.len();
                hits.extend(needle.hits_in(line).into_iter().filter(|hit| stands(line, hit, *ends)));
                words += usize::from(hits.len() > before);
            }
            if words > best.as_ref().map_or(0, |best| best.0) {
                best = Some((words, block, line, hits));
            }
            if words == needles.len() {
                break;
            }
        }
        let (_, block, line, hits) = best?;
        Self::around(block, line, hits)
    }

    fn around(block: usize, line: &str, mut hits: Vec<Range<usize>>) -> Option<Self> {
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        hits.dedup_by(|next, hit| next.start < hit.end);
        // Of the hits the one with most others near it.
        let near = |hit: &Range<usize>| {
            hits.iter()
                .filter(|other| other.start.abs_diff(hit.start) < BEFORE && other.start >= hit.start)
                .count()
        };
        let first = hits.iter().rev().max_by_key(|hit| near(hit))?.clone();
        let (start, end) = sentence(line, &first);
        let inside = |hit: &&Range<usize>| hit.start >= start && hit.end <= end;
        let own = hits.iter().filter(inside).map(|hit| hit.start - start..hit.end - start).collect();
        let text = Clean::line(line.get(start..end)?);
        Some(Self { text, hits: own, block, offset: first.start })
    }
}

/// The lines of a text from one on, each with its number.
fn lines(text: &[u8], from: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let before = from.checked_sub(1).map(|last| memchr::memchr_iter(b'\n', text).nth(last));
    let mut start = match before {
        None => Some(0),
        Some(end) => end.map(|end| end + 1),
    };
    (from..).map_while(move |number| {
        let rest = &text[start?..];
        let end = memchr::memchr(b'\n', rest);
        start = start.zip(end).map(|(start, end)| start + end + 1);
        Some((number, end.map_or(rest, |end| &rest[..end])))
    })
}

/// Whether words stand in a line as they should.
fn stands(line: &str, hit: &Range<usize>, ends: Ends) -> bool {
    let found = line.get(hit.clone()).unwrap_or_default();
    let before = line.get(..hit.start).and_then(|before| before.chars().next_back());
    let after = line.get(hit.end..).and_then(|after| after.chars().next());
    let begins = !joins(before, found.chars().next());
    let closes = !joins(found.chars().next_back(), after);
    match ends {
        Ends::Free => true,
        Ends::Begun => begins,
        Ends::Whole => begins && closes,
    }
}

/// The bytes of the sentence around a hit, cut between words where it is long.
fn sentence(line: &str, hit: &Range<usize>) -> (usize, usize) {
    let from = boundary(line, hit.start.saturating_sub(BEFORE));
    let to = boundary(line, (hit.end + BEHIND).min(line.len()));
    let before = line.get(from..hit.start).unwrap_or_default();
    let start = match before.char_indices().rev().find(|(at, c)| ends_sentence(before, *at, *c)) {
        Some((at, c)) => from + at + c.len_utf8(),
        None if from == 0 => 0,
        None => from + before.find(' ').unwrap_or(0),
    };
    let after = line.get(hit.end..to).unwrap_or_default();
    let end = match after.char_indices().find(|(at, c)| ends_sentence(after, *at, *c)) {
        Some((at, c)) => hit.end + at + c.len_utf8(),
        None if to == line.len() => to,
        None => hit.end + after.rfind(' ').unwrap_or(after.len()),
    };
    let blank = line.get(start..end).map_or(0, |text| text.len() - text.trim_start().len());
    (start + blank, end)
}

/// Whether a character ends a sentence: a full stop before a blank or an end, or one of the scripts that write no blanks.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    match c {
        '.' | '!' | '?' => next.is_none_or(char::is_whitespace),
        '。' | '！' | '？' | '।' => true,
        _ => false,
    }
}

/// The nearest beginning of a character at or before a byte.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
