//! Rows found by a few letters of their words, the best first: `hlfd` finds *Half a page on* by its name `half-down`.

use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::pane::Item;
use crate::text::fold::fold;

/// The numbers of the rows that have the letters of every word in their order, the best first; all without words.
pub(super) fn ranked(items: &[Item], words: &[String]) -> Vec<usize> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut found: Vec<(u32, usize)> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let ways = [fold(&item.text), fold(item.name), fold(&item.detail)];
        let scores =
            words.iter().map(|word| ways.iter().filter_map(|way| score(&mut matcher, way, word)).max());
        if let Some(scores) = scores.collect::<Option<Vec<u32>>>() {
            found.push((scores.into_iter().sum(), number));
        }
    }
    found.sort_by_key(|(score, number)| (u32::MAX - score, *number));
    found.into_iter().map(|(_, number)| number).collect()
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
    use crate::app::message::Message;
    use crate::app::overlay::Choice;

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
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        ranked(&items, &words).into_iter().map(|number| items[number].name).collect()
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
