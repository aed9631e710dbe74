//! What every query needs of every post, folded and numbered once when the library is made.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::query::Field;
use crate::post::Post;
use crate::site::Site;
use crate::text::Clean;
use crate::text::fold::fold;

/// The folded titles of all posts, one behind the other: a hundred thousand small pieces take twice the room.
#[derive(Clone, Debug, Default)]
struct Titles {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Titles {
    fn new(posts: &[Arc<Post>]) -> Self {
        // A text that doubles its room leaves as much behind as it takes, and the thread keeps that.
        let room = posts.iter().map(|post| post.meta.title.len()).sum();
        let mut all = Self { text: String::with_capacity(room), ends: Vec::with_capacity(posts.len()) };
        for post in posts {
            all.text.push_str(&fold(&post.meta.title));
            all.ends.push(u32::try_from(all.text.len()).unwrap_or(u32::MAX));
        }
        all.text.shrink_to_fit();
        all
    }

    fn get(&self, post: usize) -> Option<&str> {
        let end = *self.ends.get(post)?;
        let start = post.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..end as usize)
    }
}

/// All values of one field, each numbered once, and which posts have which.
///
/// Values that differ in case or accents only are one value, spelled as where it came up first.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    names: Vec<Clean>,
    folded: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
    /// For each post the place in `of_posts` where its values begin, and one end more; nothing where all posts have the same
    /// values: those of a site, and of most languages, are.
    starts: Vec<u32>,
    of_posts: Vec<u32>,
}

impl Values {
    fn new<'a>(posts: &'a [Arc<Post>], values: impl Fn(&'a Post) -> Vec<&'a Clean>) -> Self {
        let count = posts.iter().map(|post| values(post).len()).sum();
        let mut all = Self {
            starts: Vec::with_capacity(posts.len() + 1),
            of_posts: Vec::with_capacity(count),
            ..Self::default()
        };
        for post in posts {
            let start = all.of_posts.len();
            all.starts.push(u32::try_from(start).unwrap_or(u32::MAX));
            for name in values(post) {
                let number = all.number_of(name);
                if !all.of_posts[start..].contains(&number) {
                    all.of_posts.push(number);
                }
            }
        }
        all.starts.push(u32::try_from(all.of_posts.len()).unwrap_or(u32::MAX));
        let first = all.of(0).len();
        if (1..posts.len()).all(|post| all.of(post) == all.of(0)) {
            all.starts = Vec::new();
            all.of_posts.truncate(first);
        }
        all.of_posts.shrink_to_fit();
        all
    }

    fn number_of(&mut self, name: &Clean) -> u32 {
        let folded = fold(name.trim()).into_boxed_str();
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.clone());
        self.folded.push(folded.clone());
        self.numbers.insert(folded, number);
        number
    }

    /// The numbers of the values that a post has.
    pub(super) fn of(&self, post: usize) -> &[u32] {
        if self.starts.is_empty() {
            return &self.of_posts;
        }
        match (self.starts.get(post), self.starts.get(post + 1)) {
            (Some(start), Some(end)) => self.of_posts.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The number of a value by its folded name.
    pub(super) fn number(&self, folded: &str) -> Option<u32> {
        self.numbers.get(folded).copied()
    }

    /// Every value with its number: its folded name.
    pub(super) fn folded(&self) -> impl Iterator<Item = (u32, &str)> {
        self.folded.iter().enumerate().map(|(number, name)| (number as u32, &**name))
    }

    /// Every value by its number.
    pub(super) fn names(&self) -> &[Clean] {
        &self.names
    }
}

/// Titles and values of all posts.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    titles: Titles,
    /// The folded paths, from the first query on that asks for them.
    paths: OnceLock<Vec<Box<str>>>,
    tags: Values,
    categories: Values,
    series: Values,
    langs: Values,
    authors: Values,
    sites: Values,
}

impl Index {
    pub(super) fn new(sites: &[Site], posts: &[Arc<Post>]) -> Self {
        let site = |post: &Post| sites.get(usize::from(post.site.0));
        Self {
            titles: Titles::new(posts),
            paths: OnceLock::new(),
            tags: Values::new(posts, |post| post.meta.named_tags().collect()),
            categories: Values::new(posts, |post| {
                post.meta.categories.texts().filter(|name| !name.is_empty()).collect()
            }),
            series: Values::new(posts, |post| post.meta.more.series.iter().collect()),
            langs: Values::new(posts, |post| language(post, site(post)).into_iter().collect()),
            authors: Values::new(posts, |post| post.meta.more.authors.iter().collect()),
            sites: Values::new(posts, |post| site(post).map(|site| &site.title).into_iter().collect()),
        }
    }

    /// The folded title of a post.
    pub(super) fn title(&self, post: usize) -> Option<&str> {
        self.titles.get(post)
    }

    /// The folded paths of the posts of which this is the index.
    pub(super) fn paths(&self, posts: &[Arc<Post>]) -> &[Box<str>] {
        self.paths.get_or_init(|| posts.iter().map(|post| fold(&post.name).into_boxed_str()).collect())
    }

    pub(super) fn values(&self, field: Field) -> &Values {
        match field {
            Field::Tag => &self.tags,
            Field::Category => &self.categories,
            Field::Series => &self.series,
            Field::Lang => &self.langs,
            Field::Author => &self.authors,
            Field::Site => &self.sites,
        }
    }
}

/// The language of a post: its own, else its site's.
pub(super) fn language<'a>(post: &'a Post, site: Option<&'a Site>) -> Option<&'a Clean> {
    let own = post.meta.lang.as_deref();
    own.or(site.map(|site| &site.lang)).filter(|lang| !lang.is_empty())
}
