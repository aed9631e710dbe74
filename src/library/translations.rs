//! Which posts are one article in several languages, and which of them stands for it.
//!
//! Generators say what belongs together (`Meta::translation`); here it counts only where the languages differ. In a list an
//! article is one row: the post in the reader's language. Who asks for languages (`lang:`) sees every post.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::{Field, Group, Library, Order, Query, What};
use crate::post::{Marks, Post, PostId, SiteId};
use crate::site::Site;
use crate::text::Clean;
use crate::text::fold::fold;

/// The articles that there are in several languages.
#[derive(Clone, Debug, Default)]
pub(super) struct Translations {
    /// The posts of each article, in the order of the library.
    articles: Vec<Vec<PostId>>,
    /// The article of each post that has translations.
    of: HashMap<PostId, usize>,
}

impl Translations {
    pub(super) fn new(sites: &[Site], posts: &[Arc<Post>]) -> Self {
        let mut joined: HashMap<(SiteId, &str), Vec<PostId>> = HashMap::new();
        for (number, post) in
            posts.iter().enumerate().filter(|(_, post)| !post.meta.more.translation.is_empty())
        {
            let id = PostId(u32::try_from(number).unwrap_or(u32::MAX));
            joined.entry((post.site, &post.meta.more.translation)).or_default().push(id);
        }
        let lang = |id: &PostId| {
            let post = posts.get(id.0 as usize)?;
            super::index::language(post, sites.get(usize::from(post.site.0)))
        };
        let mut articles: Vec<Vec<PostId>> = Vec::new();
        for (_, mut members) in joined {
            // Two posts of one language are no translations of each other: the second is an article of its own.
            let mut seen = HashSet::new();
            members.retain(|id| seen.insert(lang(id).map(|lang| plain(lang))));
            if members.len() > 1 {
                articles.push(members);
            }
        }
        articles.sort_unstable();
        let posts = articles.iter().enumerate();
        let of = posts.flat_map(|(article, members)| members.iter().map(move |id| (*id, article))).collect();
        Self { articles, of }
    }

    /// The article of a post that has translations.
    pub(super) fn article(&self, id: PostId) -> Option<usize> {
        self.of.get(&id).copied()
    }
}

impl Query {
    /// Whether it asks for languages: then every translation is a row of its own.
    pub fn asks_for_languages(&self) -> bool {
        self.terms().iter().any(|term| matches!(&term.what, What::Field(Field::Lang, _)))
    }

    /// The rows of a list: what [`Query::run`] finds, of each article the post in the first of these languages that it
    /// has, unless the query asks for languages itself.
    pub fn rows(
        &self,
        library: &Library,
        marks: &Marks,
        order: Order,
        now: Timestamp,
        languages: &[Clean],
    ) -> Vec<PostId> {
        let found = self.run(library, marks, order, now);
        if self.asks_for_languages() { found } else { library.articles(found, languages) }
    }
}

impl Library {
    /// The posts that are one article with a post, itself among them, by language; none where it has no translations.
    /// What is not on the web page today is left out, but for the post itself.
    pub fn translations(&self, id: PostId, now: Timestamp) -> Vec<PostId> {
        let of = self.translated();
        let Some(members) = of.article(id).and_then(|article| of.articles.get(article)) else {
            return Vec::new();
        };
        let shown = |other: &PostId| *other == id || self.group(*other, now) != Group::Coming;
        let mut members: Vec<PostId> = members.iter().copied().filter(shown).collect();
        members.sort_by_key(|id| self.language(*id).map(|lang| plain(lang)));
        if members.len() > 1 { members } else { Vec::new() }
    }

    /// The language of a post: its own, else its site's; none where neither is said.
    pub fn language(&self, id: PostId) -> Option<&Clean> {
        let post = self.post(id)?;
        super::index::language(post, self.site_of(post))
    }

    /// Of posts in an order those that stand for their articles: of each the one in the first of these languages that is
    /// among the posts, else in the site's, else the first. Each keeps its place in the order.
    pub fn articles(&self, posts: Vec<PostId>, languages: &[Clean]) -> Vec<PostId> {
        let of = self.translated();
        if of.articles.is_empty() {
            return posts;
        }
        let mut best: HashMap<usize, (usize, PostId)> = HashMap::new();
        for id in &posts {
            let Some(article) = of.article(*id) else { continue };
            let rank = self.rank(*id, languages);
            let now = best.entry(article).or_insert((rank, *id));
            if rank < now.0 {
                *now = (rank, *id);
            }
        }
        let stands = |id: &PostId| of.article(*id).is_none_or(|article| best[&article].1 == *id);
        posts.into_iter().filter(stands).collect()
    }

