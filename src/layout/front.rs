//! The head of a post: its title, and below it date, tags and reading time.

use super::flow::Flow;
use super::setter::Setter;
use crate::role::{Face, Role};
use crate::text::{Clean, bidi};

/// What stands above the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// The title.
    pub title: Clean,
    /// Date, tags, reading time: wrapped at the separators where they do not fit on a line.
    pub byline: Vec<Clean>,
}

impl Front {
    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.title.is_empty() && self.byline.iter().all(|part| part.is_empty())
    }

    /// The text that offsets in the head count in.
    pub(super) fn plain(&self) -> String {
        Clean::join(std::iter::once(&self.title).chain(&self.byline), "\n").into_string()
    }
}

/// Below this width the byline stands right below the title (screens.md, 40 columns).
const ROOMY: usize = 60;

/// Sets the head of a post, all of it at the side of its title, or of the first words where there is none.
pub(super) fn set(setter: &mut Setter<'_>, front: &Front) {
    let right = bidi::is_right_to_left(if front.title.is_empty() {
        front.byline.first().map_or("", |part| part)
    } else {
        &front.title
    });
    let title = flow(setter, &front.title, Role::Title);
    setter.lines_at(&title, setter.prose(), right);
    let rows = bylines(setter, &front.byline);
    if setter.rows() > 0 && !rows.is_empty() && setter.options.width >= ROOMY && setter.options.is_high() {
        setter.blank();
    }
    for row in rows {
        let flow = flow(setter, &row, Role::Byline);
        setter.parts_at(&flow, setter.options.glyphs().separator, right);
    }
}

/// The words of a line.
fn flow(setter: &mut Setter<'_>, text: &Clean, role: Role) -> Flow {
    let flow = Flow::of_text(text, Face::of(role), setter.part());
    setter.advance(text.len());
    flow
}

/// The parts of the byline on as few lines as they fit, a separator between those of one line.
fn bylines(setter: &Setter<'_>, parts: &[Clean]) -> Vec<Clean> {
    let separator = Clean::line(setter.options.glyphs().separator);
    let cells = |text: &str| setter.options.ambiguous.cells(text);
    let mut rows: Vec<Clean> = Vec::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        match rows.last_mut() {
            Some(row) if cells(row) + cells(&separator) + cells(part) <= setter.prose() => {
                row.push(&separator);
                row.push(part);
            }
            _ => rows.push(part.clone()),
        }
    }
    rows
}
