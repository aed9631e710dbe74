//! Blocks, in the order in which kramdown tries them.

use super::attributes::Attributes;
use super::element::{Element, Kind};
use super::source::{Source, first_line};
use super::{DEEPEST, Parser, lines};

/// Blocks being collected.
#[derive(Default)]
pub(super) struct Blocks {
    pub(super) done: Vec<Element>,
    /// The attribute list above the next block.
    pub(super) above: Option<Attributes>,
    /// The HTML element whose end tag ends these blocks.
    pub(super) inside: Option<String>,
    pub(super) depth: usize,
}

impl Blocks {
    /// Adds a block, with the attributes that stand above it.
    pub(super) fn push(&mut self, mut element: Element) {
        let takes = !matches!(element.kind, Kind::Blank | Kind::End { .. });
        if let Some(above) = self.above.as_ref().filter(|_| takes) {
            element.attributes.add(above);
        }
        self.done.push(element);
    }

    /// Whether a block may begin that a paragraph would otherwise go on over.
    pub(super) fn after_boundary(&self) -> bool {
        self.above.is_some()
            || self.done.last().is_none_or(|last| {
                last.is_blank() || last.kind == Kind::End { definition: false, marker: true }
            })
    }
}

/// Whether nothing, a blank line, an end marker or an attribute list follows.
pub(super) fn before_boundary(source: &Source) -> bool {
    let line = source.current();
    source.is_done()
        || lines::is_blank(line)
        || lines::is_end_marker(line)
        || lines::attribute_line(line).is_some()
}

