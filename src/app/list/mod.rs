//! The list of posts: what the filter lets through, in an order, under years.

mod filter;
mod lines;
mod made;
mod marked;

pub use filter::{Typed, Typing};
pub use lines::{Lines, ListLine};
pub use made::Way;
pub use marked::Unread;

use std::collections::HashMap;

use jiff::Timestamp;

use super::cursor::{Cursor, at_percent};
use super::message::Message;
use super::preview::Rest;
use crate::library::{Group, Library, Order, Part, Query, SortKey};
use crate::post::{Marks, Numbers, PostId};
use crate::text::Clean;

/// The list.
#[derive(Clone, Debug, Default)]
pub struct List {
    marks: Marks,
    /// The marks that the filter went by: a row stays whose post is read meanwhile.
    went_by: Marks,
    /// The languages in which translated posts are shown, the first of them first.
    languages: Vec<Clean>,
    query: Query,
    order: Order,
    /// Posts to go on with, then those of the filter.
    rows: Vec<PostId>,
    /// How many of the rows are posts to go on with.
    begun: usize,
    /// The places that stand for posts which are not shown: translations of what is.
    stand_ins: HashMap<PostId, usize>,
    /// The groups of the posts of the filter, where the order has groups.
    groups: Vec<lines::Run>,
    all: usize,
    unread: usize,
    /// What is known of the posts that are still to come.
    part: Option<Part>,
    /// Whether all that bodies yield was known when the list was made, or has been told since.
    knows_bodies: bool,
    /// Whether the reader has moved the cursor.
    moved: bool,
    lines: Lines,
    cursor: Cursor,
    typing: Option<Typing>,
    pub(super) rest: Rest,
}

impl List {
    /// A list of what a query finds, by these marks, translated posts in the first of these languages that they have.
    pub fn new(
        library: &Library,
        query: Query,
        order: Order,
        (languages, marks): (Vec<Clean>, Marks),
        now: Timestamp,
    ) -> Self {
        let mut list = Self { query, order, languages, marks, ..Self::default() };
        list.refresh(library, now);
        list
    }

    /// The posts that the filter found, in the order shown.
    pub fn posts(&self) -> &[PostId] {
        self.rows.get(self.begun..).unwrap_or_default()
    }

    /// How many posts the filter lets through; where posts are still to come and there is no filter, how many there will be.
    pub fn count(&self) -> usize {
        self.counted().and_then(|part| part.rows).unwrap_or(self.posts().len())
    }

    /// What was counted before, where posts are still to come.
    fn counted(&self) -> Option<Part> {
        self.part.filter(|part| part.rows.is_some() && self.query.is_empty())
    }

    /// Whether nobody knows yet how many posts there are.
    pub fn is_growing(&self) -> bool {
        self.part.is_some() && self.counted().is_none()
    }

    /// What stands in the rows: posts to go on with, then [`Self::posts`].
    pub fn rows(&self) -> &[PostId] {
        &self.rows
    }

    /// How many posts there are to filter: those on the web page, or all where the filter asks for others too.
    pub fn all(&self) -> usize {
        self.all
    }

    /// The lines from top to bottom.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The first line in view.
    pub fn top(&self) -> usize {
        self.cursor.top
    }

    /// The selected row: a place in [`Self::rows`].
    pub fn at(&self) -> usize {
        self.cursor.at
    }

    /// The selected post.
    pub fn selected(&self) -> Option<PostId> {
        self.rows.get(self.cursor.at).copied()
    }

    /// The place of the selected post in [`Self::posts`].
    pub fn number(&self) -> usize {
        match self.cursor.at.checked_sub(self.begun) {
            Some(number) => number,
            None => self.selected().and_then(|post| self.place_of(post)).unwrap_or(0),
        }
    }

    /// The place of a post in [`Self::posts`]: its own, or that of the translation which stands for it.
    pub fn place_of(&self, post: PostId) -> Option<usize> {
        let own = self.posts().iter().position(|other| *other == post);
        own.or_else(|| self.stand_ins.get(&post).copied())
    }

    /// What is filtered for: the last query that was right.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The order.
    pub fn order(&self) -> Order {
        self.order
    }

    /// What the reader did with the posts.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The filter while it is typed.
    pub fn typing(&self) -> Option<&Typing> {
        self.typing.as_ref()
    }

