//! The output layer: two screens → bytes → an emulator shows the second.

use std::num::NonZeroU16;

use arbitrary::{Result, Unstructured};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};
use rushlight::screen::{Caps, Screen, Scrolling, diff, hand_over};
use rushlight::text::Clean;

use super::strict;

const WORDS: [&str; 16] = [
    "a",
    "word",
    "two words",
    "     ",
    "漢字",
    "e\u{301}a\u{308}",
    "x漢",
    "한글 ",
    "漢x字",
    "漢字漢字",
    "דג 12 בא",
    "ایند مالس",
    "ü",
    "————",
    "a b  c   d",
    " ",
];

/// Draws two screens as the bytes say, and compares what an emulator shows after the way from the first to the
/// second with what it shows after the second alone, and that with the cells.
pub fn output(bytes: &[u8]) {
    // Where the bytes end, zeros follow: every input is a pair of screens.
    let _ = compare(&mut Unstructured::new(bytes));
}

fn compare(u: &mut Unstructured<'_>) -> Result<()> {
    let (width, height) = (u.int_in_range(1..=24)?, u.int_in_range(1..=12)?);
    let caps = Caps {
        links: u.arbitrary()?,
        sync: u.arbitrary()?,
        erases_with_ground: u.arbitrary()?,
        erases_cells: u.arbitrary()?,
        repeats: u.arbitrary()?,
        keeps_cursor: u.arbitrary()?,
        scrolling: [Scrolling::Never, Scrolling::Index, Scrolling::Pan][u.choose_index(3)?],
        ..Caps::default()
    };
    let mut before = Screen::new(width, height);
    before.targets = (1..4).map(|n| Clean::line(&format!("http://{n}"))).collect();
    let blank = before.clone();
    strokes(u, &mut before)?;
    let mut after = if u.arbitrary()? { before.clone() } else { blank };
    let by = u.int_in_range(0..=usize::from(height) - 1)? * usize::from(width);
    after.cells.content.rotate_left(by);
    after.links.rotate_left(by);
    strokes(u, &mut after)?;
    before.cursor = cursor(u, width, height)?;
    after.cursor = cursor(u, width, height)?;
    if u.arbitrary()? {
        hand_over(&mut before);
        hand_over(&mut after);
    }

    let (first, way, alone) =
        (diff(None, &before, &caps), diff(Some(&before), &after, &caps), diff(None, &after, &caps));
    assert!(diff(Some(&after), &after, &caps).is_empty(), "the same screen is sent again");
    for bytes in [&first, &way, &alone] {
        strict::read(bytes).unwrap();
    }
    let (shown, wanted) = (shown(&[&first, &way], &after), shown(&[&alone], &after));
    for (cell, (shown, wanted)) in shown.iter().zip(&wanted).enumerate() {
        assert_eq!(shown, wanted, "at cell {cell} of {width}×{height}");
    }
    Ok(())
}

fn strokes(u: &mut Unstructured<'_>, screen: &mut Screen) -> Result<()> {
    let area = screen.area();
    for _ in 0..u.int_in_range(0..=14)? {
        let (x, y) = (u.int_in_range(0..=area.width - 1)?, u.int_in_range(0..=area.height - 1)?);
        let colors = [Color::Reset, Color::Red, Color::LightBlue, Color::Indexed(99), Color::Rgb(1, 20, 200)];
        let mut style = Style::new().fg(*u.choose(&colors)?);
        if u.ratio(1, 4)? {
            style = style.bg(*u.choose(&colors)?);
        }
        style = style.add_modifier(Modifier::from_bits_truncate(
            *u.choose(&[0, 0, 0, 1, 2, 4, 8, 0x40, 5, 0x49, 0xd, 0x100])?,
        ));
        let words = *u.choose(&WORDS)?;
        let link = u.int_in_range(0..=3)?;
        let (end, _) = screen.cells.set_stringn(x, y, words, usize::MAX, style);
        for x in x..end {
            // The emulator knows bold or dim, not both: no style is mixed with that of an earlier stroke.
            screen.cells[(x, y)].modifier = style.add_modifier;
            screen.links[usize::from(y * area.width + x)] = link;
        }
    }
    Ok(())
}

