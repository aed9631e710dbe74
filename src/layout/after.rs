//! What stands after the end of a post: where to read on. Its links are no links of the document: they count on after those.

use super::flow::Flow;
use super::line::Span;
use super::prefix::Prefix;
use super::rule;
use super::setter::Setter;
use crate::document::LinkId;
use crate::role::{Face, Role, Traits};
use crate::text::Clean;

/// What stands after the end of a post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct After {
    /// Its rows from top to bottom.
    pub rows: Vec<AfterRow>,
}

/// A row of it: a label, a detail in a column of its own where there is room, and links.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AfterRow {
    /// What the row is about.
    pub label: Clean,
    /// A date, a number; may be empty. A row without one begins in its column.
    pub detail: Clean,
    /// What can be opened.
    pub links: Vec<(Clean, LinkId)>,
}

/// Below this width there is no column of details.
const ROOMY: usize = 60;
/// Cells between the columns.
const GAP: usize = 3;
/// Stands between the links of a row; each title runs in its own direction.
const BETWEEN: &str = "; ";

/// Sets the panel below three stars.
pub(super) fn set(setter: &mut Setter<'_>, after: &After) {
    if after.rows.is_empty() {
        return;
    }
    setter.blank();
    rule::stars(setter);
    setter.blank();
    let cells = |text: &str| setter.options.ambiguous.cells(text);
    let widest = |texts: &mut dyn Iterator<Item = &Clean>| texts.map(|text| cells(text)).max().unwrap_or(0);
    let label = widest(&mut after.rows.iter().map(|row| &row.label)) + GAP - 1;
    let roomy = setter.options.width >= ROOMY;
    let detail = match widest(&mut after.rows.iter().map(|row| &row.detail)) {
        0 => 0,
        widest => widest + GAP,
    };
    for row in &after.rows {
        let has_detail = roomy && !row.detail.is_empty();
        let mut lead = padded(setter, &row.label, label);
        if has_detail {
            lead.extend(padded(setter, &row.detail, detail));
        }
        let hang = label + if has_detail { detail } else { 0 };
        setter.behind(Prefix::hanging(lead, hang), |setter| {
            setter.parts_at(&links(row), BETWEEN, false);
        });
    }
}

/// Words of ours in a column.
fn padded(setter: &Setter<'_>, words: &Clean, cells: usize) -> Vec<Span> {
    let pad = cells.saturating_sub(setter.options.ambiguous.cells(words));
    vec![Span::mark(words, Role::Byline), Span::blanks(pad)]
}

fn links(row: &AfterRow) -> Flow {
    let mut flow = Flow::of_ours(Vec::new());
    for (n, (words, link)) in row.links.iter().enumerate() {
        if n > 0 {
            flow.add(BETWEEN, Face::of(Role::Byline), None);
        }
        flow.add(words, Face::of(Role::Text).with(Traits::LINK), Some(*link));
    }
    flow
}
