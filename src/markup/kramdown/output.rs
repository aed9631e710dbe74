//! Elements to a page: words are read here, when all definitions are known.

use super::Parser;
use super::element::{Element, Kind, Model};
use crate::markup::build::{Attrs, Builder};
use crate::markup::page::{ALERT, AUTO_ID, CONTENTS, LISTED};
use crate::markup::{entities, html, words};

/// Writes blocks and the footnotes they need to a page.
pub(super) fn write(parser: &mut Parser<'_>, builder: &mut Builder<'_>, blocks: Vec<Element>) {
    let mut output =
        Output { parser, builder, aligns: Vec::new(), head: false, in_html: 0, in_heading: false };
    output.blocks(&blocks);
    if let Some(line) = output.parser.too_deep {
        output.builder.flatten(line);
    }
    let names = std::mem::take(&mut output.parser.note_names);
    for name in names {
        let content = output.parser.notes.get(&name).cloned().unwrap_or_default();
        output.builder.begin_note(&name);
        output.blocks(&content);
        output.builder.end_note();
    }
    for (line, name) in std::mem::take(&mut output.parser.missing).into_iter().take(100) {
        output.builder.problem(line, format!("no footnote [^{name}]"));
    }
}

struct Output<'o, 'i, 'b> {
    parser: &'o mut Parser<'i>,
    builder: &'o mut Builder<'b>,
    /// The alignments of the table being written.
    aligns: Vec<&'static str>,
    /// Whether the row being written is in its head.
    head: bool,
    /// How many HTML elements are open: in them the GFM input makes no line breaks.
    in_html: usize,
    /// Whether the words of a heading are being written.
    in_heading: bool,
}

