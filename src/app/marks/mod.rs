//! What the reader does with posts: read, starred, the place; and taking it back.
//!
//! A change is asked for as an effect and shown once the answer says that it is kept: whatever the screen shows as
//! set is on the disk. Where it cannot be kept the bottom line says why, and nothing changes.

mod keys;
mod reading;

use std::sync::Arc;

use super::list::List;
use super::reader::Goal;
use super::{App, Effect};
use crate::post::{Change, Kept, Mark, Marking, Marks, Merge, Numbers, PostId};
use crate::text::Clean;
use reading::Reading;

/// So many changes can be taken back.
const UNDO: usize = 100;

/// The state of marks beside the list, which shows them.
#[derive(Clone, Debug, Default)]
pub(super) struct Marker {
    /// All that is kept of these sites, by keys.
    kept: Arc<Kept>,
    /// What was asked for and not yet answered.
    pending: Vec<Pending>,
    undo: Vec<Undo>,
    tickets: u64,
    /// The post that is read now.
    reading: Option<Reading>,
    /// What was said last of a change that no key asked for.
    said: Option<Clean>,
}

/// Changes that are being kept.
#[derive(Clone, Debug)]
struct Pending {
    ticket: u64,
    changes: Vec<(PostId, Marking)>,
    /// What to say once they are kept; nothing where no key asked for them.
    words: String,
    /// Whether the next frame shall show them.
    urgent: bool,
}

/// What takes changes back.
#[derive(Clone, Debug)]
struct Undo {
    ticket: u64,
    changes: Vec<(PostId, Change)>,
    words: String,
}

/// Why marks change.
enum Why {
    /// A key: what is said once it is kept, and once it is taken back.
    Key(String, String),
    /// The reader left a post that was read to its end: what is said once that is taken back.
    Left(String),
    /// A key took something back: what is said.
    Undo(String),
    /// The reader is or was somewhere; whether the next frame shows it.
    Place { urgent: bool },
}

impl Marker {
    pub fn new(kept: Kept) -> Self {
        Self { kept: Arc::new(kept), ..Self::default() }
    }

    /// All that is kept, as it is now.
    pub fn shared(&self) -> Arc<Kept> {
        self.kept.clone()
    }

    /// Whether the next frame waits for something to be kept.
    pub fn is_waiting(&self) -> bool {
        self.pending.iter().any(|pending| pending.urgent)
    }

    /// The mark of a post with what is being kept.
    fn latest(&self, post: PostId, marks: &Marks) -> Mark {
        let of_post = self.pending.iter().flat_map(|pending| &pending.changes).filter(|(id, _)| *id == post);
        of_post.fold(marks.of(post), |mark, (_, marking)| mark.with(marking.change, marking.at))
    }
}

impl App {
    /// The mark of a post as it will be.
    fn mark_of(&self, post: PostId) -> Mark {
        self.marker.latest(post, self.list.marks())
    }

    /// Whether a post is read, or will be once that is kept.
    pub(super) fn is_read(&self, post: PostId) -> bool {
        self.mark_of(post).read.value
    }

    /// Whether marks of a post are kept.
    fn keeps(&self, post: PostId) -> bool {
        let site = self.library.post(post).and_then(|post| self.library.site_of(post));
        site.is_some_and(|site| self.options.keeps_marks(&site.root))
    }

    /// Asks for changes to be kept.
    fn mark(&mut self, changes: Vec<(PostId, Change)>, why: Why) -> Vec<Effect> {
        if changes.is_empty() {
            return Vec::new();
        }
        self.marker.tickets += 1;
        let ticket = self.marker.tickets;
        let before = changes.iter().map(|(post, change)| (*post, self.opposite(*post, *change))).collect();
        let (words, undo, urgent) = match why {
            Why::Key(words, undo) => (words, undo, true),
            Why::Left(undo) => (String::new(), undo, true),
            Why::Undo(words) => (words, String::new(), true),
            Why::Place { urgent } => (String::new(), String::new(), urgent),
        };
        if !undo.is_empty() {
            self.marker.undo.push(Undo { ticket, changes: before, words: undo });
            let over = self.marker.undo.len().saturating_sub(UNDO);
            self.marker.undo.drain(..over);
        }
        let at = self.now;
        let marking = |(post, change)| Some((post, Marking { key: self.library.key(post)?, change, at }));
        let changes: Vec<(PostId, Marking)> = changes.into_iter().filter_map(marking).collect();
        let markings = changes.iter().map(|(_, marking)| marking.clone()).collect();
        self.marker.pending.push(Pending { ticket, changes, words, urgent });
        vec![Effect::Mark { ticket, markings }]
    }

