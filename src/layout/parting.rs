//! Which words of a flow are parted at the ends of lines, and into what.

use std::ops::Range;

use super::flow::Flow;
use crate::text::hyphen::{Language, SOFT};

/// Which words are parted at the ends of lines. Where a soft hyphen says it, words always are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphens {
    /// None.
    Off,
    /// Those that no line can hold.
    Needed(Language),
    /// All that the language parts.
    On(Language),
}

/// The parts of a word that may stand on lines of their own. A word with soft hyphens is parted at these alone.
pub(super) fn syllables(
    flow: &Flow,
    word: Range<usize>,
    hyphens: Hyphens,
    soft: bool,
    too_wide: bool,
) -> impl Iterator<Item = Range<usize>> + use<> {
    let language = match hyphens {
        Hyphens::On(language) => Some(language),
        Hyphens::Needed(language) if too_wide => Some(language),
        Hyphens::Needed(_) | Hyphens::Off => None,
    };
    let text = flow.text.get(word.clone()).unwrap_or_default();
    let is_part = soft || flow.text.get(..word.start).is_some_and(|before| before.ends_with(SOFT));
    let inside = |ranges: &[Range<usize>]| ranges.iter().any(|r| r.start < word.end && word.start < r.end);
    let breaks = match language {
        Some(language)
            if !is_part
                && is_prose(&flow.text, &word)
                && !inside(&flow.whole)
                && !inside(&flow.addresses) =>
        {
            language.breaks(text)
        }
        _ => Vec::new(),
    };
    let mut start = word.start;
    let ends = breaks.into_iter().map(move |at| word.start + at).chain([word.end]);
    ends.map(move |end| std::mem::replace(&mut start, end)..end)
}

/// Whether what stands between two blanks around a word is no address, path or name of a program.
fn is_prose(text: &str, word: &Range<usize>) -> bool {
    let before = text.get(..word.start).unwrap_or_default();
    let from = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let after = text.get(word.end..).unwrap_or_default();
    let to = word.end + after.find(char::is_whitespace).unwrap_or(after.len());
    let token = text.get(from..to).unwrap_or_default();
    !token.contains(['/', '\\', '@', '_', '=', '<', '>', '#', '$']) && !token.contains("::")
}
