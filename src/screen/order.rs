//! Frames for terminals that put each row into the order in which it is seen themselves.
//!
//! A frame is drawn as it is to be seen. Such a terminal turns whatever is read from right to left, by the Unicode
//! Bidirectional Algorithm over a whole row, with no regard to columns. So each piece that it will turn is sent the other
//! way round, and behind it stands a mark that is read from left to right (LRM, U+200E) and takes no cell: with it no piece
//! goes with what stands beside it, be it a date, the next column or a Latin word (UAX #9, 2.6). Tried with VTE 0.70 and Konsole
//! 22.12; mlterm 3.9 orders the pieces of a row in its own way.

use std::ops::Range;

use ratatui::buffer::Cell;

use super::Screen;
use crate::text::bidi::{self, Strength};

/// Read from left to right, not seen.
const MARK: &str = "\u{200e}";

/// So many cells may part two words that are turned as one piece: a dash with its blanks.
const BETWEEN: usize = 3;

/// Makes of a frame as it is seen what a terminal that turns rows itself has to be sent. A frame without text that is
/// read from right to left stays as it is.
pub fn hand_over(screen: &mut Screen) {
    let width = usize::from(screen.area().width);
    for row in 0..usize::from(screen.area().height) {
        let cells = row * width..(row + 1) * width;
        let strengths = match screen.cells.content().get(cells.clone()) {
            Some(cells) if cells.iter().any(|cell| bidi::may_turn(cell.symbol())) => strengths(cells),
            _ => continue,
        };
        for piece in pieces(&strengths) {
            turn(screen, row, piece.start + cells.start..piece.end + cells.start);
        }
        for place in marks(&strengths) {
            if let Some(cell) = screen.cells.content.get_mut(cells.start + place) {
                let marked = format!("{}{MARK}", cell.symbol());
                cell.set_symbol(&marked);
            }
        }
    }
}

/// What the cells of a row do to its order. Wide characters and what stands behind them stay where they are, and two
/// blanks part columns.
fn strengths(cells: &[Cell]) -> Vec<Strength> {
    let mut hidden = 0;
    let one = |cell: &Cell| {
        let width = unicode_width::UnicodeWidthStr::width(cell.symbol());
        let is_half = hidden > 0;
        hidden = width.max(hidden).saturating_sub(1);
        match bidi::strength(cell.symbol()) {
            Strength::Weak if is_half || width > 1 => Strength::Apart,
            strength => strength,
        }
    };
    let mut strengths: Vec<Strength> = cells.iter().map(one).collect();
    for (at, pair) in cells.windows(2).enumerate() {
        if pair.iter().all(|cell| cell.symbol() == " ") {
            strengths[at] = Strength::Apart;
        }
    }
    strengths
}

/// The pieces of a row that the terminal will turn: from one letter that is read from right to left to another, with
/// nothing but single blanks and marks between.
fn pieces(strengths: &[Strength]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (at, _) in strengths.iter().enumerate().filter(|(_, strength)| **strength == Strength::Right) {
        match pieces.last_mut() {
            Some(piece)
                if at - piece.end <= BETWEEN
                    && strengths[piece.end..at].iter().all(|strength| *strength == Strength::Weak) =>
            {
                piece.end = at + 1;
            }
            _ => pieces.push(at..at + 1),
        }
    }
    pieces
}

/// The cells of a row behind which a mark has to stand: the last of each piece and of each Arabic number, and the one
/// before the first, where a terminal would take its direction for that of the row.
fn marks(strengths: &[Strength]) -> Vec<usize> {
    let turns = |strength: Strength| matches!(strength, Strength::Right | Strength::Number);
    let first = strengths.iter().position(|s| turns(*s) || *s == Strength::Left);
    let before = first.filter(|first| strengths.get(*first).copied().is_some_and(turns));
    let mut places: Vec<usize> = before.and_then(|first| first.checked_sub(1)).into_iter().collect();
    places.extend(pieces(strengths).into_iter().map(|piece| piece.end - 1));
    let ends = |at: &usize| {
        strengths.get(*at) == Some(&Strength::Number) && strengths.get(at + 1) != Some(&Strength::Number)
    };
    places.extend((0..strengths.len()).filter(ends));
    places
}

