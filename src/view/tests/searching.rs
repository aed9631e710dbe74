//! Searching in all posts, as keys and what the window shows.

use std::sync::Arc;

use super::{Drive, MARSH};
use crate::app::{Answer, Effect};
use crate::library::fulltext::{Hit, Search};
use crate::post::PostId;

fn search(words: &str) -> Drive {
    Drive::new(MARSH, 80, 24).keys("S").types(words)
}

/// The titles that the search shows, and with the selected one its mark.
fn rows(drive: &mut Drive) -> Vec<String> {
    let text = drive.text();
    let rows = text.lines().skip(4).filter(|line| line.starts_with("   ") || line.starts_with(" ▌"));
    let titles = rows.filter(|line| !line.starts_with("     ") && !line.trim().is_empty());
    titles
        .map(|line| {
            line.split("  ").find(|part| !part.trim().is_empty()).unwrap_or_default().trim().to_owned()
        })
        .collect()
}

#[test]
fn results_come_while_typing_the_best_first() {
    let mut drive = search("packet");
    insta::assert_snapshot!("search_80", drive.text());
    let mut phone = Drive::new(MARSH, 40, 12).keys("S").types("counters");
    insta::assert_snapshot!("search_40", phone.text());
    assert_eq!(rows(&mut search("tuesday"))[0], "▌ Notes on a slow Tuesday");
}

#[test]
fn an_empty_field_says_what_can_be_typed() {
    let mut drive = search("");
    assert!(drive.shows("\"words side by side\""), "{}", drive.text());
    assert!(search("tug:x").shows("there is no “tug:”"));
    assert!(search("xyzzy").shows("No post has all of these words"));
    assert!(search("tag:algorithms").shows("1 post"));
}

#[test]
fn up_and_down_move_in_the_results_while_typing() {
    let mut drive = search("packet").keys("down down");
    assert!(drive.bottom().starts_with(" 3 of 8"), "{}", drive.bottom());
    let before = rows(&mut drive).into_iter().find(|row| row.starts_with('▌'));
    // What stays selected is the post.
    let mut more = drive.types(" -xyzzy");
    assert_eq!(
        more.bottom().trim_start().split(' ').next(),
        Some("1"),
        "another search begins at its best post"
    );
    assert!(before.is_some());
    assert!(more.keys("pagedown").bottom().starts_with(" 8 of 8"));
}

#[test]
fn enter_opens_the_post_at_the_hit_and_all_hits_are_marked() {
    let mut drive = search("tcpdump counter").keys("enter");
    assert!(drive.bottom().contains("/4"), "{}", drive.bottom());
    assert!(drive.shows("Two ways to lose a packet") || drive.shows("tcpdump"), "{}", drive.text());
    let first = drive.at_cursor();
    let mut on = drive.keys("n");
    assert_ne!(on.at_cursor(), first, "n goes on");
    let mut off = on.keys("esc");
    assert!(!off.bottom().contains("/4"), "Esc takes the marks away");
}

#[test]
fn h_returns_to_the_results_and_from_there_to_what_was_before() {
    let mut drive = Drive::new(MARSH, 80, 24).keys("j j S").types("packet").keys("down enter");
    assert!(drive.shows("A packet can go missing"), "{}", drive.text());
    let mut back = drive.keys("h");
    assert!(back.shows("Search all posts  packet"), "{}", back.text());
    assert!(back.bottom().starts_with(" 2 of 8"), "{}", back.bottom());
    let mut list = back.keys("esc");
    assert!(list.shows("461 posts") || list.shows("newest first"), "{}", list.text());
    assert!(list.app.overlay().is_none());
    let mut again = list.keys("L");
    assert!(again.shows("Search all posts  packet"), "forward to the results: {}", again.text());
    assert!(
        again.keys("enter q").shows("Search all posts  packet"),
        "q closes the post: the results are one level up"
    );
}

#[test]
fn esc_restores_the_post_it_was_opened_over() {
    let before = Drive::new(MARSH, 80, 24).keys("enter j j").text();
    assert_eq!(Drive::new(MARSH, 80, 24).keys("enter j j S").types("wire").keys("esc").text(), before);
    assert_eq!(
        Drive::new(MARSH, 80, 24).keys("enter j j S").types("w").keys("backspace backspace").text(),
        before
    );
    let first = Drive::new(MARSH, 80, 24).keys("enter j j").first();
    let back = Drive::new(MARSH, 80, 24).keys("enter j j S").types("wire").keys("down enter h esc").first();
    assert_eq!(back, first, "though another post was read in between");
}

