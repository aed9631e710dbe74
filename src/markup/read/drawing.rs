//! Drawings inside a page (SVG 2): their words, as far as a browser draws them. Titles and descriptions are told of a drawing, and
//! not drawn; what is defined is drawn where it is used, if at all.

use super::inline::collapse;
use super::run::Wrap;
use super::{Flow, Reader};
use crate::document::{LinkKind, Target};
use crate::markup::elements::is_block;
use crate::markup::page::{Kind, NodeId, Page};
use crate::text::Clean;

/// The label of a drawing that was read last.
#[derive(Default)]
struct Label {
    words: Clean,
    /// Its height in the drawing, where it says one.
    height: Option<String>,
    /// Whether it may be the shadow of another.
    is_faint: bool,
}

impl Reader<'_> {
    /// The words of a drawing: those of one height on one line.
    pub(super) fn drawing(&mut self, id: NodeId, flow: &mut Flow) {
        self.anchor(id, flow);
        let mut last = Label::default();
        self.labels(id, &mut last, flow);
        let page = self.page;
        let runs_on = |next: NodeId| matches!(&page.node(next).kind, Kind::Text(text) if page.words(text).starts_with(char::is_alphanumeric));
        if !last.words.is_empty() && page.next(id).is_some_and(runs_on) {
            flow.run.text(" ");
        }
    }

    fn labels(&mut self, id: NodeId, last: &mut Label, flow: &mut Flow) {
        let page = self.page;
        for child in page.children(id) {
            let name = page.name(child);
            if name.is_empty() || is_unseen(name) || self.is_hidden(child, name) {
                continue;
            }
            match name {
                "text" => self.label(child, last, flow),
                "a" => self.link_of_labels(child, last, flow),
                // What a page has in a drawing, or what breaks out of one (HTML standard, 13.2.6.5).
                _ if is_block(name) => self.node(child, flow),
                _ => self.labels(child, last, flow),
            }
        }
    }

    fn link_of_labels(&mut self, id: NodeId, last: &mut Label, flow: &mut Flow) {
        let page = self.page;
        let Some(address) = page.attr(id, "href").or_else(|| page.attr(id, "xlink:href")) else {
            return self.labels(id, last, flow);
        };
        // What parts the labels is no part of the link.
        if let Some(first) = page.children(id).find(|child| page.name(*child) == "text") {
            let height = page.attr(first, "y").map(str::to_owned);
            let before = std::mem::replace(last, Label { height, ..Label::default() });
            part(&before, last, flow);
        }
        let link = self.link(id, Target::Written(super::objects::shown(address)), "", LinkKind::Page);
        flow.run.open(Wrap::Link(link));
        self.labels(id, last, flow);
        flow.run.close();
    }

    /// A label. Of one that is drawn twice, once as its shadow, as badges have it, the first is read.
    fn label(&mut self, id: NodeId, last: &mut Label, flow: &mut Flow) {
        let page = self.page;
        let (words, height) = (collapse(&page.text(id)), page.attr(id, "y").map(str::to_owned));
        if words.is_empty() {
            return;
        }
        let is_less = |value: &str| value.trim().parse().is_ok_and(|part: f32| part < 1.0);
        let is_faint = page.attr(id, "aria-hidden").is_some()
            || ["fill-opacity", "opacity"].iter().filter_map(|key| page.attr(id, key)).any(is_less);
        let before = std::mem::replace(last, Label { words, height, is_faint });
        if before.words == last.words && (before.is_faint || last.is_faint) {
            return;
        }
        part(&before, last, flow);
        self.wrapped(id, Wrap::None, flow);
    }
}

/// Parts a label from the one before.
fn part(before: &Label, label: &Label, flow: &mut Flow) {
    match before.height.is_some() && label.height.is_some() && before.height != label.height {
        true => flow.run.line_break(),
        false => flow.run.text(" "),
    }
}

/// Elements of a drawing that a browser does not draw where they stand.
fn is_unseen(name: &str) -> bool {
    let is_definition =
        matches!(name, "defs" | "symbol" | "clippath" | "mask" | "pattern" | "marker" | "filter");
    is_definition || matches!(name, "title" | "desc" | "metadata" | "style" | "script")
}

/// Whether an element shows words: those that are only told of a drawing in it are none.
pub(super) fn says(page: &Page, id: NodeId) -> bool {
    let mut todo = vec![id];
    while let Some(id) = todo.pop() {
        match &page.node(id).kind {
            Kind::Text(words) if !page.words(words).trim().is_empty() => return true,
            Kind::Math(..) => return true,
            Kind::Text(_) | Kind::Note(_) => {}
            Kind::Element(name, _) if is_unseen(name) => {}
            Kind::Element(..) => todo.extend(page.children(id)),
        }
    }
    false
}

/// What is told of the first drawing in an element: its title or its label.
pub(super) fn told(page: &Page, id: NodeId) -> Option<String> {
    let mut todo = vec![id];
    while let Some(id) = todo.pop() {
        if page.name(id) == "svg" {
            let title = page.children(id).find(|child| page.name(child.to_owned()) == "title");
            let title = title.map(|title| page.text(title));
            return title.or_else(|| page.attr(id, "aria-label").map(str::to_owned));
        }
        let at = todo.len();
        todo.extend(page.children(id));
        todo[at..].reverse();
    }
    None
}
