//! Builds a [`Page`] from start tags, end tags and words, mending the nesting as browsers do.
//!
//! The rules are the parts of "tree construction" in the HTML standard that blogs meet: end tags that may be
//! left out, end tags that close nothing, blocks that end a paragraph, cells without rows. Nesting is capped:
//! what lies deeper is kept but hangs on the deepest element.

mod words;

use html5ever::{LocalName, local_name};

use super::elements::{ends_paragraph, is_block, is_foreign, is_heading, is_void, is_wall};
use super::islands::Islands;
use super::page::{Kind, Node, NodeId, Page};

/// So many elements may be open inside each other.
const DEEPEST: usize = 96;
/// A page has so many elements and texts at most: what comes behind is left out.
const MOST_NODES: usize = 250_000;
/// So many open elements are looked at for the one that a tag closes.
const REACH: usize = 512;

/// An element that is open.
struct Open {
    name: LocalName,
    node: NodeId,
}

/// Builds a page.
pub(super) struct Builder<'a> {
    page: Page,
    stack: Vec<Open>,
    /// How many elements of the stack have a node of their own.
    depth: usize,
    /// How many of the open elements are paragraphs.
    paragraphs: usize,
    /// Whether a comment of raw HTML has not ended yet.
    pub(super) in_comment: bool,
    /// The line that new nodes get.
    pub(super) line: usize,
    islands: &'a Islands,
    /// How many bytes of islands may still be written.
    left: usize,
    /// What was open around the footnotes being defined.
    outer: Vec<(Vec<Open>, usize, usize)>,
}

/// Attributes of a tag.
pub(super) type Attrs = Vec<(String, String)>;

impl<'a> Builder<'a> {
    /// A builder of an empty page.
    pub(super) fn new(islands: &'a Islands) -> Self {
        let root = Open { name: LocalName::from("body"), node: 0 };
        let (page, stack, outer) = (Page::new(), vec![root], Vec::new());
        let left = words::MOST_FROM_ISLANDS;
        Self { page, stack, depth: 1, paragraphs: 0, in_comment: false, line: 0, islands, left, outer }
    }

    /// The page.
    pub(super) fn finish(mut self) -> Page {
        self.page.nodes.shrink_to_fit();
        self.page
    }

    fn is_full(&self) -> bool {
        self.page.nodes.len() >= MOST_NODES
    }

    /// Notes that from here on something is left out.
    fn cut(&mut self) {
        self.page.cut.get_or_insert(self.line);
    }

    /// Notes that something is nested too deep at a line.
    pub(super) fn flatten(&mut self, line: usize) {
        self.page.flattened.get_or_insert(line);
    }

    fn top(&self) -> NodeId {
        self.stack.last().map_or(0, |o| o.node)
    }

    fn add(&mut self, kind: Kind) -> NodeId {
        if self.is_full() {
            self.cut();
            return self.top();
        }
        self.page.add(self.top(), Node::new(kind, self.line))
    }

    /// A start tag.
    pub(super) fn open(&mut self, name: impl Into<LocalName>, attrs: Attrs) {
        self.start(name.into(), attrs, false);
    }

    /// A start tag; `closed` where it closes itself.
    pub(super) fn start(&mut self, name: LocalName, mut attrs: Attrs, closed: bool) {
        if self.in_comment {
            return;
        }
        if matches!(&*name, "html" | "body" | "head") {
            return;
        }
        self.imply_ends(&name);
        for (_, value) in &mut attrs {
            if Islands::find(value).is_some() {
                *value = self.expand(value);
            }
        }
        if is_void(&name) || closed && (is_foreign(&name) || self.is_in_drawing()) {
            self.add(Kind::Element(name, attrs));
            return;
        }
        self.push(name, attrs);
    }

    /// Whether a drawing is open, where every element may end where it begins.
    fn is_in_drawing(&self) -> bool {
        let near = self.stack.iter().rev().take(REACH);
        near.map(|open| &*open.name).find(|name| is_block(name) || *name == "svg") == Some("svg")
    }

    fn push(&mut self, name: LocalName, attrs: Attrs) {
        if &*name == "p" {
            self.paragraphs += 1;
        }
        let node = if self.depth >= DEEPEST || self.is_full() {
            if self.is_full() {
                self.cut()
            } else {
                self.flatten(self.line);
                self.part(&name);
            }
            self.top()
        } else {
            self.depth += 1;
            self.add(Kind::Element(name.clone(), attrs))
        };
        self.stack.push(Open { name, node });
    }

