//! What holds of every text at every width.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::super::{Addresses, Front, Layout, Options, Spot};
use super::{addresses, document};
use crate::document::{Block, Code, Document, Inline, Item, List, Numerals, Table, plain};
use crate::role::Role;
use crate::text::width::Ambiguous;

/// Words and marks that make blocks of every kind, and characters that are hard to measure.
const PIECES: &[&str] = &[
    "word",
    "another one",
    "incomprehensibilities",
    "https://example.org/a/long/path?with=query",
    "漢字かな交じり文。",
    "e\u{301}a\u{308}",
    "👩\u{200d}💻🇩🇪",
    "می\u{200c}خواهم",
    "\u{a0}",
    "\t",
    "  ",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n* [x] ",
    "\n# ",
    "\n## ",
    "\n```rust\n",
    "\n```\n",
    "\n    indented",
    "*",
    "**",
    "`",
    "~~",
    "[link](http://a.b/c)",
    "![image](x.png)",
    "[^1]",
    "\n\n[^1]: note\n\n",
    "\n\n| a | b |\n|---|--:|\n| 1 | two words |\n\n",
    "\n---\n",
    "<sup>2</sup>",
    "<sub>x</sub>",
    "<br>",
    "$x^2$",
    "\n\n> [!NOTE]\n> ",
    "--",
    "\"q\"",
    "&nbsp;",
    "<details><summary>s</summary>\n\n",
    "</details>\n\n",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn options() -> impl Strategy<Value = Options> {
    let links = prop_oneof![Just(Addresses::Hidden), Just(Addresses::Inline), Just(Addresses::List)];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (2usize..130, 2usize..90, flags, links).prop_map(
        |(width, measure, (centred, ascii, wide, color), addresses)| {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            Options { width, measure, centred, ascii, ambiguous, color, addresses, ..Options::default() }
        },
    )
}

fn front() -> Front {
    Front {
        title: "A title of some words".into(),
        byline: vec!["27 March 2024".into(), "linux, networks".into()],
    }
}

fn layout(document: Document, options: Options) -> Layout {
    let addresses = addresses(&document);
    Layout::new(Arc::new(document), front(), addresses, options)
}

fn every(layout: &mut Layout) -> Vec<(Spot, super::Line)> {
    layout.lines(Spot::default(), usize::MAX)
}

/// How often each character that is not a blank stands in a text.
fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut out = BTreeMap::new();
    for c in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *out.entry(c).or_default() += 1;
    }
    out
}

fn words() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        "[a-z漢字é👍 ]{0,12}".prop_map(|text| Inline::Text(text.as_str().into())),
        any::<String>().prop_map(|text| Inline::Text(text.as_str().into())),
        "[a-z -]{0,12}".prop_map(|text| Inline::Code(text.as_str().into())),
        Just(Inline::SoftBreak),
        Just(Inline::HardBreak),
    ];
    let tree = leaf.prop_recursive(3, 16, 4, |inner| {
        let inner = proptest::collection::vec(inner, 0..4);
        prop_oneof![inner.clone().prop_map(Inline::Emphasis), inner.prop_map(Inline::Strong)]
    });
    proptest::collection::vec(tree, 0..6)
}

