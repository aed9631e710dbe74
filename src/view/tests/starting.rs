//! The first frames: posts that are known from before, posts as they are found, and then all.

use std::sync::Arc;

use super::{Drive, MARSH};
use crate::app::keymap::chord;
use crate::app::{Answer, App, Arrival, Effect, Options};
use crate::library::{Library, Part, samples};
use crate::post::PostId;
use crate::screen::Event;
use crate::text::Clean;

/// The posts of the diary in these rows of it, as a part of a blog.
fn part(rows: &[usize], part: Part) -> Library {
    let lines: Vec<&str> = rows.iter().map(|row| MARSH[*row]).collect();
    samples::library(&lines).as_part(part)
}

fn begin(rows: &[usize], known: Part) -> Drive {
    Drive::of(part(rows, known), Options::default(), 80, 16)
}

fn counted(rows: usize) -> Part {
    Part { rows: Some(rows), unread: rows, ..Part::default() }
}

/// What a worker says of posts that were found.
fn gathered(app: &App, library: Library, notice: Clean) -> Answer {
    let arrival = Arrival::new(app.library().clone(), Arc::new(library), app.recipe(), samples::now());
    Answer::Gathered { arrival: Box::new(arrival), notice }
}

impl Drive {
    /// Posts were found.
    fn gathers(mut self, library: Library) -> Self {
        let answer = gathered(&self.app, library, Clean::default());
        let effects = self.app.answer(answer, samples::now());
        self.run(effects);
        self
    }

    fn gathers_all(self) -> Self {
        self.gathers(samples::library(MARSH))
    }

    /// The line with a word, as a place in the window.
    fn place_of(&mut self, word: &str) -> Option<usize> {
        self.text().lines().position(|line| line.contains(word))
    }
}

#[test]
fn what_is_known_from_before_is_the_screen_that_all_posts_make() {
    let rows: Vec<usize> = (0..7).collect();
    let mut before = begin(&rows, counted(8));
    let first = before.text();
    assert!(first.contains("8 posts") && first.contains("1 of 8"), "{first}");
    let mut after = before.gathers_all();
    assert!(after.shows("About this diary"));
    let cut = |text: &str| {
        text.lines()
            .filter(|line| !line.contains("diary") && !line.contains("Undated"))
            .map(str::trim)
            .collect::<Vec<_>>()
            .join("\n")
            .trim_end()
            .to_owned()
    };
    let same: Vec<_> = cut(&first).lines().take(11).map(str::to_owned).collect();
    let now = cut(&after.text());
    assert!(same.iter().all(|line| now.contains(line.as_str())), "{first}\n{now}");
}

#[test]
fn where_nothing_is_known_posts_come_as_they_are_found() {
    let mut drive = begin(&[], Part::default());
    assert!(drive.shows("The posts are being read."), "{}", drive.text());
    assert!(!drive.shows("There is no post here."));
    let mut drive = drive.gathers(part(&[4], Part::default()));
    assert!(drive.shows("1 post so far"), "{}", drive.text());
    let mut drive = drive.gathers(part(&[4, 5], Part::default()));
    assert!(drive.shows("2 posts so far") && drive.shows("Notes on a slow Tuesday"), "{}", drive.text());
    let mut drive = drive.gathers_all();
    assert!(drive.shows("8 posts, newest first"), "{}", drive.text());
    assert!(drive.at_cursor().contains("Two ways to lose a packet"), "the cursor stays at the top");
}

