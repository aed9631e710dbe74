//! Finding words in a post, as keys and what the window shows.

use super::{Drive, MARSH};
use crate::app::Effect;
use crate::document::find::{Haystack, Needle};
use crate::role::{Face, Role, Traits};
use crate::theme::{Depth, Theme};

fn post() -> Drive {
    Drive::new(MARSH, 80, 24).keys("enter")
}

/// The same in a window that shows all of it.
fn whole() -> Drive {
    Drive::new(MARSH, 80, 60).keys("enter")
}

/// The words on cells that look as hits do, the current one in brackets.
fn marked(drive: &mut Drive) -> Vec<String> {
    let theme = Theme::named("default", Depth::Sixteen).unwrap();
    let hit = theme.style(Face::of(Role::Text).with(Traits::HIT)).add_modifier;
    let current = theme.style(Face::of(Role::Text).with(Traits::HIT | Traits::CURRENT)).add_modifier;
    let frame = drive.frame();
    let mut out: Vec<String> = Vec::new();
    let mut last = false;
    for y in 0..frame.area().height - 1 {
        for x in 0..frame.area().width {
            let cell = &frame.cells[(x, y)];
            let (is_hit, is_current) = (cell.modifier.contains(hit), cell.modifier.contains(current));
            if (is_hit || is_current) && frame.links[usize::from(y) * 80 + usize::from(x)] == 0 {
                if !last {
                    out.push(if is_current { "=" } else { "" }.to_owned());
                }
                out.last_mut().unwrap().push_str(cell.symbol());
                last = true;
            } else {
                last = false;
            }
        }
        last = false;
    }
    out
}

#[test]
fn all_hits_are_marked_while_typing_and_counted() {
    let mut drive = post().keys("/").types("the log");
    assert_eq!(
        drive.bottom(),
        " /the log                                         1/2   Enter keep  Esc restore"
    );
    assert_eq!(marked(&mut drive), ["=the log", "the log"]);
    let mut taken = drive.keys("enter n");
    assert_eq!(marked(&mut taken), ["the log", "=the log"]);
    assert!(taken.bottom().contains(" · 2/2"), "{}", taken.bottom());
    assert!(taken.at_cursor().starts_with("• the log is written"), "{}", taken.text());
}

#[test]
fn the_head_of_a_post_is_looked_through_as_it_is_shown() {
    // Only the title was: who looked for a tag or the date in view was told that it is not here.
    let mut tag = post().keys("/").types("linux");
    assert_eq!(marked(&mut tag), ["=linux"]);
    assert_eq!(marked(&mut post().keys("/").types("march 2024")), ["=March 2024"]);
    let mut title = post().keys("/").types("lose a packet");
    assert_eq!(marked(&mut title), ["=lose a packet"]);
    // On a phone the head has more rows, and what is found stands in them.
    let mut phone = Drive::new(MARSH, 40, 12).keys("enter /").types("tracing");
    assert!(phone.bottom().contains("1/1"), "{}", phone.bottom());
    assert!(phone.keys("enter").at_cursor().contains("tracing"));
}

#[test]
fn hits_run_over_the_ends_of_lines_and_over_styled_words() {
    let mut drive = post().keys("/").types("wire, and in your head");
    assert_eq!(marked(&mut drive), ["=wire, and in your", "=head"]);
    let mut link = post().keys("G /").types("counters and clocks");
    assert!(link.bottom().contains("1/1"), "{}", link.bottom());
}

#[test]
fn capitals_count_where_some_are_typed() {
    assert!(post().keys("/").types("a packet").bottom().contains("1/2"));
    assert!(post().keys("/").types("A Packet").bottom().contains("not here"));
    assert!(post().keys("/").types("pàcket").bottom().contains("1/2"), "accents do not");
}

#[test]
fn going_around_is_said() {
    let around = post().keys("/").types("the log").keys("enter n n").bottom();
    assert_eq!(around, " 1/2: past the end, on from the top");
    let back = post().keys("/").types("the log").keys("enter N").bottom();
    assert_eq!(back, " 2/2: past the top, on from the end");
    assert_eq!(post().keys("n").bottom(), " Nothing is looked for; / begins");
    assert_eq!(post().keys("/").types("xyz").keys("enter").bottom(), " Not in this post: xyz");
}

#[test]
fn escape_leads_back_and_enter_stays() {
    let mut away = Drive::new(MARSH, 80, 12).keys("enter j /").types("tcpdump");
    assert!(away.shows("tcpdump "));
    let before = Drive::new(MARSH, 80, 12).keys("enter j").first();
    assert_eq!(away.keys("esc").first(), before);
    let mut erased = Drive::new(MARSH, 80, 12).keys("enter j / z backspace backspace");
    assert_eq!(erased.first(), before);
    assert!(!erased.app.is_finding());
    let mut stays = Drive::new(MARSH, 80, 12).keys("enter /").types("tcpdump").keys("enter");
    assert!(stays.shows("tcpdump "));
    assert!(marked(&mut stays).contains(&"=tcpdump".to_owned()));
    assert!(marked(&mut stays.keys("esc")).is_empty());
}

#[test]
fn an_empty_field_means_the_words_before() {
    let mut drive = post().keys("/").types("tcpdump").keys("enter g / enter");
    assert!(drive.bottom().contains("1/1"), "{}", drive.bottom());
}