/// Documents whose text is shown as it is: no mathematics, no scripts, no tables.
fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        words().prop_map(Block::Paragraph),
        any::<String>().prop_map(|text| Block::Code(Code { text: text.as_str().into(), ..Code::default() })),
        Just(Block::Break),
    ];
    let tree = leaf.prop_recursive(4, 24, 4, |inner| {
        let inner = proptest::collection::vec(inner, 0..4);
        let list = (
            proptest::option::of(any::<i32>()),
            any::<bool>(),
            proptest::collection::vec(inner.clone(), 0..4),
        );
        prop_oneof![
            inner.prop_map(Block::Quote),
            list.prop_map(|(start, tight, items)| {
                let number = start.unwrap_or_default();
                let items = items.into_iter().map(|blocks| Item { task: None, number, blocks }).collect();
                Block::List(List { numerals: start.map(|_| Numerals::LowerRoman), tight, items })
            }),
        ]
    });
    proptest::collection::vec(tree, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_wider_than_asked_and_links_lie_inside_their_lines(text in text(), options in options()) {
        let mut layout = layout(document(&text), options);
        for (_, line) in every(&mut layout) {
            let cells = line.cells(options.ambiguous);
            prop_assert!(cells <= options.width, "{} > {}: {:?}", cells, options.width, line.text());
            prop_assert!(line.spans.iter().all(|span| !span.text.contains(['\n', '\t'])));
            for link in line.links(options.ambiguous) {
                prop_assert!(link.cells.start < link.cells.end && link.cells.end <= cells);
                prop_assert!(link.link < layout.document().links.len());
            }
        }
    }

    #[test]
    fn every_character_is_shown_once_and_knows_where_it_comes_from(blocks in blocks(), width in 2usize..100) {
        let document = Document { blocks, ..Document::default() };
        let mut layout = layout(document, Options { width, ..Options::default() });
        let lines = every(&mut layout);
        for (n, block) in layout.document().blocks.iter().enumerate() {
            let text = plain::text(block);
            let mine = || lines.iter().filter(|(spot, _)| spot.block == n + 1).map(|(_, line)| line);
            let spans = || mine().flat_map(|line| line.spans.iter().map(move |span| (line, span)));
            let shown = spans().filter(|(_, span)| span.offset.is_some()).map(|(_, span)| span.text.as_str());
            prop_assert_eq!(letters(shown), letters(std::iter::once(text.as_str())));
            for (line, span) in spans().filter(|(_, span)| !span.text.trim().is_empty()) {
                let Some(at) = span.offset else { continue };
                let at = at + line.code.map_or(0, |row| row.start);
                let source = text.get(at..).unwrap_or_default().replace(['\n', '\t'], " ");
                prop_assert!(source.starts_with(span.text.as_str()), "{:?} at {} of {:?}", span.text, at, text);
            }
            prop_assert!(mine().map(|line| line.offset).is_sorted());
        }
    }

    #[test]
    fn tables_lose_no_word_at_any_width(
        cells in proptest::collection::vec(proptest::collection::vec("[a-z]{1,9}( [a-z]{1,9}){0,5}", 3), 1..5),
        spans in proptest::collection::vec((1usize..3, 1usize..3), 3),
        width in 2usize..80,
    ) {
        let row = |texts: &Vec<String>| {
            let cell = |(text, (columns, rows)): (&String, &(usize, usize))| crate::document::Cell {
                columns: *columns,
                rows: *rows,
                heading: false,
                blocks: vec![Block::Paragraph(vec![Inline::Text(text.as_str().into())])],
            };
            texts.iter().zip(&spans).map(cell).collect::<Vec<_>>()
        };
        let table = Table { rows: cells.iter().map(row).collect(), ..Table::default() };
        let document = Document { blocks: vec![Block::Table(table)], ..Document::default() };
        let mut layout = layout(document, Options { width, ..Options::default() });
        let lines: Vec<_> = every(&mut layout).into_iter().filter(|(spot, _)| spot.block == 1).collect();
        prop_assert!(lines.iter().all(|(_, line)| line.cells(Ambiguous::Narrow) <= width));
        let shown: Vec<String> = lines.iter().map(|(_, line)| line.text()).collect();
        prop_assert_eq!(
            letters(shown.iter().map(String::as_str)),
            letters(cells.iter().flatten().map(String::as_str))
        );
    }

    #[test]
    fn a_place_survives_another_width(text in text(), one in 2usize..120, other in 2usize..120, by in 0isize..60) {
        let document = document(&text);
        let mut first = layout(document.clone(), Options { width: one, ..Options::default() });
        let mut second = layout(document, Options { width: other, ..Options::default() });
        let start = first.first();
        let spot = first.step(start, by);
        let place = first.place(spot);
        let back = first.spot(place);
        let there = second.spot(place);
        prop_assert_eq!(first.place(back).offset, place.offset);
        prop_assert_eq!(back.block, place.block);
        let line = second.line(there);
        prop_assert!(line.is_none_or(|line| there.block != place.block || line.offset <= place.offset));
    }

    #[test]
    fn steps_go_through_all_lines_one_by_one_and_back(text in text(), width in 2usize..100) {
        let mut layout = layout(document(&text), Options { width, ..Options::default() });
        let lines = every(&mut layout);
        let first = layout.first();
        for (n, (spot, _)) in lines.iter().enumerate() {
            prop_assert_eq!(layout.step(first, n as isize), *spot);
            prop_assert_eq!(layout.step(*spot, -(n as isize)), first);
        }
        let end = layout.end(10);
        let rest = layout.lines(end, usize::MAX);
        prop_assert_eq!(rest.len(), lines.len().min(10));
    }
}

#[test]
fn heads_of_titles_are_never_code() {
    let lines = every(&mut layout(Document::default(), Options::default()));
    assert!(
        lines.iter().flat_map(|(_, line)| &line.spans).all(|span| !matches!(span.face.role, Role::Code(_)))
    );
}
