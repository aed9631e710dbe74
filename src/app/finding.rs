//! Looking for words: in the list it is the filter, in a post its text.

use super::keymap::Context;
use super::reader::{Find, Went};
use super::{App, Focus, Message};

impl App {
    /// Opens the field: of the filter in the list, of the search in a post.
    pub(super) fn find(&mut self) {
        match self.focus {
            Focus::List => self.list.type_filter(),
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
