//! A number and what it counts.

/// `1 post`, `2 posts`, `0 posts`: the noun as it stands for one.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
