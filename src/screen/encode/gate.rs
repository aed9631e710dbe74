//! The gate: every byte that goes to a terminal passes here, and none but text and the sequences of the tables below
//! gets through. It knows nothing of who wrote the bytes, so a fault anywhere above sends no order to a terminal.

use std::borrow::Cow;

/// The last bytes of the control sequences (ECMA-48 CSI) we write: pen, moves, erasing, repeating, scrolling, region.
const FINALS: &[u8] = b"mHABCDKJXbSTr";

/// The private modes we set and reset.
const MODES: [&[u8]; 8] = [b"7", b"25", b"1000", b"1006", b"1007", b"1049", b"2004", b"2026"];

/// What follows an ESC alone: index up, keep the cursor, bring it back, end of a string.
const ESCAPES: &[u8] = b"M78\\";

/// What we ask: are you there (DSR), and do you know synchronised updates (DECRQM)?
const QUESTIONS: [&[u8]; 2] = [b"[5n", b"[?2026$p"];

/// How tmux hands a sequence through to the terminal it runs in: every ESC in it is doubled.
const TMUX: &[u8] = b"Ptmux;";

/// What bytes are for: the gate is as wide as that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// A session: whatever we write.
    Session,
    /// Standard output: text, pen and links. Nothing in it moves the cursor.
    Lines,
}

/// What of these bytes may go to the terminal of a session. A byte that may not becomes a blank: an ESC that begins
/// nothing of ours, any control but line feed, return, backspace and tab, a C1 control in UTF-8, a byte that is no
/// UTF-8, and whatever turns the direction of what follows. What stood behind it is then text.
pub fn checked(bytes: &[u8]) -> Cow<'_, [u8]> {
    filtered(bytes, For::Session)
}

/// The same for lines that a command prints, in which only the pen and links are ours, beside line feeds and tabs.
pub fn checked_lines(bytes: &[u8]) -> Cow<'_, [u8]> {
    filtered(bytes, For::Lines)
}

fn filtered(bytes: &[u8], what_for: For) -> Cow<'_, [u8]> {
    let mut at = passing(bytes, what_for);
    if at == bytes.len() {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while at < rest.len() {
        let (good, bad) = rest.split_at(at);
        out.extend_from_slice(good);
        out.push(b' ');
        rest = bad.get(character(bad).map_or(1, |(_, length)| length)..).unwrap_or_default();
        at = passing(rest, what_for);
    }
    out.extend_from_slice(rest);
    Cow::Owned(out)
}

/// How many bytes from the first on may go out.
fn passing(bytes: &[u8], what_for: For) -> usize {
    let mut at = 0;
    loop {
        at += plain(bytes.get(at..).unwrap_or_default());
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(&byte) = rest.first() else { return at };
        at += match byte {
            b'\r' | 8 if what_for == For::Session => 1,
            0x1b => match sequence(rest) {
                Some(length) if what_for == For::Session || is_pen_or_link(rest, length) => length,
                _ => return at,
            },
            _ => match character(rest) {
                Some((c, length)) if !super::is_obeyed(c) => length,
                _ => return at,
            },
        };
    }
}

/// How many bytes from the first on are printable ASCII, line feeds and tabs: looked at sixteen at a time, as compilers make
/// one comparison of it.
fn plain(bytes: &[u8]) -> usize {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') | (*byte == b'\n') | (*byte == b'\t');
    let (parts, _) = bytes.as_chunks::<16>();
    let all = |part: &&[u8; 16]| part.iter().fold(true, |plain, byte| plain & is_plain(byte));
    let whole = 16 * parts.iter().take_while(all).count();
    let rest = bytes.get(whole..).unwrap_or_default();
    whole + rest.iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len())
}

/// The character at the start, and its length; none where these bytes are no UTF-8.
fn character(bytes: &[u8]) -> Option<(char, usize)> {
    let start = bytes.get(..4).unwrap_or(bytes);
    let valid = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(start.get(..error.valid_up_to())?).ok()?,
    };
    valid.chars().next().map(|c| (c, c.len_utf8()))
}

fn is_pen_or_link(bytes: &[u8], length: usize) -> bool {
    bytes.starts_with(b"\x1b]8;") || bytes.starts_with(b"\x1b[") && bytes.get(length - 1) == Some(&b'm')
}

/// The length of the sequence at the start, which is an ESC; none where it is not ours.
fn sequence(bytes: &[u8]) -> Option<usize> {
    let rest = bytes.get(1..)?;
    let length = match rest.first()? {
        b'[' => control(rest)?,
        b']' => string(rest)?,
        b'P' => handed_through(rest)?,
        last => ESCAPES.contains(last).then_some(1)?,
    };
    Some(1 + length)
}

