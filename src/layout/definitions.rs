//! Definition lists: the term, and indented below it what it means.

use super::blocks;
use super::prefix::Prefix;
use super::setter::Setter;
use crate::document::Definition;
use crate::role::Role;

/// Sets a definition list.
pub(super) fn set(setter: &mut Setter<'_>, entries: &[Definition]) {
    let counted = std::mem::replace(&mut setter.counts, false);
    for (n, entry) in entries.iter().enumerate() {
        if n > 0 {
            setter.blank();
        }
        for term in &entry.terms {
            setter.text(term, Role::Term);
        }
        let indent = setter.options.code_indent();
        for (n, detail) in entry.details.iter().enumerate() {
            if n > 0 && detail.len() > 1 {
                setter.blank();
            }
            setter.behind(Prefix::blanks(indent), |setter| blocks::all(setter, detail));
        }
    }
    setter.counts = counted;
}
