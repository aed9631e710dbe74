//! Quotations: a bar at the side of every line.

use super::blocks;
use super::line::Span;
use super::prefix::Prefix;
use super::setter::Setter;
use crate::document::Block;
use crate::role::Role;

/// Sets a quotation.
pub(super) fn set(setter: &mut Setter<'_>, quoted: &[Block]) {
    let outer = std::mem::replace(&mut setter.role, Role::Quote);
    setter.behind(bar(setter), |setter| blocks::all(setter, quoted));
    setter.role = outer;
}

/// The bar beside quotations and alerts.
pub(super) fn bar(setter: &Setter<'_>) -> Prefix {
    let bar = Span::mark(setter.options.glyphs().quote, Role::Bar);
    Prefix::every(vec![bar, Span::blanks(1)], 2)
}
