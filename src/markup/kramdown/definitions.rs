//! What is defined beside the text: footnotes, links, abbreviations, attribute lists; and extensions.

use super::attributes::Attributes;
use super::blocks::Blocks;
use super::element::{Element, Kind};
use super::source::{Source, first_line};
use super::{Parser, lines};

/// All words of a text are compared with each of them, until it has come.
const MOST_ABBREVIATIONS: usize = 64;

impl Parser<'_> {
    /// A footnote, a link or an abbreviation being defined.
    pub(super) fn definition(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let line = source.line();
        let found = self.footnote(source, blocks.depth) || self.link(source) || self.abbreviation(source);
        if found {
            blocks.push(Element::new(Kind::End { definition: true, marker: false }, line));
        }
        found
    }

    /// `[^name]: text`, followed by indented blocks.
    fn footnote(&mut self, source: &mut Source, depth: usize) -> bool {
        let rest = source.rest();
        let body = lines::after_optional_blanks(rest);
        let Some(named) = body.strip_prefix("[^") else { return false };
        let length = lines::name_length(named);
        let Some(text) = named.get(length..).and_then(|t| t.strip_prefix("]:")).filter(|_| length > 0) else {
            return false;
        };
        let name = named.get(..length).unwrap_or_default().to_owned();
        // The words may begin on the next line.
        let text = text.trim_start();
        let first = first_line(text);
        let more = text.get(first.len()..).unwrap_or_default();
        let size = first.len() + self.indented_length(more);
        let body: String =
            text.get(..size).unwrap_or_default().split_inclusive('\n').map(lines::without_indent).collect();
        let (line, before) = (source.line(), rest.len() - text.len());
        source.advance(before + size);
        let content = self.blocks_of(&mut Source::new(body, line), depth + 1);
        if self.notes.insert(name.clone(), content).is_none() {
            self.note_names.push(name);
        }
        true
    }

    /// `*[HTML]: Hyper Text Markup Language`: what a word stands for.
    fn abbreviation(&mut self, source: &mut Source) -> bool {
        let body = lines::after_optional_blanks(source.current());
        let found = body.strip_prefix("*[").and_then(|b| b.split_once("]:"));
        let Some((name, meaning)) = found.filter(|(name, _)| !name.is_empty()) else { return false };
        if !meaning.trim().is_empty() && self.abbreviations.len() < MOST_ABBREVIATIONS {
            self.abbreviations.push((name.to_owned(), meaning.trim().to_owned()));
        }
        source.take_line();
        true
    }

    /// `[name]: address "title"`; the title may stand on the next line.
    fn link(&mut self, source: &mut Source) -> bool {
        let line = source.current();
        let Some((name, rest)) = lines::after_optional_blanks(line).strip_prefix('[').and_then(split_name)
        else {
            return false;
        };
        let rest = rest.trim_matches([' ', '\t', '\n']);
        let angled = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        let (address, tail) = match angled {
            Some((address, tail)) => (address, tail.trim()),
            None => rest.split_at(title_start(rest).unwrap_or(rest.len())),
        };
        let (address, tail) = (address.trim().to_owned(), tail.trim());
        if angled.is_none() && (address.is_empty() || has_quoted_word(&address)) {
            return false;
        }
        let mut title = quoted(tail).map(str::to_owned);
        if title.is_none() && !tail.is_empty() {
            return false;
        }
        let name = normalise(name);
        let first = line.len();
        let next = first_line(source.rest().get(first..).unwrap_or_default());
        let next_title = quoted(next.trim()).map(str::to_owned).filter(|_| title.is_none());
        let next = next.len();
        source.advance(first);
        if next_title.is_some() {
            source.advance(next);
            title = next_title;
        }
        self.links.insert(name, (address, title.unwrap_or_default()));
        true
    }

    /// `{:name: …}`, `{::extension …}`, `{: …}` on a line of their own.
    pub(super) fn extension(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let rest = lines::after_optional_blanks(source.current());
        if !rest.starts_with("{:") {
            return false;
        }
        self.named_list(source, blocks)
            || self.block_extension(source, blocks)
            || attribute_list(source, blocks)
    }

    fn named_list(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let Some(inside) = lines::attribute_line(source.current()) else { return false };
        let length = lines::name_length(inside);
        let Some(list) = inside.get(length..).and_then(|l| l.strip_prefix(':')).filter(|_| length > 0) else {
            return false;
        };
        let name = inside.get(..length).unwrap_or_default().to_owned();
        self.lists.entry(name).or_default().read(list);
        blocks.push(Element::new(Kind::End { definition: false, marker: false }, source.line()));
        source.take_line();
        true
    }

    fn block_extension(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let line = source.current();
        let indent = line.len() - lines::after_optional_blanks(line).len();
        let Some(start) = extension_start(source.rest().get(indent..).unwrap_or_default()) else {
            return false;
        };
        let tail = source.rest().get(indent + start.length..).unwrap_or_default();
        let unended = source.unended.contains(&start.name);
        if !lines::is_blank(first_line(tail)) || !is_extension(&start.name) || unended {
            return false;
        }
        let number = source.line();
        let head = indent + start.length + first_line(tail).len();
        let Some((body, length)) = (match start.closed {
            true => Some((String::new(), head)),
            false => block_body(source.rest(), head, &start.name),
        }) else {
            source.unended.push(start.name);
            return false;
        };
        source.advance(length);
        match start.name.as_str() {
            "nomarkdown" => blocks.push(Element::with_text(Kind::Raw, format!("{body}\n"), number)),
            "options" => {
                self.set_options(&start.inside);
                blocks.push(Element::new(Kind::End { definition: false, marker: false }, number));
            }
            _ => blocks.push(Element::new(Kind::Comment, number)),
        }
        true
    }

    /// Options that the text itself sets.
    pub(super) fn set_options(&mut self, inside: &str) {
        let mut options = Attributes::default();
        options.read(inside);
        for (key, value) in options.pairs {
            if key == "parse_block_html" {
                self.block_html = value == "true";
            }
        }
    }
}

