//! What stands after the end of a post.

use super::{Drive, MARSH};
use crate::app::keymap::chord;
use crate::app::{Effect, Options};
use crate::library::{Library, samples};
use crate::screen::Event;
use crate::text::Clean;

fn end() -> Drive {
    Drive::new(MARSH, 80, 24).keys("enter G")
}

#[test]
fn next_related_and_address() {
    let text = end().text();
    let panel: Vec<&str> = text.lines().skip_while(|line| !line.contains("Next")).take(3).collect();
    assert_eq!(
        panel,
        [
            "       Next     18 Feb 2024   The list that sorted itself",
            "       Related  1 post        Reading strace like prose",
            "       Address  https://marsh.example/two-ways-to-lose-a-packet/",
        ]
    );
}

#[test]
fn the_first_space_shows_it_whole_and_a_second_press_opens_the_next() {
    let mut drive = Drive::new(MARSH, 80, 24).keys("enter space");
    assert!(drive.shows("Next"), "{}", drive.text());
    assert_eq!(drive.keys("space").first(), "The list that sorted itself");
}

#[test]
fn its_links_can_be_selected_followed_and_come_back_from() {
    let text = "https://marsh.example/two-ways-to-lose-a-packet/";
    let drive = end().keys("G tab tab tab tab tab");
    assert!(drive.app.reader().page().unwrap().link().is_some());
    let mut next = end().keys("tab tab tab tab tab enter");
    assert_eq!(next.first(), "The list that sorted itself");
    assert!(next.keys("h").shows("* * *"));
    assert!(end().frame().targets.contains(&Clean::line(text)));
    let browsed = end().keys("tab tab tab tab tab tab tab tab enter");
    assert_eq!(browsed.left, [Effect::Browse(Clean::line(text))]);
}

#[test]
fn a_series_says_which_part_and_what_follows() {
    let mut posts = ["2024-03-01 One |", "2024-03-02 Two |", "2024-03-03 Three |"].map(samples::post);
    posts.iter_mut().for_each(|post| post.meta.more.series = Some(Clean::line("Packets")));
    let library = Library::new(vec![samples::site(0, "Marsh")], posts.to_vec());
    let mut drive = Drive::of(library, Options::default(), 80, 24).keys("j enter G");
    assert!(drive.shows("Series   Packets 2/3   Three"), "{}", drive.text());
    assert!(drive.keys(") G").shows("Packets 1/3   Two"));
}

#[test]
fn on_a_phone_there_are_no_details() {
    let mut drive = Drive::new(MARSH, 40, 12).keys("enter G");
    assert!(drive.shows("Next     The list that sorted itself"), "{}", drive.text());
}

/// The first post, with all that follows but the fourth read.
fn mostly_read(options: Options) -> Drive {
    Drive::of(samples::library(MARSH), options, 80, 24).keys("j m j m g enter G")
}

#[test]
fn what_comes_next_is_what_is_not_read() {
    let mut drive = mostly_read(Options::default());
    assert!(drive.shows("Next     30 Nov 2023   Reading strace like prose"), "{}", drive.text());
    assert!(drive.bottom().contains("space next: Reading strace like"), "{}", drive.bottom());
    assert_eq!(drive.keys("space").first(), "Reading strace like prose");
    let mut sibling = mostly_read(Options::default()).keys(")");
    assert_eq!(
        sibling.first(),
        "The list that sorted itself",
        "the key for the next post of the list goes by no mark"
    );
}

#[test]
fn where_all_that_follows_is_read_the_end_says_so() {
    let mut drive = Drive::new(MARSH, 80, 24).keys("A enter G");
    assert!(drive.shows("Next     18 Feb 2024   The list that sorted itself"), "{}", drive.text());
    assert!(!drive.bottom().contains("space"), "{}", drive.bottom());
    let mut stays = drive.keys("space");
    assert_eq!(stays.bottom(), " What follows in the list is read; ) opens the next");
    let mut last = Drive::new(MARSH, 80, 24).keys("G enter G space");
    assert_eq!(last.bottom(), " This is the last post of the list; q goes back to it");
}

#[test]
fn a_setting_keeps_the_reader_in_the_post() {
    let mut drive = mostly_read(Options { onward: false, ..Options::default() });
    assert!(drive.shows("Next     18 Feb 2024   The list that sorted itself"), "{}", drive.text());
    assert!(!drive.bottom().contains("space"), "{}", drive.bottom());
    assert_eq!(drive.keys("space").bottom(), " The end; ) opens the next post");
}

#[test]
fn the_first_repeat_of_a_held_key_crosses_no_more_than_the_others() {
    // A keyboard repeats a key after half a second for the first time, and that is no second press.
    let mut drive = Drive::new(MARSH, 80, 24).keys("enter space");
    let press = Event::Key(chord::parse("space").unwrap());
    let mut now = drive.app.now();
    for pause in [500, 30, 30, 30] {
        now += jiff::SignedDuration::from_millis(pause);
        assert!(drive.app.handle(press.clone(), now).is_empty());
        drive.app.settle();
    }
    assert_eq!(drive.bottom(), " The end; press again to go on");
    assert!(drive.shows("Next"));
    assert_eq!(drive.keys("esc space").first(), "The list that sorted itself");
}
