//! Filtering while typing: every change is tried at once; a wrong query says what is wrong and where, and
//! the last good result stays.

use jiff::Timestamp;

use super::List;
use crate::app::completing::Offers;
use crate::app::cursor::Cursor;
use crate::app::field::Field;
use crate::app::message::Message;
use crate::library::{Library, Query, QueryError};
use crate::post::PostId;

/// A filter while it is typed.
#[derive(Clone, Debug)]
pub struct Typing {
    field: Field,
    error: Option<QueryError>,
    before: (Query, Cursor),
    /// The post that was selected before.
    selected: Option<PostId>,
    offers: Option<Offers>,
}

impl Typing {
    /// The field.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// What is wrong with what is typed.
    pub fn error(&self) -> Option<&QueryError> {
        self.error.as_ref()
    }
}

/// What a key in the field came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The field goes on.
    More,
    /// The filter was taken; it is another than before.
    Changed,
    /// The field was left with the filter from before.
    Same,
}

impl List {
    /// Begins to type; the field holds the filter in force.
    pub fn type_filter(&mut self) {
        let mut text = self.query.to_string();
        if !text.is_empty() {
            text.push(' ');
        }
        let before = (self.query.clone(), self.cursor);
        let (field, selected) = (Field::new(&text), self.selected());
        self.typing = Some(Typing { field, error: None, before, selected, offers: None });
    }

    /// The filter in force before the field was opened, and what was selected then, for the history.
    pub fn before_typing(&self) -> (Query, Option<PostId>) {
        match &self.typing {
            Some(typing) => (typing.before.0.clone(), typing.selected),
            None => (self.query.clone(), self.selected()),
        }
    }

    /// Text was typed or pasted.
    pub fn typed(&mut self, text: &str, library: &Library, now: Timestamp) {
        if let Some(typing) = &mut self.typing {
            typing.field.insert(text);
            typing.offers = None;
            self.try_filter(library, now);
        }
    }

    /// A key in the field.
    pub fn type_key(&mut self, message: Message, rows: usize, library: &Library, now: Timestamp) -> Typed {
        let Some(typing) = &mut self.typing else { return Typed::Same };
        match message {
            Message::Accept => return self.accept(),
            Message::Leave | Message::Cancel => return self.restore(library, now),
            Message::Erase if typing.field.text().is_empty() => return self.restore(library, now),
            Message::Complete => self.complete(library, now),
            Message::Down | Message::Up | Message::PageDown | Message::PageUp => {
                self.step(message, None, rows);
            }
            _ => {
                let before = typing.field.text().to_owned();
                typing.field.edit(message);
                typing.offers = None;
                if typing.field.text() != before {
                    self.try_filter(library, now);
                }
            }
        }
        Typed::More
    }

    /// Puts in what may stand at the caret; Tab again puts in the next in its place.
    fn complete(&mut self, library: &Library, now: Timestamp) {
        let Some(typing) = &mut self.typing else { return };
        if Offers::complete(&mut typing.offers, &mut typing.field, library) {
            self.try_filter(library, now);
        }
    }

    fn accept(&mut self) -> Typed {
        match self.typing.take() {
            Some(typing) if typing.before.0 != self.query => Typed::Changed,
            _ => Typed::Same,
        }
    }

    fn restore(&mut self, library: &Library, now: Timestamp) -> Typed {
        if let Some(typing) = self.typing.take() {
            let (query, cursor) = typing.before;
            self.query = query;
            self.refresh(library, now);
            self.cursor = cursor;
        }
        Typed::Same
    }

    fn try_filter(&mut self, library: &Library, now: Timestamp) {
        let Some(typing) = &mut self.typing else { return };
        match Query::parse(typing.field.text()) {
            Ok(query) => {
                typing.error = None;
                self.set_query(query, library, now);
            }
            Err(error) => {
                // While `is:` is typed the last good query held the word `is`: what stays is the rest.
                let rest = without_word(typing.field.text(), error.range.start);
                typing.error = Some(error);
                if let Ok(query) = Query::parse(&rest) {
                    self.set_query(query, library, now);
                }
            }
        }
    }
}

/// A query without the word that holds a byte of it.
fn without_word(text: &str, at: usize) -> String {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    [before.get(..start), after.get(end..)].into_iter().flatten().collect()
}
