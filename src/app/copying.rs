//! What is put on the clipboard: addresses, and parts of the post as source text, without margins or wrapped lines.

use super::effect::Purpose;
use super::overlay::{Deed, Thing};
use super::{App, Effect, Focus, Message, outward, reader};
use crate::document::source::Writer;
use crate::document::{Block, Document, LinkId, Target};
use crate::post::PostId;
use crate::site::{Failure, Opened};
use crate::text::Clean;
use crate::text::count::counted;

impl App {
    /// Copies the address, with the title in front where asked; the path where there is no address.
    pub(super) fn copy(&mut self, title: bool) -> Vec<Effect> {
        let address = self.address();
        match &address {
            Ok(address) => self.prompt.say(&format!("Copied {address}")),
            Err(path) => {
                self.prompt.say(&format!("Copied the path {path}: the site does not say its address"))
            }
        }
        let (Ok(address) | Err(address)) = address;
        let name = self.current_post().map(|(post, _)| post.meta.title.clone()).filter(|_| title);
        let text = match name {
            Some(name) => Clean::join([&name, &address], "\n"),
            None => address,
        };
        vec![Effect::Copy(text)]
    }

    /// Copies a part of the post, or all of it.
    pub(super) fn copy_part(&mut self, message: Message) -> Vec<Effect> {
        let page = self.reader.page().filter(|_| self.focus != Focus::List);
        match message {
            Message::CopyAll => self.copy_all(),
            Message::CopyCode => {
                let codes = page.map(|page| page.visible_codes()).unwrap_or_default();
                let things: Vec<Thing> = codes.into_iter().map(Thing::Code).collect();
                self.among(Deed::Copy, &things, "No block of code is in view")
            }
            Message::CopyLink => {
                let things = page.map(|_| self.links_at_hand()).unwrap_or_default();
                self.among(Deed::Copy, &things, "No link is in view")
            }
            _ => {
                let blocks = page.map(|page| page.visible_blocks()).unwrap_or_default();
                let things: Vec<Thing> = blocks.into_iter().map(Thing::Block).collect();
                self.among(Deed::Copy, &things, "No paragraph is in view")
            }
        }
    }

    /// Copies what was chosen.
    pub(super) fn copy_thing(&mut self, thing: Thing) -> Vec<Effect> {
        let Some(page) = self.reader.page() else { return Vec::new() };
        let document = page.document();
        let link = if let Thing::Link(link) = thing { document.links.get(link) } else { None };
        if let Some(words) = link.and_then(|link| self.in_itself(link)) {
            self.prompt.fail(&words);
            return Vec::new();
        }
        let (what, text) = match thing {
            Thing::Link(link) => ("the address", self.copied_link(link)),
            Thing::Code(number) => {
                ("the code", reader::code(document, number).map(|code| code.text.to_string()))
            }
            Thing::Block(block) => {
                let address = |target: &Target| self.written(page.post(), target);
                let writer = Writer::new(document, &address);
                ("the paragraph", page.block(block).map(|block| source(&writer, block)))
            }
        };
        match text {
            Some(text) => self.put(what, &text),
            None => Vec::new(),
        }
    }

    fn copied_link(&self, link: LinkId) -> Option<String> {
        let page = self.reader.page()?;
        if page.way(link).is_some() {
            return self.web_of_link(link).map(Clean::into_string);
        }
        let target = &page.document().links.get(link)?.target;
        match target {
            Target::Note(_) => None,
            Target::Anchor(anchor) => {
                let address = self.address().map_or_else(|_| String::new(), Clean::into_string);
                Some(format!("{address}#{anchor}"))
            }
            _ => Some(self.written(page.post(), target)),
        }
    }

    /// Copies the whole post: the open one as it is, another after it was read.
    fn copy_all(&mut self) -> Vec<Effect> {
        let Some(id) = self.current() else { return Vec::new() };
        match self.reader.page().filter(|page| page.post() == id) {
            Some(page) => {
                let document = std::sync::Arc::clone(page.document());
                self.copy_document(id, &document)
            }
            None => vec![Effect::Fetch { post: id, purpose: Purpose::Copy }],
        }
    }

    /// The body of a post was fetched to be copied.
    pub(super) fn fetched_copy(&mut self, post: PostId, result: Result<Opened, Failure>) -> Vec<Effect> {
        match result {
            Ok(opened) => self.copy_document(post, &opened.document),
            Err(failure) => {
                self.prompt.fail(&failure.message);
                Vec::new()
            }
        }
    }

    fn copy_document(&mut self, post: PostId, document: &Document) -> Vec<Effect> {
        let address = |target: &Target| self.written(post, target);
        let body = Writer::new(document, &address).all();
        let title = self.library.post(post).map(|post| post.meta.title.to_string()).unwrap_or_default();
        self.put("the post", &format!("# {title}\n\n{body}\n"))
    }

    /// What is written for a link's target: its address on the web where it has one.
    pub(super) fn written(&self, post: PostId, target: &Target) -> String {
        let web = self.library.post(post).and_then(|post| self.library.site_of(post));
        let web = web.and_then(|site| outward::web_address(site, target));
        match (web, target) {
            (Some(address), _) => address.into_string(),
            (None, Target::Written(address) | Target::Site(address) | Target::Web(address)) => {
                address.to_string()
            }
            (None, Target::Anchor(anchor)) => format!("#{anchor}"),
            (None, Target::Note(number)) => format!("[^{number}]"),
        }
    }

    fn put(&mut self, what: &str, text: &str) -> Vec<Effect> {
        let lines = text.lines().count();
        self.prompt.say(&match lines {
            0 | 1 => format!("Copied {what}"),
            _ => format!("Copied {what}: {}", counted(lines, "line")),
        });
        vec![Effect::Copy(Clean::text(text))]
    }
}

/// A block as it is copied alone: code as it is.
fn source(writer: &Writer<'_>, block: &Block) -> String {
    match block {
        Block::Code(code) => code.text.to_string(),
        other => writer.block(other),
    }
}
