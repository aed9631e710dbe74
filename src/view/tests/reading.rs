//! Reading: opening, scrolling, links, the way back.

use super::{Drive, MARSH};
use crate::app::{Effect, Memory, Options};
use crate::library::samples;
use crate::post::PostId;
use crate::text::Clean;

fn reading() -> Drive {
    Drive::new(MARSH, 80, 24).keys("enter")
}

fn browse(address: &str) -> Effect {
    Effect::Browse(Clean::line(address))
}

#[test]
fn closing_leads_to_the_list_and_then_out() {
    let mut list = reading().keys("q");
    assert_eq!(
        list.at_cursor(),
        "▌  27 Mar  Two ways to lose a packet                  networks, linux, tracing"
    );
    assert_eq!(list.keys("q").left, [Effect::Quit]);
}

#[test]
fn a_post_opened_from_the_shell_closes_the_session() {
    let options = Options { open: Some(PostId(1)), ..Options::default() };
    let mut drive = Drive::of(samples::library(MARSH), options, 80, 24);
    assert_eq!(drive.first(), "The list that sorted itself");
    assert_eq!(drive.keys("q").left, [Effect::Quit]);
}

#[test]
fn back_from_it_leads_to_the_list_and_never_quits() {
    let options = Options { open: Some(PostId(1)), ..Options::default() };
    let mut drive = Drive::of(samples::library(MARSH), options, 80, 24).keys("h");
    assert!(drive.at_cursor().contains("The list that sorted itself"));
    assert!(drive.left.is_empty());
}

#[test]
fn lines_pages_ends_and_per_cent() {
    assert_eq!(reading().keys("j").first(), "27 March 2024 · networks, linux, tracing · 1 min");
    let mut end = reading().keys("G");
    assert!(end.bottom().starts_with(" Post 1 of 8 · end"), "{}", end.bottom());
    assert_eq!(end.keys("g").first(), "Two ways to lose a packet");
    assert_eq!(reading().keys("9 j 9 k").first(), "Two ways to lose a packet");
    assert!(reading().keys("space").shows("See the counters"));
}

#[test]
fn a_phone_names_no_key_twice_at_the_end_of_a_post() {
    let mut end = Drive::new(MARSH, 40, 12).keys("enter G");
    assert_eq!(end.bottom().matches("space").count(), 1, "{}", end.bottom());
    assert!(end.bottom().contains("space next"), "{}", end.bottom());
    let mut last = Drive::new(MARSH, 40, 12).keys("G enter G");
    assert!(!last.bottom().contains("space"), "nothing comes after the last: {}", last.bottom());
}

#[test]
fn on_a_phone_the_tags_say_how_to_choose_several() {
    let mut tags = Drive::new(MARSH, 40, 12).keys("t");
    assert!(tags.bottom().contains("+ and  - not  q back"), "{}", tags.bottom());
}

#[test]
fn the_end_says_what_is_next_and_space_goes_there() {
    let mut end = reading().keys("G");
    assert!(end.bottom().contains("space next: The list that sorted"), "{}", end.bottom());
    let mut next = end.keys("space");
    assert_eq!(next.first(), "The list that sorted itself");
    assert!(next.bottom().starts_with(" Post 2 of 8"));
}

#[test]
fn a_held_space_stops_at_the_end() {
    let mut drive = reading().keys("G space");
    assert_eq!(drive.first(), "The list that sorted itself");
    // Keys that come at once are one key held down.
    let key = crate::screen::Event::Key(crate::app::keymap::chord::parse("space").unwrap());
    let now = drive.app.now();
    for _ in 0..20 {
        let effects = drive.app.handle(key.clone(), now);
        assert!(effects.is_empty());
        drive.app.settle();
    }
    assert_eq!(drive.bottom(), " The end; press again to go on");
    assert!(drive.keys("esc").bottom().starts_with(" Post 2 of 8 · end"));
}

#[test]
fn posts_of_the_list_in_its_order() {
    assert_eq!(reading().keys(")").first(), "The list that sorted itself");
    assert_eq!(reading().keys(") ) (").first(), "The list that sorted itself");
    assert!(reading().keys("(").bottom().contains("This is the first post of the list"));
    let mut sorted = Drive::new(MARSH, 80, 24).keys("s t enter )");
    assert_eq!(sorted.first(), "About this diary");
}

#[test]
fn the_list_follows_the_post() {
    let mut drive = reading().keys(") ) q");
    assert!(drive.at_cursor().contains("A small shell for large trees"));
}

