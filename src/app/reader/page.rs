//! A post that is open: its document at a width, and where in it the reader is.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::after::Panel;
use super::ahead::{Uncolored, codes};
use super::anchor::Anchor;
use super::find::Find;
use super::outline::Outline;
use crate::app::message::Message;
use crate::document::outline::{Entry, find_anchor};
use crate::document::{Document, LinkId, plain};
use crate::highlight::Highlighted;
use crate::layout::{Front, Layout, Line, Options, Spot};
use crate::post::{Place, PostId};
use crate::text::Clean;

/// So many lines tell an editor where to begin.
const NAMED: usize = 6;

/// A post that is open.
#[derive(Clone, Debug)]
pub struct Page {
    post: PostId,
    pub(super) layout: Layout,
    front: Front,
    pub(super) outline: Outline,
    top: Spot,
    place: Place,
    pub(super) link: Option<LinkId>,
    pub(super) find: Option<Find>,
    pub(super) panel: Panel,
    tokens: HashMap<usize, Highlighted>,
    pub(super) asked: HashSet<usize>,
    /// The top and the rows of the view whose next page is laid out.
    pub(super) ready: Option<(Spot, usize)>,
    pub(super) lines: Vec<(Spot, Line)>,
    percent: u8,
    at_end: bool,
    /// What is held on its row until the reader moves, where the last text had nothing of it.
    pub(super) held: Option<Anchor>,
    /// Whether the last line of the text is in view.
    text_end: bool,
    /// Whether it only says why the post could not be read.
    pub(in crate::app) failed: bool,
}

impl Page {
    /// A post laid out, from its top.
    pub fn new(
        post: PostId,
        document: Arc<Document>,
        outline: Outline,
        front: Front,
        options: Options,
    ) -> Self {
        Self {
            post,
            layout: Layout::new(document, front.clone(), Vec::new(), options),
            front,
            outline,
            top: Spot::default(),
            place: Place::default(),
            link: None,
            find: None,
            panel: Panel::default(),
            tokens: HashMap::new(),
            asked: HashSet::new(),
            ready: None,
            lines: Vec::new(),
            percent: 0,
            at_end: false,
            held: None,
            text_end: false,
            failed: false,
        }
    }

    /// The post.
    pub fn post(&self) -> PostId {
        self.post
    }

    /// The post has another number.
    pub fn renumber(&mut self, post: PostId) {
        self.post = post;
        self.panel.forget();
    }

    /// Its head.
    pub fn front(&self) -> &Front {
        &self.front
    }

    /// Its body.
    pub fn document(&self) -> &Arc<Document> {
        self.layout.document()
    }

    /// The lines in view, as the last [`Self::settle`] left them.
    pub fn lines(&self) -> &[(Spot, Line)] {
        &self.lines
    }

    /// The cell of the pane at which prose ends.
    pub fn prose_edge(&self) -> usize {
        self.layout.options().prose_edge()
    }

    /// The colours of a block of code.
    pub fn tokens(&self, number: usize) -> Option<&Highlighted> {
        self.tokens.get(&number)
    }

    /// The selected link.
    pub fn link(&self) -> Option<LinkId> {
        self.link
    }

    /// How far into the text the last line in view is.
    pub fn percent(&self) -> u8 {
        self.percent
    }

    /// Whether the end is in view.
    pub fn at_end(&self) -> bool {
        self.at_end
    }

    /// Whether the last line of the text is in view; what stands after the end is no text.
    pub fn shows_text_end(&self) -> bool {
        self.text_end
    }

    /// The headings.
    pub fn outline(&self) -> &[Entry] {
        &self.outline.headings
    }

    /// The words of each link.
    pub fn link_words(&self) -> &[Clean] {
        &self.outline.words
    }

    /// The words of the post, for the time it takes.
    pub fn words(&self) -> usize {
        self.outline.count
    }

    /// The minutes that what comes after the lines in view takes; none at the end.
    pub fn minutes_left(&self, pace: usize) -> usize {
        let left = self.outline.count * usize::from(100 - self.percent.min(100));
        left.div_ceil(100 * pace.max(1))
    }

