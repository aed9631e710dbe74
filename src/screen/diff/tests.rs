//! After the bytes, an emulator shows exactly the second screen: any two screens, any capabilities.

mod doubtful;

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};

use super::cells::{Rows, Unit};
use super::ways::WORTH_WIPING;
use super::*;
use crate::text::Clean;

/// A terminal: one emulator for text and styles, one that shows links as colours, since emulators keep none.
struct Terminal {
    text: vt100::Parser,
    links: vt100::Parser,
}

fn emulator(width: u16, height: u16) -> vt100::Parser {
    let side = |n| NonZeroU16::new(n).unwrap();
    vt100::Parser::new(side(height), side(width), 0)
}

impl Terminal {
    fn new(screen: &Screen) -> Self {
        let new = || emulator(screen.area().width, screen.area().height);
        Self { text: new(), links: new() }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.text.process(bytes);
        self.links.process(&links_as_colors(bytes));
    }

    /// The first difference from what `screen` should look like.
    fn differs(&self, screen: &Screen, caps: &Caps) -> Option<String> {
        let rows = Rows::of(screen, caps);
        for y in 0..screen.area().height {
            let row = rows.row(usize::from(y));
            let units = row.units.iter().chain(std::iter::repeat(&row.rest)).take(rows.width());
            for (x, unit) in units.enumerate() {
                let seen = self.text.screen().cell(y, x as u16).unwrap();
                let link = self.links.screen().cell(y, x as u16).unwrap().fgcolor();
                if !shows(unit, seen) || (unit.width > 0 && link != link_color(unit.link)) {
                    return Some(format!("at {x},{y} wanted {unit:?}, saw {seen:?} link {link:?}"));
                }
            }
        }
        let (y, x) = self.text.screen().cursor_position();
        let hidden = self.text.screen().hide_cursor();
        match screen.cursor {
            Some(p) if hidden || (p.x, p.y) != (x, y) => {
                Some(format!("cursor {p}, saw {x},{y} hidden {hidden}"))
            }
            None if !hidden => Some("the cursor shows".to_owned()),
            _ => None,
        }
    }
}

fn shows(unit: &Unit<'_>, seen: &vt100::Cell) -> bool {
    if unit.width == 0 {
        return seen.is_wide_continuation();
    }
    let glyph = if seen.has_contents() { seen.contents() } else { " " };
    let ground = seen.bgcolor() == color(unit.pen.bg);
    if unit.glyph == " " && unit.pen.leaves_blanks_empty() {
        return glyph == " " && ground && !seen.underline() && !seen.inverse();
    }
    let has = |attribute| unit.pen.modifiers.contains(attribute);
    glyph == unit.glyph
        && seen.is_wide() == (unit.width == 2)
        && ground
        && seen.fgcolor() == color(unit.pen.fg)
        && (seen.bold(), seen.dim()) == (has(Modifier::BOLD), has(Modifier::DIM))
        && (seen.italic(), seen.underline()) == (has(Modifier::ITALIC), has(Modifier::UNDERLINED))
        && seen.inverse() == has(Modifier::REVERSED)
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}

fn link_color(link: Option<&str>) -> vt100::Color {
    match link.and_then(|l| l.strip_prefix("http://")) {
        Some(number) => vt100::Color::Idx(number.parse().unwrap()),
        None => vt100::Color::Default,
    }
}

/// The same bytes, styles left out, links as colours of the text.
fn links_as_colors(bytes: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut out = String::new();
    let mut rest = text;
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
            Some((_, number)) => {
                out.push_str(&format!("\u{1b}[38;5;{}m", number.trim_end_matches("\u{1b}\\")))
            }
            None if sequence.starts_with("\u{1b}]8;;") => out.push_str("\u{1b}[39m"),
            None if sequence.ends_with('m') => {}
            None => out.push_str(sequence),
        }
        rest = after;
    }
    (out + rest).into_bytes()
}

/// One run drawn somewhere: column, row, words, style, link.
type Stroke = (u16, u16, String, Style, u16);

