//! Tables and code with the window to themselves.

use super::{Drive, MARSH};
use crate::app::Effect;
use crate::role::{Face, Role, Traits};
use crate::theme::{Depth, Theme};

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
    tool     ‹ut the packets it has seen   ›
    ───────   ──────────────────────────────
    tcpdump  ‹which is a good sign as such ›
    ours     ‹                             ›



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
    assert_eq!(whole.line(3), "that it came from a long way off, and b›");
    let mut drive = whole.keys("l");
    insta::assert_snapshot!(drive.text(), @"
    what the packet sa… tself when it is as›
    ─────────────────── ────────────────────
    nothing                                ›
    that it came from …  off, and by night ›

     1 of 2         h l pan  y copy  w back
    ");
    let mut end = drive.keys("$");
    assert_eq!(end.line(3), "that it came from …       1   2024-03-26");
    assert_eq!(end.keys("0").line(3), "that it came from a long way off, and b›");
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
    tool     ‹ about the packets it has lost
    ───────   ──────────────────────────────
    tcpdump  ‹




     1 of 1         h l pan  y copy  w back
    ");
    drive.saved("No table any more.");
    assert_eq!(drive.bottom(), " Table: it is not in the text any more");
    assert_eq!(drive.first(), "Two ways to lose a packet");
}

#[test]
fn code_is_not_wrapped() {
    let mut drive = wide(CODE, 40, 8, "");
    assert_eq!(drive.line(0), "let one = 1; // a comment that goes on ›");
    assert_eq!(drive.line(1), "    let two = 2;");
    let mut panned = drive.keys("l");
    assert_eq!(panned.line(0), "‹ 1; // a comment that goes on and on, ›");
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

/// The marked words in view, the current ones in brackets.
fn marked(drive: &mut Drive) -> Vec<String> {
    let theme = Theme::named("default", Depth::Sixteen).unwrap();
    let hit = theme.style(Face::of(Role::Text).with(Traits::HIT)).add_modifier;
    let current = theme.style(Face::of(Role::Text).with(Traits::HIT | Traits::CURRENT)).add_modifier;
    let frame = drive.frame();
    let (mut out, mut last) = (Vec::<String>::new(), None);
    for (position, cell) in frame.area().positions().map(|position| (position, &frame.cells[position])) {
        let marks = cell.modifier.contains(hit) || cell.modifier.contains(current);
        if !marks || position.y + 1 == frame.area().height {
            last = None;
            continue;
        }
        if last.is_none() {
            out.push(if cell.modifier.contains(current) { "=" } else { "" }.to_owned());
        }
        out.last_mut().unwrap().push_str(cell.symbol());
        last = Some(());
    }
    out
}

#[test]
fn words_are_found_in_a_table_and_panned_into_view() {
    // `/` did nothing there, and the letters typed then acted as keys.
    let mut drive = wide(TABLE, 40, 8, "/").types("2024-03");
    assert!(drive.bottom().starts_with(" /2024-03 "), "{}", drive.bottom());
    assert!(drive.bottom().contains("1/2"), "{}", drive.bottom());
    assert_eq!(marked(&mut drive), ["=2024-03", "2024-03"]);
    assert!(
        drive.line(0).starts_with("tool   ") && drive.line(2).starts_with("tcpdump  ‹"),
        "{}",
        drive.text()
    );
    let mut kept = drive.keys("enter n");
    assert_eq!(marked(&mut kept), ["2024-03", "=2024-03"]);
    assert!(kept.bottom().starts_with(" 1 of 2 · 2/2"), "{}", kept.bottom());
    let mut around = kept.keys("n");
    assert_eq!(around.bottom(), " 1/2: past the end, on from the top");
    let mut back = around.keys("N").keys("/").types("one");
    assert_eq!(marked(&mut back), ["=one"]);
    assert!(back.line(0).contains("what it says"), "{}", back.text());
    let mut none = back.keys("esc");
    assert_eq!(marked(&mut none), [""; 0]);
    assert!(none.line(2).contains("2024-03-12"), "Esc leads back to what was in view: {}", none.text());
}

#[test]
fn esc_first_takes_the_marks_away_and_then_the_block() {
    let mut drive = wide(TABLE, 80, 8, "/").types("ours").keys("enter");
    assert_eq!(marked(&mut drive), ["=ours"]);
    let mut bare = drive.keys("esc");
    assert_eq!(marked(&mut bare), [""; 0]);
    assert!(bare.bottom().contains("Table"), "{}", bare.bottom());
    assert_eq!(bare.keys("esc").first(), "Two ways to lose a packet");
}

#[test]
fn a_header_and_a_first_column_are_looked_through_as_well() {
    let mut drive = wide(TABLE, 40, 8, "$ /").types("tool");
    assert_eq!(marked(&mut drive), ["=tool"]);
    assert!(drive.line(2).ends_with("2024-03-12"), "they are in view, and nothing moves: {}", drive.text());
    let mut since = drive.keys("esc 0 /").types("since");
    assert_eq!(marked(&mut since), ["=since"]);
    let mut cut = wide(WIDE_FIRST, 40, 6, "$ /").types("by night");
    assert_eq!(
        marked(&mut cut),
        ["=by night"],
        "what does not stay of a wide column is panned: {}",
        cut.text()
    );
}

#[test]
fn words_are_found_in_code_far_down_and_far_right() {
    let mut drive = wide(LONG, 40, 8, "/").types("Needle");
    assert_eq!(marked(&mut drive), ["=Needle"]);
    assert!(drive.bottom().contains("1/1"), "{}", drive.bottom());
    let mut kept = drive.keys("enter g 0 n");
    assert_eq!(marked(&mut kept), ["=Needle"]);
    let mut not = kept.keys("/").types("nowhere").keys("enter");
    assert_eq!(not.bottom(), " Not in this code: nowhere");
    let mut nothing = wide(LONG, 40, 8, "n");
    assert_eq!(nothing.bottom(), " Nothing is looked for; / begins");
}

#[test]
fn what_is_looked_for_stays_so_when_the_text_is_saved() {
    let mut drive = wide(TABLE, 40, 8, "/").types("2024-03").keys("enter");
    drive.saved("tool|what it says|since\n---|---|---\ntcpdump|2024-03-30|today\n");
    assert_eq!(marked(&mut drive), ["=2024-03"]);
}

#[test]
fn the_help_of_a_wide_block_begins_with_its_keys() {
    let mut help = wide(TABLE, 80, 24, "?");
    assert!(
        help.line(2).contains("In a wide block") || help.line(3).contains("In a wide block"),
        "{}",
        help.text()
    );
    assert!(help.shows("Find in the block"));
    let mut panned = wide(TABLE, 40, 8, "l /").types("ours").keys("enter");
    let before = panned.text();
    assert_eq!(panned.keys("? q").text(), before, "and leads back to it");
}

#[test]
fn a_tab_before_what_is_found_is_not_marked() {
    // The blanks that show it were taken for as many bytes of the source.
    let mut drive = wide(CODE, 40, 8, "/").types("let two");
    assert_eq!(marked(&mut drive), ["=let two"]);
}

const LONG: &str = "\
```text
one
two
three
four
five
six
seven
eight
nine, and a line that goes on and on and on and on and on, up to the Needle in it, and further on
ten
needles
```
";
