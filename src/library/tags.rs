//! The tag pane's figures: every value of every field with the number of posts that have it.

use std::collections::HashSet;

use jiff::Timestamp;

use super::query::{Choice, Field, Query};
use super::{Library, Order};
use crate::post::{Marks, PostId};
use crate::text::Clean;
use crate::text::fold::fold;

/// The values of one field, as the tag pane shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct TagGroup {
    /// The field.
    pub field: Field,
    /// The chosen values first, then those that some post has.
    pub tags: Vec<TagCount>,
}

/// A value of a field and how many posts have it.
#[derive(Clone, Debug, PartialEq)]
pub struct TagCount {
    /// Its name.
    pub name: Clean,
    /// The posts that have it.
    pub count: usize,
    /// What the query says of it.
    pub choice: Choice,
}

/// How the values of a group are sorted; chosen ones come first either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagOrder {
    /// Those of most posts first.
    #[default]
    Count,
    /// By name.
    Name,
}

impl Library {
    /// The values of these posts by field, those of most posts first; fields without values are left out.
    pub fn tags(&self, posts: &[PostId]) -> Vec<TagGroup> {
        self.groups(&Query::default(), TagOrder::Count, |_| posts.to_vec())
    }

    /// What the tag pane shows for a query. The counts follow the whole filter, so they say what one more
    /// wanted value would leave. Where any of the wanted values of a field will do, they say how many posts
    /// each of them brings: those of the field follow the rest of the filter only.
    pub fn facets(&self, query: &Query, marks: &Marks, now: Timestamp, order: TagOrder) -> Vec<TagGroup> {
        let run = |query: &Query| query.run(self, marks, Order::default(), now);
        let all = run(query);
        self.groups(query, order, |field| match query.is_any(field) {
            true => run(&query.without_wanted(field)),
            false => all.clone(),
        })
    }

    fn groups(&self, query: &Query, order: TagOrder, posts: impl Fn(Field) -> Vec<PostId>) -> Vec<TagGroup> {
        let group = |field| TagGroup { field, tags: self.group_of(field, query, order, &posts(field)) };
        Field::ALL.into_iter().map(group).filter(|group| !group.tags.is_empty()).collect()
    }

    fn group_of(&self, field: Field, query: &Query, order: TagOrder, posts: &[PostId]) -> Vec<TagCount> {
        let values = self.values(field);
        let mut counts = vec![0usize; values.names().len()];
        // An article is one post, in however many languages; but who looks at languages looks at every post.
        let apart = field == Field::Lang || query.asks_for_languages();
        let mut seen = HashSet::new();
        for post in posts {
            let article = if apart { None } else { self.translated().article(*post) };
            for value in values.of(post.0 as usize) {
                if article.is_none_or(|article| seen.insert((article, *value))) {
                    counts[*value as usize] += 1;
                }
            }
        }
        let chosen = query.chosen(field);
        let mut top: Vec<TagCount> = Vec::new();
        for (name, choice) in &chosen {
            let number = values.number(&fold(name.trim()));
            let count = number.map_or_else(|| self.count_part(field, name, posts), |n| counts[n as usize]);
            let name = number.map_or(name, |n| &values.names()[n as usize]);
            if !top.iter().any(|tag| tag.name == *name) {
                top.push(TagCount { name: name.clone(), count, choice: *choice });
            }
        }
        let is_chosen = |name: &Clean| top.iter().any(|tag| tag.name == *name);
        let counted =
            values.names().iter().zip(counts).filter(|(name, count)| *count > 0 && !is_chosen(name));
        let mut rest: Vec<_> = counted
            .map(|(name, count)| TagCount { name: name.clone(), count, choice: Choice::Neither })
            .collect();
        rest.sort_by_cached_key(|tag| {
            let count = if order == TagOrder::Count { tag.count } else { 0 };
            (std::cmp::Reverse(count), fold(&tag.name))
        });
        top.append(&mut rest);
        top
    }

    /// The posts that have a value of which the query names only a part (`author:smith`).
    fn count_part(&self, field: Field, name: &Clean, posts: &[PostId]) -> usize {
        let values = self.values(field);
        let numbers = super::query::numbers(values, field, name);
        let has = |post: &&PostId| values.of(post.0 as usize).iter().any(|value| numbers.contains(value));
        posts.iter().filter(has).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::samples::{library, now};

    fn pane(query: &str, order: TagOrder) -> String {
        let library = library(&[
            "2024-03-27 One | networks, linux, tracing",
            "2024-02-18 Two | linux, shell",
            "2023-11-30 Three | Linux, tracing, draft",
            "2023-10-14 Four | shell",
        ]);
        let query = Query::parse(query).unwrap();
        let groups = library.facets(&query, &Marks::default(), now(), order);
        let sign = |choice| match choice {
            Choice::Neither => "",
            Choice::Wanted => "+",
            Choice::Excluded => "-",
        };
        let tags = groups[0].tags.iter().map(|tag| format!("{}{} {}", sign(tag.choice), tag.name, tag.count));
        tags.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn every_tag_with_its_posts_spelled_as_first_seen() {
        assert_eq!(pane("", TagOrder::Count), "linux 3, shell 2, tracing 2, draft 1, networks 1");
        assert_eq!(pane("", TagOrder::Name), "draft 1, linux 3, networks 1, shell 2, tracing 2");
    }

    #[test]
    fn chosen_on_top_even_at_none_and_others_at_none_hidden() {
        assert_eq!(
            pane("tag:linux -tag:draft", TagOrder::Count),
            "+linux 2, -draft 0, networks 1, shell 1, tracing 1"
        );
        assert_eq!(pane("tag:LINUX tag:cats", TagOrder::Count), "+linux 0, +cats 0");
    }

    #[test]
    fn with_any_of_the_counts_say_what_each_brings() {
        assert_eq!(
            pane("tag:networks,draft year:2024", TagOrder::Count),
            "+networks 1, +draft 0, linux 2, shell 1, tracing 1"
        );
    }

    #[test]
    fn sites_and_languages_are_groups_too() {
        let library = library(&["2024-03-27 One |"]);
        let groups = library.tags(&[PostId(0)]);
        let fields: Vec<_> = groups.iter().map(|group| group.field.group()).collect();
        assert_eq!(fields, ["Languages", "Sites"]);
    }
}
