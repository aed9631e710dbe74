//! Letters over things in view, links most often: the first cells of each show what to type. Never `q`.

use crate::document::LinkId;

/// The letters that are given out, the easiest first.
const LETTERS: &[u8] = b"asdfghjklwertyuiopzxcvbnm";

/// From so many things on each has two letters.
const TWO: usize = 20;

/// Something in view that a letter can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A link.
    Link(LinkId),
    /// A block of code, by its number in the document.
    Code(usize),
    /// A block, counted as a layout counts them.
    Block(usize),
}

/// What is done with what is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Follow the link.
    Follow,
    /// Look at where the link leads.
    Peek,
    /// Copy it.
    Copy,
    /// Give it the window.
    Widen,
}

/// Letters over things in view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    deed: Deed,
    things: Vec<(String, Thing)>,
    typed: String,
}

/// What a typed letter came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// This one.
    Thing(Thing),
    /// The first letter of several.
    More,
    /// Nothing has it.
    None,
}

impl Letters {
    /// Letters for things from top to bottom.
    pub fn new(deed: Deed, things: &[Thing]) -> Self {
        let name = |n: usize| {
            let letter = |n: usize| char::from(LETTERS[n % LETTERS.len()]);
            match things.len() < TWO {
                true => letter(n).to_string(),
                false => [letter(n / LETTERS.len()), letter(n)].into_iter().collect(),
            }
        };
        let things = things.iter().enumerate().map(|(n, thing)| (name(n), *thing)).collect();
        Self { deed, things, typed: String::new() }
    }

    /// What is done with what is chosen.
    pub fn deed(&self) -> Deed {
        self.deed
    }

    /// The letters of a thing that are still to be typed.
    pub fn of(&self, thing: Thing) -> Option<&str> {
        let (letters, _) = self.things.iter().find(|(_, other)| *other == thing)?;
        letters.strip_prefix(self.typed.as_str())
    }

    /// A letter was typed.
    pub fn typed(&mut self, letter: char) -> Hit {
        self.typed.push(letter);
        match self.things.iter().find(|(letters, _)| letters.starts_with(&self.typed)) {
            Some((letters, thing)) if *letters == self.typed => Hit::Thing(*thing),
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
        let link = Thing::Link;
        let mut few = Letters::new(Deed::Follow, &[link(7), link(9)]);
        assert_eq!((few.of(link(7)), few.of(link(9)), few.of(link(1))), (Some("a"), Some("s"), None));
        assert_eq!(few.typed('s'), Hit::Thing(link(9)));
        let links: Vec<Thing> = (0..60).map(link).collect();
        let mut many = Letters::new(Deed::Follow, &links);
        assert_eq!(many.typed('s'), Hit::More);
        assert_eq!((many.of(link(25)), many.of(link(0))), (Some("a"), None));
        assert_eq!(many.typed('q'), Hit::None);
    }
}
