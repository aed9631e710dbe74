//! HTML blocks: they run to their end tag, and nothing in them is Markdown unless it is asked for.

use super::attributes::Attributes;
use super::blocks::Blocks;
use super::element::{Element, Kind, Model};
use super::source::Source;
use super::tags::{self, Tag};
use super::{DEEPEST, Parser, lines};
use crate::markup::elements::is_empty;

/// An element of a raw block that is open: its own, or one too deep to have one.
enum Open {
    Element(Element),
    Flat(String),
}

impl Parser<'_> {
    /// A block of HTML, a comment, or an island that is a block.
    pub(super) fn html_block(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let line = source.line();
        if let Some(length) = self.block_island(source.current()) {
            let text = source.advance(length).to_owned();
            blocks.push(Element::with_text(Kind::Island, text, line));
            source.skip_blank_tail();
            return true;
        }
        if let Some(length) = tags::comment(source.rest()) {
            source.advance(length);
            blocks.push(Element::new(Kind::Comment, line));
            source.skip_blank_tail();
            return true;
        }
        let body = lines::after_optional_blanks(source.rest());
        let blanks = source.rest().len() - body.len();
        let Some(tag) = tags::start(body).filter(|tag| !tags::is_span(&tag.name)) else { return false };
        source.advance(blanks + tag.length);
        let element = self.html_element(source, tag, line, blocks.depth, false);
        blocks.push(element);
        true
    }

    /// Reads the end tag that these blocks wait for.
    pub(super) fn end_tag(&mut self, source: &mut Source, blocks: &Blocks) -> bool {
        let Some(waited) = &blocks.inside else { return false };
        let body = lines::after_optional_blanks(source.rest());
        let Some((name, length)) = tags::end(body) else { return false };
        if name != *waited {
            return false;
        }
        let blanks = source.rest().len() - body.len();
        source.advance(blanks + length);
        true
    }

    /// The element of a start tag that has just been read, with its content.
    fn html_element(
        &mut self,
        source: &mut Source,
        tag: Tag,
        line: usize,
        depth: usize,
        raw: bool,
    ) -> Element {
        let (mut element, closed) = self.begin(tag, line, raw);
        let Kind::Html(name, model) = element.kind.clone() else { return element };
        if closed {
            return element;
        }
        if matches!(name.as_str(), "script" | "style") {
            let text = up_to_end(source, &name);
            element.children.push(Element::with_text(Kind::RawText, text, line));
            return element;
        }
        match model {
            Model::Block if depth < DEEPEST => {
                source.skip_blank_tail();
                let mut inner = Blocks { inside: Some(name), depth: depth + 1, ..Blocks::default() };
                self.blocks(source, &mut inner);
                element.children = inner.done;
            }
            Model::Span => element.text = up_to_end(source, &name),
            Model::Block | Model::Raw => self.raw_content(source, &mut element, depth),
        }
        // What follows an element without content, or a script, is a line of its own.
        if !raw {
            source.skip_blank_tail();
        }
        element
    }

    /// The element of a start tag, and whether it has no content.
    fn begin(&self, tag: Tag, line: usize, raw: bool) -> (Element, bool) {
        let by_name = |name: &str| match name {
            _ if tags::holds_blocks(name) => Model::Block,
            _ if tags::holds_words(name) => Model::Span,
            _ => Model::Raw,
        };
        let asked = tag.attrs.iter().find(|(key, _)| key == "markdown").map(|(_, value)| value.as_str());
        let model = match asked {
            Some("0") => Model::Raw,
            Some("1") => by_name(&tag.name),
            Some("span") => Model::Span,
            Some("block") => Model::Block,
            _ if self.block_html && !raw => by_name(&tag.name),
            _ => Model::Raw,
        };
        let closed = tag.closed || is_empty(&tag.name);
        let mut element = Element::new(Kind::Html(tag.name, model), line);
        let pairs = tag.attrs.into_iter().filter(|(key, _)| key != "markdown").collect();
        element.attributes = Attributes { pairs, references: Vec::new() };
        (element, closed)
    }

    /// HTML up to the end tag of `element`, without recursion for the elements in it.
    fn raw_content(&mut self, source: &mut Source, element: &mut Element, depth: usize) {
        let own = std::mem::replace(element, Element::new(Kind::Blank, 0));
        let mut open = vec![Open::Element(own)];
        let mut comments = true;
        while !source.is_done() && !open.is_empty() {
            let rest = source.rest();
            let Some(at) = memchr::memchr(b'<', rest.as_bytes()) else {
                let length = rest.len();
                raw_text(&mut open, source, length);
                break;
            };
            if at > 0 {
                raw_text(&mut open, source, at);
            }
            let rest = source.rest();
            let comment = if comments { tags::comment(rest) } else { None };
            comments &= comment.is_some() || !rest.starts_with("<!--");
            if let Some(length) = comment {
                source.advance(length);
            } else if let Some(tag) = tags::start(rest) {
                self.raw_start(source, tag, &mut open, depth);
            } else if let Some((name, length)) = tags::end(rest) {
                let same = match open.last() {
                    Some(Open::Element(top)) => matches!(&top.kind, Kind::Html(n, _) if *n == name),
                    Some(Open::Flat(top)) => *top == name,
                    None => false,
                };
                if same {
                    source.advance(length);
                    if let Some(done) = close(&mut open) {
                        *element = done;
                        return;
                    }
                } else {
                    // An end tag that ends nothing here is words in kramdown; browsers drop it.
                    raw_text(&mut open, source, length);
                }
            } else {
                raw_text(&mut open, source, 1);
            }
        }
        loop {
            if let Some(done) = close(&mut open) {
                *element = done;
                return;
            }
            if open.is_empty() {
                return;
            }
        }
    }

    fn raw_start(&mut self, source: &mut Source, tag: Tag, open: &mut Vec<Open>, depth: usize) {
        let line = source.line();
        source.advance(tag.length);
        let whole = depth < DEEPEST && tag.attrs.iter().any(|(key, _)| key == "markdown")
            || matches!(tag.name.as_str(), "script" | "style")
            || tag.closed
            || is_empty(&tag.name);
        if whole {
            let element = self.html_element(source, tag, line, depth + 1, true);
            add(open, element);
        } else if open.len() > DEEPEST {
            open.push(Open::Flat(tag.name));
        } else {
            open.push(Open::Element(self.begin(tag, line, true).0));
        }
    }
}

