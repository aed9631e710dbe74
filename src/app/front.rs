//! The head of a post: title, date, tags, the time it takes.

use super::dates;
use super::options::DateFormat;
use crate::layout::Front;
use crate::post::Post;
use crate::text::Clean;

/// Words read in a minute.
const PACE: usize = 200;

/// The time that so many words take: `9 min`.
pub fn minutes(words: usize) -> String {
    format!("{} min", words.div_ceil(PACE))
}

/// The head of a post of so many words. `narrow`: as a phone has it, the time beside the date.
pub fn front(post: &Post, words: usize, dates: &DateFormat, narrow: bool) -> Front {
    let meta = &post.meta;
    let date = meta.date.as_ref().map(|date| Clean::line(&dates::byline(date, dates, narrow)));
    let tags = Some(Clean::join(meta.named_tags(), ", ")).filter(|tags| !tags.is_empty());
    let authors = (!meta.authors.is_empty()).then(|| Clean::join(&meta.authors, ", "));
    let time = (words > 0).then(|| Clean::line(&minutes(words)));
    let parts = match narrow {
        false => [date, tags, time, authors],
        true => [date, time, tags, authors],
    };
    Front { title: meta.title.clone(), byline: parts.into_iter().flatten().collect() }
}
