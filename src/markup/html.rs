//! HTML into a page: its tokens go to the [`Builder`].
//!
//! There is no tree of it, because Markdown gives HTML in pieces: a start tag here, its end tag three paragraphs later.

use std::borrow::Cow;

use super::build::Builder;
use super::tokens::{Token, Tokens};

/// Reads a piece of HTML. A comment may begin in one piece and end in a later one.
pub(super) fn fragment(builder: &mut Builder<'_>, html: &str) {
    let mut html = html;
    if builder.in_comment {
        let Some(end) = html.find("-->") else { return };
        builder.in_comment = false;
        html = html.get(end + 3..).unwrap_or_default();
    }
    let unclosed = html.rfind("<!--").filter(|at| !html.get(*at..).unwrap_or_default().contains("-->"));
    if let Some(at) = unclosed {
        tokens(builder, html.get(..at).unwrap_or_default());
        builder.in_comment = true;
        return;
    }
    tokens(builder, html);
}

fn tokens(builder: &mut Builder<'_>, html: &str) {
    let html = without_monsters(html);
    let html = with_plain_ends(&html);
    let first_line = builder.line;
    let mut tokens = Tokens::new(&html);
    while let Some(token) = tokens.next() {
        if first_line > 0 {
            builder.line = first_line + tokens.line - 1;
        }
        match token {
            Token::Start { name, attrs, closed } => builder.start(name.into(), attrs, closed),
            Token::End(name) if name == "br" => builder.open("br", Vec::new()),
            Token::End(name) => builder.close(&name),
            Token::Text(text) => builder.text(&text),
        }
    }
    builder.line = first_line;
}

/// The text with all lines ended by `\n` alone.
fn with_plain_ends(html: &str) -> Cow<'_, str> {
    match html.contains('\r') {
        true => html.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => html.into(),
    }
}

/// The text with tags of thousands of attributes made bare: the tokenizer compares each with all before it.
fn without_monsters(html: &str) -> Cow<'_, str> {
    const LONG: usize = 8 << 10;
    const MANY: usize = 400;
    if html.len() < LONG {
        return html.into();
    }
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, tag) = rest.split_at(at);
        let end = memchr::memchr(b'>', tag.as_bytes()).unwrap_or(tag.len());
        let inside = tag.get(..end).unwrap_or(tag);
        let words = if end > LONG { inside.bytes().filter(u8::is_ascii_whitespace).count() } else { 0 };
        out.push_str(before);
        match words > MANY && inside.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            true => out.push_str(inside.split_ascii_whitespace().next().unwrap_or("<")),
            false => out.push_str(inside),
        }
        rest = tag.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out.into()
}
