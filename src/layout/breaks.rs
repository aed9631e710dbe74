//! Where lines may break (UAX 14), found fast in what most texts are made of: words of ASCII letters with blanks between.
//!
//! After blanks that follow a letter, a digit or one of `,.;:!?` a line may always break before a letter or a digit, whatever
//! stands before (LB18; the rules above it that look across blanks need a bracket, a quotation mark or a dash before them), and
//! nothing that follows depends on what stood before. So a text is taken apart there, and only what is no plain word is
//! looked at by the rules.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A place where a line may break.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Break {
    /// The byte before which it is.
    pub(super) at: usize,
    /// Whether a line must end here.
    pub(super) hard: bool,
    /// The word of printable ASCII that alone stands, with its blanks, between this place and another where a line may break;
    /// none where it was not looked for.
    pub(super) word: Option<Range<usize>>,
}

/// Hands out every place where a line may break. The end of a text is one at which a line must end.
pub(super) fn breaks(text: &str, mut each: impl FnMut(Break)) {
    let mut start = 0;
    while start < text.len() {
        let Part { end, word } = part(text.as_bytes(), start);
        let is_last = end == text.len();
        if let Some(word) = word {
            each(Break { at: end, hard: is_last, word: Some(start..word) });
        } else {
            for (at, opportunity) in linebreaks(text.get(start..end).unwrap_or_default()) {
                let at = start + at;
                let hard = opportunity == BreakOpportunity::Mandatory && (is_last || at < end);
                each(Break { at, hard, word: None });
            }
        }
        start = end;
    }
}

/// A part of a text that ends where a line may break, and where the word in it ends if it is only that.
struct Part {
    end: usize,
    word: Option<usize>,
}

fn part(text: &[u8], start: usize) -> Part {
    let is_letter = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_stop =
        |at: usize| text.get(at).is_some_and(|b| matches!(b, b',' | b'.' | b';' | b':' | b'!' | b'?'));
    let mut at = start;
    while is_letter(at) {
        at += 1;
    }
    let mut word = (at > start).then(|| at + usize::from(is_stop(at)));
    at = word.unwrap_or(at);
    loop {
        let last = at.wrapping_sub(1);
        let blank = at;
        while text.get(at) == Some(&b' ') {
            at += 1;
        }
        if at >= text.len() || at > blank && is_letter(at) && (is_letter(last) || is_stop(last)) {
            return Part { end: at, word };
        }
        word = None;
        at += 1;
        while text.get(at).is_some_and(|byte| *byte != b' ') {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn they_are_those_of_the_rules(text in "([a-c0-2]{1,3}|[,.;:!?\"'()\\[\\]<>/\\\\$%+=*#&@_~^|{}-]| {1,3}|\n|\t|[äß—–…“”«»‘’ \u{a0}\u{ad}\u{200b}\u{200d}\u{301}漢字、。😀🇩אب])*") {
            let mut found: Vec<(usize, bool)> = Vec::new();
            breaks(&text, |one| found.push((one.at, one.hard)));
            let known = linebreaks(&text).filter(|_| !text.is_empty());
            let known: Vec<(usize, bool)> = known.map(|(at, kind)| (at, kind == BreakOpportunity::Mandatory)).collect();
            prop_assert_eq!(found, known);
        }
    }

    #[test]
    fn plain_words_are_known_as_such() {
        let text = "One, two three-four five. ";
        let mut found = Vec::new();
        breaks(text, |one| found.push((one.at, one.word.map(|word| &text[word]))));
        assert_eq!(found, [(5, Some("One,")), (9, Some("two")), (15, None), (20, None), (26, Some("five."))]);
    }
}