fn stroke() -> impl Strategy<Value = Stroke> {
    let words = prop::sample::select(vec![
        "a",
        "word",
        "two words",
        "     ",
        "漢字",
        "e\u{301}a\u{308}",
        "x漢",
        "漢",
        "漢x字",
        "漢 字",
        "漢字漢字漢字",
        "한글 ",
        "한글",
        "אב\u{200e} 1",
        "ü",
        "————",
        "a b  c   d",
        " ",
    ]);
    let colors = || {
        prop::sample::select(vec![
            Color::Reset,
            Color::Red,
            Color::LightBlue,
            Color::Indexed(99),
            Color::Rgb(1, 20, 200),
        ])
    };
    let modifiers = prop::sample::select(vec![0, 0, 0, 1, 2, 4, 8, 0x40, 5, 0x49, 0xd, 0x100]);
    let style = (colors(), colors(), any::<bool>(), modifiers).prop_map(|(fg, bg, ground, modifiers)| {
        let style = Style::new().fg(fg).add_modifier(Modifier::from_bits_truncate(modifiers));
        if ground { style.bg(bg) } else { style }
    });
    (0u16..16, 0u16..9, words.prop_map(str::to_owned), style, 0u16..4)
}

fn draw(screen: &mut Screen, (x, y, words, style, link): &Stroke) {
    let area = screen.area();
    if *x >= area.width || *y >= area.height {
        return;
    }
    let (end, _) = screen.cells.set_stringn(*x, *y, words, usize::MAX, *style);
    for x in *x..end {
        // The emulator knows bold or dim, not both: no style is mixed with that of an earlier stroke.
        screen.cells[(x, *y)].modifier = style.add_modifier;
        screen.links[usize::from(*y * area.width + x)] = *link;
    }
}

/// The rows of a screen moved up, those that leave it coming in again at the other side.
fn turned(screen: &Screen, by: usize) -> Screen {
    let mut turned = screen.clone();
    let by = by % usize::from(screen.area().height) * usize::from(screen.area().width);
    turned.cells.content.rotate_left(by);
    turned.links.rotate_left(by);
    turned
}

/// The same in the columns from `left` on alone: text beside a list.
fn turned_beside(screen: &Screen, by: usize, left: usize) -> Screen {
    let (mut beside, width) = (turned(screen, by), usize::from(screen.area().width));
    for at in (0..beside.cells.content.len()).filter(|at| at % width < left.min(width)) {
        beside.cells.content[at] = screen.cells.content[at].clone();
        beside.links[at] = screen.links[at];
    }
    beside
}

prop_compose! {
    fn pair()(width in 1u16..16, height in 1u16..9, first in prop::collection::vec(stroke(), 0..12),
              second in prop::collection::vec(stroke(), 0..6), kept in any::<bool>(), turn in 0usize..4,
              left in prop::option::of(0usize..16),
              cursors in prop::array::uniform2(prop::option::of((0u16..16, 0u16..9)))) -> (Screen, Screen) {
        let mut before = Screen::new(width, height);
        before.targets = (1..4).map(|n| Clean::line(&format!("http://{n}"))).collect();
        first.iter().for_each(|s| draw(&mut before, s));
        let mut after = match (kept, left) {
            (true, None) => turned(&before, turn),
            (true, Some(left)) => turned_beside(&before, turn, left),
            (false, _) => Screen { targets: before.targets.clone(), ..Screen::new(width, height) },
        };
        second.iter().for_each(|s| draw(&mut after, s));
        let cursor = |c: Option<(u16, u16)>| c.map(|(x, y)| Position { x: x % width, y: y % height });
        before.cursor = cursor(cursors[0]);
        after.cursor = cursor(cursors[1]);
        (before, after)
    }
}

