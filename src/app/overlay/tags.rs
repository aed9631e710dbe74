//! The pane of tags: every value of every field with the number of posts that have it, and whether it is chosen.

use jiff::Timestamp;

use super::pane::{Choice, Item, Kind, Mark, Pane};
use crate::app::list::List;
use crate::app::message::Message;
use crate::library::{self, Field, Library, Query, TagCount, TagOrder};
use crate::text::count::counted;

/// The pane for the filter in force.
pub fn tags(library: &Library, list: &List, by_name: bool, now: Timestamp) -> Pane {
    let (kind, title, items) = content(library, list, by_name, now);
    Pane::new(kind, &title, items)
}

/// What stands in the pane: it changes with the filter.
pub fn content(library: &Library, list: &List, by_name: bool, now: Timestamp) -> (Kind, String, Vec<Item>) {
    let order = if by_name { TagOrder::Name } else { TagOrder::Count };
    let groups = library.facets(list.query(), list.marks(), now, order);
    let mut items = Vec::new();
    for group in groups {
        // A single site divides nothing, nor does a single language.
        let divides = !matches!(group.field, Field::Site | Field::Lang) || group.tags.len() > 1;
        let chosen = group.tags.iter().any(|tag| tag.choice != library::Choice::Neither);
        if divides || chosen {
            items.extend(group.tags.iter().map(|tag| item(group.field, tag)));
        }
    }
    let title = format!("Tags of {}{}", counted(list.posts().len(), "post"), chosen(list.query()));
    (Kind::Tags { by_name }, title, items)
}

/// `, all of: linux, not draft`
fn chosen(query: &Query) -> String {
    let mut with = Vec::new();
    let mut without = Vec::new();
    for (name, choice) in Field::ALL.into_iter().flat_map(|field| query.chosen(field)) {
        match choice {
            library::Choice::Wanted => with.push(name.to_string()),
            library::Choice::Excluded => without.push(format!("not {name}")),
            library::Choice::Neither => {}
        }
    }
    let any = Field::ALL.into_iter().any(|field| query.is_any(field));
    let several = if any { "any of: " } else { "all of: " };
    let prefix = if with.len() > 1 { several } else { "" };
    with.extend(without);
    if with.is_empty() { String::new() } else { format!(", {prefix}{}", with.join(", ")) }
}

fn item(field: Field, tag: &TagCount) -> Item {
    let mark = match tag.choice {
        library::Choice::Neither => Mark::None,
        library::Choice::Wanted => Mark::With,
        library::Choice::Excluded => Mark::Without,
    };
    let choice = Choice::Value(field, tag.name.clone());
    Item { mark, ..Item::new(choice, &tag.name, &tag.count.to_string()).under(field.group()) }
}

/// The filter after a key on a value: `+` and `-` a second time take it back; Enter wants only this.
pub fn change(query: &Query, field: Field, value: &str, message: Message) -> Option<Query> {
    let now = query.choice(field, value);
    let toggled = |choice| if now == choice { library::Choice::Neither } else { choice };
    match message {
        Message::With => Some(query.choose(field, value, toggled(library::Choice::Wanted))),
        Message::Without => Some(query.choose(field, value, toggled(library::Choice::Excluded))),
        Message::AnyAll => Some(query.any_of(field, !query.is_any(field))),
        Message::Open => Some(query.only(field, value)),
        _ => None,
    }
}
