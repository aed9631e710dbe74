//! Where the reader was: one step back, one step forward.

use super::reader::Aim;
use crate::document::LinkId;
use crate::library::Query;
use crate::post::{Place, PostId};

/// A moment one can come back to.
#[derive(Clone, Debug, PartialEq)]
pub enum Moment {
    /// The list.
    List {
        /// What it was filtered for.
        query: Query,
        /// What was selected; what is current when one comes back goes before it.
        selected: Option<PostId>,
        /// Whether that was among the rows to go on with.
        going_on: bool,
    },
    /// A search in all posts.
    Search {
        /// What was typed.
        text: String,
        /// The post that was selected.
        selected: Option<PostId>,
    },
    /// A post.
    Post {
        /// Which.
        post: PostId,
        /// Where in it.
        place: Place,
        /// The link that was selected.
        link: Option<LinkId>,
        /// What was looked for in it, and where the hit was.
        find: Option<(Aim, Place)>,
        /// Whether the list stood beside it.
        beside: bool,
    },
}

impl Moment {
    /// Whether posts could be chosen there.
    fn is_list(&self) -> bool {
        matches!(self, Self::List { .. } | Self::Search { .. })
    }
}

/// The moments behind and before.
#[derive(Clone, Debug, Default)]
pub struct History {
    behind: Vec<Moment>,
    before: Vec<Moment>,
}

/// As many moments are kept.
const KEPT: usize = 200;

impl History {
    /// Leaves a moment for something new.
    pub fn leave(&mut self, moment: Moment) {
        self.before.clear();
        self.behind.push(moment);
        if self.behind.len() > KEPT {
            self.behind.remove(0);
        }
    }

    /// One step back from `now`.
    pub fn back(&mut self, now: Moment) -> Option<Moment> {
        let moment = self.behind.pop()?;
        self.before.push(now);
        Some(moment)
    }

    /// One step forward from `now`.
    pub fn forward(&mut self, now: Moment) -> Option<Moment> {
        let moment = self.before.pop()?;
        self.behind.push(now);
        Some(moment)
    }

    /// Back to the last moment in the list, or in what a search found; the posts between are forgotten, but for `now`.
    pub fn back_to_list(&mut self, now: Moment) -> Option<Moment> {
        let at = self.behind.iter().rposition(Moment::is_list)?;
        self.behind.truncate(at + 1);
        self.before.clear();
        self.back(now)
    }

    /// From `now` to a list that nobody came from: one step forward leads to it again.
    pub fn back_out(&mut self, now: Moment) {
        self.before.push(now);
    }

    /// Whether a moment in the list lies behind.
    pub fn has_list(&self) -> bool {
        self.behind.iter().any(Moment::is_list)
    }

    /// The posts have other numbers; moments whose post is gone are forgotten.
    pub fn renumber(&mut self, new: &dyn Fn(PostId) -> Option<PostId>) {
        let moment = |moment: Moment| match moment {
            Moment::List { query, selected, going_on } => {
                Some(Moment::List { query, selected: selected.and_then(new), going_on })
            }
            Moment::Search { text, selected } => {
                Some(Moment::Search { text, selected: selected.and_then(new) })
            }
            Moment::Post { post, place, link, find, beside } => {
                Some(Moment::Post { post: new(post)?, place, link, find, beside })
            }
        };
        for moments in [&mut self.behind, &mut self.before] {
            *moments = std::mem::take(moments).into_iter().filter_map(moment).collect();
        }
    }
}
