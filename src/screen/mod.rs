//! What one frame shows, the bytes that bring a terminal from one frame to the next, and the bytes that come back.
//!
//! Pure: no terminal is touched here. The local edge, an SSH channel and `print` need the same bytes.

mod diff;
pub mod encode;
mod event;
pub mod input;
mod linear;
mod order;

pub use diff::{Caps, Scrolling, diff};
pub use event::{Event, Key, KeyCode, Mouse, MouseAction, Reply};
pub use linear::{linear, message};
pub use order::hand_over;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::Clean;

/// What one frame shows: cells, and beside them which cells belong to which link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// The cells.
    pub cells: Buffer,
    /// For each cell the number of its link in `targets` plus 1; 0 for none.
    pub links: Vec<u16>,
    /// The addresses of the links on this screen.
    pub targets: Vec<Clean>,
    /// Where the hardware cursor stands; hidden where there is none.
    pub cursor: Option<Position>,
    /// What makes no difference to what a terminal shows, but to who reads line by line.
    pub said: Said,
}

/// What a frame is, for who reads it line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What it is of: another list, post or search is another place, and is read whole.
    pub place: String,
    /// The row at which a message to the reader begins; it ends with the last one.
    pub message: Option<u16>,
    /// Column and row at which the keys begin that it offers: those are not read aloud each time.
    pub keys: Option<Position>,
    /// What keys are for at the moment.
    pub takes: Takes,
    /// What each row is.
    pub rows: Vec<Row>,
    /// Where each link in view begins.
    pub links: Vec<SaidLink>,
}

/// What a row is. Those of the program's own are nothing of all this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line of the list.
    pub list: Option<usize>,
    /// The block and the line in it of the post, or of what lies over it: so two lines that read alike are told apart.
    pub body: Option<(usize, usize)>,
    /// For one of the rows to choose from, the column at which its words begin; signs that show stand before it. Else 0.
    pub words: u16,
    /// The number it can be asked for by, from 1.
    pub number: Option<usize>,
    /// Whether it is the one that is selected.
    pub selected: bool,
    /// Whether it is a post that is read.
    pub read: bool,
}

/// A link, for who reads line by line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidLink {
    /// Where it begins.
    pub at: Position,
    /// The number it can be asked for by, from 1.
    pub number: usize,
    /// Whether it is selected.
    pub selected: bool,
}

/// What keys are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Takes {
    /// Each does its work.
    #[default]
    Keys,
    /// They are typed into a field.
    Text,
    /// They choose one of the things that letters lie on.
    Letters,
    /// Each does its work, and none of them opens a field to find something.
    Panned,
}

impl Screen {
    /// An empty screen.
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            cells: Buffer::empty(Rect::new(0, 0, width, height)),
            links: vec![0; usize::from(width) * usize::from(height)],
            targets: Vec::new(),
            cursor: None,
            said: Said { rows: vec![Row::default(); usize::from(height)], ..Said::default() },
        }
    }

    /// Makes it the beginning of a frame of this size. In its cells stands what stood there: whoever draws blanks them first.
    pub fn begin(&mut self, width: u16, height: u16) {
        if self.area() != Rect::new(0, 0, width, height) {
            *self = Self::new(width, height);
            return;
        }
        self.targets.clear();
        self.cursor = None;
        let mut rows = std::mem::take(&mut self.said.rows);
        rows.fill(Row::default());
        self.said = Said { rows, ..Said::default() };
    }

    /// The whole of it.
    pub fn area(&self) -> Rect {
        self.cells.area
    }
}