/// Closes the innermost element; gives the outermost when it is the one.
fn close(open: &mut Vec<Open>) -> Option<Element> {
    match open.pop()? {
        Open::Flat(_) => None,
        Open::Element(done) if open.is_empty() => Some(done),
        Open::Element(mut done) => {
            // Most hold one text, and a vector makes room for four at once.
            done.children.shrink_to_fit();
            add(open, done);
            None
        }
    }
}

/// The innermost element with a place for content: what is flat stands above so many others.
fn innermost(open: &mut [Open]) -> Option<&mut Open> {
    let last = open.len().checked_sub(1)?;
    open.get_mut(last.min(DEEPEST))
}

fn add(open: &mut [Open], element: Element) {
    if let Some(Open::Element(parent)) = innermost(open) {
        parent.children.push(element);
    }
}

fn raw_text(open: &mut [Open], source: &mut Source, length: usize) {
    let line = source.line();
    let text = source.advance(length).to_owned();
    if let Some(Open::Element(parent)) = innermost(open) {
        match parent.children.last_mut() {
            Some(last) if last.kind == Kind::RawText => last.text.push_str(&text),
            _ => parent.children.push(Element::with_text(Kind::RawText, text, line)),
        }
    }
}

/// Reads up to the end tag of `name` and past it; to the end of the text where there is none.
fn up_to_end(source: &mut Source, name: &str) -> String {
    let rest = source.rest();
    let end = tags::find_end(rest, name).unwrap_or(rest.len());
    let text = source.advance(end).to_owned();
    if let Some((_, length)) = tags::end(source.rest()) {
        source.advance(length);
    }
    text
}
