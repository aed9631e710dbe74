//! The query language by example.

use super::*;
use crate::library::samples::{library, now};
use crate::library::{Library, Order};
use crate::post::{Change, Mark, Marks, PostId};

fn marsh() -> Library {
    library(&[
        "2024-03-27 Two ways to lose a packet | networks, linux, tracing",
        "2024-02-18 The list that sorted itself | algorithms",
        "2023-11-30 Reading strace like prose | linux, tracing",
        "2023-10-14 Clocks that “disagree”, and why | distributed computing",
        "2020-01-02 Crème brûlée | Kitchen",
        "2027-02-01 What the counters will say | linux",
        "draft The third kind of packet | networks",
        "- About this diary |",
    ])
}

fn titles(query: &str) -> Vec<String> {
    let library = marsh();
    let ids = Query::parse(query).unwrap().run(&library, &Marks::default(), Order::default(), now());
    ids.iter().map(|id| library.post(*id).unwrap().meta.title.chars().take(12).collect()).collect()
}

fn error(query: &str) -> (String, String) {
    let error = Query::parse(query).unwrap_err();
    (query[error.range].to_owned(), error.message)
}

#[test]
fn nothing_asked_shows_what_is_on_the_web_page_newest_first() {
    let all =
        ["Two ways to ", "The list tha", "Reading stra", "Clocks that ", "Crème brûlée", "About this d"];
    assert_eq!(titles(""), all);
    assert_eq!(titles("  -  "), all);
}

#[test]
fn tags_whole_and_in_any_case() {
    assert_eq!(titles("tag:LINUX"), ["Two ways to ", "Reading stra"]);
    assert_eq!(titles("tag:kitchen"), ["Crème brûlée"]);
    assert_eq!(titles("tag:lin"), [""; 0]);
    assert_eq!(titles("tag:\"distributed computing\""), ["Clocks that "]);
    assert_eq!(titles("TAG:“distributed computing”"), ["Clocks that "]);
}

#[test]
fn several_tags_are_all_and_commas_are_any() {
    assert_eq!(titles("tag:linux tag:networks"), ["Two ways to "]);
    assert_eq!(titles("tag:algorithms,networks"), ["Two ways to ", "The list tha"]);
    assert_eq!(titles("tag:algorithms|networks"), titles("tag:algorithms,networks"));
    assert_eq!(titles("tag:linux -tag:networks"), ["Reading stra"]);
    assert_eq!(titles("-tag:linux,algorithms"), ["Clocks that ", "Crème brûlée", "About this d"]);
}

#[test]
fn words_are_found_fuzzily_in_titles() {
    assert_eq!(titles("creme BRULEE"), ["Crème brûlée"]);
    assert_eq!(titles("packet"), ["Two ways to "]);
    assert_eq!(titles("pckt"), ["Two ways to "]);
    assert_eq!(titles("stracprose"), ["Reading stra"]);
    assert_eq!(titles("sort list"), ["The list tha"]);
    // In “like prose” the letters are there too, but nobody would see the word.
    assert_eq!(titles("lose"), ["Two ways to "]);
    assert_eq!(titles("tree"), [""; 0]);
    assert_eq!(
        titles("-the"),
        ["Two ways to ", "Reading stra", "Clocks that ", "Crème brûlée", "About this d"]
    );
}

#[test]
fn quoted_words_stand_so_in_the_title() {
    assert_eq!(titles("\"that disagree\""), [""; 0]);
    assert_eq!(titles("\"that\""), ["The list tha", "Clocks that "]);
    assert_eq!(titles("\"ways  TO lose\""), ["Two ways to "]);
    assert_eq!(titles("“ways to” -\"lose a\""), [""; 0]);
    assert_eq!(titles("\"way\""), [""; 0]);
    // A quote that is still open ends with the text.
    assert_eq!(titles("\"ways to l"), [""; 0]);
    assert_eq!(titles("\"ways to lose"), ["Two ways to "]);
    assert_eq!(titles("\""), titles(""));
}

#[test]
fn dates() {
    assert_eq!(titles("year:2023"), ["Reading stra", "Clocks that "]);
    assert_eq!(titles("year:2020-2023"), ["Reading stra", "Clocks that ", "Crème brûlée"]);
    assert_eq!(titles("year:2020,2024"), ["Two ways to ", "The list tha", "Crème brûlée"]);
    assert_eq!(titles("after:2024"), ["Two ways to ", "The list tha"]);
    assert_eq!(titles("after:2024-02-18 before:2024-3"), ["The list tha"]);
    assert_eq!(titles("before:2020-01-02"), [""; 0]);
    assert_eq!(titles("is:undated"), ["About this d"]);
}

#[test]
fn drafts_and_what_is_to_come_are_shown_when_asked_for() {
    assert_eq!(titles("is:draft"), ["The third ki"]);
    assert_eq!(titles("is:draft,future"), ["What the cou", "The third ki"]);
    assert_eq!(titles("is:draft is:future"), [""; 0]);
    assert_eq!(titles("tag:networks is:draft,published"), ["The third ki", "Two ways to "]);
    assert_eq!(titles("-is:draft tag:networks"), ["Two ways to "]);
    // At the first visit nothing is new.
    assert_eq!(titles("is:new"), [""; 0]);
}

