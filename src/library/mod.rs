//! An immutable snapshot of all posts: order, tags, queries. Shared by `Arc`.
//!
//! Everything a query looks at is folded and numbered once, when the library is made; after that it only
//! reads. It knows nothing of how posts are drawn or opened.

mod complete;
mod derive;
mod find;
mod index;
mod order;
mod query;
#[cfg(test)]
pub(crate) mod samples;
mod tags;

pub use complete::{Candidate, Completions};
pub use derive::Derived;
pub use order::{Group, Order, SortKey};
pub use query::{Choice, Day, DayUnit, Field, Is, KEYS, Query, QueryError, Term, Unknown, What};
pub use tags::{TagCount, TagGroup, TagOrder};

use query::is_future;

use crate::post::{Post, PostId};
use crate::site::Site;

/// All posts of one or more sites.
#[derive(Clone, Debug, Default)]
pub struct Library {
    sites: Vec<Site>,
    posts: Vec<Post>,
    index: index::Index,
    orders: order::Orders,
    addresses: find::Addresses,
}

impl Library {
    /// A library of these sites and their posts; `Post::site` numbers the sites.
    pub fn new(sites: Vec<Site>, posts: Vec<Post>) -> Self {
        let index = index::Index::new(&sites, &posts);
        let orders = order::Orders::new(&posts);
        let addresses = find::Addresses::new(&sites, &posts);
        Self { sites, posts, index, orders, addresses }
    }

    /// The sites.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// The site a post belongs to.
    pub fn site_of(&self, post: &Post) -> Option<&Site> {
        self.sites.get(usize::from(post.site.0))
    }

    /// All posts; a [`PostId`] is the place in this list.
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// A post.
    pub fn post(&self, id: PostId) -> Option<&Post> {
        self.posts.get(id.0 as usize)
    }

    /// All posts sorted by a key, not turned round.
    pub(crate) fn sorted(&self, key: SortKey) -> &[PostId] {
        self.orders.by(key)
    }
}
