//! What is written for what, byte by byte.

use proptest::prelude::*;
use ratatui::style::{Color, Modifier, Style};

use super::*;

fn written(runs: &[(&str, Style, Option<&str>)]) -> String {
    let mut out = Vec::new();
    row(&mut out, runs.iter().copied(), true);
    String::from_utf8(out).unwrap().replace('\u{1b}', "^")
}

fn moved(at: At, x: u16, y: u16) -> String {
    let mut out = Vec::new();
    move_to(&mut out, at, x, y);
    String::from_utf8(out).unwrap().replace('\u{1b}', "^")
}

#[test]
fn an_attribute_is_sent_once_and_taken_back_alone() {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let both = bold.add_modifier(Modifier::ITALIC).fg(Color::Indexed(200));
    let runs =
        [("a", bold, None), ("b", bold, None), ("c", both, None), ("d", bold.fg(Color::Indexed(200)), None)];
    assert_eq!(written(&runs), "^[1mab^[3;38;5;200mc^[23md^[m");
}

#[test]
fn bold_stays_where_dim_goes_though_they_share_a_code() {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    assert_eq!(
        written(&[("a", bold.add_modifier(Modifier::DIM), None), ("b", bold, None)]),
        "^[1;2ma^[0;1mb^[m"
    );
}

#[test]
fn sixteen_colours_have_their_short_codes() {
    let style = Style::new().fg(Color::Red).bg(Color::Indexed(12));
    assert_eq!(
        written(&[("x", style, None), ("y", Style::new().fg(Color::Rgb(1, 2, 3)), None)]),
        "^[31;104mx^[0;38;2;1;2;3my^[m"
    );
}

#[test]
fn one_link_around_a_run_of_several_styles() {
    let link = Some("https://a.example/ö b");
    let runs = [("x", Style::new(), link), ("y", Style::new().bold(), link), ("z", Style::new(), None)];
    assert_eq!(written(&runs), "^]8;id=1;https://a.example/%C3%B6%20b^\\x^[1my^]8;;^\\^[mz");
}

#[test]
fn no_payload_passes_a_link() {
    for raw in ["file:///etc/passwd", "javascript:x", "/relative", "", "h", "httpö://x"] {
        assert_eq!(address(raw), None, "{raw}");
    }
    assert_eq!(address("http://x/\u{1b}]52;c;AA\u{7}\n").unwrap(), "http://x/%1B]52;c;AA%07%0A");
    assert_eq!(address(&format!("http://{}", "x".repeat(3000))), None);
}

#[test]
fn what_a_terminal_obeys_is_drawn_as_a_blank() {
    assert_eq!(written(&[("a\u{1b}[2J\u{9b}b\u{202e}c\r\n", Style::new(), None)]), "a [2J b c  ");
}

#[test]
fn the_clipboard_gets_base64_and_nothing_too_long() {
    let mut out = Vec::new();
    for text in ["", "f", "fo", "foo", "foobar"] {
        assert!(clipboard(&mut out, text, false));
    }
    let all = String::from_utf8(out).unwrap().replace("\u{1b}]52;c;", "").replace("\u{1b}\\", "|");
    assert_eq!(all, "|Zg==|Zm8=|Zm9v|Zm9vYmFy|");
    let mut out = Vec::new();
    assert!(!clipboard(&mut out, &"x".repeat(80_000), false) && out.is_empty());
    assert!(clipboard(&mut out, "a", true));
    assert_eq!(out, b"\x1bPtmux;\x1b\x1b]52;c;YQ==\x1b\x1b\\\x1b\\");
}

#[test]
fn the_shortest_move_is_taken() {
    assert_eq!(moved(At::Unknown, 0, 0), "^[H");
    assert_eq!(moved(At::Unknown, 4, 9), "^[10;5H");
    assert_eq!(moved(At::Cell(5, 5), 5, 5), "");
    assert_eq!(moved(At::Cell(5, 5), 0, 6), "\r\n");
    assert_eq!(moved(At::Cell(5, 5), 5, 7), "\n\n");
    assert_eq!(moved(At::Cell(5, 5), 3, 5), "\u{8}\u{8}");
    assert_eq!(moved(At::Cell(5, 5), 45, 5), "^[40C");
    assert_eq!(moved(At::Row(5), 4, 5), "\r^[4C");
}

/// Takes our own sequences out of what was written; what is left must be plain text.
fn without_ours(written: &str) -> String {
    let mut left = String::new();
    let mut rest = written;
    while let Some(at) = rest.find('\u{1b}') {
        left.push_str(&rest[..at]);
        let sequence = &rest[at + 1..];
        let style = sequence
            .strip_prefix('[')
            .and_then(|s| s.split_once('m'))
            .filter(|(codes, _)| codes.bytes().all(|b| b.is_ascii_digit() || b == b';'));
        let link = sequence
            .strip_prefix("]8;")
            .and_then(|s| s.split_once("\u{1b}\\"))
            .filter(|(link, _)| link.bytes().all(|b| b.is_ascii_graphic()));
        let Some((_, after)) = style.or(link) else { return format!("foreign: {sequence}") };
        rest = after;
    }
    left + rest
}

proptest! {
    #[test]
    fn whatever_is_asked_for_only_our_sequences_go_out(
        text in any::<String>(), address in "(https?:|mailto:|)(\\PC|[\u{0}-\u{9f}]){0,20}",
        attack in prop::sample::select(vec!["", "\u{1b}]52;c;QQ\u{7}", "\u{9b}2J", "\u{1b}\\", "\u{1b}[201~", "\u{90}q\u{9c}"]),
    ) {
        let (text, address) = (format!("{text}{attack}"), format!("{address}{attack}"));
        let mut out = Vec::new();
        row(&mut out, [(&*text, Style::new().bold(), Some(&*address)), (&*text, Style::new(), None)], true);
        let left = without_ours(&String::from_utf8(out).unwrap());
        prop_assert!(!left.starts_with("foreign") && !left.chars().any(is_obeyed), "{:?}", left);
    }
}
