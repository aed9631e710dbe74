//! What a session keeps and takes from disk: the settings that keys change, the marks, and the themes.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::marks::Keeper;
use super::{Pair, Settings, memory};
use crate::app::{Answer, Memory};
use crate::post::{Marking, Visited};
use crate::session::{Store, Waker};
use crate::text::Clean;
use crate::theme::{Catalog, Depth, Theme};

/// The local reader's store.
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
    /// The thread that writes what keys changed, once one has.
    pub memory: Option<memory::Keeper>,
    /// What came of that which no thread writes.
    pub answers: VecDeque<Answer>,
    /// What is to be called when there is an answer, once the session has begun.
    pub waker: Option<Waker>,
}

/// How long the end of a session waits for the disk.
const PATIENCE: Duration = Duration::from_secs(3);

impl Store for Shelf {
    fn remember(&mut self, memory: Memory) {
        // Nowhere to keep it is no news for each key: it counts until the session ends.
        let Some(path) = &self.state else { return };
        if self.memory.is_none()
            && let Some(waker) = &self.waker
        {
            let (file, site) = (self.file.clone(), self.site.clone());
            self.memory = memory::Keeper::begin(path.clone(), file, site, waker.clone());
        }
        let left = match &self.memory {
            Some(keeper) => keeper.keep(memory),
            None => Some(memory),
        };
        if let Some(memory) = left {
            let kept = memory::keep(path, &[memory], &self.file, self.site.as_deref());
            self.answers.extend(kept.err().map(Answer::Failed));
        }
    }

    fn begin(&mut self, waker: Waker) {
        self.waker = Some(waker.clone());
        let Some(path) = self.marks.clone() else { return };
        self.keeper = Keeper::begin(path, self.sites.clone(), waker);
        if self.keeper.is_none() {
            let words = "Marks count only until you quit: the system has no thread to write them";
            self.answers.push_back(Answer::Failed(Clean::line(words)));
        }
    }

    fn mark(&mut self, ticket: u64, markings: Vec<Marking>) {
        match &self.keeper {
            Some(keeper) => keeper.mark(ticket, markings),
            // Nowhere to keep them, as in a kiosk: they count until the session ends.
            None => self.answers.push_back(Answer::Marked { ticket, result: Ok(()) }),
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
        let own = self.answers.pop_front();
        own.or_else(|| self.keeper.as_ref()?.answer()).or_else(|| self.memory.as_ref()?.answer())
    }

    fn finish(&mut self) {
        let memory = self.memory.as_ref().map(memory::Keeper::settled);
        let marks = self.keeper.as_ref().map(Keeper::settled);
        let end = Instant::now() + PATIENCE;
        for settled in memory.into_iter().chain(marks) {
            // Who has not written by then is not waited for.
            let _ = settled.recv_timeout(end.saturating_duration_since(Instant::now()));
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
