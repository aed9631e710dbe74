//! A frame as lines of text, for terminals without a cursor, for screen readers, serial lines and pipes.
//!
//! Pure, as `diff` is: screen before, screen after → what is new, from top to bottom. A page on in a post gives the
//! lines that came into view; a step in a list gives the row on which the cursor now stands.

use super::Screen;

/// What is new on a screen. `marks` are signs of ours that say where the cursor stands; they are left out.
///
/// Gives no line where nothing is new; where only the cursor moved, its row. Another place than before is read whole, also
/// where the same row stood there already: else nobody could tell which posts a filter leaves. What is left out is what
/// stays in view, line by line: a line that reads like another one is new.
pub fn linear(before: Option<&Screen>, after: &Screen, marks: &[&str]) -> Vec<String> {
    let rows = rows(after, marks);
    let same = before.filter(|before| before.said.place == after.said.place);
    let known = same.map(|screen| self::rows(screen, marks)).unwrap_or_default();
    let stood = |at: usize, row: &String| {
        let lines = |screen: &Screen, at: usize| screen.said.rows.get(at).copied().unwrap_or_default();
        let is_it = |(n, other): (usize, &String)| {
            other == row && before.map(|before| lines(before, n)) == Some(lines(after, at))
        };
        known.iter().enumerate().any(is_it)
    };
    let mut out = Vec::new();
    let mut gap = false;
    for (at, row) in rows.iter().enumerate() {
        if !row.trim().is_empty() && !stood(at, row) {
            if gap && !out.is_empty() {
                out.push(String::new());
            }
            out.push(row.clone());
        }
        gap = row.trim().is_empty();
    }
    let moved = before.is_some_and(|before| before.cursor != after.cursor);
    let only_status = out.len() == 1 && out.first() == rows.last();
    if moved && (out.is_empty() || only_status) {
        let here = after.cursor.and_then(|cursor| rows.get(usize::from(cursor.y)));
        out.splice(0..0, here.filter(|row| Some(*row) != rows.last()).cloned());
    }
    out
}

/// The message of a screen, if it has one.
pub fn message(screen: &Screen) -> Option<String> {
    let rows = rows(screen, &[]);
    let rows = rows.get(usize::from(screen.said.message?)..)?;
    let words = rows.iter().map(|row| row.trim()).collect::<Vec<_>>().join(" ");
    Some(words).filter(|words| !words.is_empty())
}

/// The rows as text without blanks at their ends.
fn rows(screen: &Screen, marks: &[&str]) -> Vec<String> {
    let area = screen.area();
    (area.top()..area.bottom())
        .map(|y| {
            let right = screen.said.keys.filter(|keys| keys.y == y).map_or(area.right(), |keys| keys.x);
            let mut row = String::new();
            let mut hidden = 0;
            for x in area.left()..right {
                let symbol = screen.cells.cell((x, y)).map_or(" ", |cell| cell.symbol());
                // Behind a wide character stands a cell that is not shown.
                if hidden == 0 {
                    row.push_str(if x < 2 && marks.contains(&symbol) { " " } else { symbol });
                }
                hidden = unicode_width::UnicodeWidthStr::width(symbol).max(hidden).saturating_sub(1);
            }
            match right < area.right() {
                true => row.trim().to_owned(),
                false => row.trim_end().to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn screen(rows: &[&str], cursor: Option<(u16, u16)>) -> Screen {
        let mut screen = Screen::new(30, rows.len() as u16);
        for (y, row) in rows.iter().enumerate() {
            screen.cells.set_string(0, y as u16, row, Style::new());
        }
        screen.cursor = cursor.map(Into::into);
        screen.said.keys = rows.iter().enumerate().find_map(|(y, row)| {
            let x = row.find("Enter").or(row.find("space"))?;
            Some((x as u16, y as u16).into())
        });
        screen
    }

    fn new(before: Option<&Screen>, after: &Screen) -> Vec<String> {
        linear(before, after, &["▌", "▏"])
    }

    #[test]
    fn the_first_frame_is_read_whole_without_the_keys_it_offers() {
        let first = screen(&["Marsh", "", " ▌ Two ways", "", "", "1 of 12   Enter read"], Some((3, 2)));
        assert_eq!(new(None, &first), ["Marsh", "", "   Two ways", "", "1 of 12"]);
    }

    #[test]
    fn another_place_is_read_whole() {
        // A filter gave its count alone where its posts stood on the screen already.
        let all = screen(&["One", "Two", "Three", "1 of 3"], None);
        let mut some = screen(&["One", "Three", "1 of 2  Enter read"], None);
        some.said.place = "list tag:odd".into();
        assert_eq!(new(Some(&all), &some), ["One", "Three", "1 of 2"]);
    }

    #[test]
    fn a_step_is_the_row_one_stands_on() {
        let first = screen(&[" ▌ One", "   Two", "1 of 2"], Some((3, 0)));
        let second = screen(&["   One", " ▌ Two", "2 of 2"], Some((3, 1)));
        assert_eq!(new(Some(&first), &second), ["   Two", "2 of 2"]);
        assert_eq!(new(Some(&second), &second), [""; 0]);
    }

    /// A page of a post, its first line in view that of this number.
    fn page(from: usize, rows: &[&str]) -> Screen {
        let mut page = screen(rows, None);
        for (at, row) in page.said.rows.iter_mut().rev().skip(1).rev().enumerate() {
            row.body = Some((1, from + at));
        }
        page
    }

    #[test]
    fn a_page_on_is_what_came_into_view() {
        let first = page(0, &["one", "two", "three", "30%   space on"]);
        let second = page(2, &["three", "four", "漢字 five", "60%   space on"]);
        assert_eq!(new(Some(&first), &second), ["four", "漢字 five", "60%"]);
    }

    #[test]
    fn a_line_that_reads_like_one_of_the_page_before_is_new() {
        // Closing braces of code were left out where the page before had one.
        let first = page(0, &["if a {", "}", "if b {", "30%"]);
        let second = page(2, &["if b {", "}", "}", "60%"]);
        assert_eq!(new(Some(&first), &second), ["}", "}", "60%"]);
    }
}
