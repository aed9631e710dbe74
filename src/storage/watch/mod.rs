//! Watching the folders of the blogs, so that what is saved is shown.
//!
//! A thread waits for what the system tells; at rest it sleeps, and nobody wakes it. It knows no post: it tells
//! paths, and who listens waits until a save is over (editors write, rename and remove several files for one).
//! Where the system does not tell, the files are looked at now and then.

mod folders;
#[cfg(target_os = "linux")]
mod let_go;
mod names;
mod told;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::session::{Notice, Tell};
use crate::text::Clean;
use folders::Snapshot;
use told::Told;

#[cfg(target_os = "linux")]
pub use let_go::let_go;

/// Elsewhere nobody waits for the end of a watch.
#[cfg(not(target_os = "linux"))]
pub fn let_go() {}

/// How often files are looked at where they cannot be watched.
const EVERY: Duration = Duration::from_secs(2);

/// Looking takes at most this part of the time.
const SHARE: u32 = 50;

/// Whether changes are shown by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Watching {
    /// As the system tells them; where it cannot, by looking now and then.
    #[default]
    On,
    /// Not at all.
    Off,
    /// By looking now and then.
    Poll,
}

/// Begins to watch folders, which are absolute and without links and were read at a moment, on a thread of its own.
/// It ends with the program.
pub fn watch(roots: Vec<PathBuf>, read: SystemTime, watching: Watching, tell: Tell) {
    if watching == Watching::Off || roots.is_empty() {
        return;
    }
    let complain = tell.clone();
    let watch = move || {
        let why = match watching {
            Watching::Poll => String::new(),
            Watching::On | Watching::Off => wait(&roots, read, &tell),
        };
        if !why.is_empty() {
            let seconds = EVERY.as_secs();
            let words = format!("{why}: changes are looked for every {seconds} seconds");
            tell(Notice::Said(Clean::line(&words)));
        }
        look(&roots, read, &tell);
    };
    if thread::Builder::new().spawn(watch).is_err() {
        complain(Notice::Said(Clean::line(
            "What changes is not shown by itself: the system has no thread to wait for it",
        )));
    }
}

/// How changes below a folder are noticed, in words.
pub fn watch_words(root: &Path, watching: Watching) -> String {
    let seconds = EVERY.as_secs();
    match (watching, super::remote::is_remote(root)) {
        (Watching::Off, _) => "not shown by themselves: the setting `watch` is off".to_owned(),
        (Watching::Poll, _) => format!("looked for every {seconds} seconds, as the setting `watch` says"),
        (Watching::On, Some(name)) => {
            format!("looked for every {seconds} seconds: these files lie on {name}")
        }
        (Watching::On, None) => "told by the system".to_owned(),
    }
}

/// Waits for what the system tells; comes back with the reason where it cannot tell.
fn wait(roots: &[PathBuf], read: SystemTime, tell: &Tell) -> String {
    if let Some(name) = roots.iter().find_map(|root| super::remote::is_remote(root)) {
        return format!("These files lie on {name}");
    }
    match Told::begin(roots, tell.clone()) {
        Ok(told) => {
            catch_up(roots, read, tell);
            told.listen()
        }
        Err(why) => why,
    }
}

/// Tells what changed between the moment when the posts were read and now.
fn catch_up(roots: &[PathBuf], read: SystemTime, tell: &Tell) {
    let changed = folders::since(roots, read);
    if !changed.is_empty() {
        tell(Notice::Changed(changed));
    }
}

/// Looks at the files now and then.
fn look(roots: &[PathBuf], read: SystemTime, tell: &Tell) {
    let mut before = Snapshot::of(roots);
    catch_up(roots, read, tell);
    let mut pause = EVERY;
    loop {
        thread::sleep(pause);
        let start = Instant::now();
        let now = Snapshot::of(roots);
        let changes = now.changes(&before);
        if !changes.is_empty() {
            tell(Notice::Changed(changes));
        }
        before = now;
        pause = EVERY.max(start.elapsed() * SHARE);
    }
}

#[cfg(test)]
mod tests;
