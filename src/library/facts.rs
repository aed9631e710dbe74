//! What is known of all bodies once they have been derived: little enough to stay in memory.
//!
//! A library is made of heads; its facts come later, from a worker, and are said to it once. Texts are not among them.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use super::wrong::Wrong;
use super::{Derived, Library};
use crate::document::Document;
use crate::post::{Numbers, Pool, PostId, SiteId};
use crate::problem::Problem;
use crate::site::{self, Stamp};
use crate::text::Clean;

/// Where the texts of a site's posts are kept: the number of the place.
pub type Store = i64;

/// Where the text of a post is kept: its number there, from 1.
pub type Key = u32;

/// So many words has a post whose words are not known.
const UNKNOWN: u32 = u32::MAX;

/// No text is kept under this.
const NO_KEY: Key = 0;

/// What is known of all bodies.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Whether only texts and their words are to be known.
    texts_alone: bool,
    words: Vec<u32>,
    wrong: Wrong,
    /// What problems have in common, until all are known.
    pool: Pool,
    linked_by: HashMap<PostId, Vec<PostId>>,
    texts: HashMap<SiteId, Vec<(Key, PostId)>>,
    stores: HashMap<SiteId, Store>,
    keys: Vec<Key>,
    /// The anchors of posts that are linked to or nowhere kept, until all are known.
    anchors: HashMap<PostId, Vec<Clean>>,
    /// The links to an anchor of another post, until all anchors are known.
    crossing: Vec<Crossing>,
}

/// A link from one post to an anchor of another.
#[derive(Clone, Debug)]
struct Crossing {
    from: PostId,
    to: PostId,
    target: Clean,
    line: usize,
}

impl Facts {
    /// Nothing known yet of a library.
    pub fn new(library: &Library) -> Self {
        let count = library.posts().len();
        Self { words: vec![UNKNOWN; count], keys: vec![NO_KEY; count], ..Self::default() }
    }

    /// The same; how long the texts are and where they are kept is all that is to be known, not what links and problems there are.
    pub fn texts_alone(library: &Library) -> Self {
        Self { texts_alone: true, ..Self::new(library) }
    }

    /// Whether links and problems are to be known.
    pub fn takes_links(&self) -> bool {
        !self.texts_alone
    }

    /// Takes what a post's body yielded, and under which number its text is kept, if it is.
    pub fn add(&mut self, library: &Library, id: PostId, derived: &Derived, text: Option<Key>) {
        let (Some(post), Some(words)) = (library.post(id), self.words.get_mut(id.0 as usize)) else { return };
        *words = u32::try_from(derived.words).map_or(UNKNOWN - 1, |words| words.min(UNKNOWN - 1));
        if let Some(key) = text {
            let room = || Vec::with_capacity(library.posts().len());
            self.texts.entry(post.site).or_insert_with(room).push((key, id));
            self.keys[id.0 as usize] = key;
        }
        if self.takes_links() {
            self.add_links(library, id, derived);
        }
    }

    /// Takes what is wrong with a post and where its links lead.
    fn add_links(&mut self, library: &Library, id: PostId, derived: &Derived) {
        let Some(post) = library.post(id) else { return };
        for problem in derived.problems.iter().chain(&library.dead_links(id, &derived.links)) {
            self.wrong.add(id, &post.name, problem, &mut self.pool);
        }
        for link in &derived.links {
            let Some(to) = library.follow(post.site, &link.target()).filter(|to| *to != id) else { continue };
            if link.target.contains('#') {
                let (target, line) = (link.target.clone(), link.line);
                self.crossing.push(Crossing { from: id, to, target, line });
            }
            let from = self.linked_by.entry(to).or_default();
            if !from.contains(&id) {
                from.push(id);
            }
        }
        if self.key(id).is_none() {
            self.anchors.insert(id, derived.anchors.clone());
        }
    }

    /// The posts whose anchors are linked to and kept in the store of their texts; [`Self::add_anchors`] takes them. Those of
    /// all posts would take more memory than all else.
    pub fn wanted_anchors(&self, library: &Library) -> Vec<(SiteId, PostId, Key)> {
        let ids: BTreeSet<PostId> = self.crossing.iter().map(|link| link.to).collect();
        let kept = |id: PostId| Some((library.post(id)?.site, id, self.key(id)?));
        ids.into_iter().filter_map(kept).collect()
    }

