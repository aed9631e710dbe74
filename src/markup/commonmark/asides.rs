//! What stands in a note of Obsidian beside its text: comments, names of blocks, and footnotes written where they are mentioned.
//! All are taken out line by line, so that the numbers of lines stay.
//!
//! Source: its help, "Basic formatting syntax" and "Internal links".

use std::borrow::Cow;
use std::fmt::Write;

use memchr::memmem;

use super::code_lines::{Indented, closes, fence_of};

/// What a comment begins and ends with.
const COMMENT: &str = "%%";

/// What a footnote written in the text begins with.
const NOTE: &str = "^[";

/// The text without comments and names of blocks, its footnotes at its end.
pub(super) fn taken_out(text: Cow<'_, str>) -> Cow<'_, str> {
    // Of a megabyte this takes a hundredth of what `contains` does.
    let holds = |sign: &&str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if ![COMMENT, " ^", NOTE].iter().any(holds) {
        return text;
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let last_comment = lines.iter().rposition(|line| line.trim() == COMMENT).unwrap_or_default();
    let (mut out, mut notes) = (String::with_capacity(text.len()), Vec::new());
    let (mut fence, mut is_comment, mut indented_code) = (None, false, Indented::default());
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mark = fence_of(line);
        match fence {
            Some(_) => fence = fence.filter(|open| !closes(line, *open)),
            None if !is_comment && indented_code.takes(line) => {}
            None if line.trim() == COMMENT && (is_comment || number < last_comment) => {
                is_comment = !is_comment;
                continue;
            }
            None if is_comment => continue,
            None if mark.is_some() => fence = mark,
            None => {
                out.push_str(&without_asides(line, &mut notes));
                continue;
            }
        }
        out.push_str(line);
    }
    if !notes.is_empty() {
        out.push('\n');
    }
    for (number, note) in notes.iter().enumerate() {
        // Writing to a string does not fail.
        let _ = write!(out, "\n[^{NAME}{number}]: {note}\n");
    }
    out.into()
}

/// The names of footnotes written in the text.
const NAME: &str = "in-the-text-";

fn without_asides(line: &str, notes: &mut Vec<String>) -> String {
    let line = without_name(line);
    if ![COMMENT, NOTE].iter().any(|sign| line.contains(sign)) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    // A footnote that does not end in its line is the last that is looked for there.
    let (mut at, mut is_code, mut is_open) = (0, false, false);
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let comment = if is_code { None } else { comment(&out, rest) };
        let begins = !is_code && !is_open && rest.starts_with(NOTE) && !out.ends_with(['\\', '[']);
        let note = if begins { note(rest) } else { None };
        is_open |= begins && note.is_none();
        if let Some(length) = comment {
            at += length;
        } else if let Some(note) = note {
            let length = NOTE.len() + note.len() + "]".len();
            // `2^[10]` is none.
            if note.contains(char::is_alphabetic) {
                let _ = write!(out, "[^{NAME}{}]", notes.len());
                notes.push(note.to_owned());
            } else {
                out.push_str(rest.get(..length).unwrap_or_default());
            }
            at += length;
        } else {
            let first = rest.chars().next().unwrap_or_default();
            is_code ^= first == '`';
            out.push(first);
            at += first.len_utf8();
        }
    }
    out
}

/// A line without the name that Obsidian gave to its block: six figures behind `^`, to the base of sixteen.
fn without_name(line: &str) -> &str {
    let is_sign = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    match line.trim_end().rsplit_once(" ^") {
        Some((before, name))
            if name.len() == 6
                && name.chars().all(is_sign)
                && name.contains(|c: char| c.is_ascii_digit()) =>
        {
            before
        }
        Some(_) | None => line,
    }
}

/// The length of a comment in a line, which stands apart from words: `%d%%` and `%%i` are none.
fn comment(before: &str, rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix(COMMENT)?;
    let (inside, after) = inside.split_once(COMMENT)?;
    let is_apart = before.chars().next_back().is_none_or(char::is_whitespace)
        && after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    (is_apart && !inside.is_empty()).then_some(inside.len() + 2 * COMMENT.len())
}

/// The words of a footnote that is written where it is mentioned.
fn note(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix(NOTE)?;
    let mut depth = 1usize;
    let end = inside.find(|c| {
        depth = match c {
            '[' => depth + 1,
            ']' => depth - 1,
            _ => depth,
        };
        depth == 0
    })?;
    inside.get(..end)
}