fn caps() -> impl Strategy<Value = Caps> {
    let scrolling = prop::sample::select(vec![Scrolling::Never, Scrolling::Index, Scrolling::Pan]);
    (any::<[bool; 6]>(), scrolling).prop_map(
        |([links, sync, erases_with_ground, erases_cells, repeats, keeps_cursor], scrolling)| Caps {
            links,
            sync,
            erases_with_ground,
            erases_cells,
            repeats,
            keeps_cursor,
            scrolling,
            ..Caps::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn after_the_bytes_the_terminal_shows_the_second_screen((before, after) in pair(), caps in caps()) {
        let mut terminal = Terminal::new(&before);
        terminal.take(&diff(None, &before, &caps));
        prop_assert_eq!(terminal.differs(&before, &caps), None);
        terminal.take(&diff(Some(&before), &after, &caps));
        prop_assert_eq!(terminal.differs(&after, &caps), None);
        prop_assert!(diff(Some(&after), &after, &caps).is_empty());
        // But for where the cursor goes, no frame is longer than painting everything anew.
        let (least, anew) = (diff(Some(&before), &after, &caps).len(), diff(None, &after, &caps).len());
        prop_assert!(!caps.sync || least <= anew.max(WORTH_WIPING) + 40, "{} bytes, {} to paint it anew", least, anew);
    }
}

/// Two thousand; `PROPTEST_CASES=1000000 cargo test --release --lib screen::diff` for a million.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2000)
}

/// A screen of numbered lines of prose between a head and a foot, from line `from` on.
fn page(from: usize) -> Screen {
    let mut screen = Screen::new(80, 24);
    screen.cells.set_string(1, 0, "The Marsh Diary", Style::new().bold());
    for y in 1..23 {
        let words = format!(
            "{:width$} words that fill a line of prose to its measure",
            from + y,
            width = 5 + (from + y) * 7 % 9
        );
        screen.cells.set_string(7, y as u16, words, Style::new());
    }
    screen.cells.set_string(1, 23, format!("Post 1 of 12 · {}%", from), Style::new().dim());
    screen
}

#[test]
fn a_line_down_scrolls_the_terminal_instead_of_painting() {
    let bytes = diff(Some(&page(10)), &page(11), &Caps::default());
    assert!(bytes.len() <= 120, "{} bytes: {}", bytes.len(), String::from_utf8_lossy(&bytes));
}

/// A page beside a list: 40 columns that stay, and the text from there on.
#[test]
fn from_within_a_wide_character_nothing_is_written_again() {
    // What was to be bridged began with the second half, and the next character went where that is.
    let text = |row: &str, cursor| {
        let mut screen = Screen::new(8, 1);
        screen.cells.set_string(0, 0, row, Style::default());
        screen.cursor = cursor;
        screen
    };
    let (before, after) = (text("한글", Some(Position::new(1, 0))), text("한글字", None));
    let caps = Caps { sync: false, keeps_cursor: false, ..Caps::default() };
    let mut terminal = Terminal::new(&before);
    terminal.take(&diff(None, &before, &caps));
    terminal.take(&diff(Some(&before), &after, &caps));
    assert_eq!(terminal.differs(&after, &caps), None);
}

const LONG: &str = "two that is long enough to scroll";

#[test]
fn a_row_that_comes_in_is_drawn_where_the_cursor_scrolled_it_in() {
    let text = |rows: [&str; 4]| {
        let mut screen = Screen::new(40, 4);
        for (y, row) in rows.iter().enumerate() {
            screen.cells.set_string(2, y as u16, row, Style::default());
        }
        screen.cursor = Some(Position::new(2, 0));
        screen
    };
    let (before, after) = (text(["one", LONG, "three", "end"]), text([LONG, "three", "four", "end"]));
    let caps = Caps { sync: false, ..Caps::default() };
    let bytes = String::from_utf8(diff(Some(&before), &after, &caps)).unwrap();
    assert_eq!(bytes, "\x1b[;3r\x1b[3;3H\nfour\x1b[r\x1b[2C");
    // Where one terminal draws an emoji in one cell and the next in two, a row might break, and scroll once more.
    let emoji = text([LONG, "three", "\u{1f468}\u{200d}\u{1f469}x", "end"]);
    let bytes = String::from_utf8(diff(Some(&before), &emoji, &caps)).unwrap();
    assert!(bytes.contains("\x1b[S\x1b[r"), "{bytes:?}");
}

fn beside(from: usize) -> Screen {
    let mut screen = Screen::new(200, 60);
    for y in 1..59 {
        let (title, words) = (
            format!("{y} Mar  a title in the list"),
            format!(
                "{:w$} and words of prose that fill the measure of a line",
                from + y,
                w = 5 + (from + y) * 7 % 9
            ),
        );
        screen.cells.set_string(1, y as u16, title, Style::new());
        screen.cells.set_string(70, y as u16, words, Style::new());
    }
    screen
}

#[test]
fn beside_a_list_the_terminal_scrolls_where_that_is_cheaper() {
    let scrolled = diff(Some(&beside(10)), &beside(11), &Caps::default());
    let painted =
        diff(Some(&beside(10)), &beside(11), &Caps { scrolling: Scrolling::Never, ..Caps::default() });
    assert!(scrolled.len() < painted.len() / 3, "{} bytes, {} painted", scrolled.len(), painted.len());
}

#[test]
fn a_cursor_that_stays_is_kept_and_brought_back_with_its_pen() {
    let mut before = Screen::new(80, 24);
    before.cursor = Some(Position::new(7, 2));
    let mut after = before.clone();
    after.cells.set_string(40, 20, "7%", Style::new().dim());
    let bytes = diff(Some(&before), &after, &Caps { sync: false, ..Caps::default() });
    assert_eq!(String::from_utf8_lossy(&bytes).replace('\u{1b}', "^"), "^7^[21;41H^[2m7%^8");
}

#[test]
fn a_rule_is_repeated_and_a_gap_erased_where_the_terminal_can() {
    let mut screen = Screen::new(60, 1);
    screen.cells.set_string(0, 0, "─".repeat(40), Style::new());
    let blank = Screen::new(60, 1);
    let bytes = diff(Some(&blank), &screen, &Caps { sync: false, repeats: true, ..Caps::default() });
    assert_eq!(String::from_utf8_lossy(&bytes).replace('\u{1b}', "^"), "^[H─^[39b");
    let mut gap = screen.clone();
    gap.cells.set_string(5, 0, " ".repeat(20), Style::new());
    let bytes = diff(Some(&screen), &gap, &Caps { sync: false, ..Caps::default() });
    assert_eq!(String::from_utf8_lossy(&bytes).replace('\u{1b}', "^"), "^[;6H^[20X");
}

#[test]
fn one_row_of_a_list_costs_two_marks() {
    let list = |at: u16| {
        let mut screen = page(1);
        screen.cells.set_string(1, at, "▌", Style::new().fg(Color::Blue));
        screen.cursor = Some(Position::new(1, at));
        screen
    };
    let bytes = diff(Some(&list(4)), &list(5), &Caps { sync: false, ..Caps::default() });
    assert_eq!(String::from_utf8_lossy(&bytes).replace('\u{1b}', "^"), " \n\u{8}^[34m▌^[m\u{8}");
}

#[test]
fn what_terminals_disagree_about_moves_nothing_else() {
    let mut before = Screen::new(20, 2);
    before.cells.set_string(0, 0, "ab cd ef gh", Style::new());
    let mut after = before.clone();
    after.cells.set_string(3, 0, "👩\u{200d}💻", Style::new());
    let bytes = diff(Some(&before), &after, &Caps { sync: false, ..Caps::default() });
    assert_eq!(
        String::from_utf8_lossy(&bytes).replace('\u{1b}', "^"),
        "^[;4H  ^[;4H👩\u{200d}💻^[;6H ef gh^[K"
    );
}

#[test]
fn no_control_in_a_cell_passes() {
    let mut screen = Screen::new(4, 1);
    screen.cells.content[0].set_symbol("\u{1b}]0;x\u{7}");
    screen.cells.content[1].set_symbol("\u{9b}2J");
    screen.cells.content[2].set_symbol("\u{202e}x");
    let bytes = diff(Some(&Screen::new(4, 1)), &screen, &Caps::default());
    assert!(bytes.is_empty(), "{:?}", String::from_utf8_lossy(&bytes));
}