/// An attribute list: it belongs to the block above, or else to the one below.
fn attribute_list(source: &mut Source, blocks: &mut Blocks) -> bool {
    let Some(inside) = lines::attribute_line(source.current()).map(str::to_owned) else { return false };
    let line = source.line();
    source.take_line();
    let takes = |last: &Element| match last.kind {
        Kind::Blank => false,
        Kind::End { definition, .. } => definition,
        _ => true,
    };
    match blocks.done.last_mut().filter(|last| takes(last)) {
        Some(last) => {
            last.attributes.read(&inside);
            if lines::attribute_line(source.current()).is_none() {
                blocks.push(Element::new(Kind::End { definition: false, marker: false }, line));
            }
        }
        None => blocks.above.get_or_insert_default().read(&inside),
    }
    true
}

/// The start of an extension: `{::name attributes}` or `{::name /}`.
pub(super) struct ExtensionStart {
    pub(super) name: String,
    pub(super) inside: String,
    pub(super) closed: bool,
    pub(super) length: usize,
}

pub(super) fn extension_start(text: &str) -> Option<ExtensionStart> {
    let body = text.strip_prefix("{::")?;
    let end = lines::closing_brace(body)?;
    let inside = body.get(..end)?;
    let (inside, closed) = match inside.strip_suffix('/') {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    let length = inside.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(inside.len());
    let (name, inside) = inside.split_at(length);
    let clean = inside.is_empty() || inside.starts_with(char::is_whitespace);
    let (name, inside) = (name.to_owned(), inside.to_owned());
    (length > 0 && clean).then_some(ExtensionStart { name, inside, closed, length: end + 4 })
}

pub(super) fn is_extension(name: &str) -> bool {
    matches!(name, "comment" | "nomarkdown" | "options")
}

/// The body of an extension whose start ends at `head`, and the bytes of all of it.
fn block_body(text: &str, head: usize, name: &str) -> Option<(String, usize)> {
    let mut at = head;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let line = first_line(rest);
        let mark = lines::after_optional_blanks(line).trim_end();
        let inside = mark.strip_prefix("{:/").and_then(|m| m.strip_suffix('}'));
        if inside.is_some_and(|inside| inside.is_empty() || inside == name) {
            let body = text.get(head..at)?.trim_end_matches('\n').to_owned();
            return Some((body, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn split_name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(']').filter(|end| *end > 0)?;
    Some((text.get(..end)?, text.get(end..)?.strip_prefix("]:")?))
}

/// The form in which names of links are compared.
pub(super) fn normalise(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if !c.is_whitespace() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Where a title in quotes begins that ends the line.
fn title_start(text: &str) -> Option<usize> {
    let quote = text.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let blank_before =
        |at: &usize| text.get(..*at).is_some_and(|t| t.ends_with([' ', '\t']) && !t.trim().is_empty());
    text.match_indices(quote).map(|(at, _)| at).find(|at| blank_before(at) && text.len() - at > 2)
}

/// Whether a word begins with a quotation mark: such a line is text, since its title is not as it must be.
fn has_quoted_word(text: &str) -> bool {
    text.match_indices(['"', '\'']).any(|(at, _)| text.get(..at).is_some_and(|t| t.ends_with([' ', '\t'])))
}

/// The inside of a text in quotes.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text.get(1..)?.strip_suffix(quote).filter(|inside| !inside.is_empty())
}
