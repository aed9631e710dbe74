//! Choosing something in view: what is selected, else the only one there is, else by letters.

use super::overlay::{Deed, Letters, Overlay, Thing};
use super::{App, Effect};

impl App {
    /// Puts letters on the links in view, to follow one.
    pub(super) fn letters(&mut self) {
        let links = self.links_in_view();
        match links.is_empty() {
            true => self.prompt.say("No link is in view"),
            false => self.overlay = Some(Overlay::Letters(Letters::new(Deed::Follow, &links))),
        }
    }

    /// The selected link alone, else all in view.
    pub(super) fn links_at_hand(&self) -> Vec<Thing> {
        match self.reader.page().and_then(|page| page.link()) {
            Some(link) => vec![Thing::Link(link)],
            None => self.links_in_view(),
        }
    }

    fn links_in_view(&self) -> Vec<Thing> {
        let links = self.reader.page().map(|page| page.visible()).unwrap_or_default();
        links.into_iter().map(Thing::Link).collect()
    }

    /// Does it with the only thing there is, or puts letters on several; says what is missing where there is none.
    pub(super) fn among(&mut self, deed: Deed, things: &[Thing], missing: &str) -> Vec<Effect> {
        match things {
            [] => self.prompt.say(missing),
            [thing] => return self.deed(deed, *thing),
            _ => self.overlay = Some(Overlay::Letters(Letters::new(deed, things))),
        }
        Vec::new()
    }

    /// Does what was to be done with what is chosen.
    pub(super) fn deed(&mut self, deed: Deed, thing: Thing) -> Vec<Effect> {
        match (deed, thing) {
            (Deed::Follow, Thing::Link(link)) => self.follow(link),
            (Deed::Peek, Thing::Link(link)) => self.peek_link(link),
            (Deed::Copy, thing) => self.copy_thing(thing),
            (Deed::Widen, thing) => {
                self.widen_thing(thing);
                Vec::new()
            }
            (Deed::Follow | Deed::Peek, Thing::Code(_) | Thing::Block(_)) => Vec::new(),
        }
    }
}
