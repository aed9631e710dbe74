//! What a terminal may be sent, read by a parser that shares nothing with the program: text, and the few sequences
//! that the program has a use for. Whatever else stands in the bytes is an error that says where.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// Bytes taken apart.
#[derive(Debug, Default)]
pub struct Sent {
    /// What is drawn, line breaks and tabs included, sequences left out.
    pub text: String,
    /// The addresses of OSC 8, in order.
    pub links: Vec<String>,
    /// What OSC 52 put into the clipboard.
    pub copied: Vec<Vec<u8>>,
}

/// The private modes that the program sets and resets.
const MODES: [&str; 7] = ["7", "25", "1000", "1006", "1007", "1049", "2004"];

/// Reads what was sent to a terminal.
pub fn read(bytes: &[u8]) -> Result<Sent, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("no UTF-8: {error}"))?;
    let mut sent = Sent::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\u{1b}' => sequence(rest, &mut sent).ok_or_else(|| wrong(text, rest))?,
            '\n' | '\t' | '\r' | '\u{8}' => {
                sent.text.push(c);
                1
            }
            _ if obeyed(c) => return Err(wrong(text, rest)),
            _ => {
                sent.text.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    Ok(sent)
}

/// What was sent where nothing but text may be: no sequence at all.
pub fn plain(bytes: &[u8]) -> Result<String, String> {
    match bytes.iter().position(|b| matches!(b, 0x1b | b'\r' | 8)) {
        Some(at) => Err(format!("byte {at} is no text: {:?}", around(bytes, at))),
        None => read(bytes).map(|sent| sent.text),
    }
}

fn wrong(whole: &str, rest: &str) -> String {
    let at = whole.len() - rest.len();
    format!("byte {at}: {:?}", around(whole.as_bytes(), at))
}

fn around(bytes: &[u8], at: usize) -> String {
    String::from_utf8_lossy(&bytes[at.saturating_sub(30)..(at + 30).min(bytes.len())]).into_owned()
}

/// Whether a character is an order to a terminal, or sets what follows elsewhere.
fn obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The length of the sequence that a text begins with; none where it is none of ours.
fn sequence(text: &str, sent: &mut Sent) -> Option<usize> {
    match text.as_bytes().get(1)? {
        b'M' | b'7' | b'8' | b'\\' => Some(2),
        b'[' => control(&text[2..]).map(|length| 2 + length),
        b']' => {
            let (string, _) = text[2..].split_once("\u{1b}\\")?;
            command(string, sent)?;
            Some(2 + string.len() + 2)
        }
        _ => None,
    }
}

fn control(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !matches!(c, '0'..='9' | ';' | '?'))?;
    let (parameters, rest) = text.split_at(end);
    if rest.starts_with("$p") {
        return (parameters == "?2026").then_some(end + 2);
    }
    let last = rest.chars().next()?;
    let known = match parameters.strip_prefix('?') {
        Some("2026") => matches!(last, 'h' | 'l'),
        Some(mode) => MODES.contains(&mode) && matches!(last, 'h' | 'l'),
        None => {
            !parameters.contains('?') && ("mHABCDKJXbrST".contains(last) || (parameters, last) == ("5", 'n'))
        }
    };
    known.then_some(end + 1)
}

fn command(string: &str, sent: &mut Sent) -> Option<()> {
    let (number, rest) = string.split_once(';')?;
    match number {
        "8" => {
            let (parameters, address) = rest.split_once(';')?;
            let hex = |id: &str| id.bytes().all(|b| b.is_ascii_hexdigit());
            let named = parameters.is_empty() || parameters.strip_prefix("id=").is_some_and(hex);
            let printable = address.bytes().all(|b| b.is_ascii_graphic());
            (named && printable).then(|| sent.links.push(address.to_owned()))
        }
        "52" => {
            sent.copied.push(base64(rest.strip_prefix("c;")?)?);
            Some(())
        }
        "10" | "11" => (rest == "?").then_some(()),
        _ => None,
    }
}

/// Base64 with padding, read.
fn base64(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        bits = bits << 6 | LETTERS.iter().position(|l| *l == byte)? as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(out)
}