#[test]
fn what_an_older_search_found_is_dropped() {
    let mut drive = search("packet");
    let hit = Hit { post: PostId(8), score: 999, excerpt: None };
    let old = Arc::new(Search::parse("packet").unwrap());
    drive.app.answer(Answer::Found { search: old, hits: vec![hit], done: true }, drive.now);
    assert!(!drive.shows("The third kind of packet"));
}

#[test]
fn what_comes_later_goes_to_its_place_and_the_cursor_stays_where_it_was_moved() {
    let drive = search("packet");
    let Some(crate::app::overlay::Overlay::Search(pane)) = drive.app.overlay() else { panic!("no search") };
    let search = pane.search().clone();
    let mut drive = drive.keys("down");
    let row = |drive: &mut Drive| rows(drive).into_iter().find(|row| row.starts_with('▌')).unwrap();
    let before = row(&mut drive);
    let hit = Hit { post: PostId(8), score: 9999, excerpt: None };
    drive.app.answer(Answer::Found { search, hits: vec![hit], done: false }, drive.now);
    assert_eq!(row(&mut drive), before);
    assert!(drive.bottom().starts_with(" 3 of 9"), "{}", drive.bottom());
}

#[test]
fn sentences_are_asked_for_when_they_come_into_view() {
    let mut drive = search("packet");
    let Some(crate::app::overlay::Overlay::Search(pane)) = drive.app.overlay() else { panic!("no search") };
    let search = pane.search().clone();
    let hits = vec![Hit { post: PostId(8), score: 9999, excerpt: None }];
    drive.app.answer(Answer::Found { search, hits, done: true }, drive.now);
    let asked = drive.app.settle();
    assert!(matches!(&asked[..], [Effect::Excerpts { posts, .. }] if *posts == [PostId(8)]), "{asked:?}");
    assert!(drive.app.settle().is_empty(), "once");
}

#[test]
fn tab_completes_the_facets_of_the_filter() {
    assert!(search("packet tag:alg").keys("tab").shows("packet tag:algorithms"));
}

#[test]
fn how_far_the_index_has_come_is_said() {
    let mut drive = search("packet");
    drive.app.library().set_progress(40);
    assert!(drive.bottom().starts_with(" 1 of 8 · indexing 40 %"), "{}", drive.bottom());
}

#[test]
fn back_among_what_was_found_keys_are_no_letters() {
    let mut back = search("packet").keys("enter q");
    assert!(back.line(1).contains("packet"), "{}", back.text());
    assert!(back.bottom().contains("Enter open  / change  q back"), "{}", back.bottom());
    let mut next = back.keys("j");
    assert!(next.bottom().starts_with(" 2 of "), "{}", next.bottom());
    let mut typing = next.keys("/").types("s");
    assert!(typing.line(1).contains("packets"), "{}", typing.text());
    let mut closed = search("packet").keys("enter q q");
    assert!(closed.bottom().contains("Enter read"), "closes the level: {}", closed.text());
    let mut opened = search("packet").keys("enter q G enter");
    assert!(opened.bottom().starts_with(" Post "), "{}", opened.text());
    assert!(search("packet").keys("enter q ? q").bottom().contains("Post"), "others do their work");
}

#[test]
fn a_search_leads_back_to_the_row_from_which_it_was_opened() {
    // The list stood on the post that the search had found.
    for last in ["q", "esc", "h"] {
        let mut list = Drive::new(MARSH, 80, 24).types("/a").keys("enter j S").types("packet");
        let row = Drive::new(MARSH, 80, 24).types("/a").keys("enter j").at_cursor();
        list = list.keys("down enter h").keys(last);
        assert_eq!(list.at_cursor(), row, "{last}");
        assert!(list.line(0).contains("/a") || list.shows(" of 8"), "{}", list.text());
    }
    let begun = || Drive::new(MARSH, 80, 24).keys("j j j j enter j q g");
    let (mut before, mut after) = (begun(), begun().keys("S").types("shell").keys("enter h q"));
    assert_eq!(after.at_cursor(), before.at_cursor(), "also where one goes on reading");
    assert!(after.bottom().starts_with(" 5 of 8"), "{}", after.bottom());
}

#[test]
fn what_is_wrong_with_a_search_is_said_whole_below_it() {
    // Half of it stood beside the words and the rest was cut off; and it spoke of titles.
    let mut wrong = Drive::new(MARSH, 80, 24).keys("S").types("foo:bar");
    assert!(wrong.shows("\n   there is no “foo:”; for these words write \"foo:bar\"\n"), "{}", wrong.text());
    let mut phone = Drive::new(MARSH, 40, 12).keys("S").types("foo:bar");
    assert!(
        phone.line(1).contains("there is no") && phone.line(2).contains("\"foo:bar\""),
        "{}",
        phone.text()
    );
    assert!(!phone.shows("…"), "{}", phone.text());
}
