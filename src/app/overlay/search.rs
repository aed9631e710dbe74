//! The search in all posts: a field, and under it the posts that have the words, with the sentence around them.
//!
//! It knows nothing of texts: what is found comes as answers, and the sentences of rows that come into view are asked for.

use std::collections::HashSet;
use std::sync::Arc;

use crate::app::completing::Offers;
use crate::app::cursor::Cursor;
use crate::app::field::Field;
use crate::app::message::Message;
use crate::library::fulltext::{self, Excerpt, Hit, Search};
use crate::library::{Library, QueryError};
use crate::post::PostId;

/// The rows of the window that one post takes: its title, and the sentence.
pub const ROWS: usize = 2;

/// The search in all posts.
#[derive(Clone, Debug, Default)]
pub struct SearchPane {
    field: Field,
    error: Option<QueryError>,
    offers: Option<Offers>,
    search: Arc<Search>,
    /// The posts among which it looks, newest first.
    posts: Vec<PostId>,
    hits: Vec<Hit>,
    /// Whether `hits` are of this search, not still of the one before.
    fresh: bool,
    done: bool,
    cursor: Cursor,
    /// The post on which the cursor stays; none while it is on the best one, whichever that is.
    stays: Option<PostId>,
    asked: HashSet<PostId>,
    /// Whether the reader came back to it.
    returned: bool,
    /// Whether keys go among what was found and not into the field.
    settled: bool,
    /// Whether the best post is to be opened once all were looked at.
    opens: bool,
}

/// What a key in the field came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Other words: they are to be looked for.
    Other,
    /// The selected post is to be opened.
    Opens,
    /// The search is left.
    Leaves,
    /// Nothing else.
    Same,
}

impl SearchPane {
    /// A search that holds a text already, with the post that was selected in it: one that the reader comes back to.
    /// Keys go among what was found, so that the one which led back leads on and is not typed.
    pub fn again(text: &str, selected: Option<PostId>) -> Self {
        let field = Field::new(text);
        Self { field, stays: selected, returned: true, settled: true, ..Self::default() }
    }

    /// Whether keys are typed into the field.
    pub fn is_typing(&self) -> bool {
        !self.settled
    }

    /// Goes on typing.
    pub fn type_on(&mut self) {
        self.settled = false;
    }

    /// What is typed is taken: keys go among what was found.
    pub fn settle_keys(&mut self) {
        self.settled = true;
    }

    /// The field.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// What is wrong with what is typed.
    pub fn error(&self) -> Option<&QueryError> {
        self.error.as_ref()
    }

    /// What is looked for.
    pub fn search(&self) -> &Arc<Search> {
        &self.search
    }

    /// What was found so far, the best first.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// Whether all posts were looked at.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Whether nothing of this search has come yet.
    pub fn is_waiting(&self) -> bool {
        !self.fresh && !self.done && !self.search.is_empty()
    }

    /// Whether the best post is to be opened once all were looked at: Enter came before anything of what is typed was found.
    pub fn is_opening(&self) -> bool {
        self.opens
    }

    /// The reader wants the best post; whether it is still to be found.
    pub fn opens_later(&mut self) -> bool {
        self.opens = self.is_waiting() && self.error.is_none();
        self.opens
    }

    /// Whether the best post is to be opened now.
    pub fn take_opening(&mut self) -> bool {
        self.done && std::mem::take(&mut self.opens)
    }

    /// Whether the reader came back to it from a post that it found.
    pub fn is_returned(&self) -> bool {
        self.returned
    }

    /// The selected row.
    pub fn at(&self) -> usize {
        self.cursor.at
    }

    /// The first row in view.
    pub fn top(&self) -> usize {
        self.cursor.top
    }

    /// The selected post.
    pub fn selected(&self) -> Option<&Hit> {
        self.hits.get(self.cursor.at)
    }

    /// Text was typed or pasted.
    pub fn typed(&mut self, text: &str) {
        self.field.insert(text);
        self.offers = None;
    }

    /// A key in the field. `rows` are the posts that a view shows.
    pub fn type_key(&mut self, message: Message, rows: usize, library: &Library) -> Sought {
        match message {
            Message::Accept => return Sought::Opens,
            Message::Leave | Message::Cancel => return Sought::Leaves,
            Message::Erase if self.field.text().is_empty() => return Sought::Leaves,
            Message::Complete => return self.complete(library),
            _ if self.step(message, None, rows) => return Sought::Same,
            _ => {}
        }
        let before = self.field.text().to_owned();
        self.field.edit(message);
        self.offers = None;
        if self.field.text() == before { Sought::Same } else { Sought::Other }
    }

    fn complete(&mut self, library: &Library) -> Sought {
        match Offers::complete(&mut self.offers, &mut self.field, library) {
            true => Sought::Other,
            false => Sought::Same,
        }
    }

    /// Moves among what was found; says whether the message was a move.
    pub fn step(&mut self, message: Message, count: Option<usize>, rows: usize) -> bool {
        let moved = self.cursor.step(message, count, self.hits.len(), rows.saturating_sub(1));
        if moved {
            self.stays = self.selected().map(|hit| hit.post);
        }
        moved
    }

    /// Selects a row.
    pub fn select_row(&mut self, row: usize) {
        self.cursor.at = row.min(self.hits.len().saturating_sub(1));
        self.stays = self.selected().map(|hit| hit.post);
    }

    /// Begins another search; false where there is nothing to look for. What the one before found stays until then.
    pub fn begin(&mut self, search: Search, posts: Vec<PostId>) -> bool {
        self.error = None;
        (self.search, self.posts) = (Arc::new(search), posts);
        (self.fresh, self.done) = (false, false);
        if !self.returned || self.stays.is_some_and(|post| !self.posts.contains(&post)) {
            self.stays = None;
        }
        if self.search.is_empty() {
            self.found(Vec::new());
            self.done = true;
        }
        !self.done
    }

    /// What is typed cannot be looked for.
    pub fn fail(&mut self, error: QueryError) {
        self.error = Some(error);
    }

    /// Something was found.
    pub fn found(&mut self, hits: Vec<Hit>) {
        if !std::mem::replace(&mut self.fresh, true) {
            self.hits.clear();
            self.asked.clear();
            self.cursor = Cursor::default();
        }
        self.hits.extend(hits);
        fulltext::sort(&mut self.hits, &self.posts);
        let stays = self.stays.and_then(|post| self.hits.iter().position(|hit| hit.post == post));
        self.cursor.at = stays.unwrap_or(0);
    }

    /// All posts were looked at.
    pub fn finish(&mut self) {
        if !self.fresh {
            self.found(Vec::new());
        }
        self.done = true;
    }

    /// Takes sentences.
    pub fn fill(&mut self, excerpts: Vec<(PostId, Option<Excerpt>)>) {
        for (post, excerpt) in excerpts {
            if let Some(hit) = self.hits.iter_mut().find(|hit| hit.post == post) {
                hit.excerpt = excerpt;
            }
        }
    }

    /// Brings the selected row into a view of so many posts; gives those in view whose sentence is not known and was not asked for.
    pub fn settle(&mut self, rows: usize) -> Vec<PostId> {
        let at = self.cursor.at;
        self.cursor.reveal(at, at, self.hits.len(), rows);
        if !self.search.has_words() {
            return Vec::new();
        }
        let view = self.hits.iter().skip(self.cursor.top).take(rows).filter(|hit| hit.excerpt.is_none());
        let unknown: Vec<PostId> = view.map(|hit| hit.post).collect();
        unknown.into_iter().filter(|post| self.asked.insert(*post)).collect()
    }
}
