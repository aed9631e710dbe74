//! Which line of a post's file shows some words: where an editor is to begin.
//!
//! A Document does not know the lines of its file, templates and markup stand between them; so the letters of what is
//! shown are looked for among the letters of the source, signs and blanks left out.

use crate::front_matter;
use crate::post::Post;
use crate::text::Clean;
use crate::text::fold::fold;

use super::Site;

/// Fewer letters than this are found anywhere.
const LEAST: usize = 8;

/// The line of a post's file, from 1, at which the first of these lines of its page begins that can be found.
pub fn line_of(site: &Site, post: &Post, shown: &[Clean]) -> Option<usize> {
    let bytes = site.files.read(post.path()).ok()?;
    let (text, _) = front_matter::decode(&bytes, site.encoding, &post.name);
    let split = front_matter::split(&text);
    let source = Source::of(split.body);
    let shown: Vec<String> = shown.iter().map(|line| letters(line)).collect();
    let at = (0..shown.len()).find_map(|n| source.find(&shown[n..]))?;
    Some(split.body_line + at)
}

fn letters(line: &str) -> String {
    fold(line).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The letters of a text, and where each of its lines begins in them.
struct Source {
    letters: String,
    starts: Vec<usize>,
}

impl Source {
    fn of(text: &str) -> Self {
        let mut source = Self { letters: String::new(), starts: Vec::new() };
        for line in text.lines() {
            source.starts.push(source.letters.len());
            source.letters.push_str(&letters(line));
        }
        source
    }

    /// The line, from 0, of the first of some lines: with the next ones, so that it is the right of several; alone; or
    /// parts of it, where a link's address or a sign stands between its words in the source.
    fn find(&self, shown: &[String]) -> Option<usize> {
        let first = shown.first()?;
        let whole = shown.concat();
        let half = boundary(first, first.len() / 2);
        let third = (boundary(first, first.len() / 3), boundary(first, first.len() * 2 / 3));
        let parts = [
            whole.as_str(),
            first,
            &first[..half],
            &first[half..],
            &first[..third.0],
            &first[third.0..third.1],
            &first[third.1..],
        ];
        let long = parts.into_iter().filter(|part| part.len() >= LEAST);
        let at = long.into_iter().find_map(|part| self.letters.find(part))?;
        Some(self.starts.partition_point(|start| *start <= at).saturating_sub(1))
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Files, Generator, detect_in, scan};
    use jiff::Timestamp;

    const POST: &str = "---\ntitle: A\n---\nThe first paragraph is short.\n\n\
        It was said *often* that a [long link](https://example.com/with/letters) stands\nbetween the words of a line.\n\n\
        Again and again.\n\nAgain and again.\nBut here it goes on.\n";

    fn line(shown: &[&str]) -> Option<usize> {
        let table = Files::table([("a.md", POST.as_bytes())]);
        let mut site = detect_in(table, Some(Generator::Plain));
        let posts = scan(&mut site, Timestamp::UNIX_EPOCH);
        line_of(&site, &posts[0], &shown.iter().map(|line| Clean::line(line)).collect::<Vec<_>>())
    }

    #[test]
    fn words_are_found_through_markup_and_wraps() {
        assert_eq!(line(&["The first paragraph", "is short."]), Some(4));
        assert_eq!(line(&["It was said often that a long link stands"]), Some(6));
        assert_eq!(line(&["stands between the words of a line."]), Some(6));
        assert_eq!(line(&["between the words", "of a line."]), Some(7));
    }

    #[test]
    fn what_stands_there_twice_is_told_apart_by_what_follows() {
        assert_eq!(line(&["Again and again."]), Some(9));
        assert_eq!(line(&["Again and again.", "But here it goes on."]), Some(11));
    }

    #[test]
    fn what_only_a_template_knows_gives_way_to_what_follows() {
        assert_eq!(line(&["Out of a template", "But here it goes on."]), Some(12));
        assert_eq!(line(&["Nowhere at all"]), None);
        assert_eq!(line(&[]), None);
    }
}
