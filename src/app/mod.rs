//! The state of a session, what messages do to it, and the table of keys.
//!
//! Pure: [`App::handle`] takes what happened and the time, changes the state and says what should be done.
//! It knows no terminal, no clock, no file.

mod effect;
mod message;
mod options;

pub use effect::{Answer, Effect, Memory};
pub use message::Message;
pub use options::{DateFormat, Options, Rebinding};

use std::sync::Arc;

use jiff::Timestamp;

use crate::library::Library;
use crate::screen::Event;

/// One reader's state.
#[derive(Debug)]
pub struct App {
    library: Arc<Library>,
    options: Options,
    size: (u16, u16),
}

impl App {
    /// A session over a library in a window of `size` (cells, rows).
    pub fn new(library: Arc<Library>, options: Options, size: (u16, u16), now: Timestamp) -> Self {
        let _ = now;
        Self { library, options, size }
    }

    /// What should be done before the first event: opening the post to begin with.
    pub fn start(&mut self, now: Timestamp) -> Vec<Effect> {
        let _ = now;
        Vec::new()
    }

    /// Something came from the terminal.
    pub fn handle(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        let _ = now;
        if let Event::Resize { width, height } = event {
            self.size = (width, height);
        }
        Vec::new()
    }

    /// Something came of an effect.
    pub fn answer(&mut self, answer: Answer, now: Timestamp) -> Vec<Effect> {
        let _ = now;
        if let Answer::Reloaded(library) = answer {
            self.library = library;
        }
        Vec::new()
    }

    /// When [`App::tick`] wants to be called, if nothing happens before; none at rest.
    pub fn deadline(&self) -> Option<Timestamp> {
        None
    }

    /// The deadline has come.
    pub fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        let _ = now;
        Vec::new()
    }

    /// Lays out what the next frame shows; to be called before every draw. The effects are highlighting
    /// of code that came into view.
    pub fn settle(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// Whether an answer is awaited that the next frame would show: worth a wait of a few milliseconds.
    pub fn waiting(&self) -> bool {
        false
    }

    /// The name of the theme to draw with; it changes while the picker is open.
    pub fn theme(&self) -> &str {
        &self.options.theme
    }

    /// The window's size in cells and rows.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// All posts.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }
}
