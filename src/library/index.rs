//! What every query needs of every post, folded and numbered once, when the first one asks for it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::Library;
use super::query::Field;
use crate::post::{Post, PostId};
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

/// Titles, paths and values of all posts, each made when something asks for it first.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    titles: OnceLock<Titles>,
    paths: OnceLock<Vec<Box<str>>>,
    /// In the order of [`Field::ALL`].
    values: [OnceLock<Values>; Field::ALL.len()],
}

impl Library {
    /// The folded title of a post.
    pub(super) fn folded_title(&self, id: PostId) -> &str {
        let titles = self.index.titles.get_or_init(|| Titles::new(&self.posts));
        titles.get(id.0 as usize).unwrap_or_default()
    }

    /// The same for who goes through all posts once, maybe in several threads: where the titles are not folded yet one thread
    /// would fold all of them while the others wait.
    pub(super) fn folded_title_once(&self, id: PostId) -> Cow<'_, str> {
        match (self.index.titles.get(), self.post(id)) {
            (Some(titles), _) => titles.get(id.0 as usize).unwrap_or_default().into(),
            (None, post) => post.map(|post| fold(&post.meta.title)).unwrap_or_default().into(),
        }
    }

    /// The folded paths of all posts.
    pub(super) fn folded_paths(&self) -> &[Box<str>] {
        let paths = || self.posts.iter().map(|post| fold(&post.name).into_boxed_str()).collect();
        self.index.paths.get_or_init(paths)
    }

    /// The values of a field.
    pub(super) fn values(&self, field: Field) -> &Values {
        self.index.values[field as usize].get_or_init(|| {
            let posts = &self.posts;
            let site = |post: &Post| self.sites.get(usize::from(post.site.0));
            match field {
                Field::Tag => Values::new(posts, |post| post.meta.named_tags().collect()),
                Field::Category => Values::new(posts, |post| {
                    post.meta.categories.texts().filter(|name| !name.is_empty()).collect()
                }),
                Field::Series => Values::new(posts, |post| post.meta.more.series.iter().collect()),
                Field::Lang => Values::new(posts, |post| language(post, site(post)).into_iter().collect()),
                Field::Author => Values::new(posts, |post| post.meta.more.authors.iter().collect()),
                Field::Site => {
                    Values::new(posts, |post| site(post).map(|site| &site.title).into_iter().collect())
                }
            }
        })
    }

    /// Makes all that queries ask for but the paths.
    pub(super) fn prepare_index(&self) {
        self.folded_title(PostId(0));
        for field in Field::ALL {
            self.values(field);
        }
    }
}

/// The language of a post: its own, else its site's.
pub(super) fn language<'a>(post: &'a Post, site: Option<&'a Site>) -> Option<&'a Clean> {
    let own = post.meta.lang.as_deref();
    own.or(site.map(|site| &site.lang)).filter(|lang| !lang.is_empty())
}
