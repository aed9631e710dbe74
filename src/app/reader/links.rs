//! The links of the open post: the next, the one before.

use super::page::Page;
use crate::document::{LinkId, Target};
use crate::text::Clean;

/// A link by what it is, to find it again in another text.
pub(super) struct Selected {
    number: LinkId,
    target: Target,
    words: Clean,
}

impl Page {
    /// The selected link.
    pub(super) fn selected(&self) -> Option<Selected> {
        let number = self.link?;
        let target = self.document().links.get(number)?.target.clone();
        let words = self.link_words().get(number).cloned().unwrap_or_default();
        Some(Selected { number, target, words })
    }

    /// The nearest link that leads to the same, the same words first.
    pub(super) fn link_like(&self, old: &Selected) -> Option<LinkId> {
        let links = self.document().links.iter().enumerate();
        let same = links.filter(|(_, link)| link.target == old.target).map(|(number, _)| number);
        same.min_by_key(|number| {
            let words = self.link_words().get(*number) == Some(&old.words);
            (!words, number.abs_diff(old.number))
        })
    }

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
        let (Some((first, _)), Some((last, _))) = (self.lines.first(), self.lines.last()) else { return };
        let (first, last) = (*first, *last);
        let found = self.layout.near_link(if on { last } else { first }, on);
        let Some((spot, line)) = found.and_then(|spot| Some((spot, self.layout.line(spot)?))) else { return };
        let mut links = line.spans.iter().filter_map(|span| span.link);
        let link = if on { links.next() } else { links.next_back() };
        let top = self.layout.step(spot, -third);
        let end = self.layout.end(rows);
        self.move_to(top.min(end));
        self.link = link;
    }
}