    /// Begins a line where a block has no node of its own: its words do not run into those before it.
    fn part(&mut self, name: &str) {
        let last = self.page.last_child(self.top());
        if is_block(name) && last.is_some_and(|last| self.page.name(last) != "br") {
            self.add(Kind::Element(local_name!("br"), Vec::new()));
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if &*open.name == "p" {
            self.paragraphs = self.paragraphs.saturating_sub(1);
        }
        if self.top() != open.node {
            self.depth = self.depth.saturating_sub(1);
        }
    }

    /// An end tag.
    pub(super) fn close(&mut self, name: &str) {
        if self.in_comment {
            return;
        }
        match self.find(name) {
            Some(at) => {
                while self.stack.len() > at.max(1) {
                    self.pop();
                }
            }
            // The end of a paragraph that is none is an empty one (HTML standard, 13.2.6.4.7).
            None if name == "p" => {
                self.push(LocalName::from("p"), Vec::new());
                self.pop();
            }
            None => {}
        }
    }

    /// Where on the stack the element is that an end tag closes.
    fn find(&self, name: &str) -> Option<usize> {
        let inline = !is_block(name);
        for (at, open) in self.stack.iter().enumerate().skip(1).rev().take(REACH) {
            if &*open.name == name || is_heading(name) && is_heading(&open.name) {
                return Some(at);
            }
            let wall = match name {
                "table" => false,
                "tr" | "tbody" | "thead" | "tfoot" | "caption" | "td" | "th" => &*open.name == "table",
                "li" => matches!(&*open.name, "ul" | "ol") || is_wall(&open.name),
                _ if inline => is_block(&open.name),
                _ => is_wall(&open.name),
            };
            if wall {
                return None;
            }
        }
        None
    }

    /// Closes what the start of `name` implies to be at its end.
    fn imply_ends(&mut self, name: &str) {
        if self.paragraphs > 0 && ends_paragraph(name) {
            self.close_up_to("p", |open| is_wall(open) || open == "button");
        }
        match name {
            "li" => self.close_up_to("li", |open| is_block(open) && !matches!(open, "address" | "div" | "p")),
            "dt" | "dd" => {
                for term in ["dt", "dd"] {
                    self.close_up_to(term, |open| {
                        is_block(open) && !matches!(open, "address" | "div" | "p" | "dt" | "dd")
                    });
                }
            }
            "rt" | "rp" | "rb" => {
                for part in ["rt", "rp", "rb"] {
                    self.close_up_to(part, |open| open == "ruby" || is_block(open));
                }
            }
            "a" | "button" | "nobr" | "option" => self.close_up_to(name, is_wall),
            "td" | "th" => {
                self.close_cell();
                self.want("tr", "table");
            }
            "tr" => {
                self.close_cell();
                self.close_up_to("tr", |open| open == "table");
            }
            "thead" | "tbody" | "tfoot" | "caption" | "colgroup" => {
                self.close_cell();
                for part in ["tr", "thead", "tbody", "tfoot", "caption", "colgroup"] {
                    self.close_up_to(part, |open| open == "table");
                }
            }
            _ if is_heading(name) && self.stack.last().is_some_and(|o| is_heading(&o.name)) => self.pop(),
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        for cell in ["td", "th", "caption"] {
            self.close_up_to(cell, |open| open == "table");
        }
    }

    /// Opens `name` where the innermost table has none open: a cell without a row.
    fn want(&mut self, name: &str, inside: &str) {
        let near = self.stack.iter().rev().take(REACH).find(|o| &*o.name == name || &*o.name == inside);
        if near.is_some_and(|o| &*o.name == inside) {
            self.push(LocalName::from(name), Vec::new());
        }
    }

    /// Closes the innermost `name` unless a wall stands before it.
    fn close_up_to(&mut self, name: &str, wall: impl Fn(&str) -> bool) {
        for (at, open) in self.stack.iter().enumerate().skip(1).rev().take(REACH) {
            if &*open.name == name {
                while self.stack.len() > at {
                    self.pop();
                }
                return;
            }
            if wall(&open.name) {
                return;
            }
        }
    }

    /// Notes that something is wrong at a line of the text.
    pub(super) fn problem(&mut self, line: usize, message: String) {
        self.page.problems.push((line, message));
    }

    /// Begins a footnote's definition: all that is opened and said until [`Builder::end_note`] is the note.
    pub(super) fn begin_note(&mut self, name: &str) {
        let id = self.page.nodes.len();
        let kind = Kind::Element(LocalName::from("div"), Vec::new());
        self.page.nodes.push(Node::new(kind, self.line));
        let root = Open { name: LocalName::from("body"), node: id };
        self.outer.push((std::mem::replace(&mut self.stack, vec![root]), self.depth, self.paragraphs));
        (self.depth, self.paragraphs) = (1, 0);
        self.page.notes.push((name.to_owned(), id));
    }

    /// Ends a footnote's definition.
    pub(super) fn end_note(&mut self) {
        if let Some(outer) = self.outer.pop() {
            (self.stack, self.depth, self.paragraphs) = outer;
        }
    }

    /// Gives the innermost open heading an attribute.
    pub(super) fn heading_attr(&mut self, key: &str, value: &str) {
        let Some(open) = self.stack.iter().rev().take(REACH).find(|o| is_heading(&o.name)) else { return };
        if let Kind::Element(_, attrs) = &mut self.page.nodes[open.node].kind {
            attrs.push((key.to_owned(), value.to_owned()));
        }
    }
}
