//! Opening a post: asking for it, taking it in, bringing it to the width that holds now.

use std::sync::Arc;

use super::reader::{Goal, Page};
use super::{App, Effect, front, navigate, regions};
use crate::layout::{Addresses, Front, Options};
use crate::post::PostId;
use crate::site::{Failure, Opened};

impl App {
    /// Asks for a post, unless it is open already.
    pub(super) fn ask(&mut self, post: PostId, goal: Goal) -> Vec<Effect> {
        let generation = self.reader.ask(post, goal);
        generation.into_iter().map(|generation| Effect::Open { post, generation }).collect()
    }

    /// A post was read, or could not be.
    pub(super) fn opened(&mut self, generation: u64, result: Result<Opened, Failure>) {
        let Some(want) = self.reader.take(generation) else { return };
        let document = match result {
            Ok(opened) => opened.document,
            Err(failure) => navigate::failure(&failure, &self.keys),
        };
        let front = Front::default();
        let page = Page::new(want.post, Arc::new(document), front, self.layout_options());
        self.reader.show(page, want.goal);
        self.set_page();
    }

    /// Brings the page to the width and the head that hold now.
    pub(super) fn set_page(&mut self) {
        let options = self.layout_options();
        let narrow = options.width < usize::from(regions::PHONE);
        let Some(page) = self.reader.page_mut() else { return };
        let Some(post) = self.library.post(page.post()) else { return };
        let front = front(post, page.words(), &self.options.dates, narrow);
        page.set(front, options);
    }

    pub(super) fn layout_options(&self) -> Options {
        let area = self.regions().post;
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
            italics: self.options.italics,
            addresses: Addresses::Hidden,
        }
    }
}
