//! A post's body as a tree: no width, no colour, no terminal.
//!
//! `markup` makes it, `site` resolves its links, `layout` sets it. Links and footnotes are tables beside
//! the tree, so that a link keeps its number however its words are wrapped.

pub mod anchors;
pub mod count;
pub mod find;
pub mod math;
mod numerals;
pub mod outline;
pub mod plain;
pub mod source;
pub mod title;

pub use numerals::Numerals;

use crate::problem::Problem;
use crate::role::Alert;
use crate::text::Clean;

/// The body of a post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The blocks from top to bottom.
    pub blocks: Vec<Block>,
    /// The footnotes in the order of their first mention; note 1 is the first.
    pub notes: Vec<Note>,
    /// Every link, image and film, in the order of appearance.
    pub links: Vec<Link>,
    /// What was wrong with the text.
    pub problems: Vec<Problem>,
}

/// A footnote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// The name in the source.
    pub name: Clean,
    /// What the note says.
    pub blocks: Vec<Block>,
}

/// Number of a link in [`Document::links`], from 0.
pub type LinkId = usize;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The target.
    pub target: Target,
    /// The title given beside the target; may be empty.
    pub title: Clean,
    /// What the link shows.
    pub kind: LinkKind,
    /// The line of the file where it stands, from 1; 0 where that is not known.
    pub line: usize,
}

/// What a link is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// An anchor with words.
    Page,
    /// A picture.
    Image,
    /// A film, a sound, a frame of another page.
    Media,
    /// A mention of a footnote.
    Note,
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// As the author wrote it, entities and escapes decoded. `site` turns it into one of the others.
    Written(Clean),
    /// An absolute address, `mailto:` and others too.
    Web(Clean),
    /// A path from the root of the site, with query and fragment.
    Site(Clean),
    /// A heading or another anchor of this document, without `#`.
    Anchor(Clean),
    /// A footnote, counted from 1.
    Note(usize),
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A block of code.
    Code(Code),
    /// A quotation.
    Quote(Vec<Block>),
    /// An alert: a quotation with a label.
    Alert(Callout),
    /// A list.
    List(List),
    /// A definition list.
    Definitions(Vec<Definition>),
    /// A table.
    Table(Table),
    /// A thematic break.
    Break,
    /// Mathematics on a line of its own, as TeX.
    Math(Clean),
    /// A figure with its caption.
    Figure(Figure),
    /// A disclosure: `details` with its `summary`. Always shown open.
    Details(Details),
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// 1 to 6, as in the source.
    pub level: u8,
    /// The id that links may name; empty where it has none.
    pub id: Clean,
    /// The words.
    pub content: Vec<Inline>,
}

/// A block of code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Code {
    /// Number of the block among the document's blocks of code, from 0, in order of appearance.
    pub number: usize,
    /// The language as written; may be empty.
    pub language: Clean,
    /// The code, tabs included, without the last line break.
    pub text: Clean,
    /// The links in it, as bytes of the text: only HTML has them.
    pub links: Vec<(std::ops::Range<usize>, LinkId)>,
}

/// An alert.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    /// Its kind.
    pub kind: Alert,
    /// The label where it is not the kind's own name.
    pub label: Vec<Inline>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// How an ordered list counts; none for bullets.
    pub numerals: Option<Numerals>,
    /// Whether items stand without blank lines between them.
    pub tight: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Whether the box of a task is checked; none where there is no box.
    pub task: Option<bool>,
    /// Its number in an ordered list.
    pub number: i32,
    /// What the item says.
    pub blocks: Vec<Block>,
}

/// One entry of a definition list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// The definitions of them.
    pub details: Vec<Vec<Block>>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The caption; may be empty.
    pub caption: Vec<Inline>,
    /// The alignment of each column.
    pub columns: Vec<Align>,
    /// The header rows; may be empty.
    pub header: Vec<Row>,
    /// The body rows.
    pub rows: Vec<Row>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Not said: text left, numbers right.
    #[default]
    Auto,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How many columns it spans, at least 1.
    pub columns: usize,
    /// How many rows it spans, at least 1.
    pub rows: usize,
    /// Whether it heads its row or column.
    pub heading: bool,
    /// What it says: most often one paragraph.
    pub blocks: Vec<Block>,
}

/// A figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// What it shows.
    pub blocks: Vec<Block>,
    /// The words below.
    pub caption: Vec<Inline>,
}

/// A disclosure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// The line that is always shown.
    pub summary: Vec<Inline>,
    /// What it discloses.
    pub blocks: Vec<Block>,
}

/// A run inside a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words.
    Text(Clean),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong importance.
    Strong(Vec<Inline>),
    /// Struck text.
    Struck(Vec<Inline>),
    /// Inserted text.
    Inserted(Vec<Inline>),
    /// Marked text.
    Marked(Vec<Inline>),
    /// Small print.
    Small(Vec<Inline>),
    /// Superscript.
    Superscript(Vec<Inline>),
    /// Subscript.
    Subscript(Vec<Inline>),
    /// Code.
    Code(Clean),
    /// A key of the keyboard.
    Keyboard(Vec<Inline>),
    /// Mathematics, as TeX without its delimiters.
    Math(Clean),
    /// A link with its words.
    Link(LinkId, Vec<Inline>),
    /// An image or a film: the words that stand for it (may be empty), and where it lies.
    Media(LinkId, Clean),
    /// A mention of a footnote, by its number from 1. It always stands in a [`Inline::Link`] of kind `Note`.
    Note(usize),
    /// An anchor that links of this document may name.
    Anchor(Clean),
    /// A word of ours that stands for what cannot be shown.
    Aside(Clean),
    /// A line break of the source: a blank.
    SoftBreak,
    /// A line break of the page.
    HardBreak,
}
