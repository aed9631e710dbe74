//! What is kept on disk for the reader: settings, schemes of their own, marks, and what a key asked to remember.
//!
//! Everything here lies in the reader's own folders; nothing is ever written into a blog's. A file that is
//! missing or broken is a [`crate::problem::Problem`] at most: the program goes on with what it has.

mod background;
mod index;
pub mod marks;
mod memory;
mod paths;
mod remote;
mod schemes;
mod settings;
mod shelf;
mod watch;

pub use background::step_back;
pub use index::{Haste, Index, Sentences};
pub use memory::Remembered;
pub use paths::Paths;
pub use schemes::schemes;
pub use settings::{Copies, Links, OF_SITE, OPTIONS, Origin, Own, Pair, Row, Settings, View, When};
pub use shelf::Shelf;
pub use watch::{Watching, let_go, watch, watch_words};

use std::io::Read;
use std::path::Path;

/// Reads a file of at most so many bytes as text; what is no UTF-8 in it is replaced.
fn read_text(path: &Path, limit: usize) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        return Err(std::io::Error::other(format!("larger than {} KiB", limit / 1024)));
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}
