//! Blocks of code: indented, tabs expanded, long lines wrapped with a mark in the margin.
//!
//! Each row knows its line of the block and each span its bytes in that line, so that colours come later as an overlay.

use super::line::{CodeRow, Span};
use super::setter::Setter;
use crate::document::Code;
use crate::role::{Face, Role, Token};
use crate::text::Clean;
use crate::text::width::{Ambiguous, graphemes};

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
        rows(setter, line, row, indent);
        at += line.len() + 1;
    }
}

/// Sets the rows of one line.
fn rows(setter: &mut Setter<'_>, line: &str, row: CodeRow, indent: usize) {
    let width = setter.wide().saturating_sub(indent).max(2);
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
        content.extend(spans);
        setter.emit_at((content, row.start + offset), Some(row));
    }
}

/// The rows of a line, each with the byte of the line at which it begins.
fn broken(line: &str, width: usize, ambiguous: Ambiguous) -> Vec<(Vec<Span>, usize)> {
    if line.len() <= width && line.bytes().all(|b| matches!(b, b' '..=b'~')) {
        let spans = if line.is_empty() { Vec::new() } else { vec![span(Clean::line(line), 0)] };
        return vec![(spans, 0)];
    }
    let mut out = Vec::new();
    let mut row = Row { spans: Vec::new(), from: 0, begin: 0 };
    let (mut cells, mut column) = (0, 0);
    for (at, grapheme) in graphemes(line) {
        let is_tab = grapheme == "\t";
        let wide = if is_tab { TAB - column % TAB } else { ambiguous.grapheme(grapheme) };
        if cells + wide > width && cells > 0 {
            out.push(row.finish(line, at));
            row = Row { spans: Vec::new(), from: at, begin: at };
            cells = 0;
        }
        if is_tab {
            row.tab(line, at, wide.min(width));
        }
        cells += wide;
        column += wide;
    }
    out.push(row.finish(line, line.len()));
    out
}

/// A row that is being filled: the spans that are done, and where the next begins.
struct Row {
    spans: Vec<Span>,
    from: usize,
    begin: usize,
}

impl Row {
    fn text(&mut self, line: &str, to: usize) {
        let text = Clean::line(line.get(self.from..to).unwrap_or_default());
        if !text.is_empty() {
            self.spans.push(span(text, self.from));
        }
        self.from = to;
    }

    /// A tab is a span of its own: one byte of the line, several cells.
    fn tab(&mut self, line: &str, at: usize, cells: usize) {
        self.text(line, at);
        self.spans.push(span(Clean::line(&" ".repeat(cells)), at));
        self.from = at + 1;
    }

    fn finish(mut self, line: &str, end: usize) -> (Vec<Span>, usize) {
        self.text(line, end);
        (self.spans, self.begin)
    }
}

fn span(text: Clean, offset: usize) -> Span {
    Span { text, face: Face::of(Role::Code(Token::Plain)), link: None, offset: Some(offset) }
}
