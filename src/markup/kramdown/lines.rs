//! What a line is at its beginning: the patterns by which kramdown tells blocks apart.

use super::tags;

/// The line after up to three blanks.
pub(super) fn after_optional_blanks(line: &str) -> &str {
    let blanks = line.bytes().take(3).take_while(|b| *b == b' ').count();
    line.get(blanks..).unwrap_or_default()
}

pub(super) fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// A line of code: a tab or four blanks.
pub(super) fn is_indented(line: &str) -> bool {
    line.starts_with('\t') || line.starts_with("    ")
}

/// The line without one tab or four blanks.
pub(super) fn without_indent(line: &str) -> &str {
    line.strip_prefix('\t').or_else(|| line.strip_prefix("    ")).unwrap_or(line)
}

/// The line without the marks of quotations at its start.
pub(super) fn without_quotes(line: &str) -> &str {
    match line.trim_start_matches(' ').starts_with('>') {
        true => line.trim_start_matches(['>', ' ']),
        false => line,
    }
}

/// `^`: the end of a block.
pub(super) fn is_end_marker(line: &str) -> bool {
    line.strip_prefix('^').is_some_and(is_blank)
}

/// Three or more `*`, `-` or `_`.
pub(super) fn is_rule(line: &str) -> bool {
    let body = after_optional_blanks(line).trim_end_matches('\n');
    let Some(mark) = body.chars().next().filter(|c| matches!(c, '*' | '-' | '_')) else { return false };
    body.chars().all(|c| c == mark || matches!(c, ' ' | '\t'))
        && body.chars().filter(|c| *c == mark).count() >= 3
}

/// The kinds of list items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    Number,
    Colon,
}

/// The length of the marker at the start of a line, with the blanks before it, of which there may be `most`.
pub(super) fn marker(line: &str, kind: Marker, most: usize) -> Option<usize> {
    let blanks = line.bytes().take(most).take_while(|b| *b == b' ').count();
    let rest = line.get(blanks..)?;
    let length = match kind {
        Marker::Bullet => usize::from(rest.starts_with(['+', '*', '-'])),
        Marker::Colon => usize::from(rest.starts_with(':')),
        Marker::Number => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 && rest.get(digits..)?.starts_with('.') { digits + 1 } else { 0 }
        }
    };
    let follows = rest.get(length..)?.starts_with(['\t', '|', ' ']);
    (length > 0 && follows && line.ends_with('\n')).then_some(blanks + length)
}

/// Whether a list begins here.
pub(super) fn starts_list(line: &str) -> bool {
    marker(line, Marker::Bullet, 3).is_some() || marker(line, Marker::Number, 3).is_some()
}

/// The rank and the words of a heading with `#`, as the GFM input reads it or as kramdown does.
pub(super) fn heading(line: &str, gfm: bool) -> Option<(u8, &str)> {
    let rank = line.bytes().take(6).take_while(|b| *b == b'#').count();
    let rest = line.get(rank..)?;
    let words = rest.trim_start_matches([' ', '\t']);
    let blank = words.len() < rest.len();
    let is_heading = rank > 0 && if gfm { blank } else { !words.trim_end().is_empty() };
    is_heading.then_some((u8::try_from(rank).unwrap_or(6), words.trim_end_matches('\n')))
}

/// The mark and the length of a fence of code.
pub(super) fn fence(line: &str, gfm: bool) -> Option<(char, usize)> {
    let rest = if gfm { after_optional_blanks(line) } else { line };
    let mark = rest.chars().next().filter(|c| *c == '~' || gfm && *c == '`')?;
    let length = rest.chars().take_while(|c| *c == mark).count();
    (length >= 3).then_some((mark, length))
}

/// The inside of an attribute list that fills the line: `{: …}`.
pub(super) fn attribute_line(line: &str) -> Option<&str> {
    let rest = after_optional_blanks(line).strip_prefix("{:")?;
    if rest.starts_with([':', '/']) {
        return None;
    }
    let end = closing_brace(rest)?;
    let (inside, tail) = (rest.get(..end)?, rest.get(end + 1..)?);
    (!inside.is_empty() && is_blank(tail)).then_some(inside)
}

/// Where the brace is that ends an attribute list; `\}` does not.
pub(super) fn closing_brace(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'}', b'\n', bytes.get(at..)?)?;
        if bytes[at] == b'\n' {
            // A list may run over lines only inside words, where this is asked with the whole text.
            at += 1;
            continue;
        }
        if at == 0 || bytes[at - 1] != b'\\' {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a line begins, or ends, an HTML block.
pub(super) fn is_html_edge(line: &str) -> bool {
    let rest = after_optional_blanks(line);
    let Some(body) = rest.strip_prefix('<') else { return false };
    let (closing, body) = match body.strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, body),
    };
    let length = tags::name_length(body);
    let name = body.get(..length).unwrap_or_default();
    if length == 0 || tags::is_span(name) || name.eq_ignore_ascii_case("script") {
        return false;
    }
    !closing || body.get(length..).unwrap_or_default().trim_start().starts_with('>')
}

/// The name in `[^name]` or another name of kramdown: letters, digits, `_`, and `-` inside.
pub(super) fn name_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    match chars.next() {
        Some((_, c)) if c.is_alphanumeric() || c == '_' => {}
        _ => return 0,
    }
    chars.find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).map_or(text.len(), |(at, _)| at)
}
