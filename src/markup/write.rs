//! A page as HTML.

use std::collections::HashMap;

use super::elements::is_void;
use super::page::{ASIDE, CONTENTS, Kind, MEDIA, NodeId, Page};

/// The footnotes mentioned so far.
#[derive(Default)]
struct Mentions<'p> {
    names: Vec<&'p str>,
    numbers: HashMap<&'p str, usize>,
}

/// The HTML of a page, its footnotes at the end.
pub(super) fn html(page: &Page) -> String {
    let mut out = String::new();
    let mut mentioned = Mentions::default();
    children(page, 0, &mut out, &mut mentioned);
    if !mentioned.names.is_empty() {
        out.push_str("<div class=\"footnotes\" role=\"doc-endnotes\"><ol>");
        let notes: HashMap<&str, NodeId> =
            page.notes.iter().rev().map(|(name, id)| (name.as_str(), *id)).collect();
        let mut at = 0;
        while let Some(&name) = mentioned.names.get(at) {
            out.push_str(&format!("<li id=\"fn:{}\">", escape(name)));
            if let Some(id) = notes.get(name) {
                children(page, *id, &mut out, &mut mentioned);
            }
            out.push_str("</li>");
            at += 1;
        }
        out.push_str("</ol></div>\n");
    }
    out
}

fn children<'p>(page: &'p Page, id: NodeId, out: &mut String, mentioned: &mut Mentions<'p>) {
    for child in page.children(id) {
        match &page.node(child).kind {
            Kind::Text(text) => out.push_str(&escape(page.words(text))),
            Kind::Math(tex, true) => out.push_str(&format!("\\[{}\\]", escape(tex))),
            Kind::Math(tex, false) => out.push_str(&format!("\\({}\\)", escape(tex))),
            Kind::Note(name) => mention(name, out, mentioned),
            // Headings are written without ids: its links would lead nowhere.
            Kind::Element(name, _) if *name == *CONTENTS => {}
            Kind::Element(name, attrs) => {
                let name = match &**name {
                    ASIDE => "span",
                    MEDIA => "a",
                    name => name,
                };
                start_tag(name, attrs, out);
                if is_void(name) {
                    continue;
                }
                match name {
                    "script" | "style" => out.push_str(&page.text(child)),
                    _ => children(page, child, out, mentioned),
                }
                out.push_str(&format!("</{name}>"));
            }
        }
    }
}

fn start_tag(name: &str, attrs: &[(String, String)], out: &mut String) {
    out.push('<');
    out.push_str(name);
    for (key, value) in attrs.iter().filter(|(key, _)| !key.starts_with('\u{1}')) {
        out.push_str(&format!(" {key}=\"{}\"", escape(value)));
    }
    out.push('>');
}

fn mention<'p>(name: &'p str, out: &mut String, mentioned: &mut Mentions<'p>) {
    let next = mentioned.names.len() + 1;
    let number = *mentioned.numbers.entry(name).or_insert(next);
    if number == next {
        mentioned.names.push(name);
    }
    let name = escape(name);
    out.push_str(&format!(
        "<sup id=\"fnref:{name}\"><a href=\"#fn:{name}\" class=\"footnote\">{number}</a></sup>"
    ));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
