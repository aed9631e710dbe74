//! Puts text into cells: by grapheme, never past an edge, in the face a part asks for.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Cell;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::app::App;
use crate::layout::Glyphs;
use crate::role::{Face, Ui};
use crate::screen::{Row, Screen};
use crate::text::bidi::{self, Bidi};
use crate::text::width::{Ambiguous, graphemes};
use crate::theme::Theme;

/// As the block of the lines of panes, so that they are none of a post.
pub(super) const OVER: usize = usize::MAX;

/// What every part draws with.
pub(super) struct Ink<'a> {
    /// The session's state.
    pub app: &'a App,
    /// How faces look.
    pub theme: &'a Theme,
    /// The frame.
    pub screen: &'a mut Screen,
    /// The characters of ours.
    pub glyphs: &'static Glyphs,
    /// How wide characters are.
    pub ambiguous: Ambiguous,
}

impl Ink<'_> {
    /// Draws on a row of an area from a cell of it on; gives the cell after the text. What does not fit is not drawn.
    pub fn put(&mut self, area: Rect, x: usize, y: usize, text: &str, face: Face) -> usize {
        let style = self.theme.style(face);
        self.put_styled(area, x, y, text, style, 0)
    }

    /// The same of a part of the program itself.
    pub fn ui(&mut self, area: Rect, x: usize, y: usize, text: &str, part: Ui) -> usize {
        self.put(area, x, y, text, Face::ui(part))
    }

    /// The same, ending before a cell.
    pub fn ui_right(&mut self, area: Rect, end: usize, y: usize, text: &str, part: Ui) -> usize {
        let start = end.saturating_sub(self.cells(text));
        self.ui(area, start, y, text, part);
        start
    }

    /// Draws in a style, as part of a link of the frame (0: of none).
    pub fn put_styled(
        &mut self,
        area: Rect,
        x: usize,
        y: usize,
        text: &str,
        style: Style,
        link: u16,
    ) -> usize {
        let area = area.intersection(self.screen.area());
        let (mut x, width) = (x, usize::from(area.width));
        if y >= usize::from(area.height) {
            return x;
        }
        let text = match self.app.options().bidi {
            Bidi::Ours => bidi::reordered(text),
            Bidi::Terminal => Cow::Borrowed(text),
        };
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            // Of what most text is each byte is a grapheme and takes a cell.
            let end = x.max(width.min(x + text.len()));
            for (at, x) in (x..end).enumerate() {
                self.cell(area, x, y, text.get(at..at + 1).unwrap_or(" "), style, link);
            }
            return end;
        }
        for (_, grapheme) in graphemes(&text) {
            let cells = self.ambiguous.grapheme(grapheme);
            if x + cells > width {
                break;
            }
            if cells > 0 {
                self.cell(area, x, y, grapheme, style, link);
                if cells == 2 {
                    self.cell(area, x + 1, y, " ", style, link);
                }
            }
            x += cells;
        }
        x
    }

    /// Draws a sentence, in another face those bytes of it that are marked. It is put in order as a whole: a mark parts no
    /// words that are read from the right.
    pub fn put_marked(
        &mut self,
        area: Rect,
        (mut x, y): (usize, usize),
        text: &str,
        (face, marked): (Face, Face),
        marks: &[Range<usize>],
    ) -> usize {
        let face_at = |at: usize| if marks.iter().any(|mark| mark.contains(&at)) { marked } else { face };
        for (part, turned) in bidi::parts(text, self.app.options().bidi) {
            let words = text.get(part.clone()).unwrap_or_default();
            if turned {
                for (at, grapheme) in bidi::turned(words) {
                    x = self.put(area, x, y, &grapheme, face_at(part.start + at));
                }
                continue;
            }
            let mut bounds: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
            bounds.retain(|bound| part.contains(bound));
            bounds.extend([part.start, part.end]);
            bounds.sort_unstable();
            for piece in bounds.windows(2) {
                let &[from, to] = piece else { continue };
                x = self.put(area, x, y, text.get(from..to).unwrap_or_default(), face_at(from));
            }
        }
        x
    }

    fn cell(&mut self, area: Rect, x: usize, y: usize, symbol: &str, style: Style, link: u16) {
        let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else { return };
        let (x, y) = (area.x + x, area.y + y);
        if let Some(cell) = self.screen.cells.cell_mut((x, y)) {
            // Nothing of what stood there stays but the ground: no underline, no weight, no colour.
            let ground = cell.bg;
            cell.reset();
            cell.set_symbol(symbol).set_bg(ground).set_style(style);
        }
        let at = usize::from(y) * usize::from(self.screen.area().width) + usize::from(x);
        if let Some(slot) = self.screen.links.get_mut(at) {
            *slot = link;
        }
    }

    /// Blanks an area, down to its ground.
    pub fn clear(&mut self, area: Rect) {
        let (area, width) = (area.intersection(self.screen.area()), usize::from(self.screen.area().width));
        let mut ground = Cell::default();
        ground.set_style(self.theme.ground());
        for y in area.rows().map(|row| usize::from(row.y)) {
            let row = y * width + usize::from(area.x)..y * width + usize::from(area.right());
            self.screen.cells.content.get_mut(row.clone()).unwrap_or_default().fill(ground.clone());
            self.screen.links.get_mut(row).unwrap_or_default().fill(0);
        }
        let said = &mut self.screen.said;
        said.links.retain(|link| !area.contains(link.at));
        for row in said.rows.iter_mut().take(usize::from(area.bottom())).skip(usize::from(area.y)) {
            *row = Row::default();
        }
    }

    /// Puts a ground under cells of a row whose text is still to come.
    pub fn ground(&mut self, area: Rect, cells: Range<usize>, y: usize, color: Color) {
        let area = area.intersection(self.screen.area());
        let Ok(y) = u16::try_from(y) else { return };
        for x in cells.start..cells.end.min(usize::from(area.width)) {
            let x = area.x + u16::try_from(x).unwrap_or(u16::MAX - area.x);
            if let Some(cell) = self.screen.cells.cell_mut((x, area.y + y)) {
                cell.set_bg(color);
            }
        }
    }

    /// Says which lines stand on a row of an area.
    pub fn row(&mut self, area: Rect, y: usize) -> Option<&mut Row> {
        self.screen.said.rows.get_mut(usize::from(area.y) + y)
    }

    /// Says that a row of an area is one to choose from, its words from a column of the area on, and its number.
    pub fn choice(&mut self, area: Rect, (x, y): (usize, usize), number: Option<usize>, selected: bool) {
        let words = area.x + u16::try_from(x).unwrap_or(0);
        if let Some(row) = self.row(area, y) {
            (row.words, row.number, row.selected) = (words, number, selected);
        }
    }

    /// Says which line of the post, or of what lies over it, stands on a row of an area.
    pub fn line(&mut self, area: Rect, y: usize, block: usize, line: usize) {
        if let Some(row) = self.row(area, y) {
            row.body = Some((block, line));
        }
    }

    /// Puts the hardware cursor on a cell of an area.
    pub fn cursor(&mut self, area: Rect, x: usize, y: usize) {
        let inside = x < usize::from(area.width) && y < usize::from(area.height);
        if let (true, Ok(x), Ok(y)) = (inside, u16::try_from(x), u16::try_from(y)) {
            self.screen.cursor = Some((area.x + x, area.y + y).into());
        }
    }

    /// Cells of a text.
    pub fn cells(&self, text: &str) -> usize {
        self.ambiguous.cells(text)
    }

    /// The text, or as much of it as fits into so many cells with an ellipsis at its end.
    pub fn fit(&self, text: &str, cells: usize) -> String {
        if self.cells(text) <= cells {
            return text.to_owned();
        }
        let ellipsis = self.glyphs.ellipsis;
        let (head, _) = self.ambiguous.fit(text, cells.saturating_sub(self.cells(ellipsis)));
        let head = head.trim_end();
        if self.cells(ellipsis) > cells { String::new() } else { format!("{head}{ellipsis}") }
    }

    /// A text broken between words into lines of at most so many cells.
    pub fn wrap(&self, text: &str, cells: usize) -> Vec<String> {
        self.ambiguous.wrap(text, cells)
    }
}
