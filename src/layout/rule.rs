//! Thematic breaks and rules.

use super::line::Span;
use super::setter::Setter;
use crate::role::Role;

/// Three stars in the middle of the measure.
pub(super) fn stars(setter: &mut Setter<'_>) {
    setter.drop_lead();
    let (fits, cells) = setter.options.ambiguous.fit(setter.options.glyphs().stars, setter.prose());
    let left = (setter.prose() - cells) / 2;
    setter.emit(vec![Span::blanks(left), Span::mark(fits.trim_end(), Role::Break)], None);
}

/// A rule of so many cells.
pub(super) fn rule(setter: &Setter<'_>, cells: usize) -> Span {
    Span::mark(&setter.options.glyphs().rule.repeat(cells), Role::Rule)
}