    /// The change that brings a post back to what it is.
    fn opposite(&self, post: PostId, change: Change) -> Change {
        let mark = self.mark_of(post);
        match change {
            Change::Stop(_) => Change::Stop(mark.stop.value),
            Change::Read(_) => Change::Read(mark.read.value),
            Change::Starred(_) => Change::Starred(mark.starred.value),
        }
    }

    /// Changes are kept, or they are not.
    pub(super) fn marked(&mut self, ticket: u64, result: Result<(), Clean>) {
        let Some(at) = self.marker.pending.iter().position(|pending| pending.ticket == ticket) else {
            return;
        };
        let pending = self.marker.pending.remove(at);
        let asked = !pending.words.is_empty();
        match result {
            Ok(()) => {
                for (post, marking) in &pending.changes {
                    Arc::make_mut(&mut self.marker.kept).change(marking, Merge::Now);
                    self.list.mark(*post, marking.change, marking.at);
                }
                self.list.regroup();
                self.marker.said = None;
                if asked {
                    self.prompt.say(&pending.words);
                }
            }
            Err(words) => {
                self.marker.undo.retain(|undo| undo.ticket != ticket);
                // A place that is not kept is said once, not at every rest.
                if asked || self.marker.said.as_ref() != Some(&words) {
                    self.prompt.fail(&words);
                }
                self.marker.said = Some(words);
            }
        }
    }

    /// Somebody else changed marks. What was new when this session began stays new.
    pub(super) fn kept(&mut self, mut kept: Kept) {
        for (name, site) in &mut kept.sites {
            site.known = self.marker.kept.sites.get(name).and_then(|before| before.known.clone());
        }
        self.marker.kept = Arc::new(kept);
        self.list.set_marks(self.library.marks(&self.marker.kept, self.now));
    }

    /// The posts have other numbers: marks go with their keys, and rows of the list stay that were there.
    pub(super) fn renumber_marks(&mut self, numbers: &Numbers, list: List) {
        let new = |post: &PostId| numbers.get(post).copied();
        for pending in &mut self.marker.pending {
            let changes = std::mem::take(&mut pending.changes).into_iter();
            let moved = |(post, marking)| (new(&post).unwrap_or(PostId::NONE), marking);
            pending.changes = changes.map(moved).collect();
        }
        for undo in &mut self.marker.undo {
            let changes = std::mem::take(&mut undo.changes).into_iter();
            undo.changes = changes.filter_map(|(post, change)| Some((new(&post)?, change))).collect();
        }
        self.marker.reading = self.marker.reading.take().and_then(|reading| reading.renumbered(new));
        self.list.renumber(numbers, list);
    }

    /// Keeps which posts are there, so that the next visit knows what is new.
    pub(super) fn visit(&self) -> Option<Effect> {
        if !self.library.is_whole() {
            // What has not come yet would be new at the next visit.
            return None;
        }
        let visits = self.library.visit(&self.marker.kept, |root| self.options.keeps_marks(root), self.now);
        (!visits.is_empty()).then_some(Effect::Visit { visits, at: self.now })
    }

    /// Opens a post where the reader stopped, else as it is said.
    pub(super) fn resume(&mut self, post: PostId, otherwise: Goal) -> Vec<Effect> {
        let Some(stop) = self.mark_of(post).stop.value.filter(|_| self.keeps(post)) else {
            return self.ask(post, otherwise);
        };
        self.ask(post, Goal::Place(stop.place))
    }
}
