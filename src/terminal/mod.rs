//! The local edge: the terminal the program was started in.

mod bidi;
pub mod capabilities;
mod copying;
mod errands;
#[cfg(unix)]
mod flow;
mod linear;
mod panics;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

pub use capabilities::{Capabilities, Questions, Wishes};
pub use errands::Errands;
pub use linear::Linear;
pub use panics::clean_panics;
#[cfg(unix)]
pub use unix::{Local, ask, end_by, outlive_file_limits};
#[cfg(windows)]
pub use windows::{Local, ask, end_by, outlive_file_limits};

/// Columns and rows where nobody says how many there are.
const USUAL_SIZE: (u16, u16) = (80, 24);

/// The columns of the terminal on standard output, where there is one.
pub fn columns() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0)
}
