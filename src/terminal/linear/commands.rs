//! What a line of commands means: keys by name, one after the other where that cannot be a word, or text for a field.

use crate::app::keymap::{Context, ROWS, chord};
use crate::screen::{Key, KeyCode, Takes};

/// Keys that open a field; what follows on the line is typed into it.
const FIELDS: [char; 3] = ['/', 'S', ':'];

/// Words that newcomers try, and the keys they mean.
const WORDS: [(&str, char); 2] = [("help", '?'), ("quit", 'Q')];

/// Keys by name that a field takes; any other line is its text.
const OF_FIELDS: [&str; 5] = ["enter", "esc", "tab", "up", "down"];

/// The number of a row or a link that a line asks for: it says nothing else.
pub fn number(line: &str, takes: Takes) -> Option<usize> {
    let line = line.trim();
    let bare = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')).unwrap_or(line);
    let is_number = takes == Takes::Keys && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| bare.parse().unwrap_or(usize::MAX))
}

/// The keys that a line means for what has the keys at the moment, or the word of it that means none.
pub fn keys(line: &str, takes: Takes) -> Result<Vec<Key>, String> {
    let line = line.trim();
    if takes == Takes::Text {
        return Ok(in_field(line));
    }
    if line.is_empty() {
        return Ok(vec![Key::char(' ')]);
    }
    let mut letters = line.chars();
    if let Some(first) = letters.next().filter(|first| FIELDS.contains(first)) {
        let typed = letters.as_str();
        if first == '/' && takes == Takes::Panned {
            return Err(line.to_owned());
        }
        let text = if typed.is_empty() { Vec::new() } else { text(typed, first == '/') };
        return Ok(std::iter::once(Key::char(first)).chain(text).collect());
    }
    let mut keys = Vec::new();
    for said in line.split_whitespace() {
        keys.extend(word(said, takes).ok_or_else(|| said.to_owned())?);
    }
    Ok(keys)
}

/// A line while a field is open: a key by name, nothing for Enter, or all that the field is to hold.
fn in_field(line: &str) -> Vec<Key> {
    let lower = line.to_ascii_lowercase();
    match chord::parse(line) {
        _ if line.is_empty() => vec![Key::plain(KeyCode::Enter)],
        Ok(key) if OF_FIELDS.contains(&lower.as_str()) || lower.starts_with("ctrl-") => vec![key],
        Ok(_) | Err(_) => text(line, true),
    }
}

/// Text for a field, and Enter; where something may stand in the field, it goes.
fn text(typed: &str, replaces: bool) -> Vec<Key> {
    let erase = replaces.then_some(Key::ctrl('u'));
    let enter = Key::plain(KeyCode::Enter);
    erase.into_iter().chain(typed.chars().map(Key::char)).chain([enter]).collect()
}

/// The keys of a word: the name of a key, a count and a key, a key more than once, a menu and a key of it. A word of
/// two letters that are none of these is none of ours: letter by letter it would do what nobody asked for.
fn word(word: &str, takes: Takes) -> Option<Vec<Key>> {
    if let Ok(key) = chord::parse(word) {
        return Some(vec![key]);
    }
    if let Some((_, key)) = WORDS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)) {
        return Some(vec![Key::char(*key)]);
    }
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = word.strip_suffix(rest)?.chars().map(Key::char);
    if rest.len() < word.len() {
        let after = if rest.is_empty() { Vec::new() } else { self::word(rest, takes)? };
        return Some(count.chain(after).collect());
    }
    let first = word.chars().next()?;
    let second = word.strip_prefix(first)?;
    let is_letters = takes == Takes::Letters && word.len() <= 2;
    let known = is_letters || second.chars().all(|c| c == first) || is_of_menu(first, second);
    known.then(|| word.chars().map(Key::char).collect())
}

/// Whether a key opens a menu, and the other is one of its keys: `yc`, `vs`, `sd`.
fn is_of_menu(first: char, second: &str) -> bool {
    let menu = match first {
        'y' => Context::Copy,
        'v' => Context::Views,
        's' => Context::Sort,
        _ => return false,
    };
    let has = |keys: &str| keys.split_whitespace().any(|key| key == second);
    ROWS.iter().any(|row| row.context == menu && has(row.keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str, takes: Takes) -> Vec<String> {
        keys(line, takes).unwrap().into_iter().map(chord::write).collect()
    }

    fn plain(line: &str) -> String {
        names(line, Takes::Keys).join(" ")
    }

    #[test]
    fn a_line_is_keys_by_name_or_one_after_the_other() {
        assert_eq!(plain(""), "space");
        assert_eq!(plain("j"), "j");
        assert_eq!(plain("5j"), "5 j");
        assert_eq!(plain("50%"), "5 0 %");
        assert_eq!(plain("enter Tab PgDn"), "enter tab pagedown");
        assert_eq!(plain("yy vs sd gg ]]"), "y y v s s d g g ] ]");
        assert_eq!(plain("v p"), "v p");
    }

    #[test]
    fn words_that_are_no_commands_are_refused_whole() {
        // `help` opened the editor (`e`), `BAD` marked all posts as read (`A`).
        assert_eq!(plain("help"), "?");
        assert_eq!(plain("quit"), "Q");
        for line in ["BAD", "exit", "j BAD", "5BAD", "yx", "next", "é\u{301}x"] {
            assert!(keys(line, Takes::Keys).is_err(), "{line}");
        }
        assert_eq!(keys("j exit", Takes::Keys).unwrap_err(), "exit");
    }

    #[test]
    fn a_number_alone_is_that_of_a_row_or_a_link() {
        assert_eq!(number(" 12 ", Takes::Keys), Some(12));
        assert_eq!(number("[3]", Takes::Keys), Some(3));
        for other in ["", "[]", "12j", "50%"] {
            assert_eq!(number(other, Takes::Keys), None, "{other}");
        }
        assert_eq!(number("12", Takes::Text), None, "words of a field");
    }

    #[test]
    fn letters_on_links_are_typed() {
        assert_eq!(names("as", Takes::Letters), ["a", "s"]);
    }

    #[test]
    fn what_follows_a_field_is_typed_and_taken() {
        // A filter was added to the one before.
        assert_eq!(plain("/a b"), "/ ctrl-u a space b enter");
        assert_eq!(plain("/"), "/");
        assert_eq!(plain(":q"), ": q enter");
    }

    #[test]
    fn words_are_no_keys_where_no_field_opens() {
        // Over a wide table `/` opens nothing, and what followed it would have been keys.
        assert_eq!(keys("/BAD", Takes::Panned).unwrap_err(), "/BAD");
        assert!(keys("l", Takes::Panned).is_ok());
    }

    #[test]
    fn in_a_field_a_line_is_its_text_and_no_line_is_enter() {
        assert_eq!(names("", Takes::Text), ["enter"]);
        assert_eq!(names("esc", Takes::Text), ["esc"]);
        assert_eq!(names("q", Takes::Text), ["ctrl-u", "q", "enter"]);
        assert_eq!(names("delete", Takes::Text).len(), 8, "a word to look for");
    }
}
