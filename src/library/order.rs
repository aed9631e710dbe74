//! In which order a list shows its posts, and under which headings.

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use super::Library;
use super::brief::Brief;
use crate::post::{Post, PostId};
use crate::text::natural::natural;

/// How a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Order {
    /// By what.
    pub by: SortKey,
    /// Whether turned round.
    pub reversed: bool,
}

/// By what a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// Newest first; what is undated last.
    #[default]
    Date,
    /// By title.
    Title,
    /// Longest first.
    Length,
}

/// The heading over some rows of a list sorted by date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Drafts, hidden posts and posts to come.
    Coming,
    /// A year.
    Year(i16),
    /// No date was written.
    Undated,
}

/// The posts of a library in the three orders, each sorted once: by date at once, as every list begins, the
/// others when they are asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders {
    date: Vec<PostId>,
    title: OnceLock<Vec<PostId>>,
    length: OnceLock<Vec<PostId>>,
    words: OnceLock<Vec<PostId>>,
}

impl Orders {
    pub(super) fn new(posts: &[Arc<Post>], briefs: &[Brief]) -> Self {
        let mut date: Vec<PostId> = (0..posts.len()).map(|n| PostId(n as u32)).collect();
        let name = |id: PostId| &posts[id.0 as usize].name;
        date.sort_by(|a, b| {
            let key = |id: PostId| briefs[id.0 as usize].key();
            key(*a).cmp(&key(*b)).then_with(|| name(*a).cmp(name(*b)))
        });
        Self { date, ..Self::default() }
    }

    /// The posts by their folded titles.
    pub(super) fn by_title<'a>(&self, title: &dyn Fn(PostId) -> &'a str) -> &[PostId] {
        self.title.get_or_init(|| {
            let mut ids = self.date.clone();
            ids.sort_by(|a, b| natural(title_key(title(*a)), title_key(title(*b))));
            ids
        })
    }

    /// An order of the posts that these orders were made of, but for that by title.
    pub(super) fn by(&self, key: SortKey, posts: &[Arc<Post>]) -> &[PostId] {
        let post = |id: &PostId| &posts[id.0 as usize];
        // The other two sort what is sorted by date, so that equal titles and lengths are newest first.
        match key {
            SortKey::Date | SortKey::Title => &self.date,
            SortKey::Length => self.length.get_or_init(|| {
                let mut ids = self.date.clone();
                ids.sort_by_key(|id| Reverse(post(id).bytes));
                ids
            }),
        }
    }
}

impl Orders {
    /// The posts by their words, the longest first: once these are known. Files are long for other reasons too.
    pub(super) fn by_words(&self, words: &dyn Fn(PostId) -> Option<usize>) -> &[PostId] {
        self.words.get_or_init(|| {
            let mut ids = self.date.clone();
            ids.sort_by_cached_key(|id| Reverse(words(*id)));
            ids
        })
    }
}

/// A folded title as it is sorted: what is no letter or digit in front left aside.
fn title_key(folded: &str) -> &str {
    match folded.trim_start_matches(|c: char| !c.is_alphanumeric()) {
        "" => folded,
        trimmed => trimmed,
    }
}

/// Brings posts that are sorted by a key into an order: turned round where asked, and by date with what is
/// coming before all years (behind them, when turned round) and what is undated last either way.
pub(super) fn arrange(
    library: &Library,
    mut sorted: Vec<PostId>,
    order: Order,
    now: Timestamp,
) -> Vec<PostId> {
    if order.reversed {
        sorted.reverse();
    }
    if order.by != SortKey::Date {
        return sorted;
    }
    let rank = |id: &PostId| match (library.group(*id, now), order.reversed) {
        (Group::Undated, _) => 2,
        (Group::Coming, false) | (Group::Year(_), true) => 0,
        (Group::Coming, true) | (Group::Year(_), false) => 1,
    };
    sorted.sort_by_cached_key(rank);
    sorted
}

impl Library {
    /// The heading under which a list sorted by date shows a post.
    pub fn group(&self, id: PostId, now: Timestamp) -> Group {
        self.brief(id).map_or(Group::Undated, |brief| brief.group(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Query;
    use crate::library::samples::{library, now, post, site};
    use crate::post::Marks;

    fn shown(query: &str, by: SortKey, reversed: bool) -> String {
        let mut posts: Vec<_> = [
            "2024-03-27 The end",
            "- Undated",
            "2023-01-02 “A” quoted beginning",
            "2027-01-01 Coming",
            "draft Draft",
            "2023-11-30 éclair",
        ]
        .map(post)
        .into();
        // The time of a file sorts among the undated and makes no year.
        let mut timed = post("2025-06-01 Timed");
        if let Some(date) = &mut timed.meta.date {
            date.source = crate::date::DateSource::FileTime;
        }
        posts.push(timed);
        let library = Library::new(vec![site(0, "Marsh")], posts);
        let query = Query::parse(query).unwrap();
        let ids = query.run(&library, &Marks::default(), Order { by, reversed }, now());
        let group = |id| match library.group(id, now()) {
            Group::Coming => "coming".to_owned(),
            Group::Year(year) => year.to_string(),
            Group::Undated => "undated".to_owned(),
        };
        let row = |id: &PostId| format!("{} {}", group(*id), library.post(*id).unwrap().meta.title);
        ids.iter().map(row).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn newest_first_and_undated_last_either_way() {
        assert_eq!(
            shown("", SortKey::Date, false),
            "2024 The end, 2023 éclair, 2023 “A” quoted beginning, undated Timed, undated Undated"
        );
        assert_eq!(
            shown("", SortKey::Date, true),
            "2023 “A” quoted beginning, 2023 éclair, 2024 The end, undated Undated, undated Timed"
        );
    }

    #[test]
    fn drafts_and_coming_stand_before_the_years() {
        assert_eq!(
            shown("is:draft,future,published year:2024,2027", SortKey::Date, false),
            "coming Coming, 2024 The end"
        );
        assert_eq!(
            shown("is:draft,published -year:2023 -is:undated,future", SortKey::Date, false),
            "2024 The end"
        );
        assert_eq!(shown("is:draft,future", SortKey::Date, false), "coming Coming, coming Draft");
    }

    #[test]
    fn titles_without_case_accents_and_quotes() {
        assert_eq!(
            shown("-is:undated", SortKey::Title, false),
            "2023 “A” quoted beginning, 2023 éclair, 2024 The end"
        );
        assert_eq!(shown("end,éclair", SortKey::Title, false), "");
    }

    #[test]
    fn numbers_in_titles_are_counted() {
        let library = library(&["2024-01-03 Note 10", "2024-01-02 Note 9", "2024-01-01 Note 1"]);
        let by = Order { by: SortKey::Title, reversed: false };
        let ids = Query::default().run(&library, &Marks::default(), by, now());
        let titles: Vec<&str> = ids.iter().map(|id| library.post(*id).unwrap().meta.title.as_str()).collect();
        assert_eq!(titles, ["Note 1", "Note 9", "Note 10"]);
    }

    #[test]
    fn ten_thousand_posts_keep_their_order() {
        let lines: Vec<String> = (0..10_000).map(|n| format!("{}-01-01 Post {n}", 1000 + n % 1000)).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let library = library(&lines);
        let ids = Query::default().run(&library, &Marks::default(), Order::default(), now());
        let dates = ids.iter().map(|id| library.post(*id).unwrap().meta.date.unwrap().instant);
        assert!(dates.rev().is_sorted());
    }
}
