//! The query language in words, for the help and the manual page: from the tables by which queries are read.

use super::parse::example;
use super::{Is, KEYS, VIEWS};

/// What a filter may be made of: how it is written, and which posts it leaves.
pub fn grammar() -> Vec<(String, String)> {
    let plain = |text: &str, words: &str| (text.to_owned(), words.to_owned());
    let words = plain("words", "posts with these words in the title, found loosely: shrt hstry");
    let exact = plain("\"exact words\"", "posts with exactly these words in the title");
    let without = plain("-tag:go", "posts for which a term does not hold: a minus before any term");
    let key = |(key, words): &(&str, &str)| match *key {
        "is" => plain(example(key), "posts in that state; all states stand below"),
        key => plain(example(key), words),
    };
    [words, exact].into_iter().chain(KEYS.iter().map(key)).chain([without]).collect()
}

/// What `is:` may ask for: each as it is written, and what it means.
pub fn states() -> Vec<(String, String)> {
    Is::ALL.iter().map(|(_, word, means)| (format!("is:{word}"), (*means).to_owned())).collect()
}

/// The views that there are without settings: their names, and the filter each stands for.
pub fn views() -> Vec<(String, String)> {
    let query = |query: &str| if query.is_empty() { "all posts".to_owned() } else { query.to_owned() };
    VIEWS.iter().map(|(name, of)| ((*name).to_owned(), query(of))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Query;

    #[test]
    fn every_key_and_state_stands_in_the_help_as_it_is_read() {
        let terms = grammar();
        for (key, _) in KEYS {
            let of_key: Vec<_> =
                terms.iter().filter(|(term, _)| term.starts_with(&format!("{key}:"))).collect();
            assert_eq!(of_key.len(), 1, "{key}");
        }
        for (term, words) in terms.iter().chain(&states()) {
            assert_eq!(Query::parse(term).unwrap().to_string(), *term);
            assert!(!words.is_empty());
        }
    }

    #[test]
    fn the_words_on_is_name_every_state() {
        let words = KEYS.iter().find(|(key, _)| *key == "is").unwrap().1;
        let mut named: Vec<&str> = words.split(", ").collect();
        let mut states = Is::ALL.map(|(_, word, _)| word);
        named.sort_unstable();
        states.sort_unstable();
        assert_eq!(named, states);
    }
}
