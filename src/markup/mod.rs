//! Markup to a [`Document`]: Markdown and HTML, by the rules of a [`Dialect`].
//!
//! The dialect is all that is known here of a generator.

mod islands;

pub use islands::{Island, Islands};

use crate::document::Document;
use crate::text::Clean;

/// Which markup rules a site uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The family of parser.
    pub flavor: Flavor,
    /// Straight quotes, `--` and `...` become typographic ones.
    pub smart: bool,
    /// Bare addresses become links.
    pub autolinks: bool,
    /// `:smile:` becomes an emoji.
    pub emoji: bool,
    /// Every line break of the source is a line break of the page.
    pub hard_breaks: bool,
    /// How headings without an id of their own get one.
    pub ids: HeadingIds,
    /// `$…$` and `\(…\)` are mathematics beside `$$…$$`.
    pub dollar_math: bool,
    /// `<!-- raw HTML -->` is dropped, as Goldmark does unless told otherwise.
    pub raw_html: bool,
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
            autolinks: true,
            emoji: true,
            hard_breaks: false,
            ids: HeadingIds::GitHub,
            dollar_math: true,
            raw_html: true,
        }
    }
}

/// Reads Markdown. Total: any text gives a document.
pub fn markdown(source: Source<'_>, dialect: &Dialect) -> Document {
    let _ = (source, dialect);
    Document::default()
}

/// Reads HTML, as in a post whose file ends in `.html`. Total.
pub fn html(source: Source<'_>, dialect: &Dialect) -> Document {
    let _ = (source, dialect);
    Document::default()
}
