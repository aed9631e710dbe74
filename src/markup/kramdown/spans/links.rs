//! Links inside words: in brackets, by name, in angle brackets; images and mentions of footnotes, which look like them.

use super::super::definitions::normalise;
use super::super::element::{Element, Kind};
use super::super::lines;
use super::{Spans, Stop, Within, add, unescaped};

impl Spans<'_, '_, '_> {
    /// `<https://…>`, `<name@host>`.
    pub(super) fn autolink(&mut self, out: &mut Vec<Element>) -> bool {
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

    pub(super) fn note(&mut self, out: &mut Vec<Element>) -> bool {
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

    pub(super) fn link(&mut self, out: &mut Vec<Element>) -> bool {
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
}
