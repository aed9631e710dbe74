//! Another library with all that the app has to know of it: made beside the loop, so that no key waits while a hundred
//! thousand posts are looked through.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::list::{List, Way};
use super::reload::numbers;
use super::{App, Effect, Focus};
use crate::library::Library;
use crate::post::{Kept, Numbers, Visited};

/// What a list depends on beside the library: while it is the same, a list that was made by it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    way: Way,
    /// Compared by its place in memory: who changes what is kept makes another one while it is held here.
    kept: Same<Kept>,
    /// The folders of sites for which no marks are kept.
    without_marks: Vec<PathBuf>,
}

/// Something shared, equal to itself alone.
#[derive(Clone, Debug)]
struct Same<T>(Arc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A library that takes the place of another one.
#[derive(Clone, Debug)]
pub struct Arrival {
    before: Arc<Library>,
    library: Arc<Library>,
    recipe: Recipe,
    numbers: Numbers,
    list: List,
    /// The posts that are there, for the next visit, of sites where not all were there at the last.
    visits: Vec<(String, Visited)>,
    /// How often it was made.
    made: usize,
}

/// How often it is made again beside the loop, while the reader types a filter; then the loop does it.
const MADE: usize = 4;

impl PartialEq for Arrival {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.library, &other.library) && self.made == other.made
    }
}

impl Arrival {
    /// Finds out what is to be known of a library that takes the place of another.
    pub fn new(before: Arc<Library>, library: Arc<Library>, recipe: Recipe, now: Timestamp) -> Self {
        let numbers = numbers(&before, &library);
        library.take_open(&before, &numbers);
        let list =
            List::in_place_of(&recipe.way, &numbers, library.marks(&recipe.kept.0, now), &library, now);
        let visits = match library.is_whole() {
            true => {
                let has_marks = |root: &Path| recipe.without_marks.iter().all(|other| other != root);
                library.visit(&recipe.kept.0, has_marks, now)
            }
            // What has not come yet would be new at the next visit.
            false => Vec::new(),
        };
        Self { before, library, recipe, numbers, list, visits, made: 1 }
    }

    /// The same in the place of another library, by another recipe.
    #[must_use]
    pub fn again(self, before: Arc<Library>, recipe: Recipe, now: Timestamp) -> Self {
        Self { made: self.made + 1, ..Self::new(before, self.library, recipe, now) }
    }
}

impl App {
    /// What a list depends on now.
    pub fn recipe(&self) -> Recipe {
        let roots = self.library.sites().iter().map(|site| &site.root);
        let without_marks = roots.filter(|root| !self.options.keeps_marks(root)).cloned().collect();
        Recipe { way: self.list.way(), kept: Same(self.marker.shared()), without_marks }
    }

    /// Takes a library that was found at the start: at once, or made again where something changed since it was made.
    pub(super) fn arrives(&mut self, arrival: Arrival) -> Vec<Effect> {
        let is_late = self.library.is_whole()
            || !arrival.library.is_whole() && arrival.library.posts().len() < self.library.posts().len();
        // The open post is not gone only because a look at all has not come to it yet.
        let has_open = self.reader.post().is_none_or(|post| arrival.numbers.contains_key(&post));
        if !arrival.library.is_whole() && !has_open {
            return Vec::new();
        }
        if is_late && arrival.made > 1 {
            return Vec::new();
        }
        let counts = Arc::ptr_eq(&arrival.before, &self.library) && arrival.recipe == self.recipe();
        if self.focus != Focus::List {
            self.list.hold();
        }
        match counts {
            true => self.take(arrival),
            false if arrival.made < MADE => vec![Effect::Prepare(Box::new(arrival))],
            false => self.reloaded(arrival.library.clone()),
        }
    }

    /// Takes another library, asked for or because files have changed; the open post is read again.
    pub(super) fn reloaded(&mut self, library: Arc<Library>) -> Vec<Effect> {
        let arrival = Arrival::new(self.library.clone(), library, self.recipe(), self.now);
        self.take(arrival)
    }

    fn take(&mut self, arrival: Arrival) -> Vec<Effect> {
        let Arrival { library, mut numbers, list, visits, .. } = arrival;
        let mut effects = self.renumber(library, &mut numbers, list);
        effects.extend(self.seek());
        if !visits.is_empty() {
            effects.push(Effect::Visit { visits, at: self.now });
        }
        effects
    }
}