/// What joins two letters or keeps them apart. It takes no cell: it stands in that of the letter before it.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Turns the cells of a piece, and what belongs to them.
fn turn(screen: &mut Screen, row: usize, piece: Range<usize>) {
    if let Some(cells) = screen.cells.content.get_mut(piece.clone()) {
        cells.reverse();
        for at in 1..cells.len() {
            let symbol = cells[at].symbol().to_owned();
            let (letter, joiners) = symbol.split_at(symbol.trim_end_matches(JOINERS).len());
            if !joiners.is_empty() && !letter.is_empty() {
                cells[at].set_symbol(letter);
                let before = format!("{}{joiners}", cells[at - 1].symbol());
                cells[at - 1].set_symbol(&before);
            }
        }
    }
    if let Some(links) = screen.links.get_mut(piece.clone()) {
        links.reverse();
    }
    let width = usize::from(screen.area().width);
    if let Some(cursor) = &mut screen.cursor {
        let at = usize::from(cursor.y) * width + usize::from(cursor.x);
        if piece.contains(&at) {
            let turned = piece.start + piece.end - 1 - at - row * width;
            cursor.x = u16::try_from(turned).unwrap_or(cursor.x);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Style;
    use unicode_bidi::{BidiInfo, Level};

    use super::*;

    fn row(text: &str) -> Screen {
        let mut screen = Screen::new(40, 1);
        screen.cells.set_string(0, 0, text, Style::new());
        screen
    }

    fn text(screen: &Screen) -> String {
        screen.cells.content().iter().map(|cell| cell.symbol()).collect()
    }

    /// What a terminal that turns rows by UAX #9, each from left to right, makes of a row.
    fn seen(text: &str) -> String {
        let info = BidiInfo::new(text, Some(Level::ltr()));
        let Some(paragraph) = info.paragraphs.first() else { return String::new() };
        let line = info.reorder_line(paragraph, 0..text.len());
        line.replace(MARK, "").trim_end().to_owned()
    }

    fn sent(text: &str) -> String {
        let mut screen = row(text);
        hand_over(&mut screen);
        self::text(&screen).trim_end().to_owned()
    }

    #[test]
    fn what_is_read_from_the_right_is_sent_as_it_is_read() {
        assert_eq!(sent("plain 12"), "plain 12");
        assert_eq!(sent("see גבא here"), format!("see אבג{MARK} here"));
        // Two words are one piece, two columns are not.
        assert_eq!(sent(" םלוע ,םולש  גבא"), format!(" {MARK}שלום, עולם{MARK}  אבג{MARK}"));
    }

    #[test]
    fn a_date_beside_a_title_stays_where_it_is() {
        // Sent without marks the date went before the title, and behind Arabic letters it read 04-10-2013.
        for shown in ["  ایند مالس     2013-10-04   │ Rust", "  גבא     2013-10-04", "  ٢٠١٣ مالس ١٢ x"]
        {
            assert_eq!(seen(&sent(shown)), shown.trim_end(), "{shown}");
        }
    }

    #[test]
    fn a_row_whose_first_letter_is_read_from_the_right_still_begins_at_the_left() {
        assert_eq!(sent(" גבא"), format!(" {MARK}אבג{MARK}"));
        assert_eq!(sent("x גבא"), format!("x אבג{MARK}"));
    }

    #[test]
    fn a_joiner_stays_between_its_letters() {
        // It came one letter too late, and nearly every line of a Persian post had a word misspelt.
        for word in ["می\u{200c}روم", "کَن\u{200c}باس دنیا", "داده\u{200c}های\u{200c} من"]
        {
            let shown = format!("x {}", bidi::reordered(word));
            assert_eq!(sent(&shown), format!("x {word}{MARK}"));
        }
    }

    #[test]
    fn links_and_the_cursor_go_with_their_letters() {
        let mut screen = row("ab גבא");
        screen.links[3..6].copy_from_slice(&[7, 0, 9]);
        screen.cursor = Some((3, 0).into());
        hand_over(&mut screen);
        assert_eq!(screen.links[3..6], [9, 0, 7]);
        assert_eq!(screen.cursor, Some((5, 0).into()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_terminal_that_turns_rows_shows_what_was_drawn(
            text in "[a-c]{0,2}[ .,:()\\[\\]0-9\u{5d0}-\u{5d4}\u{627}-\u{62f}\u{6f0}-\u{6f4}\u{660}-\u{664}a-d │-]{0,30}"
        ) {
            // A row whose first cell is turned has no cell before it for the mark: rows of ours begin with a blank.
            let text = format!(" {text}");
            prop_assert_eq!(seen(&sent(&text)), text.trim_end());
        }
    }
}
