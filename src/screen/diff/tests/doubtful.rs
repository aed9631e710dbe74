//! Glyphs that terminals do not agree on.

use super::*;

#[test]
fn beside_an_emoji_that_a_terminal_draws_in_one_cell_nothing_stays() {
    // tmux 3.3 gives a heart with a variation selector one cell: beside it stood a letter of the screen before.
    let text = |row: &str| {
        let mut screen = Screen::new(12, 1);
        screen.cells.set_string(0, 0, row, Style::default().bg(Color::Indexed(3)));
        screen
    };
    let (before, after) = (text("xxxxxxxxxxxx"), text("I \u{2764}\u{fe0f} this  xx"));
    let mut narrow = emulator(12, 1);
    for bytes in [diff(None, &before, &Caps::default()), diff(Some(&before), &after, &Caps::default())] {
        narrow.process(String::from_utf8(bytes).unwrap().replace("\u{2764}\u{fe0f}", "v").as_bytes());
    }
    assert_eq!(narrow.screen().contents(), "I v  this  x");
    assert_eq!(narrow.screen().cell(0, 3).unwrap().bgcolor(), vt100::Color::Idx(3));
}
