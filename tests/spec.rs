//! The examples of the CommonMark and GFM specifications, whole: what our Markdown reader makes of an example is
//! what our HTML reader makes of the HTML that the specification gives for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use rushlight::document::{Document, Link, Target, plain};
use rushlight::layout::{Front, Layout, Options};
use rushlight::markup::{Dialect, Emoji, Islands, Source, html, markdown};
use rushlight::text::Clean;
use rushlight::text::width::Ambiguous;

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
    let dialect = Dialect { autolinks: false, emoji: Emoji::Never, dollar_math: false, ..Dialect::default() };
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

/// The words of a text, marks of ours and breaks left out.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn no_example_is_wider_than_asked_and_none_loses_a_word() {
    let mut wrong = Vec::new();
    for (markdown, _) in examples(COMMONMARK).into_iter().chain(examples(GFM)) {
        let document = Arc::new(source(&format!("{markdown}\n")));
        let words: String = document.blocks.iter().map(plain::text).collect();
        for width in [2, 7, 20, 40, 80, 120] {
            let options = Options { width, centred: false, ..Options::default() };
            let layout = Layout::new(Arc::clone(&document), Front::default(), Vec::new(), options);
            let lines: Vec<_> = layout.into_lines().collect();
            let widest = lines.iter().map(|line| line.cells(Ambiguous::Narrow)).max().unwrap_or(0);
            let shown = letters(&lines.iter().map(|line| line.text()).collect::<String>());
            let mut rest = shown.chars();
            // Numbers of lists and labels of records are ours and may stand between the words.
            let whole = letters(&words).chars().all(|c| rest.any(|other| other == c));
            if widest > width || !whole {
                wrong.push(format!("at {width}: {widest} cells, whole: {whole}\n{markdown}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.into_iter().take(5).collect::<String>());
}
