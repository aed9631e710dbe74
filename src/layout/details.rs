//! Disclosures: a mark and the summary, and indented below it what is disclosed. They are always open here.

use super::blocks;
use super::line::Span;
use super::prefix::Prefix;
use super::setter::Setter;
use crate::document::Details;
use crate::role::Role;

/// Sets a disclosure.
pub(super) fn set(setter: &mut Setter<'_>, details: &Details) {
    let marker = Span::mark(&format!("{} ", setter.options.glyphs().disclosed), Role::Marker);
    setter.behind(Prefix::hanging(vec![marker], 2), |setter| match details.summary.is_empty() {
        // Browsers write this word where an author gives none (HTML, rendering of `details`).
        true => {
            setter.part();
            setter.words_of_ours("Details", Role::Term);
        }
        false => setter.text(&details.summary, Role::Term),
    });
    setter.behind(Prefix::blanks(2), |setter| blocks::all(setter, &details.blocks));
}
