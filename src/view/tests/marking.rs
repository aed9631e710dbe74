//! Marks: read, starred, begun; what the list shows of them, and taking them back.

use std::sync::Arc;

use super::{Drive, MARSH};
use crate::app::{Answer, Effect, Options, SiteOptions};
use crate::library::samples::{self, now};
use crate::post::{Change, Kept, Key, Marking, Merge, PostId};
use crate::text::Clean;

fn list() -> Drive {
    Drive::new(MARSH, 80, 24)
}

/// The row of a post in the list, the first one.
fn row(drive: &mut Drive, title: &str) -> String {
    drive.text().lines().find(|line| line.contains(title)).unwrap_or_default().to_owned()
}

#[test]
fn at_the_first_start_everything_is_unmarked() {
    let mut list = list();
    let text = list.text();
    assert!(
        text.contains("8 posts, newest first") && !text.contains('●') && !text.contains("not read"),
        "{text}"
    );
}

#[test]
fn a_star_stands_in_the_row_once_it_is_kept() {
    let mut list = list().keys("*");
    assert!(list.line(3).starts_with(" ▌★ 27 Mar  Two ways"), "{}", list.line(3));
    assert!(list.bottom().starts_with(" Starred; U takes it back"), "{}", list.bottom());
    let mut again = list.keys("*");
    assert!(again.line(3).starts_with(" ▌  27 Mar"), "{}", again.line(3));
}

#[test]
fn what_cannot_be_kept_is_not_shown_and_the_reader_goes_on() {
    let mut list = list();
    list.keeps = Err(Clean::line("Marks are not kept: no room left on the disk (marks.db)"));
    let mut list = list.keys("*");
    assert!(!list.shows("★"));
    assert!(list.bottom().contains("no room left on the disk"), "{}", list.bottom());
    assert!(list.keys("U").bottom().contains("Nothing was marked"), "what was not kept cannot be taken back");
}

