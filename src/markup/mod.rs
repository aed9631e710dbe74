//! Markup to a [`Document`]: Markdown and HTML, by the rules of a [`Dialect`].
//!
//! The dialect is all that is known here of a generator.

mod autolink;
mod build;
mod commonmark;
mod elements;
mod emoji;
mod entities;
mod goldmark;
mod html;
mod islands;
mod kramdown;
mod page;
mod read;
mod words;
mod write;

pub use islands::{Island, Islands};

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::document::Document;
use crate::problem::Problem;
use crate::text::Clean;
use build::Builder;
use page::Page;

/// Which markup rules a site uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The family of parser.
    pub flavor: Flavor,
    /// Straight quotes, `--` and `...` become typographic ones.
    pub smart: bool,
    /// kramdown sets `--`, `...` and `<<`, whether or not it sets quotes (`smart`).
    pub symbols: bool,
    /// Bare addresses become links.
    pub autolinks: bool,
    /// Whether `:smile:` becomes an emoji.
    pub emoji: Emoji,
    /// Every line break of the source is a line break of the page.
    pub hard_breaks: bool,
    /// `> [!NOTE]` is an alert in kramdown too, as Jekyll's plugins for it make it. The other flavours have alerts.
    pub alerts: bool,
    /// How headings without an id of their own get one.
    pub ids: HeadingIds,
    /// `$…$` and `\(…\)` are mathematics beside `$$…$$`.
    pub dollar_math: bool,
    /// `<!-- raw HTML -->` is dropped, as Goldmark does unless told otherwise.
    pub raw_html: bool,
    /// A line `{.class #id}` right below a block says its attributes: Goldmark's option `parser.attribute.block`.
    pub block_attributes: bool,
    /// Links by name, callouts of any kind and `==marks==`, as Obsidian has them in a folder of notes; the notices of
    /// documentation, `:::tip` and `!!! tip`.
    pub vault: bool,
    /// Markdown is read inside HTML blocks: kramdown's option `parse_block_html`.
    pub block_html: bool,
    /// The signs of Goldmark's extension `extras` that are switched on.
    pub extras: Extras,
    /// The levels of headings that kramdown's table of contents has, its option `toc_levels`: for each the bit of its number.
    pub listed: u8,
}

/// Signs that Goldmark's extension `extras` reads, each where it is switched on.
///
/// Source: <https://gohugo.io/configuration/markup/#extras>.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// `H~2~O`.
    pub subscript: bool,
    /// `x^2^`.
    pub superscript: bool,
    /// `==marked==`.
    pub mark: bool,
    /// `++inserted++`.
    pub insert: bool,
}

/// The family of parser a dialect belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flavor {
    /// CommonMark with GitHub's extensions.
    Gfm,
    /// kramdown, Jekyll's default; `gfm` is Jekyll's own input (kramdown-parser-gfm).
    Kramdown {
        /// Whether the GFM input is used.
        gfm: bool,
    },
    /// Hugo's parser.
    Goldmark,
    /// Zola's.
    Zola,
}

/// Where `:smile:` becomes an emoji.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Emoji {
    /// Nowhere.
    #[default]
    Never,
    /// Where it stands apart from words: for texts of which no generator says that they hold any. There `root:x:0` is a
    /// line of a table of passwords.
    Words,
    /// Everywhere, also inside words: the filter of html-pipeline, by which jemoji reads a page, Hugo and Zola know no words.
    Anywhere,
}

impl Emoji {
    /// Everywhere where a generator is told to, else nowhere.
    pub fn if_told(told: bool) -> Self {
        if told { Self::Anywhere } else { Self::Never }
    }
}

/// How a heading gets its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadingIds {
    /// As github.com does.
    GitHub,
    /// As kramdown does.
    Kramdown,
    /// As Zola does.
    Zola,
}

/// A text to be read as markup.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The text, front matter cut off, templates expanded.
    pub text: &'a str,
    /// The file, for problems.
    pub file: &'a Clean,
    /// The line of the file on which the text begins, from 1.
    pub first_line: usize,
    /// What its placeholders stand for.
    pub islands: &'a Islands,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            flavor: Flavor::Gfm,
            smart: false,
            symbols: true,
            autolinks: true,
            emoji: Emoji::Words,
            hard_breaks: false,
            alerts: false,
            ids: HeadingIds::GitHub,
            dollar_math: true,
            raw_html: true,
            block_attributes: false,
            vault: false,
            block_html: false,
            extras: Extras::default(),
            listed: 0b111_1110,
        }
    }
}

/// Reads Markdown. Total: any text gives a document.
pub fn markdown(source: Source<'_>, dialect: &Dialect) -> Document {
    let (page, failed) = page_of(source, dialect);
    let mut document = read::document(&page, source, dialect);
    if failed {
        let message = "the Markdown of this post breaks the parser; it is shown as plain paragraphs";
        document.problems.push(Problem::new(
            source.file,
            message,
            "look for deeply nested or unusual markup",
        ));
    }
    document
}

/// Reads HTML, as in a post whose file ends in `.html`. Total.
pub fn html(source: Source<'_>, dialect: &Dialect) -> Document {
    let mut builder = Builder::new(source.islands);
    builder.line = 1;
    html::fragment(&mut builder, source.text);
    read::document(&builder.finish(), source, dialect)
}

/// Markdown to HTML, as `markdownify` gives it.
pub fn to_html(text: &str, dialect: &Dialect) -> String {
    let source = Source { text, file: &Clean::default(), first_line: 1, islands: &Islands::default() };
    write::html(&page_of(source, dialect).0)
}

/// The page of a Markdown text, and whether the library failed and plain paragraphs had to do.
fn page_of(source: Source<'_>, dialect: &Dialect) -> (Page, bool) {
    let read = || {
        let mut builder = Builder::new(source.islands);
        match dialect.flavor {
            Flavor::Kramdown { gfm } => {
                kramdown::write(&mut builder, source.text, gfm, dialect, source.islands)
            }
            Flavor::Gfm | Flavor::Goldmark | Flavor::Zola => {
                commonmark::write(&mut builder, source.text, dialect)
            }
        }
        builder.finish()
    };
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(page) => (page, false),
        Err(_) => (plain_paragraphs(source), true),
    }
}

/// The text without any markup: what is left to do when a parser fails.
fn plain_paragraphs(source: Source<'_>) -> Page {
    let mut builder = Builder::new(source.islands);
    for paragraph in source.text.split("\n\n") {
        builder.open("p", Vec::new());
        builder.text(paragraph);
        builder.close("p");
    }
    builder.finish()
}
