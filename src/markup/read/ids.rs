//! The ids that headings get from their words, by the scheme of the dialect.

use std::collections::HashMap;

use crate::document::Inline;
use crate::document::plain;
use crate::markup::HeadingIds;
use crate::text::slug;

/// Makes ids that differ.
pub(super) struct Ids {
    scheme: HeadingIds,
    used: HashMap<String, usize>,
}

impl Ids {
    pub(super) fn new(scheme: HeadingIds) -> Self {
        Self { scheme, used: HashMap::new() }
    }

    /// Notes an id that the author gave.
    pub(super) fn keep(&mut self, id: &str) {
        if self.scheme != HeadingIds::Kramdown {
            self.used.entry(id.to_owned()).or_insert(0);
        }
    }

    /// The id of a heading without one. The second of a name gets `-1`.
    pub(super) fn make(&mut self, content: &[Inline]) -> String {
        let words = plain::words(content);
        let base = match self.scheme {
            HeadingIds::GitHub => github(&words),
            HeadingIds::Kramdown => kramdown(&words),
            HeadingIds::Zola => slug::slugify(&words),
        };
        match self.used.get_mut(&base) {
            None => {
                self.used.insert(base.clone(), 0);
                base
            }
            Some(count) => {
                *count += 1;
                format!("{base}-{count}")
            }
        }
    }
}

/// As kramdown's GFM input and github.com do: lower case, letters, digits, `_` and `-` kept, blanks become `-`.
pub(in crate::markup) fn github(words: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let lower = words.trim().to_lowercase();
    lower.chars().filter(|c| kept(*c) || *c == ' ').map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// As kramdown does ("Automatic Generation of Header IDs"): from the first ASCII letter on, ASCII letters, digits,
/// `-` kept, blanks become `-`; `section` where nothing is left.
fn kramdown(words: &str) -> String {
    let from = words.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(words.len());
    let body = words.get(from..).unwrap_or_default();
    let id: String = body
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'))
        .map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() })
        .collect();
    if id.is_empty() { "section".into() } else { id }
}
