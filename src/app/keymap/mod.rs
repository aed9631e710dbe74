//! The keys: one table, from which the footer, the help, `rushlight keys`, the man page and the README come.
//!
//! A key is looked up in the contexts that hold at the moment, the narrowest first. A digit is a count
//! unless a row says otherwise.

pub mod chord;
mod rebind;
mod table;

use std::collections::HashMap;

pub use table::{ROWS, Row};

use super::message::Message;
use super::options::Rebinding;
use crate::screen::Key;

/// Where a row of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere outside fields.
    Everywhere,
    /// In the list of posts.
    List,
    /// In a post.
    Post,
    /// In any pane or menu.
    Pane,
    /// In the pane of tags.
    Tags,
    /// In the menu of views.
    Views,
    /// In the menu of orders.
    Sort,
    /// In the menu of what can be copied.
    Copy,
    /// In a look at a link or a post.
    Peek,
    /// In a table or a block of code that has the window.
    Wide,
    /// In the pane of links.
    Links,
    /// In the pane of problems.
    Problems,
    /// In a field.
    Field,
}

impl Context {
    /// All, in the order of the help.
    pub const ALL: [Self; 13] = [
        Self::Everywhere,
        Self::List,
        Self::Post,
        Self::Pane,
        Self::Tags,
        Self::Views,
        Self::Sort,
        Self::Copy,
        Self::Peek,
        Self::Wide,
        Self::Links,
        Self::Problems,
        Self::Field,
    ];

    /// The name, as settings write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::List => "list",
            Self::Post => "post",
            Self::Pane => "pane",
            Self::Tags => "tags",
            Self::Views => "views",
            Self::Sort => "sort",
            Self::Copy => "copy",
            Self::Peek => "peek",
            Self::Wide => "wide",
            Self::Links => "links",
            Self::Problems => "problems",
            Self::Field => "field",
        }
    }

    /// The heading over its rows in the help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::List => "In the list",
            Self::Post => "In a post",
            Self::Pane => "In a pane",
            Self::Tags => "In the tags",
            Self::Views => "Views, after v",
            Self::Sort => "Orders, after s",
            Self::Copy => "Copying, after y",
            Self::Peek => "Peeking, after K",
            Self::Wide => "In a wide block, after w",
            Self::Links => "In the links",
            Self::Problems => "In the problems",
            Self::Field => "While typing",
        }
    }
}

/// A row of the table with the keys it has now.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The row.
    pub row: &'static Row,
    /// Where its keys hold: the row's own context, or a narrower one which the reader named.
    pub context: Context,
    /// Its keys; may be none.
    pub keys: Vec<Key>,
}

/// The keys in force: the table with the reader's changes.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Vec<Bound>,
    by_key: HashMap<(Context, Key), Message>,
    ascii: bool,
}

impl Keymap {
    /// The table with these changes, and what is wrong with the changes: the number of each and why.
    /// A wrong change changes nothing.
    pub fn new(changes: &[Rebinding], ascii: bool) -> (Self, Vec<(usize, String)>) {
        let parsed = |row: &&'static Row| row.keys.split_whitespace().flat_map(chord::parse).collect();
        let mut rows: Vec<Bound> =
            ROWS.iter().map(|row| Bound { row, context: row.context, keys: parsed(&row) }).collect();
        let wrong = rebind::apply(&mut rows, changes);
        let mut by_key = HashMap::new();
        for bound in &rows {
            for key in &bound.keys {
                by_key.insert((bound.context, *key), bound.row.message);
            }
        }
        (Self { rows, by_key, ascii }, wrong)
    }

    /// What a key means where these contexts hold, the narrowest first.
    pub fn message(&self, contexts: &[Context], key: Key) -> Option<Message> {
        contexts.iter().find_map(|context| self.by_key.get(&(*context, key))).copied()
    }

    /// The rows in the order of the table.
    pub fn rows(&self) -> &[Bound] {
        &self.rows
    }

