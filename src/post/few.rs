//! What most posts have none of: a list that takes no more room than a pointer where it is empty.

use std::ops::Deref;

/// Things of which there are mostly none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "a list takes three pointers, and what points to one takes one")]
pub struct Few<T>(Option<Box<Vec<T>>>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(things: Vec<T>) -> Self {
        Self((!things.is_empty()).then(|| Box::new(things)))
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        Vec::from_iter(things).into()
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        self.0.as_ref().map_or(&[], |things| things.as_slice())
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_takes_the_room_of_a_pointer() {
        assert_eq!(size_of::<Few<String>>(), size_of::<usize>());
        assert_eq!(Few::from(Vec::<u8>::new()), Few::default());
        let few: Few<u8> = [1, 2].into_iter().collect();
        assert_eq!((&*few, (&few).into_iter().sum::<u8>()), (&[1, 2][..], 3));
    }
}
