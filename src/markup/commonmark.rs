//! CommonMark and its extensions (GFM, Goldmark, Zola): pulldown-cmark's events into a page.
//!
//! The options are chosen by hand: `Options::all` takes the old footnotes, and definition lists together with
//! heading attributes make pulldown-cmark 0.13 panic (its issue 1110), so Goldmark's attributes are read here.

mod asides;
mod code_lines;
mod lines;
mod marks;
mod notices;
mod vault;

use html5ever::{LocalName, local_name};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use pulldown_cmark::{LinkType, TextMergeWithOffset};

use super::build::{Attrs, Builder};
use super::goldmark::{heading_attributes, without_attributes};
use super::page::{ALERT, AUTO_ID};
use super::{Dialect, Flavor, html, words};
use lines::Lines;
use vault::Vault;

/// Writes a text to a page.
pub(super) fn write(builder: &mut Builder<'_>, text: &str, dialect: &Dialect) {
    // Hugo replaces emoji before Goldmark reads the text, in code too (`pageparser`).
    let text =
        &*if dialect.flavor == Flavor::Goldmark { words::emoji(text, dialect.emoji) } else { text.into() };
    let text = &*if dialect.block_attributes { without_attributes(text) } else { text.into() };
    let text = &*if dialect.vault { asides::taken_out(notices::as_callouts(text)) } else { text.into() };
    let mut lines = Lines::of(text);
    let parser = Parser::new_ext(text, options(text, dialect));
    let mut writer = Writer { builder, dialect, text, here: 0..0, state: State::default() };
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        writer.builder.line = lines.line_of(range.start);
        writer.here = range;
        writer.event(event);
    }
}

fn options(text: &str, dialect: &Dialect) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    options.set(Options::ENABLE_SMART_PUNCTUATION, dialect.smart);
    options.set(Options::ENABLE_MATH, dialect.dollar_math);
    options.set(Options::ENABLE_WIKILINKS, dialect.vault);
    options.set(Options::ENABLE_SUBSCRIPT, dialect.extras.subscript);
    options.set(Options::ENABLE_SUPERSCRIPT, dialect.extras.superscript);
    match dialect.flavor {
        Flavor::Gfm | Flavor::Kramdown { .. } => options |= Options::ENABLE_GFM,
        // Fences of colons (`:::note`) would be taken for definitions.
        Flavor::Goldmark => {
            let fences = text.lines().any(|line| line.trim_start().starts_with(":::"));
            options |= Options::ENABLE_GFM;
            options.set(Options::ENABLE_DEFINITION_LIST, !fences);
        }
        Flavor::Zola => options |= Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_GFM,
    }
    options
}

struct Writer<'w, 'a> {
    builder: &'w mut Builder<'a>,
    dialect: &'w Dialect,
    text: &'w str,
    /// The bytes of the text that the event is about.
    here: std::ops::Range<usize>,
    state: State,
}

#[derive(Default)]
struct State {
    /// The language and the text of the block of code that is being read.
    code: Option<(String, String)>,
    /// The block of raw HTML that is being read.
    html: Option<String>,
    /// The words of the image that is being read, and how many images are open.
    image: Option<(Attrs, String, usize)>,
    links: usize,
    /// The alignments of the table, the column, and whether the row is its header.
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
    /// Words of a heading that may turn out to be its attributes.
    heading: Option<String>,
    vault: Vault,
}