    /// The heading above what is read.
    pub fn section(&self) -> Option<&Entry> {
        let at =
            self.lines.get(2.min(self.lines.len().saturating_sub(1))).map_or(self.top, |(spot, _)| *spot);
        self.outline.headings.iter().take_while(|heading| heading.block <= at.block).last()
    }

    /// The share of a heading's section in the text, in per cent, the sections below it included.
    pub fn share(&self, heading: usize) -> u8 {
        let Some(this) = self.outline.headings.get(heading) else { return 0 };
        let later = self.outline.headings.get(heading + 1..).unwrap_or_default();
        let next = later.iter().find(|other| other.rank <= this.rank);
        self.layout.share(this.block, next.map_or(self.document().blocks.len() + 1, |next| next.block))
    }

    /// The first line in view.
    pub(super) fn top(&self) -> Spot {
        self.top
    }

    /// The place of the first line in view.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Whether the view begins at the very top.
    pub fn is_at_top(&self) -> bool {
        self.place == Place::default()
    }

    /// The words of the first lines in view that are of the body.
    pub fn shown(&self) -> Vec<Clean> {
        let body = self.lines.iter().filter(|(spot, line)| spot.block > 0 && !line.is_blank());
        body.take(NAMED).map(|(_, line)| Clean::line(&line.text())).collect()
    }

    /// Another width, other words at the head: the place stays.
    pub fn set(&mut self, front: Front, options: Options) {
        if self.front == front && *self.layout.options() == options {
            return;
        }
        if self.layout.options().width == options.width && !self.lines.is_empty() {
            let document = Arc::clone(self.document());
            return self.renew(Layout::new(document, front.clone(), Vec::new(), options), front);
        }
        let shown = self.hit_in_view(self.layout.options().rows);
        self.layout = Layout::new(Arc::clone(self.document()), front.clone(), Vec::new(), options);
        self.ready = None;
        self.layout.set_after(self.panel.after.clone());
        self.front = front;
        self.top =
            if self.place == Place::default() { Spot::default() } else { self.layout.spot(self.place) };
        if shown {
            self.show_hit(options.rows);
        }
    }

    /// Another text of the same post; says whether it differs. What is in view stays where it is.
    pub(super) fn take_over(&mut self, new: Self) -> bool {
        let differs = !Arc::ptr_eq(self.document(), new.document()) && self.document() != new.document();
        if !differs && self.front == new.front {
            return false;
        }
        let old = self.selected();
        let known = std::mem::replace(&mut self.outline, new.outline).codes;
        self.keep_colors(&known);
        self.renew(new.layout, new.front);
        self.link = old.and_then(|old| self.link_like(&old));
        differs
    }

    /// Another layout of the same width: what is in view stays on its row.
    fn renew(&mut self, layout: Layout, front: Front) {
        let (anchor, hit) = (self.anchor(), self.hit());
        self.layout = layout;
        self.ready = None;
        self.layout.set_after(self.panel.after.clone());
        self.front = front;
        let moved = self.hold(anchor);
        self.find_anew(hit.map(|(block, offset)| (moved.near(block), offset)));
    }

    /// Blocks of code that are as they were keep their colours.
    fn keep_colors(&mut self, before: &HashMap<usize, (Clean, Clean)>) {
        let mut old = std::mem::take(&mut self.tokens);
        self.asked.clear();
        for (number, code) in &self.outline.codes {
            let same = before.iter().find(|(_, other)| *other == code).map(|(number, _)| number);
            if let Some(tokens) = same.and_then(|same| old.remove(same)) {
                self.tokens.insert(*number, tokens);
                self.asked.insert(*number);
            }
        }
    }

    /// To a place.
    pub fn go(&mut self, place: Place) {
        self.top = self.layout.spot(place);
        (self.place, self.held) = (place, None);
    }

    /// To the top.
    pub fn go_to_top(&mut self) {
        (self.top, self.place, self.link, self.held) = (Spot::default(), Place::default(), None, None);
    }

    /// To a block, its words at the top.
    pub fn go_to_block(&mut self, block: usize) {
        let top = self.layout.spot_of(block, 0);
        self.move_to(top);
    }