#[test]
fn a_mark_that_waits_for_the_disk_is_not_shown_yet() {
    let mut app = list().app;
    let star = crate::screen::Event::Key(crate::screen::Key::char('*'));
    let effects = app.handle(star.clone(), now());
    let [Effect::Mark { ticket, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(app.waiting() && !app.list().marks().is_starred(PostId(0)));
    // A second press before the answer takes it back: what counts is what was asked for last.
    let second = app.handle(star, now());
    let [Effect::Mark { markings, .. }] = second.as_slice() else { panic!("{second:?}") };
    assert_eq!(markings[0].change, Change::Starred(false));
    app.answer(Answer::Marked { ticket: *ticket, result: Ok(()) }, now());
    assert!(app.list().marks().is_starred(PostId(0)));
}

#[test]
fn m_is_read_or_not_and_the_header_counts() {
    let mut list = list().keys("m");
    assert!(list.line(0).contains("8 posts, 7 not read"), "{}", list.line(0));
    assert!(list.keys("m").line(0).contains("newest first"));
}

#[test]
fn a_post_is_read_when_its_end_was_shown_and_it_was_left() {
    let mut half = list().keys("enter q");
    assert!(!half.line(0).contains("not read"), "the end was not shown: {}", half.line(0));
    assert!(!list().keys("enter G").line(0).contains("not read"));
    let mut left = list().keys("enter G q");
    assert!(left.line(0).contains("7 not read"), "{}", left.line(0));
    let mut back = left.keys("U");
    assert!(back.bottom().starts_with(" Not read again: Two ways"), "{}", back.bottom());
    assert!(!back.line(0).contains("not read"));
}

#[test]
fn going_on_to_the_next_post_leaves_the_one_before() {
    let mut drive = list().keys("enter G space h h");
    assert!(drive.app.list().marks().is_read(PostId(0)) && !drive.app.list().marks().is_read(PostId(1)));
    assert!(drive.shows("not read"));
}

#[test]
fn a_preview_changes_nothing() {
    let mut wide = Drive::with_text("Short.", MARSH, 120, 40).keys("j j k");
    assert!(wide.shows("Short.") && !wide.shows("not read"));
    assert!(wide.keys("tab q").shows("7 not read"), "with the focus it counts");
}

#[test]
fn a_post_goes_on_where_it_was_left() {
    let mut drive = Drive::new(MARSH, 80, 12).keys("enter space");
    let first = drive.first();
    let mut list = drive.keys("q");
    assert_eq!(list.line(0).trim(), "Go on reading");
    assert!(
        list.line(1).contains("Two ways to lose a packet") && list.line(1).ends_with('%'),
        "{}",
        list.line(1)
    );
    let mut again = list.keys("j enter q k enter");
    assert_eq!(again.first(), first);
}

#[test]
fn the_place_is_kept_when_it_rests_and_when_the_session_ends() {
    let mut drive = Drive::new(MARSH, 80, 12).keys("enter");
    drive = drive.types("j");
    assert!(drive.app.deadline().is_some(), "it rests in a while");
    assert!(matches!(drive.app.end(now()).as_slice(), [Effect::Mark { .. }]));
    let mut rested = Drive::new(MARSH, 80, 12).keys("enter j");
    assert_eq!(rested.app.deadline(), None);
    assert!(rested.app.list().marks().of(PostId(0)).stop.value.is_some());
    assert_eq!(rested.app.end(now()), [], "it is kept already");
}

#[test]
fn the_end_in_view_is_all_of_it_though_more_stands_below() {
    // In a window of 20 rows the last line of the text is in view before the end of what stands after it is.
    let mut drive = Drive::new(MARSH, 80, 20).keys("enter G");
    let percents = |drive: &Drive| drive.app.list().marks().of(PostId(0)).stop.value.map(|stop| stop.percent);
    assert_eq!(percents(&drive), Some(100));
    while drive.shows("Bumped in ring.c") {
        assert_eq!(percents(&drive), Some(100), "{}", drive.text());
        assert_eq!(drive.app.list().marks().begun(), []);
        drive = drive.keys("k");
    }
    assert!(percents(&drive).unwrap() < 100);
    assert_eq!(drive.app.list().marks().begun(), [PostId(0)]);
}

#[test]
fn what_was_finished_begins_at_its_top_and_goes_from_what_was_begun() {
    let mut list = Drive::new(MARSH, 80, 12).keys("enter space q");
    assert!(list.shows("Go on reading"));
    let mut done = list.keys("g enter G q");
    assert!(done.shows("Go on reading"), "a row does not vanish from under the cursor");
    let mut anew = done.keys("v a");
    assert!(!anew.shows("Go on reading"), "{}", anew.text());
}

#[test]
fn a_row_stays_until_the_filter_is_run_anew() {
    let mut unread = list().keys("v u m");
    assert!(
        unread.line(0).contains("is:unread") && unread.line(0).contains("8 of 8, 7 not read"),
        "{}",
        unread.line(0)
    );
    assert!(unread.at_cursor().contains("Two ways"));
    // The folders are read again, by themselves or with r: the row stays.
    let library = Arc::new(samples::library(MARSH));
    unread.app.answer(Answer::Refreshed(Ok(library)), now());
    assert!(unread.at_cursor().contains("Two ways"), "{}", unread.text());
    let mut anew = unread.keys("v a v u");
    assert!(!anew.shows("Two ways"));
}

#[test]
fn marks_go_with_their_posts_into_another_numbering() {
    let mut drive = list().keys("j *");
    let lines: Vec<&str> = ["2024-03-30 A new one |"].into_iter().chain(MARSH.iter().copied()).collect();
    drive.app.answer(Answer::Refreshed(Ok(Arc::new(samples::library(&lines)))), now());
    assert!(row(&mut drive, "The list that sorted").contains('★'));
    assert!(drive.at_cursor().contains("The list that sorted itself"));
    assert!(drive.keys("U").bottom().starts_with(" No star again"));
}

#[test]
fn all_shown_are_read_and_come_back() {
    let mut list = list().keys("/").types("tag:linux").keys("enter A");
    assert!(list.bottom().starts_with(" 4 posts are read; U takes it back"), "{}", list.bottom());
    assert!(list.line(0).contains("4 of 8, 0 not read"), "{}", list.line(0));
    let mut back = list.keys("U");
    assert!(back.bottom().starts_with(" 4 posts are not read again"), "{}", back.bottom());
    assert!(!back.line(0).contains("not read"));
    assert!(back.keys("U").bottom().contains("Nothing was marked"));
}

#[test]
fn n_goes_to_what_is_not_read() {
    let mut list = list().keys("j m j m g n");
    assert!(list.at_cursor().contains("Reading strace"), "{}", list.at_cursor());
    assert!(list.keys("N").at_cursor().contains("Two ways"));
    let mut around = self::list().keys("G n");
    assert!(around.bottom().contains("From the top again") && around.at_cursor().contains("Two ways"));
    assert!(self::list().keys("A n").bottom().contains("All of these are read"));
}

#[test]
fn views_of_what_was_marked() {
    let mut starred = list().keys("j * v s");
    assert!(starred.shows("The list that sorted") && !starred.shows("Two ways"), "{}", starred.text());
    assert!(starred.keys("v u").line(0).contains("is:unread"));
}

#[test]
fn what_somebody_else_marked_is_shown() {
    let mut list = list().keys("*");
    let key = |post: &str| Key { site: "https://marsh.example".into(), post: post.into() };
    let mut kept = Kept::default();
    for (post, change) in [("/about-this-diary/", Change::Starred(true)), ("/gone/", Change::Read(true))] {
        kept.change(&Marking { key: key(post), change, at: now() }, Merge::Now);
    }
    list.app.answer(Answer::Kept(Box::new(kept)), now());
    assert!(row(&mut list, "About this diary").contains('★'));
}

#[test]
fn a_dot_stands_for_what_is_new_since_the_last_visit() {
    let before = samples::library(MARSH);
    let mut kept = Kept::default();
    for (site, known) in before.visit(&Kept::default(), |_| true, now()) {
        kept.sites.entry(site).or_default().known = Some(known);
    }
    let lines: Vec<&str> = ["2024-03-01 A new one |"].into_iter().chain(MARSH.iter().copied()).collect();
    let options = Options { kept, ..Options::default() };
    let mut list = Drive::of(samples::library(&lines), options, 80, 24);
    assert!(row(&mut list, "A new one").contains("● "), "{}", list.text());
    assert_eq!(list.text().matches('●').count(), 1);
    assert!(!list.keys("j m").shows("●"), "what is read is not new");
}

#[test]
fn marks_may_be_off_for_a_site() {
    let sites = [("/blog".into(), SiteOptions { marks: Some(false) })].into();
    let options = Options { sites, ..Options::default() };
    let mut list = Drive::of(samples::library(MARSH), options, 80, 24).keys("*");
    assert!(!list.shows("★") && list.bottom().contains("Marks are off for this site"));
    let mut left = list.keys("enter G q");
    assert!(!left.shows("not read"));
    assert!(left.keys("A").bottom().contains("Marks are off for this site"));
}

#[test]
fn a_post_that_could_not_be_read_is_not_read() {
    let mut app = list().app;
    let enter = crate::screen::Event::Key(crate::screen::Key::plain(crate::screen::KeyCode::Enter));
    let effects = app.handle(enter, now());
    let [Effect::Open { post, generation }] = effects.as_slice() else { panic!("{effects:?}") };
    let failure = crate::site::Failure { path: "x.md".into(), message: "gone".into() };
    app.answer(Answer::Opened { post: *post, generation: *generation, result: Err(failure) }, now());
    app.settle();
    assert_eq!(app.end(now()), []);
}

#[test]
fn other_numbers_leave_no_mark_behind() {
    let mut drive = list().keys("*");
    drive.app.answer(Answer::Refreshed(Ok(Arc::new(samples::library(&MARSH[1..])))), now());
    assert!(!drive.shows("★"));
    drive.app.answer(Answer::Refreshed(Ok(Arc::new(samples::library(MARSH)))), now());
    assert!(drive.shows("★"), "the post is back, and its star");
}

#[test]
fn what_was_begun_stands_on_top_beside_the_post_and_on_a_phone() {
    let begun = |width, height| Drive::new(MARSH, width, height).keys("j j j j enter j q g");
    insta::assert_snapshot!("begun_in_a_large_window", begun(120, 30).keys("*").text());
    insta::assert_snapshot!("begun_on_a_phone", begun(40, 12).text());
}

#[test]
fn a_number_is_that_of_the_bottom_line_whatever_stands_on_top() {
    // With a row to go on with, `3G` went to what the bottom line called the second.
    for keys in ["3 G", "3 g", ": 3 enter"] {
        let mut list = Drive::new(MARSH, 80, 24).keys("j j j j enter j q g").keys(keys);
        assert!(list.shows("Go on reading"));
        assert!(list.bottom().starts_with(" 3 of 8"), "{keys}: {}", list.bottom());
        assert!(list.at_cursor().contains("A small shell for large trees"), "{keys}: {}", list.at_cursor());
    }
    // `10%` was the row to go on with, which is the fifth below.
    for (keys, place) in [("1 0 %", " 1 of 8"), ("5 0 %", " 4 of 8"), ("1 0 0 %", " 8 of 8")] {
        let mut list = Drive::new(MARSH, 80, 24).keys("j j j j enter j q g").keys(keys);
        assert!(list.bottom().starts_with(place), "{keys}: {}", list.bottom());
    }
    assert!(Drive::new(MARSH, 80, 24).keys("j enter j q 9 9 G").bottom().starts_with(" 8 of 8"));
}
