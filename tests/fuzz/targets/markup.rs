//! Markdown by each dialect, and HTML.

use rushlight::document::{Document, outline, plain};
use rushlight::markup::{self, Dialect, Emoji, Flavor, Islands, Source};
use rushlight::text::Clean;

use super::{assert_clean, assert_problems, choice, text};

/// Markdown; the first byte chooses the dialect and its options.
pub fn markdown(bytes: &[u8]) {
    let (kind, bytes) = choice(bytes, 64);
    let flavor = match kind % 4 {
        0 => Flavor::Kramdown { gfm: true },
        1 => Flavor::Kramdown { gfm: false },
        2 => Flavor::Goldmark,
        _ => Flavor::Zola,
    };
    let is = |bit: usize| kind & bit != 0;
    let dialect = Dialect {
        flavor,
        smart: !is(4),
        autolinks: is(8),
        emoji: if is(16) { Emoji::Anywhere } else { Emoji::Words },
        dollar_math: is(32),
        block_attributes: is(8),
        ..Dialect::default()
    };
    let text = text(bytes);
    check(&markup::markdown(source(&text), &dialect));
    let _ = markup::to_html(&text, &dialect);
}

/// HTML as a whole post.
pub fn html(bytes: &[u8]) {
    check(&markup::html(source(&text(bytes)), &Dialect::default()));
}

fn source(text: &str) -> Source<'_> {
    static FILE: std::sync::LazyLock<Clean> = std::sync::LazyLock::new(|| Clean::line("post.md"));
    static ISLANDS: std::sync::LazyLock<Islands> = std::sync::LazyLock::new(Islands::default);
    Source { text, file: &FILE, first_line: 1, islands: &ISLANDS }
}

fn check(document: &Document) {
    assert_problems(&document.problems);
    document.blocks.iter().for_each(|block| assert_clean(&plain::text(block), true));
    let _ = outline::outline(document);
}