#[test]
fn what_the_reader_did() {
    let library = marsh();
    let mut marks = Marks::default();
    marks.set(PostId(0), Mark::default().with(Change::Read(true), now()));
    marks.set_new(PostId(0));
    marks.set_new(PostId(1));
    let count =
        |query: &str| Query::parse(query).unwrap().run(&library, &marks, Order::default(), now()).len();
    assert_eq!((count("is:read"), count("is:unread"), count("is:read,unread")), (1, 5, 6));
    assert_eq!((count("is:starred"), count("-is:starred"), count("is:new")), (0, 6, 1));
}

#[test]
fn a_wrong_query_says_where_and_what_helps() {
    let at = |query| error(query).0;
    let says = |query| error(query).1;
    assert_eq!(at("linux tga:go"), "tga:");
    assert_eq!(says("linux tga:go"), "there is no “tga:”; did you mean tag:go?");
    assert_eq!(says("http://x"), "there is no “http:”; for these words write \"http://x\"");
    assert_eq!(at("a is:drafts,new"), "drafts");
    assert_eq!(says("is:drafts"), "is: does not know “drafts”; did you mean is:draft?");
    assert_eq!(says("tag: linux"), "tag: needs a value right after it, as in tag:linux or tag:\"two words\"");
    assert_eq!(says("after:soon"), "“soon” is no date; write after:2024, after:2024-03 or after:2024-03-27");
    // It was the year 99, and every post came after it.
    assert_eq!(says("after:99"), "“99” is no date; write after:2024, after:2024-03 or after:2024-03-27");
    assert_eq!(
        says("before:27-03-2024"),
        "“27-03-2024” is no date; write before:2024, before:2024-03 or before:2024-03-27"
    );
    assert_eq!(says("year:99"), "“99” is no year; write year:2024 or year:2019-2021");
    assert_eq!(says("year:2019-21"), "“2019-21” is no year; write year:2024 or year:2019-2021");
    assert_eq!(
        says("before:2024-13"),
        "“2024-13” is no date; write before:2024, before:2024-03 or before:2024-03-27"
    );
    assert_eq!(says("year:20x4"), "“20x4” is no year; write year:2024 or year:2019-2021");
    // A colon in a title is none of ours.
    assert!(Query::parse("rust: the book").is_ok());
}

#[test]
fn a_value_nobody_has_is_named() {
    let unknown = Query::parse("tag:linus,networks").unwrap().unknown(&marsh());
    assert_eq!(unknown.len(), 1);
    assert_eq!(unknown[0].value, "linus");
    assert_eq!(unknown[0].near.as_deref(), Some("linux"));
    // Of a tag that was only begun another one of as few letters was said to be meant.
    let near =
        |text: &str| Query::parse(text).unwrap().unknown(&marsh())[0].near.as_deref().map(str::to_owned);
    assert_eq!(near("tag:ne").as_deref(), Some("networks"));
}

/// `tag:c or tag:go` looked for `or` in titles, found nothing, and nobody said why.
#[test]
fn signs_of_other_languages_are_named_with_what_is_written_here() {
    let says = |text: &str| Query::parse(text).unwrap().misread().map(|misread| misread.to_string());
    let write = |signs: &str, meant: &str| Some(format!("{signs} of a filter; write {meant}"));
    assert_eq!(says("tag:c or tag:go"), write("“or” is no sign", "tag:c,go"));
    assert_eq!(says("tag:c | tag:go year:2024"), write("“|” is no sign", "tag:c,go year:2024"));
    assert_eq!(says("tag:c|tag:go"), write("“|” is no sign", "tag:c,go"));
    assert_eq!(says("(tag:c OR tag:go)"), write("“(” and “OR” and “)” are no signs", "tag:c,go"));
    assert_eq!(says("not tag:c"), write("“not” is no sign", "-tag:c"));
    assert_eq!(
        says("tag:go AND NOT (tag:c)"),
        write("“AND” and “NOT” and “(” are no signs", "tag:go -tag:c")
    );
    assert_eq!(says("!tag:c"), write("“!” is no sign", "-tag:c"));
    assert_eq!(says("is:read or is:starred or is:new"), write("“or” is no sign", "is:read,starred,new"));
    let ways = "tag:a,b for either, tag:a tag:b for both, -tag:a for posts without it";
    assert_eq!(says("tag:c or year:2024"), write("“or” is no sign", ways));
    assert_eq!(says("tag:\"c (old)\" or tag:go"), write("“or” is no sign", "tag:\"c (old)\",go"));
    for title in ["war and peace", "to be or not to be", "tag:a b", "tag:\"c (old)\"", "either|or", "(draft)"]
    {
        assert_eq!(says(title), None, "{title}");
    }
}

#[test]
fn written_as_it_is_read() {
    for text in [
        "tag:linux -tag:draft",
        "tag:a,\"b c\" \"exact words\" word -other",
        "year:2019-2021,2023 after:2024-03 before:2024-03-27",
        "is:draft,future path:_posts/de lang:en site:\"The Marsh Diary\"",
        "author:\"a \\\"b\\\" c\"",
    ] {
        assert_eq!(Query::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn quotes_that_hold_nothing_are_passed_over_however_many_there_are() {
    assert_eq!(Query::parse(&"\"\" ".repeat(200_000)).map(|query| query.is_empty()), Ok(true));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_what_is_read_survives_writing(text in "(-?(tag|is|year|after|path|x)?:?[\"“ ,|a\\\\0-9-]{0,6}\\PC?){0,6}") {
        match Query::parse(&text) {
            Ok(query) => {
                let written = query.to_string();
                proptest::prop_assert_eq!(Query::parse(&written), Ok(query), "{}", written);
            }
            Err(error) => proptest::prop_assert!(text.get(error.range).is_some() || text != *crate::text::Clean::line(&text)),
        }
    }
}