#[test]
fn the_hit_stays_in_view_in_another_window() {
    let mut drive = Drive::new(MARSH, 80, 12).keys("enter /").types("counter said").keys("enter");
    for (width, height) in [(40, 8), (120, 40), (30, 10), (80, 12)] {
        drive = drive.resize(width, height);
        assert!(drive.shows("counter"), "{}", drive.text());
        assert!(drive.at_cursor().contains("counter"), "{}", drive.text());
    }
}

#[test]
fn a_hit_is_found_again_after_a_text_that_was_read_half_written() {
    // Editors empty a file before they write it: a hundred saves of a real vim left "0/1" behind.
    let mut drive = Drive::with_text("one\n\ntwo counters\n\nthree counters", MARSH, 80, 12);
    drive = drive.keys("enter /").types("counters").keys("enter n");
    assert!(drive.bottom().contains("2/2"), "{}", drive.bottom());
    drive.saved("one\n\ntwo counters\n\nthree counters, more");
    assert!(drive.bottom().contains("2/2"), "{}", drive.bottom());
    drive.saved("");
    assert!(drive.bottom().contains("not here"), "{}", drive.bottom());
    drive.saved("one\n\ntwo counters\n\nthree counters");
    assert!(drive.bottom().contains("1/2"), "{}", drive.bottom());
}

#[test]
fn what_was_looked_for_is_there_again_on_the_way_back() {
    // A post that is read again is a new page: who followed a link and came back had lost the words and the hit.
    let mut drive = whole().keys("/").types("the log").keys("enter n tab tab tab");
    let left = marked(&mut drive);
    assert_eq!(left, ["the log", "=the log"]);
    drive = drive.keys("enter");
    assert!(drive.shows("Clocks that disagree, and why they do"), "{}", drive.text());
    assert!(marked(&mut drive).is_empty(), "nothing is looked for in the other post");
    drive = drive.keys("/").types("ring").keys("enter h");
    assert_eq!(marked(&mut drive), left);
    assert_eq!(drive.keys("n").bottom(), " 1/2: past the end, on from the top");
}

#[test]
fn each_place_on_the_way_has_the_words_of_its_own() {
    let mut drive = whole().keys("/").types("the log").keys("enter tab tab tab enter /").types("ring");
    drive = drive.keys("enter h");
    assert_eq!(marked(&mut drive).len(), 2);
    drive = drive.keys("L");
    assert!(marked(&mut drive).contains(&"=ring".to_owned()), "{}", drive.text());
    // By way of the list, too; and what was put away is not there again.
    drive = drive.keys("q L");
    assert!(marked(&mut drive).contains(&"=ring".to_owned()), "{}", drive.text());
    drive = drive.keys("esc h L");
    assert!(marked(&mut drive).is_empty(), "{}", drive.text());
}

#[test]
fn the_hit_is_found_again_on_the_way_back_though_words_came_above_it() {
    const TEXT: &str = "one\n\ntwo counters, [that](/the-list-that-sorted-itself/)\n\nthree counters";
    let mut drive =
        Drive::with_text(TEXT, MARSH, 80, 24).keys("enter /").types("counters").keys("enter n tab enter");
    drive.saved(
        "new counters\n\none\n\ntwo counters, [that](/the-list-that-sorted-itself/)\n\nthree counters",
    );
    drive = drive.keys("h");
    assert!(drive.bottom().contains("3/3"), "{}", drive.bottom());
}

#[test]
fn within_a_post_the_words_that_were_typed_last_stay() {
    let mut drive = whole().keys("/").types("the log").keys("enter c j enter /").types("tcpdump");
    drive = drive.keys("enter h");
    assert_eq!(marked(&mut drive), ["=tcpdump"]);
}

#[test]
fn after_going_elsewhere_it_is_the_next_from_there() {
    let mut drive = Drive::new(MARSH, 80, 8).keys("enter /").types("the").keys("enter G b N");
    assert!(!drive.bottom().contains("past"), "{}", drive.bottom());
}

#[test]
fn code_is_searched_too_and_titles() {
    assert_eq!(marked(&mut post().keys("/").types("ring.drain")), ["=ring.drain"]);
    assert_eq!(marked(&mut post().keys("/").types("ways to lose")), ["=ways to lose"]);
}

#[test]
fn a_megabyte_is_searched_whole() {
    let text = "A packet can go missing in two places, Ä and ß. ".repeat(22_000);
    assert_eq!(Haystack::new(text).hits(&Needle::new("missing in two")).len(), 22_000);
}

#[test]
fn what_is_typed_before_the_post_has_come_is_found_in_it() {
    // Keys on a slow line come together: none of them may act as another key, nor be lost.
    let mut drive = Drive::new(MARSH, 80, 24);
    let mut opens = Vec::new();
    for name in "enter / q u o t a t i o n enter".split(' ') {
        let key = crate::screen::Event::Key(crate::app::keymap::chord::parse(name).unwrap());
        opens.extend(drive.app.handle(key, drive.app.now()));
        drive.app.settle();
    }
    assert!(matches!(opens[..], [Effect::Open { .. }]), "{opens:?}");
    drive.run(opens);
    assert!(drive.shows("A quotation has a bar"));
    assert!(drive.bottom().contains("1/1"), "{}", drive.bottom());
}
