//! The cells of a row as a terminal keeps them: what looks the same is equal, a wide character has two halves.

use super::Caps;
use crate::screen::Screen;
use crate::screen::encode::{Pen, is_obeyed};
use crate::text::ascii;

/// One cell of a terminal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit<'a> {
    /// What is drawn; empty in the second half of a wide character.
    pub glyph: &'a str,
    /// Cells it takes: 2, 1, or 0 for a second half.
    pub width: u8,
    /// How it is drawn.
    pub pen: Pen,
    /// The address of the link it belongs to.
    pub link: Option<&'a str>,
}

impl Unit<'_> {
    /// An erased cell.
    pub const BLANK: Self = Unit {
        glyph: " ",
        width: 1,
        pen: Pen {
            fg: ratatui::style::Color::Reset,
            bg: ratatui::style::Color::Reset,
            modifiers: ratatui::style::Modifier::empty(),
        },
        link: None,
    };

    /// Whether nothing shows but the ground.
    pub fn is_empty(&self) -> bool {
        self.glyph == " " && self.link.is_none() && self.pen.leaves_blanks_empty()
    }

    /// Whether it is empty, with the ground that another one has.
    pub fn is_only_ground_of(&self, other: &Self) -> bool {
        self.is_empty() && other.pen.leaves_blanks_empty() && self.pen.bg == other.pen.bg
    }

    /// Whether terminals may disagree about how many cells the glyph takes: emoji and clusters.
    pub fn is_doubtful(&self) -> bool {
        let mut chars = self.glyph.chars();
        let Some(first) = chars.next() else { return false };
        let settled = match self.width {
            2 => matches!(first, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
                | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
                | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}'),
            _ => true,
        };
        !settled || chars.any(|c| !matches!(c, '\u{300}'..='\u{36f}'))
    }
}

/// The address of the link that a cell belongs to.
fn link(screen: &Screen, index: usize) -> Option<&str> {
    let number = screen.links.get(index).copied().unwrap_or(0);
    let target = screen.targets.get(usize::from(number.checked_sub(1)?))?;
    Some(target.as_str()).filter(|t| !t.is_empty())
}

/// Whether two rows are the same cell by cell: quick, and enough to pass over a row.
pub(super) fn same(a: &Screen, row: usize, b: &Screen, other: usize) -> bool {
    let width = usize::from(a.area().width);
    let (left, right) = (row * width, other * width);
    a.cells.content().get(left..left + width) == b.cells.content().get(right..right + width)
        && (0..width).all(|x| link(a, left + x) == link(b, right + x))
}

/// The first column of a row that is not blank.
pub(super) fn first_drawn(screen: &Screen, row: usize) -> Option<u16> {
    let width = usize::from(screen.area().width);
    let cells = screen.cells.content().get(row * width..(row + 1) * width)?;
    cells.iter().position(|cell| cell.symbol() != " ").and_then(|x| u16::try_from(x).ok())
}

/// Whether terminals may disagree about how many cells a row takes.
pub(super) fn is_doubtful(screen: &Screen, row: usize, caps: &Caps) -> bool {
    let mut units = Vec::new();
    read(&mut units, screen, row, caps);
    units.iter().any(Unit::is_doubtful)
}

/// Adds the cells of a row to `units`, one for each column.
pub(super) fn read<'a>(units: &mut Vec<Unit<'a>>, screen: &'a Screen, row: usize, caps: &Caps) {
    let width = usize::from(screen.area().width);
    let start = row * width;
    let Some(cells) = screen.cells.content().get(start..start + width) else { return };
    let mut x = 0;
    while let Some(cell) = cells.get(x) {
        let (glyph, wide) = drawable(cell.symbol(), caps);
        let pen = Pen { fg: cell.fg, bg: cell.bg, modifiers: cell.modifier };
        let pen = if glyph == " " { pen.for_blank() } else { pen };
        let link = if caps.links { link(screen, start + x) } else { None };
        // Half a wide character cannot be drawn at the right edge.
        let fits = !wide || x + 1 < width;
        match fits {
            true => units.push(Unit { glyph, width: 1 + u8::from(wide), pen, link }),
            false => units.push(Unit { glyph: " ", width: 1, pen: pen.for_blank(), link }),
        }
        if wide && fits {
            units.push(Unit { glyph: "", width: 0, pen, link });
        }
        x += 1 + usize::from(wide && fits);
    }
}

/// What may be drawn of a symbol, and whether it is wide. Whatever a terminal would obey is a blank.
fn drawable<'a>(symbol: &'a str, caps: &Caps) -> (&'a str, bool) {
    if let [b' '..=b'~'] = symbol.as_bytes() {
        return (symbol, false);
    }
    if symbol.chars().any(is_obeyed) {
        return (" ", false);
    }
    if !caps.utf8 {
        return (symbol.chars().next().map_or(" ", |c| ascii::as_text(ascii::stand_in(c))), false);
    }
    match caps.ambiguous.grapheme(symbol) {
        0 => (" ", false),
        1 => (symbol, false),
        _ => (symbol, true),
    }
}
