//! What every query needs of every post, folded and numbered once when the library is made.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use nucleo_matcher::Utf32Str;

use super::query::Field;
use crate::post::Post;
use crate::site::Site;
use crate::text::Clean;
use crate::text::fold::fold;

/// A title in the form in which it is searched.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The folded text.
    pub(super) text: Box<str>,
    /// Its characters where it is not ASCII: the matcher counts characters, not bytes.
    wide: Option<Box<[char]>>,
}

impl Title {
    pub(super) fn new(text: &str) -> Self {
        let text = fold(text).into_boxed_str();
        let wide = (!text.is_ascii()).then(|| text.chars().collect());
        Self { text, wide }
    }

    /// The form the fuzzy matcher takes.
    pub(super) fn haystack(&self) -> Utf32Str<'_> {
        match &self.wide {
            Some(chars) => Utf32Str::Unicode(chars),
            None => Utf32Str::Ascii(self.text.as_bytes()),
        }
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
    /// For each post the place in `of_posts` where its values begin, and one end more.
    starts: Vec<usize>,
    of_posts: Vec<u32>,
}

impl Values {
    fn new<'a>(posts: &'a [Arc<Post>], values: impl Fn(&'a Post) -> Vec<&'a Clean>) -> Self {
        let mut all = Self::default();
        for post in posts {
            let start = all.of_posts.len();
            all.starts.push(start);
            for name in values(post) {
                let number = all.number_of(name);
                if !all.of_posts[start..].contains(&number) {
                    all.of_posts.push(number);
                }
            }
        }
        all.starts.push(all.of_posts.len());
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
        match (self.starts.get(post), self.starts.get(post + 1)) {
            (Some(start), Some(end)) => self.of_posts.get(*start..*end).unwrap_or_default(),
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
    titles: Vec<Title>,
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
            titles: posts.iter().map(|post| Title::new(&post.meta.title)).collect(),
            paths: OnceLock::new(),
            tags: Values::new(posts, |post| post.meta.named_tags().collect()),
            categories: Values::new(posts, |post| {
                post.meta.categories.iter().filter(|name| !name.is_empty()).collect()
            }),
            series: Values::new(posts, |post| post.meta.series.iter().collect()),
            langs: Values::new(posts, |post| language(post, site(post)).into_iter().collect()),
            authors: Values::new(posts, |post| post.meta.authors.iter().collect()),
            sites: Values::new(posts, |post| site(post).map(|site| &site.title).into_iter().collect()),
        }
    }

    pub(super) fn title(&self, post: usize) -> Option<&Title> {
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
    let own = Some(&post.meta.lang).filter(|lang| !lang.is_empty());
    own.or(site.map(|site| &site.lang)).filter(|lang| !lang.is_empty())
}
