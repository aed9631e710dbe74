//! From place to place: read, follow, back, forward, close.

use super::history::Moment;
use super::keymap::{Context, Keymap};
use super::outward::web_address;
use super::overlay::Overlay;
use super::reader::Goal;
use super::{App, Effect, Focus, Message};
use crate::document::{Block, Document, Inline, Link, LinkId, LinkKind, Target};
use crate::library::Query;
use crate::post::PostId;
use crate::site::Failure;
use crate::text::Clean;

/// What is said where only all posts together could tell.
pub(super) const STILL_READ: &str = "The other posts are still being read; ask again in a moment";

/// What stands in the place of a post that could not be read.
pub(super) fn failure(failure: &Failure, keys: &Keymap) -> Document {
    let contexts = [Context::Post, Context::Everywhere];
    let (reload, back) = (keys.key(&contexts, Message::Reload), keys.key(&contexts, Message::Back));
    let words = format!("{}: {}", failure.path.display(), failure.message);
    let remedy = format!("{reload} reads the folders again, {back} goes back.");
    let paragraph = |words: &str| Block::Paragraph(vec![Inline::Text(Clean::line(words))]);
    Document { blocks: vec![paragraph(&words), paragraph(&remedy)], ..Document::default() }
}

impl App {
    /// The post that has the focus.
    pub(super) fn current(&self) -> Option<PostId> {
        match self.focus {
            Focus::List => self.list.selected(),
            Focus::Post | Focus::Beside => self.reader.post(),
        }
    }

    /// Where the reader is now.
    pub(super) fn moment(&self) -> Moment {
        if let Some(Overlay::Search(pane)) = &self.overlay {
            let selected = pane.selected().map(|hit| hit.post);
            return Moment::Search { text: pane.field().text().to_owned(), selected };
        }
        let page = self.reader.page().filter(|_| self.focus != Focus::List);
        match page {
            Some(page) => Moment::Post {
                post: page.post(),
                place: page.place(),
                link: page.link(),
                find: page.aim(),
                beside: self.focus == Focus::Beside,
            },
            None => Moment::List {
                query: self.list.query().clone(),
                selected: self.list.selected(),
                going_on: self.list.is_going_on(),
            },
        }
    }

    /// Opens the selected post.
    pub(super) fn read(&mut self) -> Vec<Effect> {
        self.list.selected().map_or_else(Vec::new, |post| self.read_post(post, Goal::Stay))
    }

    /// Opens a post, and leaves where one is.
    pub(super) fn read_post(&mut self, post: PostId, goal: Goal) -> Vec<Effect> {
        self.history.leave(self.moment());
        if self.focus == Focus::List {
            self.focus = if self.options.list { Focus::Beside } else { Focus::Post };
        }
        match goal {
            Goal::Stay => self.resume(post, goal),
            goal => self.ask(post, goal),
        }
    }

    /// Gives the keys to the post beside the list.
    pub(super) fn focus_post(&mut self) -> Vec<Effect> {
        if !self.is_split() {
            return self.read();
        }
        let Some(post) = self.list.selected() else { return Vec::new() };
        self.history.leave(self.moment());
        self.focus = Focus::Beside;
        self.resume(post, Goal::Stay)
    }

    /// The next post of the list as sorted, or the one before.
    pub(super) fn sibling(&mut self, count: Option<usize>, on: bool) -> Vec<Effect> {
        let by = count.unwrap_or(1);
        let here = self.reader.post().and_then(|post| self.list.place_of(post));
        let here = here.unwrap_or(self.list.number());
        let next = if on { here.checked_add(by) } else { here.checked_sub(by) };
        let Some(post) = next.and_then(|next| self.list.posts().get(next).copied()) else {
            let back = self.keys.key(&[Context::Post, Context::Everywhere], Message::Close);
            let which = if on { "last" } else { "first" };
            self.prompt.say(&format!("This is the {which} post of the list; {back} goes back to it"));
            return Vec::new();
        };
        self.list.select(post);
        self.resume(post, Goal::Top)
    }

