//! The files that may be posts. Their paths are one text: a hundred thousand small pieces would lie between what is kept of the
//! posts, and be holes there once all heads are read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{Head, Site};
use crate::post::{Meta, Post};
use crate::problem::Problem;
use crate::text::Clean;

/// A file that may be a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate<'a> {
    /// The path below the root.
    pub(crate) path: &'a Path,
    /// A note of the generator to itself: what kind of post by its place.
    pub(crate) kind: usize,
}

impl<'a> Candidate<'a> {
    /// A candidate of kind 0.
    pub(crate) fn new(path: &'a Path) -> Self {
        Self { path, kind: 0 }
    }

    /// The post that it is: what a generator made of its head, and what was wrong with that.
    pub(super) fn post(
        self,
        site: &Site,
        head: &Head,
        name: Clean,
        meta: Meta,
        problems: Vec<Problem>,
    ) -> Post {
        Post {
            site: site.id,
            exact: Post::exact(self.path, &name),
            name,
            meta,
            bytes: head.size,
            stamp: head.stamp_number(),
            problems: problems.into(),
        }
    }
}

/// Candidates in the order of a walk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidates {
    paths: String,
    places: Vec<Place>,
    /// The paths that are no UTF-8, by the place at which they would begin.
    odd: HashMap<usize, PathBuf>,
}

/// Where in the text a path begins, how many bytes long it is, and of which kind.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    length: u32,
    kind: u32,
}

/// The length of a path that is not in the text.
const ODD: u32 = u32::MAX;

impl Candidates {
    /// Adds one at the end.
    pub(crate) fn push(&mut self, Candidate { path, kind }: Candidate<'_>) {
        let start = self.paths.len();
        let short = path.to_str().and_then(|text| Some((text, u32::try_from(text.len()).ok()?)));
        let length = match short.filter(|(_, length)| *length < ODD) {
            Some((text, length)) => {
                self.paths.push_str(text);
                length
            }
            None => {
                // No two have one place.
                self.odd.insert(start, path.to_path_buf());
                self.paths.push('\0');
                ODD
            }
        };
        self.places.push(Place { start, length, kind: u32::try_from(kind).unwrap_or(u32::MAX) });
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    fn at(&self, place: Place) -> Candidate<'_> {
        let path = match place.length {
            ODD => self.odd.get(&place.start).map(PathBuf::as_path),
            length => self.paths.get(place.start..place.start + length as usize).map(Path::new),
        };
        Candidate { path: path.unwrap_or(Path::new("")), kind: place.kind as usize }
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Candidate<'_>> {
        self.within(0..self.len())
    }

    /// Those at some places.
    pub(crate) fn within(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = Candidate<'_>> {
        self.places.get(range).unwrap_or_default().iter().map(|place| self.at(*place))
    }

    /// Turns round the order of those from a place on.
    pub(crate) fn reverse_from(&mut self, first: usize) {
        self.places.get_mut(first..).unwrap_or_default().reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(candidates: &Candidates) -> Vec<PathBuf> {
        candidates.iter().map(|candidate| candidate.path.to_path_buf()).collect()
    }

    #[test]
    fn what_was_found_comes_back_in_order() {
        let mut all = Candidates::default();
        for (kind, path) in ["a.md", "", "b/ü.md", "c.md"].into_iter().enumerate() {
            all.push(Candidate { path: Path::new(path), kind });
        }
        assert_eq!(paths(&all), ["a.md", "", "b/ü.md", "c.md"].map(PathBuf::from));
        all.reverse_from(1);
        assert_eq!(paths(&all), ["a.md", "c.md", "b/ü.md", ""].map(PathBuf::from));
        assert_eq!(all.iter().map(|candidate| candidate.kind).collect::<Vec<_>>(), [0, 3, 2, 1]);
        assert_eq!(all.within(1..2).map(|candidate| candidate.kind).collect::<Vec<_>>(), [3]);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_utf_8_comes_back_exactly() {
        use std::os::unix::ffi::OsStrExt;
        let odd: Vec<&Path> = [&b"a\xff.md"[..], b"b.md", b"\xfe.md", b"\xfd.md"]
            .map(|name| Path::new(std::ffi::OsStr::from_bytes(name)))
            .into();
        let mut all = Candidates::default();
        odd.iter().for_each(|path| all.push(Candidate::new(path)));
        assert_eq!(paths(&all), odd);
    }
}
