//! Marks in the list: what was begun stands on top, and rows that a mark changes stay where they are.

use jiff::Timestamp;

use super::List;
use crate::post::{Change, Marks, PostId};

/// So many posts to go on with stand on top.
const BEGUN: usize = 3;

/// What a step to a post that is not read came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It went there.
    There,
    /// It went there around the end of the list.
    Around,
    /// There is no other.
    Only,
    /// There is none.
    None,
}

impl List {
    /// How many posts of the filter are not read.
    pub fn unread(&self) -> usize {
        self.counted().map_or(self.unread, |part| part.unread)
    }

    /// Other marks. Rows stay until the filter is run anew.
    pub fn set_marks(&mut self, marks: Marks) {
        self.marks = marks;
        self.regroup();
    }

    /// A mark changed.
    pub fn mark(&mut self, post: PostId, change: Change, at: Timestamp) {
        if post != PostId::NONE {
            self.marks.set(post, self.marks.of(post).with(change, at));
        }
    }

    /// After marks changed: what was begun stands on top, and the cursor stays on its row.
    pub fn regroup(&mut self) {
        let (selected, going_on) = (self.selected(), self.cursor.at < self.begun);
        let under = selected.filter(|_| going_on).map(|post| (self.cursor.at, post));
        let lines = self.lines.len();
        self.rows.drain(..self.begun.min(self.rows.len()));
        self.begun = 0;
        self.put_begun(under.into_iter().collect());
        self.arrange();
        self.count_unread();
        if let Some(row) = selected.and_then(|post| self.row_of(post, going_on)) {
            self.cursor.at = row;
        }
        // What is in view stays there though lines came above it.
        if self.cursor.top > 0 {
            self.cursor.top = (self.cursor.top + self.lines.len()).saturating_sub(lines);
        }
    }

    /// Puts what was begun on top, as far as the filter lets it through; `stay` with the rows in which it does.
    pub(super) fn put_begun(&mut self, stay: Vec<(usize, PostId)>) {
        let mut begun = self.marks.begun();
        begun.retain(|post| self.place_of(*post).is_some());
        begun.truncate(BEGUN);
        for (row, post) in stay {
            if !begun.contains(&post) && self.place_of(post).is_some() {
                begun.insert(row.min(begun.len()), post);
            }
        }
        self.begun = begun.len();
        self.rows.splice(0..0, begun);
    }

    pub(super) fn count_unread(&mut self) {
        let unread = self.posts().iter().filter(|post| !self.marks.is_read(**post)).count();
        self.unread = unread;
    }

    /// To the next post that is not read, or the one before; around the end where there is none on this side.
    pub fn next_unread(&mut self, on: bool) -> Unread {
        let here = self.number();
        let unread: Vec<usize> = (0..self.posts().len())
            .filter(|number| self.posts().get(*number).is_some_and(|post| !self.marks.is_read(*post)))
            .collect();
        let near = match on {
            true => unread.iter().find(|number| **number > here),
            false => unread.iter().rev().find(|number| **number < here),
        };
        let around = if on { unread.first() } else { unread.last() };
        let (number, went) = match (near, around) {
            (Some(near), _) => (*near, Unread::There),
            (None, Some(around)) if *around != here => (*around, Unread::Around),
            (None, Some(around)) => (*around, Unread::Only),
            (None, None) => return Unread::None,
        };
        self.cursor.at = self.begun + number;
        self.moved = true;
        went
    }
}
