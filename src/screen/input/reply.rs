//! Answers of the terminal that mean something to us.

use crate::screen::Reply;

/// An answer in an OSC, without its frame: `11;rgb:1d1d/1f1f/2121` is the colour of the ground.
pub(super) fn osc(body: &[u8]) -> Reply {
    let ground = std::str::from_utf8(body).ok().and_then(|text| color(text.strip_prefix("11;")?));
    match ground {
        Some([red, green, blue]) => Reply::Background(red, green, blue),
        None => Reply::Other,
    }
}

/// An answer in a CSI, without its frame. `0n` is "ready" (DSR 5, and `3n` the same with a complaint); `?2026;2$y` is
/// the state of a mode, 0 where it is not known and 4 where it is off for ever (DECRPM).
pub(super) fn csi(parameters: &[u8], last: u8) -> Reply {
    match (parameters, last) {
        (b"0" | b"3", b'n') => Reply::Ready,
        (b"?2026;1$" | b"?2026;2$" | b"?2026;3$", b'y') => Reply::Sync(true),
        (b"?2026;0$" | b"?2026;4$", b'y') => Reply::Sync(false),
        _ => Reply::Other,
    }
}

/// A colour as XParseColor writes it: `rgb:` and `rgba:` with one to four digits for each, or `#` and digits.
fn color(text: &str) -> Option<[u8; 3]> {
    let parts: Vec<&str> = match text.strip_prefix('#') {
        Some(digits) if digits.is_ascii() && !digits.is_empty() && digits.len() % 3 == 0 => {
            let each = digits.len() / 3;
            (0..3).filter_map(|n| digits.get(n * each..(n + 1) * each)).collect()
        }
        Some(_) => return None,
        None => text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?.split('/').collect(),
    };
    match parts.as_slice() {
        [red, green, blue] | [red, green, blue, _] => Some([scaled(red)?, scaled(green)?, scaled(blue)?]),
        _ => None,
    }
}

/// One to four hexadecimal digits as a part of 255.
fn scaled(digits: &str) -> Option<u8> {
    if !(1..=4).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let most = (1u32 << (4 * digits.len())) - 1;
    let value = u32::from_str_radix(digits, 16).ok()?;
    u8::try_from((value * 255 + most / 2) / most).ok()
}
