//! What a text is called that has no header: by the heading it begins with, or by its file's name, which may begin with a date.

use jiff::civil::Date;

use crate::document::{Block, Document, plain, title};
use crate::markup::{self, Dialect, Islands, Source};
use crate::text::Clean;

/// `2009-08-19-the-rest`, `2009-08-19 The rest` and the like: the date and what follows it, which may be nothing.
pub(super) fn dated_name(stem: &str) -> Option<(Date, &str)> {
    const SIGNS: [char; 4] = ['-', '_', '.', ' '];
    let mut rest = stem;
    let mut number = |most: usize| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits).filter(|_| digits <= most)?;
        let next = after.strip_prefix(SIGNS).or(after.is_empty().then_some(after))?;
        rest = next;
        number.parse::<i16>().ok()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (year > 1900).then(|| (date, rest.trim_start_matches(SIGNS)))
}

/// Words of a file's name.
pub(super) fn titled(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The heading with which a text begins, as the page shows its words: `# words`, or words with a rule of `=` below. Pictures, badges,
/// comments and tags may stand before it. One further down heads a part of the text, and is not what the text is called.
pub(super) fn first_heading(body: &str) -> Clean {
    let mut lines = body.lines().peekable();
    let mut in_comment = false;
    while let Some(line) = lines.next() {
        let bare = line.trim();
        if in_comment || bare.starts_with("<!--") {
            in_comment = !bare.contains("-->");
            continue;
        }
        let level = line.len() - line.trim_start_matches('#').len();
        if (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']) {
            return shown_words(line[level..].trim().trim_end_matches('#').trim_end());
        }
        let is_ruled = |next: &&str| next.len() > 2 && next.trim_end().bytes().all(|b| b == b'=');
        if !bare.is_empty() && lines.peek().is_some_and(is_ruled) {
            return shown_words(bare);
        }
        if !says_nothing(bare) {
            return Clean::default();
        }
    }
    Clean::default()
}

/// Whether a line above a heading is none of the text: a picture, a badge, a tag, an import of MDX, signs alone.
fn says_nothing(line: &str) -> bool {
    let is_heading = line.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("<h"));
    let is_import = line.starts_with("import ") && line.contains(['"', '\'']);
    let is_fence = line.starts_with("```") || line.starts_with("~~~");
    let is_mark = line.starts_with("![") || line.starts_with("[![") || line.starts_with('<') && !is_heading;
    is_mark || is_import || !is_fence && !line.contains(char::is_alphanumeric)
}

/// What a page of HTML is called: its first heading of the first rank, else its `title`.
pub(super) fn html_title(body: &str) -> Clean {
    let lower = body.to_ascii_lowercase();
    let element = |name: &str| {
        let open = format!("<{name}");
        let begins = |at: &usize| lower[at + open.len()..].starts_with(['>', ' ', '\n', '\t']);
        let start = lower.match_indices(&open).map(|(at, _)| at).find(begins)?;
        let end = start + lower.get(start..)?.find(&format!("</{name}"))?;
        let inner = start + lower.get(start..end)?.find('>')? + 1;
        body.get(inner..end)
    };
    let words = |inner: &str| words_of(&format!("<h1>{inner}</h1>"), markup::html);
    let mut titles = ["h1", "title"].into_iter().filter_map(element).map(words);
    titles.find(|title| !title.is_empty()).unwrap_or_default()
}

/// Words without their markup.
fn shown_words(words: &str) -> Clean {
    if !words.contains(['*', '_', '`', '[', '<', '&', '\\', ':', '~']) {
        return Clean::line(words);
    }
    words_of(&format!("# {words}"), markup::markdown)
}

/// What a text of one heading says.
fn words_of(text: &str, read: impl Fn(Source<'_>, &Dialect) -> Document) -> Clean {
    let source = Source { text, file: &Clean::default(), first_line: 1, islands: &Islands::default() };
    let document = read(source, &Dialect::default());
    let words = |block: &Block| match block {
        Block::Heading(heading) => {
            let words = plain::words(&title::without_pictures(&heading.content));
            Some(words).filter(|words| !words.trim().is_empty()).unwrap_or_else(|| plain::text(block))
        }
        _ => plain::text(block),
    };
    let text: String = document.blocks.iter().map(words).collect();
    Clean::line(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_html_is_called_by_its_heading_or_title() {
        // It was called by its file's name, and the heading stood below that.
        let called = |page: &str| html_title(page).into_string();
        assert_eq!(
            called("<title>A site</title><h1 id=a>The <em>heading</em> &amp; more</h1>"),
            "The heading & more"
        );
        assert_eq!(called("<TITLE>Moths &amp; owls</TITLE>\n<h1><img src=a.png></h1>"), "Moths & owls");
        assert_eq!(called("<p>No <header>heading</header>"), "");
        assert_eq!(called("<h1>never closed"), "");
    }

    #[test]
    fn badges_are_no_part_of_a_name() {
        assert_eq!(&*first_heading("# zerovec [![crates.io](a.svg)](https://crates.io)"), "zerovec");
        assert_eq!(&*first_heading("# ![A logo](a.svg)"), "A logo", "unless there is nothing else");
    }
}
