//! Out of a field, and out of a post that nobody came to from the list.

use super::{Drive, MARSH};
use crate::app::{Effect, Options};
use crate::library::samples;

fn marsh() -> Drive {
    Drive::new(MARSH, 80, 24)
}

#[test]
fn ctrl_c_leaves_a_field_and_a_second_one_quits() {
    // It quit the program out of whatever was typed; less, vim and fzf leave what they ask for.
    for field in ["/ a", "enter / a", "S a", ": a", "t / a"] {
        let mut left = marsh().keys(field).keys("ctrl-c");
        assert_eq!(left.left, [], "{field}");
        assert!(!left.bottom().contains("Enter keep"), "{field}: {}", left.bottom());
        assert_eq!(left.keys("ctrl-c").left, [Effect::Quit], "{field}");
    }
    let mut list = marsh().types("/tag:linux").keys("ctrl-c");
    assert!(list.bottom().starts_with(" 1 of 8"), "{}", list.bottom());
    assert!(marsh().keys(": a ctrl-c").bottom().starts_with(" 1 of 8"), "the palette goes at once");
}

#[test]
fn ctrl_z_stops_the_program_while_something_is_typed() {
    assert_eq!(marsh().keys("/ a ctrl-z").left, [Effect::Suspend]);
}

#[test]
fn from_a_post_that_was_named_one_goes_to_the_list_and_forward_again() {
    // `L` said that nothing lies ahead.
    let library = samples::library(MARSH);
    let options = Options { open: Some(library.ids()[0]), ..Options::default() };
    let mut list = Drive::of(library, options, 80, 24).keys("h");
    assert!(list.bottom().starts_with(" 1 of 8"), "{}", list.bottom());
    let mut post = list.keys("L");
    assert!(post.bottom().contains("Post 1 of 8"), "{}", post.bottom());
}
