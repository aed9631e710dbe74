//! Opening a post: asking for it, taking it in, bringing it to the width that holds now.

use std::sync::Arc;

use super::overlay::{self, Kind, Overlay, Subject};
use super::reader::{Goal, Outline, Page};
use super::regions::{self, Show};
use super::{App, Effect, front, minutes, navigate};
use crate::layout::{Addresses, Front, Options};
use crate::post::PostId;
use crate::site::{Failure, Opened};
use crate::text::hyphen::Language;

impl App {
    /// Asks for a post, unless it is open already.
    pub(super) fn ask(&mut self, post: PostId, goal: Goal) -> Vec<Effect> {
        let generation = self.reader.ask(post, goal);
        generation.into_iter().map(|generation| Effect::Open { post, generation }).collect()
    }

    /// A post was read, or could not be.
    pub(super) fn opened(&mut self, generation: u64, result: Result<Opened, Failure>) -> Vec<Effect> {
        if self.points_into_text() && self.reader.put_off(generation) {
            return Vec::new();
        }
        let Some(want) = self.reader.take(generation) else { return Vec::new() };
        let (document, failed) = match result {
            Ok(opened) => (opened.document, false),
            Err(failure) => (Arc::new(navigate::failure(&failure, &self.keys)), true),
        };
        let outline = Outline::of(&document);
        let options = self.options_for(self.wanted(), Some(want.post));
        let front = self.front_of(want.post, outline.count, &options).unwrap_or_default();
        let mut page = Page::new(want.post, document, outline, front, options);
        page.failed = failed;
        if self.reader.show(page, want.goal) {
            self.text_changed();
        }
        self.set_page();
        want.keys.map_or_else(Vec::new, |keys| self.find_now(keys))
    }

    /// The text of the open post is another: what lies over it and counts in it counts anew.
    fn text_changed(&mut self) {
        match &self.overlay {
            Some(Overlay::Pane(pane)) if matches!(pane.kind(), Kind::Contents | Kind::Links) => {
                let links = *pane.kind() == Kind::Links;
                self.fill_contents(links);
            }
            Some(Overlay::Wide(_)) => self.widen_again(),
            Some(Overlay::Pane(_) | Overlay::Letters(_) | Overlay::Peek(_) | Overlay::Search(_)) | None => {}
        }
    }

    /// Whether something lies over the text that the next key closes or follows: it must not go away under that key, nor
    /// point to another link.
    fn points_into_text(&self) -> bool {
        match &self.overlay {
            Some(Overlay::Letters(_)) => true,
            Some(Overlay::Peek(peek)) => matches!(peek.subject(), Subject::Link(_)),
            Some(Overlay::Pane(_) | Overlay::Wide(_) | Overlay::Search(_)) | None => false,
        }
    }

    /// Asks for the text that came while something pointed into the one before.
    pub(super) fn catch_up(&mut self) -> Option<Effect> {
        if self.points_into_text() {
            return None;
        }
        self.reader.catch_up().map(|(post, generation)| Effect::Open { post, generation })
    }

    /// Puts the headings or the links of the text as it is now into the pane.
    fn fill_contents(&mut self, links: bool) {
        let (Some(Overlay::Pane(pane)), Some(page)) = (&mut self.overlay, self.reader.page_mut()) else {
            return;
        };
        let new = if links { overlay::links(page) } else { overlay::contents(page) };
        pane.replace(new.kind().clone(), new.title(), new.items().to_vec());
    }

    /// The head of a post; none of one that is gone.
    fn front_of(&self, post: PostId, words: usize, options: &Options) -> Option<Front> {
        let narrow = options.width < usize::from(regions::PHONE);
        let minutes = minutes(words, self.options.pace);
        Some(front(self.library.post(post)?, minutes, &self.options.dates, narrow))
    }

    /// Brings the page to the width and the head that hold now.
    pub(super) fn set_page(&mut self) {
        let Some(page) = self.reader.page() else { return };
        let options = self.layout_options(Some(page.post()));
        let front = self.front_of(page.post(), page.words(), &options);
        let front = front.unwrap_or_else(|| page.front().clone());
        if let Some(page) = self.reader.page_mut() {
            page.set(front, options);
        }
    }

    /// How a post is set in the window as it is now.
    pub(super) fn layout_options(&self, post: Option<PostId>) -> Options {
        self.options_for(self.show(), post)
    }

    /// The same where something else is to be seen.
    fn options_for(&self, show: Show, post: Option<PostId>) -> Options {
        let language = post.filter(|_| self.options.hyphenate).and_then(|post| self.library.language(post));
        let area = self.regions_for(show).post;
        let (width, height) = area.map_or(self.size, |area| (area.width, area.height));
        Options {
            width: usize::from(width),
            measure: self.reader.measure(),
            centred: true,
            window: usize::from(self.size.0),
            rows: usize::from(height),
            ascii: self.options.ascii,
            ambiguous: self.options.ambiguous,
            bidi: self.options.bidi,
            color: self.options.color,
            styled: self.options.styled,
            strikes: self.options.strikes,
            hyphenate: language.and_then(|language| Language::of(language)),
            spacing: self.options.spacing,
            addresses: Addresses::Hidden,
            breaks_code: true,
        }
    }
}
