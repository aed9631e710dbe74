//! Words: emphasis, links, code, HTML inside a line, and what else kramdown reads in them.

mod elements;
mod links;
mod signs;

use super::element::{Element, Kind};
use super::{Parser, tags};

/// Elements may be nested this deep inside words.
const DEEPEST: usize = 30;

/// What the words being read stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Plain,
    Emphasis,
    Strong,
    Link,
    Image,
    /// An HTML element in which only HTML is read.
    Raw,
}

/// Where reading stops.
#[derive(Clone, Copy)]
enum Stop<'s> {
    End,
    Emphasis(&'s str),
    Bracket,
    Tag(&'s str),
}

/// Reads the words of one block.
pub(super) struct Spans<'t, 'p, 'i> {
    text: &'t str,
    at: usize,
    parser: &'p mut Parser<'i>,
    within: Vec<Within>,
    line: usize,
    /// Where a quote, a dash, an entity or an escaped sign ended last: it is a run of its own there.
    sign: usize,
    /// A place and its line, so that lines need not be counted from the start.
    counted: (usize, usize),
}

impl Parser<'_> {
    /// The runs of a block's words.
    pub(super) fn spans(&mut self, text: &str, line: usize) -> Vec<Element> {
        let mut spans = Spans {
            text,
            at: 0,
            parser: self,
            within: vec![Within::Plain],
            line,
            sign: 0,
            counted: (0, line),
        };
        let mut out = Vec::new();
        spans.read(Stop::End, &mut out);
        out
    }
}

