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
    read(&section().repeat(sections))
}

fn read(text: &str) -> Arc<Document> {
    let (file, islands) = (Clean::line("post.md"), Islands::default());
    let source = Source { text, file: &file, first_line: 1, islands: &islands };
    Arc::new(markdown(source, &Dialect::default()))
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

/// One block of 32 kB of text of each kind: what a page is made ready by at most, `app/reader/ahead`.
#[divan::bench(args = ["prose", "marked", "chinese", "arabic", "code", "short lines", "breaks", "links", "long word", "quotes", "list", "table", "many cells"])]
fn one_block_of_32_kb(bencher: Bencher<'_, '_>, kind: &str) {
    let part = match kind {
        "prose" => "A packet can go missing in two places: on the wire, and in your head. ",
        "marked" => "A *packet* can `go` **missing**, [in](https://a.example) two ~~places~~. ",
        "chinese" => "数据包可能在两个地方丢失：在线路上，以及在你的脑海里。",
        "arabic" => "يمكن أن تضيع الحزمة في مكانين: على السلك وفي رأسك. ",
        "code" => "let seen = ring.drain().count();\n",
        "short lines" => "}\n",
        "breaks" => "a\\\n",
        "links" => "[a](https://a.example) ",
        "long word" => "abcdefghij",
        "quotes" => "> a\n>\n",
        "list" => "- a packet can go missing in two places\n",
        "table" => "| tcpdump | a packet can go missing in two places | 2024-03-12 |\n",
        _ => "|1|2|3|4|5|6|7|8|9|\n",
    };
    let repeated = part.repeat((1 << 15) / part.len());
    let text = match kind {
        "code" | "short lines" => format!("```rust\n{repeated}```\n"),
        "table" => format!("| who | what | since |\n|--|--|--|\n{repeated}"),
        "many cells" => format!("|a|b|c|d|e|f|g|h|i|\n|-|-|-|-|-|-|-|-|-|\n{repeated}"),
        _ => repeated,
    };
    let document = read(&text);
    bencher.bench_local(|| layout(&document).lines(Spot { block: 1, line: 0 }, 1));
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
