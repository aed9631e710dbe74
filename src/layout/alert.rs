//! Alerts: a quotation's bar, a label, and what it says.

use super::setter::Setter;
use super::{blocks, quote};
use crate::document::{Callout, Inline};
use crate::role::{Alert, Role};

/// Sets an alert.
pub(super) fn set(setter: &mut Setter<'_>, alert: &Callout) {
    setter.behind(quote::bar(setter), |setter| {
        label(setter, alert.kind, &alert.label);
        blocks::all(setter, &alert.blocks);
    });
}

/// The words of the author where there are some, else the kind's own name.
fn label(setter: &mut Setter<'_>, kind: Alert, words: &[Inline]) {
    let role = Role::AlertLabel(kind);
    if !words.is_empty() {
        return setter.text(words, role);
    }
    setter.words_of_ours(name(kind), role);
}

/// The names GitHub gives its alerts.
fn name(kind: Alert) -> &'static str {
    match kind {
        Alert::Note => "Note",
        Alert::Tip => "Tip",
        Alert::Important => "Important",
        Alert::Warning => "Warning",
        Alert::Caution => "Caution",
    }
}
