//! What is told of changed files, until a save is over: then the posts are read again, on a worker.
//!
//! One save is several events (an editor writes, renames and removes), so the last one is given a moment. That
//! moment is a deadline in the session's own wait: at rest there is none, and nothing wakes. Posts are read by one worker at a
//! time, be it that files have changed or that the reader asks for it: of two that read side by side the one that began first could
//! end last, and what it had not seen would stay unseen.

use std::collections::BTreeSet;
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

/// What is to be read again.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// All.
    All,
    /// What these files or folders tell.
    Changed(Vec<PathBuf>),
}

/// The files that have changed since the posts were read.
pub(super) struct Watching {
    sender: Sender<Notice>,
    notices: Receiver<Notice>,
    changed: BTreeSet<PathBuf>,
    first: Option<Instant>,
    last: Option<Instant>,
    /// Since when all is to be read.
    asked: Option<Instant>,
    /// Whether the posts of the start are still looked for.
    starting: bool,
    /// Whether the posts are being read again: what changes meanwhile waits.
    reading: bool,
}

impl Watching {
    pub fn new() -> Self {
        let (sender, notices) = channel();
        let changed = BTreeSet::new();
        Self {
            sender,
            notices,
            changed,
            first: None,
            last: None,
            asked: None,
            starting: false,
            reading: false,
        }
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
                    self.changed.extend(paths);
                }
            }
        }
        said
    }

    /// All is to be read again, as soon as nothing is being read.
    pub fn ask_for_all(&mut self, now: Instant) {
        self.asked.get_or_insert(now);
    }

    /// When the posts are to be read; never while nothing has changed and nobody asks.
    pub fn due(&self) -> Option<Instant> {
        let changed = || Some((self.last? + QUIET).min(self.first? + MOST));
        self.asked.or_else(changed).filter(|_| !self.starting && !self.reading)
    }

    /// What is to be read, if it is time.
    pub fn begin(&mut self, now: Instant) -> Option<Reading> {
        self.due().filter(|due| *due <= now)?;
        (self.first, self.last, self.reading) = (None, None, true);
        let changed = std::mem::take(&mut self.changed);
        Some(match self.asked.take() {
            Some(_) => Reading::All,
            None => Reading::Changed(changed.into_iter().collect()),
        })
    }

    /// The posts of the start are being looked for.
    pub fn hold(&mut self) {
        self.starting = true;
    }

    /// The posts of the start were found.
    pub fn found(&mut self) {
        self.starting = false;
    }

    /// The posts were read, or could not be.
    pub fn done(&mut self) {
        (self.starting, self.reading) = (false, false);
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
        let both = Reading::Changed(vec!["a.md".into(), "a.md~".into()]);
        assert_eq!(watching.begin(start + QUIET * 2), Some(both));
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
        assert_eq!(watching.begin(start + MOST), Some(Reading::Changed(vec!["b.md".into()])));
    }

    #[test]
    fn what_the_reader_asks_for_is_not_read_beside_what_changed() {
        // Of two that read side by side the older could end last: a post that was saved meanwhile stayed as it had been.
        let (mut watching, start) = (Watching::new(), Instant::now());
        changed(&mut watching, "a.md", start);
        assert!(watching.begin(start + QUIET).is_some());
        watching.ask_for_all(start + QUIET);
        assert_eq!((watching.due(), watching.begin(start + MOST)), (None, None));
        changed(&mut watching, "b.md", start + MOST);
        watching.done();
        assert_eq!(watching.begin(start + MOST), Some(Reading::All));
        watching.done();
        assert_eq!(watching.due(), None, "what had changed by then is among all");
    }

    #[test]
    fn a_late_answer_of_the_start_does_not_end_what_is_read_since() {
        let (mut watching, start) = (Watching::new(), Instant::now());
        watching.hold();
        watching.ask_for_all(start);
        assert_eq!(watching.begin(start), None);
        watching.found();
        assert_eq!(watching.begin(start), Some(Reading::All));
        watching.found();
        watching.ask_for_all(start);
        assert_eq!(watching.begin(start), None);
    }
}
