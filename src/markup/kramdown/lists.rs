//! Lists and definition lists: an item's content begins where its words begin, and what is indented that far
//! belongs to it (kramdown, "Lists").

use super::attributes::Attributes;
use super::blocks::Blocks;
use super::element::{Element, Kind};
use super::lines::{Marker, is_blank, is_end_marker, is_rule, marker, starts_list};
use super::source::Source;
use super::{Parser, lines};

/// An item being collected.
struct Draft {
    element: Element,
    /// Its text; a nested list may begin a new part.
    parts: Vec<String>,
    /// How far its content is indented.
    indent: usize,
}

impl Parser<'_> {
    /// A bulleted or numbered list.
    pub(super) fn list(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let kind = match source.current() {
            line if marker(line, Marker::Bullet, 3).is_some() => Marker::Bullet,
            line if marker(line, Marker::Number, 3).is_some() => Marker::Number,
            _ => return false,
        };
        let name = if kind == Marker::Bullet { Kind::Unordered } else { Kind::Ordered };
        let list = Element::new(name, source.line());
        let (drafts, ended) = self.collect(source, kind);
        let mut items: Vec<Element> = Vec::new();
        for mut draft in drafts {
            let mut inner = Blocks { depth: blocks.depth + 1, ..Blocks::default() };
            let mut line = draft.element.line;
            for part in draft.parts {
                let mut text = Source::new(part, line);
                self.blocks(&mut text, &mut inner);
                inner.above = None;
                line = text.line();
            }
            draft.element.children = inner.done;
            items.push(draft.element);
        }
        blocks.push(list);
        let last = loosen(&mut items, ended);
        for item in &mut items {
            if self.gfm {
                task(item);
            }
        }
        if let Some(list) = blocks.done.last_mut() {
            list.children = items;
        }
        blocks.done.extend(last);
        true
    }

    /// The items of a list, and whether an end marker ended it.
    fn collect(&self, source: &mut Source, kind: Marker) -> (Vec<Draft>, bool) {
        let mut drafts: Vec<Draft> = Vec::new();
        let (mut most, mut nested, mut after_blank) = (3, false, false);
        while !source.is_done() {
            let line = source.current();
            if after_blank && is_rule(line) {
                break;
            }
            if is_end_marker(line) {
                source.take_line();
                return (drafts, true);
            }
            if let Some(length) = marker(line, kind, most) {
                let draft = first_line_of(Kind::Item, source, length);
                most = draft.indent.saturating_sub(1).min(3);
                nested = draft.parts.first().is_some_and(|part| starts_list(part));
                after_blank = false;
                drafts.push(draft);
                continue;
            }
            let Some(draft) = drafts.last_mut() else { break };
            if belongs(line, draft.indent) || !after_blank && self.is_lazy(line, draft.indent) {
                let line = source.take_line();
                let (mut text, indented) = unindent(&line, draft.indent);
                if !nested && indented && starts_list(&text) {
                    draft.parts.push(String::new());
                    nested = true;
                } else if nested && !indented && starts_list(&text) {
                    text.insert_str(0, &" ".repeat(draft.indent + 4));
                }
                if let Some(part) = draft.parts.last_mut() {
                    part.push_str(&text);
                }
                after_blank = false;
            } else if is_blank(line) {
                (nested, after_blank) = (true, true);
                let line = source.take_line();
                if let Some(part) = draft.parts.last_mut() {
                    part.push_str(&line);
                }
            } else {
                break;
            }
        }
        (drafts, false)
    }

    /// Whether a line goes on with an item although it is not indented.
    fn is_lazy(&self, line: &str, indent: usize) -> bool {
        let blanks = line.bytes().take_while(|b| *b == b' ').count();
        let ends = lines::attribute_line(line).is_some()
            || lines::is_html_edge(line)
            || self.block_island(line).is_some();
        let ends = ends && blanks <= indent.min(3);
        !is_blank(line) && !ends
    }

    /// A definition list: `: definition` under a paragraph whose lines are the terms.
    pub(super) fn definition_list(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        if marker(source.current(), Marker::Colon, 3).is_none() {
            return false;
        }
        let mut apart = match blocks.done.as_slice() {
            [.., last] if last.is_paragraph() => false,
            [.., term, last] if last.is_blank() && last.text == "\n" && term.is_paragraph() => true,
            _ => return false,
        };
        if apart {
            blocks.done.pop();
        }
        let Some(terms) = blocks.done.pop() else { return false };
        let mut list = Element::new(Kind::Definitions, terms.line);
        list.attributes = terms.attributes;
        for (at, term) in terms.text.split('\n').enumerate() {
            let mut element = Element::new(Kind::Term, terms.line + at);
            element.text = item_attributes(term, &mut element.attributes).to_owned();
            list.children.push(element);
        }
        let mut tail = None;
        for (draft, apart) in self.details(source, &mut apart) {
            let mut element = draft.element;
            let text = draft.parts.concat();
            element.children = self.blocks_of(&mut Source::new(text, element.line), blocks.depth + 1);
            tail = pop_blank(&mut element.children);
            if let Some(Kind::Paragraph { bare }) = element.children.first_mut().map(|e| &mut e.kind) {
                *bare = !apart;
            }
            list.children.push(element);
        }
        join_or_push(blocks, list);
        blocks.done.extend(tail);
        true
    }

    /// The definitions, each with whether a blank line stands before it.
    fn details(&self, source: &mut Source, apart: &mut bool) -> Vec<(Draft, bool)> {
        let mut drafts: Vec<(Draft, bool)> = Vec::new();
        let (mut most, mut after_blank) = (3, false);
        while !source.is_done() {
            let line = source.current();
            if let Some(length) = marker(line, Marker::Colon, most) {
                let draft = first_line_of(Kind::Details, source, length);
                most = draft.indent.saturating_sub(1).min(3);
                drafts.push((draft, *apart));
                (*apart, after_blank) = (false, false);
                continue;
            }
            let Some((draft, _)) = drafts.last_mut() else { break };
            if is_end_marker(line) {
                break;
            }
            if belongs(line, draft.indent) || !after_blank && self.is_lazy(line, draft.indent) {
                let line = source.take_line();
                draft.parts[0].push_str(&unindent(&line, draft.indent).0);
                (*apart, after_blank) = (false, false);
            } else if is_blank(line) {
                let line = source.take_line();
                draft.parts[0].push_str(&line);
                (*apart, after_blank) = (true, true);
            } else {
                break;
            }
        }
        drafts
    }
}

