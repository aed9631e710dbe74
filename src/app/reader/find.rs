//! Looking for words in the open post: where they are, which hit the reader is at, where to go back to.

use std::ops::{Deref, Range};

use super::aim::Aim;
use super::page::Page;
use super::seek::{Seek, Sought, Went};
use crate::app::field::Field;
use crate::document::find::{Haystack, Needle};
use crate::layout::{Layout, Spot};
use crate::post::Place;
use crate::text::hash::hash;

/// So many bytes are folded when the field is opened.
const WARM: usize = 500_000;

/// A search in one post.
#[derive(Clone, Debug, Default)]
pub struct Find {
    sought: Sought,
    /// What is looked for where it is not what the field holds: the words of a search in all posts.
    needles: Vec<Needle>,
    /// What was looked for before the field was opened.
    before: (String, Vec<Needle>),
    /// Where the reader was then.
    from: Place,
    /// The blocks in the form in which they are searched, each folded when it is first needed.
    folded: Vec<Option<Haystack>>,
    /// For each hit its block.
    blocks: Vec<usize>,
}

impl Deref for Find {
    type Target = Sought;
    fn deref(&self) -> &Sought {
        &self.sought
    }
}

impl Find {
    /// The hits in a block.
    pub fn hits_in(&self, block: usize) -> &[Range<usize>] {
        let from = self.blocks.partition_point(|other| *other < block);
        let to = self.blocks.partition_point(|other| *other <= block);
        self.hits.get(from..to).unwrap_or_default()
    }

    /// The current hit: its block and its bytes.
    pub fn current(&self) -> Option<(usize, &Range<usize>)> {
        let at = self.current?;
        Some((*self.blocks.get(at)?, self.hits.get(at)?))
    }

    /// The first hit at or after a place in the text.
    fn first_from(&self, block: usize, offset: usize) -> usize {
        let places = self.blocks.iter().zip(&self.hits);
        places.take_while(|(at, hit)| (**at, hit.start) < (block, offset)).count()
    }

    /// Folds the first half of a long post while nothing is typed yet, so that the first letter has less to wait for.
    fn warm(&mut self, layout: &Layout) {
        self.folded.resize_with(layout.count(), || None);
        let mut bytes = 0;
        for (block, folded) in self.folded.iter_mut().enumerate() {
            if bytes > WARM {
                break;
            }
            bytes += folded.get_or_insert_with(|| Haystack::new(layout.searchable(block))).len();
        }
    }

    /// Looks for the words in all blocks.
    fn look(&mut self, layout: &Layout) {
        let typed = [Needle::new(self.field.text())];
        let needles = if self.needles.is_empty() { &typed[..] } else { &self.needles[..] };
        self.folded.resize_with(layout.count(), || None);
        self.blocks.clear();
        self.sought.found(Vec::new());
        if needles.iter().all(Needle::is_empty) {
            return;
        }
        for (block, folded) in self.folded.iter_mut().enumerate() {
            let haystack = folded.get_or_insert_with(|| Haystack::new(layout.searchable(block)));
            let mut hits: Vec<_> = needles.iter().flat_map(|needle| haystack.hits(needle)).collect();
            if needles.len() > 1 {
                hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
                hits.dedup_by(|next, hit| next.start < hit.end);
            }
            self.blocks.resize(self.blocks.len() + hits.len(), block);
            self.sought.hits.extend(hits);
        }
    }
}

impl Page {
    /// The search, while there is one.
    pub fn find(&self) -> Option<&Find> {
        self.find.as_ref()
    }

    /// What is looked for, from the current hit on, to be found again in a page that is read anew.
    pub fn aim(&self) -> Option<(Aim, Place)> {
        let find = self.find.as_ref()?;
        let words = find.field.text().to_owned();
        let (block, offset) = self.hit().unwrap_or((self.place().block, self.place().offset));
        let place = Place { block, offset, hash: hash(&self.layout.plain(block)) };
        let aim = Aim { needles: find.needles.clone(), words, from: (block, offset) };
        (!aim.words.is_empty()).then_some((aim, place))
    }

    /// Marks what was looked for when the reader left this place, unless other words are looked for by now. The block of the
    /// hit may have another number meanwhile.
    pub(super) fn mark_again(&mut self, aim: Aim, hit: Place) {
        let is_other = |find: &Find| (find.field.text(), &find.needles) != (aim.words.as_str(), &aim.needles);
        if !self.find.as_ref().is_some_and(is_other) {
            let block = self.layout.block_of(hit).unwrap_or(hit.block);
            self.mark(aim.needles, &aim.words, (block, hit.offset));
        }
    }