impl Parser<'_> {
    /// All blocks of a text.
    pub(super) fn blocks_of(&mut self, source: &mut Source, depth: usize) -> Vec<Element> {
        let mut blocks = Blocks { depth, ..Blocks::default() };
        self.blocks(source, &mut blocks);
        blocks.done
    }

    /// Reads blocks to the end of the text, or to the end tag that they wait for; whether it was found.
    pub(super) fn blocks(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        while !source.is_done() {
            let above = blocks.above.is_some();
            if blocks.depth > DEEPEST {
                // Too deep: the rest is words, without the marks of the quotations around them.
                self.too_deep.get_or_insert(source.line());
                let words: String = source.rest().split_inclusive('\n').map(lines::without_quotes).collect();
                paragraph_of(blocks, words, source.line(), false);
                let length = source.rest().len();
                source.advance(length);
                return false;
            }
            if self.end_tag(source, blocks) {
                return true;
            }
            self.block(source, blocks);
            if above {
                blocks.above = None;
            }
        }
        false
    }

    fn block(&mut self, source: &mut Source, blocks: &mut Blocks) {
        let _ = self.blank(source, blocks)
            || self.indented_code(source, blocks)
            || self.fenced_code(source, blocks)
            || self.quote(source, blocks)
            || self.heading(source, blocks)
            || self.rule(source, blocks)
            || self.list(source, blocks)
            || self.definition_list(source, blocks)
            || self.html_block(source, blocks)
            || self.underlined_heading(source, blocks)
            || self.math(source, blocks)
            || self.table(source, blocks)
            || self.definition(source, blocks)
            || self.extension(source, blocks)
            || self.end_marker(source, blocks)
            || self.paragraph(source, blocks);
    }

    fn blank(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let line = source.line();
        let mut text = String::new();
        while !source.is_done() && lines::is_blank(source.current()) {
            text.push_str(&source.take_line());
        }
        if text.is_empty() {
            return false;
        }
        match blocks.done.last_mut() {
            Some(last) if last.is_blank() => last.text.push_str(&text),
            _ => blocks.push(Element::with_text(Kind::Blank, text, line)),
        }
        true
    }

    /// Code by indentation; lines that are not indented may follow at once ("lazy syntax").
    fn indented_code(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        if !lines::is_indented(source.current()) {
            return false;
        }
        let line = source.line();
        let length = self.indented_length(source.rest());
        let text = code_text(source.advance(length));
        blocks.push(Element::with_text(Kind::Code(String::new()), text, line));
        true
    }

    /// How many bytes of indented code, with what follows it lazily, `text` begins with.
    pub(super) fn indented_length(&self, text: &str) -> usize {
        let (mut at, mut end, mut open, mut blank) = (0, 0, false, false);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let line = first_line(rest);
            at += line.len();
            if lines::is_blank(line) {
                (blank, open) = (true, false);
            } else if lines::is_indented(line) {
                (end, open, blank) = (at, true, false);
            } else if open && !blank && !self.ends_lazy(line) {
                end = at;
            } else {
                break;
            }
        }
        end
    }

    /// Whether a line ends a block that would go on over it.
    pub(super) fn ends_lazy(&self, line: &str) -> bool {
        lines::is_blank(line)
            || lines::is_end_marker(line)
            || lines::attribute_line(line).is_some()
            || lines::is_html_edge(line)
            || self.block_island(line).is_some()
    }

    fn fenced_code(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let Some((mark, length)) = lines::fence(source.current(), self.gfm) else { return false };
        if source.unclosed.iter().any(|(m, l)| *m == mark && *l <= length) {
            return false;
        }
        let head = source.current();
        let info = lines::after_optional_blanks(head).get(length..).unwrap_or_default().trim();
        // The language is one word: with more the fence is none.
        if info.split_whitespace().nth(1).is_some() {
            return false;
        }
        let language = info.split('?').next().unwrap_or_default().to_owned();
        let body = source.rest().get(head.len()..).unwrap_or_default();
        let mut at = 0;
        while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
            let line = first_line(rest);
            if closes_fence(line, mark, length, self.gfm) {
                let number = source.line();
                let code = body.get(..at).unwrap_or_default().to_owned();
                let whole = head.len() + at + line.len();
                source.advance(whole);
                blocks.push(Element::with_text(Kind::Code(language), code, number));
                return true;
            }
            at += line.len();
        }
        source.unclosed.push((mark, length));
        false
    }

    fn quote(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        if !lines::after_optional_blanks(source.current()).starts_with('>') {
            return false;
        }
        let line = source.line();
        let mut text = String::new();
        loop {
            let one = source.take_line();
            let rest = lines::after_optional_blanks(&one);
            let bare = rest.strip_prefix('>').map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
            text.push_str(bare.unwrap_or(&one));
            if source.is_done() || self.ends_lazy(source.current()) {
                break;
            }
        }
        let mut quote = Element::new(Kind::Quote, line);
        quote.children = self.blocks_of(&mut Source::new(text, line), blocks.depth + 1);
        blocks.push(quote);
        true
    }

    fn heading(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let Some((rank, words)) = lines::heading(source.current(), self.gfm) else { return false };
        if !self.gfm && !blocks.after_boundary() {
            return false;
        }
        let (words, id) = heading_id(words);
        let bare = words.trim_end_matches('#');
        let closed = bare.len() < words.len();
        let words = match self.gfm {
            true if closed && bare.ends_with([' ', '\t']) => bare.trim_end(),
            false if closed && !bare.ends_with('\\') => bare.trim_end(),
            _ => words,
        };
        if words.is_empty() {
            return false;
        }
        let element = heading_of(rank, words, id, source.line());
        source.take_line();
        blocks.push(element);
        true
    }

    /// A heading underlined by `=` or `-`: one line after a boundary.
    fn underlined_heading(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let line = lines::after_optional_blanks(source.current());
        if !blocks.after_boundary() || line.starts_with([' ', '\t']) {
            return false;
        }
        let under = first_line(source.rest().get(source.current().len()..).unwrap_or_default());
        let bare = under.trim_end();
        let rank = match bare.chars().next() {
            Some('=') => 1,
            Some('-') => 2,
            _ => return false,
        };
        let (words, id) = heading_id(line);
        if !bare.chars().all(|c| matches!(c, '=' | '-')) || words.is_empty() {
            return false;
        }
        let element = heading_of(rank, words, id, source.line());
        source.take_line();
        source.take_line();
        blocks.push(element);
        true
    }

    fn rule(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        if !lines::is_rule(source.current()) {
            return false;
        }
        blocks.push(Element::new(Kind::Rule, source.line()));
        source.take_line();
        true
    }

    /// `$$…$$` between boundaries. `\$$` is inline mathematics at the start of a paragraph.
    fn math(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let start = source.position();
        let rest = source.rest();
        let body = lines::after_optional_blanks(rest);
        let blanks = rest.len() - body.len();
        let escaped = body.starts_with("\\$$");
        let Some(tex) = body.strip_prefix("$$").or_else(|| body.strip_prefix("\\$$")) else { return false };
        let Some(end) = tex.find("$$").filter(|_| blocks.after_boundary()) else { return false };
        if escaped {
            let after = tex.get(end + 2..).unwrap_or_default();
            if lines::is_blank(first_line(after)) {
                source.advance(blanks + 1);
            }
            return false;
        }
        let tex = tex.get(..end).unwrap_or_default().trim().to_owned();
        let line = source.line();
        source.advance(blanks + end + 4);
        source.skip_blank_tail();
        if !source.before().ends_with('\n') || !before_boundary(source) {
            source.reset(start);
            return false;
        }
        blocks.push(Element::with_text(Kind::Math, tex, line));
        true
    }

    fn end_marker(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        if !lines::is_end_marker(source.current()) {
            return false;
        }
        blocks.done.push(Element::new(Kind::End { definition: false, marker: true }, source.line()));
        source.take_line();
        true
    }

    fn paragraph(&mut self, source: &mut Source, blocks: &mut Blocks) -> bool {
        let line = source.line();
        let broken = source.before().ends_with("  \n");
        let mut text = source.take_line();
        while !source.is_done() && !self.ends_paragraph(source.current()) {
            text.push_str(&source.take_line());
        }
        paragraph_of(blocks, text, line, broken);
        true
    }

    /// Whether a paragraph ends before a line. The GFM input ends it before lists, headings, quotations and
    /// fences too (its quirk `paragraph_end`).
    fn ends_paragraph(&self, line: &str) -> bool {
        if self.ends_lazy(line) || lines::marker(line, lines::Marker::Colon, 3).is_some() {
            return true;
        }
        self.gfm
            && (lines::starts_list(line)
                || lines::heading(line, true).is_some()
                || lines::after_optional_blanks(line).starts_with('>')
                || lines::after_optional_blanks(line).starts_with("~~~")
                || starts_fence(line))
    }
}

