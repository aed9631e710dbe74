//! The reader: which post is open or awaited, and the page it shows.

mod after;
mod ahead;
mod aim;
mod anchor;
mod bearing;
mod find;
mod links;
mod outline;
mod page;
mod seek;
mod things;

pub use after::Panel;
pub use ahead::Uncolored;
pub use aim::Aim;
pub use bearing::Bearing;
pub use find::Find;
pub use outline::Outline;
pub use page::Page;
pub use seek::{Seek, Sought, Went};
pub use things::code;

use std::path::{Path, PathBuf};

use super::effect::Effect;
use crate::document::LinkId;
use crate::highlight::Highlighted;
use crate::post::{Place, PostId};
use crate::screen::Key;
use crate::text::Clean;

/// Where in a post to go when it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// Its top.
    #[default]
    Top,
    /// A place.
    Place(Place),
    /// A place that was left, the link that was selected there, and what was looked for with the place of the hit.
    Back(Place, Option<LinkId>, Option<(Aim, Place)>),
    /// An anchor.
    Anchor(Clean),
    /// Words that a search found.
    Hits(Aim),
    /// Where the same is said as there in a translation of it.
    Like(Bearing),
    /// Where it is, if it is the post that is open.
    Stay,
}

/// A post that was asked for.
#[derive(Clone, Debug)]
pub struct Want {
    /// The post.
    pub post: PostId,
    /// Where to go in it.
    pub goal: Goal,
    /// Keys that wait for it: what is to be found in it. None where it was not asked for yet.
    pub keys: Option<Vec<Key>>,
}

/// The reader.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    measure: usize,
    generation: u64,
    shown: u64,
    want: Option<Want>,
    page: Option<Page>,
    /// The file of the page when the posts were last numbered: a post that is gone may come back.
    file: Option<PathBuf>,
    /// Whether another text of the page has come and waits until what lies on this one is gone.
    put_off: bool,
}

impl Reader {
    /// A reader without a post.
    pub fn new(measure: usize) -> Self {
        Self { measure, ..Self::default() }
    }

    /// The cells of a line of prose.
    pub fn measure(&self) -> usize {
        self.measure
    }

    /// Another length of lines.
    pub fn set_measure(&mut self, measure: usize) {
        self.measure = measure;
    }

    /// Takes the colours of a block of code of the page.
    pub fn color(&mut self, generation: u64, number: usize, tokens: Highlighted) {
        if generation == self.shown
            && let Some(page) = &mut self.page
        {
            page.color(number, tokens);
        }
    }

    /// Lays out what a view of `rows` rows shows; asks for the colours of the code that came into it.
    pub fn settle(&mut self, rows: usize) -> Vec<Effect> {
        let uncolored = self.page.as_mut().map(|page| page.settle(rows)).unwrap_or_default();
        self.ask_for(uncolored)
    }

    /// The same of the page after it.
    pub fn ahead(&mut self, rows: usize) -> Vec<Effect> {
        let uncolored = self.page.as_mut().map(|page| page.ahead(rows)).unwrap_or_default();
        self.ask_for(uncolored)
    }

    fn ask_for(&self, uncolored: Vec<Uncolored>) -> Vec<Effect> {
        let generation = self.shown;
        let ask =
            |Uncolored { number, language, text }| Effect::Highlight { generation, number, language, text };
        uncolored.into_iter().map(ask).collect()
    }

    /// The posts have other numbers; a page whose post is gone stays, as that of no post.
    pub fn renumber(&mut self, new: &dyn Fn(PostId) -> Option<PostId>) {
        self.want = self.want.take().and_then(|want| Some(Want { post: new(want.post)?, ..want }));
        if let Some(page) = &mut self.page {
            page.renumber(new(page.post()).unwrap_or(PostId::NONE));
        }
    }

    /// The post that is awaited, else the one that is open.
    pub fn post(&self) -> Option<PostId> {
        self.want.as_ref().map(|want| want.post).or_else(|| self.page.as_ref().map(Page::post))
    }