    /// One step back; never quits.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        match self.history.back(self.moment()) {
            Some(moment) => self.restore(moment),
            None if self.focus != Focus::List => {
                self.history.back_out(self.moment());
                self.focus_list();
                Vec::new()
            }
            None => {
                let keys = [Context::List, Context::Everywhere];
                let quit = self.keys.key(&keys, Message::Close);
                self.prompt.say(&format!("Nothing is behind; {quit} quits"));
                Vec::new()
            }
        }
    }

    /// One step forward again.
    pub(super) fn forward(&mut self) -> Vec<Effect> {
        match self.history.forward(self.moment()) {
            Some(moment) => self.restore(moment),
            None => {
                self.prompt.say("Nothing lies ahead");
                Vec::new()
            }
        }
    }

    /// From a post to the list; from the list, or a post opened from the shell, out.
    pub(super) fn close(&mut self) -> Vec<Effect> {
        if self.focus == Focus::List {
            return vec![Effect::Quit];
        }
        match self.history.back_to_list(self.moment()) {
            Some(moment) => self.restore(moment),
            None => vec![Effect::Quit],
        }
    }

    fn restore(&mut self, moment: Moment) -> Vec<Effect> {
        let searched = matches!(self.overlay.take(), Some(Overlay::Search(_)));
        match moment {
            Moment::Search { text, selected } => self.search_again(&text, selected),
            Moment::List { query, selected, going_on } => {
                if query != *self.list.query() {
                    self.list.return_to(query, selected, &self.library, self.now);
                }
                match selected.filter(|_| searched) {
                    // What was read meanwhile came of the search, not of the list: that is as it was left.
                    Some(selected) => {
                        self.list.select_again(selected, going_on);
                        self.focus = Focus::List;
                    }
                    None => self.focus_list(),
                }
                Vec::new()
            }
            Moment::Post { post, place, link, find, beside } => {
                // From post to post the list stays or stays away; it was perhaps called or sent away meanwhile.
                if searched || self.focus == Focus::List {
                    self.focus = if beside || self.options.list { Focus::Beside } else { Focus::Post };
                }
                self.list.select(post);
                self.ask(post, Goal::Back(place, link, find))
            }
        }
    }

    /// Gives the keys to the list, the post just read selected if it is there.
    fn focus_list(&mut self) {
        if self.focus != Focus::List
            && let Some(post) = self.reader.post()
        {
            self.list.select(post);
        }
        self.focus = Focus::List;
    }

    /// Another filter, kept in the history.
    pub(super) fn filter(&mut self, query: Query) {
        if query != *self.list.query() {
            if self.focus == Focus::List {
                let (query, selected) = (self.list.query().clone(), self.list.selected());
                let going_on = self.list.is_going_on();
                self.history.leave(Moment::List { query, selected, going_on });
            } else {
                self.history.leave(self.moment());
            }
            self.list.set_query(query, &self.library, self.now);
        } else {
            // Who asks for the same again wants what holds now.
            self.list.refresh(&self.library, self.now);
        }
        self.focus = Focus::List;
    }

    /// Selects the next link, or the one before.
    pub(super) fn next_link(&mut self, on: bool) {
        let rows = self.post_rows();
        let Some(page) = self.reader.page_mut() else { return };
        let before = page.link();
        page.next_link(on, rows);
        if page.document().links.is_empty() && page.link().is_none() {
            self.prompt.say("This post has no links");
        } else if page.link() == before && before.is_some() {
            self.prompt.say(if on { "This is the last link" } else { "This is the first link" });
        }
    }

    /// Follows the selected link; without one, a line on.
    pub(super) fn follow_selected(&mut self) -> Vec<Effect> {
        match self.reader.page().and_then(|page| page.link()) {
            Some(link) => self.follow(link),
            None => self.update(Message::Down, None),
        }
    }

    /// Follows a link: to a post of the library, a place in this one, or out.
    pub(super) fn follow(&mut self, link: LinkId) -> Vec<Effect> {
        let Some(page) = self.reader.page_mut() else { return Vec::new() };
        if let Some(way) = page.way(link).cloned() {
            page.select_link(Some(link));
            return self.go_way(way);
        }
        let Some(found) = page.document().links.get(link).cloned() else { return Vec::new() };
        page.select_link(Some(link));
        if let Some(words) = self.in_itself(&found) {
            self.prompt.fail(&words);
            return Vec::new();
        }
        let Link { target, kind, .. } = found;
        let here = self.moment();
        match &target {
            Target::Anchor(anchor) => self.follow_anchor(here, anchor),
            Target::Note(number) => {
                self.history.leave(here);
                if let Some(page) = self.reader.page_mut() {
                    page.go_to_note(*number);
                }
                Vec::new()
            }
            Target::Web(address) | Target::Site(address) | Target::Written(address) => {
                self.follow_out(here, &target, kind, address)
            }
        }
    }

    fn follow_anchor(&mut self, here: Moment, anchor: &Clean) -> Vec<Effect> {
        let found = self.reader.page_mut().is_some_and(|page| page.go_to_anchor(anchor));
        match found {
            true => self.history.leave(here),
            false => self.prompt.fail(&format!("There is no #{anchor} in this post")),
        }
        Vec::new()
    }

    fn follow_out(&mut self, here: Moment, target: &Target, kind: LinkKind, address: &Clean) -> Vec<Effect> {
        let post = self.reader.post().and_then(|id| self.library.post(id));
        let Some((post, site)) = post.and_then(|post| Some((post, self.library.site_of(post)?))) else {
            return Vec::new();
        };
        if let Some(found) = self.library.follow(post.site, target) {
            let fragment =
                address.split_once('#').map(|(_, fragment)| fragment).filter(|text| !text.is_empty());
            self.history.leave(here);
            self.list.select(found);
            return match fragment {
                Some(fragment) => self.ask(found, Goal::Anchor(decoded(fragment))),
                None => self.resume(found, Goal::Top),
            };
        }
        if self.library.may_come(target) {
            self.prompt.say(STILL_READ);
            return Vec::new();
        }
        match web_address(site, target) {
            Some(address) => vec![Effect::Browse(address)],
            None => {
                self.prompt.fail(&self.no_way(kind, address));
                Vec::new()
            }
        }
    }

    /// Why a path of a site that does not say its own address is not opened, and what can be done with it.
    fn no_way(&self, kind: LinkKind, address: &Clean) -> String {
        let what = match kind {
            LinkKind::Image => "picture",
            LinkKind::Media => "film or sound",
            LinkKind::Page if is_file(address) => "file",
            LinkKind::Page | LinkKind::Note => return format!("No post here has the address {address}"),
        };
        let menu = self.keys.key(&[Context::Post], Message::CopyMenu);
        let link = self.keys.key(&[Context::Copy], Message::CopyLink);
        format!(
            "This {what} has no address on the web that a browser could open: {address}; {menu}{link} copies that"
        )
    }

    /// To a post of the library, from here.
    pub(super) fn go_to_post(&mut self, post: PostId) -> Vec<Effect> {
        self.history.leave(self.moment());
        self.list.select(post);
        self.resume(post, Goal::Top)
    }

    /// To a heading chosen from the contents.
    pub(super) fn go_to_heading(&mut self, block: usize) {
        self.history.leave(self.moment());
        if let Some(page) = self.reader.page_mut() {
            page.go_to_block(block);
        }
    }
}

/// Whether the name at the end of a path is one of a file, and not of a page.
fn is_file(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        !["html", "htm", "md", "markdown"].iter().any(|page| ending.eq_ignore_ascii_case(page))
    })
}

/// A fragment as ids are written.
fn decoded(fragment: &str) -> Clean {
    Clean::line(&percent_encoding::percent_decode_str(fragment).decode_utf8_lossy())
}