    /// For each of these posts that does not stand for its article, the row that does.
    pub fn stand_ins(&self, rows: &[PostId]) -> HashMap<PostId, usize> {
        let of = self.translated();
        let mut stand_ins = HashMap::new();
        if of.articles.is_empty() {
            return stand_ins;
        }
        for (row, id) in rows.iter().enumerate() {
            let article = of.article(*id).and_then(|article| of.articles.get(article));
            for other in article.into_iter().flatten().filter(|other| *other != id) {
                stand_ins.entry(*other).or_insert(row);
            }
        }
        stand_ins
    }

    /// How near a post's language is to those that are wanted; the site's comes after them, and then all others.
    fn rank(&self, id: PostId, languages: &[Clean]) -> usize {
        let Some(lang) = self.language(id).map(|lang| plain(lang)) else { return usize::MAX };
        let site = self.post(id).and_then(|post| self.site_of(post)).map(|site| &site.lang);
        let near = |(n, wanted): (usize, &Clean)| {
            let wanted = plain(wanted);
            let base = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
            match (wanted == lang, base(&wanted) == base(&lang)) {
                (true, _) => Some(2 * n),
                (false, true) => Some(2 * n + 1),
                (false, false) => None,
            }
        };
        languages.iter().chain(site).enumerate().filter_map(near).min().unwrap_or(usize::MAX)
    }
}

/// A language as it is compared: `zh_CN` is `zh-cn`.
fn plain(lang: &str) -> String {
    fold(lang).replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::samples::{library_in, now};

    fn titles(query: &str, languages: &[&str]) -> String {
        let library = library_in(&[
            ("en", "a", "2024-03-27 Two ways | linux"),
            ("de", "a", "2024-03-28 Zwei Wege | linux, netze"),
            ("fr_CA", "a", "2024-03-26 Deux manières | linux"),
            ("de", "b", "2024-03-01 Nur deutsch |"),
            ("en", "b", "draft Not yet |"),
            ("en", "c", "2024-02-01 Again |"),
            ("en", "c", "2024-01-01 Once |"),
            ("en", "", "2023-01-01 Alone |"),
        ]);
        let languages: Vec<Clean> = languages.iter().map(|lang| Clean::line(lang)).collect();
        let query = Query::parse(query).unwrap();
        let rows = query.rows(&library, &Marks::default(), Order::default(), now(), &languages);
        let title = |id: &PostId| library.post(*id).unwrap().meta.title.to_string();
        rows.iter().map(title).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn an_article_is_one_row_in_the_readers_language() {
        assert_eq!(titles("", &["de"]), "Zwei Wege, Nur deutsch, Again, Once, Alone");
        assert_eq!(titles("", &["fr"]), "Deux manières, Nur deutsch, Again, Once, Alone");
        assert_eq!(titles("", &["de-AT", "fr"]), "Zwei Wege, Nur deutsch, Again, Once, Alone");
    }

    #[test]
    fn without_it_in_the_sites() {
        assert_eq!(titles("", &[]), "Two ways, Nur deutsch, Again, Once, Alone");
        assert_eq!(titles("", &["ja"]), "Two ways, Nur deutsch, Again, Once, Alone");
    }

    #[test]
    fn a_filter_that_only_another_language_meets_finds_that() {
        assert_eq!(titles("tag:netze", &["en"]), "Zwei Wege");
        assert_eq!(titles("manières", &["en"]), "Deux manières");
    }

    #[test]
    fn who_asks_for_languages_sees_them() {
        assert_eq!(titles("lang:de", &["en"]), "Zwei Wege, Nur deutsch");
        assert_eq!(
            titles("lang:*", &["en"]),
            "Zwei Wege, Two ways, Deux manières, Nur deutsch, Again, Once, Alone"
        );
        assert_eq!(titles("-lang:en", &["en"]), "Zwei Wege, Deux manières, Nur deutsch");
    }

    #[test]
    fn the_translations_of_a_post_are_those_on_the_web_page() {
        let library = library_in(&[
            ("en", "a", "2024-03-27 Two ways |"),
            ("de", "a", "2024-03-28 Zwei Wege |"),
            ("fr", "a", "draft Deux manières |"),
            ("en", "b", "2024-03-01 Alone |"),
            ("de", "b", "draft Allein |"),
        ]);
        assert_eq!(library.translations(PostId(0), now()), [PostId(1), PostId(0)]);
        assert_eq!(library.translations(PostId(2), now()), [PostId(1), PostId(0), PostId(2)]);
        assert_eq!(library.translations(PostId(3), now()), []);
    }
}
