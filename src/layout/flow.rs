//! A paragraph's text before it is broken into lines, and what each part of it is. `inline` makes it, `wrap` breaks it.

use std::ops::Range;

use super::line::Span;
use crate::document::LinkId;
use crate::role::Face;
use crate::text::Clean;
use crate::text::hyphen::SOFT;
use crate::text::width::Ambiguous;

/// A paragraph's text before it is broken into lines. `\n` in it is a break of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    pub(super) text: String,
    /// Where no line may break although it could: bytes of `text`.
    pub(super) glue: Vec<usize>,
    /// Where lines break at blanks only, as in code: bytes of `text`.
    pub(super) whole: Vec<Range<usize>>,
    /// Addresses, which are broken only where they do not fit on a line of their own: bytes of `text`.
    pub(super) addresses: Vec<Range<usize>>,
    /// The anchors and where they stand in `text`.
    pub(super) anchors: Vec<(Clean, usize)>,
    /// Where it begins in the block's plain text.
    pub(super) start: usize,
    pub(super) runs: Vec<Run>,
}

/// A part of the text up to `end`.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) end: usize,
    pub(super) face: Face,
    pub(super) link: Option<LinkId>,
    pub(super) offset: Option<usize>,
}

impl Flow {
    /// A text of one face.
    pub(super) fn of_text(text: &str, face: Face, start: usize) -> Self {
        let run = Run { end: text.len(), face, link: None, offset: Some(start) };
        Self { text: text.to_owned(), runs: vec![run], start, ..Self::default() }
    }

    /// Marks and words of ours.
    pub(super) fn of_ours(spans: Vec<Span>) -> Self {
        let mut flow = Self::default();
        spans.iter().for_each(|span| flow.add(&span.text, span.face, None));
        flow
    }

    /// Adds a text that begins so far in the block's plain text.
    pub(super) fn add_text(&mut self, text: &str, face: Face, start: usize) {
        self.text.push_str(text);
        self.runs.push(Run { end: self.text.len(), face, link: None, offset: Some(start) });
    }

    /// Adds words of ours, of a link where there is one.
    pub(super) fn add(&mut self, text: &str, face: Face, link: Option<LinkId>) {
        self.text.push_str(text);
        self.runs.push(Run { end: self.text.len(), face, link, offset: None });
    }

    /// Adds an address of ours.
    pub(super) fn add_address(&mut self, address: &str, face: Face, link: LinkId) {
        let start = self.text.len();
        self.add(address, face, Some(link));
        self.addresses.push(start..self.text.len());
    }

    /// The runs that lie in a range, each with its part of it.
    fn pieces(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, &Run, usize)> {
        let first = self.runs.partition_point(|run| run.end <= range.start);
        let mut from = first.checked_sub(1).and_then(|n| self.runs.get(n)).map_or(0, |run| run.end);
        self.runs.get(first..).unwrap_or_default().iter().map_while(move |run| {
            let begin = std::mem::replace(&mut from, run.end);
            let part = begin.max(range.start)..run.end.min(range.end);
            (begin < range.end).then_some((part, run, begin))
        })
    }

    /// The spans of a range of the text. A soft hyphen parts spans and is in none: terminals that know it not would show it.
    pub(super) fn spans(&self, range: Range<usize>) -> Vec<Span> {
        let mut spans = Vec::new();
        for (part, run, begin) in self.pieces(range) {
            let mut offset = run.offset.map(|at| at + part.start - begin);
            for text in self.text.get(part).unwrap_or_default().split(SOFT) {
                let next = offset.map(|at| at + text.len() + SOFT.len_utf8());
                let text = Clean::line(text);
                if !text.is_empty() {
                    spans.push(Span { text, face: run.face, link: run.link, offset });
                }
                offset = next;
            }
        }
        spans
    }

    /// The cells a range of the text takes, as the sum of its spans.
    pub(super) fn cells(&self, range: Range<usize>, ambiguous: Ambiguous) -> usize {
        let pieces = self.pieces(range).map(|(part, ..)| part);
        pieces.map(|part| ambiguous.cells(self.text.get(part).unwrap_or_default())).sum()
    }
}
