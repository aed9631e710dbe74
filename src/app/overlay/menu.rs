//! The menus: views, orders, what can be copied. Each row is a row of the table of keys.

use super::pane::{Choice, Item, Kind, Pane};
use crate::app::keymap::{Context, Keymap};
use crate::app::message::Message;
use crate::text::Clean;

/// The menu of views: those with keys, then the saved ones with their queries.
pub fn views(keys: &Keymap, saved: &[(Clean, Clean)]) -> Pane {
    let saved = saved.iter().map(|(name, query)| Item::new(Choice::View(query.clone()), name, query));
    Pane::new(Kind::Views, "Views", items(keys, Context::Views).into_iter().chain(saved).collect())
}

/// The menu of orders.
pub fn sort(keys: &Keymap) -> Pane {
    Pane::new(Kind::Sort, "Sort", items(keys, Context::Sort))
}

/// The menu of what can be copied; in the list there are no parts of a post.
pub fn copy(keys: &Keymap, in_post: bool) -> Pane {
    let parts = [Message::CopyCode, Message::CopyLink, Message::CopyParagraph].map(Choice::Act);
    let mut items = items(keys, Context::Copy);
    items.retain(|item| in_post || !parts.contains(&item.choice));
    Pane::new(Kind::Copy, "Copy", items)
}

fn items(keys: &Keymap, context: Context) -> Vec<Item> {
    let rows = keys.rows().iter().filter(|bound| bound.context == context);
    rows.map(|bound| Item::new(Choice::Act(bound.row.message), bound.row.words, &keys.keys(bound))).collect()
}
