//! The help and the palette: the table of keys itself.

use super::menu::{changes, is_part};
use super::pane::{Choice, Item, Kind, Pane};
use crate::app::keymap::{Bound, Context, Keymap};
use crate::app::message::Message;
use crate::library::KEYS;
use crate::text::Clean;

/// What lines of commands are, for who reads line by line.
const LINES: [(&str, &str); 6] = [
    ("enter", "Enter; in a field an empty line too"),
    ("esc", "Esc: leaves a field"),
    ("12", "Opens the row of this number, follows the link"),
    ("5j yy", "A count and a key, a menu and its key"),
    ("/words", "Filter, or find; `S` and `:` likewise take what follows them"),
    ("quit", "Q; and `help` shows these keys"),
];

/// What a filter may hold besides keys.
const SIGNS: [(&str, &str); 2] = [
    ("-", "before a term: posts for which it does not hold"),
    ("\"", "around words: exactly these in the title"),
];

/// The keys, those of `contexts` first; before them, `by_lines`, how they are said; after them, what a filter may be made of.
pub fn help(keys: &Keymap, contexts: &[Context], by_lines: bool) -> Pane {
    let others = Context::ALL.iter().filter(|context| !contexts.contains(context));
    let order = contexts.iter().chain(others);
    let rows = order.flat_map(|context| keys.rows().iter().filter(|bound| bound.context == *context));
    let item = |bound: &Bound| {
        Item::new(Choice::Nothing, &keys.keys(bound), bound.row.words)
            .under(bound.context.title())
            .named(bound.row.name)
    };
    let lines = LINES.iter().filter(|_| by_lines);
    let lines = lines.map(|(said, words)| Item::new(Choice::Nothing, said, words).under("Line by line"));
    let terms = KEYS.iter().map(|(key, words)| (format!("{key}:"), *words));
    let terms = terms.chain(SIGNS.iter().map(|(sign, words)| ((*sign).to_owned(), *words)));
    let terms =
        terms.map(|(term, words)| Item::new(Choice::Nothing, &term, words).under("Terms of a filter"));
    Pane::new(Kind::Help, "Keys", lines.chain(rows.map(item)).chain(terms).collect())
}

/// Every action that `contexts` have, by name, those of the menus too, and the saved views.
pub fn palette(keys: &Keymap, contexts: &[Context], saved: &[(Clean, Clean)]) -> Pane {
    let rows =
        contexts.iter().flat_map(|context| keys.rows().iter().filter(move |bound| bound.context == *context));
    let item = |bound: &Bound| {
        Item::new(Choice::Act(bound.row.message), bound.row.words, &keys.keys(bound)).named(bound.row.name)
    };
    let mut items: Vec<Item> = Vec::new();
    for new in rows.map(item).chain(in_menus(keys, contexts.contains(&Context::Post))) {
        if !items.iter().any(|known| known.choice == new.choice) {
            items.push(new);
        }
    }
    let view = |(name, query): &(Clean, Clean)| {
        Item::new(Choice::View(query.clone()), &format!("The view {name}"), query)
    };
    items.extend(saved.iter().map(view));
    let mut pane = Pane::new(Kind::Palette, "Actions", items);
    pane.type_narrow();
    pane
}

/// The rows of the menus, each with both keys: `yc`. What can be copied says so.
fn in_menus(keys: &Keymap, in_post: bool) -> Vec<Item> {
    let everywhere = [Context::Post, Context::List, Context::Everywhere];
    let menus = [
        (Context::Views, Message::Views),
        (Context::Sort, Message::SortMenu),
        (Context::Copy, Message::CopyMenu),
    ];
    let mut items = Vec::new();
    for (context, menu) in menus {
        let rows = keys.rows().iter().filter(|bound| bound.context == context);
        for row in rows.map(|bound| bound.row).filter(|row| in_post || !is_part(row.message)) {
            // Another name and the end of a view are for the one that is selected among them.
            if changes(row.message) && row.message != Message::SaveView {
                continue;
            }
            let words = match context {
                Context::Copy => format!("Copy: {}", decapitalized(row.words)),
                _ => row.words.to_owned(),
            };
            let key = format!("{}{}", keys.key(&everywhere, menu), keys.key(&[context], row.message));
            items.push(Item::new(Choice::Act(row.message), &words, &key).named(row.name));
        }
    }
    items
}

/// Words in the middle of others.
fn decapitalized(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