    /// Marks words that are not typed here; the current hit is the first from a block and a byte of it on.
    pub(super) fn mark(&mut self, needles: Vec<Needle>, words: &str, (block, offset): (usize, usize)) {
        let mut find = Find { sought: Sought::of(words), needles, from: self.place(), ..Find::default() };
        find.look(&self.layout);
        let first = find.first_from(block, offset);
        find.sought.stand_at(first);
        self.find = Some(find);
    }

    /// Begins to type what is looked for.
    pub fn begin_find(&mut self) {
        let (before, folded) = match self.find.take() {
            Some(old) => ((old.field.text().to_owned(), old.needles), old.folded),
            None => Default::default(),
        };
        let mut find =
            Find { sought: Sought::typed(), before, folded, from: self.place(), ..Find::default() };
        find.warm(&self.layout);
        self.find = Some(find);
    }

    /// Ends the search where it is; says whether there was one.
    pub fn end_find(&mut self) -> bool {
        self.find.take().is_some()
    }

    /// The block of the current hit, and where in it the hit begins.
    pub(super) fn hit(&self) -> Option<(usize, usize)> {
        self.find.as_ref()?.current().map(|(block, hit)| (block, hit.start))
    }

    /// The text has changed: the hits are where they are now, and the current one is the first from where it was. A text
    /// that was read while half of it was written may have had none: then it is the first from what is in view.
    pub(super) fn find_anew(&mut self, at: Option<(usize, usize)>) {
        let top = self.place();
        if let Some(find) = &mut self.find {
            find.folded.clear();
            find.look(&self.layout);
            let (block, offset) = at.unwrap_or((top.block, top.offset));
            let first = find.first_from(block, offset);
            find.sought.stand_at(first);
        }
    }

    /// Brings the current hit into view, where it is not.
    pub(super) fn show_hit(&mut self, rows: usize) {
        let Some(spot) = self.hit_spot() else { return };
        if self.hit_in_view(rows) {
            return;
        }
        let third = isize::try_from(rows / 3).unwrap_or(0);
        let end = self.layout.end(rows);
        let top = self.layout.step(spot, -third).min(end);
        self.move_to(top);
    }

    fn hit_spot(&mut self) -> Option<Spot> {
        let (block, start) = self.find.as_ref()?.current().map(|(block, hit)| (block, hit.start))?;
        Some(self.layout.spot_of(block, start))
    }

    /// Whether the current hit is in a view of so many rows.
    pub(super) fn hit_in_view(&mut self, rows: usize) -> bool {
        let Some(spot) = self.hit_spot() else { return false };
        let top = self.top();
        let bottom = self.layout.step(top, isize::try_from(rows.saturating_sub(1)).unwrap_or(0));
        (top..=bottom).contains(&spot)
    }
}

impl Seek for Page {
    type View = usize;

    fn field_mut(&mut self) -> Option<&mut Field> {
        self.find.as_mut().map(|find| &mut find.sought.field)
    }

    /// Enter stays at the hit; with nothing typed it is what was looked for before.
    fn accept_find(&mut self, rows: usize) -> Went {
        let Some(find) = &mut self.find else { return Went::Nothing };
        find.sought.typing = false;
        if find.field.text().is_empty() {
            let (words, needles) = std::mem::take(&mut find.before);
            (find.sought.field, find.needles) = (Field::new(&words), needles);
            if find.field.text().is_empty() {
                self.find = None;
                return Went::There;
            }
            self.find_again(rows);
        }
        match self.find.as_ref().is_some_and(|find| find.hits.is_empty()) {
            true => Went::Nowhere,
            false => Went::There,
        }
    }

    /// Back to where the reader was.
    fn leave_find(&mut self) {
        if let Some(find) = self.find.take() {
            match find.from == Place::default() {
                true => self.go_to_top(),
                false => self.go(find.from),
            }
        }
    }

    /// Looks again, from where the reader was when the field was opened, and goes to the first hit.
    fn find_again(&mut self, rows: usize) {
        let Some(mut find) = self.find.take() else { return };
        find.look(&self.layout);
        match find.from == Place::default() {
            true => self.go_to_top(),
            false => self.go(find.from),
        }
        let first = find.first_from(find.from.block, find.from.offset);
        find.sought.stand_from(first);
        self.find = Some(find);
        self.show_hit(rows);
    }

    /// To the next hit, or the one before. After going elsewhere it is the next from there.
    fn next_hit(&mut self, on: bool, rows: usize) -> Went {
        let top = self.place();
        let in_view = self.hit_in_view(rows);
        let Some(find) = &mut self.find else { return Went::Nothing };
        let first = find.first_from(top.block, top.offset);
        let went = find.sought.step(in_view, first, on);
        self.show_hit(rows);
        went
    }
}