#[test]
fn headings() {
    assert_eq!(reading().keys("]").first(), "What we saw");
    let mut low = Drive::new(MARSH, 80, 12).keys("enter ] ]");
    assert_eq!(low.first(), "Which of the two");
    assert_eq!(low.keys("[").first(), "What we saw");
}

#[test]
fn contents_lead_to_a_heading_and_back() {
    let mut drive = Drive::new(MARSH, 80, 12).keys("enter c j enter");
    assert_eq!(drive.first(), "Which of the two");
    assert_eq!(drive.keys("h").first(), "Two ways to lose a packet");
}

#[test]
fn tab_selects_links_and_enter_follows_them() {
    let drive = reading().keys("tab enter");
    assert_eq!(drive.left, [browse("https://counters.example/")]);
    let mut inside = reading().keys("tab tab tab enter");
    assert_eq!(inside.first(), "Clocks that disagree, and why they do");
    assert!(inside.left.is_empty());
    let mut back = inside.keys("h");
    assert!(back.shows("See the counters"));
    assert_eq!(back.keys("L").first(), "Clocks that disagree, and why they do");
}

#[test]
fn a_selected_link_holds_the_cursor() {
    assert!(reading().keys("tab").at_cursor().starts_with("See the counters"));
}

#[test]
fn a_footnote_and_back() {
    let mut drive = Drive::new(MARSH, 80, 10).keys("enter G k k k k k tab tab enter");
    assert!(drive.shows("¹ Bumped in ring.c"), "{}", drive.text());
    assert!(drive.bottom().contains("end"));
}

#[test]
fn links_by_letters() {
    assert_eq!(reading().keys("G o a").left, [browse("https://counters.example/")]);
    let mut other = reading().keys("G o space");
    assert_eq!(other.first(), "The list that sorted itself");
    assert!(reading().keys("o").bottom().contains("No link is in view"));
}

#[test]
fn all_links() {
    let drive = reading().keys("F j j enter");
    assert_eq!(drive.left, [browse("https://source.example/")]);
}

#[test]
fn addresses_of_links_lie_under_their_cells() {
    let frame = reading().keys("G").frame();
    assert_eq!(frame.targets[0], "https://counters.example/");
    let linked = frame.links.iter().filter(|link| **link == 1).count();
    assert_eq!(linked, "the counters".len());
    assert!(
        frame.targets.contains(&Clean::line("https://marsh.example/clocks-that-disagree-and-why-they-do/"))
    );
}

#[test]
fn a_resize_keeps_the_place() {
    let mut drive = reading().keys("] j j");
    let before = drive.first();
    let mut wide = drive.resize(200, 60).resize(40, 12);
    assert!(wide.first().starts_with("On Tuesday the counter said"), "{}", wide.text());
    assert_eq!(wide.resize(80, 24).first(), before);
}

#[test]
fn the_measure_changes_and_the_usual_one_comes_back() {
    let mut drive = reading().keys("-");
    assert!(drive.bottom().contains("Lines of 62 cells"));
    assert_eq!(drive.left, [Effect::Remember(Memory::Measure(62))]);
    assert!(drive.keys("= + 0").bottom().contains("Lines of 66 cells"));
}

#[test]
fn the_list_stays_beside_the_post_when_asked() {
    let mut drive = Drive::new(MARSH, 120, 40).keys("enter");
    assert!(!drive.shows("2023"));
    let mut beside = drive.keys("z");
    assert!(beside.shows("2023"));
    assert_eq!(beside.left, [Effect::Remember(Memory::List(true))]);
    assert!(beside.shows("▏  27 Mar"));
}

#[test]
fn a_preview_waits_until_the_cursor_rests_and_leaves_no_trace() {
    let mut drive = Drive::new(MARSH, 120, 40);
    assert!(!drive.shows("A packet can go missing"));
    assert!(drive.app.deadline().is_some());
    let mut rested = drive.keys("j");
    assert!(rested.line(2).contains("The list that sorted itself"), "{}", rested.text());
    assert_eq!(rested.app.deadline(), None);
    assert!(rested.keys("h").bottom().contains("Nothing is behind"));
}

#[test]
fn tab_gives_the_post_beside_the_list_the_keys() {
    let mut drive = Drive::new(MARSH, 120, 24).keys("").keys("tab j j j");
    assert!(drive.shows("▏  27 Mar"));
    assert!(drive.shows("A packet can go missing"));
}

