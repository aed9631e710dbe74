//! Finds shortcodes in a text: where they open, where they close, what they are given.
//!
//! Source: `parser/pageparser` of Hugo (`lexer_shortcode.go`). Code in Markdown protects nothing: shortcodes are
//! found before Markdown is read. Total: what is no shortcode stays text.

use std::collections::HashMap;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text as it is.
    Text(&'a str),
    /// The delimiters of a comment, `{{</* x */>}}`: what is shown instead.
    Literal(String),
    /// A shortcode.
    Call(Call<'a>),
}

/// A shortcode with what it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call<'a> {
    /// Its name.
    pub name: &'a str,
    /// The arguments by place.
    pub args: Vec<String>,
    /// The arguments by name.
    pub named: Vec<(String, String)>,
    /// Whether it stands in `{{% %}}`.
    pub markdown: bool,
    /// The line it stands on, from 0.
    pub line: usize,
    /// What stands between it and its end; none where it has no end.
    pub inner: Option<Vec<Piece<'a>>>,
}

impl Call<'_> {
    /// An argument by name or, failing that, by place.
    pub fn get(&self, name: &str, place: usize) -> &str {
        let named = self.named.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        named.or_else(|| self.args.get(place).map(String::as_str)).unwrap_or_default()
    }

    /// An argument by name.
    pub fn named(&self, name: &str) -> &str {
        self.get(name, usize::MAX)
    }
}

enum Token<'a> {
    Piece(Piece<'a>),
    Open(Call<'a>),
    Close(&'a str),
}

/// Cuts a text into pieces.
pub fn cut(text: &str) -> Vec<Piece<'_>> {
    nest(tokens(text))
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut shown, mut from, mut line, mut counted) = (Vec::new(), 0, 0, 0, 0);
    let last = [">}}", "%}}"].map(|close| text.rfind(close).unwrap_or(0));
    while let Some(open) = text.get(from..).and_then(|t| t.find("{{")).map(|n| from + n) {
        let rest = text.get(open..).unwrap_or_default();
        let markdown = rest.starts_with("{{%");
        if !(markdown || rest.starts_with("{{<")) || open > last[usize::from(markdown)] {
            from = open + 1;
            continue;
        }
        let close = if markdown { "%}}" } else { ">}}" };
        let inside = rest.get(3..).unwrap_or_default();
        let Some(length) = end(inside, close) else {
            from = open + 3;
            continue;
        };
        let whole = open + 3 + length + 3;
        line += text.get(counted..open).map_or(0, |t| memchr::memchr_iter(b'\n', t.as_bytes()).count());
        counted = open;
        let Some(token) = token(inside.get(..length).unwrap_or_default(), markdown, line) else {
            from = open + 3;
            continue;
        };
        if open > shown {
            tokens.push(Token::Piece(Piece::Text(text.get(shown..open).unwrap_or_default())));
        }
        tokens.push(token);
        (shown, from) = (whole, whole);
    }
    if shown < text.len() {
        tokens.push(Token::Piece(Piece::Text(text.get(shown..).unwrap_or_default())));
    }
    tokens
}

/// Where a shortcode ends: at its delimiter outside quotes. Arguments of more than 8 kB are none.
fn end(inside: &str, close: &str) -> Option<usize> {
    const LONGEST: usize = 8 << 10;
    let bytes = inside.as_bytes();
    let near = bytes.get(..LONGEST).unwrap_or(bytes);
    if inside.starts_with("/*") {
        return memchr::memmem::find(near, format!("*/{close}").as_bytes()).map(|n| n + 2);
    }
    // Mostly nothing closes it, in or out of quotes, and that is found out fastest.
    let first = memchr::memmem::find(near, close.as_bytes())?;
    let (mut at, mut quote) = (0, None);
    while at < near.len() {
        match (quote, bytes[at]) {
            (None, b'"' | b'`') => quote = Some(bytes[at]),
            (None, _) if bytes[at..].starts_with(close.as_bytes()) => return Some(at),
            (Some(b'"'), b'\\') => at += 1,
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
        at += 1;
    }
    // A quote that is not closed hides nothing.
    quote.is_some().then_some(first)
}

fn token(inside: &str, markdown: bool, line: usize) -> Option<Token<'_>> {
    let (open, close) = if markdown { ("{{%", "%}}") } else { ("{{<", ">}}") };
    if let Some(comment) = inside.strip_prefix("/*").and_then(|i| i.strip_suffix("*/")) {
        return Some(Token::Piece(Piece::Literal(format!("{open}{comment}{close}"))));
    }
    let body = inside.trim();
    if let Some(name) = body.strip_prefix('/') {
        let name = name.trim();
        return is_name(name).then_some(Token::Close(name));
    }
    let (body, closed) = match body.strip_suffix('/') {
        Some(body) if body.ends_with(|c: char| c.is_whitespace() || c == '"') || !body.contains(' ') => {
            (body, true)
        }
        _ => (body, false),
    };
    let length = body.find(char::is_whitespace).unwrap_or(body.len());
    let (name, rest) = body.split_at_checked(length)?;
    if !is_name(name) {
        return None;
    }
    let mut call = Call { name, markdown, line, ..Call::default() };
    arguments(rest, &mut call);
    Some(match closed {
        true => Token::Piece(Piece::Call(call)),
        false => Token::Open(call),
    })
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))
}

