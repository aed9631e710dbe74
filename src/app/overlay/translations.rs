//! The menu of the languages that a post is written in.

use super::pane::{Choice, Item, Kind, Mark, Pane};
use crate::library::Library;
use crate::post::PostId;

/// The languages of these translations with their titles; `here` is the one that is read, and the first other is selected.
pub fn translations(library: &Library, posts: &[PostId], here: PostId) -> Pane {
    let item = |id: &PostId| {
        let lang = library.language(*id).map_or("", |lang| lang.as_str());
        let title = library.post(*id).map_or("", |post| post.meta.title.as_str());
        let mark = if *id == here { Mark::Here } else { Mark::None };
        Item { mark, ..Item::new(Choice::Post(*id), lang, title) }
    };
    let mut pane = Pane::new(Kind::Translations, "Languages", posts.iter().map(item).collect());
    if let Some(other) = posts.iter().find(|id| **id != here) {
        pane.select(&Choice::Post(*other));
    }
    pane
}
