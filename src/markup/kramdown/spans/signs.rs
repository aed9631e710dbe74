//! What a few characters stand for: quotes and dashes, entities, escapes, line breaks, formulas, struck words.

use super::super::element::{Element, Kind};
use super::super::quotes;
use super::{Spans, Stop, Within, add, is_escapable};
use crate::markup::entities;

/// What bytes are where no sign is looked for.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// A sign may begin here.
    Sign,
    /// A letter, or another byte with which nothing begins.
    Letter,
    Blank,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Sign; 256];
    let letters = b"\n\t,;:?()/=+#%@^|}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut at = 0;
    while at < letters.len() {
        classes[letters[at] as usize] = Class::Letter;
        at += 1;
    }
    classes[b' ' as usize] = Class::Blank;
    classes
};

/// How many bytes stand at the start of a text with which nothing begins, whatever comes behind the next of them.
pub(super) fn plain(text: &[u8]) -> usize {
    let class = |byte: u8| CLASSES[usize::from(byte)];
    let is_plain = |pair: &[u8]| match (class(pair[0]), class(pair[1])) {
        (Class::Sign, _) | (_, Class::Sign) | (Class::Blank, Class::Blank) => false,
        (Class::Letter | Class::Blank, Class::Letter) | (Class::Letter, Class::Blank) => true,
    };
    text.windows(2).take_while(|pair| is_plain(pair)).count()
}

impl Spans<'_, '_, '_> {
    pub(super) fn typography(&mut self, out: &mut Vec<Element>) -> bool {
        if !self.parser.smart {
            return self.symbol(out);
        }
        let rest = self.rest();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let near =
            rest.starts_with(['"', '\'']) || rest.get(first..).is_some_and(|r| r.starts_with(['"', '\'']));
        if near && let Some((words, length)) = quotes::quote(rest) {
            self.sign(out, &words, length);
            return true;
        }
        self.symbol(out)
    }

    pub(super) fn symbol(&mut self, out: &mut Vec<Element>) -> bool {
        let found = quotes::symbol(self.rest()).filter(|_| self.parser.symbols);
        if let Some((words, length)) = found {
            self.sign(out, words, length);
        }
        found.is_some()
    }

    /// Adds what stands for so many bytes: words, but attributes behind them are theirs.
    fn sign(&mut self, out: &mut Vec<Element>, words: &str, length: usize) {
        add(out, words);
        self.at += length;
        self.sign = self.at;
    }

    pub(super) fn math(&mut self, out: &mut Vec<Element>) -> bool {
        let Some((tex, _)) = self.rest().strip_prefix("$$").and_then(|r| r.split_once("$$")) else {
            return false;
        };
        out.push(Element::with_text(Kind::InlineMath, tex.trim(), self.line_here()));
        self.at += tex.len() + 4;
        true
    }

    pub(super) fn entity(&mut self, out: &mut Vec<Element>) -> bool {
        let Some((text, length)) = entities::reference(self.rest()) else { return false };
        self.sign(out, &text, length);
        true
    }

    /// Two blanks or `\\` at the end of a line.
    pub(super) fn line_break(&mut self, out: &mut Vec<Element>) -> bool {
        let breaks = self.rest().starts_with("  \n") || self.rest().starts_with("\\\\\n");
        if !breaks || self.parser.hard_wrap {
            return false;
        }
        out.push(Element::new(Kind::Break, 0));
        self.at += 2;
        true
    }

    pub(super) fn escaped(&mut self, out: &mut Vec<Element>) -> bool {
        let next = self.rest().chars().nth(1).filter(|c| is_escapable(*c) || self.parser.gfm && *c == '~');
        let Some(next) = next else { return false };
        add(out, next.encode_utf8(&mut [0; 4]));
        self.at += 2;
        true
    }

    /// `~~struck~~` (GFM input).
    pub(super) fn struck(&mut self, out: &mut Vec<Element>) -> bool {
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
            sign: 0,
            counted: (0, line),
        };
        spans.read(Stop::End, &mut element.children);
        self.at += end + 4;
        out.push(element);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_is_passed_over_ends_before_a_sign_and_what_decides_on_it() {
        let left = |text: &'static str| text.split_at(plain(text.as_bytes())).1;
        assert_eq!(left("some words, *strong*"), " *strong*");
        assert_eq!(left("don't"), "n't", "the letter before a quote decides what it becomes");
        assert_eq!(left("a break  \nof the page"), "  \nof the page");
        assert_eq!(left("an end"), "d");
        assert_eq!(left("<b>"), "<b>");
    }
}
