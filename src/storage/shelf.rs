//! What a session keeps and takes from disk: the settings that keys change, the marks, and the themes.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::marks::Keeper;
use super::{Pair, Remembered, Settings};
use crate::app::{Answer, Memory};
use crate::post::{Marking, Visited};
use crate::session::{Store, Waker};
use crate::text::Clean;
use crate::theme::{Catalog, Depth, Theme};

/// The local reader's store.
#[derive(Debug)]
pub struct Shelf {
    /// The file of what keys changed; none where the machine has no place for it.
    pub state: Option<PathBuf>,
    /// The file of marks; none where the machine has no place for it.
    pub marks: Option<PathBuf>,
    /// The sites whose marks are shown.
    pub sites: Vec<String>,
    /// The site that is open alone, for which widths and themes are kept.
    pub site: Option<PathBuf>,
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
    /// The thread that writes marks, once the session has begun.
    pub keeper: Option<Keeper>,
    /// What was marked where nothing keeps marks.
    pub counted: VecDeque<u64>,
}

/// How long the end of a session waits for the disk.
const PATIENCE: Duration = Duration::from_secs(3);

impl Store for Shelf {
    fn remember(&mut self, memory: Memory) -> Result<(), Clean> {
        // Nowhere to keep it is no news for each key: it counts until the session ends.
        let Some(path) = &self.state else { return Ok(()) };
        Remembered::keep(path, &memory, &self.file, self.site.as_deref()).map_err(|error| {
            Clean::line(&format!("This counts only until you quit; {}: {error}", path.display()))
        })
    }

    fn begin(&mut self, waker: Waker) {
        self.keeper = self.marks.clone().map(|path| Keeper::begin(path, self.sites.clone(), waker));
    }

    fn mark(&mut self, ticket: u64, markings: Vec<Marking>) {
        match &self.keeper {
            Some(keeper) => keeper.mark(ticket, markings),
            // Nowhere to keep them, as in a kiosk: they count until the session ends.
            None => self.counted.push_back(ticket),
        }
    }

    fn visit(&mut self, visits: Vec<(String, Visited)>, at: Timestamp) {
        if let Some(keeper) = &self.keeper {
            keeper.visit(visits, at);
        }
    }

    fn look(&mut self) {
        if let Some(keeper) = &mut self.keeper {
            keeper.look(Instant::now());
        }
    }

    fn answer(&mut self) -> Option<Answer> {
        let counted = self.counted.pop_front().map(|ticket| Answer::Marked { ticket, result: Ok(()) });
        counted.or_else(|| self.keeper.as_ref()?.answer())
    }

    fn finish(&mut self) {
        if let Some(keeper) = &self.keeper {
            keeper.finish(PATIENCE);
        }
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
