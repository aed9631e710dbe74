//! What else there is to read after a post: the parts of its series, and posts that share its rarer tags.

use jiff::Timestamp;

use super::query::Field;
use super::{Group, Library};
use crate::post::PostId;
use crate::text::Clean;

/// A series, and where in it a post stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: Clean,
    /// Its parts in their order.
    pub parts: Vec<PostId>,
    /// The place of the post among them.
    pub at: usize,
}

/// What the tags that two posts share must weigh at least: as much as one that every fourth post has.
const LEAST: f64 = 4.0;

impl Library {
    /// The posts that share tags with a post, at most so many, the nearest first. A tag weighs the more the fewer
    /// posts have it. Drafts and coming posts are nobody's relations, nor is a post that of its own translations.
    pub fn related(&self, id: PostId, most: usize, now: Timestamp) -> Vec<PostId> {
        let values = self.values(Field::Tag);
        let tags = values.of(id.0 as usize);
        if tags.is_empty() {
            return Vec::new();
        }
        let mut counts = vec![0u32; tags.len()];
        let mut shared: Vec<(PostId, Vec<usize>)> = Vec::new();
        for number in 0..self.posts().len() {
            let of = values.of(number);
            let common: Vec<usize> = (0..tags.len()).filter(|n| of.contains(&tags[*n])).collect();
            common.iter().for_each(|n| counts[*n] += 1);
            let other = PostId(number as u32);
            if !common.is_empty() && other != id && self.is_published(other, now) {
                shared.push((other, common));
            }
        }
        let all = self.posts().len() as f64;
        // One in how many posts would have them all by chance.
        let weight = |common: &[usize]| common.iter().map(|n| all / f64::from(counts[*n])).product::<f64>();
        let mut near: Vec<(PostId, f64)> =
            shared.iter().map(|(post, common)| (*post, weight(common))).collect();
        let same = self.translations(id, now);
        near.retain(|(post, weight)| *weight >= LEAST && !same.contains(post));
        let date =
            |id: PostId| self.post(id).and_then(|post| post.meta.date.as_ref()).map(|date| date.instant);
        near.sort_by(|(a, one), (b, other)| other.total_cmp(one).then_with(|| date(*b).cmp(&date(*a))));
        near.into_iter().take(most).map(|(post, _)| post).collect()
    }

    /// The series of a post, if it has one with other parts: by weight where its generator sorts so, else the oldest first.
    pub fn series(&self, id: PostId, now: Timestamp) -> Option<Series> {
        let post = self.post(id)?;
        let name = post.meta.more.series.clone()?;
        let values = self.values(Field::Series);
        let number = values.of(id.0 as usize).first()?;
        let is_part = |other: &PostId| {
            let site = self.post(*other).is_some_and(|other| other.site == post.site);
            site && values.of(other.0 as usize).contains(number)
                && (*other == id || self.is_published(*other, now))
        };
        let mut parts: Vec<PostId> = (0..self.posts().len() as u32).map(PostId).filter(is_part).collect();
        parts.sort_by_key(|part| {
            let meta = self.post(*part).map(|post| &post.meta);
            let date = meta.and_then(|meta| meta.date.as_ref()).map(|date| date.instant);
            (meta.and_then(|meta| meta.more.weight), date.is_none(), date, *part)
        });
        let at = parts.iter().position(|part| *part == id)?;
        (parts.len() > 1).then_some(Series { name, parts, at })
    }

    fn is_published(&self, id: PostId, now: Timestamp) -> bool {
        self.group(id, now) != Group::Coming
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::samples::{library, library_in, now, post, site};

    fn titles(library: &Library, posts: &[PostId]) -> Vec<String> {
        posts.iter().map(|id| library.post(*id).unwrap().meta.title.to_string()).collect()
    }

    #[test]
    fn rare_tags_make_relations_and_common_ones_do_not() {
        let library = library(&[
            "2024-03-01 This | linux, tracing",
            "2024-02-01 Common only | linux",
            "2024-01-01 Rare | tracing",
            "2023-12-01 Both | linux, tracing",
            "2023-11-01 Else | linux",
            "2023-10-01 Else | linux",
            "2023-09-01 None |",
            "2023-08-01 None |",
            "2023-07-01 None |",
            "2023-06-01 None |",
            "2023-05-01 None |",
            "2023-04-01 None |",
            "draft Draft | tracing",
        ]);
        let near = library.related(PostId(0), 3, now());
        assert_eq!(titles(&library, &near), ["Both"], "one tag of four posts of thirteen is too common");
        assert!(library.related(PostId(6), 3, now()).is_empty());
    }

    #[test]
    fn a_translation_of_the_post_is_no_other_post() {
        let mut posts = vec![
            ("en", "lost", "2024-03-01 Lost | rare"),
            ("de", "lost", "2024-03-02 Verloren | rare"),
            ("en", "", "2024-01-01 Found | rare"),
        ];
        posts.extend(std::iter::repeat_n(("en", "", "2023-01-01 Else |"), 12));
        let library = library_in(&posts);
        assert_eq!(titles(&library, &library.related(PostId(0), 3, now())), ["Found"]);
    }

    #[test]
    fn a_series_from_its_first_part_on() {
        let mut posts =
            ["2024-03-01 Three |", "2024-01-01 One |", "2024-02-01 Two |", "2024-02-02 Alone |"].map(post);
        for post in posts.iter_mut().take(3) {
            post.meta.more.series = Some(Clean::line("Packets"));
        }
        let library = Library::new(vec![site(0, "Marsh")], posts.to_vec());
        let series = library.series(PostId(2), now()).unwrap();
        assert_eq!(titles(&library, &series.parts), ["One", "Two", "Three"]);
        assert_eq!(series.at, 1);
        assert_eq!(library.series(PostId(3), now()), None);
    }
}
