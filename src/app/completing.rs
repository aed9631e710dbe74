//! What Tab offers in a field of the query language, one after the other.

use super::field::Field;
use crate::library::{Completions, Library};

/// What may stand at the caret.
#[derive(Clone, Debug)]
pub struct Offers {
    text: String,
    of: Completions,
    next: usize,
}

impl Offers {
    /// Puts in what may stand at the caret; again, and the next stands in its place. Says whether there was anything.
    pub fn complete(offers: &mut Option<Self>, field: &mut Field, library: &Library) -> bool {
        let begin = || Self {
            text: field.text().to_owned(),
            of: library.complete(field.text(), field.caret()),
            next: 0,
        };
        let mut now = offers.take().unwrap_or_else(begin);
        let Some(offer) = now.of.candidates.get(now.next) else { return false };
        let mut text = now.text.clone();
        text.replace_range(now.of.range.clone(), &offer.text);
        field.set(&text, now.of.range.start + offer.text.len());
        now.next = (now.next + 1) % now.of.candidates.len();
        *offers = Some(now);
        true
    }
}
