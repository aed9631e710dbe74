//! The headings and the links of a post.

use super::{Drive, MARSH};
use crate::app::Effect;
use crate::text::Clean;

const TEXT: &str = "\
# One\n\nSome words of one section.\n\n## Half\n\nThe other half of the words, as many as that.\n\n# Two\n\n\
Some more words, so that the shares are as they are.\n\n[a](https://a.example/) ![b](https://b.example/b.png)\n";

fn contents(keys: &str) -> Drive {
    Drive::with_text(TEXT, MARSH, 60, 12).keys("enter").keys(keys)
}

#[test]
fn headings_have_their_share_and_the_current_one_a_mark() {
    let mut drive = contents("] c G");
    insta::assert_snapshot!(drive.text(), @"
    Contents                                 share of the post

     ▏ One       57%
         Half    36%
    ▌  Two       43%






    3 of 3                      Enter choose  / narrow  q back
    ");
}

#[test]
fn they_are_narrowed_by_typing() {
    let mut drive = contents("c /").types("tw").keys("enter");
    assert!(drive.shows("Two") && !drive.shows("Half"), "{}", drive.text());
    assert_eq!(drive.keys("enter").app.overlay().map(|_| ()), None);
}

#[test]
fn links_stand_by_their_kind_and_are_copied() {
    let mut drive = contents("F");
    assert!(drive.shows("Pictures and films"), "{}", drive.text());
    let mut peeked = contents("F tab K");
    assert!(peeked.shows(" Address") && peeked.shows("https://b.example/b.png"), "{}", peeked.text());
    let copied = drive.keys("tab y");
    assert_eq!(copied.left, [Effect::Copy(Clean::text("https://b.example/b.png"))]);
}

#[test]
fn a_link_says_nothing_twice_and_a_footnote_what_it_says() {
    let text = "One[^1] and <https://c.example/>.\n\n[^1]: The words of the *note*.\n";
    insta::assert_snapshot!(Drive::with_text(text, MARSH, 60, 12).keys("enter F").text());
}
