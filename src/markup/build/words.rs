//! Words, code and mathematics on a page, and the islands of a template in them.

use super::Builder;
use crate::markup::html;
use crate::markup::islands::{Island, Islands};
use crate::markup::page::{ASIDE, Kind, MEDIA};

/// A page has so many bytes of words and attributes from islands at most: an island may hold others, each many times.
pub(super) const MOST_FROM_ISLANDS: usize = 8 << 20;

impl Builder<'_> {
    /// Takes what an island costs from what is left of the page.
    fn afford(&mut self, island: &Island) -> bool {
        const EACH: usize = 64;
        let bytes = match island {
            Island::Text(text) | Island::Html(text) | Island::Code { text, .. } | Island::Aside(text) => {
                text.len()
            }
            Island::Link { target, words, .. } => target.len() + words.len(),
            Island::Math { tex, written, .. } => tex.len() + written.len(),
        };
        match self.left.checked_sub(bytes + EACH) {
            Some(left) => self.left = left,
            None => {
                self.left = 0;
                self.cut();
            }
        }
        self.left > 0
    }

    /// Words, with islands where their placeholders stand.
    pub(in crate::markup) fn text(&mut self, text: &str) {
        if self.in_comment {
            return;
        }
        if self.islands.is_empty() {
            return self.plain(text);
        }
        let mut rest = text;
        while let Some((range, number)) = Islands::find(rest) {
            self.plain(rest.get(..range.start).unwrap_or_default());
            match self.islands.get(number) {
                Some(island) if self.afford(island) => self.island(island),
                Some(_) => {}
                // An island of a text around this one: it keeps its placeholder.
                None => self.plain(rest.get(range.clone()).unwrap_or_default()),
            }
            rest = rest.get(range.end..).unwrap_or_default();
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let last = self.page.last_child(self.top());
        if last.is_some_and(|last| self.page.lengthen(last, text)) {
            return;
        }
        if self.is_full() {
            return self.cut();
        }
        let words = self.page.keep(text);
        self.add(Kind::Text(words));
    }

    fn island(&mut self, island: &Island) {
        let in_code = self.stack.iter().rev().take(4).any(|o| matches!(&*o.name, "pre" | "code"));
        match island {
            Island::Text(text) => self.plain(text),
            Island::Code { text, .. } | Island::Html(text) if in_code => self.plain(text),
            Island::Code { language, text } => self.code_block(language, text),
            Island::Html(html) => html::fragment(self, html),
            Island::Link { target, words, media } => {
                let (name, key) = if *media { (MEDIA, "src") } else { ("a", "href") };
                self.open(name, vec![(key.into(), target.clone())]);
                self.plain(words);
                self.close(name);
            }
            Island::Math { written, .. } if in_code => self.plain(written),
            Island::Math { tex, display, .. } => self.math(tex, *display),
            Island::Aside(words) => {
                self.open(ASIDE, Vec::new());
                self.plain(words);
                self.close(ASIDE);
            }
        }
    }

    /// A block of code.
    pub(in crate::markup) fn code_block(&mut self, language: &str, text: &str) {
        self.open("pre", Vec::new());
        let attrs = match language {
            "" => Vec::new(),
            _ => vec![("class".into(), format!("language-{language}"))],
        };
        // The line break at the start of a `pre` is dropped when it is read: so one of the code's own stays.
        self.plain("\n");
        self.open("code", attrs);
        self.text(text);
        self.close("code");
        self.close("pre");
    }

    /// `text` with the content of islands in place of their placeholders.
    pub(in crate::markup) fn expand(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((range, number)) = Islands::find(rest) {
            out.push_str(rest.get(..range.start).unwrap_or_default());
            match self.islands.get(number) {
                Some(island) if !self.afford(island) => {}
                Some(
                    Island::Text(text) | Island::Html(text) | Island::Code { text, .. } | Island::Aside(text),
                ) => {
                    out.push_str(text);
                }
                Some(Island::Link { target, .. }) => out.push_str(target),
                Some(Island::Math { written, .. }) => out.push_str(written),
                None => out.push_str(rest.get(range.clone()).unwrap_or_default()),
            }
            rest = rest.get(range.end..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }

    /// A mention of a footnote.
    pub(in crate::markup) fn note(&mut self, name: &str) {
        self.add(Kind::Note(name.to_owned()));
    }

    /// Mathematics.
    pub(in crate::markup) fn math(&mut self, tex: &str, display: bool) {
        if display {
            self.imply_ends("div");
        }
        let tex = self.expand(tex);
        self.add(Kind::Math(tex, display));
    }
}
