//! The end of a document: its footnotes after a short rule, and the list of addresses where one is asked for.

use std::collections::HashMap;

use super::line::Span;
use super::options::Addresses;
use super::prefix::Prefix;
use super::setter::{Mark, Setter};
use super::{blocks, rule, script};
use crate::document::{Link, LinkId, LinkKind};
use crate::role::Role;
use crate::text::Clean;

/// Cells of the rule above the notes.
const RULE: usize = 4;

/// Sets the footnotes and the list of addresses.
pub(super) fn set(setter: &mut Setter<'_>) {
    if !setter.document.notes.is_empty() {
        open(setter);
        notes(setter);
    }
    if setter.options.addresses == Addresses::List && !setter.index.addresses.is_empty() {
        open(setter);
        addresses(setter);
    }
}

/// A blank line and a short rule.
fn open(setter: &mut Setter<'_>) {
    setter.blank();
    let cells = RULE.min(setter.prose());
    setter.emit(vec![rule::rule(setter, cells)], None);
}

fn notes(setter: &mut Setter<'_>) {
    let document = setter.document;
    let superscript = setter.options.glyphs().superscript;
    let cells = |text: &str| setter.options.ambiguous.cells(text);
    let marks: Vec<String> = (1..=document.notes.len()).map(|n| script::note(n, superscript)).collect();
    let widest = marks.last().map_or(0, |mark| cells(mark));
    for (n, note) in document.notes.iter().enumerate() {
        if n > 0 && document.notes.get(n - 1).is_some_and(|above| above.blocks.len() > 1) {
            setter.blank();
        }
        let mark = marks.get(n).map_or("", String::as_str);
        let pad = widest.saturating_sub(setter.options.ambiguous.cells(mark));
        setter.mark(Mark::Note(n + 1));
        let marker = vec![Span::blanks(pad), Span::mark(mark, Role::Marker), Span::blanks(1)];
        let prefix = Prefix::hanging(marker, widest + 1);
        setter.behind(prefix, |setter| blocks::all(setter, &note.blocks));
    }
}

fn addresses(setter: &mut Setter<'_>) {
    let listed = setter.index.addresses.iter().enumerate().map(|(n, link)| (n + 1, *link));
    numbered(setter, &listed.collect::<Vec<_>>());
}

/// Sets the addresses of some links behind their numbers, which rise.
pub(super) fn numbered(setter: &mut Setter<'_>, listed: &[(usize, LinkId)]) {
    let last = listed.last().map_or(0, |(number, _)| *number);
    let widest = last.to_string().len() + 3;
    for &(number, link) in listed {
        let marker = format!("{:>width$} ", format!("[{number}]"), width = widest - 1);
        let address = setter.addresses.get(link).cloned().unwrap_or_default();
        setter.behind(Prefix::hanging(vec![Span::mark(&marker, Role::Marker)], widest), |setter| {
            setter.address(&address, link);
        });
    }
}

/// The links whose addresses are listed, each address once, mentions of footnotes never, nor those whose words are the
/// address (`said`); and for every link the number of its address, 0 where it has none.
pub(super) fn listed(links: &[Link], addresses: &[Clean], said: &[bool]) -> (Vec<LinkId>, Vec<usize>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let (mut listed, mut numbers) = (Vec::new(), Vec::with_capacity(addresses.len()));
    for (id, address) in addresses.iter().enumerate() {
        let is_note = links.get(id).is_some_and(|link| link.kind == LinkKind::Note);
        if address.is_empty() || is_note || said.get(id) == Some(&true) {
            numbers.push(0);
            continue;
        }
        let number = *seen.entry(address.as_str()).or_insert_with(|| {
            listed.push(id);
            listed.len()
        });
        numbers.push(number);
    }
    (listed, numbers)
}