impl<'t> Spans<'t, '_, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn inside(&self) -> Within {
        self.within.last().copied().unwrap_or(Within::Plain)
    }

    fn before(&self) -> Option<char> {
        self.text.get(..self.at).and_then(|t| t.chars().next_back())
    }

    fn line_here(&mut self) -> usize {
        let (at, line) = if self.at >= self.counted.0 { self.counted } else { (0, self.line) };
        let between = self.text.get(at..self.at).unwrap_or_default();
        self.counted = (self.at, line + memchr::memchr_iter(b'\n', between.as_bytes()).count());
        self.counted.1
    }

    /// Notes that all that is left was looked through in vain: done too often, nothing more is looked for.
    fn in_vain(&mut self) {
        self.parser.fuel = self.parser.fuel.saturating_sub(self.rest().len());
    }

    /// Reads up to the stop; whether it was found. Without one, some of the text may be left.
    fn read(&mut self, stop: Stop<'_>, out: &mut Vec<Element>) -> bool {
        let mut open = 1_usize;
        while self.at < self.text.len() {
            self.parser.fuel = self.parser.fuel.saturating_sub(1);
            let found = self.next_place(stop);
            let Some(length) = found else {
                if matches!(stop, Stop::End) {
                    add(out, self.rest());
                    self.at = self.text.len();
                }
                return false;
            };
            self.parser.fuel = self.parser.fuel.saturating_sub(length);
            add(out, self.rest().get(..length).unwrap_or_default());
            self.at += length;
            if self.stops(stop, &mut open, out) {
                return true;
            }
            if !self.one(out) {
                self.keep(out, self.rest().chars().next().map_or(1, char::len_utf8));
            }
        }
        false
    }

    /// Adds so many bytes as words.
    fn keep(&mut self, out: &mut Vec<Element>, length: usize) {
        add(out, self.rest().get(..length).unwrap_or_default());
        self.at += length;
    }

    /// The bytes up to the next place where something may begin or the reading may stop.
    fn next_place(&self, stop: Stop<'_>) -> Option<usize> {
        let bytes = self.rest().as_bytes();
        let raw = self.inside() == Within::Raw;
        let bracket = matches!(stop, Stop::Bracket);
        let mut at = 0;
        while at < bytes.len() {
            at += signs::plain(bytes.get(at..).unwrap_or_default());
            let next = bytes.get(at + 1).copied();
            let here = match bytes[at] {
                b'<' => true,
                _ if raw => false,
                b']' => bracket,
                b'*' | b'_' | b'`' | b'[' | b'$' | b'&' | b'\\' | b'"' | b'\'' => true,
                b'!' => next == Some(b'['),
                b'{' => next == Some(b':'),
                b'-' => next == Some(b'-'),
                b'.' => next == Some(b'.'),
                b'>' => next == Some(b'>'),
                b'~' => next == Some(b'~'),
                b' ' => matches!(next, Some(b' ' | b'<' | b'>')),
                _ => false,
            };
            let quote =
                !raw && self.parser.smart && matches!(next, Some(b'"' | b'\'')) && is_boundary(bytes[at]);
            if here || quote {
                return Some(at);
            }
            // The character before a quote decides what it becomes.
            let wide = !raw && bytes[at] >= 0xc0 && quote_after(self.rest().get(at..).unwrap_or_default());
            if wide {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// Whether reading stops here.
    fn stops(&mut self, stop: Stop<'_>, open: &mut usize, out: &[Element]) -> bool {
        let rest = self.rest();
        match stop {
            Stop::End => false,
            Stop::Tag(name) => tags::end(rest).is_some_and(|(found, _)| found == name),
            Stop::Emphasis(mark) => {
                let Some(after) = rest.strip_prefix(mark) else { return false };
                let blank = self.before().is_some_and(char::is_whitespace);
                let double = mark.len() == 1
                    && after.starts_with(mark)
                    && !after.get(1..).is_some_and(|t| t.starts_with(mark));
                let word = mark.starts_with('_') && after.starts_with(char::is_alphanumeric);
                !blank && !double && !word && !out.is_empty()
            }
            Stop::Bracket => {
                if rest.starts_with(']') {
                    *open = open.saturating_sub(1);
                } else if rest.starts_with('[') || rest.starts_with("![") {
                    *open += 1;
                } else {
                    return false;
                }
                let images = out.iter().filter(|e| e.kind == Kind::Image).count();
                *open == images
            }
        }
    }

    /// Reads what begins here, if something does.
    fn one(&mut self, out: &mut Vec<Element>) -> bool {
        if self.inside() == Within::Raw {
            return self.html(out);
        }
        let rest = self.rest();
        match rest.as_bytes().first() {
            Some(b'*' | b'_') => self.emphasis(out),
            Some(b'`') => self.code(out),
            Some(b'<') if self.parser.fuel == 0 => self.typography(out),
            Some(b'<') => self.autolink(out) || self.html(out) || self.typography(out),
            Some(b'[' | b'!') => self.note(out) || self.link(out) || self.typography(out),
            Some(b'\\') => self.symbol(out) || self.line_break(out) || self.escaped(out),
            Some(b'$') => self.typography(out) || self.math(out),
            Some(b'{') => self.typography(out) || self.extension(out),
            Some(b'&') => self.typography(out) || self.entity(out),
            Some(b'~') => self.typography(out) || self.struck(out),
            Some(b' ') => self.typography(out) || self.line_break(out),
            _ => self.typography(out),
        }
    }

    fn emphasis(&mut self, out: &mut Vec<Element>) -> bool {
        let rest = self.rest();
        let mark = rest.get(..1).unwrap_or_default();
        let double = rest.get(1..).is_some_and(|r| r.starts_with(mark));
        let length = 1 + usize::from(double);
        let (kind, within) = match double {
            true => (Kind::Strong, Within::Strong),
            false => (Kind::Emphasis, Within::Emphasis),
        };
        let in_word = mark == "_" && ends_in_word(self.text.get(..self.at).unwrap_or_default());
        let blank = rest.get(length..).is_some_and(|r| r.starts_with(char::is_whitespace));
        if in_word || blank || self.within.contains(&within) || !self.may_go_deeper() {
            self.keep(out, length);
            return true;
        }
        let start = self.at;
        let delimiter = rest.get(..length).unwrap_or_default();
        if self.emphasised(delimiter, kind, within, out) {
            return true;
        }
        self.at = start;
        if double && self.inside() != Within::Emphasis && !self.within.contains(&Within::Emphasis) {
            if self.emphasised(mark, Kind::Emphasis, Within::Emphasis, out) {
                return true;
            }
            self.at = start;
        }
        self.keep(out, length);
        true
    }

    fn emphasised(&mut self, mark: &str, kind: Kind, within: Within, out: &mut Vec<Element>) -> bool {
        let mut element = Element::new(kind, self.line_here());
        self.at += mark.len();
        if !self.rest().contains(mark) {
            self.in_vain();
            return false;
        }
        self.within.push(within);
        let found = self.read(Stop::Emphasis(mark), &mut element.children);
        self.within.pop();
        if found {
            self.at += mark.len();
            out.push(element);
        }
        found
    }

    fn may_go_deeper(&self) -> bool {
        self.within.len() < DEEPEST && self.parser.fuel > 0
    }

    fn code(&mut self, out: &mut Vec<Element>) -> bool {
        let found = if self.parser.fuel > 0 { code_span(self.text, self.at) } else { None };
        match found {
            Some((code, end)) => {
                out.push(Element::with_text(Kind::CodeSpan, code, self.line_here()));
                self.at = end;
            }
            None => {
                let length = self.rest().bytes().take_while(|b| *b == b'`').count();
                self.in_vain();
                self.keep(out, length);
            }
        }
        true
    }
}

/// Adds words.
fn add(out: &mut Vec<Element>, text: &str) {
    if text.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(last) if last.kind == Kind::Text => last.text.push_str(text),
        _ => out.push(Element::with_text(Kind::Text, text, 0)),
    }
}

/// The code of the code span at `at`, and where it ends. One backtick between blanks is none.
pub(super) fn code_span(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..)?;
    let length = rest.bytes().take_while(|b| *b == b'`').count();
    let body = rest.get(length..)?;
    if length == 0 {
        return None;
    }
    let before = text.get(..at)?.chars().next_back();
    if length == 1 && before.is_none_or(char::is_whitespace) && body.starts_with(char::is_whitespace) {
        return None;
    }
    let mark = rest.get(..length)?;
    let end = body.find(mark)?;
    let mut code = body.get(..end)?;
    if length > 1 {
        code = code.strip_prefix(' ').unwrap_or(code);
        code = code.strip_suffix(' ').unwrap_or(code);
    }
    Some((code, at + length + end + length))
}

