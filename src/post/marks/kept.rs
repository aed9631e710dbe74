//! Marks by keys that outlive a session: which site, and which post of it.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{Change, Mark, Marking, Visited};

/// Which post a mark belongs to, whatever number and file it has.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The site: its address on the web, else its folder.
    pub site: String,
    /// The post: its path on the site, else its file.
    pub post: String,
}

/// What is kept of one site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfSite {
    /// The marks by post.
    pub marks: HashMap<String, Mark>,
    /// The posts that were there at the last visit; none where there was no visit.
    pub known: Option<Visited>,
}

/// What is kept of some sites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// By site.
    pub sites: HashMap<String, OfSite>,
}

/// How a change meets what is kept already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// It was made just now, and counts whatever clock another change was made by.
    Now,
    /// The newer one counts.
    Newest,
}

impl Merge {
    /// The moment from which a change counts that was made `at`, where one of `before` is kept; none where it does not.
    pub fn moment(self, at: Timestamp, before: Timestamp) -> Option<Timestamp> {
        match self {
            // A clock that was put back must not make a change of today the older one.
            Self::Now if at <= before => {
                Some(before.checked_add(jiff::SignedDuration::from_millis(1)).unwrap_or(before))
            }
            Self::Now => Some(at),
            Self::Newest => (at > before).then_some(at),
        }
    }
}

impl Kept {
    /// The mark kept under a key.
    pub fn mark(&self, site: &str, post: &str) -> Option<&Mark> {
        self.sites.get(site)?.marks.get(post)
    }

    /// Takes over a change.
    pub fn change(&mut self, marking: &Marking, merge: Merge) {
        let site = self.sites.entry(marking.key.site.clone()).or_default();
        let mark = site.marks.entry(marking.key.post.clone()).or_default();
        let before = match marking.change {
            Change::Stop(_) => mark.stop.at,
            Change::Read(_) => mark.read.at,
            Change::Starred(_) => mark.starred.at,
        };
        if let Some(at) = merge.moment(marking.at, before) {
            *mark = mark.with(marking.change, at);
        }
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.sites.is_empty()
    }
}