/// Adds a definition list, or its entries to the one just before.
fn join_or_push(blocks: &mut Blocks, mut list: Element) {
    let blank = blocks.done.last().is_some_and(Element::is_blank);
    let at = blocks.done.len().checked_sub(1 + usize::from(blank));
    let before = at.and_then(|at| blocks.done.get(at)).is_some_and(|e| e.kind == Kind::Definitions);
    if !before {
        return blocks.push(list);
    }
    if blank {
        blocks.done.pop();
    }
    if let Some(last) = blocks.done.last_mut() {
        last.children.append(&mut list.children);
    }
}

/// Reads the line with the marker of an item.
fn first_line_of(kind: Kind, source: &mut Source, marker: usize) -> Draft {
    let mut element = Element::new(kind, source.line());
    let line = source.take_line();
    let content = line.get(marker..).unwrap_or_default();
    let mut bare = Attributes::default();
    let rest = item_attributes(content, &mut bare);
    let (indent, text) = match is_blank(rest) {
        true => (4, content.trim_start().to_owned()),
        false => {
            // Tabs after the marker run to the next stop of four.
            let blanks = content.len() - content.trim_start_matches([' ', '\t']).len();
            let mut column = marker;
            for c in content.chars().take(blanks) {
                column += if c == '\t' { 4 - column % 4 } else { 1 };
            }
            (column, content.trim_start().to_owned())
        }
    };
    let text = item_attributes(&text, &mut element.attributes).to_owned();
    Draft { element, parts: vec![text], indent }
}

