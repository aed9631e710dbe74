//! Letters over the links in view: the first cells of each link show what to type. Never `q`.

use crate::document::LinkId;

/// The letters that are given out, the easiest first.
const LETTERS: &[u8] = b"asdfghjklwertyuiopzxcvbnm";

/// From so many links on each has two letters.
const TWO: usize = 20;

/// Letters over the links in view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    links: Vec<(String, LinkId)>,
    typed: String,
}

/// What a typed letter came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// This link.
    Link(LinkId),
    /// The first letter of several.
    More,
    /// No link has it.
    None,
}

impl Letters {
    /// Letters for links from top to bottom.
    pub fn new(links: &[LinkId]) -> Self {
        let name = |n: usize| {
            let letter = |n: usize| char::from(LETTERS[n % LETTERS.len()]);
            match links.len() < TWO {
                true => letter(n).to_string(),
                false => [letter(n / LETTERS.len()), letter(n)].into_iter().collect(),
            }
        };
        let links = links.iter().enumerate().map(|(n, link)| (name(n), *link)).collect();
        Self { links, typed: String::new() }
    }

    /// The letters of a link that are still to be typed.
    pub fn of(&self, link: LinkId) -> Option<&str> {
        let (letters, _) = self.links.iter().find(|(_, other)| *other == link)?;
        letters.strip_prefix(self.typed.as_str())
    }

    /// A letter was typed.
    pub fn typed(&mut self, letter: char) -> Hit {
        self.typed.push(letter);
        match self.links.iter().find(|(letters, _)| letters.starts_with(&self.typed)) {
            Some((letters, link)) if *letters == self.typed => Hit::Link(*link),
            Some(_) => Hit::More,
            None => Hit::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_for_a_few_links_and_two_for_many() {
        let mut few = Letters::new(&[7, 9]);
        assert_eq!((few.of(7), few.of(9), few.of(1)), (Some("a"), Some("s"), None));
        assert_eq!(few.typed('s'), Hit::Link(9));
        let links: Vec<usize> = (0..60).collect();
        let mut many = Letters::new(&links);
        assert_eq!(many.typed('s'), Hit::More);
        assert_eq!((many.of(25), many.of(0)), (Some("a"), None));
        assert_eq!(many.typed('q'), Hit::None);
    }
}
