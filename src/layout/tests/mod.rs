//! Layouts read like pages: Markdown in, lines out.

mod behaviour;
mod bidi;
mod golden;
mod properties;

use std::sync::Arc;

use super::{Front, Layout, Line, Options, Spot};
use crate::document::{Document, Target};
use crate::markup::{Dialect, Islands, Source, markdown};
use crate::text::Clean;

/// The document of a Markdown text.
fn document(text: &str) -> Document {
    let dialect = Dialect { smart: true, ..Dialect::default() };
    let (file, islands) = (Clean::line("post.md"), Islands::default());
    markdown(Source { text, file: &file, first_line: 1, islands: &islands }, &dialect)
}

/// What a caller would print for each link.
fn addresses(document: &Document) -> Vec<Clean> {
    let shown = |target: &Target| match target {
        Target::Written(address) | Target::Web(address) | Target::Site(address) => address.clone(),
        Target::Anchor(_) | Target::Note(_) => Clean::default(),
    };
    document.links.iter().map(|link| shown(&link.target)).collect()
}

fn layout(text: &str, options: Options) -> Layout {
    let document = document(text);
    let addresses = addresses(&document);
    Layout::new(Arc::new(document), Front::default(), addresses, options)
}

/// Options without margins, as `print` has them.
fn flush(width: usize) -> Options {
    Options { width, measure: width, centred: false, ..Options::default() }
}

fn all(layout: &mut Layout) -> Vec<(Spot, Line)> {
    layout.lines(Spot::default(), usize::MAX)
}

/// The lines of a text at a width, as they look.
fn page(text: &str, width: usize) -> String {
    page_with(text, flush(width))
}

fn page_with(text: &str, options: Options) -> String {
    let lines = all(&mut layout(text, options));
    lines.iter().map(|(_, line)| line.text()).collect::<Vec<_>>().join("\n")
}
