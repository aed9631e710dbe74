//! Moves of the cursor, and what moves or fills cells with it, by the shortest of the sequences that every terminal
//! since the VT100 knows; erasing and repeating cells only where the caller knows more of the terminal.

use std::io::Write;

/// Where the terminal's cursor is, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// Anywhere.
    #[default]
    Unknown,
    /// Somewhere in this row: what was drawn last may take more or fewer cells than we think, or it was the
    /// last cell of the row, after which terminals differ.
    Row(u16),
    /// At column and row.
    Cell(u16, u16),
}

/// How to get from a row to a row.
#[derive(Clone, Copy)]
enum Vertical {
    Stay,
    LineFeeds(u16),
    By(u16, u8),
}

/// How to get from a column to a column.
#[derive(Clone, Copy)]
enum Horizontal {
    Stay,
    Return,
    ReturnAndForward(u16),
    Backspaces(u16),
    By(u16, u8),
}

/// Moves the cursor to column `x`, row `y`.
pub fn move_to(out: &mut Vec<u8>, at: At, x: u16, y: u16) {
    let direct = 3 + usize::from(y > 0) * digits(y + 1) + usize::from(x > 0) * (1 + digits(x + 1));
    let steps = match at {
        At::Unknown => None,
        At::Row(row) => Some((vertical(row, y), horizontal(None, x))),
        At::Cell(column, row) => Some((vertical(row, y), horizontal(Some(column), x))),
    };
    match steps {
        Some((down, right)) if down.cost() + right.cost() < direct => {
            // First to the left edge: after the last cell of a row only that is sure to leave it.
            match right {
                Horizontal::Return | Horizontal::ReturnAndForward(_) => (right.write(out), down.write(out)),
                Horizontal::Stay | Horizontal::Backspaces(_) | Horizontal::By(..) => {
                    (down.write(out), right.write(out))
                }
            };
        }
        _ => absolute(out, x, y),
    }
}

fn absolute(out: &mut Vec<u8>, x: u16, y: u16) {
    let _ = match (x, y) {
        (0, 0) => write!(out, "\x1b[H"),
        (0, y) => write!(out, "\x1b[{}H", y + 1),
        (x, 0) => write!(out, "\x1b[;{}H", x + 1),
        (x, y) => write!(out, "\x1b[{};{}H", y + 1, x + 1),
    };
}

fn vertical(from: u16, to: u16) -> Vertical {
    match to.checked_sub(from) {
        Some(0) => Vertical::Stay,
        // In raw mode a line feed keeps the column; inside the screen it never scrolls.
        Some(n @ 1..=3) => Vertical::LineFeeds(n),
        Some(n) => Vertical::By(n, b'B'),
        None => Vertical::By(from - to, b'A'),
    }
}

fn horizontal(from: Option<u16>, to: u16) -> Horizontal {
    let anew = if to == 0 { Horizontal::Return } else { Horizontal::ReturnAndForward(to) };
    let Some(from) = from else { return anew };
    let relative = match to.checked_sub(from) {
        Some(0) => Horizontal::Stay,
        Some(n) => Horizontal::By(n, b'C'),
        None if from - to <= 4 => Horizontal::Backspaces(from - to),
        None => Horizontal::By(from - to, b'D'),
    };
    if relative.cost() <= anew.cost() { relative } else { anew }
}

impl Vertical {
    fn cost(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::LineFeeds(n) => usize::from(n),
            Self::By(n, _) => by_cost(n),
        }
    }

    fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Stay => {}
            Self::LineFeeds(n) => out.extend(std::iter::repeat_n(b'\n', usize::from(n))),
            Self::By(n, letter) => by(out, n, letter),
        }
    }
}

impl Horizontal {
    fn cost(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::Return => 1,
            Self::ReturnAndForward(n) => 1 + by_cost(n),
            Self::Backspaces(n) => usize::from(n),
            Self::By(n, _) => by_cost(n),
        }
    }

    fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Stay => {}
            Self::Return => out.push(b'\r'),
            Self::ReturnAndForward(n) => {
                out.push(b'\r');
                by(out, n, b'C');
            }
            Self::Backspaces(n) => out.extend(std::iter::repeat_n(8, usize::from(n))),
            Self::By(n, letter) => by(out, n, letter),
        }
    }
}

fn by_cost(n: u16) -> usize {
    if n == 1 { 3 } else { 3 + digits(n) }
}

fn by(out: &mut Vec<u8>, n: u16, letter: u8) {
    let _ = match n {
        1 => write!(out, "\x1b["),
        n => write!(out, "\x1b[{n}"),
    };
    out.push(letter);
}

fn digits(n: u16) -> usize {
    n.checked_ilog10().unwrap_or(0) as usize + 1
}

/// Erases `count` cells from the cursor on, which stays (ECH).
pub fn erase_cells(out: &mut Vec<u8>, count: u16) {
    by(out, count, b'X');
}

/// Draws the character before the cursor `count` times more (REP).
pub fn repeat(out: &mut Vec<u8>, count: u16) {
    by(out, count, b'b');
}

/// The bytes that [`repeat`] takes.
pub fn repeat_cost(count: u16) -> usize {
    by_cost(count)
}

/// Moves the rows from `top` to `bottom`, both included, `by` rows up, or down where it is negative; the rows
/// that come in are empty. With `pan` by SU and SD, else by indexes at the edge, which the Linux console and
/// the VT100 know too. Leaves the cursor at the top left cell. The pen must be as after a reset.
pub fn scroll_region(out: &mut Vec<u8>, top: u16, bottom: u16, by_rows: i32, pan: bool) {
    if !pan {
        scroll_inside(out, top, bottom, by_rows, 0);
        return end_region(out);
    }
    region(out, top, bottom);
    let count = u16::try_from(by_rows.unsigned_abs()).unwrap_or(u16::MAX);
    by(out, count, if by_rows > 0 { b'S' } else { b'T' });
    end_region(out);
}

/// The same by indexes, and the region stays: the cursor is in column `x` of the last row that came in, at the bottom of
/// the region, or at its top where rows moved down. A line feed at the bottom would scroll again.
pub fn scroll_inside(out: &mut Vec<u8>, top: u16, bottom: u16, by_rows: i32, x: u16) {
    region(out, top, bottom);
    let count = usize::try_from(by_rows.unsigned_abs()).unwrap_or_default();
    if by_rows > 0 {
        absolute(out, x, bottom);
        out.extend(std::iter::repeat_n(b'\n', count));
    } else {
        absolute(out, x, top);
        (0..count).for_each(|_| out.extend_from_slice(b"\x1bM"));
    }
}

/// All rows scroll again, as on a fresh screen. Leaves the cursor at the top left cell.
pub fn end_region(out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[r");
}

fn region(out: &mut Vec<u8>, top: u16, bottom: u16) {
    let _ = match top {
        0 => write!(out, "\x1b[;{}r", bottom + 1),
        top => write!(out, "\x1b[{};{}r", top + 1, bottom + 1),
    };
}