#[test]
fn who_wants_to_leave_an_empty_list_need_not_wait_for_posts() {
    // `q` waited with the other keys, for ever where no post ever came; only `Q` left.
    let mut drive = begin(&[], Part::default());
    let [close, read] = ["q", "enter"].map(|key| Event::Key(chord::parse(key).unwrap()));
    assert!(drive.app.is_too_early(&read, false) && !drive.app.is_too_early(&close, false));
    assert!(drive.app.is_too_early(&close, true), "behind Enter it is meant for the post");
    assert_eq!(drive.keys("q").left, [Effect::Quit]);
    drive = begin(&[], Part::default());
    let failed = drive.app.library().given_up();
    let mut drive = drive.gathers(failed);
    assert!(!drive.app.is_too_early(&read, false), "nothing comes any more");
    assert!(drive.shows("The posts could not be read.") && drive.shows("r reads the folder again, q quits."));
    assert!(drive.shows("0 posts") && !drive.shows("so far"), "{}", drive.text());
}

#[test]
fn a_row_stays_where_it_is_under_a_cursor_that_was_moved() {
    let lines: Vec<String> =
        (0..60).map(|n| format!("{}-01-{:02} Post {n:02}", 2010 - n / 20, 28 - n % 20)).collect();
    let every = |step: usize| -> Library {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        samples::library(&lines[25..].iter().copied().step_by(step).collect::<Vec<_>>())
            .as_part(Part::default())
    };
    let whole = || samples::library(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    for keys in ["j", "j k", "j j j", "G"] {
        let mut drive = Drive::of(every(2), Options::default(), 80, 10).keys(keys);
        let row = drive.at_cursor();
        let title = row.split_once("Post").unwrap().1.to_owned();
        let place = drive.place_of(&title);
        let mut drive = drive.gathers(every(1));
        assert_eq!((drive.at_cursor(), drive.place_of(&title)), (row.clone(), place), "{keys}");
        let mut drive = drive.gathers(whole());
        assert_eq!((drive.at_cursor(), drive.place_of(&title)), (row, place), "{keys}:\n{}", drive.text());
    }
}

#[test]
fn a_filter_that_is_typed_meanwhile_holds_for_what_comes() {
    let drive = begin(&[4, 5], Part::default()).keys("/").types("reading");
    let mut drive = drive.gathers_all().keys("enter");
    assert!(drive.shows("Reading strace like prose") && !drive.shows("Clocks"), "{}", drive.text());
    let counted = begin(&[4, 5], counted(8)).keys("/").types("clocks").keys("enter").text();
    assert!(counted.contains("1 of "), "a filter counts what is there:\n{counted}");
}

#[test]
fn a_post_that_was_opened_meanwhile_is_the_one_to_come_back_to() {
    let drive = begin(&[4, 5], Part::default()).keys("enter").gathers_all();
    let mut drive = drive.keys("q");
    assert!(drive.at_cursor().contains("Clocks that disagree"), "{}", drive.text());
}

#[test]
fn what_has_not_come_yet_is_not_taken_for_new_at_the_next_visit() {
    let mut drive = begin(&[4], counted(8));
    let is_visit = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Visit { .. }));
    assert!(!is_visit(&drive.app.start(samples::now())));
    let whole = gathered(&drive.app, samples::library(MARSH), Clean::default());
    assert!(is_visit(&drive.app.answer(whole, samples::now())));
}

#[test]
fn a_newcomer_is_told_what_else_lies_in_the_folder_once_that_is_known() {
    let mut drive = begin(&[4], Part::default());
    let notice = Clean::line("7 other Markdown files are not posts");
    let answer = gathered(&drive.app, samples::library(MARSH), notice);
    drop(drive.app.answer(answer, samples::now()));
    assert!(drive.shows("7 other Markdown files"), "{}", drive.text());
}

#[test]
fn a_session_that_ends_says_what_the_next_one_shows_first() {
    let whole = |keys| Drive::new(MARSH, 80, 16).keys(keys).app.first_page();
    let page = whole("").unwrap();
    assert_eq!((page.rows, page.unread, page.posts.len()), (8, 8, 8));
    assert_eq!(whole("s r"), None, "another order");
    assert_eq!(Drive::new(MARSH, 80, 16).keys("/").types("a").app.first_page(), None, "a filter");
    assert_eq!(begin(&[4], Part::default()).app.first_page(), None, "a part");
}