/// `[`, numbers, one of our last bytes; or `[?`, a mode of ours, `h` or `l`.
fn control(bytes: &[u8]) -> Option<usize> {
    if let Some(question) = QUESTIONS.iter().find(|question| bytes.starts_with(question)) {
        return Some(question.len());
    }
    let private = bytes.get(1) == Some(&b'?');
    let start = if private { 2 } else { 1 };
    let end = start + bytes.get(start..)?.iter().position(|b| !matches!(b, b'0'..=b'9' | b';'))?;
    let (numbers, last) = (bytes.get(start..end)?, bytes.get(end)?);
    let ours = match private {
        true => MODES.contains(&numbers) && matches!(last, b'h' | b'l'),
        false => FINALS.contains(last),
    };
    ours.then_some(end + 1)
}

/// `]8;` a link, `]52;c;` a copy, `]11;?` the question for the ground; up to ESC `\`, printable ASCII all the way.
fn string(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().position(|b| !b.is_ascii_graphic())?;
    let content = bytes.get(..end)?;
    let ended = bytes.get(end..)?.starts_with(b"\x1b\\");
    let base64 = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    let ours = content.starts_with(b"]8;")
        || content.strip_prefix(b"]52;c;").is_some_and(|copy| copy.iter().all(base64))
        || matches!(content, b"]10;?" | b"]11;?");
    (ended && ours).then_some(end + 2)
}

/// A string of ours inside [`TMUX`].
fn handed_through(bytes: &[u8]) -> Option<usize> {
    let inner = bytes.strip_prefix(TMUX)?.strip_prefix(b"\x1b\x1b")?;
    let end = inner.iter().position(|b| *b == 0x1b)?;
    let whole = [inner.get(..end)?, b"\x1b\\"].concat();
    let ended = inner.get(end..)?.starts_with(b"\x1b\x1b\\\x1b\\");
    (ended && string(&whole) == Some(whole.len())).then_some(TMUX.len() + 2 + end + 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::encode;

    fn shown(bytes: &[u8]) -> String {
        String::from_utf8(checked(bytes).into_owned()).unwrap().replace('\u{1b}', "^")
    }

    #[test]
    fn what_we_write_passes_as_it_is() {
        let mut clip = Vec::new();
        assert!(
            [false, true].map(|through_tmux| encode::clipboard(&mut clip, "copied", through_tmux))
                == [true; 2]
        );
        let ours = [
            [encode::ENTER, encode::LEAVE, encode::WIPE, encode::MOUSE_ON, encode::MOUSE_OFF].concat(),
            [encode::KEEP, encode::BRING_BACK, encode::ASK_READY, encode::ASK_GROUND, encode::ASK_SYNC]
                .concat(),
            clip,
        ];
        for bytes in ours {
            assert!(matches!(checked(&bytes), Cow::Borrowed(_)), "{}", shown(&bytes));
        }
        let text = "\u{1b}[1;38;2;1;2;3mwörds 漢字 می\u{200c}خواهم\u{1b}[m\r\n\u{1b}]8;id=1;http://x/\u{1b}\\x\u{1b}]8;;\u{1b}\\";
        assert!(matches!(checked(text.as_bytes()), Cow::Borrowed(_)));
        assert!(matches!(checked(b"\x1bPtmux;\x1b\x1b]52;c;QQ==\x1b\x1b\\\x1b\\"), Cow::Borrowed(_)));
    }

    #[test]
    fn an_order_that_is_not_ours_is_text_behind_a_blank() {
        for (sent, seen) in [
            (&b"\x1b]0;title\x07x"[..], " ]0;title x"),
            (b"\x1b]52;p;QQ==\x1b\\", " ]52;p;QQ==^\\"),
            (b"\x1b]8;;http://x/\x07", " ]8;;http://x/ "),
            (b"\x1bPq#0\x1b\\", " Pq#0^\\"),
            (b"\x1b_Gf=24;AA\x1b\\", " _Gf=24;AA^\\"),
            (b"\x1b[?1049;25h", " [?1049;25h"),
            (b"\x1b[5n\x1b[6n\x1b[21t", "^[5n [6n [21t"),
            (b"\x1b[>4;1m\x1bc\x1b", " [>4;1m c "),
            (b"\xc2\x9b2J\xc2\x85", " 2J "),
            (b"\x9b2J\x90q\x9c\xff", " 2J q  "),
            ("a\u{202e}b\u{2066}c".as_bytes(), "a b c"),
            (b"\x1bPtmux;\x1b\x1b]0;x\x1b\x1b\\\x1b\\", " Ptmux;  ]0;x ^\\^\\"),
            (b"\x1b[1", " [1"),
            (b"\0\x07\x0e\x7f", "    "),
        ] {
            assert_eq!(shown(sent), seen);
        }
    }

    #[test]
    fn nothing_that_a_command_prints_moves_the_cursor() {
        let sent = b"\x1b[1ma\x1b[m\tb\r\x08\n\x1b]8;;http://x/\x1b\\c\x1b]8;;\x1b\\\x1b[H\x1b]52;c;QQ==\x1b\\\x1bM\x1b[?25l";
        let seen = "^[1ma^[m\tb  \n^]8;;http://x/^\\c^]8;;^\\ [H ]52;c;QQ== \\ M [?25l";
        assert_eq!(String::from_utf8_lossy(&checked_lines(sent)).replace('\u{1b}', "^"), seen);
    }
}
