//! The page that a generator would make of a text, as a tree of HTML elements.
//!
//! Every reader of markup writes one of these, and [`super::read`] makes a `Document` of it: so what Markdown,
//! kramdown and raw HTML say is mended, nested and shown by one set of rules, those of a browser.

use std::ops::Range;

use html5ever::LocalName;

/// The number of a node in [`Page::nodes`].
pub(super) type NodeId = usize;

/// An attribute that no file can hold: the heading takes an id from its words.
pub(super) const AUTO_ID: &str = "\u{1}id";
/// An attribute that no file can hold: the kind of an alert.
pub(super) const ALERT: &str = "\u{1}alert";
/// An attribute that no file can hold: the label of an alert; empty where its first paragraph is it.
pub(super) const LABEL: &str = "\u{1}label";
/// An attribute that no file can hold: the heading is one of the table of contents.
pub(super) const LISTED: &str = "\u{1}listed";
/// An element that no file can hold: the place of the table of contents; it has an attribute `ol` where that counts.
pub(super) const CONTENTS: &str = "\u{1}contents";
/// An element that no file can hold: words of ours.
pub(super) const ASIDE: &str = "\u{1}aside";
/// An element that no file can hold: a film or a frame with its words.
pub(super) const MEDIA: &str = "\u{1}media";

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    /// All nodes; the first is the root.
    pub(super) nodes: Vec<Node>,
    /// The words of all texts, one behind the other.
    words: String,
    /// The footnotes that the text defines: name and the node that holds the note.
    pub(super) notes: Vec<(String, NodeId)>,
    /// What is wrong in the text: the line, from 1, and the words.
    pub(super) problems: Vec<(usize, String)>,
    /// The first line at which something was nested too deep and has been flattened.
    pub(super) flattened: Option<usize>,
    /// The first line at which something was left out because there is too much.
    pub(super) cut: Option<usize>,
}

/// A node of a page. What it holds is a chain from the first child to the last, and 0, the root, ends it: a text of a
/// megabyte has fifty thousand nodes, and a list for each would take more room than the text.
#[derive(Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: Kind,
    first: u32,
    last: u32,
    next: u32,
    line: u32,
}

impl Node {
    /// A node that holds nothing, begun on a line of the text, from 1; 0 where that is not known.
    pub(super) fn new(kind: Kind, line: usize) -> Self {
        Self { kind, first: 0, last: 0, next: 0, line: u32::try_from(line).unwrap_or(0) }
    }

    /// The line of the text where it begins, from 1; 0 where that is not known.
    pub(super) fn line(&self) -> usize {
        self.line as usize
    }
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// An element.
    Element(LocalName, Vec<(String, String)>),
    /// Words: bytes of all that the page has; blanks as in the source.
    Text(Range<usize>),
    /// A mention of a footnote, by its name.
    Note(String),
    /// Mathematics: TeX, and whether it stands on a line of its own.
    Math(String, bool),
}

impl Page {
    /// A page with nothing on it.
    pub(super) fn new() -> Self {
        let root = Node::new(Kind::Element(LocalName::from("body"), Vec::new()), 0);
        let words = String::new();
        Self { nodes: vec![root], words, notes: Vec::new(), problems: Vec::new(), flattened: None, cut: None }
    }

    /// About so many bytes a document of this page takes.
    pub(super) fn size(&self) -> usize {
        const EACH: usize = 100;
        self.words.len() + self.nodes.len() * EACH
    }

    /// The words of a text.
    pub(super) fn words(&self, text: &Range<usize>) -> &str {
        self.words.get(text.clone()).unwrap_or_default()
    }

    /// Keeps the words of a new text.
    pub(super) fn keep(&mut self, words: &str) -> Range<usize> {
        let start = self.words.len();
        self.words.push_str(words);
        start..self.words.len()
    }

    /// Makes the text of a node longer; says whether it is one whose words are the last.
    pub(super) fn lengthen(&mut self, id: NodeId, words: &str) -> bool {
        match self.nodes.get_mut(id).map(|node| &mut node.kind) {
            Some(Kind::Text(text)) if text.end == self.words.len() => {
                self.words.push_str(words);
                text.end = self.words.len();
                true
            }
            Some(Kind::Text(_) | Kind::Element(..) | Kind::Note(_) | Kind::Math(..)) | None => false,
        }
    }

    /// The node of a number.
    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// What a node holds.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let follow = |id: u32| (id > 0).then_some(id as usize);
        std::iter::successors(follow(self.nodes[id].first), move |id| follow(self.nodes[*id].next))
    }

    /// The node behind another in what holds both.
    pub(super) fn next(&self, id: NodeId) -> Option<NodeId> {
        Some(self.nodes[id].next as usize).filter(|next| *next > 0)
    }

    /// The last node that a node holds.
    pub(super) fn last_child(&self, id: NodeId) -> Option<NodeId> {
        Some(self.nodes[id].last as usize).filter(|last| *last > 0)
    }

    /// Adds a node at the end of what another holds.
    pub(super) fn add(&mut self, parent: NodeId, node: Node) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(node);
        let link = u32::try_from(id).unwrap_or(0);
        let last = std::mem::replace(&mut self.nodes[parent].last, link) as usize;
        match last {
            0 => self.nodes[parent].first = link,
            _ => self.nodes[last].next = link,
        }
        id
    }

    /// The name of an element; empty for other nodes.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match &self.node(id).kind {
            Kind::Element(name, _) => name,
            Kind::Text(_) | Kind::Note(_) | Kind::Math(..) => "",
        }
    }

    /// An attribute of an element.
    pub(super) fn attr(&self, id: NodeId, key: &str) -> Option<&str> {
        match &self.node(id).kind {
            Kind::Element(_, attrs) => attrs.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str()),
            Kind::Text(_) | Kind::Note(_) | Kind::Math(..) => None,
        }
    }

    /// Whether one of an element's classes is one of `wanted`.
    pub(super) fn has_class(&self, id: NodeId, wanted: &[&str]) -> bool {
        self.attr(id, "class").is_some_and(|c| c.split_ascii_whitespace().any(|c| wanted.contains(&c)))
    }

    /// All words below a node, as they stand in the source.
    pub(super) fn text(&self, id: NodeId) -> String {
        let mut out = String::new();
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            match &self.node(id).kind {
                Kind::Text(text) => out.push_str(self.words(text)),
                Kind::Math(text, _) => out.push_str(text),
                Kind::Element(..) | Kind::Note(_) => {}
            }
            let at = todo.len();
            todo.extend(self.children(id));
            todo[at..].reverse();
        }
        out
    }
}
