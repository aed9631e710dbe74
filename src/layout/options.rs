//! How a document is set: width, measure, what the terminal can draw.

use super::glyphs::Glyphs;
use crate::text::bidi::Bidi;
use crate::text::hyphen::Language;
use crate::text::width::Ambiguous;

/// How a document is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Cells from the left edge of the pane to its right edge: no line is wider.
    pub width: usize,
    /// Cells of a line of prose.
    pub measure: usize,
    /// Whether the measure is centred in the width. If not, text begins at the left edge, as `print` has it.
    pub centred: bool,
    /// Cells of the window in which the pane stands; code is indented by it, so that a post looks the same beside the list.
    pub window: usize,
    /// Rows of the pane; small panes get fewer blank lines.
    pub rows: usize,
    /// Only ASCII is drawn by us.
    pub ascii: bool,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Who reorders text that is written from right to left.
    pub bidi: Bidi,
    /// Whether there is any colour: without it inline code is set in backticks.
    pub color: bool,
    /// Whether anything is styled: where nothing is, only blank lines tell a heading from text.
    pub styled: bool,
    /// Whether struck text looks struck: where it does not, it stands between `~~`.
    pub strikes: bool,
    /// The language by whose patterns words are parted at the ends of lines; none where they are not.
    pub hyphenate: Option<Language>,
    /// Rows of a line of prose: 2 leaves a blank row between any two.
    pub spacing: usize,
    /// How addresses of links are printed.
    pub addresses: Addresses,
    /// Whether lines of code are broken where they are longer than the width.
    pub breaks_code: bool,
}

/// Whether and where the addresses of links are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Addresses {
    /// Not at all: the terminal or the reader follows links.
    #[default]
    Hidden,
    /// ` <address>` after each link; below a table, numbered, those of the links in it.
    Inline,
    /// As a numbered list at the end.
    List,
}

/// Below this many cells decoration gives way to text.
const NARROW: usize = 20;

/// Below this many rows there are fewer blank lines (screens.md: "two blanks before, one below 24 rows").
const LOW: usize = 24;

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 80,
            measure: 66,
            centred: true,
            window: 80,
            rows: LOW,
            ascii: false,
            ambiguous: Ambiguous::Narrow,
            bidi: Bidi::Terminal,
            color: true,
            styled: true,
            strikes: true,
            hyphenate: None,
            spacing: 1,
            addresses: Addresses::Hidden,
            breaks_code: true,
        }
    }
}

impl Options {
    /// The same with a width and a measure that can hold a character and that can be multiplied.
    pub(super) fn sound(self) -> Self {
        let cells = |cells: usize| cells.clamp(2, 10_000);
        Self {
            width: cells(self.width),
            measure: cells(self.measure),
            spacing: self.spacing.clamp(1, 2),
            ..self
        }
    }

    /// Cells left of the prose.
    pub(super) fn margin(&self) -> usize {
        match self.centred && !self.is_narrow() {
            true => (self.width.saturating_sub(self.measure) / 2).max(1),
            false => 0,
        }
    }

    /// The longest measure that makes a difference at this width.
    pub fn longest_measure(&self) -> usize {
        let margin = usize::from(self.centred && !self.is_narrow());
        self.width.saturating_sub(2 * margin)
    }

    /// The cell at which prose ends.
    pub fn prose_edge(&self) -> usize {
        let margin = self.margin();
        margin + self.measure.min(self.width - 2 * margin)
    }

    /// Whether decoration gives way to text.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// Whether there are rows to spare.
    pub(super) fn is_high(&self) -> bool {
        self.rows >= LOW
    }

    /// Cells by which code is indented (screens.md: "indented 4, 2 at 80 columns and below").
    pub(super) fn code_indent(&self) -> usize {
        if self.width.max(self.window) > 80 { 4 } else { 2 }
    }

    /// The set of glyphs: ASCII also where ambiguous characters are wide, since our marks are such.
    pub fn glyphs(&self) -> &'static Glyphs {
        Glyphs::set(self.ascii || self.ambiguous == Ambiguous::Wide)
    }
}
