//! The emoji that `:names:` stand for, those of GitHub.

use super::listed::listed;

/// Names in the order of their bytes, each with a blank and its emoji on a line of its own.
const ALL: &str = include_str!("emoji.txt");

/// The emoji of a name.
pub(super) fn named(name: &str) -> Option<&'static str> {
    listed(ALL, name)
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
