//! The help and the palette: the table of keys itself.

use super::menu::changes;
use super::pane::{Choice, Item, Kind, Pane};
use crate::app::keymap::{Bound, Context, Keymap};
use crate::app::message::Message;
use crate::text::Clean;

/// The keys, those of `contexts` first.
pub fn help(keys: &Keymap, contexts: &[Context]) -> Pane {
    let others = Context::ALL.iter().filter(|context| !contexts.contains(context));
    let order = contexts.iter().chain(others);
    let rows = order.flat_map(|context| keys.rows().iter().filter(|bound| bound.context == *context));
    let item = |bound: &Bound| {
        Item::new(Choice::Nothing, &keys.keys(bound), bound.row.words)
            .under(bound.context.title())
            .named(bound.row.name)
    };
    Pane::new(Kind::Help, "Keys", rows.map(item).collect())
}

/// Every action that `contexts` have, by name, and the saved views.
pub fn palette(keys: &Keymap, contexts: &[Context], saved: &[(Clean, Clean)]) -> Pane {
    let rows =
        contexts.iter().flat_map(|context| keys.rows().iter().filter(move |bound| bound.context == *context));
    let views = keys.rows().iter().filter(|bound| matches!(bound.context, Context::Views | Context::Sort));
    // Another name and the end of a view are for the one that is selected among them.
    let views = views.filter(|bound| bound.row.message == Message::SaveView || !changes(bound.row.message));
    let item = |bound: &Bound| {
        Item::new(Choice::Act(bound.row.message), bound.row.words, &keys.keys(bound)).named(bound.row.name)
    };
    let mut items: Vec<Item> = Vec::new();
    for new in rows.chain(views).map(item) {
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
