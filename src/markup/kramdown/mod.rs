//! kramdown, as Jekyll uses it: a parser of its own rules, because they are not those of CommonMark.
//!
//! Where a rule is unclear, kramdown's documentation ("kramdown Syntax") and what kramdown 2.4 with its GFM input
//! makes of the text decide. As there, blocks are read first and the words in them after, when all link and
//! footnote definitions are known: [`blocks`], [`lists`], [`tables`], [`block_html`] make a tree of [`element`]s
//! whose words are still source; [`output`] walks it, reads the words by [`spans`], and writes the page.

mod attributes;
mod block_html;
mod blocks;
mod definitions;
mod element;
mod lines;
mod lists;
mod output;
mod pipes;
mod quotes;
mod source;
mod spans;
mod tables;
mod tags;

use std::collections::HashMap;

use super::build::Builder;
use super::islands::{Island, Islands};
use super::{Dialect, Emoji};
use attributes::Attributes;
use element::Element;
use source::Source;

/// Blocks may be nested this deep.
const DEEPEST: usize = 40;

/// What holds for the whole text.
struct Parser<'i> {
    /// The GFM input: fences of backticks, `~~`, paragraphs that lists and headings end.
    gfm: bool,
    /// Straight quotes become typographic ones.
    smart: bool,
    /// Dashes, dots and angles become typographic ones.
    symbols: bool,
    /// Every line break is one of the page (`hard_wrap`).
    hard_wrap: bool,
    /// Markdown is read inside HTML blocks (`parse_block_html`).
    block_html: bool,
    islands: &'i Islands,
    /// Link definitions: address and title by normalised name.
    links: HashMap<String, (String, String)>,
    /// Words and what they stand for, as long as they have not come.
    abbreviations: Vec<(String, String)>,
    /// Attribute lists by name.
    lists: HashMap<String, Attributes>,
    /// Footnotes by name.
    notes: HashMap<String, Vec<Element>>,
    /// Their names in the order of definition.
    note_names: Vec<String>,
    /// Footnotes that are mentioned and not defined, with their lines.
    missing: Vec<(usize, String)>,
    /// The first line at which blocks are nested too deep.
    too_deep: Option<usize>,
    /// Whether `> [!NOTE]` is an alert.
    alerts: bool,
    /// The levels of headings that the table of contents has, a bit for each.
    listed: u8,
    /// Whether the table of contents has its place: there is one.
    has_contents: bool,
    /// Where `:smile:` is an emoji, as the plugin jemoji makes it.
    emoji: Emoji,
    /// Steps left for reading words: bounds texts made to be read again and again.
    fuel: usize,
    /// Bytes of link definitions and attribute lists that may still be copied: bounds a long one that is named again and
    /// again.
    copied: usize,
}

/// Writes a text to a page.
pub(super) fn write(builder: &mut Builder<'_>, text: &str, gfm: bool, dialect: &Dialect, islands: &Islands) {
    let mut parser = Parser {
        gfm,
        smart: dialect.smart,
        listed: dialect.listed,
        has_contents: false,
        symbols: dialect.symbols,
        hard_wrap: dialect.hard_breaks,
        block_html: dialect.block_html,
        islands,
        links: HashMap::new(),
        abbreviations: Vec::new(),
        lists: HashMap::new(),
        notes: HashMap::new(),
        note_names: Vec::new(),
        missing: Vec::new(),
        too_deep: None,
        emoji: dialect.emoji,
        alerts: dialect.alerts,
        fuel: 4_000_000 + text.len().saturating_mul(20),
        copied: 1_000_000 + text.len().saturating_mul(4),
    };
    let mut source = Source::new(normalised(text), 1);
    let blocks = parser.blocks_of(&mut source, 0);
    output::write(&mut parser, builder, blocks);
}

/// The text with `\n` at the end of each line, the last too.
fn normalised(text: &str) -> String {
    let mut text = match memchr::memchr(b'\r', text.as_bytes()) {
        Some(_) => text.replace("\r\n", "\n").replace('\r', "\n"),
        None => text.to_owned(),
    };
    let end = text.trim_end_matches('\n').len();
    text.truncate(end);
    text.push('\n');
    text
}

impl Parser<'_> {
    /// The length of a placeholder at the start of `line`, after up to three blanks, that stands for a block.
    fn block_island(&self, line: &str) -> Option<usize> {
        let rest = lines::after_optional_blanks(line);
        let (range, number) = Islands::at_start(rest)?;
        let is_block = match self.islands.get(number)? {
            Island::Code { .. } => true,
            Island::Html(html) => {
                let html = html.trim_start();
                html.starts_with("<!--") || tags::start(html).is_some_and(|tag| !tags::is_span(&tag.name))
            }
            Island::Math { display, .. } => *display,
            Island::Text(_) | Island::Link { .. } | Island::Aside(_) => false,
        };
        is_block.then_some(line.len() - rest.len() + range.end)
    }
}
