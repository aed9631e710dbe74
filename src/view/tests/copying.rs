//! What the clipboard gets.

use super::{Drive, MARSH};
use crate::app::Effect;

fn copied(drive: Drive) -> String {
    match drive.left.as_slice() {
        [Effect::Copy(text)] => text.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_block_of_code_is_copied_as_it_is() {
    let code = copied(Drive::new(MARSH, 80, 40).keys("enter y c"));
    insta::assert_snapshot!(code, @r"
    let seen = ring.drain().count();   // indented, no ground
    assert_eq!(seen, sent);            // may run to the edge
    ");
    assert!(Drive::new(MARSH, 80, 6).keys("enter y c").bottom().contains("No block of code is in view"));
}

#[test]
fn a_link_that_is_selected_or_chosen_by_letters() {
    assert_eq!(copied(Drive::new(MARSH, 80, 24).keys("enter G tab y l")), "https://counters.example/");
    let post = copied(Drive::new(MARSH, 80, 24).keys("enter G y l d"));
    assert_eq!(post, "https://marsh.example/clocks-that-disagree-and-why-they-do/");
}

#[test]
fn a_paragraph_without_margins_and_wrapped_lines() {
    let mut drive = Drive::new(MARSH, 40, 12).keys("enter y p");
    assert!(drive.bottom().contains("Copied") || drive.bottom().contains("letters"), "{}", drive.bottom());
    let drive = if drive.left.is_empty() { drive.keys("a") } else { drive };
    assert_eq!(
        copied(drive),
        "A packet can go missing in two places: on the wire, and in your head. This is about the second kind."
    );
}

#[test]
fn the_whole_post_as_its_source() {
    let text = copied(Drive::new(MARSH, 80, 24).keys("enter y a"));
    insta::assert_snapshot!(text, @r#"
    # Two ways to lose a packet

    A packet can go missing in two places: on the wire, and in your head. This is about the second kind.

    ## What we saw

    On Tuesday the counter said 10,412 and the log said 10,411.

    - the counter is bumped in the kernel;
    - the log is written by us, later, and a list item that runs over hangs under its own first word.

    > A quotation has a bar at its side and keeps it on every line, however many lines it takes to say it.

    ```rust
    let seen = ring.drain().count();   // indented, no ground
    assert_eq!(seen, sent);            // may run to the edge
    ```

    ### Which of the two

    A second rank stands flush on its text, no blank line after.

    | tool | drops | since |
    |---|--:|---|
    | tcpdump | 0 | 2024-03-12 |
    | ours | 1 | 2024-03-26 |

    See [the counters](https://counters.example/)[^1] and [Clocks that disagree](https://marsh.example/clocks-that-disagree-and-why-they-do/).

    [^1]: Bumped in ring.c, line 88; see [the source](https://source.example/).
    "#);
    assert_eq!(copied(Drive::new(MARSH, 80, 24).keys("y a")), text, "from the list it is read first");
}

#[test]
fn in_the_list_only_what_a_list_has() {
    assert!(!Drive::new(MARSH, 80, 24).keys("y").shows("A block of code"));
    assert!(Drive::new(MARSH, 80, 24).keys("enter y").shows("A block of code"));
}
