//! How long it takes to find the bytes of a frame, to read those of a terminal, and to set lines for a pipe.

use divan::{Bencher, black_box};
use ratatui::layout::Position;
use ratatui::style::Style;
use rushlight::screen::encode;
use rushlight::screen::input::Parser;
use rushlight::screen::{Caps, Screen, diff};

fn main() {
    divan::main();
}

/// The sizes of a usual window and of a large one.
const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];

const WORDS: &str = "words that fill a line of prose to its measure and no further than that";

/// A page of numbered lines from line `from` on; beside a list where there is room for one.
fn page(size: (u16, u16), from: usize, is_beside: bool) -> Screen {
    let mut screen = Screen::new(size.0, size.1);
    let left = if is_beside { 50 } else { 7 };
    for y in 1..size.1 - 1 {
        let line = format!("{} {WORDS}", from + usize::from(y));
        screen.cells.set_stringn(left, y, line, usize::from(size.0 - left), Style::new());
        if is_beside {
            screen.cells.set_stringn(3, y, format!("{y} Mar  A title of the list"), 40, Style::new().dim());
        }
    }
    screen.cells.set_string(1, size.1 - 1, format!("Post 1 of 12 · {from}%"), Style::new().dim());
    screen.cursor = Some(Position::new(left, 1));
    screen
}

/// What a key for a line costs after the screen is drawn.
#[divan::bench(args = SIZES)]
fn a_line_on(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let (before, after) = (page(size, 10, false), page(size, 11, false));
    bencher.bench(|| diff(black_box(Some(&before)), black_box(&after), &Caps::default()));
}

/// The same where a list stands beside the text: the terminal may scroll, or the rows are painted.
#[divan::bench]
fn a_line_on_beside_a_list(bencher: Bencher<'_, '_>) {
    let (before, after) = (page((200, 60), 10, true), page((200, 60), 11, true));
    bencher.bench(|| diff(black_box(Some(&before)), black_box(&after), &Caps::default()));
}

/// A page on: nothing is where it was.
#[divan::bench(args = SIZES)]
fn a_page_on(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let (before, after) = (page(size, 10, false), page(size, 80, false));
    bencher.bench(|| diff(black_box(Some(&before)), black_box(&after), &Caps::default()));
}

/// The first frame: nothing is known of the terminal.
#[divan::bench(args = SIZES)]
fn the_first_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let after = page(size, 10, false);
    bencher.bench(|| diff(None, black_box(&after), &Caps::default()));
}

/// The lines of a post of 1,500 words, as `print` writes them.
#[divan::bench]
fn lines_for_a_pipe(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let mut out = Vec::new();
        for _ in 0..160 {
            encode::row(&mut out, [(black_box(WORDS), Style::new(), None)], false);
            out.push(b'\n');
        }
        out
    });
}

/// A key that is held, an answer of the terminal, and a paste.
#[divan::bench]
fn what_a_terminal_sends(bencher: Bencher<'_, '_>) {
    let bytes = format!("{}\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[200~{WORDS}\x1b[201~", "\x1b[B".repeat(100));
    bencher.bench(|| {
        let (mut parser, mut events) = (Parser::default(), Vec::new());
        parser.feed(black_box(bytes.as_bytes()), &mut events);
        events
    });
}
