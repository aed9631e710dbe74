//! The direction of a paragraph, and its rows in the order in which they are seen.
//!
//! A paragraph runs to the side that its first strong character says (UAX #9, P2) and stands at the side where it
//! begins. Where the terminal reorders, rows stay in logical order.

use std::ops::Range;

use super::flow::Flow;
use super::line::Span;
use crate::text::Clean;
use crate::text::bidi::{self, Bidi, Paragraph};

/// How the rows of one paragraph run.
#[derive(Clone, Debug, Default)]
pub(super) struct Direction {
    /// Whether rows stand at the right, which is where a paragraph from right to left begins.
    at_right: bool,
    /// What reorders the rows, where we do and there is something to reorder.
    paragraph: Option<Paragraph>,
}

impl Direction {
    /// The direction of a paragraph's text.
    pub(super) fn of(text: &str, bidi: Bidi) -> Self {
        if !bidi::may_turn(text) {
            return Self::default();
        }
        let right_to_left = bidi::is_right_to_left(text);
        let paragraph = (bidi == Bidi::Ours).then(|| Paragraph::new(text, right_to_left));
        Self { at_right: right_to_left, paragraph }
    }

    /// The same of a line of parts, each for itself, at the right or the left.
    pub(super) fn of_parts(text: &str, between: &str, bidi: Bidi, at_right: bool) -> Self {
        let ours = bidi == Bidi::Ours && bidi::may_turn(text);
        let paragraph = ours.then(|| Paragraph::of_parts(text, between, at_right));
        Self { at_right, paragraph }
    }

    /// The same, its rows at another side than that where it begins.
    pub(super) fn at(self, at_right: bool) -> Self {
        Self { at_right, ..self }
    }

    /// Whether rows stand at the right side.
    pub(super) fn is_at_right(&self) -> bool {
        self.at_right
    }

    /// The spans of a row in the order in which they are drawn; `spans` are those in logical order.
    pub(super) fn seen(&self, flow: &Flow, row: Range<usize>, spans: Vec<Span>) -> Vec<Span> {
        let Some(paragraph) = &self.paragraph else { return spans };
        let mut out = Vec::with_capacity(spans.len());
        for (part, turned) in paragraph.row(row) {
            let spans = flow.spans(part);
            match turned {
                true => spans.iter().rev().for_each(|span| out.extend(letters(span))),
                false => out.extend(spans),
            }
        }
        out
    }
}

/// The graphemes of a span from the last to the first, each a span: it knows where it stands in the text.
fn letters(span: &Span) -> impl Iterator<Item = Span> {
    bidi::turned(&span.text).into_iter().map(|(at, grapheme)| Span {
        text: Clean::line(&grapheme),
        offset: span.offset.map(|offset| offset + at),
        ..*span
    })
}
