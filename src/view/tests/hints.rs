//! The words that say what helps: in empty places, in the bottom line, in windows too small for anything else.

use super::{Drive, MARSH};
use crate::app::Options;
use crate::library::samples;
use crate::text::Clean;

fn marsh() -> Drive {
    Drive::new(MARSH, 80, 24)
}

#[test]
fn an_empty_view_says_what_that_means() {
    let mut starred = marsh().keys("v s");
    assert!(starred.shows("No post has a star yet."), "{}", starred.text());
    assert!(starred.shows("* gives one in the list or in a post."));
    assert!(starred.shows("h goes back, v a shows all posts."));
    assert!(!starred.shows("matches"));
    assert!(marsh().keys("A v u").shows("All posts here are read."));
    assert!(
        Drive::new(&["2024-03-27 One |"], 80, 24).keys("v d").shows("There is no draft and no coming post.")
    );
    assert!(marsh().keys("v p").shows("Nothing is wrong with any post."));
    let mut narrower = marsh().types("/is:starred tag:linux").keys("enter");
    assert!(narrower.shows("No post matches the filter."), "{}", narrower.text());
}

#[test]
fn an_empty_view_on_a_phone_has_its_words_whole() {
    insta::assert_snapshot!(Drive::new(MARSH, 40, 12).keys("v s").text());
}

#[test]
fn tags_offer_the_other_of_any_and_all() {
    let mut all = Drive::new(MARSH, 100, 24).keys("t + j +");
    assert!(all.bottom().contains("| any of"), "{}", all.bottom());
    let mut any = all.keys("|");
    assert!(any.bottom().contains("| all of"), "{}", any.bottom());
    assert!(any.keys("|").bottom().contains("| any of"));
}

#[test]
fn enter_in_a_field_says_what_it_does_there() {
    assert!(
        marsh().keys("S").bottom().contains("Enter open") && marsh().keys("S").bottom().contains("Esc leave")
    );
    assert!(marsh().keys(":").bottom().contains("Enter do  Esc leave"));
    assert!(marsh().keys(":").types("a").bottom().contains("Enter do  Esc leave"));
    assert!(marsh().types("/a").bottom().contains("Enter keep  Esc restore"));
    assert!(marsh().keys("enter").types("/a").bottom().contains("Enter keep  Esc restore"));
    assert!(marsh().types("/tag:linux").keys("enter v w").bottom().contains("Enter save  Esc leave"));
}

#[test]
fn the_menu_of_views_offers_what_can_be_done() {
    let views = vec![(Clean::line("penguins"), Clean::line("tag:linux"))];
    let options = Options { views, ..Options::default() };
    let mut own = Drive::of(samples::library(MARSH), options, 80, 24).keys("v");
    assert_eq!(own.bottom().trim(), "Enter choose  q back");
    let mut saved = own.keys("G");
    assert!(saved.bottom().contains("Enter choose  R rename  x delete  q back"), "{}", saved.bottom());
    let mut filtered = saved.keys("enter v");
    assert!(filtered.bottom().contains("Enter choose  w save  q back"), "{}", filtered.bottom());
}

#[test]
fn a_field_that_was_opened_to_type_in_is_left_with_its_pane() {
    assert!(marsh().keys(": esc").bottom().contains("Enter read"), "nothing was typed");
    assert!(marsh().keys(": backspace").bottom().contains("Enter read"));
    // The narrowing was taken back first; what was typed next were keys of the list that no one sees.
    assert!(marsh().keys(":").types("ab").keys("esc").bottom().contains("Enter read"));
    let mut named = marsh().types("/tag:linux").keys("enter v w").types("ab").keys("esc");
    assert!(named.bottom().contains("Enter read"), "{}", named.bottom());
    assert_eq!(named.left, []);
}

#[test]
fn a_share_says_of_what_it_is() {
    assert!(Drive::new(MARSH, 40, 12).keys("enter c").line(0).ends_with("share of the post"));
}

#[test]
fn a_small_window_says_as_much_as_it_has_room_for() {
    let text = |width, height| Drive::new(MARSH, width, height).text().trim_end().to_owned();
    assert_eq!(text(11, 8), "Too small:\nmake it\n12×3 or\nmore");
    assert_eq!(text(10, 3), "Make it\n12×3");
    assert_eq!(text(80, 2), "Too small: make it 12×3 or more");
    assert_eq!(text(7, 2), "Make it\n12×3");
    assert_eq!(text(9, 1), "Too small");
    assert_eq!(text(5, 1), "small");
    assert_eq!(text(3, 1), "…");
}

#[test]
fn the_help_has_its_words_whole_on_a_phone() {
    insta::assert_snapshot!(Drive::new(MARSH, 40, 12).keys("? /").types("copy").keys("enter").text());
    let mut last = Drive::new(MARSH, 40, 12).keys("? G");
    assert!(last.at_cursor().contains("around words"), "{}", last.text());
    assert!(!last.shows("…"), "{}", last.text());
}

/// What a filter may hold stood in the guide alone, which nobody opens who looks for a post.
#[test]
fn the_help_says_what_a_filter_may_hold() {
    let mut help = Drive::new(MARSH, 80, 24).keys("? /").types("posts with").keys("enter");
    assert!(help.shows("Terms of a filter") && help.shows("tag:"), "{}", help.text());
    assert!(help.shows("posts with the tag; tag:a,b has either, tag:a tag:b both"), "{}", help.text());
}

#[test]
fn what_is_said_is_never_cut_on_a_phone() {
    let mut none = Drive::new(MARSH, 40, 12).keys("enter w");
    assert_eq!(none.line(10), " No table and no block of code is in");
    assert_eq!(none.bottom(), " view");
    assert!(!none.keys("j").shows("block of code"), "and goes with the next key");
    let mut one = Drive::new(MARSH, 20, 1).keys("enter w");
    assert!(!one.text().trim().is_empty());
}

#[test]
fn a_phone_names_the_key_for_the_next_hit() {
    let mut drive = Drive::new(MARSH, 40, 12).keys("enter").types("/the").keys("enter");
    assert!(drive.bottom().contains("n next hit"), "{}", drive.bottom());
    assert!(drive.keys("esc").bottom().contains("space on"));
}

#[test]
fn escape_takes_the_narrowing_of_a_pane_back_and_then_closes_it() {
    let mut none = Drive::new(MARSH, 80, 24).keys("? /").types("zzz").keys("enter");
    assert!(none.shows("Nothing matches; Esc takes the narrowing back"));
    let mut all = none.keys("esc");
    assert!(all.shows("Read the post"), "{}", all.text());
    assert!(all.keys("esc").bottom().contains("Enter read"));
}
