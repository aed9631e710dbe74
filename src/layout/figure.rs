//! Figures: what they show, and right below it the words about it.

use super::blocks;
use super::setter::Setter;
use crate::document::Figure;
use crate::role::Role;

/// Sets a figure.
pub(super) fn set(setter: &mut Setter<'_>, figure: &Figure) {
    blocks::all(setter, &figure.blocks);
    setter.text(&figure.caption, Role::Caption);
}
