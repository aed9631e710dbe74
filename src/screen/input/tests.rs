//! Bytes in, events out.

use proptest::prelude::*;

use super::*;
use crate::screen::{Mouse, MouseAction};
use crate::text::Clean;

fn events(bytes: &[u8]) -> Vec<Event> {
    let mut events = Vec::new();
    Parser::default().feed(bytes, &mut events);
    events
}

/// The keys in the words of Emacs: C-x, M-x, S-Up.
fn keys(bytes: &[u8]) -> String {
    events(bytes).iter().map(name).collect::<Vec<_>>().join(" ")
}

fn name(event: &Event) -> String {
    let Event::Key(key) = event else { return format!("{event:?}") };
    let code = match key.code {
        KeyCode::Char(c) => c.to_string(),
        other => format!("{other:?}"),
    };
    let held = [(key.ctrl, "C-"), (key.alt, "M-"), (key.shift, "S-")];
    held.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect::<String>() + &code
}

#[test]
fn letters_and_controls() {
    assert_eq!(
        keys("jö漢👩\r\t\u{7f}\u{3}\u{0}\u{1d}".as_bytes()),
        "j ö 漢 👩 Enter Tab Backspace C-c C-  C-]"
    );
}

#[test]
fn the_same_key_of_several_terminals() {
    for up in ["\u{1b}[A", "\u{1b}OA"] {
        assert_eq!(keys(up.as_bytes()), "Up");
    }
    for home in ["\u{1b}[H", "\u{1b}OH", "\u{1b}[1~", "\u{1b}[7~"] {
        assert_eq!(keys(home.as_bytes()), "Home");
    }
    for f2 in ["\u{1b}OQ", "\u{1b}[12~", "\u{1b}[[B", "\u{1b}[Q"] {
        assert_eq!(keys(f2.as_bytes()), "F(2)");
    }
}

#[test]
fn modifiers_of_xterm_rxvt_and_fixterms() {
    assert_eq!(keys(b"\x1b[1;5C\x1b[3;2~\x1b[Z\x1b[1;4P"), "C-Right S-Delete S-Tab M-S-F(1)");
    assert_eq!(
        keys(b"\x1bOc\x1b[a\x1b[5^\x1b[5$\x1b[5@\x1b\x1b[A"),
        "C-Right S-Up C-PageUp S-PageUp C-S-PageUp M-Up"
    );
    assert_eq!(keys(b"\x1b[105;5u\x1b[97;2u\x1b[27;5;13~\x1b[9;5u"), "C-i A C-Enter C-Tab");
}

#[test]
fn alt_comes_as_an_escape_before() {
    assert_eq!(keys("\u{1b}j\u{1b}ö\u{1b}\r\u{1b}]x\u{1b}Px".as_bytes()), "M-j M-ö M-Enter M-] x M-P x");
}

#[test]
fn a_lone_escape_waits_for_the_time() {
    let (mut parser, mut events) = (Parser::default(), Vec::new());
    parser.feed(b"\x1b", &mut events);
    assert!(events.is_empty() && parser.is_waiting());
    parser.flush(&mut events);
    parser.feed(b"j", &mut events);
    assert_eq!(events.iter().map(name).collect::<Vec<_>>(), ["Esc", "j"]);
}

#[test]
fn a_heading_key_after_escape_is_a_key() {
    let (mut parser, mut events) = (Parser::default(), Vec::new());
    for keys in [&b"\x1b"[..], b"]", b"\x1b", b"[j", b"["] {
        parser.feed(keys, &mut events);
        parser.flush(&mut events);
    }
    assert_eq!(events.iter().map(name).collect::<Vec<_>>().join(" "), "Esc ] Esc [ j [");
}

#[test]
fn pasted_text_is_clean_and_ends_at_its_mark() {
    let pasted = events(b"\x1b[200~a\x1b[31m\x07b\r\nc\x1b[201q\x1b[201~j");
    assert_eq!(pasted, [Event::Paste(Clean::text("a[31mb\nc[201q")), Event::Key(Key::char('j'))]);
}

#[test]
fn a_long_paste_is_cut_and_still_ends() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', 100_000));
    bytes.extend(b"\x1b[201~j");
    let events = events(&bytes);
    assert!(matches!(&events[0], Event::Paste(text) if text.len() == LONGEST_PASTE));
    assert_eq!(events[1..], [Event::Key(Key::char('j'))]);
}

#[test]
fn the_mouse_in_both_forms() {
    let mouse = |action, x, y| Event::Mouse(Mouse { action, x, y });
    assert_eq!(
        events(b"\x1b[<0;10;300M\x1b[<65;1;1M"),
        [mouse(MouseAction::Press, 9, 299), mouse(MouseAction::WheelDown, 0, 0)]
    );
    assert_eq!(events(b"\x1b[M`!\xff"), [mouse(MouseAction::WheelUp, 0, 222)]);
    assert_eq!(events(b"\x1b[I\x1b[O"), [Event::Focus(true), Event::Focus(false)]);
}

