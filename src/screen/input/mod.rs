//! Bytes from a terminal to events: keys, pasted text, the mouse, answers.
//!
//! One byte at a time, so that it makes no difference how the bytes were cut on their way. What could be an
//! answer of the terminal is never taken for keys, however late it comes and wherever a line broke it.
//! Time is not known here: who reads calls [`Parser::flush`] when nothing came for a while.

mod keys;
mod reply;
mod strings;
#[cfg(test)]
mod tests;

use super::{Event, Key, KeyCode, Reply};

/// What of a sequence is kept; longer ones are read to their end and mean nothing.
const LONGEST_SEQUENCE: usize = 64;
/// What of a string (an answer) is kept.
const LONGEST_STRING: usize = 256;
/// What of a pasted text is kept: it goes into a field of one line.
const LONGEST_PASTE: usize = 64 * 1024;
/// What ends a pasted text.
const PASTE_END: &[u8] = b"\x1b[201~";

/// Where in a sequence we are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Outside of all.
    #[default]
    Ground,
    /// After the first bytes of a character of several bytes; how many are missing.
    Utf8(u8),
    /// After ESC, or after two.
    Escape { twice: bool },
    /// After an ESC that was taken for the key because nothing followed: an answer may still follow.
    AfterEscape,
    /// There, after the first byte of what may be an answer.
    Suspected,
    /// After `ESC O`.
    Ss3,
    /// After `ESC [`.
    Csi,
    /// After `ESC [ [`, as the Linux console begins its function keys.
    Console,
    /// In the three bytes after `ESC [ M`: the mouse as X10 reported it.
    X10(u8),
    /// In a string: OSC, DCS, APC, PM, SOS. `escape` after an ESC that may end it.
    String { escape: bool },
    /// In pasted text.
    Paste,
}

/// Reads what comes from a terminal.
#[derive(Debug, Default)]
pub struct Parser {
    state: State,
    /// The bytes of the sequence, string, character or paste so far.
    kept: Vec<u8>,
    /// Whether a sequence was preceded by an ESC of its own: Alt.
    alt: bool,
    /// What kind of string it is: the byte after the ESC.
    kind: u8,
}

