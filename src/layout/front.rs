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
        let byline = self.byline.iter().filter(|part| !part.is_empty());
        Clean::join(std::iter::once(&self.title).chain(byline), "\n").into_string()
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
    let title = Flow::of_text(&front.title, Face::of(Role::Title), setter.part());
    setter.advance(front.title.len());
    setter.lines_at(&title, setter.prose(), right);
    let rows = bylines(setter, &front.byline);
    if setter.rows() > 0 && !rows.is_empty() && setter.options.width >= ROOMY && setter.options.is_high() {
        setter.blank();
    }
    for row in rows {
        let flow = byline(setter, &row);
        setter.parts_at(&flow, setter.options.glyphs().separator, right);
    }
}

/// The words of a row of the byline: separators are no text of the post.
fn byline(setter: &mut Setter<'_>, parts: &[&Clean]) -> Flow {
    let face = Face::of(Role::Byline);
    let mut flow = Flow::default();
    for (n, part) in parts.iter().enumerate() {
        let start = setter.part();
        match n {
            0 => flow = Flow::of_text(part, face, start),
            _ => {
                flow.add(setter.options.glyphs().separator, face, None);
                flow.add_text(part, face, start);
            }
        }
        setter.advance(part.len());
    }
    flow
}

/// The parts of the byline on as few rows as they fit, a separator between those of one row.
fn bylines<'a>(setter: &Setter<'_>, parts: &'a [Clean]) -> Vec<Vec<&'a Clean>> {
    let cells = |text: &str| setter.options.ambiguous.cells(text);
    let separator = cells(setter.options.glyphs().separator);
    let mut rows: Vec<Vec<&Clean>> = Vec::new();
    let mut used = 0;
    for part in parts.iter().filter(|part| !part.is_empty()) {
        match rows.last_mut() {
            Some(row) if used + separator + cells(part) <= setter.prose() => {
                used += separator + cells(part);
                row.push(part);
            }
            _ => {
                used = cells(part);
                rows.push(vec![part]);
            }
        }
    }
    rows
}
