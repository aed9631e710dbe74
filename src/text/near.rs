//! What somebody meant who mistyped a name.

/// The candidate nearest to a word, if it is near enough to be what was meant: at most one slip in three
/// letters, case left aside.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    // A name somebody typed is short; what is not can be no slip of one.
    if word.len() > 64 {
        return None;
    }
    let slips = (word.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = match candidate.to_lowercase() {
            lower if word.len() >= 3 && lower.starts_with(&word) => 1,
            lower => strsim::damerau_levenshtein(&word, &lower),
        };
        if distance <= slips && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_mended_and_another_word_is_not() {
        assert_eq!(nearest("tgas", ["tag", "year"]), None);
        assert_eq!(nearest("tags", ["tag", "year"]), Some("tag"));
        assert_eq!(nearest("atg", ["tag", "year"]), Some("tag"));
        assert_eq!(nearest("Draft", ["draft"]), Some("draft"));
        assert_eq!(nearest("prob", ["draft", "problem"]), Some("problem"));
        assert_eq!(nearest("http", ["tag", "path"]), None);
    }
}
