//! Words: emphasis, links, code, HTML inside a line, and what else kramdown reads in them.

use super::definitions::{extension_start, is_extension, normalise};
use super::element::{Element, Kind};
use super::{Parser, lines, quotes, tags};
use crate::markup::entities;

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
    /// A place and its line, so that lines need not be counted from the start.
    counted: (usize, usize),
}

impl Parser<'_> {
    /// The runs of a block's words.
    pub(super) fn spans(&mut self, text: &str, line: usize) -> Vec<Element> {
        let mut spans =
            Spans { text, at: 0, parser: self, within: vec![Within::Plain], line, counted: (0, line) };
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

    /// `<https://…>`, `<name@host>`.
    fn autolink(&mut self, out: &mut Vec<Element>) -> bool {
        let Some((inside, _)) = self.rest().strip_prefix('<').and_then(|r| r.split_once('>')) else {
            return false;
        };
        if inside.contains('\n') {
            return false;
        }
        let schemes = ["mailto:", "http:", "https:", "ftp:", "ftps:"];
        let scheme = schemes.iter().any(|s| inside.strip_prefix(s).is_some_and(|r| !r.is_empty()));
        let is_mail = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        };
        let mail = inside.split_once('@').is_some_and(|(name, host)| is_mail(name) && is_mail(host));
        if !scheme && !mail {
            return false;
        }
        let mut element = Element::new(Kind::Link, self.line_here());
        let target = if scheme { inside.to_owned() } else { format!("mailto:{inside}") };
        element.attributes.set("href", &target);
        add(&mut element.children, inside.strip_prefix("mailto:").unwrap_or(inside));
        out.push(element);
        self.at += inside.len() + 2;
        true
    }

    /// A tag. Tags of blocks, and end tags that end nothing, are words.
    fn html(&mut self, out: &mut Vec<Element>) -> bool {
        let rest = self.rest();
        let after = rest.get(1..).unwrap_or_default();
        if tags::name_length(after) == 0 && !after.starts_with("!--") && !after.starts_with('/') {
            return false;
        }
        let comment =
            if rest.starts_with("<!--") && self.parser.fuel > 0 { tags::comment(rest) } else { None };
        if comment.is_none() && rest.starts_with("<!--") {
            self.in_vain();
        }
        if let Some(length) = comment {
            out.push(Element::new(Kind::Comment, 0));
            self.at += length;
            return true;
        }
        let Some(tag) = tags::start(rest) else {
            let length = tags::end(rest).map_or(1, |(_, length)| length);
            self.keep(out, length);
            return true;
        };
        if tags::is_block(&tag.name) || !self.may_go_deeper() {
            self.keep(out, tag.length);
            return true;
        }
        let mut element = Element::new(Kind::SpanHtml(tag.name.clone()), self.line_here());
        let asked = tag
            .attrs
            .iter()
            .find(|(key, _)| key == "markdown")
            .map(|(_, value)| value == "1" || value == "span");
        let read = asked.unwrap_or(self.inside() != Within::Raw && reads_words(&tag.name));
        element.attributes.pairs = tag.attrs.into_iter().filter(|(key, _)| key != "markdown").collect();
        self.at += tag.length;
        if !tag.closed && !tags::is_void(&tag.name) {
            self.content(&tag.name, read, &mut element);
        }
        out.push(element);
        true
    }

    /// The content of an HTML element, to its end tag or to the end of the words.
    fn content(&mut self, name: &str, read: bool, element: &mut Element) {
        self.within.push(if read { Within::Plain } else { Within::Raw });
        let found = self.read(Stop::Tag(name), &mut element.children);
        self.within.pop();
        if found {
            self.at += tags::end(self.rest()).map_or(0, |(_, length)| length);
        } else {
            add(&mut element.children, self.rest());
            self.at = self.text.len();
        }
    }

    fn note(&mut self, out: &mut Vec<Element>) -> bool {
        let Some(named) = self.rest().strip_prefix("[^") else { return false };
        let length = lines::name_length(named);
        let name = named.get(..length).unwrap_or_default();
        if length == 0 || !named.get(length..).is_some_and(|r| r.starts_with(']')) {
            return false;
        }
        if self.parser.notes.contains_key(name) {
            out.push(Element::with_text(Kind::Note, name, self.line_here()));
            self.at += length + 3;
        } else {
            let line = self.line_here();
            self.parser.missing.push((line, name.to_owned()));
            self.keep(out, length + 3);
        }
        true
    }

    fn link(&mut self, out: &mut Vec<Element>) -> bool {
        let rest = self.rest();
        let image = rest.starts_with("![");
        let start = 1 + usize::from(image);
        let opens = rest.starts_with('[') || image;
        if !opens || rest.get(start..).is_none_or(|r| r.is_empty() || r.starts_with('^')) {
            return false;
        }
        let nested = self.within.iter().any(|w| matches!(w, Within::Link | Within::Image));
        if !image && nested || !self.may_go_deeper() {
            self.keep(out, start);
            return true;
        }
        if !rest.contains(']') {
            self.in_vain();
            self.keep(out, start);
            return true;
        }
        let (kind, within) = if image { (Kind::Image, Within::Image) } else { (Kind::Link, Within::Link) };
        let mut element = Element::new(kind, self.line_here());
        let from = self.at + start;
        self.at = from;
        self.within.push(within);
        let found = self.read(Stop::Bracket, &mut element.children);
        self.within.pop();
        let words = self.text.get(from..self.at).unwrap_or_default();
        let target = if found { self.target(words) } else { None };
        let Some((address, title, end)) = target else {
            self.in_vain();
            self.at = from - start;
            self.keep(out, start);
            return true;
        };
        element.attributes.set(if image { "src" } else { "href" }, &address);
        if !title.is_empty() {
            element.attributes.set("title", &title);
        }
        if image {
            element.attributes.set("alt", &unescaped(words));
            element.children.clear();
        }
        self.at = end;
        out.push(element);
        true
    }

    /// The address and the title of a link whose words end here, and where it ends.
    fn target(&mut self, words: &str) -> Option<(String, String, usize)> {
        let after = self.rest().strip_prefix(']')?;
        let at = self.at + 1;
        let named = after.trim_start().strip_prefix('[').and_then(|r| r.split_once(']'));
        if named.is_some() || !after.starts_with('(') {
            let end = named.map_or(at, |(_, tail)| self.text.len() - tail.len());
            let name = named.map(|(name, _)| name).filter(|name| !name.is_empty());
            let name = name.map_or_else(|| unescaped(words), str::to_owned);
            let (address, title) = self.parser.links.get(&normalise(&name))?;
            self.parser.copied = self.parser.copied.saturating_sub(address.len() + title.len());
            return (self.parser.copied > 0).then(|| (address.clone(), title.clone(), end));
        }
        self.inline_target(after, at)
    }

    /// `(address "title")` at the start of `after`, which stands at `at`.
    fn inline_target(&self, after: &str, at: usize) -> Option<(String, String, usize)> {
        if let Some((address, tail)) = after.strip_prefix("(<").and_then(|r| r.split_once('>')) {
            return match tail.strip_prefix(')') {
                Some(tail) => Some((address.to_owned(), String::new(), self.text.len() - tail.len())),
                None => self.title(tail).map(|(title, end)| (address.to_owned(), title, end)),
            };
        }
        let bytes = after.as_bytes();
        let mut open = 0_usize;
        for (n, byte) in bytes.iter().enumerate() {
            match byte {
                b'(' => open += 1,
                b')' => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        let address = after.get(1..n)?.trim();
                        return Some((address.to_owned(), String::new(), at + n + 1));
                    }
                }
                b' ' | b'\t' | b'\n' if matches!(bytes.get(n + 1), Some(b'"' | b'\'')) => {
                    let address = after.get(1..n)?.trim().to_owned();
                    return self.title(after.get(n..)?).map(|(title, end)| (address, title, end));
                }
                _ => {}
            }
        }
        None
    }

    /// `"title")` at the start of `text`, and where it ends.
    fn title(&self, text: &str) -> Option<(String, usize)> {
        let body = text.trim_start();
        let quote = body.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let body = body.get(1..)?;
        // A title has at least one character, which may be a quotation mark too.
        let mut from = body.chars().next().map_or(1, char::len_utf8);
        loop {
            let at = from + body.get(from..)?.find(quote)?;
            let tail = body.get(at + 1..)?.trim_start();
            if let Some(tail) = tail.strip_prefix(')') {
                return Some((body.get(..at)?.to_owned(), self.text.len() - tail.len()));
            }
            from = at + 1;
        }
    }

    fn typography(&mut self, out: &mut Vec<Element>) -> bool {
        if !self.parser.smart {
            return self.symbol(out);
        }
        let rest = self.rest();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let near =
            rest.starts_with(['"', '\'']) || rest.get(first..).is_some_and(|r| r.starts_with(['"', '\'']));
        if near && let Some((words, length)) = quotes::quote(rest) {
            add(out, &words);
            self.at += length;
            return true;
        }
        self.symbol(out)
    }

    fn symbol(&mut self, out: &mut Vec<Element>) -> bool {
        let found = quotes::symbol(self.rest()).filter(|_| self.parser.symbols);
        if let Some((words, length)) = found {
            add(out, words);
            self.at += length;
        }
        found.is_some()
    }

    fn math(&mut self, out: &mut Vec<Element>) -> bool {
        let Some((tex, _)) = self.rest().strip_prefix("$$").and_then(|r| r.split_once("$$")) else {
            return false;
        };
        out.push(Element::with_text(Kind::InlineMath, tex.trim(), self.line_here()));
        self.at += tex.len() + 4;
        true
    }

    /// An attribute list after a run, or an extension inside a line.
    fn extension(&mut self, out: &mut Vec<Element>) -> bool {
        let rest = self.rest();
        let start = extension_start(rest).filter(|start| is_extension(&start.name) && self.parser.fuel > 0);
        if let Some(start) = start {
            return self.span_extension(&start, out);
        }
        let Some(inside) = rest.strip_prefix("{:") else { return false };
        let end = lines::closing_brace(inside).filter(|end| *end > 0);
        let last = out.last_mut().filter(|last| last.kind != Kind::Text);
        let (Some(end), Some(last)) = (end, last) else { return false };
        last.attributes.read(inside.get(..end).unwrap_or_default());
        self.at += end + 3;
        true
    }

    fn span_extension(&mut self, start: &super::definitions::ExtensionStart, out: &mut Vec<Element>) -> bool {
        let tail = self.rest().get(start.length..).unwrap_or_default();
        let own = format!("{{:/{}}}", start.name);
        let ends = [tail.find("{:/}").map(|at| (at, 4)), tail.find(&own).map(|at| (at, own.len()))];
        let end = ends.into_iter().flatten().min();
        let (body, length) = match (start.closed, end) {
            (true, _) => ("", 0),
            (false, Some((at, mark))) => (tail.get(..at).unwrap_or_default(), at + mark),
            (false, None) => {
                self.in_vain();
                return false;
            }
        };
        let kind = if start.name == "nomarkdown" { Kind::Raw } else { Kind::Comment };
        out.push(Element::with_text(kind, body, self.line_here()));
        self.at += start.length + length;
        true
    }

    fn entity(&mut self, out: &mut Vec<Element>) -> bool {
        let Some((text, length)) = entities::reference(self.rest()) else { return false };
        add(out, &text);
        self.at += length;
        true
    }

    /// Two blanks or `\\` at the end of a line.
    fn line_break(&mut self, out: &mut Vec<Element>) -> bool {
        let breaks = self.rest().starts_with("  \n") || self.rest().starts_with("\\\\\n");
        if !breaks || self.parser.hard_wrap {
            return false;
        }
        out.push(Element::new(Kind::Break, 0));
        self.at += 2;
        true
    }

    fn escaped(&mut self, out: &mut Vec<Element>) -> bool {
        let next = self.rest().chars().nth(1).filter(|c| is_escapable(*c) || self.parser.gfm && *c == '~');
        let Some(next) = next else { return false };
        add(out, next.encode_utf8(&mut [0; 4]));
        self.at += 2;
        true
    }

    /// `~~struck~~` (GFM input).
    fn struck(&mut self, out: &mut Vec<Element>) -> bool {
        let Some(body) = self.rest().strip_prefix("~~").filter(|_| self.parser.gfm) else { return false };
        if body.starts_with('~') || body.starts_with(char::is_whitespace) || !self.may_go_deeper() {
            return false;
        }
        let ends = body.match_indices("~~").map(|(at, _)| at);
        let good = |at: &usize| {
            let before = body.get(..*at).and_then(|t| t.chars().next_back());
            before.is_some_and(|c| !c.is_whitespace() && c != '~')
        };
        let Some(end) = ends.filter(|at| *at > 0).find(good) else {
            self.in_vain();
            return false;
        };
        let mut element = Element::new(Kind::Struck, self.line_here());
        let line = element.line;
        let inner = body.get(..end).unwrap_or_default();
        let mut spans = Spans {
            text: inner,
            at: 0,
            parser: self.parser,
            within: vec![Within::Plain; self.within.len() + 1],
            line,
            counted: (0, line),
        };
        spans.read(Stop::End, &mut element.children);
        self.at += end + 4;
        out.push(element);
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
