//! What is told of changed files, until a save is over: then the posts are read again, on a worker.
//!
//! One save is several events (an editor writes, renames and removes), so the last one is given a moment. That
//! moment is a deadline in the session's own wait: at rest there is none, and nothing wakes.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::{Notice, Tell, Waker};
use crate::text::Clean;

/// A save is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(30);

/// Where something happens all the time, what there is is shown after so long.
const MOST: Duration = Duration::from_millis(90);

/// The files that have changed since the posts were read.
pub(super) struct Watching {
    sender: Sender<Notice>,
    notices: Receiver<Notice>,
    changed: Vec<PathBuf>,
    first: Option<Instant>,
    last: Option<Instant>,
    /// Whether the posts are being read: what changes meanwhile waits.
    reading: bool,
}

impl Watching {
    pub fn new() -> Self {
        let (sender, notices) = channel();
        Self { sender, notices, changed: Vec::new(), first: None, last: None, reading: false }
    }

    /// What whoever watches calls.
    pub fn teller(&self, waker: Waker) -> Tell {
        let sender = self.sender.clone();
        Arc::new(move |notice| {
            // Nobody takes it only where the session is over.
            if sender.send(notice).is_ok() {
                waker();
            }
        })
    }

    /// Takes in what was told; gives the words that are to be shown.
    pub fn take(&mut self, now: Instant) -> Option<Clean> {
        let mut said = None;
        while let Ok(notice) = self.notices.try_recv() {
            match notice {
                Notice::Said(words) => said = Some(words),
                Notice::Changed(paths) => {
                    self.first.get_or_insert(now);
                    self.last = Some(now);
                    for path in paths {
                        if !self.changed.contains(&path) {
                            self.changed.push(path);
                        }
                    }
                }
            }
        }
        said
    }

    /// When the posts are to be read; never while nothing has changed.
    pub fn due(&self) -> Option<Instant> {
        let due = (self.last? + QUIET).min(self.first? + MOST);
        (!self.reading).then_some(due)
    }

    /// The files that have changed, if it is time to read them.
    pub fn begin(&mut self, now: Instant) -> Option<Vec<PathBuf>> {
        self.due().filter(|due| *due <= now)?;
        (self.first, self.last, self.reading) = (None, None, true);
        Some(std::mem::take(&mut self.changed))
    }

    /// The posts are being read already, as a start does.
    pub fn hold(&mut self) {
        self.reading = true;
    }

    /// The posts were read, or could not be.
    pub fn done(&mut self) {
        self.reading = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(watching: &mut Watching, path: &str, now: Instant) {
        let tell = watching.teller(Arc::new(|| {}));
        tell(Notice::Changed(vec![path.into()]));
        assert_eq!(watching.take(now), None);
    }

    #[test]
    fn a_save_of_several_events_is_one_reading() {
        let (mut watching, start) = (Watching::new(), Instant::now());
        assert_eq!(watching.due(), None, "nothing at rest");
        changed(&mut watching, "a.md~", start);
        changed(&mut watching, "a.md", start + QUIET / 2);
        changed(&mut watching, "a.md", start + QUIET / 2);
        assert_eq!(watching.due(), Some(start + QUIET / 2 + QUIET));
        assert_eq!(watching.begin(start + QUIET), None);
        assert_eq!(watching.begin(start + QUIET * 2), Some(vec!["a.md~".into(), "a.md".into()]));
        assert_eq!(watching.due(), None);
    }

    #[test]
    fn what_never_rests_is_shown_all_the_same() {
        let (mut watching, start) = (Watching::new(), Instant::now());
        for n in 0..20 {
            changed(&mut watching, "a.md", start + QUIET / 2 * n);
        }
        assert_eq!(watching.due(), Some(start + MOST));
    }

    #[test]
    fn what_changes_while_the_posts_are_read_is_read_afterwards() {
        let (mut watching, start) = (Watching::new(), Instant::now());
        changed(&mut watching, "a.md", start);
        assert!(watching.begin(start + QUIET).is_some());
        changed(&mut watching, "b.md", start + QUIET);
        assert_eq!((watching.due(), watching.begin(start + MOST)), (None, None));
        watching.done();
        assert_eq!(watching.begin(start + MOST), Some(vec!["b.md".into()]));
    }
}
