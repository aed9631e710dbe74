//! HTML as a row of start tags, end tags and words: the tokenizer of the HTML standard ("Tokenization"), as far as a page asks.
//!
//! Comments, declarations and what is wrong yield nothing. `html5ever` has such a tokenizer, and a property test holds this one
//! to it; but with it comes a table of all names of characters and of all that they begin with, half of the addresses that are
//! relocated at every start of the program.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::build::Attrs;
use super::entities::{Within, reference_in};

/// A piece of HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A start tag, and whether it closes itself.
    Start { name: String, attrs: Attrs, closed: bool },
    /// An end tag.
    End(String),
    /// Words, their references replaced.
    Text(Cow<'t, str>),
}

/// Reads HTML whose lines end in `\n` alone.
pub(super) struct Tokens<'t> {
    text: &'t str,
    /// The line that has been come to, from 1.
    pub(super) line: usize,
    /// The element whose content comes next, where that is no markup.
    raw: Option<String>,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        while !self.text.is_empty() {
            let token = match (self.raw.take(), self.text.as_bytes()) {
                (Some(name), _) => Some(self.content(&name)),
                (None, [b'<', b'!', ..]) => self.declaration(),
                (None, [b'<', letter, ..] | [b'<', b'/', letter, ..]) if letter.is_ascii_alphabetic() => {
                    self.tag()
                }
                (None, [b'<', b'/', _, ..] | [b'<', b'?', ..]) => self.drop_to(">"),
                (None, [b'&', ..]) => Some(self.reference()),
                (None, [b'<' | b'\n', ..]) => Some(Token::Text(self.take(1).into())),
                (None, [b'\0', ..]) => self.drop_to("\0"),
                (None, _) => {
                    Some(Token::Text(self.take_until(|byte| matches!(byte, b'<' | b'&' | b'\0')).into()))
                }
            };
            if token.is_some() {
                return token;
            }
        }
        None
    }
}

impl<'t> Tokens<'t> {
    /// Begins to read.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, line: 1, raw: None }
    }

    /// Goes on by so many bytes; gives them.
    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.text.split_at_checked(bytes).unwrap_or((self.text, ""));
        self.line += memchr::memchr_iter(b'\n', taken.as_bytes()).count();
        self.text = rest;
        taken
    }

    /// Goes on to a byte like this, or to the end.
    fn take_until(&mut self, ends: impl Fn(u8) -> bool) -> &'t str {
        self.take(self.text.bytes().position(ends).unwrap_or(self.text.len()))
    }

    /// Leaves out all to a sign, and the sign; all where it is not there.
    fn drop_to(&mut self, end: &str) -> Option<Token<'t>> {
        self.take(self.text.find(end).map_or(self.text.len(), |at| at + end.len()));
        None
    }

    /// A comment, a declaration, or what is taken for one.
    fn declaration(&mut self) -> Option<Token<'t>> {
        let Some(comment) = self.text.strip_prefix("<!--") else { return self.drop_to(">") };
        let ends = |at: &usize| {
            let before = comment.get(..*at).unwrap_or_default();
            matches!(before, "" | "-") || before.ends_with("--") || before.ends_with("--!")
        };
        let end = memchr::memchr_iter(b'>', comment.as_bytes()).find(ends).unwrap_or(comment.len());
        self.take("<!-->".len() + end);
        None
    }

    /// The tag that begins here; none where it does not end.
    fn tag(&mut self) -> Option<Token<'t>> {
        let ends = self.text.starts_with("</");
        self.take(if ends { 2 } else { 1 });
        let name = lowered(self.take_until(|byte| is_blank(byte) || matches!(byte, b'/' | b'>')));
        let mut attrs = Attrs::new();
        let closed = loop {
            self.take_until(|byte| !is_blank(byte));
            match self.text.as_bytes() {
                [] => return None,
                [b'/', b'>', ..] => break true,
                [b'>', ..] => break false,
                [b'/', ..] => drop(self.take(1)),
                _ => {
                    let attr = self.attribute()?;
                    if attrs.iter().all(|(name, _)| *name != attr.0) {
                        attrs.push(attr);
                    }
                }
            }
        };
        self.drop_to(">");
        if ends {
            return Some(Token::End(name));
        }
        self.raw = RAW.contains(&&*name).then(|| name.clone());
        Some(Token::Start { name, attrs, closed })
    }

    /// The name and the value of an attribute; none where its quotes do not end.
    fn attribute(&mut self) -> Option<(String, String)> {
        // The first sign of a name may be `=`.
        let ends = |byte: &u8| is_blank(*byte) || matches!(byte, b'/' | b'>' | b'=');
        let length = self.text.as_bytes().iter().skip(1).position(ends);
        let name = lowered(self.take(length.map_or(self.text.len(), |length| length + 1)));
        self.take_until(|byte| !is_blank(byte));
        if !self.text.starts_with('=') {
            return Some((name, String::new()));
        }
        self.take(1);
        self.take_until(|byte| !is_blank(byte));
        let value = match self.text.as_bytes() {
            [quote @ (b'"' | b'\''), ..] => {
                self.take(1);
                let value = self.take_until(|byte| byte == *quote);
                if self.take(1).is_empty() {
                    return None;
                }
                value
            }
            _ => self.take_until(|byte| is_blank(byte) || byte == b'>'),
        };
        Some((name, decoded(value, Within::Attribute).into_owned()))
    }

    /// The character of the reference that begins here, or its `&`.
    fn reference(&mut self) -> Token<'t> {
        match reference_in(self.text, Within::Words) {
            Some((text, length)) => {
                self.take(length);
                Token::Text(text.into())
            }
            None => Token::Text(self.take(1).into()),
        }
    }

    /// What an element holds whose content is no markup.
    fn content(&mut self, name: &str) -> Token<'t> {
        let length = if name == "script" { end_of_script(self.text) } else { end_of(self.text, name) };
        let text = self.take(length);
        Token::Text(match name {
            "title" | "textarea" => decoded(text, Within::Words),
            _ => without_nul(text),
        })
    }
}

