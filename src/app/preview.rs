//! The preview: beside the list, the post follows once the cursor rests.

use jiff::{SignedDuration, Timestamp};

use super::reader::Goal;
use super::{App, Effect, Focus};
use crate::post::PostId;

/// When the cursor rests on a post, its preview is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rest {
    on: Option<PostId>,
    due: Option<Timestamp>,
}

impl App {
    /// When [`App::tick`] wants to be called, if nothing happens before; none at rest.
    pub fn deadline(&self) -> Option<Timestamp> {
        [self.list.rest.due, self.marker.due()].into_iter().flatten().min()
    }

    /// The deadline has come: the cursor rests and the preview follows, or the reader rests and the place is kept.
    pub fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let due = self.list.rest.due.is_some_and(|due| due <= now);
        let mut effects = match (due, self.list.rest.on) {
            (true, Some(post)) => self.ask(post, Goal::Top),
            _ => Vec::new(),
        };
        effects.extend(self.keep_stop());
        effects.extend(self.notice());
        effects
    }

    /// Sets the deadline of the preview: when the cursor rests on a post that is not shown beside the list.
    pub(super) fn notice_rest(&mut self) {
        let wanted = if self.focus == Focus::List && self.is_split() { self.list.selected() } else { None };
        match wanted {
            Some(post) if self.reader.post() != Some(post) => {
                if self.list.rest.on != Some(post) {
                    let due = self.now.saturating_add(
                        SignedDuration::try_from(self.options.preview_delay).unwrap_or_default(),
                    );
                    self.list.rest = Rest { on: Some(post), due: due.ok() };
                }
            }
            _ => self.list.rest = Rest::default(),
        }
    }
}