    /// Whether what it shows depends on the bodies of posts, which are read later than their heads.
    pub fn depends_on_bodies(&self) -> bool {
        self.order.by == SortKey::Length || self.query.asks_for_problems()
    }

    /// Whether what it shows is all there is. The library knows of bodies before anybody is told: what is shown till then was not
    /// made of them.
    pub fn knows_bodies(&self) -> bool {
        self.knows_bodies
    }

    /// All that the bodies of posts yield has become known.
    pub fn learn(&mut self, library: &Library, now: Timestamp) {
        self.knows_bodies = true;
        if self.depends_on_bodies() {
            self.refresh(library, now);
        }
    }

    /// Filters and sorts again, by the marks there are now; the selected post stays selected while it is there.
    pub fn refresh(&mut self, library: &Library, now: Timestamp) {
        self.went_by = self.marks.clone();
        self.fill(library, now);
    }

    fn fill(&mut self, library: &Library, now: Timestamp) {
        let (selected, going_on) = (self.selected(), self.cursor.at < self.begun);
        self.part = library.part().filter(|part| !part.given_up);
        self.knows_bodies = !library.is_learning();
        let posts = self.query.rows(library, &self.went_by, self.order, now, &self.languages);
        self.stand_ins = library.stand_ins(&posts);
        self.all = self.count_all(&posts, library, now);
        self.groups = match self.order.by {
            SortKey::Date => {
                let runs = posts.chunk_by(|a, b| library.group(*a, now) == library.group(*b, now));
                runs.map(|run| (library.group(run[0], now), run.len())).collect()
            }
            SortKey::Title | SortKey::Length => Vec::new(),
        };
        (self.rows, self.begun) = (posts, 0);
        self.put_begun(Vec::new());
        self.arrange();
        self.count_unread();
        let kept = selected.and_then(|post| self.row_of(post, going_on));
        self.cursor.at = kept.unwrap_or(self.cursor.at).min(self.rows.len().saturating_sub(1));
    }

    /// How many rows there are to filter, of which these are left.
    fn count_all(&self, posts: &[PostId], library: &Library, now: Timestamp) -> usize {
        if self.query.is_empty() {
            return posts.len();
        }
        let hidden = posts.iter().any(|post| library.group(*post, now) == Group::Coming);
        let all = match hidden {
            true => library.ids(),
            false => Query::default().run(library, &self.marks, Order::default(), now),
        };
        match self.query.asks_for_languages() {
            true => all.len(),
            false => library.articles(all, &self.languages).len(),
        }
    }

    /// The row of a post or of the translation that stands for it: that where one goes on with it, if it is wanted and
    /// there is one.
    fn row_of(&self, post: PostId, going_on: bool) -> Option<usize> {
        let from = if going_on { 0 } else { self.begun };
        let rows = self.rows.get(from..).unwrap_or_default();
        let own = rows.iter().position(|other| *other == post).map(|row| row + from);
        own.or_else(|| self.place_of(post).map(|place| place + self.begun))
    }

    /// The posts have other numbers, and a list was made of them that takes the place of this one.
    pub fn renumber(&mut self, numbers: &Numbers, made: Self) {
        let going_on = self.cursor.at < self.begun;
        let selected = self.selected().and_then(|post| numbers.get(&post).copied());
        let (was_part, below) = (self.part.is_some(), self.below_top());
        let (typing, cursor, moved, rest) = (self.typing.take(), self.cursor, self.moved, self.rest);
        *self = Self { typing, cursor, moved, rest, ..made };
        if was_part && !self.moved {
            // Newer posts come in above, and the reader waits for the first.
            self.cursor = Cursor::default();
            return;
        }
        let row = selected.and_then(|post| self.row_of(post, going_on));
        self.cursor.at = row.unwrap_or(self.cursor.at).min(self.rows.len().saturating_sub(1));
        // What is in view stays there though lines came above it.
        if was_part || self.cursor.top > 0 {
            self.cursor.top = (self.cursor.top + self.below_top()).saturating_sub(below);
        }
    }

    /// How many lines below the first line in view the selected row is.
    fn below_top(&self) -> usize {
        self.lines.of_row(self.cursor.at).saturating_sub(self.cursor.top)
    }

