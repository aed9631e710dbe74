//! Notices as the generators of documentation write them, made callouts line by line, so that the numbers of lines stay:
//! `:::tip Title` to `:::`, and `!!! tip "Title"` with its content indented.
//!
//! Source: Docusaurus, "Admonitions"; VitePress, "Custom Containers"; Quarto, "Callout Blocks"; Material for MkDocs,
//! "Admonitions" and "Content tabs".

use std::borrow::Cow;

use memchr::memmem;

use super::code_lines::{Indented, closes, fence_of, indent};

/// Containers of colons that are notices; others hold columns or tabs, and have no words of their own.
const KINDS: [&str; 16] = [
    "note",
    "tip",
    "info",
    "warning",
    "danger",
    "caution",
    "important",
    "success",
    "question",
    "details",
    "example",
    "quote",
    "hint",
    "attention",
    "error",
    "bug",
];

/// So many notices stand within each other at most.
const DEEPEST: usize = 8;

/// What has been opened and not ended.
struct Open {
    /// How many blanks its lines lose.
    strip: usize,
    /// What its lines get instead.
    prefix: String,
    /// Whether a line of colons ends it; else a line that is indented less.
    is_fenced: bool,
    /// What counts as indented code again when it has ended.
    outside: Indented,
}

/// The first line of a notice: what it becomes, and what is opened.
struct Head {
    line: String,
    open: Open,
}

/// The text with notices as callouts.
pub(super) fn as_callouts(text: &str) -> Cow<'_, str> {
    const SIGNS: [&str; 5] = [":::", "!!! ", "??? ", "???+ ", "=== \""];
    let begins = |line: &str| {
        let bare = line.trim_start();
        bare.starts_with([':', '!', '?', '=']) && SIGNS.iter().any(|sign| bare.starts_with(sign))
    };
    let holds = |sign: &&str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if !SIGNS.iter().any(holds) || !text.lines().any(begins) {
        return text.into();
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let last_end = lines.iter().rposition(|line| ends(line)).unwrap_or_default();
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let (mut opened, mut fence): (Vec<Open>, Option<(char, usize)>) = (Vec::new(), None);
    let mut indented_code = Indented::default();
    for (number, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            indented_code.takes(line);
            out.push(String::new());
            continue;
        }
        if let Some(outside) = leave(&mut opened, line) {
            fence = None;
            indented_code = outside;
        }
        let prefix: String = opened.iter().map(|open| &*open.prefix).collect();
        quote_blanks(&mut out, prefix.trim_end());
        let content = strip(line, opened.iter().map(|open| open.strip).sum());
        let mark = fence_of(content);
        if let Some(open) = fence {
            fence = Some(open).filter(|open| !closes(content, *open));
        } else if indented_code.takes(content) {
            out.push(format!("{prefix}{content}"));
            continue;
        } else if mark.is_some() {
            fence = mark;
        } else if ends(content) && opened.iter().any(|open| open.is_fenced) {
            while let Some(open) = opened.pop() {
                indented_code = open.outside;
                if open.is_fenced {
                    break;
                }
            }
            out.push(String::new());
            continue;
        } else if opened.len() < DEEPEST
            && let Some(head) =
                colons(content).filter(|_| number < last_end).or_else(|| indented(content, &lines[number..]))
        {
            out.push(format!("{prefix}{}", head.line));
            opened.push(Open { outside: std::mem::take(&mut indented_code), ..head.open });
            continue;
        }
        out.push(format!("{prefix}{content}"));
    }
    out.join("\n").into()
}

/// Ends what a line is not indented enough for; gives what counts as indented code outside of it.
fn leave(opened: &mut Vec<Open>, line: &str) -> Option<Indented> {
    let mut needed = 0;
    let kept = opened.iter().position(|open| {
        needed += open.strip;
        !open.is_fenced && indent(line) < needed
    });
    let outside = opened.get(kept?).map(|open| open.outside);
    opened.truncate(kept?);
    outside
}

/// Blank lines before a line of a notice are lines of it.
fn quote_blanks(out: &mut [String], prefix: &str) {
    for line in out.iter_mut().rev().take_while(|line| line.is_empty()) {
        prefix.clone_into(line);
    }
}

fn ends(line: &str) -> bool {
    let bare = line.trim();
    bare.len() >= 3 && bare.bytes().all(|b| b == b':')
}

/// A line without so many blanks at its start, or without all where it has fewer.
fn strip(line: &str, blanks: usize) -> &str {
    let mut left = blanks;
    let rest = line.find(|c: char| {
        let is_over = left == 0 || !matches!(c, ' ' | '\t');
        left = left.saturating_sub(if c == '\t' { 4 } else { 1 });
        is_over
    });
    line.get(rest.unwrap_or(line.len())..).unwrap_or_default()
}

/// `:::tip Title`, `::: tip[Title]`, `::: {.callout-tip title="Title"}`.
fn colons(line: &str) -> Option<Head> {
    let bare = line.trim();
    let rest = bare.trim_start_matches(':');
    let words = rest.trim();
    if bare.len() - rest.len() < 3 || words.is_empty() {
        return None;
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '-';
    let begin = words.trim_start_matches(['{', '.', ' ']);
    let name = begin.split(|c| !is_name(c)).next().unwrap_or_default();
    let title = begin.get(name.len()..).unwrap_or_default();
    let title = match title.split_once("title=\"") {
        Some((_, title)) => title.split('"').next().unwrap_or_default(),
        None => title.split(['{', '}']).next().unwrap_or_default().trim().trim_matches(['[', ']']),
    };
    let name = name.strip_prefix("callout-").unwrap_or(name);
    let is_notice = KINDS.contains(&&*name.to_ascii_lowercase());
    let before = " ".repeat(indent(line));
    Some(Head {
        line: match is_notice {
            true => format!("{before}> [!{name}] {title}"),
            // What another container is called; `width="40%"` says how it looks.
            false if title.is_empty() || words.starts_with('{') => String::new(),
            false => format!("{before}**{title}**"),
        },
        open: Open {
            strip: indent(line),
            prefix: if is_notice { format!("{before}> ") } else { before },
            is_fenced: true,
            outside: Indented::default(),
        },
    })
}

/// `!!! tip "Title"`, `??? tip` and `=== "Tab"` with indented lines below.
fn indented(line: &str, below: &[&str]) -> Option<Head> {
    let bare = line.trim();
    let (sign, words) = bare.split_once(' ')?;
    let next = below.iter().skip(1).find(|line| !line.trim().is_empty())?;
    if !matches!(sign, "!!!" | "???" | "???+" | "===") || indent(next) < indent(below.first()?) + 4 {
        return None;
    }
    let strip = indent(line) + 4;
    let before = " ".repeat(indent(line));
    let title =
        words.split_once('"').and_then(|(_, rest)| rest.rsplit_once('"')).map(|(title, _)| title.trim());
    let (line, prefix) = match sign {
        "===" => (format!("{before}**{}**", title.filter(|title| !title.is_empty())?), before),
        _ => {
            let name = words.split([' ', '"']).next().unwrap_or_default();
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
            let line = format!("{before}> [!{name}] {}", title.unwrap_or_default());
            is_name.then_some((line, format!("{before}> ")))?
        }
    };
    Some(Head { line, open: Open { strip, prefix, is_fenced: false, outside: Indented::default() } })
}
