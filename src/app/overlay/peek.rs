//! A look at where a link leads, without leaving: a footnote, the head of a post, an address in full.

use std::sync::Arc;

use crate::app::message::Message;
use crate::document::{Document, LinkId};
use crate::layout::{Front, Layout, Line, Options, Spot};
use crate::post::PostId;

/// What a look is at, and what Enter opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A link of the open post.
    Link(LinkId),
    /// The selected post of the list.
    Post,
}

/// A look.
#[derive(Clone, Debug)]
pub struct Peek {
    subject: Subject,
    title: &'static str,
    /// The post whose body is awaited.
    waits: Option<PostId>,
    front: Front,
    layout: Layout,
    top: Spot,
    lines: Vec<(Spot, Line)>,
    rows: usize,
}

/// More lines than this are never shown at once.
const MOST: usize = 200;

impl Peek {
    /// A look at a document, or at the head of a post whose body is awaited.
    pub fn new(
        subject: Subject,
        title: &'static str,
        document: Document,
        front: Front,
        options: Options,
    ) -> Self {
        let layout = Layout::new(Arc::new(document), front.clone(), Vec::new(), options);
        let (top, lines) = (Spot::default(), Vec::new());
        let mut peek = Self { subject, title, waits: None, front, layout, top, lines, rows: 0 };
        peek.measure();
        peek
    }

    /// The same, the body of a post being awaited.
    pub fn waiting(self, post: PostId) -> Self {
        Self { waits: Some(post), ..self }
    }

    /// The post whose body is awaited has this number.
    pub fn wait_for(&mut self, post: PostId) {
        self.waits = Some(post);
    }

    /// What it is at.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// Its heading.
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// The post whose body is awaited.
    pub fn waits(&self) -> Option<PostId> {
        self.waits
    }

    /// The lines in view.
    pub fn lines(&self) -> &[(Spot, Line)] {
        &self.lines
    }

    /// How many rows it would take to show all.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The body of the post has come.
    pub fn fill(&mut self, document: Document) {
        let options = *self.layout.options();
        self.waits = None;
        self.layout = Layout::new(Arc::new(document), self.front.clone(), Vec::new(), options);
        self.measure();
    }

    /// Sets it at a width.
    pub fn set(&mut self, options: Options) {
        if *self.layout.options() != options {
            let document = Arc::clone(self.layout.document());
            self.layout = Layout::new(document, self.front.clone(), Vec::new(), options);
            self.top = Spot::default();
            self.measure();
        }
    }

    fn measure(&mut self) {
        self.rows = self.layout.lines(Spot::default(), MOST).len();
    }

    /// Lays out what `rows` rows show.
    pub fn settle(&mut self, rows: usize) {
        self.top = self.top.min(self.layout.end(rows));
        self.lines = self.layout.lines(self.top, rows);
    }

    /// Moves; says whether the message was a move. `rows` is the height of the view.
    pub fn step(&mut self, message: Message, count: Option<usize>, rows: usize) -> bool {
        let by = isize::try_from(count.unwrap_or(1).min(10_000)).unwrap_or(1);
        let page = isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1);
        let by = match message {
            Message::Down => by,
            Message::Up => -by,
            Message::HalfDown => (page / 2).max(1) * by,
            Message::HalfUp => -(page / 2).max(1) * by,
            Message::PageDown => page * by,
            Message::PageUp => -page * by,
            _ => return false,
        };
        self.top = self.layout.step(self.top, by).min(self.layout.end(rows));
        true
    }
}
