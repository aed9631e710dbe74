//! Looking for words: in the list it is the filter, in a post its text.

use super::keymap::Context;
use super::reader::{Find, Went};
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
        self.focus != Focus::List && find.is_some_and(Find::is_typing)
    }

    /// A key while what to find is typed for a post that has not come: it waits for it, and acts as no key meanwhile.
    pub(super) fn find_key_later(&mut self, key: Key) -> Option<Vec<Effect>> {
        let message = self.keys.message(&[Context::Field], key);
        let keys = self.reader.waiting_keys()?;
        if message == Some(Message::Quit) {
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

    fn say_went(&mut self, went: Option<Went>, on: bool) {
        let keys = [Context::Post, Context::Everywhere];
        let find = self.reader.page().and_then(|page| page.find());
        let (at, all) = find.map_or((0, 0), Find::count);
        match went {
            Some(Went::Around) if on => {
                self.prompt.say(&format!("{at}/{all}: past the end, on from the top"));
            }
            Some(Went::Around) => {
                self.prompt.say(&format!("{at}/{all}: past the top, on from the end"));
            }
            Some(Went::Nowhere) => {
                let words = find.map_or("", |find| find.field().text()).to_owned();
                self.prompt.say(&format!("Not in this post: {words}"));
            }
            Some(Went::Nothing) => {
                let key = self.keys.key(&keys, Message::Find);
                self.prompt.say(&format!("Nothing is looked for; {key} begins"));
            }
            Some(Went::There) | None => {}
        }
    }
}
