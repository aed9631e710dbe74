//! The panel after the end of the open post, and its links, which count on after those of the document.

use super::page::Page;
use crate::app::after::{Kin, Way};
use crate::document::LinkId;
use crate::layout::After;

/// The panel as the page keeps it.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// Its rows.
    pub(super) after: After,
    ways: Vec<Way>,
    kin: Option<Kin>,
}

impl Panel {
    /// Posts have other numbers: what belongs together is to be looked up again.
    pub(super) fn forget(&mut self) {
        self.kin = None;
    }
}

impl Page {
    /// What belongs to the post, if it was looked up.
    pub fn kin(&self) -> Option<&Kin> {
        self.panel.kin.as_ref()
    }

    /// Puts a panel after the end.
    pub fn set_after(&mut self, after: After, ways: Vec<Way>, kin: Kin) {
        self.layout.set_after(after.clone());
        self.panel = Panel { after, ways, kin: Some(kin) };
    }

    /// Takes it away.
    pub fn clear_after(&mut self) {
        self.layout.set_after(After::default());
        (self.panel.after, self.panel.ways) = (After::default(), Vec::new());
    }

    /// Whether there is such a link, in the document or in the panel.
    pub fn has_link(&self, link: LinkId) -> bool {
        link < self.document().links.len() || self.way(link).is_some()
    }

    /// Where a link of the panel leads; none for links of the document.
    pub fn way(&self, link: LinkId) -> Option<&Way> {
        self.panel.ways.get(link.checked_sub(self.document().links.len())?)
    }
}
