//! The post that is read now: where the reader stands in it, and whether its end was seen.
//!
//! A post is read when it was opened with the focus, the last line of its text was shown, and it was left. A preview
//! changes nothing. Its place is kept when it rests, and whenever the post is left.

use jiff::{SignedDuration, Timestamp};

use super::{Marker, Why};
use crate::app::{App, Effect, Focus};
use crate::post::{Change, Numbers, Place, PostId, Stop};

/// How long a place rests before it is kept.
const REST: SignedDuration = SignedDuration::from_millis(250);

/// The post that is read now.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    post: PostId,
    /// Where the reader stands.
    stop: Option<Stop>,
    /// What is kept, or being kept, of that.
    given: Option<Stop>,
    /// When the place is to be kept.
    due: Option<Timestamp>,
    /// Whether the last line of the text was shown.
    ended: bool,
}

impl Reading {
    pub fn renumbered(self, new: impl Fn(&PostId) -> Option<PostId>) -> Option<Self> {
        Some(Self { post: new(&self.post)?, ..self })
    }
}

impl Marker {
    /// When the place is to be kept; nothing while it is.
    pub fn due(&self) -> Option<Timestamp> {
        self.reading.as_ref()?.due
    }
}

impl App {
    /// The post that has the focus and is there.
    fn read_now(&self) -> Option<PostId> {
        let page = self.reader.page().filter(|page| self.focus != Focus::List && !page.failed)?;
        Some(page.post()).filter(|post| self.keeps(*post))
    }

    /// What the next frame shows of the post is seen.
    pub(in crate::app) fn watch_reading(&mut self) {
        let (Some(post), Some(page)) = (self.read_now(), self.reader.page()) else { return };
        let place = page.place();
        let ended = page.shows_text_end();
        let percent = if ended { 100 } else { page.percent().min(99) };
        let stop = (place != Place::default()).then_some(Stop { place, percent });
        let kept = self.mark_of(post).stop.value;
        let now = self.now;
        let reading = self.marker.reading.get_or_insert(Reading {
            post,
            stop: kept,
            given: kept,
            due: None,
            ended: false,
        });
        reading.ended |= ended;
        // How far a place is depends on the window, too; only whether the end is in view makes it another stop.
        let known = |stop: Option<Stop>| stop.map(|stop| (stop.place, stop.is_at_end()));
        if known(reading.stop) != known(stop) {
            reading.stop = stop;
            reading.due = now.checked_add(REST).ok();
        }
    }

    /// Keeps the place if it is time.
    pub(in crate::app) fn keep_stop(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Some(reading) =
            self.marker.reading.as_mut().filter(|reading| reading.due.is_some_and(|due| due <= now))
        else {
            return Vec::new();
        };
        reading.due = None;
        if reading.stop == reading.given {
            return Vec::new();
        }
        reading.given = reading.stop;
        let change = (reading.post, Change::Stop(reading.stop));
        self.mark(vec![change], Why::Place { urgent: false })
    }

    /// Another post has the focus, or none: what was read is left.
    pub(in crate::app) fn notice_leave(&mut self) -> Vec<Effect> {
        match &self.marker.reading {
            Some(reading) if self.read_now() != Some(reading.post) => self.leave(),
            _ => Vec::new(),
        }
    }

    /// Leaves the post that is read, if it has no new number.
    pub(in crate::app) fn leave_gone(&mut self, numbers: &Numbers) -> Vec<Effect> {
        match &self.marker.reading {
            Some(reading) if !numbers.contains_key(&reading.post) => self.leave(),
            _ => Vec::new(),
        }
    }

    /// Leaves the post that is read, if there is one.
    pub(in crate::app) fn leave(&mut self) -> Vec<Effect> {
        let Some(reading) = self.marker.reading.take() else { return Vec::new() };
        let post = reading.post;
        let mark = self.mark_of(post);
        if !reading.ended {
            let moved = reading.stop != mark.stop.value;
            let change = moved.then_some((post, Change::Stop(reading.stop)));
            return self.mark(change.into_iter().collect(), Why::Place { urgent: true });
        }
        let mut changes = Vec::new();
        if mark.stop.value.is_some() {
            changes.push((post, Change::Stop(None)));
        }
        if !mark.read.value {
            changes.push((post, Change::Read(true)));
            let title = self.library.post(post).map(|post| post.meta.title.to_string()).unwrap_or_default();
            return self.mark(changes, Why::Left(format!("Not read again: {title}")));
        }
        self.mark(changes, Why::Place { urgent: true })
    }
}
