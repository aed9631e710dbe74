//! Tags and categories: a few hundred words that a hundred thousand posts have, each once in memory.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::{Meta, More, Rare};
use crate::text::Clean;

/// The name of something that posts have in common. Those of one [`Pool`] that are the same are one piece of memory.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<Clean>);

/// Names in order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Names(List);

/// Most posts have one category: that needs no piece of memory for a list.
#[derive(Clone, PartialEq, Eq)]
enum List {
    One(Name),
    Others(Box<[Name]>),
}

impl Default for List {
    fn default() -> Self {
        Self::Others(Box::default())
    }
}

impl Name {
    /// The name of this text; none of an empty one.
    pub fn unless_empty(text: Clean) -> Option<Self> {
        (!text.is_empty()).then(|| text.into())
    }
}

impl From<Clean> for Name {
    fn from(text: Clean) -> Self {
        Self(Arc::new(text))
    }
}

impl Deref for Name {
    type Target = Clean;
    fn deref(&self) -> &Clean {
        &self.0
    }
}

/// Hashes and comparisons of a name are those of its text.
impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Names {
    /// The texts of the names.
    pub fn texts(&self) -> impl Iterator<Item = &Clean> {
        self.iter().map(Deref::deref)
    }

    fn all_mut(&mut self) -> &mut [Name] {
        match &mut self.0 {
            List::One(name) => std::slice::from_mut(name),
            List::Others(names) => names,
        }
    }
}

impl Deref for Names {
    type Target = [Name];
    fn deref(&self) -> &[Name] {
        match &self.0 {
            List::One(name) => std::slice::from_ref(name),
            List::Others(names) => names,
        }
    }
}

impl FromIterator<Name> for Names {
    fn from_iter<I: IntoIterator<Item = Name>>(names: I) -> Self {
        let mut names = names.into_iter();
        let Some(first) = names.next() else { return Self::default() };
        match names.next() {
            None => Self(List::One(first)),
            Some(second) => Self(List::Others([first, second].into_iter().chain(names).collect())),
        }
    }
}

impl FromIterator<Clean> for Names {
    fn from_iter<I: IntoIterator<Item = Clean>>(texts: I) -> Self {
        texts.into_iter().map(Name::from).collect()
    }
}

impl From<Vec<Clean>> for Names {
    fn from(texts: Vec<Clean>) -> Self {
        texts.into_iter().collect()
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// What posts that are read one after the other have in common, so that the next one need not have it again.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    names: HashSet<Name, FixedState>,
    rare: HashSet<Arc<Rare>, FixedState>,
}

impl Pool {
    /// The name of this text.
    pub fn name(&mut self, text: &str) -> Name {
        match self.names.get(text) {
            Some(name) => name.clone(),
            None => self.add(Clean::text(text).into()),
        }
    }

    fn add(&mut self, name: Name) -> Name {
        self.names.insert(name.clone());
        name
    }

    /// Takes from the pool what this post has in common with those before it.
    pub fn share(&mut self, meta: &mut Meta) {
        let lists = [&mut meta.tags, &mut meta.categories].into_iter().flat_map(Names::all_mut);
        for name in lists.chain(&mut meta.lang) {
            *name = match self.names.get(name) {
                Some(known) => known.clone(),
                None => self.add(name.clone()),
            };
        }
        self.share_more(&mut meta.more);
    }

    /// The same of what few posts have: posts by one author are many; what has aliases or a weight is one of its kind.
    pub fn share_more(&mut self, more: &mut More) {
        let Some(rare) = more.0.as_mut().filter(|rare| rare.is_common()) else { return };
        match self.rare.get(rare) {
            Some(known) => *rare = Arc::clone(known),
            None => {
                Arc::make_mut(rare).authors.shrink_to_fit();
                self.rare.insert(Arc::clone(rare));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(tags: &[&str], rare: Rare) -> Meta {
        Meta { tags: tags.iter().map(|tag| Clean::line(tag)).collect(), more: rare.into(), ..Meta::default() }
    }

    #[test]
    fn what_posts_have_in_common_is_one_piece_of_memory() {
        // A tag of its own for each post was a fifth of the memory that a hundred thousand posts took.
        let by = |author: &str| Rare { authors: vec![Clean::line(author)], ..Rare::default() };
        let mut posts = [meta(&["rust", "tui"], by("Ada")), meta(&["tui"], by("Ada")), meta(&[], by("Bob"))];
        let as_read = posts.clone();
        let mut pool = Pool::default();
        posts.iter_mut().for_each(|meta| pool.share(meta));
        assert_eq!(posts, as_read);
        assert!(Arc::ptr_eq(&posts[0].tags[1].0, &posts[1].tags[0].0));
        assert!(Arc::ptr_eq(&posts[0].tags[0].0, &pool.name("rust").0));
        let rare = |n: usize| posts[n].more.0.as_ref().unwrap();
        assert!(Arc::ptr_eq(rare(0), rare(1)) && !Arc::ptr_eq(rare(0), rare(2)));
    }

    #[test]
    fn a_list_of_names_is_not_larger_than_a_pointer_and_a_length() {
        assert_eq!(size_of::<Names>(), 2 * size_of::<usize>());
        let names = |tags: &[&str]| meta(tags, Rare::default()).tags;
        for tags in [&[][..], &["a"], &["a", "b"], &["a", "b", "c"]] {
            assert_eq!(names(tags).texts().map(|text| &**text).collect::<Vec<_>>(), tags);
        }
    }

    #[test]
    fn a_change_to_one_post_leaves_the_others_as_they_are() {
        let by = Rare { authors: vec![Clean::line("Ada")], ..Rare::default() };
        let mut posts = [meta(&[], by.clone()), meta(&[], by)];
        let mut pool = Pool::default();
        posts.iter_mut().for_each(|meta| pool.share(meta));
        posts[0].more.weight = Some(1);
        assert_eq!((posts[0].more.weight, posts[1].more.weight), (Some(1), None));
    }
}
