//! The headers that most posts have, read in one pass: keys with plain or quoted values, and lists of them.
//!
//! Ten thousand headers through a whole YAML parser take longer than reading their files. This reads the part of
//! YAML in which nothing can be misunderstood and gives up at once on anything else; a property test holds it to
//! libyaml's answer.

use crate::value::yaml::plain;
use crate::value::{Map, Slot, Value};

/// Reads a header, its fence in the first line; none where it is not of the simple kind.
pub(super) fn read(text: &str) -> Option<Map> {
    let followed = |at: usize| text.as_bytes().get(at + 1) == Some(&b'\n');
    let broken = memchr::memchr_iter(b'\r', text.as_bytes()).any(|at| !followed(at));
    if broken || !text.chars().all(is_simple) || text.len() > super::MAX_HEADER {
        return None;
    }
    let mut lines = text.lines().zip(1usize..).skip(1).peekable();
    let mut map = Map::with_capacity(12);
    while let Some((line, number)) = lines.next() {
        if is_void(line) {
            continue;
        }
        let (key, rest) = key(line)?;
        let mut items = Vec::new();
        if let Some(block) = Block::of(rest) {
            let mut text = Vec::new();
            while let Some((next, _)) = lines.peek().filter(|(next, _)| next.starts_with(' ')) {
                text.push(*next);
                lines.next();
            }
            let slot = Slot { value: Value::Text(block.join(&text)?), line: number, plain: false };
            map.insert_slot(key.to_owned(), slot);
            // Blank lines after it belong to it, or not, by rules that are left to libyaml.
            if lines.peek().is_some_and(|(next, _)| next.is_empty()) {
                return None;
            }
            continue;
        }
        if rest.is_empty() {
            let indent = lines.peek().and_then(|(next, _)| indent_of_item(next));
            while let (Some(indent), Some((next, _))) = (indent, lines.peek()) {
                match indent_of_item(next) {
                    Some(this) if this == indent => items.push(item(next.get(indent + 2..)?)?.0),
                    Some(_) => return None,
                    None => break,
                }
                lines.next();
            }
        }
        let (value, plain) = match (rest, items.is_empty()) {
            ("", true) => (Value::Null, true),
            ("", false) => (Value::List(items), false),
            _ => value(rest)?,
        };
        map.insert_slot(key.to_owned(), Slot { value, line: number, plain });
        // A value may go on in lines that are indented.
        if lines.peek().is_some_and(|(next, _)| next.starts_with([' ', '-']) && !next.trim().is_empty()) {
            return None;
        }
    }
    Some(map)
}

/// How a text in indented lines is put together.
struct Block {
    between: char,
    ends_line: bool,
}

impl Block {
    fn of(sign: &str) -> Option<Self> {
        let (between, ends_line) = match sign {
            ">" => (' ', true),
            ">-" => (' ', false),
            "|" => ('\n', true),
            "|-" => ('\n', false),
            _ => return None,
        };
        Some(Self { between, ends_line })
    }

    /// Lines of one paragraph, all indented alike and none ending in a blank.
    fn join(&self, lines: &[&str]) -> Option<String> {
        let indent = lines.first()?.bytes().take_while(|b| *b == b' ').count();
        let mut out = String::new();
        for line in lines {
            let words = line.get(indent..).filter(|_| line.bytes().take(indent).all(|b| b == b' '))?;
            if words.is_empty() || words.starts_with(' ') || words.ends_with(' ') {
                return None;
            }
            if !out.is_empty() {
                out.push(self.between);
            }
            out.push_str(words);
        }
        if self.ends_line {
            out.push('\n');
        }
        Some(out)
    }
}

/// Characters that mean nothing to YAML but themselves, and line feeds. A CR may only stand before one.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\r' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

fn is_void(line: &str) -> bool {
    line.starts_with('#') || line.bytes().all(|b| b == b' ')
}

/// `key: rest`, the rest without blanks around it.
fn key(line: &str) -> Option<(&str, &str)> {
    let length = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    if length == 0 || length > 100 || !line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    let rest = line.get(length..)?.strip_prefix(':')?;
    let key = line.get(..length)?;
    // A key is a scalar too: `yes:` is the key `true`.
    (rest.is_empty() || rest.starts_with(' ')).then_some(())?;
    matches!(plain(key), Value::Text(_)).then_some((key, rest.trim_matches(' ')))
}

fn indent_of_item(line: &str) -> Option<usize> {
    let indent = line.bytes().take_while(|b| *b == b' ').count();
    line.get(indent..)?.starts_with("- ").then_some(indent)
}

/// One item of a list in block style.
fn item(text: &str) -> Option<(Value, bool)> {
    let text = text.trim_matches(' ');
    match text.starts_with('[') {
        true => None,
        false => scalar(text, false),
    }
}

fn value(text: &str) -> Option<(Value, bool)> {
    match text.strip_prefix('[') {
        Some(inner) => Some((Value::List(flow(inner.strip_suffix(']')?)?), false)),
        None => scalar(text, false),
    }
}

/// The items between `[` and `]`.
fn flow(inner: &str) -> Option<Vec<Value>> {
    let inner = inner.trim_matches(' ');
    if inner.is_empty() {
        return Some(Vec::new());
    }
    let mut items = Vec::new();
    let mut rest = inner;
    loop {
        let end = match rest.as_bytes().first()? {
            quote @ (b'"' | b'\'') => memchr::memchr(*quote, rest.as_bytes().get(1..)?)? + 2,
            _ => memchr::memchr(b',', rest.as_bytes()).unwrap_or(rest.len()),
        };
        items.push(scalar(rest.get(..end)?.trim_matches(' '), true)?.0);
        let after = rest.get(end..)?.trim_start_matches(' ');
        if after.is_empty() {
            return Some(items);
        }
        rest = after.strip_prefix(',')?.trim_start_matches(' ');
    }
}

/// A scalar on one line: between quotes without escapes, or plain from a letter or digit on.
fn scalar(text: &str, in_flow: bool) -> Option<(Value, bool)> {
    let bytes = text.as_bytes();
    match bytes {
        [] => None,
        [quote @ (b'"' | b'\''), inner @ .., last] if quote == last => {
            let simple = memchr::memchr2(*quote, b'\\', inner).is_none();
            simple.then(|| Some((Value::Text(text.get(1..text.len() - 1)?.to_owned()), false))).flatten()
        }
        [first, ..] if first.is_ascii_alphanumeric() || *first >= 0x80 => {
            let foreign = |b: &u8| b"[]{},:#?".contains(b);
            let fits = match in_flow {
                true => !bytes.iter().any(foreign),
                false => !text.contains(": ") && !text.contains(" #") && !text.ends_with(':'),
            };
            fits.then(|| (plain(text), true))
        }
        _ => None,
    }
}