fn cursor(u: &mut Unstructured<'_>, width: u16, height: u16) -> Result<Option<Position>> {
    let there: bool = u.arbitrary()?;
    let (x, y) = (u.int_in_range(0..=width - 1)?, u.int_in_range(0..=height - 1)?);
    Ok(there.then_some(Position { x, y }))
}

/// What an emulator shows in each cell: glyph, style, link; the last entry is the cursor.
fn shown(parts: &[&[u8]], screen: &Screen) -> Vec<String> {
    let (width, height) = (screen.area().width, screen.area().height);
    let side = |n| NonZeroU16::new(n).unwrap();
    let new = || vt100::Parser::new(side(height), side(width), 0);
    let (mut text, mut links) = (new(), new());
    for bytes in parts {
        text.process(bytes);
        links.process(&links_as_colors(bytes));
    }
    let mut out = Vec::new();
    for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
        let cell = text.screen().cell(y, x).unwrap();
        let link = links.screen().cell(y, x).unwrap().fgcolor();
        let glyph = if cell.has_contents() { cell.contents() } else { " " };
        let covered = cell.is_wide_continuation();
        assert!(
            covered || glyph == screen.cells[(x, y)].symbol() || is_cut(screen, x, y),
            "at {x},{y}: {glyph:?}"
        );
        // A blank shows no colour of its own and no weight.
        let (ink, looks) = match glyph == " " && !cell.underline() && !cell.inverse() {
            true => (vt100::Color::Default, [false; 5]),
            false => {
                (cell.fgcolor(), [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()])
            }
        };
        out.push(format!("{glyph:?} {covered} {ink:?} {:?} {looks:?} {link:?}", cell.bgcolor()));
    }
    out.push(format!("{:?} {}", text.screen().cursor_position(), text.screen().hide_cursor()));
    if screen.cursor.is_none() {
        // Nobody sees where a hidden cursor is.
        *out.last_mut().unwrap() = "hidden".into();
        assert!(text.screen().hide_cursor());
    }
    out
}

/// Whether a wide glyph does not fit where it stands, or was cut in two by what was drawn over it.
fn is_cut(screen: &Screen, x: u16, y: u16) -> bool {
    let wide = |x: u16| unicode_width::UnicodeWidthStr::width(screen.cells[(x, y)].symbol()) > 1;
    let next_is_free = x + 1 < screen.area().width && screen.cells[(x + 1, y)].symbol() == " ";
    wide(x) && !next_is_free || x > 0 && wide(x - 1)
}

/// The same bytes, styles left out, links as colours of the text: emulators keep no links.
fn links_as_colors(bytes: &[u8]) -> Vec<u8> {
    let mut out = String::new();
    let mut rest = std::str::from_utf8(bytes).unwrap();
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&rest[..at]);
        let sequence = &rest[at..];
        let length = match sequence.as_bytes()[1] {
            b'[' => 3 + sequence[2..].find(|c: char| c.is_ascii_alphabetic()).unwrap(),
            b']' => 2 + sequence.find("\u{1b}\\").unwrap(),
            _ => 2,
        };
        let (sequence, after) = sequence.split_at(length);
        match sequence.split_once("http://") {
            Some((_, n)) => out.push_str(&format!("\u{1b}[38;5;{}m", n.trim_end_matches("\u{1b}\\"))),
            None if sequence.starts_with("\u{1b}]8;;") => out.push_str("\u{1b}[39m"),
            None if sequence.ends_with('m') => {}
            None => out.push_str(sequence),
        }
        rest = after;
    }
    (out + rest).into_bytes()
}