impl Parser {
    /// Takes bytes as they came, and adds what they say to `events`.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for &byte in bytes {
            self.byte(byte, events);
        }
    }

    /// Whether the last bytes may be keys that only time tells from the beginning of a sequence.
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, State::Escape { .. } | State::AfterEscape | State::Suspected | State::Ss3)
    }

    /// Nothing came for a while (some 30 ms): an ESC at the end was the key.
    pub fn flush(&mut self, events: &mut Vec<Event>) {
        match self.state {
            State::Escape { twice } => {
                (0..1 + u8::from(twice)).for_each(|_| events.push(Event::Key(Key::plain(KeyCode::Esc))));
                self.state = State::AfterEscape;
            }
            State::Suspected => self.release(events),
            State::Ss3 => self.end(alt(Key::char('O')), events),
            State::AfterEscape => self.state = State::Ground,
            // These cannot be keys: the rest of them is late, and is waited for.
            State::Ground | State::Utf8(_) | State::Csi | State::Console | State::X10(_) => {}
            State::String { .. } | State::Paste => {}
        }
    }

    fn byte(&mut self, byte: u8, events: &mut Vec<Event>) {
        match self.state {
            State::Ground => self.ground(byte, events),
            State::Utf8(missing) => self.utf8(byte, missing, events),
            State::Escape { twice } => self.escape(byte, twice, events),
            State::AfterEscape => self.after_escape(byte, events),
            State::Suspected => self.suspected(byte, events),
            State::Ss3 => self.ss3(byte, events),
            State::Csi => self.csi(byte, events),
            State::Console => self.end(keys::console(byte), events),
            State::X10(missing) => self.x10(byte, missing, events),
            State::String { escape } => self.string(byte, escape, events),
            State::Paste => self.paste(byte, events),
        }
    }

    /// Begins a sequence of which nothing is known yet.
    fn begin(&mut self, state: State) {
        self.kept.clear();
        self.state = state;
    }

    /// Ends a sequence that was a key, or something that means nothing to us.
    fn end(&mut self, key: Option<Key>, events: &mut Vec<Event>) {
        let held = self.alt;
        events.push(match key {
            Some(key) => Event::Key(Key { alt: key.alt || held, ..key }),
            None => Event::Reply(Reply::Other),
        });
        self.alt = false;
        self.begin(State::Ground);
    }

    fn ground(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            0x1b => self.begin(State::Escape { twice: false }),
            0..=0x7f => events.extend(keys::ascii(byte).map(Event::Key)),
            0xc2..=0xdf => self.character(byte, 1),
            0xe0..=0xef => self.character(byte, 2),
            0xf0..=0xf4 => self.character(byte, 3),
            // No character begins with these.
            0x80..=0xc1 | 0xf5..=0xff => {}
        }
    }

    fn character(&mut self, byte: u8, missing: u8) {
        self.begin(State::Utf8(missing));
        self.kept.push(byte);
    }

    fn utf8(&mut self, byte: u8, missing: u8, events: &mut Vec<Event>) {
        if !matches!(byte, 0x80..=0xbf) {
            self.alt = false;
            self.begin(State::Ground);
            return self.ground(byte, events);
        }
        self.kept.push(byte);
        if missing > 1 {
            self.state = State::Utf8(missing - 1);
            return;
        }
        let c = std::str::from_utf8(&self.kept).ok().and_then(|s| s.chars().next());
        if let Some(c) = c.filter(|c| !c.is_control()) {
            events.push(Event::Key(Key { alt: self.alt, ..Key::char(c) }));
        }
        self.alt = false;
        self.begin(State::Ground);
    }

    fn escape(&mut self, byte: u8, twice: bool, events: &mut Vec<Event>) {
        self.alt = twice;
        match byte {
            0x1b => {
                // Of three, the first was the key.
                events.extend(twice.then_some(Event::Key(Key::plain(KeyCode::Esc))));
                self.state = State::Escape { twice: true };
            }
            b'[' => self.begin(State::Csi),
            b'O' => self.begin(State::Ss3),
            b']' | b'P' | b'_' | b'^' | b'X' => {
                self.kind = byte;
                self.begin(State::String { escape: false });
            }
            0x80.. => {
                self.alt = true;
                self.begin(State::Ground);
                self.ground(byte, events);
                self.alt = self.state != State::Ground;
            }
            0..0x80 => self.end(keys::ascii(byte).and_then(alt), events),
        }
    }

    fn ss3(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            b'0'..=b'9' | b';' if self.kept.len() < LONGEST_SEQUENCE => self.kept.push(byte),
            0x40..=0x7e => {
                let key = keys::ss3(&self.kept, byte);
                self.end(key, events);
            }
            _ => self.broken(byte, events),
        }
    }

    /// A sequence that something else interrupts is dropped, and what interrupts it counts.
    fn broken(&mut self, byte: u8, events: &mut Vec<Event>) {
        events.push(Event::Reply(Reply::Other));
        self.alt = false;
        self.begin(State::Ground);
        self.ground(byte, events);
    }

    fn csi(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            b'[' if self.kept.is_empty() => self.state = State::Console,
            b'M' if self.kept.is_empty() => self.state = State::X10(3),
            b'$' if keys::is_rxvt_shift(&self.kept) => {
                let key = keys::csi(&self.kept, byte);
                self.end(key, events);
            }
            0x20..=0x3f if self.kept.len() < LONGEST_SEQUENCE => self.kept.push(byte),
            0x20..=0x3f => {}
            0x40..=0x7e => self.csi_end(byte, events),
            _ => self.broken(byte, events),
        }
    }

    fn csi_end(&mut self, last: u8, events: &mut Vec<Event>) {
        match (self.kept.as_slice(), last) {
            (b"200", b'~') => self.begin(State::Paste),
            (b"", b'I') => self.emit(Event::Focus(true), events),
            (b"", b'O') => self.emit(Event::Focus(false), events),
            ([b'<', mouse @ ..], b'M' | b'm') => match keys::mouse(mouse, last) {
                Some(mouse) => self.emit(Event::Mouse(mouse), events),
                None => self.emit(Event::Reply(Reply::Other), events),
            },
            (kept, last) => match keys::csi(kept, last) {
                Some(key) => self.end(Some(key), events),
                None => self.emit(Event::Reply(reply::csi(kept, last)), events),
            },
        }
    }

    fn emit(&mut self, event: Event, events: &mut Vec<Event>) {
        events.push(event);
        self.alt = false;
        self.begin(State::Ground);
    }

    fn x10(&mut self, byte: u8, missing: u8, events: &mut Vec<Event>) {
        self.kept.push(byte);
        match missing {
            1 => {
                let event = keys::x10(&self.kept).map_or(Event::Reply(Reply::Other), Event::Mouse);
                self.emit(event, events);
            }
            _ => self.state = State::X10(missing - 1),
        }
    }
}

fn alt(key: Key) -> Option<Key> {
    Some(Key { alt: true, ..key })
}
