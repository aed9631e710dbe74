//! base16 and base24 schemes, and the table Role → Style made from one.

use ratatui::style::Style;

use crate::role::Face;

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None: bold, italic, underline, reverse only.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// The palette of 256.
    Palette,
    /// 24 bits.
    True,
}

/// How every face looks on one terminal.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its name, as `--theme` takes it.
    pub name: String,
    /// The colours it may use.
    pub depth: Depth,
}

impl Theme {
    /// The theme of that name (`default` is the terminal's own colours).
    pub fn named(name: &str, depth: Depth) -> Option<Self> {
        Some(Self { name: name.to_owned(), depth })
    }

    /// How a face looks.
    pub fn style(&self, face: Face) -> Style {
        let _ = face;
        Style::default()
    }
}
