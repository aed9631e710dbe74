//! Cuts a template into text, `{{ output }}` and `{% tag %}`, and counts lines. Knows no tag but `raw`'s end.
//!
//! Source: `Liquid::TemplateParser` and `BlockBody` of Liquid 4.0, with the whitespace control of `-`.

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text, shortened where a neighbour controls whitespace.
    Text(&'a str),
    /// The inside of `{{ … }}`.
    Output(&'a str),
    /// The name and the rest of `{% … %}`.
    Tag(&'a str, &'a str),
}

/// A piece and the line on which it begins, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub piece: Piece<'a>,
    /// The line.
    pub line: usize,
    /// Where it begins in the source.
    pub start: usize,
    /// Where it ends in the source.
    pub end: usize,
}

/// Cuts a template into pieces. Total: what is not closed is text.
pub fn cut(source: &str) -> Vec<Token<'_>> {
    Lexer { source, at: 0, line: 0, trim: false, unended: false, closes: (0, 0), tokens: Vec::new() }.run()
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    line: usize,
    /// Whether the piece before ended in `-`.
    trim: bool,
    /// Whether no `{% endraw %}` comes any more.
    unended: bool,
    /// Where the `%}` and the `}}` stand that were found last.
    closes: (usize, usize),
    tokens: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    fn run(mut self) -> Vec<Token<'a>> {
        let mut from = 0;
        while let Some(open) = self.next_brace(from) {
            let rest = self.source.get(open..).unwrap_or_default();
            let tag = rest.starts_with("{%");
            // Nothing closes this kind any more: no later one of it closes either, so the rest has none of them.
            let Some(length) = self.next_close(tag, open + 2).map(|close| close - open - 2) else {
                from = match self.after_last(tag, open) {
                    Some(next) => next,
                    None => break,
                };
                continue;
            };
            let inside = rest.get(2..2 + length).unwrap_or_default();
            let end = open + length + 4;
            match tag {
                false => self.put(open, end, inside, Piece::Output),
                true => match split_tag(inside) {
                    Some(piece) => {
                        self.put(open, end, inside, |_| piece);
                        if piece == Piece::Tag("raw", "") {
                            self.raw();
                        }
                    }
                    None => {
                        from = open + 2;
                        continue;
                    }
                },
            }
            from = self.at;
        }
        self.text(self.source.len(), false);
        self.tokens
    }

    /// The next `{{` or `{%` from a place on.
    fn next_brace(&self, mut from: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        loop {
            from += memchr::memchr(b'{', bytes.get(from..)?)?;
            match bytes.get(from + 1)? {
                b'{' | b'%' => return Some(from),
                _ => from += 1,
            }
        }
    }

    /// The next `%}` or `}}` from a place on. The one that was found last is not looked for again while it lies ahead.
    fn next_close(&mut self, tag: bool, from: usize) -> Option<usize> {
        let (known, close) = if tag { (&mut self.closes.0, "%}") } else { (&mut self.closes.1, "}}") };
        if *known < from {
            *known = from + self.source.get(from..)?.find(close)?;
        }
        Some(*known)
    }

    /// Where to go on when no tag (or no output) is closed any more: at the first opening of the other kind.
    fn after_last(&self, tag: bool, open: usize) -> Option<usize> {
        let other = if tag { "{{" } else { "{%" };
        let from = open + 1;
        self.source.get(from..)?.find(other).map(|n| from + n)
    }

    fn put(&mut self, open: usize, end: usize, inside: &'a str, piece: impl Fn(&'a str) -> Piece<'a>) {
        self.text(open, inside.starts_with('-'));
        self.trim = inside.len() > 1 && inside.ends_with('-');
        let bare = inside.strip_prefix('-').unwrap_or(inside);
        let bare = bare.strip_suffix('-').unwrap_or(bare);
        self.push(piece(bare), open, end);
    }

    /// The text up to `end`, then.
    fn text(&mut self, end: usize, trim_end: bool) {
        let text = self.source.get(self.at..end).unwrap_or_default();
        if text.is_empty() {
            return;
        }
        let mut shown = text;
        if self.trim {
            shown = shown.trim_start();
        }
        if trim_end {
            shown = shown.trim_end();
        }
        self.trim = false;
        let start = self.at;
        self.push(Piece::Text(shown), start, end);
    }

    fn push(&mut self, piece: Piece<'a>, start: usize, end: usize) {
        self.tokens.push(Token { piece, line: self.line, start, end });
        let whole = self.source.get(start..end).unwrap_or_default();
        self.line += whole.bytes().filter(|b| *b == b'\n').count();
        self.at = end;
    }

    /// After `{% raw %}`: everything up to `{% endraw %}` is text.
    fn raw(&mut self) {
        let mut from = self.at;
        while !self.unended {
            let rest = self.source.get(from..).unwrap_or_default();
            let Some(open) = rest.find("{%").map(|n| from + n) else {
                self.unended = true;
                return;
            };
            let tail = self.source.get(open + 2..).unwrap_or_default();
            let word = tail.strip_prefix('-').unwrap_or(tail).trim_start();
            if word.starts_with("endraw") {
                return self.text(open, false);
            }
            from = open + 2;
        }
    }
}

/// The name and the rest of a tag; `#` is the name of a comment.
fn split_tag(inside: &str) -> Option<Piece<'_>> {
    let bare = inside.strip_prefix('-').unwrap_or(inside);
    let bare = bare.strip_suffix('-').unwrap_or(bare).trim();
    if let Some(comment) = bare.strip_prefix('#') {
        return Some(Piece::Tag("#", comment));
    }
    let length = bare.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(bare.len());
    let (name, rest) = bare.split_at_checked(length)?;
    (!name.is_empty()).then(|| Piece::Tag(name, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Vec<Piece<'_>> {
        cut(source).into_iter().map(|t| t.piece).collect()
    }

    #[test]
    fn text_output_and_tags() {
        assert_eq!(
            pieces("a {{ b | c }} {% if d %}e"),
            [
                Piece::Text("a "),
                Piece::Output(" b | c "),
                Piece::Text(" "),
                Piece::Tag("if", "d"),
                Piece::Text("e")
            ]
        );
    }

    #[test]
    fn a_dash_takes_the_blanks_on_its_side() {
        assert_eq!(pieces("a \n{{- b }} c"), [Piece::Text("a"), Piece::Output(" b "), Piece::Text(" c")]);
        assert_eq!(pieces("a {% b -%}\n c"), [Piece::Text("a "), Piece::Tag("b", ""), Piece::Text("c")]);
    }

    #[test]
    fn raw_hides_everything_up_to_its_end() {
        assert_eq!(
            pieces("{% raw %}{{ a }} {% b %}{% endraw %}c"),
            [
                Piece::Tag("raw", ""),
                Piece::Text("{{ a }} {% b %}"),
                Piece::Tag("endraw", ""),
                Piece::Text("c")
            ]
        );
    }

    #[test]
    fn what_is_not_closed_is_text() {
        assert_eq!(pieces("a {{ b"), [Piece::Text("a {{ b")]);
        assert_eq!(pieces("{% {{ b }}"), [Piece::Text("{% "), Piece::Output(" b ")]);
        assert_eq!(pieces("{%!s(bool=false)%}"), [Piece::Text("{%!s(bool=false)%}")]);
    }

    #[test]
    fn lines_are_counted() {
        let lines: Vec<usize> = cut("a\n{{ b\n}}\n{% c %}").iter().map(|t| t.line).collect();
        assert_eq!(lines, [0, 1, 2, 3]);
    }
}
