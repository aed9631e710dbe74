//! Tables: rows, spans, alignment; and tables that only hold code beside its line numbers.

use super::{Flow, Reader, code};
use crate::document::{Align, Block, Cell, Row, Table};
use crate::markup::page::{Kind, NodeId};

/// So many cells are read of all tables of a post; a browser takes seconds for more.
const MOST_CELLS: usize = 25_000;

/// No cell spans more than this.
const WIDEST: usize = 1000;

/// A table in the making.
#[derive(Default)]
struct Parts {
    table: Table,
    /// What stands in the table but in no cell: shown above it.
    stray: Flow,
    aligns: Vec<Vec<Align>>,
}

impl Reader<'_> {
    /// A table.
    pub(super) fn table(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        self.anchor(id, flow);
        let mut parts = Parts::default();
        self.rows(id, false, &mut parts);
        parts.stray.flush();
        flow.blocks.append(&mut parts.stray.blocks);
        let mut table = parts.table;
        if table.header.is_empty() {
            let heads = table.rows.iter().take_while(|row| row.iter().all(|cell| cell.heading)).count();
            if heads < table.rows.len() {
                table.header = table.rows.drain(..heads).collect();
            }
        }
        table.columns = columns(&parts.aligns, table.header.iter().chain(&table.rows));
        let cells: usize = table.header.iter().chain(&table.rows).map(Vec::len).sum();
        match cells {
            0 => {}
            // A table of one cell is a frame around something, not a table.
            1 if table.caption.is_empty() => {
                let rows = table.header.into_iter().chain(table.rows);
                flow.blocks.extend(rows.flatten().flat_map(|cell| cell.blocks));
            }
            _ => flow.push(Block::Table(table)),
        }
    }

    fn rows(&mut self, id: NodeId, head: bool, parts: &mut Parts) {
        let page = self.page;
        for child in page.children(id) {
            let name = page.name(child);
            if self.is_hidden(child, name) {
                continue;
            }
            match name {
                "thead" => self.rows(child, true, parts),
                "tbody" | "tfoot" => self.rows(child, false, parts),
                "caption" => parts.table.caption.extend(self.words(child)),
                "tr" if self.cells >= MOST_CELLS => self.too_many(child),
                "tr" => {
                    let (row, aligns) = self.row(child, parts);
                    if row.is_empty() {
                        continue;
                    }
                    parts.aligns.push(aligns);
                    match head {
                        true => parts.table.header.push(row),
                        false => parts.table.rows.push(row),
                    }
                }
                _ => self.node(child, &mut parts.stray),
            }
        }
    }

    fn row(&mut self, id: NodeId, parts: &mut Parts) -> (Row, Vec<Align>) {
        let page = self.page;
        let (mut row, mut aligns) = (Row::new(), Vec::new());
        let row_align = self.align(id);
        for child in page.children(id) {
            match page.name(child) {
                "td" | "th" if self.cells >= MOST_CELLS => self.too_many(child),
                "td" | "th" => {
                    self.cells += 1;
                    if code::is_gutter(page, child) {
                        continue;
                    }
                    let cell = self.cell(child);
                    let align = self.align(child).or(row_align).unwrap_or_default();
                    aligns.extend(std::iter::repeat_n(align, cell.columns.min(64)));
                    row.push(cell);
                }
                _ if matches!(page.node(child).kind, Kind::Element(..)) => self.node(child, &mut parts.stray),
                _ => self.node(child, &mut parts.stray),
            }
        }
        row.shrink_to_fit();
        (row, aligns)
    }

    /// Notes where cells are left out.
    fn too_many(&mut self, id: NodeId) {
        self.cut.get_or_insert(self.page.node(id).line());
    }

    fn cell(&mut self, id: NodeId) -> Cell {
        let span = |key| {
            let value = self.page.attr(id, key).and_then(|v| v.trim().parse::<usize>().ok());
            value.unwrap_or(1).clamp(1, WIDEST)
        };
        let (columns, rows) = (span("colspan"), span("rowspan"));
        Cell { columns, rows, heading: self.page.name(id) == "th", blocks: self.flow(id) }
    }

    /// The alignment that an element asks for.
    fn align(&self, id: NodeId) -> Option<Align> {
        let style = self.page.attr(id, "style").unwrap_or_default().to_ascii_lowercase();
        let asked = style.split(';').find_map(|rule| rule.trim().strip_prefix("text-align"));
        let asked = asked.map(|v| v.trim_start().trim_start_matches(':').trim());
        match asked.or_else(|| self.page.attr(id, "align"))? {
            "left" | "start" => Some(Align::Left),
            "center" => Some(Align::Center),
            "right" | "end" => Some(Align::Right),
            _ => None,
        }
    }
}

/// One alignment for each column: the first that a row asks for.
fn columns<'r>(aligns: &[Vec<Align>], rows: impl Iterator<Item = &'r Row>) -> Vec<Align> {
    let width = rows.map(|row| row.iter().map(|c| c.columns).sum::<usize>()).max().unwrap_or(0);
    let column = |n: usize| {
        let asked = aligns.iter().filter_map(|row| row.get(n)).find(|a| **a != Align::Auto);
        asked.copied().unwrap_or_default()
    };
    (0..width.min(4 * WIDEST)).map(column).collect()
}
