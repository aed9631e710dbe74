//! Which sequences are which keys: xterm and its kin, the Linux console, rxvt, the keypad.
//!
//! Sources: xterm's ctlseqs ("PC-Style Function Keys"), console_codes(4), rxvt's rxvtRef, the fixterms and
//! kitty form `CSI code ; modifiers u`.

use crate::screen::{Key, KeyCode, Mouse, MouseAction};

/// A byte of ASCII outside of sequences.
pub(super) fn ascii(byte: u8) -> Option<Key> {
    Some(match byte {
        0 => Key::ctrl(' '),
        8 | 0x7f => Key::plain(KeyCode::Backspace),
        9 => Key::plain(KeyCode::Tab),
        // Without brackets a pasted text ends its lines with either.
        b'\r' | b'\n' => Key::plain(KeyCode::Enter),
        1..=0x1a => Key::ctrl(char::from(byte + 0x60)),
        0x1b => Key::plain(KeyCode::Esc),
        0x1c..=0x1f => Key::ctrl(char::from(byte + 0x40)),
        b' '..=b'~' => Key::char(char::from(byte)),
        0x80.. => return None,
    })
}

/// `ESC [ [ A` to `E` on the Linux console.
pub(super) fn console(last: u8) -> Option<Key> {
    matches!(last, b'A'..=b'E').then(|| Key::plain(KeyCode::F(last - b'A' + 1)))
}

/// `ESC O` and a letter; some put the modifiers before it.
pub(super) fn ss3(parameters: &[u8], last: u8) -> Option<Key> {
    let modifiers = numbers(parameters).next_back().flatten();
    if let b'a'..=b'd' = last {
        return cursor(last.to_ascii_uppercase()).map(|code| Key { ctrl: true, ..Key::plain(code) });
    }
    let code = match last {
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b'X' => KeyCode::Char('='),
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        _ => cursor(last)?,
    };
    Some(modified(code, modifiers.unwrap_or(1)))
}

/// Whether `ESC [ number $` is complete: rxvt's form of Shift. Answers that hold a `$` have `?` or `;` before.
pub(super) fn is_rxvt_shift(parameters: &[u8]) -> bool {
    numbers(parameters).len() == 1 && numbers(parameters).next().flatten().is_some_and(|n| tilde(n).is_some())
}

/// `ESC [`, parameters and a last byte. None is no key: an answer, or something unknown.
pub(super) fn csi(parameters: &[u8], last: u8) -> Option<Key> {
    if !parameters.iter().all(|b| matches!(b, b'0'..=b'9' | b';' | b':')) {
        return None;
    }
    let mut fields = numbers(parameters);
    let first = fields.next().flatten();
    let modifiers = fields.next().flatten().unwrap_or(1);
    let third = fields.next().flatten();
    match last {
        b'~' if first == Some(27) => unicode(third?, modifiers),
        b'~' => Some(modified(tilde(first?)?, modifiers)),
        b'^' => Some(Key { ctrl: true, ..Key::plain(tilde(first?)?) }),
        b'$' => Some(Key { shift: true, ..Key::plain(tilde(first?)?) }),
        b'@' => Some(Key { ctrl: true, shift: true, ..Key::plain(tilde(first?)?) }),
        b'u' => unicode(first?, modifiers),
        b'Z' => Some(Key { shift: true, ..Key::plain(KeyCode::Tab) }),
        b'a'..=b'd' if first.is_none() => {
            cursor(last.to_ascii_uppercase()).map(|code| Key { shift: true, ..Key::plain(code) })
        }
        // With parameters this is the answer to where the cursor is, not F3.
        b'R' if first.is_some() => None,
        _ => Some(modified(cursor(last)?, modifiers)),
    }
}

/// The numbers between semicolons; what follows a colon is a detail that is not asked for.
fn numbers(parameters: &[u8]) -> impl DoubleEndedIterator<Item = Option<u32>> + ExactSizeIterator {
    let fields: Vec<_> = parameters
        .split(|b| *b == b';')
        .map(|field| {
            let number = field.split(|b| *b == b':').next().unwrap_or_default();
            std::str::from_utf8(number).ok().and_then(|n| n.parse().ok())
        })
        .collect();
    fields.into_iter()
}

/// Arrows, Home, End and the first function keys.
fn cursor(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// `ESC [ number ~`.
fn tilde(number: u32) -> Option<KeyCode> {
    let f = |first: u32, key: u8| Some(KeyCode::F(key + u8::try_from(number - first).ok()?));
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => f(11, 1),
        17..=21 => f(17, 6),
        23..=26 => f(23, 11),
        28..=29 => f(28, 15),
        31..=34 => f(31, 17),
        _ => None,
    }
}

/// A key by its character's number.
fn unicode(number: u32, modifiers: u32) -> Option<Key> {
    let code = match number {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        // Kitty's keys of the keypad and others lie in the private use area.
        57344..=63743 => return None,
        _ => KeyCode::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    };
    Some(modified(code, modifiers))
}

/// Modifiers are a number from 1: Shift 1, Alt 2, Ctrl 4, Meta 8, counted from 0.
fn modified(code: KeyCode, modifiers: u32) -> Key {
    let bits = modifiers.saturating_sub(1);
    let shift = bits & 1 != 0;
    let code = match code {
        KeyCode::Char(c) if shift => KeyCode::Char(c.to_uppercase().next().unwrap_or(c)),
        code => code,
    };
    let character = matches!(code, KeyCode::Char(_));
    Key { code, shift: shift && !character, alt: bits & (2 | 8) != 0, ctrl: bits & 4 != 0 }
}

/// The mouse in the SGR form: `button;x;y`, then `M` for down and `m` for up.
pub(super) fn mouse(parameters: &[u8], last: u8) -> Option<Mouse> {
    let mut fields = numbers(parameters);
    let (button, x, y) = (fields.next()??, fields.next()??, fields.next()??);
    let place = |n: u32| u16::try_from(n.saturating_sub(1)).ok();
    Some(Mouse { action: action(button, last == b'M')?, x: place(x)?, y: place(y)? })
}

/// The mouse as X10 reported it: three bytes, each 32 too high.
pub(super) fn x10(bytes: &[u8]) -> Option<Mouse> {
    let [button, x, y] = *bytes else { return None };
    let place = |b: u8| u16::from(b.saturating_sub(33));
    Some(Mouse { action: action(u32::from(button.checked_sub(32)?), true)?, x: place(x), y: place(y) })
}

/// What a button did, modifiers apart; moves and other buttons mean nothing.
fn action(button: u32, down: bool) -> Option<MouseAction> {
    match button & !(4 | 8 | 16) {
        0 if down => Some(MouseAction::Press),
        64 => Some(MouseAction::WheelUp),
        65 => Some(MouseAction::WheelDown),
        _ => None,
    }
}