#[test]
fn the_colour_of_the_ground_in_every_form() {
    let ground = Event::Reply(Reply::Background(0x1d, 0, 0xff));
    for answer in
        ["\u{1b}]11;rgb:1d1d/0000/ffff\u{1b}\\", "\u{1b}]11;rgba:1d/00/ff/80\u{7}", "\u{1b}]11;#1d00ff\u{7}"]
    {
        assert_eq!(events(answer.as_bytes()), std::slice::from_ref(&ground), "{answer:?}");
    }
}

#[test]
fn what_the_terminal_says_of_itself() {
    let replies = [Reply::Ready, Reply::Sync(true), Reply::Sync(false), Reply::Sync(false), Reply::Other];
    assert_eq!(
        events(b"\x1b[0n\x1b[?2026;2$y\x1b[?2026;0$y\x1b[?2026;4$y\x1b[?2004;1$y"),
        replies.map(Event::Reply)
    );
}

/// What terminals answer to what anybody asks them.
const ANSWERS: [&str; 11] = [
    "\u{1b}]11;rgb:ffff/ffff/dddd\u{1b}\\",
    "\u{1b}]10;rgb:0000/0000/0000\u{7}",
    "\u{1b}]4;1;rgb:cdcd/0000/0000\u{1b}\\",
    "\u{1b}[?62;4;22c",
    "\u{1b}[>41;354;0c",
    "\u{1b}[?2026;2$y",
    "\u{1b}[12;40R",
    "\u{1b}[0n",
    "\u{1b}P>|XTerm(390)\u{1b}\\",
    "\u{1b}_Gi=31;OK\u{1b}\\",
    "\u{1b}[?1u",
];

#[test]
fn an_answer_is_never_taken_for_keys_wherever_it_is_cut() {
    for answer in ANSWERS {
        for cut in 0..=answer.len() {
            let (mut parser, mut events) = (Parser::default(), Vec::new());
            let (first, rest) = answer.as_bytes().split_at(cut);
            parser.feed(first, &mut events);
            parser.flush(&mut events);
            parser.feed(rest, &mut events);
            parser.flush(&mut events);
            // Right after the ESC nobody can tell; Esc only cancels.
            events.retain(|e| cut != 1 || *e != Event::Key(Key::plain(KeyCode::Esc)));
            assert!(matches!(events.as_slice(), [Event::Reply(_)]), "{answer:?} cut at {cut}: {events:?}");
        }
    }
}

#[test]
fn a_reader_gets_out_of_an_answer_that_lost_its_end() {
    assert_eq!(keys(b"\x1b]11;rgb:ff\rj"), "Reply(Other) Enter j");
    assert_eq!(keys(b"\x1b]11;rgb:ff\x03"), "Reply(Other) C-c");
    assert_eq!(keys(b"\x1b]11;rgb:ff\x1b[Aj"), "Reply(Other) Up j");
    assert_eq!(keys(b"\x1b[?62;\x1b[B"), "Reply(Other) Down");
}

/// Bytes as terminals send them and as they do not.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "j",
        "ö",
        "漢",
        "\u{1b}",
        "\u{1b}[A",
        "\u{1b}OP",
        "\u{1b}[1;5C",
        "\u{1b}[200~",
        "\u{1b}[201~",
        "\u{1b}[<0;1;1M",
        "\u{1b}[M",
        "\u{1b}]",
        "\u{1b}P",
        "\u{1b}_G",
        "\u{1b}\\",
        "\u{7}",
        "\r",
        "\u{1b}[[",
        "\u{1b}[5$",
        "11;rgb:1/2/3",
    ]);
    let pieces = prop_oneof![
        known.prop_map(|s| s.as_bytes().to_vec()),
        prop::sample::select(ANSWERS.to_vec()).prop_map(|s| s.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn it_makes_no_difference_how_the_bytes_are_cut(bytes in stream(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        let mut cuts: Vec<usize> = cuts.iter().map(|c| c.index(bytes.len() + 1)).chain([0, bytes.len()]).collect();
        cuts.sort_unstable();
        let (mut parser, mut cut) = (Parser::default(), Vec::new());
        cuts.windows(2).for_each(|c| parser.feed(&bytes[c[0]..c[1]], &mut cut));
        prop_assert_eq!(cut, events(&bytes));
    }

    #[test]
    fn any_bytes_with_any_pauses_give_events(chunks in prop::collection::vec(stream(), 0..6)) {
        let (mut parser, mut events) = (Parser::default(), Vec::new());
        for chunk in chunks {
            parser.feed(&chunk, &mut events);
            parser.flush(&mut events);
        }
        let control = |e: &Event| matches!(e, Event::Key(Key { code: KeyCode::Char(c), .. }) if c.is_control());
        prop_assert!(!events.iter().any(control));
    }
}
