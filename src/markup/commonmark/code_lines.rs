//! Lines that are code, in a fence or because they are indented, and of which nothing is read before the Markdown is.
//!
//! Source: CommonMark 0.31, "Indented code blocks". In a list it is enough here to be right about notices and asides.

/// Goes along the lines of a text.
#[derive(Clone, Copy, Default)]
pub(super) struct Indented {
    /// How far the last item of a list is indented, while that goes on.
    item: Option<usize>,
    /// Whether a paragraph goes on, of which an indented line is a part.
    after_words: bool,
}

impl Indented {
    /// Whether the next line, which stands in no fence, is code.
    pub(super) fn takes(&mut self, line: &str) -> bool {
        let (bare, indent) = (line.trim_start(), indent(line));
        if bare.is_empty() {
            self.after_words = false;
            return false;
        }
        if !self.after_words && indent >= self.item.map_or(4, |item| item + 6) {
            return true;
        }
        if is_item(bare) {
            self.item = Some(indent);
        } else if indent < 2 && !self.after_words {
            self.item = None;
        }
        self.after_words = !bare.starts_with('#') && fence_of(line).is_none();
        false
    }
}

/// Whether a line begins an item of a list.
fn is_item(bare: &str) -> bool {
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let signs: &[char] = if rest.len() < bare.len() { &['.', ')'] } else { &['-', '*', '+'] };
    rest.strip_prefix(signs).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// The sign and the length of the fence that begins on a line, in a list too.
pub(super) fn fence_of(line: &str) -> Option<(char, usize)> {
    let bare = line.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.')
    });
    let sign = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = bare.len() - bare.trim_start_matches(sign).len();
    (length >= 3).then_some((sign, length))
}

/// Whether a line closes a fence.
pub(super) fn closes(line: &str, (sign, length): (char, usize)) -> bool {
    let bare = line.trim();
    bare.len() >= length && bare.chars().all(|c| c == sign)
}

/// How far a line is indented; a tab counts four.
pub(super) fn indent(line: &str) -> usize {
    line.bytes()
        .map_while(|b| match b {
            b' ' => Some(1),
            b'\t' => Some(4),
            _ => None,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_indented_and_goes_on_from_no_words() {
        let lines = [
            ("# Heading", false),
            ("    code", true),
            ("\tcode", true),
            ("words", false),
            ("    words", false),
            ("", false),
            ("    code", true),
            ("1. item", false),
            ("", false),
            ("    of the item", false),
            ("", false),
            ("       code of the item", true),
            ("words", false),
            ("", false),
            ("    code", true),
        ];
        let mut indented = Indented::default();
        for (number, (line, is_code)) in lines.into_iter().enumerate() {
            assert_eq!(indented.takes(line), is_code, "line {}: {line}", number + 1);
        }
    }
}
