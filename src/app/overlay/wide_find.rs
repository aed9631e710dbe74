//! Looking for words in a wide block, as in a post; a hit is scrolled and panned into view.

use std::ops::{Deref, Range};

use super::wide::Wide;
use crate::app::field::Field;
use crate::app::reader::{Seek, Sought, Went};
use crate::document::find::{Haystack, Needle};
use crate::layout::Line;

/// A search in one wide block.
#[derive(Clone, Debug)]
pub struct WideFind {
    sought: Sought,
    /// What was looked for before the field was opened.
    before: String,
    /// What was panned and scrolled away then.
    from: (usize, usize),
    haystack: Haystack,
}

impl Deref for WideFind {
    type Target = Sought;
    fn deref(&self) -> &Sought {
        &self.sought
    }
}

impl WideFind {
    /// All hits.
    pub fn hits(&self) -> &[Range<usize>] {
        &self.hits
    }

    /// The current one.
    pub fn current(&self) -> Option<&Range<usize>> {
        self.hits.get(self.current?)
    }

    fn look(&mut self) {
        self.sought.found(self.haystack.hits(&Needle::new(self.field.text())));
    }
}

impl Wide {
    /// The search, while there is one.
    pub fn find(&self) -> Option<&WideFind> {
        self.find.as_deref()
    }

    /// Whether it is typed what to look for.
    pub fn is_finding(&self) -> bool {
        self.find().is_some_and(|find| find.is_typing())
    }

    /// Begins to type what is looked for.
    pub fn begin_find(&mut self) {
        let before = self.find.take().map_or_else(String::new, |find| find.field.text().to_owned());
        self.find = Some(Box::new(WideFind {
            sought: Sought::typed(),
            before,
            from: (self.left, self.top),
            haystack: Haystack::new(self.plain.clone()),
        }));
    }

    /// Ends the search where it is; says whether there was one.
    pub fn end_find(&mut self) -> bool {
        self.find.take().is_some()
    }

    /// The text is another: what was looked for in the old one is looked for in this one.
    pub(super) fn find_as(mut self, other: &Self) -> Self {
        let at = other.find().and_then(WideFind::current).map_or(0, |hit| hit.start);
        self.find = other.find.clone().map(|mut find| {
            find.haystack = Haystack::new(self.plain.clone());
            find.look();
            let first = find.hits.partition_point(|hit| hit.start < at);
            find.sought.stand_at(first);
            find
        });
        self
    }

    /// The first hit in the lines in view or below.
    fn first_hit(&self) -> usize {
        let top = if self.top == 0 { 0 } else { self.header.len() + self.top };
        let before = |hit: &Range<usize>| self.row_of(hit.start).is_some_and(|row| row < top);
        self.find().map_or(0, |find| find.hits.partition_point(before))
    }

    /// The line that holds a byte of the plain text; those of the header are counted.
    fn row_of(&self, byte: usize) -> Option<usize> {
        let holds = |line: &Line| line.cell_of(byte, self.ambiguous).is_some();
        if self.lines.first().is_some_and(|line| line.code.is_some()) {
            let begun = |line: &Line| line.code.is_some_and(|row| row.start <= byte);
            let last = self.lines.partition_point(begun).checked_sub(1)?;
            let start = self.lines.get(last).and_then(|line| line.code);
            let mut rows = self.lines.iter().enumerate().take(last + 1).rev();
            let row = rows.by_ref().take_while(|(_, line)| line.code == start).find(|(_, line)| holds(line));
            return Some(self.header.len() + row.map_or(last, |(row, _)| row));
        }
        self.header.iter().chain(&self.lines).position(holds)
    }

    /// Whether a line is in a view of so many cells and rows.
    fn shows_row(&self, row: usize, (_, height): (usize, usize)) -> bool {
        let below = row.checked_sub(self.header.len());
        below.is_none_or(|row| (self.top..self.top + self.rows_in(height)).contains(&row))
    }

    /// Scrolls and pans the current hit into a view of so many cells and rows, where it is not.
    fn show_hit(&mut self, view: (usize, usize)) {
        let (width, height) = view;
        let Some(hit) = self.find().and_then(WideFind::current).cloned() else { return };
        let Some(row) = self.row_of(hit.start) else { return };
        if !self.shows_row(row, view) {
            let third = self.rows_in(height) / 3;
            let top = row.saturating_sub(self.header.len() + third);
            self.top = top.min(self.last_top(height));
        }
        let Some(line) = self.header.iter().chain(&self.lines).nth(row) else { return };
        let words = self.plain.get(hit.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        let Some(start) = line.cell_of(hit.start, self.ambiguous) else { return };
        let (end, frozen) = (start + self.ambiguous.cells(words), self.frozen(width));
        if end > frozen && (start < frozen + self.left || end > self.left + width) {
            let third = frozen + width.saturating_sub(frozen) / 3;
            let left = start.saturating_sub(third).max(end.saturating_sub(width));
            self.left = if end <= width { 0 } else { left.min(start.saturating_sub(frozen)) };
        }
        self.settle(width);
    }
}

impl Seek for Wide {
    type View = (usize, usize);

    fn field_mut(&mut self) -> Option<&mut Field> {
        self.find.as_mut().map(|find| &mut find.sought.field)
    }

    /// Enter stays at the hit; with nothing typed it is what was looked for before.
    fn accept_find(&mut self, view: (usize, usize)) -> Went {
        let Some(find) = &mut self.find else { return Went::Nothing };
        find.sought.typing = false;
        if find.field.text().is_empty() {
            find.sought.field = Field::new(&std::mem::take(&mut find.before));
            if find.field.text().is_empty() {
                self.find = None;
                return Went::There;
            }
            self.find_again(view);
        }
        match self.find().is_some_and(|find| find.hits.is_empty()) {
            true => Went::Nowhere,
            false => Went::There,
        }
    }

    /// Back to what was in view.
    fn leave_find(&mut self) {
        if let Some(find) = self.find.take() {
            (self.left, self.top) = find.from;
        }
    }

    /// Looks again, from what was in view when the field was opened, and goes to the first hit.
    fn find_again(&mut self, view: (usize, usize)) {
        let Some(find) = &mut self.find else { return };
        find.look();
        (self.left, self.top) = find.from;
        let first = self.first_hit();
        if let Some(find) = &mut self.find {
            find.sought.stand_from(first);
        }
        self.show_hit(view);
    }

    /// To the next hit, or the one before. After scrolling elsewhere it is the next from there.
    fn next_hit(&mut self, on: bool, view: (usize, usize)) -> Went {
        let row = self.find().and_then(WideFind::current).and_then(|hit| self.row_of(hit.start));
        let in_view = row.is_some_and(|row| self.shows_row(row, view));
        let first = self.first_hit();
        let Some(find) = &mut self.find else { return Went::Nothing };
        let went = find.sought.step(in_view, first, on);
        self.show_hit(view);
        went
    }
}
