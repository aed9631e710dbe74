//! The emoji that `:names:` stand for, those of GitHub.
//!
//! One text and no table of texts: nothing of it is touched before a post names an emoji, while a table would be
//! relocated at every start, whatever is read.

/// Names in the order of their bytes, each with a blank and its emoji on a line of its own.
const ALL: &str = include_str!("emoji.txt");

/// The emoji of a name.
pub(super) fn named(name: &str) -> Option<&'static str> {
    let mut rest = ALL;
    while !rest.is_empty() {
        let middle = rest.as_bytes().split_at(rest.len() / 2);
        let start = memchr::memrchr(b'\n', middle.0).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', middle.1).map_or(rest.len(), |at| middle.0.len() + at);
        let (here, emoji) = rest.get(start..end)?.split_once(' ')?;
        rest = match name.cmp(here) {
            std::cmp::Ordering::Equal => return Some(emoji),
            std::cmp::Ordering::Less => rest.get(..start)?,
            std::cmp::Ordering::Greater => rest.get(end + 1..)?,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn these_are_all_that_github_has() {
        let theirs = emojis::iter().flat_map(|emoji| emoji.shortcodes().map(|name| (name, emoji.as_str())));
        let mut theirs: Vec<_> = theirs.collect();
        theirs.sort_unstable();
        let lines: String = theirs.iter().map(|(name, emoji)| format!("{name} {emoji}\n")).collect();
        assert!(lines == ALL, "write emoji.txt again:\n{lines}");
        for (name, emoji) in theirs {
            assert_eq!(named(name), Some(emoji), "{name}");
        }
    }

    #[test]
    fn what_is_no_name_names_none() {
        for name in ["", " ", "!", "nope", "zzzzzz", "~", "heart ", "heart ❤️", "100\n", "smile\nsmiley"]
        {
            assert_eq!(named(name), None, "{name:?}");
        }
    }
}
