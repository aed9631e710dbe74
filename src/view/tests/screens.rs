//! Whole windows at the four sizes that matter.

use super::{Drive, MARSH};

fn at(width: u16, height: u16, keys: &str) -> String {
    Drive::new(MARSH, width, height).keys(keys).text()
}

#[test]
fn the_list_on_a_phone() {
    insta::assert_snapshot!(at(40, 12, ""));
}

#[test]
fn the_list() {
    insta::assert_snapshot!(at(80, 24, ""));
}

#[test]
fn the_list_with_a_preview() {
    insta::assert_snapshot!(at(120, 40, ""));
}

#[test]
fn the_list_in_a_large_window() {
    insta::assert_snapshot!(at(200, 60, ""));
}

#[test]
fn a_post_on_a_phone() {
    insta::assert_snapshot!(at(40, 12, "enter"));
}

#[test]
fn a_post() {
    insta::assert_snapshot!(at(80, 24, "enter"));
}

#[test]
fn a_post_at_its_end() {
    insta::assert_snapshot!(at(80, 24, "enter G"));
}

#[test]
fn a_post_has_the_window() {
    insta::assert_snapshot!(at(120, 40, "enter"));
}

#[test]
fn a_post_in_a_large_window() {
    insta::assert_snapshot!(at(200, 60, "enter"));
}

#[test]
fn drafts_and_coming_posts() {
    insta::assert_snapshot!(at(80, 12, "v d"));
}

#[test]
fn tags() {
    insta::assert_snapshot!(at(80, 16, "t + j j -"));
}

#[test]
fn help_on_a_phone() {
    insta::assert_snapshot!(at(40, 12, "?"));
}

#[test]
fn orders() {
    insta::assert_snapshot!(at(80, 24, "s"));
}

#[test]
fn sorted_by_title() {
    insta::assert_snapshot!(at(80, 24, "s t"));
}

#[test]
fn letters_on_links() {
    insta::assert_snapshot!(at(80, 24, "enter G o"));
}

#[test]
fn in_ascii() {
    let options = crate::app::Options { ascii: true, ..Default::default() };
    let library = crate::library::samples::library(MARSH);
    insta::assert_snapshot!(Drive::of(library, options, 80, 24).keys("").text());
}
