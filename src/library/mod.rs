//! An immutable snapshot of all posts: order, tags, queries. Shared by `Arc`.
//!
//! Everything a query looks at is folded and numbered once, when the first one asks for it: the first screen
//! of a list needs no more than an order. It knows nothing of how posts are drawn or opened.

mod brief;
mod complete;
mod derive;
mod facts;
mod find;
pub mod fulltext;
mod index;
mod keys;
mod order;
mod part;
mod query;
mod related;
#[cfg(test)]
pub(crate) mod samples;
mod tags;
mod translations;
mod wrong;

pub use complete::{Candidate, Completions};
pub use derive::{Derived, Outgoing};
pub use facts::{Facts, Key, Store};
pub use order::{Group, Order, SortKey};
pub use part::{FirstPage, Part};
pub use query::{
    Choice, Day, DayUnit, Field, Is, KEYS, Misread, Query, QueryError, Term, Unknown, VIEWS, What, grammar,
    states, views,
};
pub use related::Series;
pub use tags::{TagCount, TagGroup, TagOrder};

use brief::Brief;

use std::sync::{Arc, OnceLock};

use crate::post::{Post, PostId};
use crate::site::{self, Site};

/// All posts of one or more sites.
#[derive(Clone, Debug, Default)]
pub struct Library {
    sites: Vec<Site>,
    posts: Vec<Arc<Post>>,
    briefs: Vec<Brief>,
    index: index::Index,
    orders: order::Orders,
    addresses: OnceLock<find::Addresses>,
    slot: facts::Slot,
    translations: OnceLock<translations::Translations>,
    part: Option<Part>,
    names: OnceLock<keys::Names>,
    /// The posts of each site by the names of their files.
    files: Vec<site::Names>,
}

impl Library {
    /// A library of these sites and their posts; `Post::site` numbers the sites.
    pub fn new(sites: Vec<Site>, posts: impl IntoIterator<Item = impl Into<Arc<Post>>>) -> Self {
        let posts: Vec<Arc<Post>> = posts.into_iter().map(Into::into).collect();
        let briefs: Vec<Brief> = posts.iter().map(|post| Brief::of(post)).collect();
        let orders = order::Orders::new(&posts, &briefs);
        let files = vec![site::Names::default(); sites.len()];
        Self { sites, posts, briefs, orders, files, ..Self::default() }
    }

    /// Makes what queries and links will ask for, so that no key has to wait for it.
    pub fn prepare(&self) {
        self.prepare_index();
        self.addresses();
        self.sorted(SortKey::Title);
    }

    /// Makes what a list asks for at once.
    pub fn prepare_list(&self) {
        self.names();
        self.translated();
    }

    fn translated(&self) -> &translations::Translations {
        self.translations.get_or_init(|| translations::Translations::new(&self.sites, &self.posts))
    }

    fn addresses(&self) -> &find::Addresses {
        self.addresses.get_or_init(|| find::Addresses::new(&self.sites, &self.posts))
    }

    /// The sites.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    fn brief(&self, id: PostId) -> Option<Brief> {
        self.briefs.get(id.0 as usize).copied()
    }

    /// The site a post belongs to.
    pub fn site_of(&self, post: &Post) -> Option<&Site> {
        self.sites.get(usize::from(post.site.0))
    }

    /// All posts; a [`PostId`] is the place in this list.
    pub fn posts(&self) -> &[Arc<Post>] {
        &self.posts
    }

    /// A post.
    pub fn post(&self, id: PostId) -> Option<&Post> {
        self.posts.get(id.0 as usize).map(Arc::as_ref)
    }

    /// All posts sorted by a key, not turned round.
    pub(crate) fn sorted(&self, key: SortKey) -> &[PostId] {
        match key {
            SortKey::Length if self.is_derived() => self.orders.by_words(&|id| self.words(id)),
            SortKey::Title => self.orders.by_title(&|id| self.folded_title(id)),
            SortKey::Date | SortKey::Length => self.orders.by(key, &self.posts),
        }
    }
}
