//! Blocks of code: what `pre` holds, and its language.

use std::ops::Range;

use super::{Flow, Reader};
use crate::document::{Block, Code, LinkId, LinkKind, Target};
use crate::markup::page::{Kind, NodeId, Page};
use crate::text::Clean;

/// Classes of elements that hold line numbers.
const GUTTERS: &[&str] = &["gutter", "lineno", "linenos", "rouge-gutter", "line-numbers-rows", "linenumber"];

/// Whether an element holds line numbers and no code.
pub(super) fn is_gutter(page: &Page, id: NodeId) -> bool {
    page.has_class(id, GUTTERS)
}

/// The language that an element says its code has, by the classes that highlighters use.
pub(super) fn language_of(page: &Page, id: NodeId) -> Option<String> {
    if let Some(language) = page.attr(id, "data-lang").filter(|l| !l.is_empty()) {
        return Some(language.to_owned());
    }
    let classes = page.attr(id, "class")?;
    if let Some((_, brush)) = classes.split_once("brush:") {
        return brush.split([';', ' ']).find(|b| !b.is_empty()).map(str::to_owned);
    }
    let prefixes = ["language-", "lang-", "highlight-source-"];
    let found =
        classes.split_ascii_whitespace().find_map(|c| prefixes.iter().find_map(|p| c.strip_prefix(p)));
    found.filter(|l| !l.is_empty()).map(str::to_owned)
}

impl Reader<'_> {
    /// A block of preformatted text.
    pub(super) fn code(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        self.anchor(id, flow);
        let language = language_of(self.page, id);
        let mut text = Preformatted { page: self.page, out: String::new(), language, links: Vec::new() };
        text.children(id);
        let found = std::mem::take(&mut text.links);
        let language = text.language.take().or_else(|| self.languages.last().cloned()).unwrap_or_default();
        // Browsers drop a line break right after the start tag, not one inside an element that follows.
        let first = self.page.children(id).next().map(|child| &self.page.node(child).kind);
        let dropped = matches!(first, Some(Kind::Text(text)) if self.page.words(text).starts_with('\n'));
        let body = text.out.get(usize::from(dropped)..).unwrap_or_default();
        let body = Clean::text(body.strip_suffix('\n').unwrap_or(body).trim_end_matches('\n'));
        if body.trim().is_empty() {
            return;
        }
        let language = if language.eq_ignore_ascii_case("plaintext") { String::new() } else { language };
        let links = self.code_links(found, &text.out, usize::from(dropped), &body);
        flow.push(Block::Code(Code {
            number: self.codes,
            language: Clean::line(&language),
            text: body,
            links,
        }));
        self.codes += 1;
    }

    /// The links of a block of code, their places moved from the source to the cleaned text.
    fn code_links(
        &mut self,
        found: Vec<(Range<usize>, NodeId)>,
        source: &str,
        from: usize,
        body: &Clean,
    ) -> Vec<(Range<usize>, LinkId)> {
        let place = |at: usize| Clean::text(source.get(from..at).unwrap_or_default()).len().min(body.len());
        let mut links = Vec::new();
        for (range, id) in found.into_iter().take(200) {
            let range = place(range.start)..place(range.end);
            let target = self.page.attr(id, "href").map(|href| Target::Written(Clean::line(href.trim())));
            if let Some(target) = target.filter(|_| !range.is_empty()) {
                let title = self.page.attr(id, "title").unwrap_or_default();
                links.push((range, self.link(id, target, title, LinkKind::Page)));
            }
        }
        links
    }
}

/// Collects the text of a `pre`.
struct Preformatted<'p> {
    page: &'p Page,
    out: String,
    language: Option<String>,
    /// The links, as bytes of the text.
    links: Vec<(Range<usize>, NodeId)>,
}

impl Preformatted<'_> {
    fn children(&mut self, id: NodeId) {
        let page = self.page;
        for child in page.children(id) {
            match &page.node(child).kind {
                Kind::Text(text) => self.out.push_str(page.words(text)),
                Kind::Math(text, _) => self.out.push_str(text),
                Kind::Note(_) => {}
                Kind::Element(name, _) => self.element(child, name),
            }
        }
    }

    fn element(&mut self, id: NodeId, name: &str) {
        if is_gutter(self.page, id) {
            return;
        }
        match name {
            "script" | "style" | "button" => {}
            "br" => self.out.push('\n'),
            "a" => {
                let start = self.out.len();
                self.children(id);
                self.links.push((start..self.out.len(), id));
            }
            "tr" | "div" | "p" | "li" => {
                if !self.out.is_empty() && !self.out.ends_with('\n') {
                    self.out.push('\n');
                }
                self.children(id);
            }
            _ => {
                if self.language.is_none() {
                    self.language = language_of(self.page, id);
                }
                self.children(id);
            }
        }
    }
}
