//! One rule of the page after the other.

use std::sync::Arc;

use super::super::{Addresses, Front, Layout, LinkCells, Options, Spot};
use super::{addresses, all, document, flush, layout, page, page_with};
use crate::document::{Block, Document, Inline};
use crate::highlight::highlight;
use crate::role::{Role, Token, Traits};
use crate::text::width::Ambiguous;

#[test]
fn one_blank_line_between_blocks_and_none_at_the_top() {
    assert_eq!(page("a\n\n\n\nb\n\n<!-- c -->\n\nd", 20), "a\n\nb\n\nd");
}

#[test]
fn a_first_rank_has_two_blank_lines_before_it_and_one_in_a_low_pane() {
    let low = Options { rows: 23, ..flush(20) };
    assert_eq!(page("a\n\n# B\n\nc\n\n## D\n\ne", 20), "a\n\n\nB\n\nc\n\nD\ne");
    assert_eq!(page_with("a\n\n# B\n\nc\n\n## D\n\ne", low), "a\n\nB\n\nc\n\nD\ne");
}

#[test]
fn a_title_repeated_as_the_first_heading_is_shown_once() {
    let front = Front { title: "The Title".into(), byline: Vec::new() };
    let document = document("# *The* title\n\ntext\n\n## Only rank");
    let mut layout = Layout::new(Arc::new(document), front, Vec::new(), flush(20));
    let lines: Vec<String> = all(&mut layout).iter().map(|(_, line)| line.text()).collect();
    assert_eq!(lines, ["The Title", "", "text", "", "", "Only rank"]);
    assert_eq!(layout.heading(0), Some(Spot { block: 0, line: 0 }));
    assert_eq!(layout.heading(1), Some(Spot { block: 3, line: 2 }));
    assert_eq!(layout.section(Spot { block: 3, line: 2 }), Some(1));
}

#[test]
fn lists_in_tight_items_stand_close_and_code_does_not() {
    assert_eq!(page("- a\n  - b\n- c\n  ```\n  d\n  ```\n- e", 20), "• a\n  ◦ b\n• c\n\n    d\n\n• e");
}

#[test]
fn an_item_without_text_shows_its_bullet() {
    assert_eq!(page("- \n- b", 20), "•\n• b");
}

#[test]
fn inline_code_is_in_backticks_where_there_is_no_colour() {
    assert_eq!(page_with("run `a b`", Options { color: false, ..flush(20) }), "run `a b`");
    assert_eq!(page("run `a b`", 20), "run a b");
}

/// `price: ~~5~~ 6` was printed into a pipe as `price: 5 6`, which turns the meaning round.
#[test]
fn struck_text_stands_between_marks_where_it_cannot_look_struck() {
    let poor = |text, width| page_with(text, Options { strikes: false, ..flush(width) });
    assert_eq!(poor("price: ~~5~~ 6 <del>a ~~b~~</del><s> </s>", 40), "price: ~~5~~ 6 ~~a b~~");
    assert_eq!(page("price: ~~5~~ 6", 40), "price: 5 6");
    assert_eq!(poor("~~one **two** three~~\nfour", 10), "~~one two\nthree~~\nfour");
    assert_eq!(poor("| a |\n|---|\n| ~~b~~ |", 40), "a\n─────\n~~b~~");
}

/// In a pipe nothing is bold, and a heading of the second rank looked like the first line of its section.
#[test]
fn a_heading_stands_apart_where_nothing_is_styled() {
    let bare = Options { styled: false, ..flush(20) };
    assert_eq!(page_with("# A\n\nb\n\n## C\n\nd\n\n### E\n\n- f", bare), "A\n\nb\n\nC\n\nd\n\nE\n\n• f");
}

#[test]
fn addresses_after_links_but_not_after_themselves() {
    let options = Options { addresses: Addresses::Inline, ..flush(60) };
    let text = "[a](http://b.c/d), ![i](/e.png) and <http://f.g>";
    assert_eq!(page_with(text, options), "a <http://b.c/d>, ▣ i </e.png> and http://f.g");
}

#[test]
fn addresses_wait_for_the_end_of_a_word_and_stay_with_their_scheme() {
    let options = Options { addresses: Addresses::Inline, ..flush(24) };
    assert_eq!(page_with("[Ann](http://b.c)'s is one", options), "Ann’s <http://b.c> is\none");
    assert_eq!(
        page_with("and [long words](http://example.org/d)", options),
        "and long words\n<http://example.org/d>"
    );
}

#[test]
fn addresses_of_a_table_stand_below_it() {
    let options = Options { addresses: Addresses::Inline, ..flush(60) };
    let text = "| a | b |\n|---|---|\n| [c](http://d.e) | <http://f.g> and [h](http://d.e) |";
    assert_eq!(
        page_with(text, options),
        "a      b\n────   ───────────────────\nc[1]   http://f.g and h[1]\n\n[1] http://d.e"
    );
}

