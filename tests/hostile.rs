//! Markup made to hang, to eat memory or to overflow the stack: each gives a document. Time is not asserted; a text
//! of these that is read in more than linear time keeps this file from ending.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rushlight::markup::{Dialect, Flavor, Islands, Source, html, markdown, to_html};
use rushlight::text::Clean;

fn read(text: &str) {
    let file = Clean::line("hostile");
    for flavor in [Flavor::Kramdown { gfm: true }, Flavor::Goldmark] {
        let dialect = Dialect { flavor, smart: true, ..Dialect::default() };
        markdown(Source { text, file: &file, first_line: 1, islands: &Islands::default() }, &dialect);
        to_html(text, &dialect);
    }
    html(Source { text, file: &file, first_line: 1, islands: &Islands::default() }, &Dialect::default());
}

#[test]
fn attributes_by_the_thousand() {
    let attributes: String = (0..20_000).map(|n| format!(" a{n}=\"x\"")).collect();
    read(&format!("<p{attributes}>text</p>\n"));
}

#[test]
fn elements_nested_a_hundred_thousand_deep() {
    read(&"<div>".repeat(100_000));
    read(&"<div>\n\n".repeat(5_000));
    read(&"<div markdown=\"1\">\n".repeat(5_000));
    read(&"<b>".repeat(10_000));
    read(&"<table><tr><td>".repeat(5_000));
}

#[test]
fn quotations_nested_fifty_thousand_deep() {
    read(&format!("{} x\n", ">".repeat(50_000)));
}

#[test]
fn what_opens_and_never_closes() {
    for open in [
        "[",
        "![a",
        "[a](",
        "*a ",
        "**a *b ",
        "_a __b ",
        "~~a ",
        "<!-- ",
        "<a href=\"",
        "</div",
        "$$a $",
        "{:",
        "{::comment}\n",
    ] {
        read(&open.repeat(3_000));
    }
}

#[test]
fn ten_thousand_footnotes() {
    let notes: String = (0..10_000).map(|n| format!("a[^{n}]\n\n[^{n}]: note {n}\n\n")).collect();
    read(&notes);
}

#[test]
fn cells_that_span_a_billion_columns() {
    read(&"<table><tr><td colspan=999999999 rowspan=99999999>x</td></tr></table>\n".repeat(1_000));
}

#[test]
fn lists_nested_hundreds_deep() {
    let list: String = (0..400).map(|n| format!("{}* a\n", "  ".repeat(n))).collect();
    read(&list);
}
