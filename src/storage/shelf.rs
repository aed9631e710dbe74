//! What a session keeps and takes from disk: the settings that keys change, and the themes.

use std::path::PathBuf;

use super::{Pair, Remembered, Settings};
use crate::app::Memory;
use crate::session::Store;
use crate::text::Clean;
use crate::theme::{Catalog, Depth, Theme};

/// The local reader's store.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The file of what keys changed; none where the machine has no place for it.
    pub state: Option<PathBuf>,
    /// The settings of the file, without flags and without what is remembered.
    pub file: Settings,
    /// The themes one can choose from.
    pub catalog: Catalog,
    /// How many colours the terminal shows.
    pub depth: Depth,
    /// Whether it has italics.
    pub italics: bool,
    /// The themes that follow the terminal's ground, where a pair is set.
    pub pair: Option<Pair>,
}

impl Store for Shelf {
    fn remember(&mut self, memory: Memory) -> Result<(), Clean> {
        // Nowhere to keep it is no news for each key: it counts until the session ends.
        let Some(path) = &self.state else { return Ok(()) };
        Remembered::keep(path, &memory, &self.file).map_err(|error| {
            Clean::line(&format!("This counts only until you quit; {}: {error}", path.display()))
        })
    }

    fn theme(&self, name: &str) -> Option<Theme> {
        self.catalog.theme(name, self.depth).map(|theme| theme.with_italics(self.italics))
    }

    fn paired(&self, light: bool) -> Option<String> {
        let pair = self.pair.as_ref()?;
        let name = if light { &pair.light } else { &pair.dark };
        // As the theme itself writes its name, which is how the app knows it.
        Some(self.theme(name)?.name)
    }
}