#[test]
fn the_way_back_from_a_link_keeps_the_list_beside_the_post() {
    // The post took the whole window, and all its lines were set anew under the reader's eyes.
    let beside = |keys: &str| Drive::new(MARSH, 120, 24).keys("").keys("tab").keys(keys).shows("2023");
    assert!(beside("tab tab tab enter"), "another post");
    assert!(beside("tab tab tab enter h"), "back from it");
    assert!(beside("tab tab tab enter h h L"), "from the list on to it again");
    assert!(!beside("tab tab tab enter z z h"), "unless it was sent away meanwhile");
}

#[test]
fn zen_is_the_text_alone() {
    let mut drive = reading().keys("Z");
    assert!(!drive.shows("help"));
    assert!(drive.keys("Z").shows("help"));
}

#[test]
fn stale_answers_are_dropped() {
    use crate::app::Answer;
    let mut drive = reading();
    let result = Ok(crate::site::Opened::default());
    let now = drive.app.now();
    drive.app.answer(Answer::Opened { post: PostId(4), generation: 0, result }, now);
    assert_eq!(drive.first(), "Two ways to lose a packet");
}

#[test]
fn another_library_keeps_the_post_and_its_place() {
    use crate::app::Answer;
    let mut drive = reading().keys("] j j");
    let before = drive.first();
    let lines: Vec<&str> = std::iter::once("2024-03-30 A new one |").chain(MARSH.iter().copied()).collect();
    let library = std::sync::Arc::new(samples::library(&lines));
    let now = drive.app.now();
    let effects = drive.app.answer(Answer::Refreshed(Ok(library)), now);
    drive.run(effects);
    assert_eq!(drive.first(), before);
    assert!(drive.bottom().starts_with(" Post 2 of 9"), "{}", drive.bottom());
}

#[test]
fn the_mouse_selects_opens_scrolls_and_follows() {
    use crate::screen::{Event, Mouse, MouseAction};
    let mut drive = Drive::new(MARSH, 80, 24);
    let press = |x, y| Event::Mouse(Mouse { action: MouseAction::Press, x, y });
    drive.event(press(20, 5));
    assert!(drive.bottom().starts_with(" 3 of 8"));
    drive.event(press(20, 5));
    assert_eq!(drive.first(), "A small shell for large trees");
    drive.event(Event::Mouse(Mouse { action: MouseAction::WheelDown, x: 0, y: 0 }));
    assert!(drive.first().starts_with("A packet can go missing"), "{}", drive.first());
    let mut end = drive.keys("G");
    let text = end.text();
    let y = text.lines().position(|line| line.contains("See the counters")).unwrap();
    end.event(press(12, u16::try_from(y).unwrap()));
    assert_eq!(end.left, [browse("https://counters.example/")]);
}

#[test]
fn an_open_post_says_that_something_is_wrong_in_it() {
    // Only the list had a sign of it.
    let mut drive = Drive::with_text("[Lost](#nowhere) in it.\n", MARSH, 80, 24).keys("enter");
    assert!(!drive.bottom().contains("problem"), "{}", drive.bottom());
    drive.wrong = Some("a link leads nowhere");
    let mut drive = drive.keys("q j enter");
    // The words took the place of three keys, and who only reads can mend nothing.
    assert!(drive.bottom().contains(" · !  "), "{}", drive.bottom());
    let mut drive = drive.resize(110, 24);
    assert!(drive.bottom().contains("1 problem"));
    assert!(drive.resize(40, 12).bottom().contains(" · !"));
}

#[test]
fn lines_grow_no_further_than_the_window() {
    // The number went on to 200 while nothing changed, and many `-` took it back unseen.
    let mut drive = Drive::new(MARSH, 80, 24).keys("enter + + + + + + +");
    assert_eq!(drive.bottom(), " Lines of 78 cells: the window has no room for more");
    assert!(drive.keys("-").bottom().contains("Lines of 74 cells"));
    let mut stays = Drive::new(MARSH, 60, 24).keys("enter +");
    assert_eq!(stays.bottom(), " Lines of 58 cells: the window has no room for more");
    stays = stays.resize(100, 24).keys("+");
    assert!(stays.bottom().contains("Lines of 70 cells"), "what is set for larger windows stays");
    assert!(stays.resize(60, 24).keys("-").bottom().contains("Lines of 54 cells"), "a key does what is seen");
}
