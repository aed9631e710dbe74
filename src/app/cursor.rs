//! The selected row of a list, and which part of the list is in view.

use super::message::Message;

/// A cursor over rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The selected row.
    pub at: usize,
    /// The first line in view.
    pub top: usize,
}

impl Cursor {
    /// Moves over `rows` rows, a page of which is `page` rows; says whether the message was a move.
    pub fn step(&mut self, message: Message, count: Option<usize>, rows: usize, page: usize) -> bool {
        let last = rows.saturating_sub(1);
        let by = count.unwrap_or(1);
        let (page, half) = (page.max(1).saturating_mul(by), (page / 2).max(1).saturating_mul(by));
        let line = |or: usize| count.map_or(or, |count| count.saturating_sub(1));
        self.at = match message {
            Message::Down => self.at.saturating_add(by),
            Message::Up => self.at.saturating_sub(by),
            Message::HalfDown => self.at.saturating_add(half),
            Message::HalfUp => self.at.saturating_sub(half),
            Message::PageDown => self.at.saturating_add(page),
            Message::PageUp => self.at.saturating_sub(page),
            Message::Top => line(0),
            Message::Bottom => line(last),
            Message::Percent => at_percent(last, count),
            _ => return false,
        }
        .min(last);
        true
    }

    /// Brings the line of the selected row into view, `lines` being all lines and `rows` the rows of the view.
    /// `above` is the first line that belongs to it: its group's heading comes into view with it.
    pub fn reveal(&mut self, above: usize, line: usize, lines: usize, rows: usize) {
        let rows = rows.max(1);
        if line >= self.top + rows {
            self.top = line + 1 - rows;
        }
        if above < self.top {
            self.top = if line < above + rows { above } else { line };
        }
        self.top = self.top.min(lines.saturating_sub(rows));
    }
}

/// The row so many per cent down to the last; 0 where nothing was counted.
pub fn at_percent(last: usize, count: Option<usize>) -> usize {
    last.saturating_mul(count.unwrap_or(0).min(100)) / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_ends() {
        let mut cursor = Cursor::default();
        for (message, count, at) in [
            (Message::Down, Some(3), 3),
            (Message::Bottom, None, 99),
            (Message::Bottom, Some(42), 41),
            (Message::Percent, Some(50), 49),
            (Message::PageDown, None, 59),
            (Message::Up, Some(1000), 0),
        ] {
            assert!(cursor.step(message, count, 100, 10));
            assert_eq!(cursor.at, at, "{message:?} {count:?}");
        }
        assert!(!cursor.step(Message::Quit, None, 100, 10));
    }

    #[test]
    fn the_selected_line_is_always_in_view() {
        let mut cursor = Cursor { at: 0, top: 20 };
        cursor.reveal(4, 5, 100, 10);
        assert_eq!(cursor.top, 4);
        cursor.reveal(50, 50, 100, 10);
        assert_eq!(cursor.top, 41);
        cursor.reveal(50, 50, 51, 60);
        assert_eq!(cursor.top, 0);
    }
}
