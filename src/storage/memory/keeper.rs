//! The thread that writes what keys changed: a disk that is slow to say that it has it holds up no key.
//!
//! What comes while it writes is written together, so a key that is held costs few writes. It is there as long as there is
//! something to write.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::thread;

use super::Remembered;
use crate::app::{Answer, Memory};
use crate::session::Waker;
use crate::storage::Settings;
use crate::text::Clean;

/// Something to be written, or somebody to be told that all before it is.
enum Job {
    Keep(Memory),
    Finish(Sender<()>),
}

/// The thread, as the session sees it.
#[derive(Debug)]
pub struct Keeper {
    jobs: Sender<Job>,
    answers: Receiver<Answer>,
}

impl Keeper {
    /// Begins to keep what keys change in a file, of a site where one is open alone; `file` are the settings without anything
    /// remembered. None where the system has no thread for it.
    pub fn begin(path: PathBuf, file: Settings, site: Option<PathBuf>, waker: Waker) -> Option<Self> {
        let (jobs, queue) = channel();
        let (answer, answers) = channel();
        let write = move || {
            while let Ok(job) = queue.recv() {
                let (mut memories, mut waiting) = (Vec::new(), Vec::new());
                for job in std::iter::once(job).chain(queue.try_iter()) {
                    match job {
                        Job::Keep(memory) => memories.push(memory),
                        Job::Finish(done) => waiting.push(done),
                    }
                }
                if let Err(words) = keep(&path, &memories, &file, site.as_deref()) {
                    // A session that has ended hears nothing.
                    let _ = answer.send(Answer::Failed(words));
                    waker();
                }
                for done in waiting {
                    // Who waits no more is told nothing.
                    let _ = done.send(());
                }
            }
        };
        thread::Builder::new().spawn(write).ok().map(|_| Self { jobs, answers })
    }

    /// Keeps a value; where it cannot be kept, [`Answer::Failed`] says so. Gives it back where the thread has ended by a fault.
    pub fn keep(&self, memory: Memory) -> Option<Memory> {
        match self.jobs.send(Job::Keep(memory)) {
            Err(SendError(Job::Keep(memory))) => Some(memory),
            Err(SendError(Job::Finish(_))) | Ok(()) => None,
        }
    }

    /// An answer that has come.
    pub fn answer(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }

    /// Hears when everything is written that was given; closed where nobody writes any more.
    pub fn settled(&self) -> Receiver<()> {
        let (sender, settled) = channel();
        let _ = self.jobs.send(Job::Finish(sender));
        settled
    }
}

/// Writes values into a file, all of them at once; else says why that cannot be.
pub(in crate::storage) fn keep(
    path: &Path,
    memories: &[Memory],
    file: &Settings,
    site: Option<&Path>,
) -> Result<(), Clean> {
    if memories.is_empty() {
        return Ok(());
    }
    let kept = Remembered::keep(path, memories, file, site);
    kept.map_err(|error| {
        Clean::line(&format!("This counts only until you quit; {}: {error}", path.display()))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    fn begin(path: &Path) -> (Keeper, Receiver<()>) {
        let (sender, woken) = channel();
        let waker: Waker = Arc::new(move || sender.send(()).unwrap_or_default());
        (Keeper::begin(path.to_path_buf(), Settings::default(), None, waker).unwrap(), woken)
    }

    #[test]
    fn what_was_given_is_there_when_the_session_ends() {
        // To hold `+` on a slow disk showed each step when the disk had the one before.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/state.yaml");
        let (keeper, woken) = begin(&path);
        assert!((60..90).all(|cells| keeper.keep(Memory::Measure(cells)).is_none()));
        keeper.keep(Memory::Zen(true));
        keeper.settled().recv_timeout(LONG).unwrap();
        let mut settings = Settings::default();
        Remembered::load(&path).apply(&mut settings, None);
        assert_eq!((settings.measure, settings.zen), (89, true));
        assert!(keeper.answer().is_none() && woken.try_recv().is_err(), "nobody is woken by what went well");
    }

    #[test]
    #[cfg(unix)]
    fn of_two_programs_at_one_moment_both_are_kept() {
        // Both read the file before either wrote it, and what one of them kept was gone.
        for _ in 0..30 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("state/state.yaml");
            let (one, two) = (begin(&path).0, begin(&path).0);
            one.keep(Memory::Measure(71));
            two.keep(Memory::Zen(true));
            one.settled().recv_timeout(LONG).unwrap();
            two.settled().recv_timeout(LONG).unwrap();
            let mut settings = Settings::default();
            Remembered::load(&path).apply(&mut settings, None);
            assert_eq!((settings.measure, settings.zen), (71, true));
        }
    }

    #[test]
    fn what_cannot_be_kept_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file/state.yaml");
        fs::write(folder.path().join("file"), "no folder").unwrap();
        let (keeper, woken) = begin(&path);
        keeper.keep(Memory::Zen(true));
        woken.recv_timeout(LONG).unwrap();
        let Some(Answer::Failed(words)) = keeper.answer() else { panic!("nothing said") };
        assert!(words.starts_with("This counts only until you quit; "), "{words}");
    }
}
