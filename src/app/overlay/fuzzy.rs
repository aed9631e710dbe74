//! Rows found by a few letters of their words, the best first: `hlfd` finds *Half a page on* by its name `half-down`.

use std::cmp::Reverse;

use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::pane::{Choice, Item};
use crate::app::message::Message;
use crate::text::fold::fold;

/// What the palette knows beside the names of actions, as vi and less do: `:q`, `:n`, `:p`, `:42`.
pub fn command(text: &str) -> Option<(Message, Option<usize>)> {
    match text.trim() {
        "q" => Some((Message::Quit, None)),
        "n" => Some((Message::Next, None)),
        "p" => Some((Message::Previous, None)),
        number => number.parse().ok().map(|number| (Message::Top, Some(number))),
    }
}

/// Whether what is typed is all of what a row is called: such a command, its name, one of its keys. The first goes before
/// the others.
fn exact(item: &Item, typed: &str) -> u8 {
    match command(typed) {
        Some((message, _)) if item.choice == Choice::Act(message) => 3,
        _ if item.name.eq_ignore_ascii_case(typed) => 2,
        _ if item.detail.split(' ').any(|key| key == typed) => 1,
        _ => 0,
    }
}

/// The numbers of the rows that have the letters of every word in their order, the best first; all without words. What is
/// `typed` says it exactly.
pub(super) fn ranked(items: &[Item], words: &[String], typed: &str) -> Vec<usize> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut found: Vec<(u8, u32, usize)> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let ways = [fold(&item.text), fold(item.name), fold(&item.detail)];
        let scores =
            words.iter().map(|word| ways.iter().filter_map(|way| score(&mut matcher, way, word)).max());
        if let Some(scores) = scores.collect::<Option<Vec<u32>>>() {
            let exact = if typed.is_empty() { 0 } else { exact(item, typed) };
            found.push((exact, scores.into_iter().sum(), number));
        }
    }
    found.sort_by_key(|(exact, score, number)| (Reverse((*exact, *score)), *number));
    found.into_iter().map(|(.., number)| number).collect()
}

/// How well a word is found in a text: letters that stand together, and begin words, count for more.
fn score(matcher: &mut Matcher, text: &str, word: &str) -> Option<u32> {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let (text, word) = (Utf32Str::new(text, &mut a), Utf32Str::new(word, &mut b));
    matcher.fuzzy_match(text, word).map(u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<&'static str> {
        let rows = [
            ("Half a page on", "d", "half-down"),
            ("Read the folders again", "r", "reload"),
            ("All links of the post", "F", "links"),
        ];
        let item = |(text, keys, name): &(&str, &str, &'static str)| {
            Item::new(Choice::Act(Message::Down), text, keys).named(name)
        };
        let items: Vec<Item> = rows.iter().map(item).collect();
        let split: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        ranked(&items, &split, words).into_iter().map(|number| items[number].name).collect()
    }

    #[test]
    fn by_letters_in_their_order_of_words_and_of_names() {
        assert_eq!(found(""), ["half-down", "reload", "links"]);
        assert_eq!(found("reload"), ["reload"]);
        assert_eq!(found("hlfd"), ["half-down"]);
        assert_eq!(found("post lnks"), ["links"]);
        assert_eq!(found("zzz"), [""; 0]);
    }
}
