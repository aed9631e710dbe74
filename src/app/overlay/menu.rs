//! The menus: views, orders, what can be copied. Each row is a row of the table of keys.

use super::pane::{Choice, Item, Kind, Pane};
use crate::app::keymap::{Bound, Context, Keymap};
use crate::app::message::Message;
use crate::library::Query;
use crate::text::Clean;

/// The menu of views: those with keys, the saved ones with their queries, and the way to save one where there is a filter.
pub fn views(keys: &Keymap, saved: &[(Clean, Clean)], query: &Query) -> Pane {
    let rows = keys.rows().iter().filter(|bound| bound.context == Context::Views);
    let (acts, own): (Vec<_>, Vec<_>) = rows.partition(|bound| changes(bound.row.message));
    let own = own.into_iter().map(|bound| item(keys, bound));
    let saved = saved.iter().map(|(name, query)| Item::new(Choice::View(query.clone()), name, query));
    let save = acts.iter().filter(|bound| bound.row.message == Message::SaveView && !query.is_empty());
    let save = save.map(|bound| Item::new(Choice::Act(bound.row.message), SAVE, &keys.keys(bound)));
    Pane::new(Kind::Views, "Views", own.chain(saved).chain(save).collect())
}

/// The row that saves the filter.
const SAVE: &str = "Save this filter as…";

/// Whether a message of the menu changes the saved views.
pub fn changes(message: Message) -> bool {
    matches!(message, Message::SaveView | Message::RenameView | Message::DeleteView)
}

/// The pane in which the name of a view is typed; `before` is the one it has.
pub fn naming(query: Clean, before: Option<Clean>) -> Pane {
    let title = if before.is_some() { "Another name:" } else { "Save this filter as:" };
    let row = Item::new(Choice::Nothing, &query, "");
    let name = before.clone().unwrap_or_default();
    let mut pane = Pane::new(Kind::Naming { query, before }, title, vec![row]);
    pane.type_narrow();
    pane.typed(&name);
    pane
}

/// The menu of orders.
pub fn sort(keys: &Keymap) -> Pane {
    Pane::new(Kind::Sort, "Sort", items(keys, Context::Sort))
}

/// The menu of what can be copied; in the list there are no parts of a post.
pub fn copy(keys: &Keymap, in_post: bool) -> Pane {
    let mut items = items(keys, Context::Copy);
    items.retain(|item| in_post || !matches!(item.choice, Choice::Act(message) if is_part(message)));
    Pane::new(Kind::Copy, "Copy", items)
}

/// Whether a message copies a part of a post that is open.
pub(super) fn is_part(message: Message) -> bool {
    matches!(message, Message::CopyCode | Message::CopyLink | Message::CopyParagraph)
}

fn items(keys: &Keymap, context: Context) -> Vec<Item> {
    let rows = keys.rows().iter().filter(|bound| bound.context == context);
    rows.map(|bound| item(keys, bound)).collect()
}

fn item(keys: &Keymap, bound: &Bound) -> Item {
    Item::new(Choice::Act(bound.row.message), bound.row.words, &keys.keys(bound))
}
