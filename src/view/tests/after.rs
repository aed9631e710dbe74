//! What stands after the end of a post.

use super::{Drive, MARSH};
use crate::app::{Effect, Options};
use crate::library::{Library, samples};
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
    posts.iter_mut().for_each(|post| post.meta.series = Some(Clean::line("Packets")));
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
