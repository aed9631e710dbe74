//! Whether every line of what looks like a table has a `|` that is not in code or inside an HTML element.
//!
//! Source: kramdown's own parser, `parser/kramdown/table.rb`: the lines are read once for code and for HTML alone, and
//! what is left between must have a `|` on each line. `<a>|` without an end tag swallows all that follows.

use super::{spans, tags};
use crate::markup::elements::is_empty;

/// What the lines are made of.
enum Piece<'t> {
    Words(&'t str),
    Code(&'t str),
}

/// Whether each of these lines has a `|` of its own.
pub(super) fn on_every_line(text: &str) -> bool {
    let mut found = false;
    for piece in pieces(text) {
        match piece {
            Piece::Code(code) => match lines(code) {
                0 | 1 => {}
                2 if found => found = false,
                2 => return false,
                _ => return found,
            },
            Piece::Words(words) => {
                let ended = words.strip_suffix('\n').unwrap_or(words);
                let first = ended.split('\n').next().unwrap_or_default();
                let last = ended.rsplit('\n').next().unwrap_or_default();
                let several = lines(words) > 1;
                if several && !found && !has_pipe(first) {
                    return false;
                }
                found = found && !several || has_pipe(last);
            }
        }
    }
    found
}

fn lines(text: &str) -> usize {
    text.strip_suffix('\n').unwrap_or(text).split('\n').count()
}

/// Whether a line has a `|` that is not escaped.
pub(super) fn has_pipe(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b'|', bytes).any(|at| at == 0 || bytes[at - 1] != b'\\')
}

/// The words and the code outside HTML elements.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let (mut at, mut from) = (0, 0);
    while let Some(next) = memchr::memchr2(b'`', b'<', text.as_bytes().get(at..).unwrap_or_default()) {
        let here = at + next;
        let rest = text.get(here..).unwrap_or_default();
        let words = Piece::Words(text.get(from..here).unwrap_or_default());
        at = here + 1;
        if rest.starts_with('`') {
            let Some((code, end)) = spans::code_span(text, here) else {
                at = here + rest.bytes().take_while(|b| *b == b'`').count();
                continue;
            };
            if open.is_empty() {
                pieces.extend([words, Piece::Code(code)]);
                from = end;
            }
            at = end;
        } else if let Some((name, length)) = tags::end(rest) {
            at = here + length;
            if open.last().is_some_and(|last| *last == name) {
                open.pop();
                from = at;
            }
        } else if let Some(tag) = tags::start(rest).filter(|tag| !tags::is_block(&tag.name)) {
            at = here + tag.length;
            if open.is_empty() {
                pieces.push(words);
                from = at;
            }
            if !tag.closed && !is_empty(&tag.name) {
                open.push(tag.name);
            }
        }
    }
    if open.is_empty() {
        pieces.push(Piece::Words(text.get(from..).unwrap_or_default()));
    }
    pieces.retain(|piece| !matches!(piece, Piece::Words("")));
    pieces
}

#[cfg(test)]
mod tests {
    use super::on_every_line;

    #[test]
    fn a_pipe_in_code_or_in_an_element_is_none() {
        assert!(on_every_line("a | b\nc | d\n"));
        assert!(on_every_line("<b>a</b> | `b|c`\n| d\n"));
        assert!(!on_every_line("a `|` b\nc | d\n"));
        assert!(!on_every_line("c | d\na <b>|</b>\n"));
        assert!(!on_every_line("options <VER>|--major|--minor\n"));
    }
}