    /// The file of the open post, absolute, as it was when the posts were last numbered.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Notes the file of the open post.
    pub fn set_file(&mut self, file: Option<PathBuf>) {
        self.file = file;
    }

    /// Whether a post is awaited.
    pub fn is_waiting(&self) -> bool {
        self.want.is_some()
    }

    /// Looks in the post that is awaited once it is there, where another is open until then: says whether it is so.
    pub fn find_later(&mut self) -> bool {
        let open = self.page.as_ref().map(Page::post);
        match &mut self.want {
            Some(want) if Some(want.post) != open => {
                want.keys.get_or_insert_default();
                true
            }
            Some(_) | None => false,
        }
    }

    /// The keys that wait for the post, once it is to be looked in.
    pub fn waiting_keys(&mut self) -> Option<&mut Vec<Key>> {
        self.want.as_mut()?.keys.as_mut()
    }

    /// The generation of the last request.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The page; none before the first post is open.
    pub fn page(&self) -> Option<&Page> {
        self.page.as_ref()
    }

    /// The same, to be changed.
    pub fn page_mut(&mut self) -> Option<&mut Page> {
        self.page.as_mut()
    }

    /// Asks for a post; gives the generation of the request, or none if the post is open already.
    pub fn ask(&mut self, post: PostId, goal: Goal) -> Option<u64> {
        if self.want.is_none() && self.page.as_ref().is_some_and(|page| page.post() == post) {
            self.reach(goal);
            return None;
        }
        self.want = Some(Want { post, goal, keys: None });
        self.generation += 1;
        Some(self.generation)
    }

    /// Asks for the open post anew.
    pub fn ask_again(&mut self) -> Option<(PostId, u64)> {
        let post = self.post().filter(|post| *post != PostId::NONE)?;
        let (goal, keys) = self.want.take().map_or((Goal::Stay, None), |want| (want.goal, want.keys));
        self.want = Some(Want { post, goal, keys });
        self.generation += 1;
        Some((post, self.generation))
    }

    /// Another text of the open post has come and is not wanted now; says whether the answer is one.
    pub fn put_off(&mut self, generation: u64) -> bool {
        let open = self.page.as_ref().map(Page::post);
        let is_it = |want: &Want| want.goal == Goal::Stay && Some(want.post) == open;
        let put_off = generation == self.generation && self.want.as_ref().is_some_and(is_it);
        if put_off {
            (self.want, self.put_off) = (None, true);
        }
        put_off
    }

    /// Asks anew for a text that was put off, unless another is awaited.
    pub fn catch_up(&mut self) -> Option<(PostId, u64)> {
        let wanted = std::mem::take(&mut self.put_off) && self.want.is_none();
        if wanted { self.ask_again() } else { None }
    }

    /// What was asked for, if the answer is of this generation.
    pub fn take(&mut self, generation: u64) -> Option<Want> {
        if generation != self.generation {
            return None;
        }
        self.shown = generation;
        self.want.take()
    }

    /// Shows a page at its goal; says whether it is another text of the post that was open.
    pub fn show(&mut self, page: Page, goal: Goal) -> bool {
        match (&mut self.page, &goal) {
            (Some(old), Goal::Stay) if old.post() == page.post() => old.take_over(page),
            _ => {
                self.page = Some(page);
                self.reach(goal);
                false
            }
        }
    }

    fn reach(&mut self, goal: Goal) {
        let Some(page) = &mut self.page else { return };
        match goal {
            Goal::Stay => {}
            Goal::Hits(aim) => page.go_to_hits(aim),
            Goal::Top => page.go_to_top(),
            Goal::Like(bearing) => page.go_to_bearing(bearing),
            Goal::Place(place) => {
                page.go(place);
                page.select_link(None);
            }
            Goal::Back(place, link, find) => {
                page.go(place);
                page.select_link(link);
                find.into_iter().for_each(|(aim, hit)| page.mark_again(aim, hit));
            }
            Goal::Anchor(anchor) => {
                if !page.go_to_anchor(&anchor) {
                    page.go_to_top();
                }
            }
        }
    }
}
