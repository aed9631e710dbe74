//! What a text is called that has no header: by the heading it begins with, or by its file's name, which may begin with a date.

use jiff::civil::Date;

use crate::document::{Block, plain, title};
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

/// Words without their markup.
fn shown_words(words: &str) -> Clean {
    if !words.contains(['*', '_', '`', '[', '<', '&', '\\', ':', '~']) {
        return Clean::line(words);
    }
    let source = Source {
        text: &format!("# {words}"),
        file: &Clean::default(),
        first_line: 1,
        islands: &Islands::default(),
    };
    let document = markup::markdown(source, &Dialect::default());
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
