//! The links of the open post: the next, the one before.

use super::page::Page;
use crate::layout::{Line, Spot};

/// Lines that are looked through for a link that is not in view.
const SEARCHED: usize = 4000;

impl Page {
    /// Selects the next link, or the one before; the view follows.
    pub fn next_link(&mut self, on: bool, rows: usize) {
        let visible = self.visible();
        let at = self.link.and_then(|link| visible.iter().position(|other| *other == link));
        let next = match (at, on) {
            (None, true) => visible.first(),
            (None, false) => visible.last(),
            (Some(at), true) => visible.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| visible.get(at)),
        };
        match next {
            Some(link) => self.link = Some(*link),
            None => self.far_link(on, rows),
        }
    }

    /// Looks for a link outside the view.
    fn far_link(&mut self, on: bool, rows: usize) {
        let third = isize::try_from(rows / 3).unwrap_or(0);
        let (Some((first, _)), Some((last, _))) = (self.lines.first().cloned(), self.lines.last().cloned())
        else {
            return;
        };
        let with_link = |line: &(Spot, Line)| line.1.spans.iter().any(|span| span.link.is_some());
        let found = match on {
            true => {
                let after = self.layout.lines(last, SEARCHED);
                after.into_iter().skip(1).find(with_link)
            }
            false => {
                let from = self.layout.step(first, -isize::try_from(SEARCHED).unwrap_or(0));
                let before = self.layout.lines(from, SEARCHED);
                before.into_iter().take_while(|(spot, _)| *spot < first).filter(with_link).last()
            }
        };
        let Some((spot, line)) = found else { return };
        let mut links = line.spans.iter().filter_map(|span| span.link);
        let link = if on { links.next() } else { links.next_back() };
        let top = self.layout.step(spot, -third);
        let end = self.layout.end(rows);
        self.move_to(top.min(end));
        self.link = link;
    }
}
