//! What a shortcode of a theme calls its content: the words on a tab, the kind of a notice.
//!
//! Source: the shortcodes `tab`, `notice`, `hint`, `expand`, `admonition` and the like of the usual themes (Relearn, Docsy, Hextra, Book,
//! Blowfish, LoveIt): a title by name, or their first arguments by place.

use super::cut::{Call, Piece};

/// Names of arguments that say what the content is called.
const NAMES: [&str; 6] = ["title", "name", "label", "summary", "header", "heading"];
/// Names of arguments that say of what kind it is, where it has no title.
const KINDS: [&str; 3] = ["type", "style", "kind"];
/// Shortcodes whose kind is worth a word.
const NOTICES: [&str; 5] = ["notice", "admonition", "callout", "alert", "hint"];

/// The label of the content of a shortcode that is not known; none where its arguments only say how it looks.
pub(super) fn of<'c>(call: &'c Call<'_>) -> Option<&'c str> {
    let by_name =
        |names: &[&str]| names.iter().map(|name| call.named(name).trim()).find(|words| !words.is_empty());
    let kind = || NOTICES.contains(&call.name).then(|| by_name(&KINDS)).flatten();
    by_name(&NAMES).or_else(|| by_place(call)).or_else(kind)
}

/// The last of the first two arguments by place that are words: `notice warning "Mind the step"`. What only holds other shortcodes,
/// as `tabs` holds each `tab`, says by its argument which it is of several.
fn by_place<'c>(call: &'c Call<'_>) -> Option<&'c str> {
    let blank = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => text.trim().is_empty(),
        Piece::Literal(_) => false,
        Piece::Call(_) => true,
    };
    let holds_others = call.inner.as_ref().is_some_and(|inner| inner.len() > 1 && inner.iter().all(blank));
    let mut words = call.args.iter().take(2).map(|words| words.trim()).filter(|words| is_label(words));
    words.next_back().filter(|_| !holds_others)
}

/// Whether an argument may be words for a reader: no number, switch, side, colour, path or address.
fn is_label(words: &str) -> bool {
    let is_look = matches!(words, "true" | "false" | "left" | "right" | "center" | "start" | "end" | "none");
    let is_address = !words.contains(' ') && words.contains(['/', '=', '_']) || words.starts_with(['#', '.']);
    words.contains(char::is_alphabetic) && !is_look && !is_address && words.len() < 200
}
