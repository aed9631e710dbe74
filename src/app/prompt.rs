//! What the bottom line holds beside its hints: a message that goes with the next key, and the count so far.

use jiff::{SignedDuration, Timestamp};

use crate::text::Clean;

/// A key that comes again within this time may be held: keyboards repeat one after 250 to 660 ms for the first time.
const HELD: SignedDuration = SignedDuration::from_millis(700);

/// One line that says what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The words.
    pub text: Clean,
    /// Whether something is wrong.
    pub wrong: bool,
}

/// The state of the bottom line.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    note: Option<Note>,
    count: Option<usize>,
    paged: Option<Timestamp>,
    /// Whether a frame showed less than the reader asked for, because the rest is not known yet.
    part: bool,
}

impl Prompt {
    /// The message.
    pub fn note(&self) -> Option<&Note> {
        self.note.as_ref()
    }

    /// The count typed so far.
    pub fn count(&self) -> Option<usize> {
        self.count
    }

    /// Says something; nothing, where there are no words.
    pub fn say(&mut self, words: &str) {
        self.note = (!words.is_empty()).then(|| Note { text: Clean::line(words), wrong: false });
    }

    /// Says that something is wrong.
    pub fn fail(&mut self, words: &str) {
        self.note = Some(Note { text: Clean::line(words), wrong: true });
    }

    /// A frame shows less than the reader asked for.
    pub fn shows_part(&mut self) {
        self.part = true;
    }

    /// Whether one did; from here on none.
    pub fn take_part(&mut self) -> bool {
        std::mem::take(&mut self.part)
    }

    /// A key came: what was said goes.
    pub fn forget(&mut self) {
        self.note = None;
    }

    /// A digit of a count; `0` alone is none.
    pub fn digit(&mut self, c: char) -> bool {
        let Some(digit) = c.to_digit(10) else { return false };
        if digit == 0 && self.count.is_none() {
            return false;
        }
        let digit = digit as usize;
        self.count = Some(self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit).min(9_999_999));
        true
    }

    /// Takes the count.
    pub fn take_count(&mut self) -> Option<usize> {
        self.count.take()
    }

    /// The key for the next page came: whether it is a press of its own, not a key held down.
    pub fn page(&mut self, now: Timestamp) -> bool {
        let before = self.paged.replace(now);
        before.is_none_or(|before| now.duration_since(before) > HELD)
    }
}
