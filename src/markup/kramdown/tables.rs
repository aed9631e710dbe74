//! Tables: lines with a `|`, with or without a header, and with several bodies and a foot (kramdown, "Tables").

use super::blocks::{Blocks, before_boundary};
use super::element::{Element, Kind};
use super::source::Source;
use super::{Parser, lines, pipes, spans};
use pipes::has_pipe;

/// A table being read.
#[derive(Default)]
struct Draft {
    parts: Vec<Element>,
    rows: Vec<Element>,
    aligns: Vec<&'static str>,
    foot: bool,
    /// How many cells there are so far.
    cells: usize,
    /// Whether a part stands above the foot: a table without one is none.
    body: bool,
}

impl Draft {
    /// Makes a part of the rows so far. Before the foot, what stands above it is not yet its own.
    fn part(&mut self, kind: Kind, line: usize) {
        let mut part = Element::new(kind, line);
        part.children = std::mem::take(&mut self.rows);
        self.body |= part.kind == Kind::Body && !self.foot;
        self.parts.push(part);
    }
}

impl Parser<'_> {
    /// A table: every line has a `|` that is not in code.
    pub(super) fn table(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let first = source.current();
        let body = lines::after_optional_blanks(first);
        if !has_pipe(first) || body.starts_with([' ', '\t', '\n']) || !blocks.after_boundary() {
            return false;
        }
        let (start, line) = (source.position(), source.line());
        let leading = body.starts_with('|');
        let mut draft = Draft::default();
        if separator(source.current()) {
            source.take_line();
        }
        while !source.is_done() && has_pipe(source.current()) {
            let number = source.line();
            let text = source.take_line();
            if separator(&text) {
                match (draft.rows.is_empty(), draft.aligns.is_empty() && !draft.foot) {
                    (true, _) => {}
                    (false, true) => {
                        draft.part(Kind::Head, number);
                        draft.aligns = aligns(&text);
                    }
                    (false, false) if draft.foot => {}
                    (false, false) => draft.part(Kind::Body, number),
                }
            } else if foot(&text) {
                if !draft.rows.is_empty() {
                    draft.part(Kind::Body, number);
                }
                draft.foot = true;
            } else {
                // The rows behind the last that is shown are read for their `|` alone.
                let mut cells = cells(text.trim_end(), leading);
                if draft.cells > MOST_CELLS {
                    cells.clear();
                }
                draft.cells += cells.len();
                draft.rows.push(row(cells, number));
            }
        }
        if !draft.rows.is_empty() {
            draft.part(Kind::Body, line);
        }
        if !draft.body || !before_boundary(source) || !pipes::on_every_line(source.since(start)) {
            source.reset(start);
            return false;
        }
        let mut table = Element::new(Kind::Table(draft.aligns), line);
        table.children = draft.parts;
        fill(&mut table);
        blocks.push(table);
        true
    }
}

/// A table is not filled up to more cells than this.
const MOST_CELLS: usize = 25_000;

/// Gives all rows as many cells as the longest has.
fn fill(table: &mut Element) {
    let rows =
        |table: &Element| table.children.iter().flat_map(|p| &p.children).map(|r| r.children.len()).max();
    let count: usize = table.children.iter().map(|part| part.children.len()).sum();
    let width = rows(table).unwrap_or(0).min(500).min(MOST_CELLS / count.max(1));
    for row in table.children.iter_mut().flat_map(|part| &mut part.children) {
        while row.children.len() < width {
            row.children.push(Element::new(Kind::Cell, row.line));
        }
    }
}

fn row(cells: Vec<String>, line: usize) -> Element {
    let mut row = Element::new(Kind::Row, line);
    row.children = cells.into_iter().map(|cell| Element::with_text(Kind::Cell, cell.trim(), line)).collect();
    row
}

fn separator(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|b| matches!(b, b'+' | b'|' | b':' | b' ' | b'\t' | b'-' | b'\n'))
}

fn foot(line: &str) -> bool {
    line.contains('=') && line.bytes().all(|b| matches!(b, b'+' | b'|' | b':' | b' ' | b'\t' | b'=' | b'\n'))
}

/// The alignments that a line below the header asks for.
fn aligns(line: &str) -> Vec<&'static str> {
    let columns = line.split(['|', '+']).filter(|column| column.contains('-'));
    let align = |column: &str| match (column.trim().starts_with(':'), column.trim().ends_with(':')) {
        (true, true) => "center",
        (true, false) => "left",
        (false, true) => "right",
        (false, false) => "",
    };
    columns.map(align).collect()
}

/// The cells of a line: a `|` in code parts none.
fn cells(line: &str, leading: bool) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let code = spans::code_span(line, at).map(|(_, end)| end - at).or_else(|| code_element(rest));
        let length = match code {
            Some(length) => length,
            None if rest.starts_with("\\|") => {
                push(&mut cells, "|");
                at += 2;
                continue;
            }
            None if rest.starts_with('|') => {
                cells.push(String::new());
                at += 1;
                continue;
            }
            None if rest.starts_with('`') => rest.bytes().take_while(|b| *b == b'`').count(),
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
        push(&mut cells, rest.get(..length).unwrap_or_default());
        at += length;
    }
    if leading && cells.first().is_some_and(|cell| cell.trim().is_empty()) {
        cells.remove(0);
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells
}

fn push(cells: &mut [String], text: &str) {
    if let Some(cell) = cells.last_mut() {
        cell.push_str(text);
    }
}

/// The length of `<code>…</code>`.
fn code_element(text: &str) -> Option<usize> {
    text.strip_prefix("<code")?.find("</code>").map(|at| at + 12)
}