    /// Another filter, from the top unless the selected post is still there; says whether it is.
    pub fn set_query(&mut self, query: Query, library: &Library, now: Timestamp) -> bool {
        let before = self.selected();
        self.query = query;
        self.refresh(library, now);
        let stays = before.is_some_and(|post| self.row_of(post, true).is_some());
        if !stays {
            self.cursor.at = 0;
        }
        stays
    }

    /// A filter that one comes back to: the post that is current stays so, else the one that was selected then is.
    pub fn return_to(&mut self, query: Query, then: Option<PostId>, library: &Library, now: Timestamp) {
        if !self.set_query(query, library, now)
            && let Some(then) = then
        {
            self.select(then);
        }
    }

    /// Another order, from its top.
    pub fn set_order(&mut self, order: Order, library: &Library, now: Timestamp) {
        self.order = order;
        self.refresh(library, now);
        self.cursor.at = 0;
    }

    /// Selects a post, or the translation that stands for it; says whether the list has one.
    pub fn select(&mut self, post: PostId) -> bool {
        if self.selected() == Some(post) {
            return true;
        }
        let at = self.row_of(post, false);
        self.moved = true;
        self.cursor.at = at.unwrap_or(self.cursor.at);
        at.is_some()
    }

    /// Whether the selected row is one of those to go on with, which stand on top.
    pub fn is_going_on(&self) -> bool {
        self.cursor.at < self.begun
    }

    /// Selects the row of a post again: that where one goes on with it, where it was that and is still there.
    pub fn select_again(&mut self, post: PostId, going_on: bool) {
        let at = self.row_of(post, going_on);
        self.cursor.at = at.unwrap_or(self.cursor.at);
    }

    /// Selects a row.
    pub fn select_row(&mut self, row: usize) {
        self.moved = true;
        self.cursor.at = row.min(self.rows.len().saturating_sub(1));
    }

    /// The post in a line of the view.
    pub fn row_in_view(&self, line: usize) -> Option<usize> {
        match self.lines.get(self.cursor.top + line) {
            Some(ListLine::Post(row)) => Some(row),
            Some(ListLine::Blank | ListLine::GoOn | ListLine::Group(_)) | None => None,
        }
    }

    /// Moves; says whether the message was a move. `rows` is the height of the view.
    pub fn step(&mut self, message: Message, count: Option<usize>, rows: usize) -> bool {
        let is_move = match message {
            Message::Next => self.cursor.step(Message::Down, count, self.rows.len(), rows),
            Message::Previous => self.cursor.step(Message::Up, count, self.rows.len(), rows),
            Message::NextPart => self.jump(count, true),
            Message::PreviousPart => self.jump(count, false),
            Message::Top | Message::Bottom if count.is_some() => self.go_to_number(count.unwrap_or(1)),
            Message::Percent => {
                self.go_to_number(1 + at_percent(self.posts().len().saturating_sub(1), count))
            }
            _ => self.cursor.step(message, count, self.rows.len(), rows.saturating_sub(2)),
        };
        self.moved |= is_move;
        is_move
    }

    /// To the post with this number, from 1, as the bottom line counts: what one goes on with stands above and has none.
    fn go_to_number(&mut self, number: usize) -> bool {
        let row = self.begun.saturating_add(number.saturating_sub(1));
        self.cursor.at = row.min(self.rows.len().saturating_sub(1));
        true
    }

    /// A post was opened, and its row is where the reader comes back to.
    pub fn hold(&mut self) {
        self.moved = true;
    }

    /// To the first row of the next group, or of this one and then those before.
    fn jump(&mut self, count: Option<usize>, on: bool) -> bool {
        let heads = || self.lines.below_headings();
        for _ in 0..count.unwrap_or(1).min(heads().count()) {
            let at = self.cursor.at;
            let next = match on {
                true => heads().find(|head| *head > at),
                false => heads().rev().find(|head| *head < at),
            };
            self.cursor.at = next.unwrap_or(at);
        }
        true
    }

    /// Brings the selected row into a view of `rows` rows.
    pub fn settle(&mut self, rows: usize) {
        let (line, above) = (self.lines.of_row(self.cursor.at), self.lines.with_heading(self.cursor.at));
        self.cursor.reveal(above, line, self.lines.len(), rows);
    }

    /// Puts headings over what was begun, and between the posts where the list is sorted by date.
    fn arrange(&mut self) {
        self.lines = Lines::new(self.begun, self.posts().len(), &self.groups);
    }
}
