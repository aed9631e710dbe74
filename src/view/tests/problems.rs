//! What is wrong with a post and its site (`!`), and where it is counted.

use super::Drive;
use crate::app::{Effect, Options};
use crate::library::{Derived, Facts, Library, samples};
use crate::problem::Problem;
use crate::text::Clean;

/// A post with problems: their messages, lines and remedies.
fn broken(problems: &[(&str, usize, &str)], width: u16, height: u16) -> Drive {
    let mut post = samples::post("2024-03-27 Broken | linux");
    let of =
        |(message, line, remedy): &(&str, usize, &str)| Problem::new(&post.name, message, remedy).at(*line);
    post.problems = problems.iter().map(of).collect();
    let mut site = samples::site(0, "Marsh");
    let config = Clean::line("_config.yml");
    site.problems
        .push(Problem::new(&config, "there is no time zone `Mars`", "name one like Europe/Berlin").at(3));
    Drive::of(Library::new(vec![site], vec![post]), Options::default(), width, height)
}

const TWO: &[(&str, usize, &str)] = &[
    ("a tab indents the tags, and YAML knows no tabs there", 4, "use blanks instead of the tab"),
    ("a link leads nowhere: /2012/06/08/a-very-long-address-of-a-post.html", 117, "correct the target"),
];

#[test]
fn a_row_has_its_words_whole_and_under_them_where_it_is_and_what_helps() {
    let mut drive = broken(TWO, 80, 24);
    assert!(drive.bottom().starts_with(" 1 of 1 · 2 problems"), "{}", drive.bottom());
    assert!(drive.line(3).starts_with(" ▌! 27 Mar"), "{}", drive.line(3));
    insta::assert_snapshot!(drive.keys("!").text());
}

#[test]
fn on_a_phone_nothing_of_them_is_cut_and_a_key_goes_from_one_to_the_next() {
    let mut first = broken(TWO, 40, 12).keys("!");
    insta::assert_snapshot!(first.text());
    insta::assert_snapshot!(first.keys("j").text());
    let mut last = broken(TWO, 40, 12).keys("! j j");
    assert!(last.bottom().starts_with(" 3 of 3"), "{}", last.bottom());
    assert!(last.shows("_config.yml:3"), "{}", last.text());
    assert!(last.keys("j").bottom().starts_with(" 3 of 3"), "there is no more");
}

#[test]
fn a_problem_higher_than_the_window_is_read_to_its_end() {
    let long: &str = "the words of one fault that are told at a length which no small window holds at once, \
        since there is much to say, from its first word to the very last";
    let mut drive = broken(&[(long, 1, "shorten"), ("another", 2, "")], 30, 6).keys("!");
    assert!(!drive.shows("very last"), "{}", drive.text());
    let mut seen = String::new();
    while drive.bottom().starts_with(" 1 of 3") {
        seen.push_str(&drive.text());
        drive = drive.keys("j");
    }
    assert!(seen.contains("very last") && seen.contains("line 1: shorten"), "{seen}");
    assert!(drive.at_cursor().contains("another"), "{}", drive.text());
    assert!(drive.keys("k").at_cursor().contains("the words of one fault"), "and back to its top");
}

#[test]
fn the_editor_opens_at_the_line_of_a_problem() {
    let path = "/blog/_posts/2024-03-27-broken.md".into();
    assert_eq!(broken(TWO, 80, 24).keys("! j e").left, [Effect::Edit { path, line: Some(117) }]);
}

#[test]
fn a_dead_link_marks_no_row_and_is_counted_where_problems_are_asked_for() {
    let mut drive = Drive::new(super::MARSH, 80, 24);
    let library = drive.app.library().clone();
    let mut facts = Facts::new(&library);
    for id in library.ids() {
        let name = library.post(id).unwrap().name.clone();
        let problems = vec![Problem::new(&name, "a link leads nowhere: /gone/", "correct the target").at(7)];
        facts.add(&library, id, &Derived { problems, ..Derived::default() }, None);
    }
    library.learn(facts);
    assert!(!drive.shows("!") && !drive.shows("problem"), "{}", drive.text());
    let mut asked = drive.keys("v p");
    assert!(asked.bottom().starts_with(" 3 of 10 · 1 problem"), "{}", asked.text());
    assert!(!asked.text().lines().skip(1).any(|line| line.contains('!')), "{}", asked.text());
    assert!(asked.keys("!").shows("a link leads nowhere: /gone/"));
}
