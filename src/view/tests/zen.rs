//! Nothing but the text (`Z`): the bottom line comes back while something is typed or said.

use super::{Drive, MARSH};
use crate::app::keymap::chord;
use crate::app::{Effect, Memory, Options};
use crate::library::samples;
use crate::screen::Event;

fn zen(width: u16, height: u16, keys: &str) -> Drive {
    let options = Options { zen: true, ..Options::default() };
    Drive::of(samples::library(MARSH), options, width, height).keys(keys)
}

#[test]
fn a_field_is_seen_while_it_is_typed_in() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut find = zen(width, height, "enter").types("/packet");
        assert!(find.bottom().starts_with(" /packet ") && find.bottom().contains("1/"), "{}", find.bottom());
        assert!(!find.keys("enter").shows("/packet"), "and goes with it");
        let mut filter = zen(width, height, "").types("/tag:linux");
        assert!(filter.bottom().starts_with(" /tag:linux "), "{}", filter.bottom());
        assert!(!filter.keys("enter").shows("/tag:linux"));
        assert!(zen(width, height, "").keys("S").bottom().contains("Enter"), "the search");
        assert!(zen(width, height, "enter").keys(":").bottom().contains("Enter"), "the palette");
    }
}

#[test]
fn a_hit_is_never_under_the_field() {
    for height in 6..24 {
        let mut drive = zen(80, height, "enter").types("/tcpdump");
        let rows = usize::from(height) - 1;
        assert!(drive.text().lines().take(rows).any(|line| line.contains("tcpdump")), "{}", drive.text());
    }
}

#[test]
fn what_is_said_is_seen_until_the_next_key_and_moves_no_text() {
    let mut said = zen(80, 12, "enter y y");
    let before = zen(80, 12, "enter").text();
    assert!(said.bottom().starts_with(" Copied"), "{}", said.bottom());
    let rows = |text: &str| text.lines().take(11).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&said.text()), rows(&before), "only the last row is another");
    assert_eq!(said.keys("esc").text(), before);
}

#[test]
fn the_list_makes_room_for_what_is_said() {
    let mut end = zen(80, 10, "G h");
    assert!(end.bottom().contains("Nothing is behind"), "{}", end.bottom());
    assert!(end.at_cursor().contains("About this diary"), "{}", end.text());
}

#[test]
fn a_second_press_goes_on_after_the_end_though_the_first_said_so() {
    let mut drive = zen(80, 24, "enter G");
    let press = Event::Key(chord::parse("space").unwrap());
    let mut now = drive.app.now();
    drive.app.handle(Event::Key(chord::parse("b").unwrap()), now);
    drive.app.settle();
    for pause in [1000, 300] {
        now += jiff::SignedDuration::from_millis(pause);
        drive.app.handle(press.clone(), now);
        drive.app.settle();
    }
    assert_eq!(drive.bottom(), " The end; press again to go on");
    let effects = drive.app.handle(press, now + jiff::SignedDuration::from_secs(1));
    assert!(matches!(effects.as_slice(), [.., Effect::Open { .. }]), "{effects:?}");
}

#[test]
fn the_list_beside_the_post_goes_and_comes_back() {
    let options = Options { list: true, ..Options::default() };
    let mut drive = Drive::of(samples::library(MARSH), options, 120, 30).keys("enter");
    let both = drive.text();
    assert!(both.contains("The list that sorted") && both.contains("Post 1 of 8"), "{both}");
    let mut alone = drive.keys("Z");
    assert!(!alone.shows("The list that sorted"), "{}", alone.text());
    assert!(alone.bottom().contains("Z brings"), "{}", alone.bottom());
    let mut hidden = alone.keys("z");
    assert!(hidden.bottom().contains("Z ends that"), "{}", hidden.bottom());
    let mut again = hidden.keys("z Z");
    assert_eq!(again.text(), both, "as it was");
    let kept = again.left.iter().filter(|effect| matches!(effect, Effect::Remember(Memory::Zen(_))));
    assert_eq!(kept.count(), 2);
}

#[test]
fn in_the_list_there_is_still_a_list() {
    let mut drive = zen(120, 30, "enter");
    assert!(!drive.shows("The list that sorted"), "the post alone: {}", drive.text());
    assert!(drive.keys("q").shows("The list that sorted"));
}
