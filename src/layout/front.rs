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

/// Sets the head of a post.
pub(super) fn set(setter: &mut Setter<'_>, front: &Front) {
    words(setter, &front.title, Role::Title, &front.title);
    let rows = bylines(setter, &front.byline);
    if setter.rows() > 0 && !rows.is_empty() && setter.options.width >= ROOMY && setter.options.is_high() {
        setter.blank();
    }
    for row in rows {
        words(setter, &row, Role::Byline, &front.title);
    }
}

/// Words at the side of the title, or at their own where there is none.
fn words(setter: &mut Setter<'_>, text: &Clean, role: Role, title: &Clean) {
    let flow = Flow::of_text(text, Face::of(role), setter.part());
    setter.advance(text.len());
    let beside = if title.is_empty() { text } else { title };
    setter.lines_at(&flow, setter.prose(), bidi::is_right_to_left(beside));
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
