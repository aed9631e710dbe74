//! What the system tells of folders: one watch for each folder that is not dull.
//!
//! On Linux a watch is of one folder, and holds for the folder rather than for its name; so whatever happens to a
//! folder, the watches at and below its name are made anew. Elsewhere the system watches a whole tree.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Error, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::folders::{Met, Snapshot, walk};
use super::names::is_dull;
use crate::session::{Notice, Tell};

/// More folders than this are not watched: each takes a kilobyte of the system's own memory, and the system's own
/// queue holds 16,384 events, which looking through all folders must not fill.
const MAX_FOLDERS: usize = 10_000;

/// Whether the system watches folders one by one.
const ONE_BY_ONE: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Folders that the system watches.
pub(super) struct Told {
    watcher: RecommendedWatcher,
    events: Receiver<Result<Event, Error>>,
    roots: Vec<PathBuf>,
    folders: HashSet<PathBuf>,
    /// Whether a link was met: then a file may be read under another name than the one that is told.
    linked: bool,
    /// How the files were when the system last lost count.
    lost: Option<Snapshot>,
    tell: Tell,
}

impl Told {
    /// Begins to watch; else says why that cannot be.
    pub(super) fn begin(roots: &[PathBuf], tell: Tell) -> Result<Self, String> {
        // A watcher that got none for itself panics when it is asked to watch, and again when it is dropped: that ends the program.
        let is_thread = thread::Builder::new().spawn(|| ()).is_ok_and(|thread| thread.join().is_ok());
        if !is_thread {
            return Err("The system has no thread that waits for changes".to_owned());
        }
        let (sender, events) = channel();
        let handler = move |event: Result<Event, Error>| {
            if event.as_ref().map_or(true, says_something) {
                // Nobody listens any more only where the program ends.
                let _ = sender.send(event);
            }
        };
        let watcher = notify::recommended_watcher(handler).map_err(|error| reason(&error))?;
        let (roots, folders) = (roots.to_vec(), HashSet::new());
        let mut told = Self { watcher, events, roots, folders, linked: false, lost: None, tell };
        for root in told.roots.clone() {
            told.add(&root, &root)?;
        }
        Ok(told)
    }

    /// Tells what is told, for ever; comes back with the reason when it cannot any more.
    pub(super) fn listen(mut self) -> String {
        loop {
            let Ok(event) = self.events.recv() else { return "Nothing watches these files".into() };
            let result = match event {
                Ok(event) if event.need_rescan() => {
                    self.count_again();
                    Ok(())
                }
                Ok(event) => self.take(&event),
                Err(error) => Err(reason(&error)),
            };
            if let Err(why) = result {
                // What changed since is not known.
                (self.tell)(Notice::Changed(self.roots.clone()));
                return why;
            }
        }
    }

    fn take(&mut self, event: &Event) -> Result<(), String> {
        let mut changed = Vec::new();
        for path in &event.paths {
            let Some(root) = self.roots.iter().find(|root| path.starts_with(root)).cloned() else {
                self.look_for_roots()?;
                continue;
            };
            if is_dull(path.strip_prefix(&root).unwrap_or(path)) {
                continue;
            }
            let came = !matches!(event.kind, EventKind::Modify(ModifyKind::Data(_)) | EventKind::Access(_));
            if came && (self.folders.contains(path) || is_new_folder(event) && path.is_dir()) {
                self.renew(&root, path)?;
            }
            changed.push(if self.linked { root } else { path.clone() });
        }
        if !changed.is_empty() {
            (self.tell)(Notice::Changed(changed));
        }
        Ok(())
    }

    /// A folder came, went, or is another: what is watched at and below its name is watched anew.
    fn renew(&mut self, root: &Path, folder: &Path) -> Result<(), String> {
        let old: Vec<PathBuf> =
            self.folders.iter().filter(|path| path.starts_with(folder)).cloned().collect();
        for path in old {
            self.folders.remove(&path);
            // A folder that is gone is not watched any more, which is what was asked for.
            let _ = self.watcher.unwatch(&path);
        }
        match folder.is_dir() {
            true => self.add(root, folder),
            false if folder == root => self.wait_for(root),
            false => Ok(()),
        }
    }

