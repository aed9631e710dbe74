//! Keys in the field of a search: the same in a post and in a wide block.

use super::find::Went;
use crate::app::field::Field;
use crate::app::message::Message;

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
