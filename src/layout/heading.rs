//! Headings: the first rank hangs into the margin, the others are flush.

use super::setter::{Mark, Setter};
use crate::document::{Block, Heading};
use crate::role::Role;

/// Cells by which a heading of the first rank hangs.
pub(super) const HANG: usize = 2;

/// Sets a heading.
pub(super) fn set(setter: &mut Setter<'_>, heading: &Heading) {
    marks(setter, heading);
    let rank = setter.index.rank_of(heading.level);
    match rank == 1 && setter.options.margin() >= HANG {
        true => setter.outdented(HANG, |setter| setter.text(&heading.content, Role::Heading(rank))),
        false => setter.text(&heading.content, Role::Heading(rank)),
    }
}

/// A heading that only repeats the title above it is not shown, but can be gone to.
pub(super) fn repeated(setter: &mut Setter<'_>, block: &Block) {
    if let Block::Heading(heading) = block {
        marks(setter, heading);
        let _ = setter.flow(&heading.content, Role::Text);
    }
}

fn marks(setter: &mut Setter<'_>, heading: &Heading) {
    if setter.counts {
        setter.mark(Mark::Heading(setter.next_heading));
        setter.next_heading += 1;
    }
    if !heading.id.is_empty() {
        setter.mark(Mark::Anchor(heading.id.clone()));
    }
}
