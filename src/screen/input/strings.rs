//! Answers and pasted text: what comes in a frame, how it ends, and how a reader gets out of one that was cut.

use super::{LONGEST_PASTE, LONGEST_STRING, PASTE_END, Parser, State, alt, reply};
use crate::screen::{Event, Key, Reply};
use crate::text::Clean;

impl Parser {
    /// After an ESC that may have been cut off from the answer it began.
    pub(super) fn after_escape(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.begin(State::Ground);
        match byte {
            b'[' | b']' | b'P' | b'_' => {
                self.kind = byte;
                self.state = State::Suspected;
            }
            _ => self.ground(byte, events),
        }
    }

    /// The second byte after such an ESC: no reader types these two within a few milliseconds.
    pub(super) fn suspected(&mut self, byte: u8, events: &mut Vec<Event>) {
        let answer = match self.kind {
            b'[' => matches!(byte, b'0'..=b'9' | b'<'..=b'?' | b'A'..=b'D' | b'F' | b'H' | b'I' | b'O'),
            b']' => byte.is_ascii_digit(),
            b'P' => matches!(byte, b'0'..=b'9' | b'$' | b'+' | b'>' | b'!'),
            _ => byte == b'G',
        };
        match (answer, self.kind) {
            (true, b'[') => self.begin(State::Csi),
            (true, _) => self.begin(State::String { escape: false }),
            (false, _) => self.release(events),
        }
        self.byte(byte, events);
    }

    /// What was suspected was a key.
    pub(super) fn release(&mut self, events: &mut Vec<Event>) {
        events.push(Event::Key(Key::char(char::from(self.kind))));
        self.begin(State::Ground);
    }

    pub(super) fn string(&mut self, byte: u8, escape: bool, events: &mut Vec<Event>) {
        match byte {
            b'\\' if escape => self.string_end(events),
            _ if escape => {
                // The string ended without its end; what began is something else.
                self.emit(Event::Reply(Reply::Other), events);
                self.escape(byte, false, events);
            }
            0x1b if self.kept.is_empty() => {
                // Nobody answers with nothing: Alt and a letter, then a sequence.
                self.end(alt(Key::char(char::from(self.kind))), events);
                self.begin(State::Escape { twice: false });
            }
            0x1b => self.state = State::String { escape: true },
            7 => self.string_end(events),
            // No answer holds other controls, and a reader must get out of one that was cut off.
            0..0x20 => self.broken(byte, events),
            _ if self.kept.is_empty() && !self.begins_string(byte) => {
                self.end(alt(Key::char(char::from(self.kind))), events);
                self.ground(byte, events);
            }
            _ if self.kept.len() < LONGEST_STRING => self.kept.push(byte),
            _ => {}
        }
    }

    /// Whether an answer may begin so; else it was Alt with `]`, `P`, `_`, `^` or `X`.
    pub(super) fn begins_string(&self, byte: u8) -> bool {
        match self.kind {
            b']' => byte.is_ascii_digit() || matches!(byte, b'l' | b'L'),
            b'P' => matches!(byte, b'0'..=b'9' | b'$' | b'+' | b'>' | b'!'),
            b'_' => byte == b'G',
            _ => false,
        }
    }

    pub(super) fn string_end(&mut self, events: &mut Vec<Event>) {
        let reply = match self.kind {
            b']' => reply::osc(&self.kept),
            _ => Reply::Other,
        };
        self.emit(Event::Reply(reply), events);
    }

    pub(super) fn paste(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.kept.push(byte);
        if self.kept.ends_with(PASTE_END) {
            let length = self.kept.len() - PASTE_END.len();
            let text = String::from_utf8_lossy(self.kept.get(..length).unwrap_or_default()).into_owned();
            self.emit(Event::Paste(Clean::text(&text)), events);
        } else if self.kept.len() >= LONGEST_PASTE + PASTE_END.len() {
            // What is too long loses its end, but the last bytes are kept: they may begin the mark.
            self.kept.remove(LONGEST_PASTE);
        }
    }
}
