//! Posts in several languages: one row, and the way from one language to another.

use super::Drive;
use crate::app::Options;
use crate::library::{Library, samples};
use crate::text::Clean;

const POSTS: &[(&str, &str, &str)] = &[
    ("en", "a", "2024-03-27 Two ways to lose a packet | networks, linux"),
    ("de", "a", "2024-03-28 Zwei Arten, ein Paket zu verlieren | netze, linux"),
    ("fr", "a", "2024-03-29 Deux manières de perdre un paquet | linux"),
    ("en", "", "2024-02-18 The list that sorted itself | algorithms"),
    ("en", "b", "2024-01-02 A small shell | shell"),
    ("de", "b", "2024-01-02 Eine kleine Shell | shell"),
];

fn library() -> Library {
    samples::library_in(POSTS)
}

fn german(width: u16, height: u16) -> Drive {
    let options = Options { languages: vec![Clean::line("de-AT")], ..Options::default() };
    Drive::of(library(), options, width, height)
}

#[test]
fn an_article_is_one_row_and_says_how_many_languages_more_there_are() {
    insta::assert_snapshot!(german(80, 12).text());
}

#[test]
fn on_a_phone_the_title_goes_before_its_languages() {
    insta::assert_snapshot!(german(40, 8).text());
}

#[test]
fn who_asks_for_a_language_sees_all_of_it() {
    let mut drive = german(80, 24).types("/lang:en").keys("enter");
    assert!(drive.line(0).ends_with("3 of 6"), "{}", drive.line(0));
    let mut all = german(80, 24).types("/lang:*").keys("enter");
    assert!(all.line(0).ends_with("6 of 6"), "{}", all.line(0));
    assert!(all.shows("perdre un paquet                         linux  fr"), "{}", all.text());
}

#[test]
fn tags_count_articles_and_languages_count_posts() {
    let mut drive = german(80, 24).keys("t");
    assert!(drive.shows("Tags of 3 posts"), "{}", drive.text());
    assert!(drive.shows("linux           1"), "{}", drive.text());
    assert!(drive.shows("shell           1"), "{}", drive.text());
    assert!(drive.shows("en              3"), "{}", drive.text());
}

#[test]
fn a_language_is_chosen_and_back_leads_back() {
    let mut drive = german(80, 24).keys("enter T");
    assert!(drive.shows("Languages"), "{}", drive.text());
    assert!(drive.at_cursor().starts_with("▌  en"), "{}", drive.at_cursor());
    let mut english = drive.keys("enter");
    assert_eq!(english.first(), "Two ways to lose a packet");
    assert!(english.bottom().contains("Post 1 of 3"), "{}", english.bottom());
    let mut back = english.keys("h");
    assert_eq!(back.first(), "Zwei Arten, ein Paket zu verlieren");
}

#[test]
fn the_translation_opens_where_the_same_is_said() {
    let mut here = german(80, 12).keys("enter ] ] j");
    let first = here.first();
    assert_eq!(first, "A second rank stands flush on its text, no blank line after.");
    let mut there = here.keys("T enter");
    assert_eq!(there.first(), first);
    assert!(there.left.is_empty());
    let mut top = german(80, 12).keys("enter T enter");
    assert_eq!(top.first(), "Two ways to lose a packet");
}

#[test]
fn from_the_list_too_and_the_row_stays() {
    let mut drive = german(80, 24).keys("T j enter");
    assert_eq!(drive.first(), "Deux manières de perdre un paquet");
    let mut list = drive.keys("q");
    assert!(list.at_cursor().contains("Zwei Arten"), "{}", list.at_cursor());
}

#[test]
fn the_next_post_is_the_next_row() {
    let mut drive = german(80, 24).keys("enter T enter )");
    assert_eq!(drive.first(), "The list that sorted itself");
    let mut end = german(80, 40).keys("enter T enter G");
    let next = end.text().lines().find(|line| line.contains("Next")).unwrap_or_default().to_owned();
    assert!(next.contains("The list that sorted itself"), "{}", end.text());
}

#[test]
fn a_post_in_one_language_says_so() {
    let mut drive = german(80, 24).keys("j T");
    assert!(drive.bottom().contains("in one language only"), "{}", drive.bottom());
}
