//! A row of a layout: runs of text of one face, with the links and the places in the text they stand for.

use std::ops::Range;

use crate::document::LinkId;
use crate::highlight::Highlighted;
use crate::role::{Face, Role, Token, Traits};
use crate::text::width::{Ambiguous, graphemes};
use crate::text::{Clean, bidi};

/// One row of a layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The runs from left to right. The first begins at cell 0: margins are runs too.
    pub spans: Vec<Span>,
    /// The byte offset in the block's plain text at which the line begins.
    pub offset: usize,
    /// For a row of a block of code: which block and which line of it.
    pub code: Option<CodeRow>,
}

/// Which part of a block of code a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// The block's number in the document.
    pub number: usize,
    /// The line in the block, from 0.
    pub line: usize,
    /// Where that line begins in the plain text of the top-level block.
    pub start: usize,
}

/// A run of text of one face.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// The text, no line breaks, no tabs.
    pub text: Clean,
    /// What it is.
    pub face: Face,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// For text of the document, the byte offset in the block's plain text (in the code line, for code); none for marks of ours.
    pub offset: Option<usize>,
}

/// A piece of a link on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkCells {
    /// Which link.
    pub link: LinkId,
    /// The cells it takes on the row.
    pub cells: Range<usize>,
}

impl Span {
    /// Blanks of ours.
    pub(super) fn blanks(count: usize) -> Self {
        Self { text: Clean::line(&" ".repeat(count)), ..Self::default() }
    }

    /// A mark of ours.
    pub(super) fn mark(text: &str, role: Role) -> Self {
        Self { text: Clean::line(text), face: Face::of(role), ..Self::default() }
    }

    /// The same mark at the other side of a text that runs from right to left: `1. ` becomes ` .1`.
    pub(super) fn turned(self) -> Self {
        let text = bidi::in_order(&self.text, true);
        Self { text: Clean::line(&text), ..self }
    }

    /// The part of the span between two bytes of its text, with its offset moved.
    pub(super) fn part(&self, range: Range<usize>, face: Face) -> Self {
        let offset = self.offset.map(|at| at + range.start);
        Self { text: self.text.slice(range), face, offset, ..*self }
    }

    /// Whether it is a tab of the source, shown as blanks: one byte that cannot be divided.
    pub(super) fn is_tab(&self) -> bool {
        matches!(self.face.role, Role::Code(_))
            && !self.text.is_empty()
            && self.text.bytes().all(|b| b == b' ')
    }
}

impl Line {
    /// The text of the row without its faces.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// The same row without the blanks of ours at its left.
    pub fn flush(mut self) -> Self {
        let blank = |span: &Span| span.offset.is_none() && span.text.bytes().all(|b| b == b' ');
        if self.code.is_some() && self.spans.first().is_some_and(blank) {
            self.spans.remove(0);
        }
        self
    }

    /// The part of the row between two cells; a character that is cut in half is a blank.
    pub fn cut(&self, cells: Range<usize>, ambiguous: Ambiguous) -> Vec<Span> {
        let mut out = Vec::new();
        let mut at = 0;
        for span in &self.spans {
            let mut text = String::new();
            for (_, grapheme) in graphemes(&span.text) {
                let end = at + ambiguous.grapheme(grapheme);
                match (at >= cells.start, end <= cells.end) {
                    (true, true) => text.push_str(grapheme),
                    (false, true) if end > cells.start => text.push(' '),
                    _ => {}
                }
                at = end;
            }
            if !text.is_empty() {
                out.push(Span { text: Clean::line(&text), ..span.clone() });
            }
            if at >= cells.end {
                break;
            }
        }
        out
    }

    /// Cells the row takes.
    pub fn cells(&self, ambiguous: Ambiguous) -> usize {
        self.spans.iter().map(|span| ambiguous.cells(&span.text)).sum()
    }

    /// Whether nothing but blanks stands on it.
    pub fn is_blank(&self) -> bool {
        self.spans.iter().all(|span| span.text.bytes().all(|b| b == b' '))
    }

    /// Whether a link is on it.
    pub fn has_link(&self) -> bool {
        self.spans.iter().any(|span| span.link.is_some())
    }

    /// The links on the row from left to right, each with its cells; a link that is taken up again is given again.
    pub fn links(&self, ambiguous: Ambiguous) -> Vec<LinkCells> {
        let mut out: Vec<LinkCells> = Vec::new();
        let mut at = 0;
        for span in &self.spans {
            let end = at + ambiguous.cells(&span.text);
            match (span.link, out.last_mut()) {
                (Some(link), Some(last)) if last.link == link && last.cells.end == at => last.cells.end = end,
                (Some(link), _) => out.push(LinkCells { link, cells: at..end }),
                (None, _) => {}
            }
            at = end;
        }
        out.retain(|piece| !piece.cells.is_empty());
        out
    }

