//! HTML inside words, attribute lists after a run, and kramdown's own extensions inside a line.

use super::super::definitions::{ExtensionStart, extension_start, is_extension};
use super::super::element::{Element, Kind};
use super::super::{lines, tags};
use super::{Spans, Stop, Within, add, reads_words};
use crate::markup::elements::is_empty;

impl Spans<'_, '_, '_> {
    /// A tag. Tags of blocks, and end tags that end nothing, are words.
    pub(super) fn html(&mut self, out: &mut Vec<Element>) -> bool {
        let rest = self.rest();
        let after = rest.get(1..).unwrap_or_default();
        if tags::name_length(after) == 0 && !after.starts_with("!--") && !after.starts_with('/') {
            return false;
        }
        let comment =
            if rest.starts_with("<!--") && self.parser.fuel > 0 { tags::comment(rest) } else { None };
        if comment.is_none() && rest.starts_with("<!--") {
            self.in_vain();
        }
        if let Some(length) = comment {
            out.push(Element::new(Kind::Comment, 0));
            self.at += length;
            return true;
        }
        let Some(tag) = tags::start(rest) else {
            let length = tags::end(rest).map_or(1, |(_, length)| length);
            self.keep(out, length);
            return true;
        };
        if tags::is_block(&tag.name) || !self.may_go_deeper() {
            self.keep(out, tag.length);
            return true;
        }
        let source = rest.get(..tag.length).unwrap_or_default();
        let mut element = Element::new(Kind::SpanHtml(tag.name.clone()), self.line_here());
        let asked = tag
            .attrs
            .iter()
            .find(|(key, _)| key == "markdown")
            .map(|(_, value)| value == "1" || value == "span");
        let read = asked.unwrap_or(self.inside() != Within::Raw && reads_words(&tag.name));
        element.attributes.pairs = tag.attrs.into_iter().filter(|(key, _)| key != "markdown").collect();
        self.at += tag.length;
        if !tag.closed && !is_empty(&tag.name) {
            self.content(&tag.name, read, &mut element);
        }
        if tag.name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            out.push(element);
        } else {
            // `Vec<_>` is a tag to kramdown, words to a browser, which takes the end tag for a comment.
            add(out, source);
            out.append(&mut element.children);
        }
        true
    }

    /// The content of an HTML element, to its end tag or to the end of the words.
    fn content(&mut self, name: &str, read: bool, element: &mut Element) {
        self.within.push(if read { Within::Plain } else { Within::Raw });
        let found = self.read(Stop::Tag(name), &mut element.children);
        self.within.pop();
        if found {
            self.at += tags::end(self.rest()).map_or(0, |(_, length)| length);
        } else {
            add(&mut element.children, self.rest());
            self.at = self.text.len();
        }
    }

    /// An attribute list after a run, or an extension inside a line.
    pub(super) fn extension(&mut self, out: &mut Vec<Element>) -> bool {
        let rest = self.rest();
        let start = extension_start(rest).filter(|start| is_extension(&start.name) && self.parser.fuel > 0);
        if let Some(start) = start {
            return self.span_extension(&start, out);
        }
        let Some(inside) = rest.strip_prefix("{:") else { return false };
        let end = lines::closing_brace(inside).filter(|end| *end > 0);
        let (Some(end), Some(last)) = (end, out.last_mut()) else { return false };
        match last.kind {
            // Nothing shows the attributes of a quote or a dash.
            Kind::Text if self.sign != self.at => return false,
            Kind::Text => {}
            _ => last.attributes.read(inside.get(..end).unwrap_or_default()),
        }
        self.at += end + 3;
        true
    }

    fn span_extension(&mut self, start: &ExtensionStart, out: &mut Vec<Element>) -> bool {
        let tail = self.rest().get(start.length..).unwrap_or_default();
        let own = format!("{{:/{}}}", start.name);
        let end = |mark: &str| tail.find(mark).map(|at| (at, mark.len()));
        // What closes itself has no end to look for.
        let found = if start.closed { Some((0, 0)) } else { end("{:/}").into_iter().chain(end(&own)).min() };
        let Some((at, mark)) = found else {
            self.in_vain();
            return false;
        };
        let (body, length) = (tail.get(..at).unwrap_or_default(), at + mark);
        let kind = if start.name == "nomarkdown" { Kind::Raw } else { Kind::Comment };
        out.push(Element::with_text(kind, body, self.line_here()));
        self.at += start.length + length;
        true
    }
}
