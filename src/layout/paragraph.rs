//! Paragraphs: lines of prose at the measure.

use super::setter::Setter;
use crate::document::Inline;

/// Sets a paragraph.
pub(super) fn set(setter: &mut Setter<'_>, content: &[Inline]) {
    setter.text(content, setter.role);
}
