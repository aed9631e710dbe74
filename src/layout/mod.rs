//! A document laid out at a width, top-level block by block, on demand.
//!
//! Positions are [`Spot`]s: block and line in the block. The number of a line in the whole post is never
//! needed, so nothing that is not shown has to be laid out.

use std::sync::Arc;

use crate::document::{Document, LinkId};
use crate::post::Place;
use crate::role::Face;
use crate::text::Clean;
use crate::text::width::Ambiguous;

/// How a document is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Cells from the left edge of the pane to its right edge: no line is wider.
    pub width: usize,
    /// Cells of a line of prose.
    pub measure: usize,
    /// Whether the measure is centred in the width.
    pub centred: bool,
    /// Rows of the pane; small panes get fewer blank lines.
    pub rows: usize,
    /// Only ASCII is drawn by us.
    pub ascii: bool,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Whether there is any colour: without it inline code is set in backticks.
    pub color: bool,
    /// Whether the terminal has italics: without them emphasis is bold.
    pub italics: bool,
    /// How addresses of links are printed.
    pub addresses: Addresses,
}

/// Whether and where the addresses of links are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Addresses {
    /// Not at all: the terminal or the reader follows links.
    #[default]
    Hidden,
    /// ` <address>` after each link.
    Inline,
    /// As a numbered list at the end.
    List,
}

/// One row of a layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The runs from left to right. The first begins at cell 0: margins are runs too.
    pub spans: Vec<Span>,
    /// The byte offset in the block's plain text at which the line begins.
    pub offset: usize,
    /// For a line of code: the block's number, the line in it, and the byte of that line where this row begins.
    pub code: Option<CodeRow>,
}

/// Which part of a block of code a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// The block's number in the document.
    pub number: usize,
    /// The line in the block, from 0.
    pub line: usize,
}

/// A run of text of one face.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// The text, no line breaks, no tabs.
    pub text: Clean,
    /// What it is.
    pub face: Face,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// For text of the document, the byte offset in the block's plain text (in the code line, for code); none for marks of ours.
    pub offset: Option<usize>,
}

/// A row of a layout: block, and line in the block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The block; 0 is the post's own head (title, byline), 1 the document's first block.
    pub block: usize,
    /// The line in the block, blank lines before it included.
    pub line: usize,
}

/// What stands above the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// The title.
    pub title: Clean,
    /// Date, tags, reading time: wrapped at the separators where they do not fit on a line.
    pub byline: Vec<Clean>,
}

/// A document laid out at a width.
#[derive(Clone, Debug)]
pub struct Layout {
    document: Arc<Document>,
    front: Front,
    options: Options,
}

impl Layout {
    /// A layout in which nothing is laid out yet.
    pub fn new(document: Arc<Document>, front: Front, options: Options) -> Self {
        Self { document, front, options }
    }

    /// The options it was made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// `count` lines from `from` on, laid out as needed; fewer at the end.
    pub fn lines(&mut self, from: Spot, count: usize) -> Vec<(Spot, Line)> {
        let _ = (from, count, &self.front);
        Vec::new()
    }

    /// The spot `by` lines further down (or up), stopping at the first line and at the last.
    pub fn step(&mut self, from: Spot, by: isize) -> Spot {
        let _ = by;
        from
    }

    /// The highest spot from which the end of the post is visible in `rows` rows.
    pub fn end(&mut self, rows: usize) -> Spot {
        let _ = rows;
        Spot::default()
    }

    /// The place of a spot, which survives another layout.
    pub fn place(&mut self, spot: Spot) -> Place {
        let _ = spot;
        Place::default()
    }

    /// The spot that shows a place.
    pub fn spot(&mut self, place: Place) -> Spot {
        let _ = place;
        Spot::default()
    }

    /// How far a spot is in the text, in per cent of its bytes.
    pub fn percent(&mut self, spot: Spot) -> u8 {
        let _ = spot;
        0
    }
}
