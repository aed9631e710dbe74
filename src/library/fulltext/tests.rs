//! What is found, in which order, and what is shown of it.

use super::*;
use crate::library::samples::{library, now};

const POSTS: [(&str, &str); 6] = [
    (
        "2024-03-01 Two ways to lose a packet | linux",
        "A packet can go missing. On the wire, or in your head.\n",
    ),
    ("2024-02-01 Letters | linux", "Crème Brûlée is not a package.\nIt is a dessert, and packets are not.\n"),
    ("2024-01-01 Empty |", "\n"),
    ("2023-12-01 日記 | life", "日本語の文章も混ぜておきます。端末では全角文字の幅が二桁になる。\n"),
    ("2023-11-01 Packet | life", "Nothing here.\n"),
    ("2023-10-01 Head over wire |", "Over the wire, a packet, a packet, a packet.\n"),
];

fn hits(text: &str) -> Vec<Hit> {
    let library = library(&POSTS.map(|(line, _)| line));
    let search = Search::parse(text).unwrap();
    let posts = search.posts(&library, &Marks::default(), now());
    let scan = Scan::new(&library, &search);
    let mut found: Vec<Hit> = posts.iter().filter_map(|id| scan.shown(*id, POSTS[id.0 as usize].1)).collect();
    for Hit { post, excerpt, .. } in &found {
        // Where the first of the words is known, what is before it is not looked at.
        let text = POSTS[post.0 as usize].1;
        let first = scan.first_block(fold(text).as_bytes());
        assert_eq!(first.and_then(|from| Excerpt::of_bytes(&search, text.as_bytes(), from)), *excerpt);
    }
    sort(&mut found, &posts);
    found
}

fn found(text: &str) -> Vec<u32> {
    hits(text).iter().map(|hit| hit.post.0).collect()
}

/// The sentence of the best post, its hits in brackets.
fn sentence(text: &str) -> String {
    let excerpt = hits(text).remove(0).excerpt.unwrap();
    let mut out = excerpt.text.to_string();
    for hit in excerpt.hits.iter().rev() {
        out.insert(hit.end, ']');
        out.insert(hit.start, '[');
    }
    out
}

#[test]
fn titles_go_first_then_whole_words_then_how_often() {
    assert_eq!(found("packet"), [0, 4, 5, 1]);
    assert_eq!(found("pack"), [0, 4, 5, 1], "while it is typed");
    assert_eq!(found("head"), [5, 0]);
}

#[test]
fn every_word_must_be_there_and_none_of_those_excluded() {
    assert_eq!(found("packet wire"), [5, 0]);
    assert_eq!(found("packet -wire"), [4, 1]);
    assert_eq!(found("packet -\"the wire\" -dessert"), [4]);
    assert_eq!(found("-packet"), [2, 3], "only excluded words leave the rest");
}

#[test]
fn words_in_quotes_stand_side_by_side_and_whole() {
    assert_eq!(found("\"a packet\""), [0, 5]);
    assert!(found("\"a pack\"").is_empty());
    assert_eq!(found("\"a pack"), [0, 5, 1], "the quotes are still open");
    assert_eq!(found("\"brulee is\""), [1]);
}

#[test]
fn accents_and_case_do_not_matter_and_cjk_is_found_by_any_part() {
    assert_eq!(found("CREME brulee"), [1]);
    assert_eq!(found("crème"), [1]);
    assert_eq!(found("の文"), [3]);
    assert_eq!(found("幅"), [3]);
    assert_eq!(found("\"全角文字\""), [3]);
}

#[test]
fn terms_of_the_filter_leave_posts_out() {
    assert_eq!(found("packet tag:linux"), [0, 1]);
    assert_eq!(found("packet before:2024"), [4, 5]);
    assert_eq!(found("tag:life"), [3, 4], "without words they are by date");
    assert!(Search::parse("packet tug:linux").is_err());
    assert!(Search::parse(" ").unwrap().is_empty() && Search::parse("\"").unwrap().is_empty());
}

#[test]
fn the_sentence_around_the_words_is_shown() {
    assert_eq!(sentence("missing"), "A packet can go [missing].");
    assert_eq!(sentence("wire head tag:linux"), "On the [wire], or in your [head].");
    assert_eq!(sentence("brulee"), "Crème [Brûlée] is not a package.");
    assert_eq!(sentence("dessert packets"), "It is a [dessert], and [packets] are not.");
    assert_eq!(sentence("端末"), "[端末]では全角文字の幅が二桁になる。");
    assert_eq!(hits("Packet tag:life")[0].excerpt, None, "only the title has it");
    let dessert = hits("dessert").remove(0).excerpt.unwrap();
    assert_eq!((dessert.block, dessert.offset), (1, 8));
}

#[test]
fn a_long_sentence_is_cut_between_words() {
    let text = "many words ".repeat(100) + "and the needle " + &"more words ".repeat(100);
    let excerpt = Excerpt::of(&Search::parse("needle").unwrap(), &text).unwrap();
    assert!(
        excerpt.text.len() < 400 && excerpt.text.starts_with("words") || excerpt.text.starts_with("many")
    );
    assert_eq!(&excerpt.text[excerpt.hits[0].clone()], "needle");
}

#[test]
fn any_bytes_are_a_text() {
    let library = library(&["2024-03-01 T |"]);
    let search = Search::parse("é \"x").unwrap();
    for text in [&b"\xff\xc3xe"[..], b"\x80e", b"e\xe2\x82", b""] {
        let _ = Scan::new(&library, &search).folded(PostId(0), text);
    }
}
