//! Blocks of code: indented, tabs expanded, long lines wrapped with a mark in the margin.
//!
//! Each row knows its line of the block and each span its bytes in that line, so that colours come later as an overlay.

use std::ops::Range;

use super::line::{CodeRow, Span};
use super::options::Addresses;
use super::prefix::Prefix;
use super::setter::Setter;
use crate::document::{Code, LinkId};
use crate::role::{Face, Role, Token, Traits};
use crate::text::Clean;
use crate::text::width::{Ambiguous, graphemes};

/// The width of code that is not broken: more than any text has.
const UNBROKEN: usize = usize::MAX / 8;

/// Cells between the stops of tabs.
const TAB: usize = 4;

/// Sets a block of code.
pub(super) fn set(setter: &mut Setter<'_>, code: &Code) {
    setter.drop_lead();
    let start = setter.part();
    setter.advance(code.text.len());
    let indent = setter.options.code_indent();
    let room = setter.wide().saturating_sub(indent);
    // Where there is no room to indent there is none for the mark of a wrapped line either.
    let indent = if setter.options.is_narrow() || room < 12 { 0 } else { indent };
    let mut at = 0;
    for (n, line) in code.text.split('\n').enumerate() {
        let row = CodeRow { number: code.number, line: n, start: start + at };
        let links = Links { all: &code.links, start: at };
        rows(setter, line, row, indent, links);
        at += line.len() + 1;
    }
    if setter.options.addresses == Addresses::Inline && !code.links.is_empty() {
        setter.behind(Prefix::blanks(indent), |setter| addresses(setter, code));
    }
}

/// Sets the addresses of the links below the code, each once: inside it they would be read as code.
fn addresses(setter: &mut Setter<'_>, code: &Code) {
    let mut done: Vec<&Clean> = Vec::new();
    for (_, link) in &code.links {
        let Some(address) = setter.addresses.get(*link).filter(|a| !a.is_empty() && !done.contains(a)) else {
            continue;
        };
        done.push(address);
        setter.address(&format!("<{address}>"), *link);
    }
}

/// Sets the rows of one line.
fn rows(setter: &mut Setter<'_>, line: &str, row: CodeRow, indent: usize, links: Links<'_>) {
    let width = match setter.options.breaks_code {
        true => setter.wide().saturating_sub(indent).max(2),
        false => UNBROKEN,
    };
    for (n, (spans, offset)) in broken(line, width, setter.options.ambiguous).into_iter().enumerate() {
        let mut content = match (n, indent) {
            (_, 0) => Vec::new(),
            (0, _) => vec![Span::blanks(indent)],
            (_, _) => vec![
                Span::blanks(indent.saturating_sub(2)),
                Span::mark(setter.options.glyphs().wrapped, Role::Rule),
                Span::blanks(1),
            ],
        };
        content.extend(spans.into_iter().flat_map(|span| links.cut(span)));
        setter.emit_at((content, row.start + offset), Some(row));
    }
}

/// The links of a block of code, and where a line begins in it.
#[derive(Clone, Copy)]
struct Links<'a> {
    all: &'a [(Range<usize>, LinkId)],
    start: usize,
}

impl Links<'_> {
    /// Cuts a span of the line where links begin and end, and gives each part its link.
    fn cut(self, span: Span) -> Vec<Span> {
        let Some(at) = span.offset.filter(|_| !self.all.is_empty() && !span.is_tab()) else {
            return vec![span];
        };
        let (from, to) = (self.start + at, self.start + at + span.text.len());
        let first = self.all.partition_point(|(range, _)| range.end <= from);
        let mut parts = Vec::new();
        let mut done = from;
        for (range, link) in self.all.iter().skip(first).take_while(|(range, _)| range.start < to) {
            let (begin, end) = (range.start.clamp(done, to), range.end.clamp(done, to));
            parts.push(span.part(done - from..begin - from, span.face));
            let face = span.face.with(Traits::LINK);
            parts.push(Span { link: Some(*link), ..span.part(begin - from..end - from, face) });
            done = end;
        }
        parts.push(span.part(done - from..to - from, span.face));
        parts.retain(|part| !part.text.is_empty());
        parts
    }
}

/// The rows of a line, each with the byte of the line at which it begins.
fn broken(line: &str, width: usize, ambiguous: Ambiguous) -> Vec<(Vec<Span>, usize)> {
    if line.len() <= width && line.bytes().all(|b| matches!(b, b' '..=b'~')) {
        let spans = if line.is_empty() { Vec::new() } else { vec![span(Clean::line(line), 0)] };
        return vec![(spans, 0)];
    }
    let pieces = pieces(line, width, ambiguous);
    let mut out = Vec::new();
    let mut from = 0;
    while from < pieces.len() {
        let to = from + fitting(pieces.get(from..).unwrap_or_default(), line, width);
        let row = pieces.get(from..to).unwrap_or_default();
        out.push((spans(line, row), row.first().map_or(0, |piece| piece.at)));
        from = to;
    }
    out
}

/// A character, and a tab as the blanks it stands for.
struct Piece {
    at: usize,
    bytes: usize,
    cells: usize,
}

fn pieces(line: &str, width: usize, ambiguous: Ambiguous) -> Vec<Piece> {
    let mut column = 0;
    let piece = |(at, grapheme): (usize, &str)| {
        let cells = if grapheme == "\t" { TAB - column % TAB } else { ambiguous.grapheme(grapheme) };
        column += cells;
        Piece { at, bytes: grapheme.len(), cells: cells.min(width) }
    };
    graphemes(line).map(piece).collect()
}

/// How many pieces go on a row: as many as fit, or those up to a blank if one stands in the row's last quarter, or up
/// to where a name or a number ends if that is in its second half.
fn fitting(pieces: &[Piece], line: &str, width: usize) -> usize {
    let (mut cells, mut blank, mut end) = (0, None, None);
    let mut in_word = false;
    for (n, piece) in pieces.iter().enumerate() {
        let next = line.get(piece.at..).and_then(|rest| rest.chars().next());
        let is_word = next.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if cells * 2 > width && !(in_word && is_word) {
            end = Some(n);
        }
        in_word = is_word;
        if cells + piece.cells > width {
            return blank.or(end).unwrap_or(n).max(1);
        }
        cells += piece.cells;
        if cells * 4 > width * 3 && matches!(next, Some(' ' | '\t')) {
            blank = Some(n + 1);
        }
    }
    pieces.len()
}

/// The spans of a row. A tab is a span of its own: one byte of the line, several cells.
fn spans(line: &str, row: &[Piece]) -> Vec<Span> {
    let mut out = Vec::new();
    let is_tab = |piece: &Piece| line.get(piece.at..).is_some_and(|rest| rest.starts_with('\t'));
    for run in row.chunk_by(|one, next| !is_tab(one) && !is_tab(next)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let text = match is_tab(first) {
            true => Clean::line(&" ".repeat(first.cells)),
            false => Clean::line(line.get(first.at..last.at + last.bytes).unwrap_or_default()),
        };
        if !text.is_empty() {
            out.push(span(text, first.at));
        }
    }
    out
}

fn span(text: Clean, offset: usize) -> Span {
    Span { text, face: Face::of(Role::Code(Token::Plain)), link: None, offset: Some(offset) }
}
