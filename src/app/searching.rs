//! Searching in all posts: typing, what comes of it, opening what was found, coming back.

use std::sync::Arc;

use super::overlay::{self, Overlay, SearchPane, Sought};
use super::reader::{Aim, Goal};
use super::{App, Effect, Focus, Message};
use crate::library::fulltext::{Excerpt, Hit, Search};
use crate::post::PostId;

impl App {
    /// Opens the field.
    pub(super) fn search(&mut self) {
        self.overlay = Some(Overlay::Search(Box::default()));
    }

    /// Opens it as it was.
    pub(super) fn search_again(&mut self, text: &str, selected: Option<PostId>) -> Vec<Effect> {
        self.overlay = Some(Overlay::Search(Box::new(SearchPane::again(text, selected))));
        self.seek()
    }

    /// Looks for what the field holds.
    pub(super) fn seek(&mut self) -> Vec<Effect> {
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return Vec::new() };
        match Search::parse(pane.field().text()) {
            Ok(search) => {
                let posts = search.posts(&self.library, self.list.marks(), self.now);
                if !pane.begin(search, posts.clone()) {
                    return Vec::new();
                }
                vec![Effect::Search { search: Arc::clone(pane.search()), posts }]
            }
            Err(error) => {
                pane.fail(error);
                Vec::new()
            }
        }
    }

    /// Text for the field.
    pub(super) fn search_typed(&mut self, text: &str) -> Vec<Effect> {
        if let Some(Overlay::Search(pane)) = &mut self.overlay {
            pane.typed(text);
        }
        self.seek()
    }

    /// A key in the field.
    pub(super) fn search_key(&mut self, message: Message) -> Vec<Effect> {
        let rows = self.search_rows();
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return Vec::new() };
        match pane.type_key(message, rows, &self.library) {
            Sought::Other => self.seek(),
            Sought::Opens if self.options.by_lines => {
                pane.settle_keys();
                Vec::new()
            }
            Sought::Opens if pane.opens_later() => Vec::new(),
            Sought::Opens => self.open_hit(),
            Sought::Leaves => self.leave_search(),
            Sought::Same => Vec::new(),
        }
    }

    /// A message while there is a search that no key of its field gave: the wheel's, or of a key among what was found.
    pub(super) fn update_search(&mut self, message: Message, count: Option<usize>) -> Option<Vec<Effect>> {
        use Message as M;
        let rows = self.search_rows();
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return None };
        if pane.step(message, count, rows) {
            return Some(Vec::new());
        }
        match message {
            M::Open => return Some(self.open_hit()),
            M::Find => pane.type_on(),
            M::Close | M::Back | M::Cancel => return Some(self.leave_search()),
            M::Repaint | M::Suspend | M::Quit | M::Mouse | M::Narrower | M::Wider | M::DefaultWidth => {
                return None;
            }
            M::ToggleList | M::Zen | M::Reload | M::Undo => return None,
            M::NextPart | M::PreviousPart => {}
            _ => {
                self.overlay = None;
                return Some(self.update(message, count));
            }
        }
        Some(Vec::new())
    }

    /// A press of the mouse on a line of the search.
    pub(super) fn press_search(&mut self, line: usize) -> Vec<Effect> {
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return Vec::new() };
        let Some(line) = line.checked_sub(usize::from(overlay::HEAD)) else { return Vec::new() };
        let row = pane.top() + line / overlay::SEARCH_ROWS;
        if row == pane.at() {
            return self.open_hit();
        }
        pane.select_row(row);
        Vec::new()
    }

    /// Back to what lay under the search when it was opened.
    fn leave_search(&mut self) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Search(pane)) if pane.is_returned() => self.back(),
            _ => {
                self.overlay = None;
                Vec::new()
            }
        }
    }

    /// Opens the selected post where the words are.
    fn open_hit(&mut self) -> Vec<Effect> {
        let now = self.moment();
        let Some(Overlay::Search(pane)) = &self.overlay else { return Vec::new() };
        let Some(hit) = pane.selected() else { return Vec::new() };
        let (post, search, returned) = (hit.post, Arc::clone(pane.search()), pane.is_returned());
        let goal = match (&hit.excerpt, search.has_words()) {
            (_, false) => Goal::Top,
            (Some(excerpt), true) => Goal::Hits(Aim::new(&search, excerpt.block + 1, excerpt.offset)),
            (None, true) => Goal::Hits(Aim::new(&search, 0, 0)),
        };
        self.overlay = None;
        if !returned {
            self.history.leave(self.moment());
        }
        self.history.leave(now);
        self.focus = if self.options.list { Focus::Beside } else { Focus::Post };
        self.list.select(post);
        self.ask(post, goal)
    }

    /// Posts that a search found; `done` where it has looked at all.
    pub(super) fn found(&mut self, search: &Arc<Search>, hits: Vec<Hit>, done: bool) -> Vec<Effect> {
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return Vec::new() };
        if !Arc::ptr_eq(pane.search(), search) {
            return Vec::new();
        }
        if !hits.is_empty() {
            pane.found(hits);
        }
        if done {
            pane.finish();
        }
        if pane.take_opening() { self.open_hit() } else { Vec::new() }
    }

    /// Sentences of posts that were found.
    pub(super) fn excerpts(&mut self, search: &Arc<Search>, excerpts: Vec<(PostId, Option<Excerpt>)>) {
        if let Some(Overlay::Search(pane)) = &mut self.overlay
            && Arc::ptr_eq(pane.search(), search)
        {
            pane.fill(excerpts);
        }
    }

    /// Brings the selected row into view; asks for the sentences that the next frame lacks.
    pub(super) fn settle_search(&mut self) -> Vec<Effect> {
        let rows = self.search_rows();
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return Vec::new() };
        let posts = pane.settle(rows);
        match posts.is_empty() {
            true => Vec::new(),
            false => vec![Effect::Excerpts { search: Arc::clone(pane.search()), posts }],
        }
    }

    /// What the bodies of posts yield became known, or more of it. Who saw a part
    /// of what is wrong is told that this is all.
    pub(super) fn learned(&mut self) {
        if self.library.is_learning() {
            return;
        }
        self.list.learn(&self.library, self.now);
        let refilled = self.refill_problems();
        let listed =
            self.overlay.is_none() && self.focus == Focus::List && self.list.query().asks_for_problems();
        if self.prompt.take_part() && (refilled || listed) {
            self.prompt.say("All posts have been looked at");
        }
    }

    /// Whether what is shown, or was asked for, is not all there is before the bodies of all posts have been read.
    pub fn awaits_bodies(&self) -> bool {
        let shown = self.focus == Focus::List && self.list.depends_on_bodies();
        !self.list.knows_bodies() && (shown || self.shows_problems())
    }

    /// The posts that a view of the search shows.
    fn search_rows(&self) -> usize {
        let area = self.regions().pane.unwrap_or_default();
        usize::from(area.height.saturating_sub(overlay::HEAD)) / overlay::SEARCH_ROWS
    }
}
