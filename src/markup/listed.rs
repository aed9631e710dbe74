//! Looking up a name in a text of names.
//!
//! One text and no table of texts: nothing of it is touched before a post has such a name, while a table would be relocated at
//! every start, whatever is read.

/// What stands behind a name in a text whose lines each begin with a name and a blank, in the order of the names' bytes.
pub(super) fn listed<'t>(all: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = all;
    while !rest.is_empty() {
        let middle = rest.as_bytes().split_at(rest.len() / 2);
        let start = memchr::memrchr(b'\n', middle.0).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', middle.1).map_or(rest.len(), |at| middle.0.len() + at);
        let (here, meaning) = rest.get(start..end)?.split_once(' ')?;
        rest = match name.cmp(here) {
            std::cmp::Ordering::Equal => return Some(meaning),
            std::cmp::Ordering::Less => rest.get(..start)?,
            std::cmp::Ordering::Greater => rest.get(end + 1..)?,
        };
    }
    None
}