    /// The same row of code with the colours of its tokens. Rows of other text stay as they are.
    pub fn with_tokens(&self, highlighted: &Highlighted) -> Self {
        let Some(runs) = self.code.and_then(|row| highlighted.lines.get(row.line)) else {
            return self.clone();
        };
        let mut spans = Vec::with_capacity(self.spans.len() + runs.len());
        for span in &self.spans {
            match (span.face.role, span.offset) {
                (Role::Code(_), Some(at)) if !span.is_tab() => paint(span, at, runs, &mut spans),
                _ => spans.push(span.clone()),
            }
        }
        Self { spans, ..*self }
    }

    /// The same row with hits marked: `hits` are byte ranges of the block's plain text in order, `current` one of them.
    pub fn with_hits(&self, hits: &[Range<usize>], current: Option<&Range<usize>>) -> Self {
        let mut spans = Vec::with_capacity(self.spans.len() + 2);
        for span in &self.spans {
            match span.offset {
                Some(at) => mark(span, at + self.code.map_or(0, |row| row.start), hits, current, &mut spans),
                None => spans.push(span.clone()),
            }
        }
        Self { spans, ..*self }
    }

    /// The first cell of what stands at a byte of the block's plain text, if it is on this row.
    pub fn cell_of(&self, offset: usize, ambiguous: Ambiguous) -> Option<usize> {
        let mut at = 0;
        for span in &self.spans {
            if let Some(from) = span.offset.map(|o| o + self.code.map_or(0, |row| row.start))
                && (from..from + span.text.len()).contains(&offset)
            {
                return Some(at + ambiguous.cells(span.text.get(..offset - from).unwrap_or_default()));
            }
            at += ambiguous.cells(&span.text);
        }
        None
    }
}

/// Cuts a span at the tokens' bounds and gives each part its token.
fn paint(span: &Span, at: usize, runs: &[(Range<usize>, Token)], out: &mut Vec<Span>) {
    let end = at + span.text.len();
    let mut done = at;
    let first = runs.partition_point(|(range, _)| range.end <= at);
    for (range, token) in runs.get(first..).unwrap_or_default() {
        let (from, to) = (range.start.clamp(done, end), range.end.clamp(done, end));
        if range.start >= end {
            break;
        }
        push(span, done - at..from - at, span.face, out);
        push(span, from - at..to - at, Face { role: Role::Code(*token), ..span.face }, out);
        done = to;
    }
    push(span, done - at..end - at, span.face, out);
}

/// Cuts a span at the hits' bounds and marks what lies in them.
fn mark(span: &Span, at: usize, hits: &[Range<usize>], current: Option<&Range<usize>>, out: &mut Vec<Span>) {
    let end = at + span.text.len();
    let mut done = at;
    let first = hits.partition_point(|hit| hit.end <= at);
    let traits = |hit| if Some(hit) == current { Traits::HIT | Traits::CURRENT } else { Traits::HIT };
    if span.is_tab() {
        let hit = hits.get(first).filter(|hit| hit.start <= at);
        let face = hit.map_or(span.face, |hit| span.face.with(traits(hit)));
        return out.push(Span { face, ..span.clone() });
    }
    for hit in hits.get(first..).unwrap_or_default().iter().take_while(|hit| hit.start < end) {
        let (from, to) = (hit.start.clamp(done, end), hit.end.clamp(done, end));
        let traits = traits(hit);
        push(span, done - at..from - at, span.face, out);
        push(span, from - at..to - at, span.face.with(traits), out);
        done = to;
    }
    push(span, done - at..end - at, span.face, out);
}

/// Adds a part of a span. Bounds inside a grapheme are moved to its end, so that no character is cut in half.
fn push(span: &Span, range: Range<usize>, face: Face, out: &mut Vec<Span>) {
    let whole = |at: usize| match at == 0 || at >= span.text.len() || span.text.is_ascii() {
        true => at,
        false => graphemes(&span.text)
            .map(|(start, _)| start)
            .find(|start| *start >= at)
            .unwrap_or(span.text.len()),
    };
    let range = whole(range.start)..whole(range.end);
    if !range.is_empty() {
        out.push(span.part(range, face));
    }
}