impl Output<'_, '_, '_> {
    fn blocks(&mut self, blocks: &[Element]) {
        for block in blocks {
            self.builder.line = block.line;
            self.block(block);
        }
    }

    fn block(&mut self, block: &Element) {
        match &block.kind {
            Kind::Blank => self.builder.text("\n"),
            Kind::End { .. } | Kind::Comment => {}
            Kind::Paragraph { bare: true } => self.words(block),
            Kind::Paragraph { bare: false } => self.with_words("p", block),
            Kind::Heading(rank) => self.heading(*rank, block),
            Kind::Quote => self.quote(block),
            Kind::Code(language) => self.code(language, block),
            Kind::Rule => {
                let attributes = self.attributes(block);
                self.builder.open("hr", attributes);
            }
            Kind::Unordered => self.list("ul", block),
            Kind::Ordered => self.list("ol", block),
            Kind::Item => self.around("li", block),
            Kind::Definitions => self.around("dl", block),
            Kind::Term => self.with_words("dt", block),
            Kind::Details => self.around("dd", block),
            Kind::Math => self.builder.math(&block.text, true),
            Kind::Table(aligns) => {
                let outer = std::mem::replace(&mut self.aligns, aligns.clone());
                self.around("table", block);
                self.aligns = outer;
            }
            Kind::Head => {
                self.head = true;
                self.around("thead", block);
                self.head = false;
            }
            Kind::Body => self.around("tbody", block),
            Kind::Row => self.row(block),
            Kind::Cell => self.with_words("td", block),
            Kind::Html(name, model) => self.html(name, *model, block),
            Kind::RawText => self.builder.text(&entities::decode(&block.text)),
            Kind::Raw => html::fragment(self.builder, &block.text),
            Kind::Island => self.builder.text(&block.text),
            Kind::Text | Kind::Emphasis | Kind::Strong | Kind::Struck | Kind::CodeSpan | Kind::Link => {
                self.run(block)
            }
            Kind::Image | Kind::Break | Kind::InlineMath | Kind::Note | Kind::SpanHtml(_) => self.run(block),
        }
    }

    /// The attributes of an element, its named lists resolved.
    fn attributes(&mut self, element: &Element) -> Attrs {
        let mut pairs = element.attributes.resolved(&self.parser.lists);
        if !element.attributes.references.is_empty() {
            let bytes: usize = pairs.iter().map(|(key, value)| key.len() + value.len()).sum();
            self.parser.copied = self.parser.copied.saturating_sub(bytes);
            if self.parser.copied == 0 {
                pairs.clone_from(&element.attributes.pairs);
            }
        }
        pairs.into_iter().map(|(key, value)| (key, entities::decode(&value).into_owned())).collect()
    }

    fn around(&mut self, name: &str, block: &Element) {
        let attributes = self.attributes(block);
        self.builder.open(name, attributes);
        self.blocks(&block.children);
        self.builder.close(name);
    }

    /// A quotation, or an alert where `[!NOTE]` is its first line and the site's plugin reads that.
    fn quote(&mut self, block: &Element) {
        let alert = block.children.first().filter(|_| self.parser.alerts).and_then(alert_of);
        let Some((kind, rest)) = alert else { return self.around("blockquote", block) };
        self.builder.open("blockquote", vec![(ALERT.to_owned(), kind)]);
        let mut first = block.children[0].clone();
        first.text = rest;
        self.blocks(&[first]);
        self.blocks(block.children.get(1..).unwrap_or_default());
        self.builder.close("blockquote");
    }

    fn with_words(&mut self, name: &str, block: &Element) {
        let attributes = self.attributes(block);
        self.builder.open(name, attributes);
        self.words(block);
        self.builder.close(name);
    }

    fn heading(&mut self, rank: u8, block: &Element) {
        let name = ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(rank.clamp(1, 6)) - 1];
        let mut attributes = self.attributes(block);
        if !attributes.iter().any(|(key, _)| key == "id") {
            attributes.push((AUTO_ID.to_owned(), String::new()));
        }
        let mut classes = attributes.iter().filter(|(key, _)| key == "class").map(|(_, value)| value);
        let is_left_out = classes.any(|value| value.split_whitespace().any(|class| class == "no_toc"));
        if !is_left_out && self.parser.listed & 1 << rank.min(7) > 0 {
            attributes.push((LISTED.to_owned(), String::new()));
        }
        self.builder.open(name, attributes);
        self.in_heading = true;
        self.words(block);
        self.in_heading = false;
        self.builder.close(name);
    }

    /// A list. The first that asks for it is where the table of contents stands; the place of the footnotes is not shown.
    fn list(&mut self, name: &str, block: &Element) {
        let attributes = &block.attributes;
        if attributes.refers_to("footnotes") {
            return;
        }
        let is_contents = attributes.refers_to("toc") && !self.parser.has_contents;
        if !is_contents {
            return self.around(name, block);
        }
        self.parser.has_contents = true;
        let mut attributes = self.attributes(block);
        attributes.push((name.to_owned(), String::new()));
        self.builder.open(CONTENTS, attributes);
        self.builder.close(CONTENTS);
    }

    fn code(&mut self, language: &str, block: &Element) {
        let classes =
            block.attributes.pairs.iter().find(|(key, _)| key == "class").map(|(_, value)| value.as_str());
        let named = classes.and_then(|c| c.split_whitespace().find_map(|c| c.strip_prefix("language-")));
        let language = if language.is_empty() { named.unwrap_or_default() } else { language };
        self.builder.code_block(language, &block.text);
    }

    fn row(&mut self, row: &Element) {
        self.builder.open("tr", Vec::new());
        for (at, cell) in row.children.iter().enumerate() {
            let align = self.aligns.get(at).copied().filter(|align| !align.is_empty());
            let attributes = align.map(|align| ("align".to_owned(), align.to_owned()));
            let name = if self.head { "th" } else { "td" };
            self.builder.open(name, attributes.into_iter().collect());
            self.words(cell);
            self.builder.close(name);
        }
        self.builder.close("tr");
    }

    fn html(&mut self, name: &str, model: Model, block: &Element) {
        let attributes = self.attributes(block);
        self.builder.open(name, attributes);
        self.in_html += 1;
        if model == Model::Span {
            self.words(block);
        }
        self.blocks(&block.children);
        self.in_html -= 1;
        self.builder.close(name);
    }

    /// The words of a block.
    fn words(&mut self, block: &Element) {
        let runs = self.parser.spans(&block.text, block.line);
        for (at, run) in runs.iter().enumerate() {
            match run.kind {
                Kind::Text => self.text(&run.text, at + 1 == runs.len()),
                _ => self.run(run),
            }
        }
    }

    fn run(&mut self, run: &Element) {
        if run.line > 0 {
            self.builder.line = run.line;
        }
        match &run.kind {
            Kind::Text => self.text(&run.text, false),
            Kind::Emphasis => self.runs("em", run),
            Kind::Strong => self.runs("strong", run),
            Kind::Struck => self.runs("del", run),
            Kind::Link => self.runs("a", run),
            Kind::SpanHtml(name) => {
                self.in_html += 1;
                self.runs(name, run);
                self.in_html -= 1;
            }
            Kind::CodeSpan => {
                let attributes = self.attributes(run);
                self.builder.open("code", attributes);
                self.builder.text(&run.text);
                self.builder.close("code");
            }
            Kind::Image => {
                let attributes = self.attributes(run);
                self.builder.open("img", attributes);
            }
            Kind::Break => self.builder.open("br", Vec::new()),
            Kind::InlineMath => self.builder.math(&run.text, false),
            Kind::Note => self.builder.note(&run.text),
            Kind::Raw => html::fragment(self.builder, &run.text),
            Kind::Comment => {}
            _ => self.block(run),
        }
    }

    fn runs(&mut self, name: &str, run: &Element) {
        let attributes = self.attributes(run);
        self.builder.open(name, attributes);
        for child in &run.children {
            self.run(child);
        }
        self.builder.close(name);
    }

    /// Words. The GFM input makes line breaks of `\` at the end of a line, or of every end of a line, but not at
    /// the end of a block.
    fn text(&mut self, text: &str, last: bool) {
        let mark = match (self.parser.gfm && self.in_html == 0, self.parser.hard_wrap) {
            (true, true) => "\n",
            (true, false) => "\\\n",
            (false, _) => return self.plain(text),
        };
        if !text.contains(mark) {
            return self.plain(text);
        }
        let parts = text.split(mark).count();
        for (at, part) in text.split(mark).enumerate() {
            let end = last && at + 1 == parts && part.is_empty();
            if at > 0 && !end {
                self.builder.open("br", Vec::new());
                self.builder.text("\n");
            }
            self.plain(part);
        }
    }

    fn plain(&mut self, text: &str) {
        let text = words::emoji(text, self.parser.emoji);
        let mut rest = &*text;
        while let Some((number, at)) = self.abbreviation(rest) {
            // A browser shows it at each place; once is enough where it is written out.
            let (name, meaning) = self.parser.abbreviations.remove(number);
            self.builder.text(rest.get(..at).unwrap_or_default());
            self.builder.open("abbr", vec![("title".to_owned(), meaning)]);
            self.builder.text(&name);
            self.builder.close("abbr");
            rest = rest.get(at + name.len()..).unwrap_or_default();
        }
        self.builder.text(rest);
    }

    /// The first abbreviation in a text that is a whole word: its number and its place. What a heading says is its address, too.
    fn abbreviation(&self, text: &str) -> Option<(usize, usize)> {
        if self.in_heading {
            return None;
        }
        let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let is_word = |at: usize, name: &str| {
            let (before, after) = (text.get(..at), text.get(at + name.len()..));
            let before = before.and_then(|text| text.chars().next_back());
            !part_of_word(before) && !part_of_word(after.and_then(|text| text.chars().next()))
        };
        let place = |(name, _): &(String, String)| {
            text.match_indices(name.as_str()).map(|(at, _)| at).find(|at| is_word(*at, name))
        };
        let places = self.parser.abbreviations.iter().map(place).enumerate();
        places.filter_map(|(number, at)| Some((number, at?))).min_by_key(|(_, at)| *at)
    }
}

/// The kind of alert that a paragraph begins, and the words after its mark.
fn alert_of(paragraph: &Element) -> Option<(String, String)> {
    let (mark, rest) = paragraph.text.strip_prefix("[!")?.split_once(']')?;
    let kind = mark.to_ascii_lowercase();
    let known = matches!(kind.as_str(), "note" | "tip" | "important" | "warning" | "caution");
    (known && paragraph.is_paragraph()).then(|| (kind, rest.trim_start().to_owned()))
}
