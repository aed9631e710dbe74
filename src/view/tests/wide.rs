//! Tables and code with the window to themselves.

use super::{Drive, MARSH};
use crate::app::Effect;

fn wide(text: &'static str, width: u16, height: u16, keys: &str) -> Drive {
    Drive::with_text(text, MARSH, width, height).keys("enter w").keys(keys)
}

const TABLE: &str = "\
tool | what it says about the packets it has seen | and since when
---|---|---
tcpdump | nothing at all, which is a good sign as such things go | 2024-03-12
ours | one | 2024-03-26
";

const CODE: &str = "```rust\nlet one = 1; // a comment that goes on and on, far beyond the edge of the window\n\tlet two = 2;\n```\n";

#[test]
fn a_table_keeps_its_header_and_its_first_column() {
    let mut drive = wide(TABLE, 40, 8, "l l");
    insta::assert_snapshot!(drive.text(), @"
    tool      ut the packets it has seen
    ───────   ──────────────────────────────
    tcpdump   which is a good sign as such t
    ours



     1 of 2         h l pan  y copy  w back
    ");
    assert!(drive.keys("$").line(2).ends_with("2024-03-12"));
}

const WIDE_FIRST: &str = "\
what the packet says about itself when it is asked | drops | since when
---|--:|---
nothing | 0 | 2024-03-12
that it came from a long way off, and by night | 1 | 2024-03-26
";

#[test]
fn of_a_wide_first_column_as_much_stays_as_leaves_half_to_the_rest() {
    let mut whole = wide(WIDE_FIRST, 40, 6, "");
    assert_eq!(whole.line(3), "that it came from a long way off, and by");
    let mut drive = whole.keys("l");
    insta::assert_snapshot!(drive.text(), @"
    what the packet sa… tself when it is ask
    ─────────────────── ────────────────────
    nothing
    that it came from …  off, and by night

     1 of 2         h l pan  y copy  w back
    ");
    let mut end = drive.keys("$");
    assert_eq!(end.line(3), "that it came from …       1   2024-03-26");
    assert_eq!(end.keys("0").line(3), "that it came from a long way off, and by");
}

#[test]
fn a_window_that_grows_shows_more_and_not_less() {
    let mut drive = wide(TABLE, 40, 8, "$").resize(200, 8);
    assert_eq!(drive.line(2), Drive::with_text(TABLE, MARSH, 200, 8).keys("enter w").line(2));
}

#[test]
fn an_open_block_follows_what_is_saved() {
    let mut drive = Drive::with_text(TABLE, MARSH, 40, 8).keys("enter w l l");
    drive.saved(
        "A line more.\n\n|tool|what it says about the packets it has lost\n|---|---\n|tcpdump|everything",
    );
    insta::assert_snapshot!(drive.text(), @"
    tool       about the packets it has lost
    ───────   ──────────────────────────────
    tcpdump




     1 of 1         h l pan  y copy  w back
    ");
    drive.saved("No table any more.");
    assert_eq!(drive.bottom(), " Table: it is not in the text any more");
    assert_eq!(drive.first(), "Two ways to lose a packet");
}

#[test]
fn code_is_not_wrapped() {
    let mut drive = wide(CODE, 40, 8, "");
    assert_eq!(drive.line(0), "let one = 1; // a comment that goes on a");
    assert_eq!(drive.line(1), "    let two = 2;");
    let mut panned = drive.keys("l");
    assert_eq!(panned.line(0), "= 1; // a comment that goes on and on, f");
    assert_eq!(panned.keys("0").line(1), "    let two = 2;");
}

#[test]
fn its_source_is_copied() {
    let drive = wide(CODE, 40, 8, "y");
    let [Effect::Copy(text)] = drive.left.as_slice() else { panic!("{:?}", drive.left) };
    assert!(text.ends_with("\tlet two = 2;"));
    let drive = wide(TABLE, 40, 8, "y");
    let [Effect::Copy(text)] = drive.left.as_slice() else { panic!("{:?}", drive.left) };
    assert!(text.starts_with("| tool | what it says"), "{text}");
}

#[test]
fn w_and_q_close_and_other_keys_do_their_work() {
    assert_eq!(wide(TABLE, 80, 24, "w").first(), "Two ways to lose a packet");
    assert_eq!(wide(TABLE, 80, 24, "q").first(), "Two ways to lose a packet");
    assert!(wide(TABLE, 80, 24, "?").shows("Keys"));
}

#[test]
fn of_several_one_is_chosen_by_letters() {
    let mut drive = Drive::new(MARSH, 80, 40).keys("enter w");
    assert!(drive.bottom().contains("see whole"), "{}", drive.bottom());
    assert!(drive.keys("s").line(0).starts_with("let seen"));
    assert!(Drive::new(MARSH, 80, 6).keys("enter w").bottom().contains("No table"));
}
