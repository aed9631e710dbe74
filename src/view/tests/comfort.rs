//! Words parted at line ends, lines apart, minutes left, views of one's own, tags in two columns.

use super::{Drive, MARSH};
use crate::app::{Effect, Memory, Options};
use crate::library::samples;
use crate::text::Clean;

const GERMAN: &str = "\
Die Donaudampfschifffahrtsgesellschaft veröffentlichte Geschwindigkeitsbegrenzungen, und `Geschwindigkeitsbegrenzung` blieb ganz.

## Überschriften werden nicht getrennt, wo sie umgebrochen werden können

Mehr unter https://example.org/geschwindigkeitsbegrenzungen/veröffentlichungen und kein Staub\u{ad}becken.
";

fn german(options: Options, width: u16, height: u16) -> Drive {
    let library = samples::library_in(&[("de", "", "2024-03-27 Schifffahrt |")]);
    let mut drive = Drive::of(library, options, width, height);
    drive.text = GERMAN;
    drive
}

#[test]
fn words_are_parted_by_the_language_of_the_post_where_it_is_asked_for() {
    let options = Options { hyphenate: true, measure: 40, ..Options::default() };
    insta::assert_snapshot!(german(options, 60, 24).keys("enter").text());
    let mut whole = german(Options { measure: 40, ..Options::default() }, 60, 24).keys("enter");
    assert!(!whole.text().contains("Donaudampf-"), "{}", whole.text());
}

#[test]
fn what_is_found_does_not_know_of_hyphens() {
    let options = || Options { hyphenate: true, measure: 40, ..Options::default() };
    let mut found = german(options(), 60, 24).keys("enter").types("/schifffahrtsgesellschaft");
    assert!(found.bottom().contains("1/1"), "{}", found.bottom());
    let mut soft = german(options(), 60, 24).keys("enter").types("/staubbecken");
    assert!(soft.bottom().contains("1/1"), "{}", soft.bottom());
}

#[test]
fn lines_stand_apart_where_it_is_asked_for() {
    let options = Options { spacing: 2, ..Options::default() };
    insta::assert_snapshot!(Drive::of(samples::library(MARSH), options, 80, 30).keys("enter").text());
}

#[test]
fn the_minutes_that_are_left_go_down_to_none() {
    let options = Options { pace: 50, ..Options::default() };
    let mut drive = Drive::of(samples::library(MARSH), options, 80, 12).keys("enter");
    assert!(drive.bottom().starts_with(" Post 1 of 8 · 23% · 2 min  "), "{}", drive.bottom());
    let mut wide = drive.resize(100, 12);
    wide = wide.resize(101, 12);
    assert!(wide.bottom().contains(" · 2 min left  "), "{}", wide.bottom());
    let mut end = wide.keys("G");
    assert!(!end.bottom().contains(" min"), "{}", end.bottom());
}

#[test]
fn a_filter_is_saved_as_a_view_under_a_name() {
    let mut drive = Drive::new(MARSH, 80, 24).types("/tag:linux").keys("enter v G enter");
    assert!(drive.shows("Save this filter as:"), "{}", drive.text());
    drive = drive.types("Penguins").keys("enter");
    assert!(drive.bottom().contains("The view Penguins is tag:linux"), "{}", drive.bottom());
    let (name, query) = (Clean::line("Penguins"), Some(Clean::line("tag:linux")));
    assert_eq!(drive.left, [Effect::Remember(Memory::View { name, query })]);
    let mut again = drive.keys("v a v G enter");
    assert!(again.line(0).contains("tag:linux"), "{}", again.text());
}

#[test]
fn without_a_filter_there_is_nothing_to_save() {
    let mut drive = Drive::new(MARSH, 80, 24).keys("v");
    assert!(!drive.shows("Save this filter as"), "{}", drive.text());
    let mut said = drive.keys("w");
    assert!(said.bottom().contains("no filter to save"), "{}", said.bottom());
}

fn with_view() -> Drive {
    let views = vec![(Clean::line("penguins"), Clean::line("tag:linux"))];
    Drive::of(samples::library(MARSH), Options { views, ..Options::default() }, 80, 24)
}

#[test]
fn a_saved_view_gets_another_name_or_goes() {
    let mut renamed = with_view().keys("v G R").keys("ctrl-u").types("birds").keys("enter v");
    assert!(renamed.shows("birds") && !renamed.shows("penguins"), "{}", renamed.text());
    assert_eq!(renamed.left.len(), 2, "the old name is forgotten, the new one kept");
    let mut gone = with_view().keys("v G x");
    assert!(gone.bottom().contains("The view penguins is no more; it was tag:linux"), "{}", gone.bottom());
    let mut own = with_view().keys("v g x");
    assert!(own.bottom().contains("the program's own"), "{}", own.bottom());
}

#[test]
fn the_programs_own_names_are_taken() {
    let mut drive = Drive::new(MARSH, 80, 24).types("/tag:linux").keys("enter v w").types("Drafts");
    drive = drive.keys("enter");
    assert!(drive.bottom().contains("a view of the program already"), "{}", drive.bottom());
    assert_eq!(drive.left, []);
    // The field was gone, and the letters of the next try were keys of the list.
    let mut saved = drive.keys("ctrl-u").types("penguins").keys("enter");
    assert!(saved.bottom().contains("The view penguins is tag:linux"), "{}", saved.bottom());
}

#[test]
fn tags_have_two_columns_where_there_is_room() {
    insta::assert_snapshot!(Drive::new(MARSH, 80, 14).types("/tag:linux -tag:shell").keys("enter t").text());
}

#[test]
fn keys_go_down_a_column_and_over_to_the_other() {
    let tags = || Drive::new(MARSH, 80, 24).keys("t");
    let mut left = tags().keys("j");
    assert!(left.at_cursor().starts_with("▌  networks"), "{}", left.at_cursor());
    assert!(left.keys("l +").shows("Tags of 1 post, "));
    assert!(tags().keys("l h h").bottom().contains("Enter read"), "from the left column h closes");
    assert!(tags().keys("l l").line(0).contains("tag:"), "from the right column l takes only this");
    let mut phone = Drive::new(MARSH, 40, 12).keys("t l");
    assert!(phone.bottom().starts_with(" 1 of 4"), "one column: l takes it; {}", phone.bottom());
}
