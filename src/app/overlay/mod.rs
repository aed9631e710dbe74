//! What lies over the list and the post. There is at most one, and it owns the keys.

mod columns;
mod contents;
mod fuzzy;
mod help;
mod letters;
mod menu;
mod narrowing;
mod pane;
mod peek;
mod problems;
mod search;
mod tags;
mod themes;
mod translations;
mod whole;
mod wide;
mod wide_find;

pub use letters::{Deed, Hit, Letters, Thing};
pub use pane::{Choice, Item, Kind, Mark, Pane, PaneLine, TEXT, View};
pub use peek::{Peek, Subject};
pub use search::{ROWS as SEARCH_ROWS, SearchPane, Sought};
pub use whole::{INDENT, Words};
pub use wide::{Kin, Wide};
pub use wide_find::WideFind;

pub(super) use contents::{contents, links};
pub(super) use fuzzy::command;
pub(super) use help::{help, palette};
pub(super) use menu::{copy, naming, sort, views};
pub(super) use problems::problems;
pub(super) use tags::{change, content, tags};
pub(super) use themes::themes;
pub(super) use translations::translations;

use super::keymap::Context;

/// The rows of a pane above its lines: its heading and a blank.
pub const HEAD: u16 = 2;

/// What lies over the list and the post.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A pane or a menu: rows to choose from.
    Pane(Box<Pane>),
    /// Letters on things in view.
    Letters(Letters),
    /// A look at where a link leads.
    Peek(Box<Peek>),
    /// A table or a block of code with the window to itself.
    Wide(Box<Wide>),
    /// The search in all posts.
    Search(Box<SearchPane>),
}

impl Overlay {
    /// The contexts whose keys hold, the narrowest first.
    pub fn contexts(&self) -> &'static [Context] {
        let Self::Pane(pane) = self else { return &[] };
        if pane.is_typing() {
            return &[Context::Field];
        }
        match pane.kind() {
            Kind::Tags { .. } => &[Context::Tags, Context::Pane, Context::Everywhere],
            Kind::Views => &[Context::Views, Context::Pane, Context::Everywhere],
            Kind::Sort => &[Context::Sort, Context::Pane, Context::Everywhere],
            Kind::Copy => &[Context::Copy, Context::Pane, Context::Everywhere],
            Kind::Problems { .. } => &[Context::Problems, Context::Pane, Context::Everywhere],
            Kind::Links => &[Context::Links, Context::Pane, Context::Everywhere],
            Kind::Help
            | Kind::Themes { .. }
            | Kind::Contents
            | Kind::Palette
            | Kind::Translations
            | Kind::Naming { .. } => &[Context::Pane, Context::Everywhere],
        }
    }
}