/// The elements whose content is no markup (HTML standard, "parsing HTML fragments"). Where Markdown has put the end tag into a later
/// piece, it ends with this one.
const RAW: [&str; 8] = ["script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea"];

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c')
}

/// Whether a tag begins here: `</script` and a sign that ends a name.
fn is_tag(text: &str, begins: &str, name: &str) -> bool {
    let after = text.strip_prefix(begins).and_then(|text| text.split_at_checked(name.len()));
    let ends =
        |rest: &str| rest.bytes().next().is_some_and(|byte| is_blank(byte) || matches!(byte, b'/' | b'>'));
    after.is_some_and(|(here, rest)| here.eq_ignore_ascii_case(name) && ends(rest))
}

/// Where the end tag of an element begins; the end of the text where there is none.
fn end_of(text: &str, name: &str) -> usize {
    let mut tags = memchr::memmem::find_iter(text.as_bytes(), "</");
    tags.find(|at| is_tag(text.get(*at..).unwrap_or_default(), "</", name)).unwrap_or(text.len())
}

/// The same of a script: in a comment one script may stand in the other ("script data double escaped state").
fn end_of_script(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let ends = is_tag(rest, "</", "script");
        let (then, length) = match depth {
            0 | 1 if ends => return at,
            // Its dashes may be those of `-->`.
            0 if rest.starts_with("<!--") => (1, 2),
            1 | 2 if rest.starts_with("-->") => (0, 3),
            1 if is_tag(rest, "<", "script") => (2, 7),
            2 if ends => (1, 8),
            same => (same, 1),
        };
        depth = then;
        let next = rest.as_bytes().get(length..).and_then(|rest| memchr::memchr2(b'<', b'-', rest));
        at = next.map_or(text.len(), |next| at + length + next);
    }
    text.len()
}

/// A name as it counts.
fn lowered(name: &str) -> String {
    without_nul(name).to_ascii_lowercase()
}

fn without_nul(text: &str) -> Cow<'_, str> {
    match text.contains('\0') {
        true => text.replace('\0', "\u{fffd}").into(),
        false => text.into(),
    }
}

/// A text with its references replaced.
fn decoded(text: &str, within: Within) -> Cow<'_, str> {
    if !text.contains('&') {
        return without_nul(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&without_nul(&rest[..at]));
        rest = &rest[at..];
        let (text, length) = reference_in(rest, within).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&text);
        rest = &rest[length..];
    }
    out.push_str(&without_nul(rest));
    out.into()
}
