//! How long it takes to lay out a post, and to show the first screen of a very long one.

use std::sync::Arc;

use divan::Bencher;
use rushlight::document::Document;
use rushlight::highlight::highlight;
use rushlight::layout::{Front, Layout, Options, Spot};
use rushlight::markup::{Dialect, Islands, Source, markdown};
use rushlight::text::Clean;

fn main() {
    divan::main();
}

/// A section of 150 words with emphasis, links, a list and code.
fn section() -> String {
    let prose = "A packet can go *missing* in two places: on the wire, and **in your head**. \
                 See [the counters](https://example.org/counters) and `ring.drain()` for more of it. ";
    let code = "```rust\nlet seen = ring.drain().count();\nassert_eq!(seen, sent);\n```\n";
    format!("## What we saw\n\n{}\n\n- one item\n- another item\n\n{code}\n", prose.repeat(6))
}

fn document(sections: usize) -> Arc<Document> {
    let (file, islands) = (Clean::line("post.md"), Islands::default());
    let text = section().repeat(sections);
    Arc::new(markdown(
        Source { text: &text, file: &file, first_line: 1, islands: &islands },
        &Dialect::default(),
    ))
}

fn layout(document: &Arc<Document>) -> Layout {
    Layout::new(Arc::clone(document), Front::default(), Vec::new(), Options::default())
}

#[divan::bench]
fn a_post_of_1500_words(bencher: Bencher<'_, '_>) {
    let document = document(10);
    bencher.bench_local(|| layout(&document).into_lines().count());
}

#[divan::bench]
fn the_first_screen_of_a_megabyte(bencher: Bencher<'_, '_>) {
    let document = document(900);
    bencher.bench_local(|| layout(&document).lines(Spot::default(), 60));
}

#[divan::bench]
fn the_last_screen_of_a_megabyte(bencher: Bencher<'_, '_>) {
    let document = document(900);
    bencher.bench_local(|| layout(&document).end(60));
}

#[divan::bench(sample_count = 10)]
fn a_megabyte_whole(bencher: Bencher<'_, '_>) {
    let document = document(900);
    bencher.bench_local(|| layout(&document).into_lines().count());
}

#[divan::bench(sample_count = 10)]
fn a_paragraph_of_a_megabyte(bencher: Bencher<'_, '_>) {
    let (file, islands) = (Clean::line("post.md"), Islands::default());
    let text = "some words, and a few longer ones ".repeat(30_000);
    let source = Source { text: &text, file: &file, first_line: 1, islands: &islands };
    let document = Arc::new(markdown(source, &Dialect::default()));
    bencher.bench_local(|| layout(&document).into_lines().count());
}

#[divan::bench]
fn the_colours_of_a_page_of_code(bencher: Bencher<'_, '_>) {
    let code = "fn main() { let x: u8 = call(\"a string\", 42); } // why\n".repeat(40);
    bencher.bench_local(|| highlight(&code, "rust"));
}
