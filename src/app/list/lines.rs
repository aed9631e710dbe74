//! The lines of a list: its rows in parts, each under its heading. A few numbers say them all, however many rows there are.

use crate::library::Group;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLine {
    /// Nothing.
    Blank,
    /// The heading over posts that were begun.
    GoOn,
    /// The heading over posts of one group.
    Group(Group),
    /// A post, by its place in [`List::rows`](super::List::rows).
    Post(usize),
}

/// A group and how many posts there are of it, one after the other.
pub(super) type Run = (Group, usize);

/// The lines of a list.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    parts: Vec<Part>,
    count: usize,
}

/// Rows that stand together: a blank line where others are above, the heading where there is one, the posts.
#[derive(Clone, Debug)]
struct Part {
    /// Its first line.
    start: usize,
    heading: Option<ListLine>,
    /// The line of its first post.
    line: usize,
    /// The row of its first post.
    row: usize,
}

impl Lines {
    /// The lines of so many posts to go on with, and of those that the filter found: in groups, or without headings.
    pub(super) fn new(begun: usize, found: usize, groups: &[Run]) -> Self {
        let mut lines = Self::default();
        lines.add(begun, Some(ListLine::GoOn));
        match groups {
            [] => lines.add(found, None),
            groups => {
                groups.iter().for_each(|(group, posts)| lines.add(*posts, Some(ListLine::Group(*group))))
            }
        }
        lines
    }

    fn add(&mut self, posts: usize, heading: Option<ListLine>) {
        if posts == 0 {
            return;
        }
        let start = self.count;
        let line = start + usize::from(start > 0) + usize::from(heading.is_some());
        let row = self.parts.last().map_or(0, |above| above.row + (start - above.line));
        self.parts.push(Part { start, heading, line, row });
        self.count = line + posts;
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// What a line is, from the top of the list.
    pub fn get(&self, line: usize) -> Option<ListLine> {
        let above = self.parts.partition_point(|part| part.start <= line);
        let part = self.parts.get(above.checked_sub(1)?).filter(|_| line < self.count)?;
        Some(match line.checked_sub(part.line) {
            Some(below) => ListLine::Post(part.row + below),
            None => part.heading.filter(|_| line + 1 == part.line).unwrap_or(ListLine::Blank),
        })
    }

    /// The line of a row; the first where there is none.
    pub(super) fn of_row(&self, row: usize) -> usize {
        let above = self.parts.partition_point(|part| part.row <= row);
        let part = above.checked_sub(1).and_then(|part| self.parts.get(part));
        part.map_or(0, |part| (part.line + (row - part.row)).min(self.count.saturating_sub(1)))
    }

    /// The line of a row, or of the heading right above it.
    pub(super) fn with_heading(&self, row: usize) -> usize {
        let line = self.of_row(row);
        let has_heading = self.parts.iter().any(|part| part.line == line && part.heading.is_some());
        line - usize::from(has_heading)
    }

    /// The first rows below each heading, from top to bottom.
    pub(super) fn below_headings(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.parts.iter().filter(|part| part.heading.is_some()).map(|part| part.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter a line: `_` nothing, `!` go on, a heading in brackets, the number of a post.
    fn shown(lines: &Lines) -> String {
        let line = |line| match line {
            ListLine::Blank => "_".to_owned(),
            ListLine::GoOn => "!".to_owned(),
            ListLine::Group(Group::Year(year)) => format!("[{year}]"),
            ListLine::Group(group) => format!("[{group:?}]"),
            ListLine::Post(row) => row.to_string(),
        };
        let all: Vec<String> = (0..).map_while(|n| lines.get(n)).map(line).collect();
        assert_eq!(all.len(), lines.len());
        all.join(" ")
    }

    #[test]
    fn posts_stand_under_headings_with_a_blank_line_above() {
        let years = [(Group::Year(2024), 2), (Group::Year(2023), 1), (Group::Undated, 2)];
        assert_eq!(shown(&Lines::new(0, 5, &years)), "[2024] 0 1 _ [2023] 2 _ [Undated] 3 4");
        assert_eq!(shown(&Lines::new(2, 5, &years)), "! 0 1 _ [2024] 2 3 _ [2023] 4 _ [Undated] 5 6");
        assert_eq!(shown(&Lines::new(0, 3, &[])), "0 1 2");
        assert_eq!(shown(&Lines::new(1, 2, &[])), "! 0 _ 1 2");
        assert_eq!(shown(&Lines::new(0, 0, &[])), "");
    }

    #[test]
    fn every_row_has_its_line_and_its_heading() {
        let lines = Lines::new(1, 4, &[(Group::Year(2024), 3), (Group::Year(2023), 1)]);
        for (line, what) in (0..).map_while(|n| Some((n, lines.get(n)?))) {
            if let ListLine::Post(row) = what {
                assert_eq!(lines.of_row(row), line);
            }
        }
        let above = |row| lines.of_row(row) - lines.with_heading(row);
        assert_eq!((0..5).map(above).collect::<Vec<_>>(), [1, 1, 0, 0, 1]);
        assert_eq!(lines.below_headings().collect::<Vec<_>>(), [0, 1, 4]);
        assert_eq!(Lines::default().with_heading(3), 0);
    }
}
