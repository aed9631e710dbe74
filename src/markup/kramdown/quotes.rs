//! Straight quotes, dashes, dots and guillemets become typographic ones (kramdown, "Typographic Symbols"; the
//! quotes by the rules of SmartyPants).

/// What the quote at the start of `text`, or after its first character, becomes: the words and the bytes it takes.
pub(super) fn quote(text: &str) -> Option<(String, usize)> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    if is_quote(first) {
        return Some(leading(first, rest));
    }
    let mark = rest.chars().next().filter(|c| is_quote(*c) && first != '\\')?;
    let after = rest.get(1..)?;
    let blank = is_blank(first);
    let word = after.starts_with(is_word);
    let size = first.len_utf8() + 1;
    let other = if mark == '"' { '\'' } else { '"' };
    let pair = after.strip_prefix(other).is_some_and(|tail| tail.starts_with(is_word));
    if blank && pair {
        return Some((format!("{first}{}{}", opening(mark), opening(other)), size + 1));
    }
    let decade = mark == '\'' && is_decade(after);
    let close = !matches!(first, ' ' | '\\' | '\t' | '\r' | '\n' | '[' | '{' | '(' | '-');
    let shortened = blank && decade;
    let opens = !shortened && (blank && word || !close);
    let mark = if opens { opening(mark) } else { closing(mark) };
    Some((format!("{first}{mark}"), size))
}

/// What a quote becomes that has nothing before it.
fn leading(mark: char, after: &str) -> (String, usize) {
    let stars = after.chars().take_while(|c| matches!(c, '*' | '_')).take(2).count();
    let emphasised =
        stars > 0 && after.get(stars..).is_some_and(|t| t.chars().next().is_some_and(|c| !is_blank(c)));
    if emphasised {
        return (opening(mark).to_string(), 1);
    }
    let mut chars = after.chars();
    let next = chars.next();
    let tail = chars.as_str();
    if next.is_some_and(|c| c.is_ascii_punctuation()) && !tail.starts_with("..") && !tail.starts_with(is_word)
    {
        return (closing(mark).to_string(), 1);
    }
    let other = if mark == '"' { '\'' } else { '"' };
    if after.strip_prefix(other).is_some_and(|tail| tail.starts_with(is_word)) {
        return (format!("{}{}", opening(mark), opening(other)), 2);
    }
    let ends = match next {
        None => true,
        Some('s') => !tail.starts_with(|c: char| c.is_alphanumeric() || c == '_'),
        Some(c) => is_blank(c),
    };
    match ends || mark == '\'' && is_decade(after) {
        true => (closing(mark).to_string(), 1),
        false => (opening(mark).to_string(), 1),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'')
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\x0c' | '\x0b')
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// `80s`, after the apostrophe.
fn is_decade(after: &str) -> bool {
    let bytes = after.as_bytes();
    matches!(bytes, [a, b, b's', ..] if a.is_ascii_digit() && b.is_ascii_digit())
}

fn opening(mark: char) -> char {
    if mark == '"' { '“' } else { '‘' }
}

fn closing(mark: char) -> char {
    if mark == '"' { '”' } else { '’' }
}

/// What dashes, dots and angles at the start of `text` become.
pub(super) fn symbol(text: &str) -> Option<(&'static str, usize)> {
    const SYMBOLS: [(&str, &str); 9] = [
        ("---", "—"),
        ("--", "–"),
        ("...", "…"),
        ("\\<<", "<<"),
        ("\\>>", ">>"),
        ("<< ", "«\u{a0}"),
        (" >>", "\u{a0}»"),
        ("<<", "«"),
        (">>", "»"),
    ];
    SYMBOLS.iter().find(|(source, _)| text.starts_with(source)).map(|(source, to)| (*to, source.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All of a text, as the reader of words does it.
    fn set(text: &str) -> String {
        let (mut out, mut at) = (String::new(), 0);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let (words, length) = quote(rest)
                .or_else(|| symbol(rest).map(|(to, length)| (to.to_owned(), length)))
                .unwrap_or_else(|| rest.chars().next().map(|c| (c.to_string(), c.len_utf8())).unwrap());
            out.push_str(&words);
            at += length;
        }
        out
    }

    #[test]
    fn quotes_open_and_close() {
        assert_eq!(set("\"He said 'yes'.\""), "“He said ‘yes’.”");
        assert_eq!(set("it's the '80s, dogs' \"own\" (\"x\")"), "it’s the ’80s, dogs’ “own” (“x”)");
    }

    #[test]
    fn dashes_and_dots() {
        assert_eq!(set("a -- b --- c... << d >>"), "a – b — c… «\u{a0}d\u{a0}»");
    }
}
