//! The examples of the CommonMark and GFM specifications, whole: what our Markdown reader makes of an example is
//! what our HTML reader makes of the HTML that the specification gives for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rushlight::document::{Document, Link, Target, plain};
use rushlight::markup::{Dialect, Islands, Source, html, markdown};
use rushlight::text::Clean;

const COMMONMARK: &str = include_str!("spec/commonmark.txt");
const GFM: &str = include_str!("spec/gfm.txt");
const FENCE: &str = "````````````";

/// Markdown and HTML of each example.
fn examples(spec: &str) -> Vec<(&str, &str)> {
    let opening = format!("{FENCE} example\n");
    spec.split(&opening)
        .skip(1)
        .map(|part| {
            let (example, _) = part.rsplit_once(FENCE).expect("an example ends");
            match example.strip_prefix(".\n") {
                Some(html) => ("", html),
                None => {
                    let (markdown, html) = example.split_once("\n.\n").expect("a dot between");
                    (markdown, html)
                }
            }
        })
        .collect()
}

fn source(text: &str) -> Document {
    let dialect = Dialect { autolinks: false, emoji: false, dollar_math: false, ..Dialect::default() };
    let file = Clean::line("example");
    markdown(Source { text, file: &file, first_line: 1, islands: &Islands::default() }, &dialect)
}

fn page(text: &str) -> Document {
    let file = Clean::line("example");
    html(Source { text, file: &file, first_line: 1, islands: &Islands::default() }, &Dialect::default())
}

/// The plain text of each block, and the targets of the links.
fn shown(document: &Document) -> (Vec<String>, Vec<String>) {
    let blocks = document.blocks.iter().map(plain::text).collect();
    // The specification writes addresses per cent encoded.
    let decoded = |text: &Clean| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let target = |link: &Link| match &link.target {
        Target::Written(text) => decoded(text),
        other => format!("{other:?}"),
    };
    let links = document.links.iter().map(target).collect();
    (blocks, links)
}

fn differing(spec: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (number, (markdown, html)) in examples(spec).into_iter().enumerate() {
        let text = format!("{markdown}\n");
        let (ours, theirs) = (shown(&source(&text)), shown(&page(html)));
        if ours != theirs {
            out.push(format!("example {}: {markdown:?}\n  ours   {ours:?}\n  theirs {theirs:?}", number + 1));
        }
    }
    out
}

#[test]
fn commonmark() {
    assert_eq!(examples(COMMONMARK).len(), 652);
    let wrong = differing(COMMONMARK);
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn gfm() {
    assert!(examples(GFM).len() > 10);
    let wrong = differing(GFM);
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}