impl Writer<'_, '_> {
    fn event(&mut self, event: Event<'_>) {
        if let Some((_, words, _)) = &mut self.state.image
            && !matches!(event, Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image))
        {
            return words_of(&event, words);
        }
        if self.dialect.vault && self.is_of_vault(&event) {
            return;
        }
        if !matches!(event, Event::Text(_) | Event::End(TagEnd::Heading(_))) {
            self.release();
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                self.builder.open(local_name!("code"), Vec::new());
                self.builder.text(&code);
                self.builder.close("code");
            }
            Event::InlineMath(tex) => self.builder.math(&tex, false),
            Event::DisplayMath(tex) => self.display_math(&tex),
            Event::Html(text) => self.html(&text),
            // Goldmark's typographer reads `<<` before it looks for tags.
            Event::InlineHtml(text) if self.guillemets() && self.before() == Some('<') => self.text(&text),
            Event::InlineHtml(text) => self.inline_html(&text),
            Event::FootnoteReference(name) => self.builder.note(&name),
            Event::SoftBreak if self.dialect.hard_breaks => self.builder.open(local_name!("br"), Vec::new()),
            Event::SoftBreak => self.builder.text("\n"),
            Event::HardBreak => self.builder.open(local_name!("br"), Vec::new()),
            Event::Rule => self.builder.open(local_name!("hr"), Vec::new()),
            Event::TaskListMarker(checked) => self.task(checked),
        }
    }

    fn task(&mut self, checked: bool) {
        let mut attrs = vec![("type".to_owned(), "checkbox".to_owned())];
        if checked {
            attrs.push(("checked".into(), String::new()));
        }
        self.builder.open("input", attrs);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.state.code {
            code.push_str(text);
        } else if let Some(html) = &mut self.state.html {
            html.push_str(text);
        } else if let Some(held) = &mut self.state.heading {
            held.push_str(text);
        } else {
            let around = words::Around {
                linked: self.state.links > 0,
                source: self.text.get(self.here.clone()).unwrap_or_default(),
            };
            if self.marked(text, around) {
                return;
            }
            match self.guillemets() && (text.contains("<<") || text.contains(">>")) {
                true => {
                    let text = text.replace("<<", "«").replace(">>", "»");
                    words::write(self.builder, &text, self.dialect, around);
                }
                false => words::write(self.builder, text, self.dialect, around),
            }
        }
    }

    /// Whether `<<` and `>>` become quotation marks.
    fn guillemets(&self) -> bool {
        self.dialect.smart && self.dialect.flavor == Flavor::Goldmark
    }

    /// The character of the source in front of the event.
    fn before(&self) -> Option<char> {
        self.text.get(..self.here.start).and_then(|t| t.chars().next_back())
    }

    /// Writes the words of a heading that were held back: more follows, so they are no attributes.
    fn release(&mut self) {
        if let Some(held) = &mut self.state.heading {
            let text = std::mem::take(held);
            words::write(self.builder, &text, self.dialect, self.around_heading());
        }
    }

    fn around_heading(&self) -> words::Around<'static> {
        words::Around { linked: self.state.links > 0, ..words::Around::default() }
    }

    /// `$$…$$` that fills its paragraph stands on a line of its own; the page breaks the line elsewhere too.
    fn display_math(&mut self, tex: &str) {
        self.builder.math(tex, true);
    }

    fn html(&mut self, text: &str) {
        match &mut self.state.html {
            Some(html) => html.push_str(text),
            None => self.inline_html(text),
        }
    }

    fn inline_html(&mut self, text: &str) {
        if self.dialect.raw_html {
            html::fragment(self.builder, text);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open(local_name!("p")),
            Tag::Heading { level, id, .. } => self.heading(level as usize, id),
            Tag::BlockQuote(kind) => self.quote(kind),
            Tag::CodeBlock(kind) => self.state.code = Some((language(kind), String::new())),
            Tag::HtmlBlock => self.state.html = Some(String::new()),
            Tag::List(Some(start)) => self.builder.open("ol", vec![("start".into(), start.to_string())]),
            Tag::List(None) => self.open(local_name!("ul")),
            Tag::Item => self.open(local_name!("li")),
            Tag::FootnoteDefinition(name) => self.builder.begin_note(&name),
            Tag::DefinitionList => self.open(local_name!("dl")),
            Tag::DefinitionListTitle => self.open(local_name!("dt")),
            Tag::DefinitionListDefinition => self.open(local_name!("dd")),
            Tag::Table(columns) => {
                self.state.columns = columns;
                self.open(local_name!("table"));
            }
            Tag::TableHead => {
                (self.state.head, self.state.column) = (true, 0);
                self.open(local_name!("thead"));
                self.open(local_name!("tr"));
            }
            Tag::TableRow => {
                (self.state.head, self.state.column) = (false, 0);
                self.open(local_name!("tr"));
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.open(local_name!("em")),
            Tag::Strong => self.open(local_name!("strong")),
            Tag::Strikethrough => self.open(local_name!("del")),
            Tag::Superscript => self.open(local_name!("sup")),
            Tag::Subscript => self.open(local_name!("sub")),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, dest_url, title),
            Tag::Image { link_type, dest_url, title, .. } => {
                self.embed(link_type, &dest_url);
                self.image(dest_url, title);
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn open(&mut self, name: LocalName) {
        self.builder.open(name, Vec::new());
    }

    fn heading(&mut self, level: usize, id: Option<CowStr<'_>>) {
        let attr = match id {
            Some(id) => ("id".to_owned(), id.to_string()),
            None => (AUTO_ID.to_owned(), String::new()),
        };
        self.builder.open(["h1", "h2", "h3", "h4", "h5", "h6"][(level.max(1) - 1).min(5)], vec![attr]);
        if self.dialect.flavor == Flavor::Goldmark {
            self.state.heading = Some(String::new());
        }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        if kind.is_none() && self.dialect.vault && self.callout() {
            return;
        }
        let kind = kind.map(|kind| match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        });
        let attrs = kind.map(|kind| (ALERT.to_owned(), kind.to_owned()));
        self.builder.open("blockquote", attrs.into_iter().collect());
    }

    fn cell(&mut self) {
        let align = match self.state.columns.get(self.state.column) {
            Some(Alignment::Left) => Some("left"),
            Some(Alignment::Center) => Some("center"),
            Some(Alignment::Right) => Some("right"),
            Some(Alignment::None) | None => None,
        };
        self.state.column += 1;
        let attrs = align.map(|align| ("align".to_owned(), align.to_owned()));
        let name = if self.state.head { local_name!("th") } else { local_name!("td") };
        self.builder.open(name, attrs.into_iter().collect());
    }

    fn link(&mut self, kind: LinkType, target: CowStr<'_>, title: CowStr<'_>) {
        if let LinkType::WikiLink { has_pothole } = kind {
            self.state.links += 1;
            return self.link_by_name(&target, has_pothole);
        }
        let target = match kind {
            LinkType::Email => format!("mailto:{target}"),
            _ => target.to_string(),
        };
        self.state.links += 1;
        self.builder.open(local_name!("a"), attrs("href", &target, &title));
    }

    fn image(&mut self, target: CowStr<'_>, title: CowStr<'_>) {
        match &mut self.state.image {
            Some((_, _, open)) => *open += 1,
            None => self.state.image = Some((attrs("src", &target, &title), String::new(), 1)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.builder.close("p"),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => self.builder.close("blockquote"),
            TagEnd::CodeBlock => {
                if let Some((language, text)) = self.state.code.take() {
                    self.builder.code_block(&language, &text);
                }
            }
            TagEnd::HtmlBlock => {
                let html = self.state.html.take().unwrap_or_default();
                self.inline_html(&html);
            }
            TagEnd::List(true) => self.builder.close("ol"),
            TagEnd::List(false) => self.builder.close("ul"),
            TagEnd::Item => self.builder.close("li"),
            TagEnd::FootnoteDefinition => self.builder.end_note(),
            TagEnd::DefinitionList => self.builder.close("dl"),
            TagEnd::DefinitionListTitle => self.builder.close("dt"),
            TagEnd::DefinitionListDefinition => self.builder.close("dd"),
            TagEnd::Table => self.builder.close("table"),
            TagEnd::TableHead => self.builder.close("thead"),
            TagEnd::TableRow => self.builder.close("tr"),
            TagEnd::TableCell => self.builder.close(if self.state.head { "th" } else { "td" }),
            TagEnd::Emphasis => self.builder.close("em"),
            TagEnd::Strong => self.builder.close("strong"),
            TagEnd::Strikethrough => self.builder.close("del"),
            TagEnd::Superscript => self.builder.close("sup"),
            TagEnd::Subscript => self.builder.close("sub"),
            TagEnd::Link => {
                self.state.links = self.state.links.saturating_sub(1);
                self.builder.close("a");
            }
            TagEnd::Image => self.end_image(),
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Ends a heading, for Goldmark without the attributes at its end.
    fn end_heading(&mut self) {
        if let Some(held) = self.state.heading.take() {
            let (text, id) = heading_attributes(&held);
            if let Some(id) = id {
                self.builder.heading_attr("id", id);
            }
            words::write(self.builder, text, self.dialect, self.around_heading());
        }
        self.builder.close("h1");
    }

    fn end_image(&mut self) {
        let Some((mut attrs, words, open)) = self.state.image.take() else { return };
        if open > 1 {
            self.state.image = Some((attrs, words, open - 1));
            return;
        }
        if self.embedded(&words) {
            return;
        }
        let words = if self.dialect.vault { vault::without_size(&words) } else { &words };
        attrs.push(("alt".into(), words.to_owned()));
        self.builder.open("img", attrs);
    }
}

fn attrs(key: &str, target: &str, title: &str) -> Attrs {
    let mut attrs = vec![(key.to_owned(), target.to_owned())];
    if !title.is_empty() {
        attrs.push(("title".into(), title.to_owned()));
    }
    attrs
}

/// The words that an event inside an image gives its description.
fn words_of(event: &Event<'_>, words: &mut String) {
    match event {
        Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
            words.push_str(text);
        }
        Event::SoftBreak | Event::HardBreak => words.push(' '),
        _ => {}
    }
}

/// The language of a fence: its first word, without what highlighters are told beside it.
fn language(kind: CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Indented => String::new(),
        CodeBlockKind::Fenced(info) => {
            let word = info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{')).next();
            word.unwrap_or_default().trim_start_matches('.').to_owned()
        }
    }
}
