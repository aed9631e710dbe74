//! Looking at where links lead without leaving.

use super::{Drive, MARSH};
use crate::app::Effect;
use crate::library::{Derived, Facts};
use crate::text::Clean;

fn end() -> Drive {
    Drive::new(MARSH, 80, 24).keys("enter G")
}

#[test]
fn a_web_address_is_shown_in_full_and_enter_opens_it() {
    let mut drive = end().keys("tab K");
    assert!(drive.shows(" Address") && drive.shows("https://counters.example/"), "{}", drive.text());
    assert!(drive.shows("tcpdump"), "the post stays in view: {}", drive.text());
    let opened = drive.keys("enter");
    assert_eq!(opened.left, [Effect::Browse(Clean::line("https://counters.example/"))]);
}

#[test]
fn a_footnote_says_what_it_says() {
    let mut drive = end().keys("tab tab K");
    assert!(drive.shows(" Footnote"), "{}", drive.text());
    assert!(drive.text().matches("Bumped in ring.c").count() >= 1);
}

#[test]
fn a_post_shows_title_date_and_first_lines() {
    let mut drive = end().keys("tab tab tab K");
    assert!(drive.shows("Clocks that disagree, and why they do"), "{}", drive.text());
    assert!(drive.shows("14 October 2023") && drive.shows("A packet can go missing"), "{}", drive.text());
    assert_eq!(drive.keys("enter").first(), "Clocks that disagree, and why they do");
}

#[test]
fn the_time_that_a_post_takes_is_told_in_minutes() {
    let mut drive = Drive::new(MARSH, 80, 24);
    let library = drive.app.library().clone();
    let mut facts = Facts::new(&library);
    let derived = Derived { words: 500, ..Derived::default() };
    library.ids().into_iter().for_each(|id| facts.add(&library, id, &derived, None));
    library.learn(facts);
    drive = drive.keys("K");
    assert!(drive.shows("tracing · 3 min"), "500 words at 230 a minute: {}", drive.text());
}

#[test]
fn in_the_list_it_is_the_selected_post() {
    let mut drive = Drive::new(MARSH, 80, 24).keys("j K");
    assert!(drive.shows("18 February 2024") && drive.shows("A packet can go missing"), "{}", drive.text());
    assert!(drive.shows("2 Jan"), "the list stays in view");
    assert!(drive.keys("j space k b").shows("A packet can go missing"), "these scroll");
}

#[test]
fn without_a_selected_link_letters_choose() {
    let mut drive = end().keys("K");
    assert!(drive.bottom().contains("Type the letters"), "{}", drive.bottom());
    assert!(drive.keys("a").shows("https://counters.example/"));
    assert!(Drive::new(MARSH, 80, 24).keys("enter K").bottom().contains("No link is in view"));
}

#[test]
fn q_only_closes_and_other_keys_act() {
    let mut closed = end().keys("tab K q");
    assert!(!closed.shows("\n Address\n") && closed.shows("See the counters"));
    assert!(end().keys("tab K").bottom().ends_with("q back"));
    assert_eq!(end().keys("tab K g").first(), "Two ways to lose a packet");
    let list = end().keys("tab K esc q");
    assert_eq!(list.app.focus(), crate::app::Focus::List);
}

#[test]
fn on_a_phone() {
    let mut drive = Drive::new(MARSH, 40, 12).keys("enter G tab K");
    assert!(drive.shows("https://source.example/"), "{}", drive.text());
}

#[test]
fn a_save_leaves_a_look_and_letters_as_they_are_until_they_are_closed() {
    // They were closed, and the key that was meant for them did something else: `q` went out of the post or of the program.
    let mut drive = end().keys("tab K");
    drive.saved("Another text.");
    assert!(drive.shows(" Address") && drive.shows("https://counters.example/"), "{}", drive.text());
    let mut closed = drive.keys("q");
    assert!(closed.shows("Another text.") && !closed.shows("https://counters.example/"), "{}", closed.text());
    let mut drive = end().keys("o");
    drive.saved("Another text.");
    assert!(drive.bottom().contains("Type the letters") && !drive.shows("Another text."), "{}", drive.text());
    let mut followed = drive.keys("a");
    assert_eq!(followed.left, [Effect::Browse(Clean::line("https://counters.example/"))], "what was in view");
    assert!(followed.shows("Another text."), "{}", followed.text());
    for letters in ["K", "w"] {
        let mut drive = end().keys(letters);
        drive.saved("Another text.");
        assert!(!drive.shows("Another text."), "{letters}: {}", drive.text());
        assert!(drive.keys("esc").app.overlay().is_none());
    }
}

#[test]
fn a_save_leaves_a_look_in_the_list() {
    let mut drive = Drive::new(MARSH, 80, 24).keys("j K");
    drive.saved("Another text.");
    assert!(drive.shows("18 February 2024"), "{}", drive.text());
    assert_eq!(drive.keys("q").left, []);
}
