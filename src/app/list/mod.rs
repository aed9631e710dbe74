//! The list of posts: what the filter lets through, in an order, under years.

mod filter;

pub use filter::{Typed, Typing};

use jiff::Timestamp;

use super::cursor::Cursor;
use super::message::Message;
use crate::library::{Group, Library, Order, Query, SortKey};
use crate::post::{Marks, PostId};

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLine {
    /// Nothing.
    Blank,
    /// The heading over posts of one group.
    Group(Group),
    /// A post, by its place in [`List::posts`].
    Post(usize),
}

/// The list.
#[derive(Clone, Debug, Default)]
pub struct List {
    marks: Marks,
    query: Query,
    order: Order,
    posts: Vec<PostId>,
    all: usize,
    lines: Vec<ListLine>,
    line_of: Vec<usize>,
    cursor: Cursor,
    typing: Option<Typing>,
}

impl List {
    /// A list of what a query finds.
    pub fn new(library: &Library, query: Query, order: Order, now: Timestamp) -> Self {
        let mut list = Self { query, order, ..Self::default() };
        list.refresh(library, now);
        list
    }

    /// The posts in the order shown.
    pub fn posts(&self) -> &[PostId] {
        &self.posts
    }

    /// How many posts there are to filter: those on the web page, or all where the filter asks for others too.
    pub fn all(&self) -> usize {
        self.all
    }

    /// The lines from top to bottom.
    pub fn lines(&self) -> &[ListLine] {
        &self.lines
    }

    /// The first line in view.
    pub fn top(&self) -> usize {
        self.cursor.top
    }

    /// The selected row: a place in [`Self::posts`].
    pub fn at(&self) -> usize {
        self.cursor.at
    }

    /// The selected post.
    pub fn selected(&self) -> Option<PostId> {
        self.posts.get(self.cursor.at).copied()
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

    /// Filters and sorts again; the selected post stays selected while it is there.
    pub fn refresh(&mut self, library: &Library, now: Timestamp) {
        let selected = self.selected();
        self.posts = self.query.run(library, &self.marks, self.order, now);
        let published = Query::default().run(library, &self.marks, Order::default(), now).len();
        let hidden = self.posts.iter().any(|post| library.group(*post, now) == Group::Coming);
        self.all = if hidden { library.posts().len() } else { published };
        self.arrange(library, now);
        let kept = selected.and_then(|selected| self.posts.iter().position(|post| *post == selected));
        self.cursor.at = kept.unwrap_or(self.cursor.at).min(self.posts.len().saturating_sub(1));
    }

    /// The posts have other numbers.
    pub fn renumber(&mut self, new: &dyn Fn(PostId) -> Option<PostId>, library: &Library, now: Timestamp) {
        let selected = self.selected().and_then(new);
        self.refresh(library, now);
        selected.into_iter().for_each(|post| {
            self.select(post);
        });
    }

    /// Another filter, from the top unless the selected post is still there.
    pub fn set_query(&mut self, query: Query, library: &Library, now: Timestamp) {
        let before = self.selected();
        self.query = query;
        self.refresh(library, now);
        if self.selected() != before {
            self.cursor.at = 0;
        }
    }

    /// Another order, from its top.
    pub fn set_order(&mut self, order: Order, library: &Library, now: Timestamp) {
        self.order = order;
        self.refresh(library, now);
        self.cursor.at = 0;
    }

    /// Selects a post; says whether the list has it.
    pub fn select(&mut self, post: PostId) -> bool {
        let at = self.posts.iter().position(|other| *other == post);
        self.cursor.at = at.unwrap_or(self.cursor.at);
        at.is_some()
    }

    /// Selects a row.
    pub fn select_row(&mut self, row: usize) {
        self.cursor.at = row.min(self.posts.len().saturating_sub(1));
    }

    /// The post in a line of the view.
    pub fn row_in_view(&self, line: usize) -> Option<usize> {
        match self.lines.get(self.cursor.top + line) {
            Some(ListLine::Post(row)) => Some(*row),
            Some(ListLine::Blank | ListLine::Group(_)) | None => None,
        }
    }

    /// Moves; says whether the message was a move. `rows` is the height of the view.
    pub fn step(&mut self, message: Message, count: Option<usize>, rows: usize) -> bool {
        match message {
            Message::Next => self.cursor.step(Message::Down, count, self.posts.len(), rows),
            Message::Previous => self.cursor.step(Message::Up, count, self.posts.len(), rows),
            Message::NextPart => self.jump(count, true),
            Message::PreviousPart => self.jump(count, false),
            _ => self.cursor.step(message, count, self.posts.len(), rows.saturating_sub(2)),
        }
    }

    /// To the first row of the next group, or of this one and then those before.
    fn jump(&mut self, count: Option<usize>, on: bool) -> bool {
        let heads: Vec<usize> = self
            .lines
            .windows(2)
            .filter_map(|pair| match pair {
                [ListLine::Group(_), ListLine::Post(row)] => Some(*row),
                _ => None,
            })
            .collect();
        for _ in 0..count.unwrap_or(1).min(heads.len()) {
            let at = self.cursor.at;
            let next = match on {
                true => heads.iter().find(|head| **head > at),
                false => heads.iter().rev().find(|head| **head < at),
            };
            self.cursor.at = *next.unwrap_or(&at);
        }
        true
    }

    /// Brings the selected row into a view of `rows` rows.
    pub fn settle(&mut self, rows: usize) {
        let line = self.line_of.get(self.cursor.at).copied().unwrap_or(0);
        let above = match line.checked_sub(1).and_then(|above| self.lines.get(above)) {
            Some(ListLine::Group(_)) => line - 1,
            Some(ListLine::Blank | ListLine::Post(_)) | None => line,
        };
        self.cursor.reveal(above, line, self.lines.len(), rows);
    }

    /// Puts headings between the posts where the list is sorted by date.
    fn arrange(&mut self, library: &Library, now: Timestamp) {
        self.lines.clear();
        self.line_of.clear();
        let mut last = None;
        for (row, post) in self.posts.iter().enumerate() {
            let group = (self.order.by == SortKey::Date).then(|| library.group(*post, now));
            if let (Some(new), true) = (group, group != last) {
                if !self.lines.is_empty() {
                    self.lines.push(ListLine::Blank);
                }
                self.lines.push(ListLine::Group(new));
                last = group;
            }
            self.line_of.push(self.lines.len());
            self.lines.push(ListLine::Post(row));
        }
    }
}