#[test]
fn links_in_code_are_links_and_their_addresses_stand_below() {
    let options = Options { addresses: Addresses::Inline, ..flush(60) };
    let text = "<pre>see <a href=\"http://a.b\">this</a></pre>";
    assert_eq!(page_with(text, options), "  see this\n  <http://a.b>");
    let line = layout(text, flush(60)).lines(Spot::default(), 1).remove(0).1;
    assert_eq!(line.links(Ambiguous::Narrow), [LinkCells { link: 0, cells: 6..10 }]);
}

#[test]
fn a_picture_without_words_is_named_by_its_file_where_no_address_is_printed() {
    let text = "![](/a/cat.png) and <iframe src=\"https://film.example/7\"></iframe>";
    assert_eq!(page(text, 60), "▣ cat.png and ► film.example");
    let options = Options { addresses: Addresses::Inline, ..flush(60) };
    assert_eq!(page_with(text, options), "▣ </a/cat.png> and ► <https://film.example/7>");
}

/// A logo above a name (`<img><br>Name`) left a blank before the name; badges without a blank between them ran together.
#[test]
fn a_picture_stands_apart_from_what_follows_and_no_line_begins_with_a_blank() {
    assert_eq!(page("![Logo](a.png)\\\nName", 40), "▣ Logo\nName");
    assert_eq!(page("![Logo](a.png)\nName", 40), "▣ Logo Name");
    assert_eq!(
        page("![a](a.png)![b](b.png)b and ![c](c.png)`d`, ![e](e.png).", 60),
        "▣ a ▣ b b and ▣ c d, ▣ e."
    );
    assert_eq!(page("[![a](a.svg)](http://a)[![b](b.svg)](http://b)", 40), "▣ a ▣ b");
}

#[test]
fn addresses_in_a_list_each_once() {
    let options = Options { addresses: Addresses::List, ..flush(60) };
    let text = "[a](http://b.c/d), [e](http://f.g) and [h](http://b.c/d)";
    assert_eq!(page_with(text, options), "a[1], e[2] and h[1]\n\n────\n[1] http://b.c/d\n[2] http://f.g");
    // An address that stands in the text had a number that nothing showed.
    let text = "<http://f.g> and [a](http://b.c/d)";
    assert_eq!(page_with(text, options), "http://f.g and a[1]\n\n────\n[1] http://b.c/d");
    assert_eq!(page_with("<http://f.g>", options), "http://f.g");
}

#[test]
fn an_image_in_a_link_belongs_to_both() {
    let mut layout = layout("[![alt](/i.png)](http://a.b)", flush(40));
    let line = layout.lines(Spot::default(), 1).remove(0).1;
    let links: Vec<_> =
        line.links(Ambiguous::Narrow).into_iter().map(|piece| (piece.link, piece.cells)).collect();
    assert_eq!(line.text(), "▣ alt");
    assert_eq!(links.len(), 2, "{links:?}");
}

#[test]
fn scripts_that_unicode_has_not_are_written_out() {
    assert_eq!(
        page("x<sup>2</sup> a<sub>10</sub> 1<sup>st</sup> e<sup>a long one</sup>", 60),
        "x² a₁₀ 1ˢᵗ e^(a long one)"
    );
    let ascii = Options { ascii: true, ..flush(60) };
    assert_eq!(page_with("x<sup>2</sup> a<sub>10</sub>", ascii), "x^2 a_10");
    assert_eq!(
        page("note<sup>[3]</sup>, x<sub>i,j</sub>, v<sub>limit</sub>", 60),
        "note[3], x_(i,j), v_limit"
    );
    assert_eq!(
        page("<sub>Photo by Ann</sub> and <sup>small print</sup>", 60),
        "Photo by Ann and small print"
    );
}

#[test]
fn tables_fit_then_wrap_then_become_records() {
    let text = "| name | what it is |\n|---|---|\n| one | a few words more |\n| 漢字 | |";
    assert_eq!(page(text, 30), "name   what it is\n────   ────────────────\none    a few words more\n漢字");
    assert_eq!(page(text, 18), "name  what it is\n────  ────────────\none   a few words\n      more\n\n漢字");
    assert_eq!(
        page("| name | incomprehensibilities |\n|---|---|\n| one | a few words |\n| two | |", 24),
        "name\n  incomprehensibilities\n\none\n  a few words\n\ntwo"
    );
    assert_eq!(
        page(
            "| name | incomprehensibilities | n | m |\n|---|---|---|---|\n| one | a few words | 1 | 2 |",
            24
        ),
        "name: one\nincomprehensibilities:\n  a few words\nn: 1\nm: 2"
    );
}