/// The text of an item without the attribute list at its beginning.
fn item_attributes<'t>(text: &'t str, attributes: &mut Attributes) -> &'t str {
    let Some(rest) = text.trim_start().strip_prefix("{:") else { return text };
    let named = rest.get(lines::name_length(rest)..).is_some_and(|r| r.starts_with(':'));
    let end = lines::closing_brace(rest).filter(|end| *end > 0 && !named && !rest.starts_with('/'));
    let Some(end) = end else { return text };
    attributes.read(rest.get(..end).unwrap_or_default());
    let tail = rest.get(end + 1..).unwrap_or_default();
    // The line break stays, or the next line would follow at once.
    tail.trim_start_matches([' ', '\t'])
}

/// Whether a line is indented as far as an item's content.
fn belongs(line: &str, indent: usize) -> bool {
    let mut rest = line;
    for _ in 0..indent / 4 {
        match rest.strip_prefix('\t').or_else(|| rest.strip_prefix("    ")) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    let blanks = rest.bytes().take_while(|b| *b == b' ').count();
    (blanks >= indent % 4 || rest.starts_with('\t')) && !is_blank(rest)
}

/// The line without the indentation of an item, and whether it had it.
fn unindent(line: &str, indent: usize) -> (String, bool) {
    let tabs = line.bytes().take_while(|b| *b == b'\t').count();
    let line = format!("{}{}", " ".repeat(4 * tabs), line.get(tabs..).unwrap_or_default());
    let blanks = line.bytes().take_while(|b| *b == b' ').count();
    match blanks >= indent {
        true => (line.get(indent..).unwrap_or_default().to_owned(), true),
        false => (line, false),
    }
}

fn pop_blank(children: &mut Vec<Element>) -> Option<Element> {
    children.last().is_some_and(Element::is_blank).then(|| children.pop()).flatten()
}

/// Finds the items that show their first paragraph without one: those with no blank line after it. The last item
/// of a list goes by the others. Gives the blank lines after the list.
fn loosen(items: &mut [Element], ended: bool) -> Option<Element> {
    let mut last = None;
    let count = items.len();
    let mut some_not = false;
    for (at, item) in items.iter_mut().enumerate() {
        let is_last = at + 1 == count;
        let children = &mut item.children;
        if children.is_empty() {
            some_not = true;
            continue;
        }
        let own_list =
            children.first().is_some_and(|c| c.is_paragraph() && c.attributes != Attributes::default());
        if own_list && children.get(1).is_some_and(|c| matches!(c.kind, Kind::End { .. })) {
            children.remove(1);
        }
        let tight = children.first().is_some_and(Element::is_paragraph)
            && (children.get(1).is_none_or(|second| !second.is_blank())
                || is_last && children.len() == 2 && !ended)
            && (!is_last || count == 1 || some_not);
        let goes_on = children.get(1).is_some_and(|second| !second.is_blank());
        if tight && let Some(first) = children.first_mut() {
            first.kind = Kind::Paragraph { bare: true };
            // The words end a line of the item, which a `\\` there breaks.
            first.text.push_str(if goes_on { "\n" } else { "" });
        }
        some_not |= children.first().is_none_or(|first| !first.is_paragraph() || first.is_bare());
        last = pop_blank(children);
    }
    last.filter(|_| !ended)
}

/// `[ ]` and `[x]` at the beginning of an item are check boxes (GFM input).
fn task(item: &mut Element) {
    let Some(first) = item.children.first_mut().filter(|first| first.is_paragraph()) else { return };
    let text = first.text.trim_start();
    for (mark, checked) in [("[ ]", false), ("[x]", true), ("[X]", true)] {
        let Some(rest) = text.strip_prefix(mark).filter(|rest| rest.starts_with(char::is_whitespace)) else {
            continue;
        };
        let checked = if checked { " checked=\"checked\"" } else { "" };
        first.text = format!("<input type=\"checkbox\"{checked} />{}", rest.trim_start());
        return;
    }
}
