//! An immutable snapshot of all posts: order, tags, queries. Shared by `Arc`.

use jiff::Timestamp;

use crate::post::{Marks, Post, PostId};
use crate::site::Site;

/// All posts of one or more sites.
#[derive(Clone, Debug, Default)]
pub struct Library {
    sites: Vec<Site>,
    posts: Vec<Post>,
}

impl Library {
    /// A library of these sites and their posts; `Post::site` numbers the sites.
    pub fn new(sites: Vec<Site>, posts: Vec<Post>) -> Self {
        Self { sites, posts }
    }

    /// The sites.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// All posts; a [`PostId`] is the place in this list.
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// A post.
    pub fn post(&self, id: PostId) -> Option<&Post> {
        self.posts.get(id.0 as usize)
    }
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: SortKey,
    /// Whether turned round.
    pub reversed: bool,
}

/// By what a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// Newest first; what is undated last.
    #[default]
    Date,
    /// By title.
    Title,
    /// Longest first.
    Length,
}

/// A filter expression.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query;

/// What is wrong with a query, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The bytes of the query that are wrong.
    pub range: std::ops::Range<usize>,
    /// What is wrong, in words.
    pub message: String,
}

impl Query {
    /// Reads a query.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let _ = text;
        Ok(Self)
    }

    /// The posts that match, in order.
    pub fn run(&self, library: &Library, marks: &Marks, order: Order, now: Timestamp) -> Vec<PostId> {
        let _ = (marks, order, now);
        (0..library.posts.len()).map(|n| PostId(n as u32)).collect()
    }
}