    /// To an anchor; says whether there is one.
    pub fn go_to_anchor(&mut self, anchor: &str) -> bool {
        let block = find_anchor(self.document(), anchor).map(|block| block + 1);
        block.into_iter().for_each(|block| self.go_to_block(block));
        block.is_some()
    }

    /// To a footnote, counted from 1.
    pub fn go_to_note(&mut self, number: usize) {
        let notes = &self.document().notes;
        let before = notes.get(..number.saturating_sub(1)).unwrap_or_default();
        // In the notes' plain text a line break stands between every two blocks.
        let offset =
            before.iter().flat_map(|note| &note.blocks).map(|block| plain::text(block).len() + 1).sum();
        let top = self.layout.spot_of(self.document().blocks.len() + 1, offset);
        self.move_to(top);
    }

    /// Selects a link.
    pub fn select_link(&mut self, link: Option<LinkId>) {
        self.link = link;
    }

    /// Takes the colours of a block of code.
    pub fn color(&mut self, number: usize, tokens: Highlighted) {
        self.tokens.insert(number, tokens);
    }

    /// Moves; says whether the message was a move. `rows` is the height of the view.
    pub fn step(&mut self, message: Message, count: Option<usize>, rows: usize) -> bool {
        let by = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX).min(1_000_000);
        let rows_ = isize::try_from(rows.max(1)).unwrap_or(1);
        // Two lines of the page before stay in view, so that the eye finds its place.
        let page = (rows_ - if rows_ > 8 { 2 } else { 1 }).max(1);
        let top = match message {
            Message::Down => self.layout.step(self.top, by),
            Message::Up => self.layout.step(self.top, -by),
            Message::HalfDown => self.layout.step(self.top, (rows_ / 2).max(1).saturating_mul(by)),
            Message::HalfUp => self.layout.step(self.top, -(rows_ / 2).max(1).saturating_mul(by)),
            Message::PageDown => self.layout.step(self.top, page.saturating_mul(by)),
            Message::PageUp => self.layout.step(self.top, -page.saturating_mul(by)),
            Message::Top => self.layout.step(Spot::default(), count.map_or(0, |_| by - 1)),
            Message::Bottom => match count {
                Some(_) => self.layout.step(Spot::default(), by - 1),
                None => self.layout.end(rows),
            },
            Message::Percent => self.layout.at_percent(count.unwrap_or(0).min(100)),
            Message::NextPart => return self.heading(count, true),
            Message::PreviousPart => return self.heading(count, false),
            _ => return false,
        };
        let end = self.layout.end(rows);
        self.move_to(top.min(end));
        true
    }

    fn heading(&mut self, count: Option<usize>, on: bool) -> bool {
        for _ in 0..count.unwrap_or(1).min(self.outline.headings.len()) {
            let spots: Vec<usize> = self.outline.headings.iter().map(|heading| heading.block).collect();
            let mut found = None;
            for block in spots {
                let spot = self.layout.spot_of(block, 0);
                if on && spot > self.top {
                    found = Some(spot);
                    break;
                }
                if !on && spot < self.top {
                    found = Some(spot);
                }
            }
            let fallback = if on { self.top } else { Spot::default() };
            self.move_to(found.unwrap_or(fallback));
        }
        true
    }

    pub(super) fn move_to(&mut self, top: Spot) {
        self.top = top;
        self.place = if top == Spot::default() { Place::default() } else { self.layout.place(top) };
        (self.link, self.held) = (None, None);
    }

    /// Lays out what a view of `rows` rows shows; gives the blocks of code that came into it.
    pub fn settle(&mut self, rows: usize) -> Vec<Uncolored> {
        let end = self.layout.end(rows);
        self.top = self.top.min(end);
        self.lines = self.layout.lines(self.top, rows);
        self.at_end = self.top >= end;
        let text_end = self.layout.text_end();
        self.text_end = self.lines.iter().any(|(spot, _)| *spot >= text_end);
        let bottom = self.lines.last().map_or(self.top, |(spot, _)| *spot);
        self.percent = if self.at_end { 100 } else { self.layout.percent(bottom) };
        let codes: Vec<usize> = codes(&self.lines).collect();
        self.uncolored(codes)
    }
}
