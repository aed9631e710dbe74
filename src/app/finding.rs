//! Looking for words: in the list it is the filter, in a post its text.

use super::field::Field;
use super::keymap::Context;
use super::overlay::Overlay;
use super::reader::{Seek, Sought, Went};
use super::{App, Effect, Focus, Message};
use crate::screen::Key;

impl App {
    /// Opens the field: of the filter in the list, of the search in a post.
    pub(super) fn find(&mut self) {
        match self.focus {
            Focus::List => self.list.type_filter(),
            Focus::Post | Focus::Beside if self.reader.find_later() => {}
            Focus::Post | Focus::Beside => {
                self.reader.page_mut().into_iter().for_each(|page| page.begin_find())
            }
        }
    }

    /// Whether it is typed what to look for in the post.
    pub fn is_finding(&self) -> bool {
        let find = self.reader.page().and_then(|page| page.find());
        self.focus != Focus::List && find.is_some_and(|find| find.is_typing())
    }

    /// The field in which it is typed what to look for in the post or in a wide block; the number of the current hit
    /// and of all.
    pub fn finding(&self) -> Option<(&Field, (usize, usize))> {
        match &self.overlay {
            Some(Overlay::Wide(wide)) => {
                wide.find().filter(|find| find.is_typing()).map(|find| (find.field(), find.count()))
            }
            Some(Overlay::Pane(_) | Overlay::Letters(_) | Overlay::Peek(_) | Overlay::Search(_)) => None,
            None => {
                let find = self.reader.page().filter(|_| self.is_finding()).and_then(|page| page.find());
                find.map(|find| (find.field(), find.count()))
            }
        }
    }

    /// A key while what to find is typed for a post that has not come: it waits for it, and acts as no key meanwhile.
    pub(super) fn find_key_later(&mut self, key: Key) -> Option<Vec<Effect>> {
        let message = self.keys.message(&[Context::Field], key);
        let keys = self.reader.waiting_keys()?;
        let again = message == Some(Message::Cancel) && keys.last() == Some(&key);
        if message == Some(Message::Quit) || again {
            return Some(vec![Effect::Quit]);
        }
        keys.push(key);
        Some(Vec::new())
    }

    /// The post has come: types into its field what was typed for it.
    pub(super) fn find_now(&mut self, keys: Vec<Key>) -> Vec<Effect> {
        self.find();
        keys.into_iter().flat_map(|key| self.key(key)).collect()
    }

    /// Text for the field of the search.
    pub(super) fn find_typed(&mut self, text: &str) {
        let rows = self.post_rows();
        if let Some(page) = self.reader.page_mut() {
            page.find_typed(text, rows);
        }
    }

    /// A key in the field of the search.
    pub(super) fn find_key(&mut self, message: Message) {
        let rows = self.post_rows();
        let went = self.reader.page_mut().map(|page| page.find_key(message, rows));
        self.say_went(went, message != Message::Up);
    }

    /// To the next hit, or the one before.
    pub(super) fn next_hit(&mut self, on: bool) {
        let rows = self.post_rows();
        let went = self.reader.page_mut().map(|page| page.next_hit(on, rows));
        self.say_went(went, on);
    }

    /// To the next hit in a wide block, or the one before.
    pub(super) fn next_wide_hit(&mut self, on: bool) {
        let view = self.wide_view();
        let Some(Overlay::Wide(wide)) = &mut self.overlay else { return };
        let went = wide.next_hit(on, view);
        self.say_went(Some(went), on);
    }

    /// A key in the field of a wide block.
    pub(super) fn wide_find_key(&mut self, message: Message) {
        let view = self.wide_view();
        let Some(Overlay::Wide(wide)) = &mut self.overlay else { return };
        let went = wide.find_key(message, view);
        self.say_went(Some(went), message != Message::Up);
    }

    fn say_went(&mut self, went: Option<Went>, on: bool) {
        let (place, sought): (_, Option<&Sought>) = match &self.overlay {
            Some(Overlay::Wide(wide)) => (wide.title().to_lowercase(), wide.find().map(|find| &**find)),
            _ => ("post".to_owned(), self.reader.page().and_then(|page| page.find()).map(|find| &**find)),
        };
        let (field, (at, all)) = (sought.map(Sought::field), sought.map_or((0, 0), Sought::count));
        match went {
            Some(Went::Around) if on => {
                self.prompt.say(&format!("{at}/{all}: past the end, on from the top"));
            }
            Some(Went::Around) => {
                self.prompt.say(&format!("{at}/{all}: past the top, on from the end"));
            }
            Some(Went::Nowhere) => {
                let words = field.map_or("", Field::text).to_owned();
                self.prompt.say(&format!("Not in this {place}: {words}"));
            }
            Some(Went::Nothing) => {
                let key = self.keys.key(self.contexts(), Message::Find);
                self.prompt.say(&format!("Nothing is looked for; {key} begins"));
            }
            Some(Went::There) | None => {}
        }
    }
}
