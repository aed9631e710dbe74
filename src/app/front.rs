//! The head of a post: title, date, tags, the time it takes.

use super::dates;
use super::options::DateFormat;
use crate::layout::Front;
use crate::post::Post;
use crate::text::Clean;

/// The minutes that so many words take at a pace: words a minute.
pub fn minutes(words: usize, pace: usize) -> usize {
    words.div_ceil(pace.max(1))
}

/// The head of a post that takes so many minutes; none where that is not said. `narrow`: as a phone has it, the time beside
/// the date.
pub fn front(post: &Post, minutes: usize, dates: &DateFormat, narrow: bool) -> Front {
    let meta = &post.meta;
    let date = meta.date.as_ref().map(|date| Clean::line(&dates::byline(date, dates, narrow)));
    let tags = Some(Clean::join(meta.named_tags(), ", ")).filter(|tags| !tags.is_empty());
    let authors = (!meta.more.authors.is_empty()).then(|| Clean::join(&meta.more.authors, ", "));
    let time = (minutes > 0).then(|| Clean::line(&format!("{minutes} min")));
    let parts = match narrow {
        false => [date, tags, time, authors],
        true => [date, time, tags, authors],
    };
    Front { title: meta.title.clone(), byline: parts.into_iter().flatten().collect() }
}
