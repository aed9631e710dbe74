//! What kramdown's parser makes of a text before it becomes a page.

use super::attributes::Attributes;

/// A block or a run.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) kind: Kind,
    /// Its words: source still to be read for blocks that hold words, the words themselves for runs.
    pub(super) text: String,
    pub(super) attributes: Attributes,
    pub(super) children: Vec<Element>,
    /// The line where it begins, from 1.
    pub(super) line: usize,
}

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Blank lines.
    Blank,
    /// Something that ends a block and shows nothing. Attribute lists after a definition belong to it.
    End {
        definition: bool,
        marker: bool,
    },
    /// A paragraph; `bare` where its item shows it without one (`transparent`).
    Paragraph {
        bare: bool,
    },
    Heading(u8),
    Quote,
    Code(String),
    Rule,
    Unordered,
    Ordered,
    Item,
    Definitions,
    Term,
    Details,
    Math,
    Table(Vec<&'static str>),
    Head,
    Body,
    Row,
    Cell,
    /// An HTML element and how its content is read.
    Html(String, Model),
    /// Words inside an HTML block that nothing reads.
    RawText,
    /// HTML that goes to the page as it is.
    Raw,
    /// The placeholder of an island.
    Island,
    // Runs.
    Text,
    Emphasis,
    Strong,
    Struck,
    CodeSpan,
    Link,
    Image,
    Break,
    InlineMath,
    Note,
    SpanHtml(String),
    /// A comment: shows nothing, but attributes after it are its own.
    Comment,
}

/// How the content of an HTML element is read (kramdown, "HTML Blocks").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    Raw,
    Span,
    Block,
}

impl Element {
    pub(super) fn new(kind: Kind, line: usize) -> Self {
        Self { kind, text: String::new(), attributes: Attributes::default(), children: Vec::new(), line }
    }

    pub(super) fn with_text(kind: Kind, text: impl Into<String>, line: usize) -> Self {
        Self { text: text.into(), ..Self::new(kind, line) }
    }

    pub(super) fn is_paragraph(&self) -> bool {
        matches!(self.kind, Kind::Paragraph { .. })
    }

    pub(super) fn is_bare(&self) -> bool {
        self.kind == Kind::Paragraph { bare: true }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.kind == Kind::Blank
    }
}