    /// Watches a folder and those below it.
    fn add(&mut self, root: &Path, folder: &Path) -> Result<(), String> {
        if !ONE_BY_ONE {
            self.folders.insert(folder.to_path_buf());
            let whole = if folder == root { RecursiveMode::Recursive } else { return Ok(()) };
            return self.watcher.watch(folder, whole).map_err(|error| reason(&error));
        }
        let Self { watcher, folders, linked, .. } = self;
        let mut failure = None;
        walk(root, folder, &mut |met| {
            match met {
                Met::Folder(_) if folders.len() >= MAX_FOLDERS => {
                    failure = Some(format!("More than {MAX_FOLDERS} folders"));
                }
                Met::Folder(path) => match watcher.watch(path, RecursiveMode::NonRecursive) {
                    Ok(()) => {
                        folders.insert(path.to_path_buf());
                    }
                    // It went as fast as it came, or nobody may look into it.
                    Err(error) if !is_limit(&error) => {}
                    Err(error) => failure = Some(reason(&error)),
                },
                Met::Link => *linked = true,
                Met::File(_) => {}
            }
            failure.is_none()
        });
        failure.map_or(Ok(()), Err)
    }

    /// The blog itself is gone: what holds its folder is watched until it is back.
    fn wait_for(&mut self, root: &Path) -> Result<(), String> {
        let Some(above) = root.ancestors().skip(1).find(|above| above.is_dir()) else { return Ok(()) };
        self.watcher.watch(above, RecursiveMode::NonRecursive).map_err(|error| reason(&error))?;
        // It may be there again already.
        self.look_for_roots()
    }

    /// Something happened beside a blog that was gone: is it back?
    fn look_for_roots(&mut self) -> Result<(), String> {
        for root in self.roots.clone() {
            if self.folders.contains(&root) || !root.is_dir() {
                continue;
            }
            let beside: Vec<PathBuf> = root.ancestors().skip(1).map(Path::to_path_buf).collect();
            for above in beside.iter().filter(|above| !self.folders.contains(*above)) {
                let _ = self.watcher.unwatch(above);
            }
            self.add(&root, &root)?;
            (self.tell)(Notice::Changed(vec![root]));
        }
        Ok(())
    }

    /// The system lost count of what happened: what changed is found by looking. The first time all is read again,
    /// which makes many events itself; so the second time only what is not as it was.
    fn count_again(&mut self) {
        let now = Snapshot::of(&self.roots);
        let changed = match &self.lost {
            Some(before) => now.changes(before),
            None => self.roots.clone(),
        };
        self.lost = Some(now);
        if !changed.is_empty() {
            (self.tell)(Notice::Changed(changed));
        }
    }
}

/// Whether an event says that something is not as it was: that a file was opened or read does not.
fn says_something(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => true,
        EventKind::Other => event.need_rescan(),
    }
}

/// Whether an event may be of a folder that was not there before.
fn is_new_folder(event: &Event) -> bool {
    match event.kind {
        EventKind::Create(kind) => kind != CreateKind::File,
        EventKind::Modify(kind) => matches!(kind, ModifyKind::Name(_) | ModifyKind::Any),
        EventKind::Any => true,
        EventKind::Access(_) | EventKind::Remove(_) | EventKind::Other => false,
    }
}

/// Whether an error says that there are too many watches, of this program or of all.
fn is_limit(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::MaxFilesWatch)
}

fn reason(error: &Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "The system watches no more folders (fs.inotify.max_user_watches)".into(),
        ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_FILES) => {
            "The system has no more watches (fs.inotify.max_user_instances)".into()
        }
        _ => "These files cannot be watched".into(),
    }
}

/// `EMFILE`: what `inotify_init(2)` gives where this reader has too many of them.
const TOO_MANY_FILES: i32 = 24;