    fn key(&self, id: PostId) -> Option<Key> {
        self.keys.get(id.0 as usize).copied().filter(|key| *key != NO_KEY)
    }

    /// Takes the anchors of a post.
    pub fn add_anchors(&mut self, id: PostId, anchors: Vec<Clean>) {
        self.anchors.insert(id, anchors);
    }

    /// The texts of a site are kept in a store of this number; another number means other keys.
    pub fn kept_in(&mut self, site: SiteId, store: Store) {
        self.stores.insert(site, store);
    }

    /// Brings what came in any order into the order in which it is shown and looked up.
    fn arrange(&mut self, library: &Library) {
        for texts in self.texts.values_mut() {
            texts.sort_unstable();
            texts.shrink_to_fit();
        }
        if !self.takes_links() {
            return;
        }
        if !self.linked_by.is_empty() {
            let mut place = vec![0; library.posts().len()];
            for (id, at) in library.sorted(super::SortKey::Date).iter().zip(0u32..) {
                place[id.0 as usize] = at;
            }
            self.linked_by.values_mut().for_each(|from| from.sort_by_key(|id| place[id.0 as usize]));
        }
        self.wrong.arrange();
        self.check_anchors(library);
        self.pool = Pool::default();
    }

    /// Finds the links to anchors that other posts do not have, as far as their bodies are known.
    fn check_anchors(&mut self, library: &Library) {
        let anchors = std::mem::take(&mut self.anchors);
        let (mut seen, mut found) = (HashSet::new(), Vec::new());
        for link in std::mem::take(&mut self.crossing) {
            let Some(((known, from), to)) =
                anchors.get(&link.to).zip(library.post(link.from)).zip(library.post(link.to))
            else {
                continue;
            };
            let site = library.site_of(to);
            if site.is_none_or(|site| site::has_anchor_of(site, to, known, &link.target)) {
                continue;
            }
            let message = format!("no such anchor in that post: {}", link.target);
            let problem = Problem::new(&from.name, &message, "correct the target");
            let problem = if link.line > 0 { problem.at(link.line) } else { problem };
            let known = self.wrong.problems(link.from, &from.name).any(|known| known == problem);
            if !known && seen.insert((link.from, link.line, link.target)) {
                found.push((link.from, problem));
            }
        }
        for (id, problem) in found {
            let post = library.post(id);
            post.iter().for_each(|post| self.wrong.add(id, &post.name, &problem, &mut self.pool));
        }
        self.wrong.arrange();
    }
}

/// The place for facts in a library, and how far those who gather them have come.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot {
    facts: OnceLock<Arc<Facts>>,
    open: Arc<Mutex<Option<OpenBody>>>,
    /// One more than the per cent; 0 where nobody gathers yet, [`ENDED`] where nobody does any more.
    progress: Arc<AtomicU8>,
}

/// The body that was opened last. While somebody reads it, what it yields is had from it: to read a megabyte again beside
/// it takes twelve.
#[derive(Debug)]
pub(super) struct OpenBody {
    pub(super) id: PostId,
    /// The state of the file before it was read.
    pub(super) stamp: Stamp,
    /// What was wrong in the body itself, before it was known which links lead nowhere.
    pub(super) own: Vec<Problem>,
    pub(super) document: Weak<Document>,
    /// Whether only some posts were known then, so that it was not yet asked which links lead nowhere.
    pub(super) of_part: bool,
}

impl Slot {
    /// Notes the body that is open.
    pub(super) fn set_open(&self, body: OpenBody) {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
    }

    /// The body that is open, if it was opened when only some posts were known and its file is in this state.
    pub(super) fn of_part(&self, id: PostId, stamp: Stamp) -> Option<Arc<Document>> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let body = open.as_ref().filter(|body| (body.of_part, body.id, body.stamp) == (true, id, stamp))?;
        body.document.upgrade()
    }

    /// The body of a post, and what is wrong in it, where it is open and its file is in this state.
    pub(super) fn open(&self, id: PostId, stamp: Stamp) -> Option<(Arc<Document>, Vec<Problem>)> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let body = open.as_ref().filter(|body| (body.id, body.stamp) == (id, stamp))?;
        Some((body.document.upgrade()?, body.own.clone()))
    }
}

