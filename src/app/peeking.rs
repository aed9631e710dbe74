//! Looking at where a link leads, and at the selected post of the list, without going there.

use std::sync::Arc;

use super::effect::Purpose;
use super::navigate::STILL_READ;
use super::overlay::{self, Deed, Overlay, Peek, Subject};
use super::{App, Effect, Focus, Message, Way, front, minutes};
use crate::document::outline::find_anchor;
use crate::document::{Block, Document, Inline, LinkId, Target};
use crate::layout::Front;
use crate::post::PostId;
use crate::site::{Failure, Opened};
use crate::text::Clean;

/// So many blocks of a post are its first lines.
const BLOCKS: usize = 12;

impl App {
    /// Looks at the selected link, or the selected post.
    pub(super) fn peek(&mut self) -> Vec<Effect> {
        if self.focus == Focus::List {
            let post = self.list.selected();
            return post.map_or_else(Vec::new, |post| self.peek_post(Subject::Post, post));
        }
        let links = self.links_at_hand();
        self.among(Deed::Peek, &links, "No link is in view")
    }

    /// Looks at where a link leads.
    pub(super) fn peek_link(&mut self, link: LinkId) -> Vec<Effect> {
        let Some(page) = self.reader.page() else { return Vec::new() };
        match page.way(link).cloned() {
            Some(Way::Post(post)) => return self.peek_post(Subject::Link(link), post),
            Some(Way::Web(address)) => {
                self.look_at_address(link, &address);
                return Vec::new();
            }
            None => {}
        }
        let document = page.document();
        let Some(found) = document.links.get(link) else { return Vec::new() };
        if let Some(words) = self.in_itself(found) {
            self.prompt.fail(&words);
            return Vec::new();
        }
        let target = &found.target;
        let part = |blocks: &[Block]| Document {
            blocks: blocks.to_vec(),
            links: document.links.clone(),
            ..Document::default()
        };
        let (title, shown) = match target {
            Target::Note(number) => {
                let note = number.checked_sub(1).and_then(|n| document.notes.get(n));
                ("Footnote", note.map(|note| part(&note.blocks)))
            }
            Target::Anchor(anchor) => {
                let from = find_anchor(document, anchor);
                let blocks = from.and_then(|from| document.blocks.get(from..));
                ("In this post", blocks.map(|blocks| part(blocks.get(..BLOCKS).unwrap_or(blocks))))
            }
            Target::Web(address) | Target::Site(address) | Target::Written(address) => {
                let site = self.library.post(page.post()).map(|post| post.site);
                if let Some(post) = site.and_then(|site| self.library.follow(site, target)) {
                    return self.peek_post(Subject::Link(link), post);
                }
                if self.library.may_come(target) {
                    self.prompt.say(STILL_READ);
                    return Vec::new();
                }
                let address = self.web_address(page.post(), target).unwrap_or_else(|| address.clone());
                ("Address", Some(paragraph(&address)))
            }
        };
        match shown {
            Some(document) => self.look(Peek::new(
                Subject::Link(link),
                title,
                document,
                Front::default(),
                self.layout_options(None),
            )),
            None => self.prompt.fail("This link leads nowhere"),
        }
        Vec::new()
    }

    fn look_at_address(&mut self, link: LinkId, address: &Clean) {
        let options = self.layout_options(None);
        self.look(Peek::new(Subject::Link(link), "Address", paragraph(address), Front::default(), options));
    }

    fn peek_post(&mut self, subject: Subject, id: PostId) -> Vec<Effect> {
        let Some(post) = self.library.post(id) else { return Vec::new() };
        let options = self.layout_options(None);
        let narrow = options.width < usize::from(super::regions::PHONE);
        let time = minutes(self.library.words(id).unwrap_or(0), self.options.pace);
        let front = front(post, time, &self.options.dates, narrow);
        let peek = Peek::new(subject, "Post", Document::default(), front, options);
        self.look(peek.waiting(id));
        vec![Effect::Fetch { post: id, purpose: Purpose::Look }]
    }

    fn look(&mut self, peek: Peek) {
        self.overlay = Some(Overlay::Peek(Box::new(peek)));
    }

    /// The posts have other numbers: the one that is awaited to be looked at is asked for again.
    pub(super) fn look_again(&mut self, new: &dyn Fn(PostId) -> Option<PostId>) -> Option<Effect> {
        let Some(Overlay::Peek(peek)) = &mut self.overlay else { return None };
        match new(peek.waits()?) {
            Some(post) => {
                peek.wait_for(post);
                Some(Effect::Fetch { post, purpose: Purpose::Look })
            }
            None => {
                peek.fill(paragraph("The file of this post is gone"));
                None
            }
        }
    }

    /// The body of a post was fetched to be looked at.
    pub(super) fn looked(&mut self, post: PostId, result: Result<Opened, Failure>) {
        let Some(Overlay::Peek(peek)) = &mut self.overlay else { return };
        if peek.waits() != Some(post) {
            return;
        }
        let mut document = match result {
            Ok(opened) => Arc::unwrap_or_clone(opened.document),
            Err(failure) => paragraph(&failure.message),
        };
        document.blocks.truncate(BLOCKS);
        document.notes.clear();
        peek.fill(document);
    }

    /// A message while there is a look: it scrolls, opens or closes; every other closes and acts.
    pub(super) fn update_peek(&mut self, message: Message, count: Option<usize>) -> Option<Vec<Effect>> {
        let rows = self.peek_rows();
        let Some(Overlay::Peek(peek)) = &mut self.overlay else { return None };
        if peek.step(message, count, rows) {
            return Some(Vec::new());
        }
        let subject = peek.subject();
        self.overlay = None;
        Some(match message {
            Message::Close | Message::Cancel | Message::Back | Message::Peek => Vec::new(),
            Message::Open => match subject {
                Subject::Link(link) => self.follow(link),
                Subject::Post => self.read(),
            },
            _ => self.update(message, count),
        })
    }

    /// A key that means nothing closes a look.
    pub(super) fn close_peek(&mut self) {
        if let Some(Overlay::Peek(_)) = self.overlay {
            self.overlay = None;
        }
    }

    /// Lays out what a look shows.
    pub(super) fn settle_peek(&mut self) {
        let options = self.layout_options(None);
        if let Some(Overlay::Peek(peek)) = &mut self.overlay {
            peek.set(options);
        }
        let rows = self.peek_rows();
        if let Some(Overlay::Peek(peek)) = &mut self.overlay {
            peek.settle(rows);
        }
    }

    fn peek_rows(&self) -> usize {
        self.regions().pane.map_or(1, |area| usize::from(area.height.saturating_sub(overlay::HEAD)))
    }
}

fn paragraph(words: &str) -> Document {
    let blocks = vec![Block::Paragraph(vec![Inline::Text(Clean::line(words))])];
    Document { blocks, ..Document::default() }
}