/// Three marks of either kind, which need not be the same.
fn starts_fence(line: &str) -> bool {
    let rest = lines::after_optional_blanks(line);
    rest.chars().take_while(|c| matches!(c, '~' | '`')).count() >= 3
}

fn closes_fence(line: &str, mark: char, length: usize, gfm: bool) -> bool {
    let rest = if gfm { lines::after_optional_blanks(line) } else { line };
    let marks = rest.chars().take_while(|c| *c == mark).count();
    marks >= length && rest.get(marks..).is_some_and(lines::is_blank)
}

/// Adds words as a paragraph, or to the paragraph just before; `broken` where two blanks ended its last line.
fn paragraph_of(blocks: &mut Blocks, text: String, line: usize, broken: bool) {
    let text = text.trim_end();
    match blocks.done.last_mut() {
        Some(last) if last.is_paragraph() => {
            last.text.push_str(if broken { "  \n" } else { "\n" });
            last.text.push_str(text);
        }
        _ => blocks.push(Element::with_text(Kind::Paragraph { bare: false }, text.trim_start(), line)),
    }
}

fn heading_of(rank: u8, words: &str, id: Option<&str>, line: usize) -> Element {
    let mut element = Element::with_text(Kind::Heading(rank), words, line);
    if let Some(id) = id {
        element.attributes.set("id", id);
    }
    element
}

/// The words of a heading without the `{#id}` at their end, and the id.
fn heading_id(words: &str) -> (&str, Option<&str>) {
    let words = words.trim_end();
    let found = words.strip_suffix('}').and_then(|w| w.rsplit_once("{#"));
    match found {
        Some((before, id)) if before.ends_with([' ', '\t']) && super::tags::name_length(id) == id.len() => {
            (before.trim_end(), Some(id))
        }
        _ => (words, None),
    }
}

/// The code of indented lines: one step of indentation goes, lazy lines join the line before.
pub(super) fn code_text(lines_of_code: &str) -> String {
    let mut out = String::with_capacity(lines_of_code.len());
    for line in lines_of_code.split_inclusive('\n') {
        let lazy = !lines::is_indented(line) && !lines::is_blank(line);
        if lazy && out.ends_with('\n') {
            out.pop();
            out.push(' ');
        }
        out.push_str(lines::without_indent(line));
    }
    out
}
