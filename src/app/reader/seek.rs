//! Searches while they are typed and gone through: the same in a post and in a wide block.

use std::ops::Range;

use crate::app::field::Field;
use crate::app::message::Message;

/// The words, where they are, and which of the places the reader is at.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    pub(in crate::app) field: Field,
    pub(in crate::app) typing: bool,
    /// The bytes of each hit in the plain text of its block, in order.
    pub(in crate::app) hits: Vec<Range<usize>>,
    pub(in crate::app) current: Option<usize>,
}

impl Sought {
    /// Words that are not typed.
    pub(in crate::app) fn of(words: &str) -> Self {
        Self { field: Field::new(words), ..Self::default() }
    }

    /// Words that are to be typed.
    pub(in crate::app) fn typed() -> Self {
        Self { typing: true, ..Self::default() }
    }

    /// The words.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// Whether they are still typed.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// The number of the current hit, from 1 (0 where there is none), and of all hits.
    pub fn count(&self) -> (usize, usize) {
        (self.current.map_or(0, |at| at + 1), self.hits.len())
    }

    /// These are the hits; the reader is at none of them yet.
    pub(in crate::app) fn found(&mut self, hits: Vec<Range<usize>>) {
        (self.hits, self.current) = (hits, None);
    }

    /// The current hit is this one, or the last where there are fewer.
    pub(in crate::app) fn stand_at(&mut self, first: usize) {
        self.current = self.hits.len().checked_sub(1).map(|last| first.min(last));
    }

    /// The current hit is this one, or the first where there are fewer.
    pub(in crate::app) fn stand_from(&mut self, first: usize) {
        self.current = if first < self.hits.len() { Some(first) } else { self.hits.first().map(|_| 0) };
    }

    /// To the next hit, or the one before; where the current one is out of view, to those around `first`.
    pub(in crate::app) fn step(&mut self, in_view: bool, first: usize, on: bool) -> Went {
        let Some(last) = self.hits.len().checked_sub(1) else { return Went::Nowhere };
        let (next, went) = next_of(self.current.filter(|_| in_view), first, last, on);
        self.current = Some(next);
        went
    }
}

/// What came of going to another hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// It was there.
    There,
    /// It was there, past the end or past the beginning.
    Around,
    /// There is no hit.
    Nowhere,
    /// Nothing is looked for.
    Nothing,
}

/// The number of the next hit of `last + 1`, or of the one before; without a current one, of those around `first`.
fn next_of(current: Option<usize>, first: usize, last: usize, on: bool) -> (usize, Went) {
    let next = match (current, on) {
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
        (None, true) => Some(first),
        (None, false) => first.checked_sub(1),
    };
    match next.filter(|next| *next <= last) {
        Some(next) => (next, Went::There),
        None => (if on { 0 } else { last }, Went::Around),
    }
}

/// What can be searched while the words are typed.
pub trait Seek {
    /// The room in which a hit must come into view.
    type View: Copy;

    /// The field, while there is a search.
    fn field_mut(&mut self) -> Option<&mut Field>;

    /// Looks again, from what was in view when the field was opened, and goes to the first hit.
    fn find_again(&mut self, view: Self::View);

    /// To the next hit, or the one before.
    fn next_hit(&mut self, on: bool, view: Self::View) -> Went;

    /// Enter: stays at the hit.
    fn accept_find(&mut self, view: Self::View) -> Went;

    /// Back to what was in view.
    fn leave_find(&mut self);

    /// Text was typed or pasted.
    fn find_typed(&mut self, text: &str, view: Self::View) {
        if let Some(field) = self.field_mut() {
            field.insert(text);
            self.find_again(view);
        }
    }

    /// A key in the field.
    fn find_key(&mut self, message: Message, view: Self::View) -> Went {
        let Some(field) = self.field_mut() else { return Went::Nothing };
        match message {
            Message::Accept => return self.accept_find(view),
            Message::Leave | Message::Cancel => self.leave_find(),
            Message::Erase if field.text().is_empty() => self.leave_find(),
            Message::Down => return self.next_hit(true, view),
            Message::Up => return self.next_hit(false, view),
            _ => {
                let before = field.text().to_owned();
                field.edit(message);
                if field.text() != before {
                    self.find_again(view);
                }
            }
        }
        Went::There
    }
}
