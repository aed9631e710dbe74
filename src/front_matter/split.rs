//! Where a header ends and the text begins.

use crate::value::json;

/// How a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`.
    Toml,
    /// From `{` to its `}`.
    Json,
}

/// A file's text, cut in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split<'a> {
    /// The header from the first line of the file on, its opening fence included, so that its lines are the file's.
    pub header: Option<(Format, &'a str)>,
    /// The text after it.
    pub body: &'a str,
    /// The line of the file on which the text begins, from 1.
    pub body_line: usize,
    /// Whether a header was opened and never closed.
    pub unclosed: bool,
}

/// Cuts a text. The rules are Jekyll's (`Document::YAML_FRONT_MATTER_REGEXP`): a fence stands alone on its line,
/// blanks after it count for nothing, and a fence that is never closed is text.
pub fn split(text: &str) -> Split<'_> {
    let whole = Split { header: None, body: text, body_line: 1, unclosed: false };
    let first = text.lines().next().unwrap_or_default().trim_end();
    match first {
        "---" => fenced(text, Format::Yaml, &["---", "..."]).unwrap_or(Split { unclosed: true, ..whole }),
        "+++" => fenced(text, Format::Toml, &["+++"]).unwrap_or(Split { unclosed: true, ..whole }),
        _ if text.starts_with('{') => object(text).unwrap_or(whole),
        _ => whole,
    }
}

fn fenced<'a>(text: &'a str, format: Format, closers: &[&str]) -> Option<Split<'a>> {
    let mut at = text.find('\n')? + 1;
    let mut line = 2;
    loop {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |newline| newline + 1);
        let this = rest.get(..length)?;
        if closers.contains(&this.trim_end()) {
            let body = rest.get(length..)?;
            return Some(Split {
                header: Some((format, text.get(..at)?)),
                body,
                body_line: line + 1,
                unclosed: false,
            });
        }
        at += length;
        line += 1;
    }
}

fn object(text: &str) -> Option<Split<'_>> {
    let end = json::first_value(text)?;
    let (header, rest) = text.split_at_checked(end)?;
    let body = match rest.find('\n') {
        Some(newline) if rest.get(..newline)?.trim().is_empty() => rest.get(newline + 1..)?,
        None if rest.trim().is_empty() => "",
        _ => return None,
    };
    let cut = text.get(..text.len() - body.len())?;
    let body_line = memchr::memchr_iter(b'\n', cut.as_bytes()).count() + 1;
    Some(Split { header: Some((Format::Json, header)), body, body_line, unclosed: false })
}

/// The first heading of a text, which may be its title, is looked for in so many bytes.
pub const TO_HEADING: usize = 8 << 10;

/// Whether the first bytes of a file say what a list shows of it: its whole header; where that names no title, or is not there, as
/// much as the first heading is looked for in.
pub fn is_enough(bytes: &[u8]) -> bool {
    // Most headers end soon, and the text behind one need not be looked at.
    bytes.get(..SHORT).is_some_and(says_enough) || says_enough(bytes)
}

/// Most headers are shorter.
const SHORT: usize = 512;

fn says_enough(bytes: &[u8]) -> bool {
    let to_heading = bytes.len() >= TO_HEADING;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes);
    let text = text.or_else(|error| std::str::from_utf8(&bytes[..error.valid_up_to()])).unwrap_or_default();
    let split = split(text);
    // A line that is cut may be no fence.
    let is_closed = text.strip_suffix(split.body).is_some_and(|cut| cut.ends_with('\n'));
    match split.header {
        Some((_, header)) => is_closed && (to_heading || header.lines().any(names_title)),
        None if split.unclosed || text.starts_with('{') => false,
        None => to_heading,
    }
}

/// Whether a line of a header gives a title, in any of its forms. One that is missed costs no more than a longer look.
fn names_title(line: &str) -> bool {
    let line = line.trim_start_matches(['{', '"', '\'', ' ']);
    let Some((key, rest)) = line.split_at_checked("title".len()) else { return false };
    let value = rest.trim_start_matches(['"', '\'', ' ']).strip_prefix([':', '=']);
    let says = |value: &str| !matches!(value.trim().trim_matches(['"', '\'', ',']).trim(), "" | "~" | "null");
    key.eq_ignore_ascii_case("title") && value.is_some_and(says)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> (Option<Format>, &str, usize) {
        let split = split(text);
        (split.header.map(|(format, _)| format), split.body, split.body_line)
    }

    #[test]
    fn three_kinds_of_header() {
        assert_eq!(cut("---\na: 1\n---\nText"), (Some(Format::Yaml), "Text", 4));
        assert_eq!(cut("--- \r\na: 1\r\n...\r\nText"), (Some(Format::Yaml), "Text", 4));
        assert_eq!(cut("+++\na = 1\n+++\nText"), (Some(Format::Toml), "Text", 4));
        assert_eq!(cut("{\n\"a\": 1\n}\nText"), (Some(Format::Json), "Text", 4));
    }

    #[test]
    fn a_list_needs_the_whole_header_and_a_title() {
        let enough = [
            "---\nTitle: A\n---\n",
            "+++\ntitle = 'A'\n+++ \n",
            "{\n\"title\": \"A\"\n}\n",
            "---\n'title' : >\n  A\n...\nx",
        ];
        for enough in enough {
            assert!(is_enough(enough.as_bytes()), "{enough}");
        }
        let short = [
            "---\ntitle: A\n",
            "---\na: 1\n---\ntitle",
            "+++\ntitle = 'A'\n",
            "{\n\"title\": 1\n",
            "Text",
            // No title is given by these.
            "---\nsubtitle: A\n---\n",
            "---\ntitle: \"\"\n---\n",
            // A brace within, a fence with words behind it, a line that may go on: the header ends later.
            "{\n\"title\": \"A\",\n\"params\": {\n\"a\": 1\n},\n",
            "+++\ntitle = 'A'\ntext = \"\"\"\n+++ more\n",
            "---\ntitle: A\ntext: |\n--- more\n",
            "---\ntitle: A\n---",
        ];
        for short in short {
            assert!(!is_enough(short.as_bytes()), "{short}");
        }
        let long = "x\n".repeat(TO_HEADING / 2);
        assert!(is_enough(long.as_bytes()) && is_enough(format!("---\na: 1\n---\n{long}").as_bytes()));
        assert!(!is_enough(format!("---\n{long}").as_bytes()));
    }

    #[test]
    fn what_is_no_header() {
        assert_eq!(cut("Text\n---\n"), (None, "Text\n---\n", 1));
        assert_eq!(cut("{{ site.title }}\n"), (None, "{{ site.title }}\n", 1));
        assert_eq!(cut("---- \na: 1\n---\n").0, None);
        assert!(split("---\na: 1\n").unclosed);
        assert_eq!(cut("---\n---\n"), (Some(Format::Yaml), "", 3));
    }
}