/// Whether text ends in letters, with at most one hyphen between them: there `_` is no emphasis.
fn ends_in_word(text: &str) -> bool {
    let bare = text.trim_end_matches(char::is_alphabetic);
    bare.len() < text.len() || bare.strip_suffix('-').is_some_and(|t| t.ends_with(char::is_alphabetic))
}

fn is_escapable(c: char) -> bool {
    matches!(
        c,
        '\\' | '.'
            | '*'
            | '_'
            | '+'
            | '`'
            | '<'
            | '>'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '#'
            | '!'
            | ':'
            | '|'
            | '"'
            | '\''
            | '$'
            | '='
            | '-'
    )
}

/// Elements whose content is read as words inside a line.
fn reads_words(name: &str) -> bool {
    tags::holds_words(name) || tags::holds_blocks(name)
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && is_escapable(*next) => {}
            _ => out.push(c),
        }
        if c == '\\' && chars.peek().is_some_and(|next| is_escapable(*next)) {
            out.extend(chars.next());
        }
    }
    out
}

/// Whether a byte is a character of its own.
fn is_boundary(byte: u8) -> bool {
    byte < 0x80 && byte != b'\\'
}

/// Whether a quote follows the first character.
fn quote_after(text: &str) -> bool {
    let first = text.chars().next().map_or(0, char::len_utf8);
    text.get(first..).is_some_and(|rest| rest.starts_with(['"', '\'']))
}
