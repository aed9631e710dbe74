//! One text after the other: whether it has the words, and how well.

use memchr::memmem::Finder;

use super::{Ends, Excerpt, Hit, Search};
use crate::library::Library;
use crate::library::query::joins;
use crate::post::PostId;

/// More occurrences of a word make a post no better.
const COUNTED: usize = 32;

/// What a word in the title is worth, by how it stands there: a whole word, the beginning of one, inside of one.
const TITLE: [u32; 3] = [400, 250, 120];
/// The same in the text.
const TEXT: [u32; 3] = [40, 25, 10];

/// A search made ready to go through many texts.
pub struct Scan<'a> {
    library: &'a Library,
    search: &'a Search,
    finders: Vec<Finder<'a>>,
}

impl<'a> Scan<'a> {
    /// A search in the posts of a library.
    pub fn new(library: &'a Library, search: &'a Search) -> Self {
        let finders = search.words.iter().map(|wanted| Finder::new(&wanted.folded)).collect();
        Self { library, search, finders }
    }

    /// The hit of a post with this folded text, if it is one; its sentence is not looked up.
    pub fn folded(&self, post: PostId, text: &[u8]) -> Option<Hit> {
        let title = self.library.folded_title_once(post);
        let mut score = 0;
        for (wanted, finder) in self.search.words.iter().zip(&self.finders) {
            let in_title = worth(finder, title.as_bytes(), wanted.ends, &TITLE);
            let in_text = worth(finder, text, wanted.ends, &TEXT);
            match (wanted.negated, in_title + in_text) {
                (true, 0) => {}
                (true, _) | (false, 0) => return None,
                (false, worth) => score += worth,
            }
        }
        Some(Hit { post, score, excerpt: None })
    }

    /// The number of the block of a folded text that has the first of the words; none where it has none of them.
    pub fn first_block(&self, text: &[u8]) -> Option<usize> {
        let words = self.search.words.iter().zip(&self.finders).filter(|(wanted, _)| !wanted.negated);
        let first = words.filter_map(|(_, finder)| finder.find(text)).min()?;
        Some(memchr::memchr_iter(b'\n', &text[..first]).count())
    }

    /// The hit of a post with this text, its sentence with it.
    pub fn shown(&self, post: PostId, text: &str) -> Option<Hit> {
        let hit = self.folded(post, super::fold(text).as_bytes())?;
        Some(Hit { excerpt: Excerpt::of(self.search, text), ..hit })
    }
}

/// What a word in a text is worth: by how it stands at its best place, and a little for every occurrence.
fn worth(finder: &Finder<'_>, text: &[u8], ends: Ends, by_standing: &[u32; 3]) -> u32 {
    let length = finder.needle().len();
    let mut best: Option<usize> = None;
    let mut count = 0;
    for at in finder.find_iter(text) {
        let standing = match (ends, best) {
            // No place is better: from here on it is only counted how often.
            (Ends::Free, Some(0)) => 0,
            _ => standing(text, at, length),
        };
        let counts = match ends {
            Ends::Free => true,
            Ends::Begun => standing < 2,
            Ends::Whole => standing == 0,
        };
        if counts {
            best = Some(best.map_or(standing, |best| best.min(standing)));
            count += 1;
            if count == COUNTED {
                break;
            }
        }
    }
    best.map_or(0, |best| by_standing[best] + count as u32)
}

/// 0 where whole words stand at a place, 1 where they begin one, 2 inside of one.
fn standing(text: &[u8], at: usize, length: usize) -> usize {
    let (before, found, after) = (&text[..at], &text[at..at + length], &text[at + length..]);
    if joins(last(before), first(found)) {
        return 2;
    }
    usize::from(joins(last(found), first(after)))
}

fn first(text: &[u8]) -> Option<char> {
    if let Some(letter) = text.first().filter(|byte| byte.is_ascii()) {
        return Some(char::from(*letter));
    }
    let head = &text[..text.len().min(4)];
    head.utf8_chunks().next()?.valid().chars().next()
}

fn last(text: &[u8]) -> Option<char> {
    if let Some(letter) = text.last().filter(|byte| byte.is_ascii()) {
        return Some(char::from(*letter));
    }
    let start = text.iter().rposition(|byte| (*byte as i8) >= -0x40)?;
    std::str::from_utf8(&text[start..]).ok()?.chars().next()
}
