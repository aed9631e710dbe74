//! HTML into a page: html5ever's tokenizer, whose tokens go to the [`Builder`].
//!
//! The tokenizer and not the tree builder, because Markdown gives HTML in pieces: a start tag here, its end tag
//! three paragraphs later.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::build::Builder;

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
    if html.is_empty() {
        return;
    }
    let html = &without_monsters(html);
    let first_line = builder.line;
    let sink = Sink { builder: RefCell::new(builder), first_line };
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(sink, options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // The tokenizer pauses after a script; an empty result means that all was read.
    let mut turns = html.len();
    while !input.is_empty() && turns > 0 {
        let _ = tokenizer.feed(&input);
        turns -= 1;
    }
    tokenizer.end();
    tokenizer.sink.builder.borrow_mut().line = first_line;
}

/// The text with tags of thousands of attributes made bare: the tokenizer compares each with all before it.
fn without_monsters(html: &str) -> std::borrow::Cow<'_, str> {
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

struct Sink<'b, 'a> {
    builder: RefCell<&'b mut Builder<'a>>,
    first_line: usize,
}

impl TokenSink for Sink<'_, '_> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut builder = self.builder.borrow_mut();
        if self.first_line > 0 {
            builder.line = self.first_line + usize::try_from(line).unwrap_or(1).saturating_sub(1);
        }
        match token {
            Token::TagToken(tag) => return on_tag(&mut builder, tag),
            Token::CharacterTokens(text) => builder.text(&text),
            Token::DoctypeToken(_) | Token::CommentToken(_) | Token::NullCharacterToken => {}
            Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

fn on_tag(builder: &mut Builder<'_>, tag: Tag) -> TokenSinkResult<()> {
    if tag.kind == TagKind::EndTag {
        match &*tag.name {
            "br" => builder.open("br", Vec::new()),
            name => builder.close(name),
        }
        return TokenSinkResult::Continue;
    }
    let name = tag.name.clone();
    let attrs = tag.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
    builder.start(tag.name, attrs, tag.self_closing);
    // The content of these is not markup (HTML standard, "parsing HTML fragments"). Markdown may have put the
    // end tag into a later piece, so only `script` and `style` are trusted to run to theirs.
    match &*name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}