/// `a "b c" key=value key="v" raw=`v``.
fn arguments(mut rest: &str, call: &mut Call<'_>) {
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return;
        }
        let length =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        let tail = rest.get(length..).unwrap_or_default();
        if length > 0
            && let Some(after) = tail.strip_prefix('=')
        {
            let (value, after) = argument(after.trim_start());
            call.named.push((rest.get(..length).unwrap_or_default().to_owned(), value));
            rest = after;
        } else {
            let (value, after) = argument(rest);
            call.args.push(value);
            rest = after;
        }
    }
}

fn argument(text: &str) -> (String, &str) {
    match text.chars().next() {
        Some('`') => {
            let body = text.get(1..).unwrap_or_default();
            let (value, rest) = body.split_once('`').unwrap_or((body, ""));
            (value.to_owned(), rest)
        }
        Some('"') => {
            let mut value = String::new();
            let mut chars = text.char_indices().skip(1);
            while let Some((at, c)) = chars.next() {
                match c {
                    '"' => return (value, text.get(at + 1..).unwrap_or_default()),
                    '\\' => match chars.next() {
                        Some((_, 'n')) => value.push('\n'),
                        Some((_, c @ ('"' | '\\'))) => value.push(c),
                        Some((_, c)) => value.extend(['\\', c]),
                        None => {}
                    },
                    c => value.push(c),
                }
            }
            (value, "")
        }
        _ => {
            let length = text.find(char::is_whitespace).unwrap_or(text.len());
            let (value, rest) = text.split_at_checked(length).unwrap_or((text, ""));
            (value.to_owned(), rest)
        }
    }
}

/// Shortcodes may be nested this deep; deeper ones are not paired.
const DEEPEST: usize = 24;

/// Gives each shortcode that has an end what stands between. An end closes the nearest open one of its name.
fn nest(tokens: Vec<Token<'_>>) -> Vec<Piece<'_>> {
    let mut levels: Vec<(Option<Call<'_>>, Vec<Piece<'_>>)> = vec![(None, Vec::new())];
    let mut ends: HashMap<&str, usize> = HashMap::new();
    for token in &tokens {
        if let Token::Close(name) = token {
            *ends.entry(name).or_default() += 1;
        }
    }
    for token in tokens {
        match token {
            Token::Piece(piece) => add(&mut levels, piece),
            Token::Open(call) if ends.get(call.name).is_some_and(|n| *n > 0) && levels.len() <= DEEPEST => {
                levels.push((Some(call), Vec::new()));
            }
            Token::Open(call) => add(&mut levels, Piece::Call(call)),
            Token::Close(name) => {
                if let Some(count) = ends.get_mut(name) {
                    *count -= 1;
                }
                let Some(at) =
                    levels.iter().rposition(|(call, _)| call.as_ref().is_some_and(|c| c.name == name))
                else {
                    continue;
                };
                while levels.len() > at + 1 {
                    unpair(&mut levels);
                }
                if let Some((Some(mut call), inner)) = levels.pop() {
                    call.inner = Some(inner);
                    add(&mut levels, Piece::Call(call));
                }
            }
        }
    }
    while levels.len() > 1 {
        unpair(&mut levels);
    }
    levels.pop().map(|(_, pieces)| pieces).unwrap_or_default()
}

fn add<'a>(levels: &mut [(Option<Call<'a>>, Vec<Piece<'a>>)], piece: Piece<'a>) {
    if let Some((_, pieces)) = levels.last_mut() {
        pieces.push(piece);
    }
}

/// The innermost open shortcode has no end after all.
fn unpair<'a>(levels: &mut Vec<(Option<Call<'a>>, Vec<Piece<'a>>)>) {
    let Some((call, pieces)) = levels.pop() else { return };
    if let Some((_, outer)) = levels.last_mut() {
        outer.extend(call.map(Piece::Call));
        outer.extend(pieces);
    }
}
