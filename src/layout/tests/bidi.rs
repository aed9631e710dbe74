//! Text that is written from right to left stands at its side, in the order in which it is read or seen.

use std::sync::Arc;

use super::{all, flush, layout, page_with};
use crate::layout::{After, AfterRow, Front, Layout, Options, Spot};
use crate::text::Clean;
use crate::text::bidi::Bidi;

fn seen(text: &str, width: usize) -> String {
    page_with(text, Options { bidi: Bidi::Ours, ..flush(width) })
}

fn read(text: &str, width: usize) -> String {
    page_with(text, Options { bidi: Bidi::Terminal, ..flush(width) })
}

#[test]
fn a_paragraph_stands_at_the_side_at_which_it_begins() {
    assert_eq!(seen("אבג דהו זחט", 9), "  והד גבא\n      טחז");
    assert_eq!(seen("abc אבג דהו", 13), "abc והד גבא");
    assert_eq!(read("אבג דהו זחט", 9), "  אבג דהו\n      זחט");
}

#[test]
fn words_and_numbers_of_another_direction_keep_theirs() {
    assert_eq!(seen("אבג Rust 2024 דהו (זח)", 24), "  (חז) והד Rust 2024 גבא");
}

#[test]
fn what_hangs_hangs_at_the_right() {
    assert_eq!(seen("* אבג דהו זחט\n* abc", 22), "         טחז והד גבא •\n• abc");
    assert_eq!(seen("9. אבג\n10. דהו", 20), "             גבא .9\n             והד .10");
    let quote = seen("> אבג\n>\n> דהו", 20);
    assert_eq!(quote, format!("{0}גבא ▎\n{1}▎\n{0}והד ▎", " ".repeat(15), " ".repeat(19)));
}

#[test]
fn each_letter_knows_where_it_stands_in_the_text() {
    let options = Options { bidi: Bidi::Ours, ..flush(20) };
    let lines = all(&mut layout("אב גד", options));
    let (_, line) = lines.iter().find(|(_, line)| !line.is_blank()).unwrap();
    let letter = |at: usize| line.cell_of(at, options.ambiguous);
    assert_eq!([letter(0), letter(2), letter(5)], [Some(19), Some(18), Some(16)]);
    let hits = std::iter::once(0..4).collect::<Vec<_>>();
    let marked = line.with_hits(&hits, None);
    let hit: String =
        marked.spans.iter().filter(|s| s.face != line.spans[1].face).map(|s| s.text.as_str()).collect();
    assert!(hit.ends_with("בא"), "{hit:?}");
}

#[test]
fn joiners_stay() {
    let text = "می\u{200c}روم";
    assert!(read(text, 20).contains(text));
    assert_eq!(seen(text, 20).matches('\u{200c}').count(), 1);
}

#[test]
fn code_runs_from_left_to_right() {
    assert_eq!(seen("```\nlet x = 1; // אבג\n```", 30), "  let x = 1; // אבג");
}

#[test]
fn the_byline_stands_at_the_side_of_the_title() {
    let head = |title: &str, byline: &str| {
        let front = Front { title: Clean::line(title), byline: vec![Clean::line(byline)] };
        let options = Options { bidi: Bidi::Ours, ..flush(20) };
        let mut layout = Layout::new(Arc::default(), front, Vec::new(), options);
        layout.lines(Spot::default(), 2).into_iter().map(|(_, line)| line.text()).collect::<Vec<_>>()
    };
    assert_eq!(
        head("אבג", "27 March 2024"),
        [format!("{0}גבא", " ".repeat(17)), format!("{0}27 March 2024", " ".repeat(7))]
    );
    assert_eq!(head("Rush", "אבג"), ["Rush", "גבא"]);
    assert_eq!(head("", "אבג"), [format!("{0}גבא", " ".repeat(17))]);
}

#[test]
fn the_parts_of_a_byline_do_not_mix() {
    // A tag that is read from the right took the minutes behind it along.
    let head = |title: &str| {
        let byline = ["3 May 2024", "גדה", "זחט", "4 min"].map(Clean::line).to_vec();
        let front = Front { title: Clean::line(title), byline };
        let options = Options { bidi: Bidi::Ours, ..flush(40) };
        let mut layout = Layout::new(Arc::default(), front, Vec::new(), options);
        layout.lines(Spot::default(), 2).into_iter().map(|(_, line)| line.text()).nth(1).unwrap()
    };
    assert_eq!(head("Rush"), "3 May 2024 · הדג · טחז · 4 min");
    assert_eq!(head("אבג").trim_start(), "4 min · טחז · הדג · 3 May 2024");
}

#[test]
fn the_titles_after_a_post_do_not_mix() {
    // The first title turned the whole row round: the second was seen before it.
    let titles = ["אבג", "One line", "דהו"];
    let links = titles.iter().zip(0..).map(|(title, id)| (Clean::line(title), id)).collect();
    let row = AfterRow { label: Clean::line("Linked by"), detail: Clean::default(), links };
    let options = Options { bidi: Bidi::Ours, ..flush(40) };
    let mut layout = Layout::new(Arc::default(), Front::default(), Vec::new(), options);
    layout.set_after(After { rows: vec![row] });
    let lines: Vec<_> = layout.lines(Spot::default(), 9).into_iter().map(|(_, line)| line.text()).collect();
    assert_eq!(lines.last().unwrap(), "Linked by  גבא; One line; והד");
}
