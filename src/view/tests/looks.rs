//! What text alone does not tell: weight, underlines and grounds of what lies over something else.

use ratatui::style::{Color, Modifier};

use super::{Drive, MARSH, POST};
use crate::app::Options;
use crate::library::samples;
use crate::screen::Screen;
use crate::text::Clean;
use crate::text::bidi::Bidi;
use crate::theme::{Depth, Theme};

fn cells(frame: &Screen) -> impl Iterator<Item = (u16, u16)> {
    let area = frame.area();
    (0..area.height).flat_map(move |y| (0..area.width).map(move |x| (x, y)))
}

#[test]
fn nothing_of_the_post_shines_through_a_pane() {
    let mut drive = Drive::new(MARSH, 100, 40).keys("enter");
    let linked =
        |frame: &Screen| cells(frame).any(|at| frame.cells[at].modifier.contains(Modifier::UNDERLINED));
    assert!(linked(&drive.frame()), "the post has links");
    let frame = drive.keys("?").frame();
    assert!(!linked(&frame), "the pane has none");
    let blank = cells(&frame).filter(|at| frame.cells[*at].symbol() == " ");
    assert!(blank.into_iter().all(|at| frame.cells[at].fg == Color::Reset), "and blanks have no colour");
}

#[test]
fn code_is_indented_alike_beside_the_list_and_alone() {
    let indent = |text: &str| {
        let before = |words: &str| text.lines().find_map(|line| line.split_once(words)).expect("in view").0;
        let at = |words: &str| before(words).chars().count();
        at("let seen") - at("On Tuesday")
    };
    let mut drive = Drive::new(MARSH, 120, 60).keys("j");
    assert_eq!(indent(&drive.text()), 4, "beside the list");
    assert_eq!(indent(&drive.keys("enter").text()), 4, "alone");
    assert_eq!(indent(&Drive::new(MARSH, 80, 60).keys("enter").text()), 2, "at 80 columns");
}

#[test]
fn a_true_colour_scheme_puts_one_ground_under_all_rows_of_a_block_of_code() {
    let mut drive = Drive::new(MARSH, 100, 60).keys("enter");
    drive.app.settle();
    let mut frame = Screen::new(100, 60);
    let theme = Theme::named("gruvbox-dark", Depth::True).unwrap();
    super::super::draw(&drive.app, &theme, &mut frame);
    let ground = theme.code_ground().unwrap();
    let row = |y: u16| (0..100).filter(|x| frame.cells[(*x, y)].bg == ground).collect::<Vec<_>>();
    let rows: Vec<Vec<u16>> = (0..60).map(row).filter(|row| !row.is_empty()).collect();
    assert_eq!(rows.len(), POST.matches("//").count() - POST.matches("://").count(), "its rows and no other");
    assert!(rows.iter().all(|row| *row == rows[0]), "from one cell to one cell: {rows:?}");
}

#[test]
fn the_usual_length_of_lines_is_that_of_the_settings() {
    // What keys made of it is remembered, and is not what `0` means.
    let options = Options { measure: 50, usual_measure: 60, ..Options::default() };
    let drive = Drive::of(samples::library(MARSH), options, 100, 24).keys("enter");
    assert!(drive.keys("0").shows("Lines of 60 cells"));
}

#[test]
fn saved_views_stand_below_those_with_keys_and_filter() {
    let views = vec![(Clean::line("nets"), Clean::line("tag:networks"))];
    let options = Options { views, ..Options::default() };
    let mut drive = Drive::of(samples::library(MARSH), options, 80, 24).keys("v");
    assert!(drive.shows("nets                     tag:networks"));
    let mut drive = drive.keys("G enter");
    assert!(drive.line(0).contains("tag:networks"));
    assert!(drive.shows("Two ways to lose a packet") && !drive.shows("A small shell"));
    let mut palette = drive.keys(":").types("view nets");
    assert!(palette.shows("The view nets"));
}

#[test]
fn text_from_right_to_left_is_seen_in_order_where_the_terminal_does_not_see_to_it() {
    let list = &["2024-03-27 שלום עולם | linux"];
    let text = "אבג דהו Rust.\n\n[זחט](https://x.example/).\n";
    let shown = |bidi| {
        let options = Options { bidi, ..Options::default() };
        Drive { text, ..Drive::of(samples::library(list), options, 80, 24) }
    };
    let mut seen = shown(Bidi::Ours);
    assert!(seen.shows("םלוע םולש"), "{}", seen.text());
    let mut seen = seen.keys("enter");
    assert!(seen.text().lines().any(|l| l.ends_with(".Rust והד גבא")), "{}", seen.text());
    let mut found = seen.keys("/").types("דהו");
    assert!(found.bottom().contains("1/1"), "{}", found.text());
    let mut read = shown(Bidi::Terminal);
    assert!(read.shows("שלום עולם"));
    let mut read = read.keys("enter");
    assert!(read.text().lines().any(|l| l.ends_with("אבג דהו Rust.")), "{}", read.text());
}

#[test]
fn a_found_sentence_from_right_to_left_is_put_in_order_as_a_whole() {
    // What stands before the words looked for, they, and what stands behind were three lines, each in an order of its own.
    let options = Options { bidi: Bidi::Ours, ..Options::default() };
    let list = Drive::of(samples::library(&["2024-03-27 Numbers"]), options, 80, 24);
    let mut found = Drive { text: "אבג 20 lorem דהו זחט.\n", ..list }.keys("S").types("20");
    assert!(found.shows("     .טחז והד lorem 20 גבא"), "{}", found.text());
}
