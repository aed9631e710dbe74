//! The cells of a row as a terminal keeps them: what looks the same is equal, a wide character has two halves.

use std::cell::{OnceCell, RefCell};

use ratatui::style::{Color, Modifier};

use super::Caps;
use crate::screen::Screen;
use crate::screen::encode::{Pen, is_obeyed};
use crate::text::ascii;

/// One cell of a terminal.
#[derive(Clone, Copy, Debug)]
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

impl PartialEq for Unit<'_> {
    fn eq(&self, other: &Self) -> bool {
        let glyph = match (self.glyph.as_bytes(), other.glyph.as_bytes()) {
            // A call for each letter takes most of the time.
            ([one], [other]) => one == other,
            (some, others) => some == others,
        };
        glyph && self.pen == other.pen && self.width == other.width && self.link == other.link
    }
}

impl Unit<'_> {
    /// An erased cell.
    pub const BLANK: Self = Unit {
        glyph: " ",
        width: 1,
        pen: Pen { fg: Color::Reset, bg: Color::Reset, modifiers: Modifier::empty() },
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

/// The address of a link by its number.
#[inline]
fn link(screen: &Screen, number: u16) -> Option<&str> {
    let target = screen.targets.get(usize::from(number.checked_sub(1)?))?;
    Some(target.as_str()).filter(|t| !t.is_empty())
}

/// One row of a terminal.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row<'a> {
    /// Its cells, one for each column up to the last that is not as those behind it.
    pub units: Vec<Unit<'a>>,
    /// What all cells behind those are, if there are any.
    pub rest: Unit<'a>,
}

impl Row<'_> {
    /// The first column that is not blank.
    pub fn first_drawn(&self) -> Option<u16> {
        self.units.iter().position(|unit| unit.glyph != " ").and_then(|x| u16::try_from(x).ok())
    }

    /// Whether terminals may disagree about how many cells it takes.
    pub fn is_doubtful(&self) -> bool {
        self.units.iter().any(Unit::is_doubtful)
    }
}

/// The rows of a screen as cells of a terminal, each read when it is asked for first: every way from one screen to the next asks
/// for most of them.
pub(super) struct Rows<'a> {
    /// The screen.
    pub screen: &'a Screen,
    caps: &'a Caps,
    rows: Vec<OnceCell<Row<'a>>>,
    /// Where a row is read before it is known how long it is.
    room: RefCell<Vec<Unit<'a>>>,
    /// A row that was erased.
    pub erased: Row<'a>,
}

impl<'a> Rows<'a> {
    /// Those of a screen, for a terminal.
    pub fn of(screen: &'a Screen, caps: &'a Caps) -> Self {
        let rows = vec![OnceCell::new(); usize::from(screen.area().height)];
        let erased = Row { units: Vec::new(), rest: Unit::BLANK };
        Self { screen, caps, rows, room: RefCell::default(), erased }
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        usize::from(self.screen.area().width)
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// One of them.
    pub fn row(&self, y: usize) -> &Row<'a> {
        self.rows
            .get(y)
            .map_or(&self.erased, |row| row.get_or_init(|| self.read(y, &mut self.room.borrow_mut())))
    }

    fn read(&self, y: usize, units: &mut Vec<Unit<'a>>) -> Row<'a> {
        let Self { screen, caps, .. } = self;
        let width = usize::from(screen.area().width);
        let start = y * width;
        let cells = screen.cells.content().get(start..start + width).unwrap_or_default();
        let links = screen.links.get(start..start + width).unwrap_or_default();
        units.clear();
        while let Some(cell) = cells.get(units.len()) {
            let symbol = cell.symbol();
            let link = links.get(units.len()).and_then(|number| link(screen, *number)).filter(|_| caps.links);
            let pen = Pen { fg: cell.fg, bg: cell.bg, modifiers: cell.modifier };
            let blank = |pen: Pen| Unit { glyph: " ", width: 1, pen: pen.for_blank(), link };
            match symbol.as_bytes() {
                [b' '] => units.push(blank(pen)),
                [b'!'..=b'~'] => units.push(Unit { glyph: symbol, width: 1, pen, link }),
                _ => match drawable(symbol, caps) {
                    (" ", _) => units.push(blank(pen)),
                    (glyph, false) => units.push(Unit { glyph, width: 1, pen, link }),
                    // Half a wide character cannot be drawn at the right edge.
                    (_, true) if units.len() + 1 == width => units.push(blank(pen)),
                    (glyph, true) => {
                        let half = Unit { glyph: "", width: 0, pen, link };
                        units.extend([Unit { glyph, width: 2, pen, link }, half]);
                    }
                },
            }
        }
        let rest = units.last().copied().filter(Unit::is_empty);
        let is_rest = |unit: &Unit<'_>| rest.is_some_and(|rest| *unit == rest);
        let end = units.iter().rposition(|unit| !is_rest(unit)).map_or(0, |last| last + 1);
        Row { units: units[..end].to_vec(), rest: rest.unwrap_or(Unit::BLANK) }
    }
}

/// What may be drawn of a symbol that is more than a letter of ASCII, and whether it is wide. Whatever a terminal would obey is a blank.
fn drawable<'a>(symbol: &'a str, caps: &Caps) -> (&'a str, bool) {
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