    /// The first key of a message and its short word, for a footer. None where it has no key.
    pub fn hint(&self, contexts: &[Context], message: Message) -> Option<(String, &'static str)> {
        contexts.iter().find_map(|context| {
            let of = |bound: &&Bound| bound.context == *context && bound.row.message == message;
            let bound = self.rows.iter().find(of)?;
            Some((chord::show(*bound.keys.first()?, self.ascii), bound.row.hint))
        })
    }

    /// The key of a message, as words name it: `press r`.
    pub fn key(&self, contexts: &[Context], message: Message) -> String {
        self.hint(contexts, message).map_or_else(|| "(no key)".to_owned(), |(key, _)| key)
    }

    /// The keys of a row as they are shown, with blanks between them.
    pub fn keys(&self, bound: &Bound) -> String {
        bound.keys.iter().map(|key| chord::show(*key, self.ascii)).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let mut seen = HashMap::new();
        for row in ROWS {
            for name in row.keys.split_whitespace() {
                let key = chord::parse(name).unwrap();
                if let Some(other) = seen.insert((row.context, key), row.name) {
                    panic!("{name} is both {other} and {} in {:?}", row.name, row.context);
                }
            }
            let alike = ROWS.iter().filter(|other| other.context == row.context && other.name == row.name);
            assert_eq!(alike.count(), 1, "{} twice in {:?}", row.name, row.context);
            assert!(!row.words.is_empty() && !row.words.ends_with('.'), "{}", row.name);
        }
    }

    #[test]
    fn a_narrow_context_goes_first() {
        let (keys, _) = Keymap::new(&[], false);
        let minus = Key::char('-');
        assert_eq!(keys.message(&[Context::Post, Context::Everywhere], minus), Some(Message::Narrower));
        let tags = [Context::Tags, Context::Pane, Context::Everywhere];
        assert_eq!(keys.message(&tags, minus), Some(Message::Without));
    }

    fn change(context: &str, action: &str, keys: &str) -> Rebinding {
        Rebinding { context: context.into(), action: action.into(), keys: keys.into() }
    }

    #[test]
    fn keys_can_be_changed_and_the_old_ones_are_free() {
        let changes = [change("everywhere", "tags", "T ctrl-t"), change("everywhere", "mouse", "t")];
        let (keys, wrong) = Keymap::new(&changes, false);
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(keys.message(&[Context::Everywhere], Key::ctrl('t')), Some(Message::Tags));
        assert_eq!(keys.message(&[Context::Everywhere], Key::char('t')), Some(Message::Mouse));
    }

    #[test]
    fn what_holds_everywhere_can_have_other_keys_in_one_place() {
        let (keys, wrong) = Keymap::new(&[change("list", "page-down", "x space")], false);
        assert!(wrong.is_empty(), "{wrong:?}");
        let x = Key::char('x');
        assert_eq!(keys.message(&[Context::List, Context::Everywhere], x), Some(Message::PageDown));
        assert_eq!(keys.message(&[Context::Post, Context::Everywhere], x), None);
        let contexts: Vec<Context> = keys.rows().iter().map(|bound| bound.context).collect();
        assert!(contexts.is_sorted(), "one heading each");
    }

    #[test]
    fn wrong_changes_are_named_and_change_nothing() {
        let changes = [
            change("nowhere", "tags", "T"),
            change("everywhere", "tug", "T"),
            change("everywhere", "tags", "ctrl-i"),
            change("everywhere", "tags", "j"),
        ];
        let (keys, wrong) = Keymap::new(&changes, false);
        let words: Vec<&str> = wrong.iter().map(|(_, why)| why.as_str()).collect();
        assert_eq!(
            words,
            [
                "there is no context `nowhere`",
                "there is no action `tug` in `everywhere`",
                "a terminal cannot tell `ctrl-i` from `tab`",
                "`j` is already `down`",
            ]
        );
        assert_eq!(keys.message(&[Context::Everywhere], Key::char('j')), Some(Message::Down));
    }
}
