//! A frame as lines of text, for terminals without a cursor, for screen readers, serial lines and pipes.
//!
//! Pure, as `diff` is: screen before, screen after → what is new, from top to bottom. A page on in a post gives the
//! lines that came into view; a step in a list gives the row on which the cursor now stands.

use super::{SaidLink, Screen};

/// A row to choose from is numbered in so many columns.
const NUMBER: usize = 3;

/// What is new on a screen.
///
/// Gives no line where nothing is new; where only the cursor moved, its row. Another place than before is read whole, also
/// where the same row stood there already: else nobody could tell which posts a filter leaves. What is left out is what
/// stays in view, line by line: a line that reads like another one is new.
pub fn linear(before: Option<&Screen>, after: &Screen) -> Vec<String> {
    let (plain, said) = (rows(after), said(after));
    let same = before.filter(|before| before.said.place == after.said.place);
    let known = same.map(|screen| (screen, rows(screen)));
    let stood = |at: usize, row: &String| {
        let of =
            |screen: &Screen, at: usize| screen.said.rows.get(at).map(|row| (row.list, row.body, row.read));
        let is_it = |screen, (n, other)| other == row && of(screen, n) == of(after, at);
        known.as_ref().is_some_and(|(screen, rows)| rows.iter().enumerate().any(|row| is_it(screen, row)))
    };
    let mut out = Vec::new();
    let mut gap = false;
    let mut here = after.cursor.map(|cursor| usize::from(cursor.y)).filter(|at| at + 1 < plain.len());
    for (at, (row, said)) in plain.iter().zip(&said).enumerate() {
        if !row.trim().is_empty() && !stood(at, row) {
            if gap && !out.is_empty() {
                out.push(String::new());
            }
            out.push(said.clone());
            here = here.filter(|here| *here != at);
        }
        gap = row.trim().is_empty();
    }
    let moved =
        before.is_some_and(|before| before.cursor != after.cursor || before.said.links != after.said.links);
    let only_status = out.len() == 1 && out.first() == said.last();
    if moved && (out.is_empty() || only_status) {
        out.splice(0..0, here.and_then(|here| said.get(here)).cloned());
    }
    out
}

/// The message of a screen, if it has one.
pub fn message(screen: &Screen) -> Option<String> {
    let rows = rows(screen);
    let rows = rows.get(usize::from(screen.said.message?)..)?;
    let words = rows.iter().map(|row| row.trim()).collect::<Vec<_>>().join(" ");
    Some(words).filter(|words| !words.is_empty())
}

/// The rows as text without blanks at their ends, and without what shows to the eye where one stands.
fn rows(screen: &Screen) -> Vec<String> {
    screen.area().rows().map(|row| text(screen, row.y, &[])).collect()
}

/// The rows as they are read: `>` on the selected one, numbers of rows and links, whether a post is read.
fn said(screen: &Screen) -> Vec<String> {
    screen
        .area()
        .rows()
        .map(|row| {
            let text = text(screen, row.y, &screen.said.links);
            let row = screen.said.rows.get(usize::from(row.y)).copied().unwrap_or_default();
            if row.words == 0 {
                return text;
            }
            let sign = if row.selected { '>' } else { ' ' };
            let number = row.number.map(|number| number.to_string()).unwrap_or_default();
            let read = if row.read { "  read" } else { "" };
            format!("{sign}{number:>NUMBER$} {text}{read}")
        })
        .collect()
}

/// A row as text, its links with their numbers.
fn text(screen: &Screen, y: u16, links: &[SaidLink]) -> String {
    let area = screen.area();
    let right = screen.said.keys.filter(|keys| keys.y == y).map_or(area.right(), |keys| keys.x);
    let left = screen.said.rows.get(usize::from(y)).map_or(0, |row| row.words);
    let mut text = String::new();
    let mut hidden = 0;
    for x in left..right {
        if let Some(link) = links.iter().find(|link| (link.at.x, link.at.y) == (x, y)) {
            let sign = if link.selected { ">" } else { "" };
            text.push_str(&format!("{sign}[{}]", link.number));
        }
        let symbol = screen.cells.cell((x, y)).map_or(" ", |cell| cell.symbol());
        // Behind a wide character stands a cell that is not shown.
        if hidden == 0 {
            text.push_str(symbol);
        }
        hidden = unicode_width::UnicodeWidthStr::width(symbol).max(hidden).saturating_sub(1);
    }
    match right < area.right() {
        true => text.trim().to_owned(),
        false => text.trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::super::Row;
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

    use super::linear as new;

    #[test]
    fn the_first_frame_is_read_whole_without_the_keys_it_offers() {
        let first = list(&["Marsh", "", " ▌★Two ways", "", "", "1 of 12   Enter read"], 2);
        assert_eq!(new(None, &first), ["Marsh", "", ">  1 ★Two ways", "", "1 of 12"]);
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
        let first = list(&[" ▌ One", "   Two", "1 of 2"], 0);
        let mut second = list(&["   One", " ▌ Two", "2 of 2"], 1);
        assert_eq!(new(Some(&first), &second), [">  2  Two", "2 of 2"]);
        assert_eq!(new(Some(&second), &second), [""; 0]);
        let before = second.clone();
        second.said.rows[1].read = true;
        assert_eq!(new(Some(&before), &second), [">  2  Two  read"], "another mark");
    }

    #[test]
    fn a_link_has_the_number_it_is_asked_for_by() {
        let mut first = screen(&["To a 漢字 link and another.", "end"], None);
        let link = |x, number| SaidLink { at: (x, 0).into(), number, selected: false };
        first.said.links = vec![link(3, 1), link(19, 2)];
        assert_eq!(new(None, &first), ["To [1]a 漢字 link and [2]another.", "end"]);
        let mut second = first.clone();
        second.said.links[1].selected = true;
        second.cursor = Some((19, 0).into());
        assert_eq!(new(Some(&first), &second), ["To [1]a 漢字 link and >[2]another."]);
    }

    /// A list, one of its rows selected; others begin with three blanks.
    fn list(rows: &[&str], at: u16) -> Screen {
        let mut list = screen(rows, Some((3, at)));
        let choices = rows.iter().enumerate().filter(|(_, row)| row.starts_with(' '));
        for (n, (y, row)) in choices.enumerate() {
            let selected = row.contains('▌');
            list.said.rows[y] = Row { words: 2, number: Some(n + 1), selected, ..Row::default() };
        }
        list
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