#[test]
fn a_filter_that_changed_while_posts_were_made_ready_has_them_made_ready_again() {
    // A list of a hundred thousand posts was made anew by the loop, which stood still meanwhile.
    let drive = begin(&[4, 5], Part::default());
    let late = gathered(&drive.app, samples::library(MARSH), Clean::line("a notice"));
    let mut drive = drive.keys("/").types("reading");
    let effects = drive.app.answer(late, samples::now());
    assert!(matches!(&effects[..], [Effect::Prepare(_)]), "{effects:?}");
    assert!(!drive.app.library().is_whole());
    drive.run(effects);
    assert!(drive.app.library().is_whole());
    assert!(drive.shows("Reading strace like prose") && !drive.shows("Clocks"), "{}", drive.text());
}

#[test]
fn a_mark_that_was_set_while_posts_were_made_ready_stays() {
    let drive = begin(&[4, 5], counted(8));
    let late = gathered(&drive.app, samples::library(MARSH), Clean::default());
    let mut drive = drive.keys("*");
    let effects = drive.app.answer(late, samples::now());
    drive.run(effects);
    assert!(drive.app.library().is_whole() && drive.shows("★"), "{}", drive.text());
}

#[test]
fn what_was_found_before_takes_no_place_of_all_posts() {
    let drive = begin(&[4], Part::default());
    let late = gathered(&drive.app, part(&[4, 5], Part::default()), Clean::default());
    let mut drive = drive.keys("/").types("reading");
    let effects = drive.app.answer(late, samples::now());
    let mut drive = drive.gathers_all();
    drive.run(effects);
    assert!(drive.app.library().is_whole());
}

#[test]
fn a_post_that_was_named_is_read_before_the_others_are_looked_for() {
    // The look at all posts came before its first word: a third of a second among ten thousand.
    let options = Options { open: Some(PostId(0)), ..Options::default() };
    let mut drive = Drive::of(part(&[4], Part::default()), options, 80, 16);
    // The number among all posts is said when it is known.
    let (text, place) = above_the_bottom_line(&mut drive);
    assert!(text.contains("A packet can go missing") && place.starts_with(" 41%"), "{text}{place}");
    let next = Event::Key(chord::parse(")").unwrap());
    assert!(drive.app.is_too_early(&next, false), "the next post is not known yet");
    // A look that has not come to it yet does not say that it is gone.
    let mut drive = drive.gathers(part(&[5, 6], Part::default()));
    assert_eq!(above_the_bottom_line(&mut drive), (text.clone(), place));
    let mut drive = drive.gathers_all();
    let (now, place) = above_the_bottom_line(&mut drive);
    assert_eq!(now, text);
    assert!(place.starts_with(" Post 5 of 8 · 41%"), "{place}");
    assert!(!drive.app.is_too_early(&next, false));
    assert!(drive.keys(")").shows("Notes on a slow Tuesday"));
}

#[test]
fn where_a_link_leads_is_not_known_while_its_post_may_still_come() {
    // A look at it showed a bare address, and the letters opened the browser.
    let begun = || {
        let options = Options { open: Some(PostId(0)), ..Options::default() };
        Drive::of(part(&[0], Part::default()), options, 80, 24).keys("G tab tab tab")
    };
    assert!(begun().keys("K").bottom().contains("still being read"));
    assert!(begun().keys("o d").bottom().contains("still being read"));
    let mut elsewhere = begun().keys("shift-tab shift-tab K");
    assert!(elsewhere.shows("https://counters.example/"), "no post can have this: {}", elsewhere.text());
    let mut drive = begun().gathers_all().keys("K");
    assert!(drive.shows("14 October 2023"), "{}", drive.text());
}

fn above_the_bottom_line(drive: &mut Drive) -> (String, String) {
    let text = drive.text();
    let (above, place) = text.trim_end().rsplit_once('\n').unwrap();
    (above.to_owned(), place.to_owned())
}
