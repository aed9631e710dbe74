//! Links (OSC 8) and the clipboard (OSC 52): the only strings that carry foreign bytes to a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The longest address a terminal takes (VTE and iTerm2: 2083 bytes).
const LONGEST_ADDRESS: usize = 2083;

/// The most bytes of text that go to the clipboard: 100,000 in base64, which every terminal takes.
const MOST_COPIED: usize = 74_994;

/// What a click may start. A post is by a stranger: no address of it leads to a file or a program here.
const SCHEMES: [&str; 12] = [
    "https:", "http:", "mailto:", "ftp:", "ftps:", "gemini:", "gopher:", "irc:", "ircs:", "magnet:", "tel:",
    "xmpp:",
];

/// An address as it may stand in OSC 8: printable ASCII, of a scheme that leads outside, not too long.
pub fn address(raw: &str) -> Option<Cow<'_, str>> {
    let begins =
        |scheme: &str| raw.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    SCHEMES.iter().find(|scheme| begins(scheme))?;
    let checked: Cow<'_, str> = match raw.bytes().all(|b| b.is_ascii_graphic()) {
        true => raw.into(),
        false => percent_encoded(raw).into(),
    };
    (checked.len() <= LONGEST_ADDRESS).then_some(checked)
}

fn percent_encoded(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 16);
    for b in raw.bytes() {
        match b.is_ascii_graphic() {
            true => out.push(char::from(b)),
            false => drop(write!(out, "%{b:02X}")),
        }
    }
    out
}

/// Opens a link. Cells of one address and one id are one link to a terminal, so that a link over two rows is one, and the same
/// one when half of it is drawn again; with one address, one id is enough for all. `address` comes from [`address`].
pub(super) fn open_link(out: &mut Vec<u8>, address: &str) {
    for part in ["\x1b]8;id=1;", address, "\x1b\\"] {
        out.extend_from_slice(part.as_bytes());
    }
}

pub(super) fn close_link(out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b]8;;\x1b\\");
}

/// Puts `text` into the clipboard of the terminal the reader sits at; false, and nothing written, where it is
/// longer than terminals take. `through_tmux` wraps it in tmux's passthrough (tmux(1), `allow-passthrough`), in which
/// every ESC stands twice.
pub fn clipboard(out: &mut Vec<u8>, text: &str, through_tmux: bool) -> bool {
    if text.len() > MOST_COPIED {
        return false;
    }
    let [begin, end]: [&[u8]; 2] = match through_tmux {
        true => [b"\x1bPtmux;\x1b\x1b]52;c;", b"\x1b\x1b\\\x1b\\"],
        false => [b"\x1b]52;c;", b"\x1b\\"],
    };
    out.extend_from_slice(begin);
    base64(out, text.as_bytes());
    out.extend_from_slice(end);
    true
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(out: &mut Vec<u8>, bytes: &[u8]) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let byte = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for n in 0..4 {
            out.push(match n <= three.len() {
                true => LETTERS[(bits >> (18 - 6 * n)) as usize & 63],
                false => b'=',
            });
        }
    }
}
