//! Search in the text of all posts: which posts have the words, best first, and where.
//!
//! A search is typed in the language of the filter. Its words and its words in quotes are looked for in title and text; every
//! other term leaves out posts as it does in the list. It knows nothing of where texts are kept: whoever keeps them hands them in.

mod excerpt;
mod scan;
#[cfg(test)]
mod tests;

pub use excerpt::Excerpt;
pub use scan::Scan;

use super::query::{QueryError, What, is_quote};
use super::{Library, Order, Query};
use crate::document::find::Needle;
use crate::post::{Marks, PostId};
use crate::text::fold::fold;
use jiff::Timestamp;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    facets: Query,
    words: Vec<Wanted>,
}

/// Words that a post must have, or must not have.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    folded: String,
    ends: Ends,
    negated: bool,
}

/// Where words may begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// Anywhere: a word is found in longer ones too.
    Free,
    /// They begin a word: the quotes around them are still open.
    Begun,
    /// Whole words.
    Whole,
}

/// A post that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The post.
    pub post: PostId,
    /// The better the higher.
    pub score: u32,
    /// The sentence around the best place; none where only the title has the words, or where it was not looked up yet.
    pub excerpt: Option<Excerpt>,
}

impl Search {
    /// Reads a search as it is typed.
    ///
    /// # Errors
    /// A term that the language of the filter does not know.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let (terms, facets) =
            Query::parse(text)?.split(|what| matches!(what, What::Word(_) | What::Exact(_)));
        let mut words = Vec::new();
        for term in terms {
            let (text, ends) = match &term.what {
                What::Word(word) => (word, Ends::Free),
                What::Exact(words) => (words, Ends::Whole),
                _ => continue,
            };
            let folded = fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
            if !folded.is_empty() {
                words.push(Wanted { folded, ends, negated: term.negated });
            }
        }
        if text.chars().filter(|c| is_quote(*c)).count() % 2 == 1
            && let Some(last) = words.last_mut().filter(|last| last.ends == Ends::Whole)
        {
            last.ends = Ends::Begun;
        }
        Ok(Self { facets, words })
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.facets.is_empty()
    }

    /// Whether words are asked for, not only posts of a kind.
    pub fn has_words(&self) -> bool {
        self.wanted().next().is_some()
    }

    /// Whether every post among which it looks is a hit.
    pub fn posts_are_all(&self) -> bool {
        self.words.is_empty()
    }

    fn wanted(&self) -> impl Iterator<Item = &Wanted> {
        self.words.iter().filter(|wanted| !wanted.negated)
    }

    /// Whether it looks among posts by what the reader did with them.
    pub fn asks_for_marks(&self) -> bool {
        self.facets.asks_for_marks()
    }

    /// Whether it looks among posts by what is wrong with them, which their bodies tell.
    pub fn asks_for_problems(&self) -> bool {
        self.facets.asks_for_problems()
    }

    /// The posts among which it looks, newest first.
    pub fn posts(&self, library: &Library, marks: &Marks, now: Timestamp) -> Vec<PostId> {
        self.facets.run(library, marks, Order::default(), now)
    }

    /// What is marked in a post that was found.
    pub fn needles(&self) -> Vec<Needle> {
        self.wanted().map(|wanted| Needle::any_case(&wanted.folded)).collect()
    }

    /// The words as somebody would type them to find them in a post.
    pub fn shown(&self) -> String {
        self.wanted().map(|wanted| wanted.folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether a text as it is written may be that of a post which has the words: all of them are in it, though maybe not
    /// side by side. A word that markup or a template makes is not in it.
    pub fn may_be_in(&self, title: &str, source: &str) -> bool {
        let (title, source) = (fold(title), fold(source));
        let has = |word: &str| source.contains(word) || title.contains(word);
        self.wanted().all(|wanted| wanted.folded.split(' ').all(has))
    }
}

/// Brings hits into their order: the best first, and of equal ones the first of `posts`.
pub fn sort(hits: &mut [Hit], posts: &[PostId]) {
    let most = posts.iter().map(|id| id.0 as usize + 1).max().unwrap_or(0);
    let mut places = vec![u32::MAX; most];
    for (place, id) in posts.iter().enumerate() {
        places[id.0 as usize] = place as u32;
    }
    let place = |hit: &Hit| places.get(hit.post.0 as usize).copied().unwrap_or(u32::MAX);
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), place(hit)));
}
