//! From a post to the same in another language.

use super::overlay::{self, Overlay};
use super::reader::Goal;
use super::{App, Effect, Focus};
use crate::post::PostId;

impl App {
    /// Opens the menu of the languages of the post that is selected or open.
    pub(super) fn translations(&mut self) {
        let Some(here) = self.current() else { return };
        let posts = self.library.translations(here, self.now);
        if posts.is_empty() {
            return self.prompt.say("This post is here in one language only");
        }
        let pane = overlay::translations(&self.library, &posts, here);
        self.overlay = Some(Overlay::Pane(Box::new(pane)));
    }

    /// Opens a translation: from the list at its top, from a post where the same is said.
    pub(super) fn translate(&mut self, post: PostId) -> Vec<Effect> {
        if self.focus == Focus::List {
            self.list.select(post);
            return self.read_post(post, Goal::Stay);
        }
        if self.reader.post() == Some(post) {
            return Vec::new();
        }
        let goal = self.reader.page_mut().map_or(Goal::Top, |page| Goal::Like(page.bearing()));
        self.read_post(post, goal)
    }
}