#[test]
fn links_of_a_header_are_in_its_records_too() {
    // `[1]` stood behind the word, and no list had its address; on the screen the word was no link.
    let text = "| name | [incomprehensible](http://a.b) | n | m |\n|---|---|---|---|\n| one | a few words | 1 | [2](http://c.d) |";
    let options = Options { addresses: Addresses::Inline, ..flush(26) };
    assert_eq!(
        page_with(text, options),
        "name: one\nincomprehensible[1]: a\n  few words\nn: 1\nm: 2[2]\n\n[1] http://a.b\n[2] http://c.d"
    );
    let mut layout = layout(text, flush(26));
    let links =
        |line: &crate::layout::Line| line.spans.iter().filter_map(|span| span.link).collect::<Vec<_>>();
    assert_eq!(all(&mut layout).iter().map(|(_, line)| links(line)).collect::<Vec<_>>()[1], [0]);
}

#[test]
fn in_records_one_sees_where_a_cell_begins() {
    // Three lines at one indent did not say which of them was the second cell.
    let text = "| Where | Incomprehensibilities | Interchangeableness |\n|---|---|---|\n| here | a few words more | and others |";
    assert_eq!(
        page(text, 24),
        "Where\n  Incomprehensibilities\n  Interchangeableness\n\nhere\n  a few words more\n  and others"
    );
    assert_eq!(
        page(text, 16),
        "Where\n  Incomprehens\n    ibilities\n  Interchangea\n    bleness\n\nhere\n  a few words\n    more\n  and others"
    );
}

#[test]
fn a_wide_comparison_is_transposed_rather_than_its_headers_said_again() {
    let text = "| Type | Precedence | Renders Markdown | Wraps | Is short |\n|---|--:|:-:|:-:|---|\n\
                | Manual | 1 | yes | yes | no |\n| Front matter | 2 | yes | no | [yes](#top) |\n";
    assert_eq!(
        page(text, 34),
        "Type          Manual  Front matter\n────────────  ──────  ────────────\nPrecedence    1       2\n\n\
         Renders       yes     yes\nMarkdown\n\nWraps         yes     no\n\nIs short      no      yes"
    );
    assert_eq!(
        page(text, 24),
        "Type\nManual   Front matter\n──────   ────────────\nPrecedence\n1        2\n\nRenders Markdown\nyes      yes\n\n\
         Wraps\nyes      no\n\nIs short\nno       yes"
    );
    for width in [24, 34] {
        let lines = all(&mut layout(text, flush(width)));
        assert!(lines.iter().map(|(_, line)| line.offset).is_sorted(), "{lines:?}");
    }
}

#[test]
fn tables_in_tables_are_set_one_below_the_other_from_the_fourth_on() {
    // Each was set twice, to be measured and to be drawn, in each cell of the one around it: 600 bytes took seconds.
    let nested = |depth: usize| (0..depth).rfold("in".to_owned(), |inner, n| table_around(&inner, n));
    assert_eq!(page(&nested(2), 20), "a0  a1   in   b1  b0");
    let deep = page(&nested(12), 30);
    let words: Vec<&str> = deep.split_whitespace().collect();
    let a = (0..12).map(|n| format!("a{n}"));
    let b = (0..12).rev().map(|n| format!("b{n}"));
    let mut expected: Vec<String> = a.chain(["in".to_owned()]).chain(b).collect();
    let mut found: Vec<String> = words.into_iter().map(str::to_owned).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected, "{deep}");
}

fn table_around(inner: &str, n: usize) -> String {
    format!("<table><tr><td>a{n}</td><td>{inner}</td><td>b{n}</td></tr></table>")
}

#[test]
fn spans_of_a_table_lose_nothing() {
    let text = "<table><tr><th>a</th><th colspan=\"2\">both</th></tr>\
                <tr><td rowspan=\"2\">tall</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>";
    assert_eq!(page(text, 40), "a      both\n────   ─   ─\ntall   1   2\n       3   4");
}

#[test]
fn tabs_are_four_cells_and_keep_their_byte() {
    let mut layout = layout("```c\n\tint\tx;\n```", flush(40));
    let line = layout.lines(Spot::default(), 1).remove(0).1;
    assert_eq!(line.text(), "      int x;");
    let bytes: Vec<_> =
        line.spans.iter().filter_map(|span| Some((span.offset?, span.text.to_string()))).collect();
    let expected = [(0, "    "), (1, "int"), (4, " "), (5, "x;")];
    assert_eq!(bytes, expected.map(|(at, text)| (at, text.to_owned())));
}

