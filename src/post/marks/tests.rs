//! Marks: what counts when two changes meet, and what a new numbering carries over.

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn stop(percent: u8) -> Change {
    Change::Stop(Some(Stop { percent, ..Stop::default() }))
}

#[test]
fn of_two_changes_the_newer_counts_for_each_thing_alone() {
    let mut mine = Mark::default().with(Change::Read(true), at(10)).with(stop(20), at(10));
    let theirs = Mark::default().with(Change::Read(false), at(20)).with(stop(80), at(5));
    assert!(mine.merge(&theirs));
    assert_eq!((mine.read.value, mine.stop.value.unwrap().percent), (false, 20));
    assert!(!mine.merge(&theirs), "nothing is newer any more");
}

#[test]
fn a_change_of_now_counts_even_if_the_clock_was_put_back() {
    let key = Key { site: "s".into(), post: "p".into() };
    let mut kept = Kept::default();
    let marking = |change, second| Marking { key: key.clone(), change, at: at(second) };
    kept.change(&marking(Change::Starred(true), 100), Merge::Now);
    kept.change(&marking(Change::Starred(false), 50), Merge::Newest);
    assert!(kept.mark("s", "p").unwrap().starred.value);
    kept.change(&marking(Change::Starred(false), 50), Merge::Now);
    let mark = kept.mark("s", "p").unwrap();
    assert!(!mark.starred.value && mark.starred.at > at(100));
}

#[test]
fn what_was_begun_the_last_one_first() {
    let mut marks = Marks::default();
    marks.set(PostId(0), Mark::default().with(stop(10), at(1)));
    marks.set(PostId(1), Mark::default().with(stop(10), at(3)));
    marks.set(PostId(2), Mark::default().with(stop(10), at(2)).with(Change::Read(true), at(2)));
    assert_eq!(marks.begun(), [PostId(1), PostId(0)]);
    marks.set(PostId(3), Mark::default().with(stop(100), at(4)));
    assert_eq!(marks.begun(), [PostId(1), PostId(0)], "at its end there is nothing to go on with");
}

#[test]
fn another_numbering_keeps_what_was_and_takes_what_is_new() {
    let (mut old, mut fresh) = (Marks::default(), Marks::default());
    old.set(PostId(0), Mark::default().with(Change::Read(true), at(1)));
    old.set(PostId(1), Mark::default().with(Change::Read(true), at(1)));
    fresh.set(PostId(7), Mark::default().with(Change::Starred(true), at(1)));
    fresh.set_new(PostId(8));
    // Read since: where the old marks are those of a filter, its row stays.
    fresh.set(PostId(6), Mark::default().with(Change::Read(true), at(2)));
    let numbers = [(PostId(0), PostId(5)), (PostId(2), PostId(6))].into_iter().collect();
    let marks = old.renumbered(&numbers, &fresh);
    assert!(!marks.is_read(PostId(6)));
    assert!(marks.is_read(PostId(5)) && marks.is_starred(PostId(7)) && marks.is_new(PostId(8)));
    assert!(!marks.is_read(PostId(1)));
}