impl Library {
    /// Goes on with the body that was opened of a part of these posts: all that is to be found out anew is which of its links
    /// lead nowhere. `numbers` are those that the posts of the part have here.
    pub fn take_open(&self, part: &Self, numbers: &Numbers) {
        if part.is_whole() {
            return;
        }
        let mut open = part.slot.open.lock().unwrap_or_else(PoisonError::into_inner);
        let new = open.as_ref().and_then(|body| numbers.get(&body.id).copied());
        if let Some((body, id)) = open.take_if(|_| new.is_some()).zip(new) {
            self.slot.set_open(OpenBody { id, ..body });
        }
    }
}

/// The facts did not come, and nobody gathers them.
const ENDED: u8 = u8::MAX;

impl Library {
    /// Takes the facts; those that came first stay.
    pub fn learn(&self, mut facts: Facts) {
        facts.arrange(self);
        // Two workers know the same.
        let _ = self.slot.facts.set(Arc::new(facts));
        self.slot.progress.store(0, Ordering::Relaxed);
    }

    /// Says how far the gathering of facts has come, in per cent.
    pub fn set_progress(&self, per_cent: u8) {
        self.slot.progress.store(per_cent.min(100) + 1, Ordering::Relaxed);
    }

    /// How far the gathering of facts has come, in per cent; none where nobody gathers.
    pub fn progress(&self) -> Option<u8> {
        let progress = self.slot.progress.load(Ordering::Relaxed);
        progress.checked_sub(1).filter(|_| progress != ENDED)
    }

    /// Says that nobody gathers facts any more; what is not known by now stays unknown.
    pub fn end_learning(&self) {
        self.slot.progress.store(ENDED, Ordering::Relaxed);
    }

    /// Whether facts are still to come: what is known of bodies is not all there is.
    pub fn is_learning(&self) -> bool {
        !self.is_derived() && self.slot.progress.load(Ordering::Relaxed) != ENDED
    }

    fn facts(&self) -> Option<&Facts> {
        self.slot.facts.get().map(Arc::as_ref)
    }

    /// Whether the facts are there.
    pub fn is_derived(&self) -> bool {
        self.facts().is_some()
    }

    /// How many words a post has; none where that is not known yet.
    pub fn words(&self, id: PostId) -> Option<usize> {
        let words = *self.facts()?.words.get(id.0 as usize)?;
        (words != UNKNOWN).then_some(words as usize)
    }

    /// The posts with a link to a post, the newest first.
    pub fn linked_by(&self, id: PostId) -> &[PostId] {
        self.facts().and_then(|facts| facts.linked_by.get(&id)).map_or(&[], Vec::as_slice)
    }

    /// What is wrong with a post: with its header, and as far as it is known with its body.
    pub fn problems(&self, id: PostId) -> impl Iterator<Item = Cow<'_, Problem>> {
        let post = self.post(id);
        let of_head = post.into_iter().flat_map(|post| &post.problems).map(Cow::Borrowed);
        let of_body = self.facts().zip(post).map(|(facts, post)| facts.wrong.problems(id, &post.name));
        of_head.chain(of_body.into_iter().flatten().map(Cow::Owned))
    }

    /// Whether anything is wrong with a post, as far as it is known.
    pub fn has_problems(&self, id: PostId) -> bool {
        let of_head = self.post(id).is_some_and(|post| !post.problems.is_empty());
        of_head || self.facts().is_some_and(|facts| facts.wrong.has(id))
    }

    /// Under which number the text of a post is kept, if it is.
    pub fn text(&self, id: PostId) -> Option<Key> {
        self.facts()?.key(id)
    }

    /// The store of the texts of a site's posts and their keys in it, in the order of the keys.
    pub fn texts(&self, site: SiteId) -> Option<(Store, &[(Key, PostId)])> {
        let facts = self.facts()?;
        Some((*facts.stores.get(&site)?, facts.texts.get(&site)?))
    }
}