#[test]
fn colours_are_laid_over_a_row_without_changing_its_text() {
    let code = "let a = \"some text that is long enough to wrap\";";
    let mut layout = layout(&format!("```rust\n{code}\n```"), flush(30));
    let colours = highlight(code, "rust");
    for (_, line) in all(&mut layout) {
        let painted = line.with_tokens(&colours);
        assert_eq!(painted.text(), line.text());
        assert!(painted.spans.iter().any(|span| span.face.role == Role::Code(Token::Text)), "{painted:?}");
    }
}

#[test]
fn hits_are_marked_where_they_stand() {
    let mut layout = layout("one *two* three", flush(30));
    let hits = std::iter::once(2..6).collect::<Vec<_>>();
    let line = layout.lines(Spot::default(), 1).remove(0).1.with_hits(&hits, None);
    let hit: String =
        line.spans.iter().filter(|s| s.face.traits.contains(Traits::HIT)).map(|s| s.text.as_str()).collect();
    assert_eq!(hit, "e tw");
    assert_eq!(line.cell_of(4, Ambiguous::Narrow), Some(4));
}

#[test]
fn anchors_headings_links_and_notes_can_be_gone_to() {
    let text = "a [b](http://c)\n\n<a id=\"here\"></a>\n\n## D\n\ne[^1]\n\n[^1]: f";
    let mut layout = layout(text, flush(30));
    let mut at = |spot: Option<Spot>| spot.and_then(|spot| layout.line(spot)).map(|line| line.text());
    assert_eq!(at(Some(Spot { block: 1, line: 0 })).as_deref(), Some("a b"));
    let spots = [layout.link(0), layout.heading(0), layout.anchor("d"), layout.note(1)];
    let lines: Vec<_> =
        spots.into_iter().map(|spot| spot.and_then(|spot| layout.line(spot)).map(|l| l.text())).collect();
    assert_eq!(lines, ["a b", "D", "D", "¹ f"].map(|line| Some(line.to_owned())));
    assert!(layout.anchor("here").is_some() && layout.anchor("nowhere").is_none());
}

#[test]
fn per_cent_come_from_the_text() {
    let text = format!("{}\n\n{}", "word ".repeat(100), "word ".repeat(100));
    let mut layout = layout(&text, flush(50));
    let half = layout.at_percent(50);
    assert_eq!(layout.percent(half), 50);
    assert_eq!(half.block, 2);
    assert_eq!(layout.at_percent(0), layout.first());
    assert_eq!(layout.at_percent(100), layout.last());
}

#[test]
fn the_first_screen_of_a_long_post_lays_out_no_more_than_it_shows() {
    let text = "Some words of a paragraph.\n\n".repeat(10_000);
    let mut layout = layout(&text, flush(50));
    let _ = layout.lines(Spot::default(), 40);
    let _ = layout.end(40);
    assert!(layout.blocks.laid_out() < 60);
}

#[test]
fn what_costs_too_much_is_not_laid_out_ahead() {
    // Bytes alone do not tell: in a table of small cells each costs as much as twenty of them.
    let prose = "words ".repeat(2_000);
    let cells = format!("|a|b|\n|-|-|\n{}", "|1|2|\n".repeat(1_000));
    let items = "- a\n".repeat(2_000);
    let code = format!("```\n{}```\n", "}\n".repeat(2_000));
    let notes = (0..1_000).map(|n| format!("x[^{n}]\n")).chain((0..1_000).map(|n| format!("\n[^{n}]: y\n")));
    let notes: String = notes.collect();
    for huge in [&prose, &cells, &items, &code, &notes] {
        let mut layout = layout(&format!("before\n\n{huge}"), flush(50));
        assert!(layout.lines_within(Spot::default(), 4_000, 10_000).len() < 2_000);
        assert!(layout.blocks.laid_out() < 900);
        // What is laid out already costs nothing more.
        let all = layout.lines(Spot::default(), 100).len();
        assert!(layout.lines_within(Spot::default(), 100, 0).len() == all, "{}", &huge[..20]);
    }
}

#[test]
fn ideographs_of_two_source_lines_are_joined() {
    let words = |text: &str| Inline::Text(text.into());
    let content = vec![words("漢字"), Inline::SoftBreak, words("かな"), Inline::SoftBreak, words("abc")];
    let document = Document { blocks: vec![Block::Paragraph(content)], ..Document::default() };
    let mut layout = Layout::new(Arc::new(document), Front::default(), Vec::new(), flush(30));
    assert_eq!(all(&mut layout)[0].1.text(), "漢字かな abc");
}

#[test]
fn addresses_are_numbered_as_documents_number_them() {
    let document = document("[a](http://b.c)");
    assert_eq!(addresses(&document), ["http://b.c"]);
}
