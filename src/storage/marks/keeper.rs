//! The thread that writes marks. What it is given is written in order; what came of it is an [`Answer`].
//!
//! It owns the one connection of this program. It never holds up a key: whoever waits for an answer waits for it
//! as for any other.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::Connection;

use super::schema::{self, Trouble, VERSION};
use super::{aside, file_name, rows};
use crate::app::Answer;
use crate::post::{Change, Kept, Key, Marking, Merge, Visited};
use crate::session::Waker;
use crate::text::Clean;

/// Something to be kept.
enum Job {
    Marks { ticket: u64, markings: Vec<Marking> },
    Visit { visits: Vec<(String, Visited)>, at: Timestamp },
    Look,
    Finish(Sender<()>),
}

/// The thread, as the session sees it. It ends with it.
#[derive(Debug)]
pub struct Keeper {
    jobs: Sender<Job>,
    answers: Receiver<Answer>,
    /// For jobs that nobody takes any more.
    own: Sender<Answer>,
    /// When it was looked last whether another program has written.
    looked: Option<Instant>,
}

/// It is not looked more often than this whether another program has written.
const AGAIN: Duration = Duration::from_secs(1);

impl Keeper {
    /// Begins to keep marks in a file. `sites` are those whose marks are shown. None where the system has no thread for it.
    pub fn begin(path: PathBuf, sites: Vec<String>, waker: Waker) -> Option<Self> {
        let (jobs, queue) = channel();
        let (answer, answers) = channel();
        let own = answer.clone();
        let mut writer = Writer::new(path, sites, answer, waker);
        let write = move || {
            while let Ok(job) = queue.recv() {
                writer.perform(job);
                queue.try_iter().for_each(|job| writer.perform(job));
                writer.settle();
            }
        };
        thread::Builder::new().spawn(write).ok().map(|_| Self { jobs, answers, own, looked: None })
    }

    /// Keeps changes, all of them or none.
    pub fn mark(&self, ticket: u64, markings: Vec<Marking>) {
        if self.jobs.send(Job::Marks { ticket, markings }).is_err() {
            let words = Clean::line("Not kept: a fault in rushlight ended the thread that writes marks");
            let _ = self.own.send(Answer::Marked { ticket, result: Err(words) });
        }
    }

    /// Keeps that sites were visited, and which posts were there.
    pub fn visit(&self, visits: Vec<(String, Visited)>, at: Timestamp) {
        // A visit that is not kept makes a dot more the next time.
        let _ = self.jobs.send(Job::Visit { visits, at });
    }

    /// Looks whether another program has written, unless that was done just now; what it wrote is told.
    pub fn look(&mut self, now: Instant) {
        if self.looked.is_none_or(|looked| now.saturating_duration_since(looked) >= AGAIN) {
            self.looked = Some(now);
            // Without the thread nothing is told; the next mark says so.
            let _ = self.jobs.send(Job::Look);
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

/// What lives on the thread.
struct Writer {
    path: PathBuf,
    sites: BTreeSet<String>,
    file: Option<Open>,
    /// What this session changed, so that it can be written again into another file.
    written: HashMap<(Key, std::mem::Discriminant<Change>), Marking>,
    /// Whether what is kept was told once: others may have written after it was read and before the file was opened here.
    told: bool,
    /// The last complaint that no key asked for.
    said: Option<String>,
    answers: Sender<Answer>,
    waker: Waker,
}

/// The file, open.
struct Open {
    db: Connection,
    /// Changes when another program has written.
    version: i64,
    /// Tells this file from another one of its name.
    identity: Option<(u64, u64)>,
}

impl Writer {
    fn new(path: PathBuf, sites: Vec<String>, answers: Sender<Answer>, waker: Waker) -> Self {
        Self {
            path,
            sites: sites.into_iter().collect(),
            file: None,
            written: HashMap::new(),
            told: false,
            said: None,
            answers,
            waker,
        }
    }

    fn perform(&mut self, job: Job) {
        match job {
            Job::Marks { ticket, markings } => {
                let result = self.write(&markings).map_err(|trouble| self.words(&trouble));
                if result.is_ok() {
                    let kind = |marking: &Marking| std::mem::discriminant(&marking.change);
                    let markings = markings.into_iter();
                    self.written
                        .extend(markings.map(|marking| ((marking.key.clone(), kind(&marking)), marking)));
                }
                self.send(Answer::Marked { ticket, result: result.map_err(|words| Clean::line(&words)) });
            }
            Job::Visit { visits, at } => self.visit(&visits, at),
            Job::Look => self.look(),
            Job::Finish(done) => {
                self.file = None;
                let _ = done.send(());
                return;
            }
        }
        self.notice_others();
    }

    /// Brings what stands in the journal into the file, as far as nobody has to wait for that: the end of a session would wait
    /// for it, and who copies the file alone would miss it.
    fn settle(&self) {
        let Some(open) = &self.file else { return };
        // What another program holds up is brought in by the next write, or at the end.
        let _ = open.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    }

    fn send(&self, answer: Answer) {
        // Nobody listens any more: the session is over.
        let _ = self.answers.send(answer);
        (self.waker)();
    }

    fn write(&mut self, markings: &[Marking]) -> Result<(), Trouble> {
        self.with_file(|db| rows::write(db, markings, Merge::Now).map(drop))
    }

    fn visit(&mut self, visits: &[(String, Visited)], at: Timestamp) {
        let mut more = false;
        for (site, _) in visits {
            more |= self.sites.insert(site.clone());
        }
        let kept =
            self.with_file(|db| visits.iter().try_for_each(|(site, seen)| rows::visit(db, site, seen, at)));
        match kept {
            Ok(()) if more => self.send_kept(),
            Ok(()) => {}
            Err(trouble) => {
                let words = self.words(&trouble);
                self.complain(words);
            }
        }
    }

    /// Sees to it that the file is open that is there now. One that was not has what is to be told; none is made.
    fn look(&mut self) {
        let there = identity(&self.path);
        let is_open = self.file.as_ref().is_some_and(|open| open.identity == there);
        if there.is_some() && !(is_open && self.told) && self.file().is_ok() {
            self.send_kept();
        }
    }

    /// Does something with the file; one that turns out to be damaged is set aside, and it is done with the next.
    fn with_file(&mut self, work: impl Fn(&mut Connection) -> Result<(), Trouble>) -> Result<(), Trouble> {
        let result = self.file().and_then(|open| work(&mut open.db));
        match result {
            Err(Trouble::Damaged) => work(&mut self.begin_anew()?.db),
            other => other,
        }
    }

    /// The file, opened if it was not, or if another one has its name by now.
    fn file(&mut self) -> Result<&mut Open, Trouble> {
        let there = identity(&self.path);
        if self.file.as_ref().is_some_and(|open| there.is_none() || open.identity != there) {
            self.file = None;
        }
        if self.file.is_none() {
            let db = schema::open(&self.path)?;
            return self.take(db);
        }
        self.file.as_mut().ok_or(Trouble::Damaged)
    }

    /// Takes a file that was opened just now; what this session changed is in it afterwards.
    fn take(&mut self, mut db: Connection) -> Result<&mut Open, Trouble> {
        if !self.written.is_empty() {
            rows::write(&mut db, self.written.values(), Merge::Newest)?;
        }
        let version = data_version(&db)?;
        Ok(self.file.insert(Open { db, version, identity: identity(&self.path) }))
    }

    fn begin_anew(&mut self) -> Result<&mut Open, Trouble> {
        self.file = None;
        let aside = aside::set_aside(&self.path)?;
        if let Some(words) = aside.words {
            self.complain(words);
        }
        self.take(aside.db)?;
        self.send_kept();
        self.file.as_mut().ok_or(Trouble::Damaged)
    }

    /// Another program has written: what is shown shall be what is kept.
    fn notice_others(&mut self) {
        let Some(open) = &self.file else { return };
        if data_version(&open.db).is_ok_and(|version| version != open.version) {
            self.send_kept();
        }
    }

    fn send_kept(&mut self) {
        self.told = true;
        let sites: Vec<String> = self.sites.iter().cloned().collect();
        let Some(open) = &mut self.file else { return };
        // What is written while it is read is told the next time.
        open.version = data_version(&open.db).unwrap_or(open.version);
        if let Ok(kept) = rows::read(&open.db, &sites) {
            self.send(Answer::Kept(Box::<Kept>::new(kept)));
        }
    }

    /// Says what is wrong though no key asked for anything; the same only once.
    fn complain(&mut self, words: String) {
        if self.said.as_ref() != Some(&words) {
            self.send(Answer::Failed(Clean::line(&words)));
            self.said = Some(words);
        }
    }

    fn words(&self, trouble: &Trouble) -> String {
        words(trouble, &self.path)
    }
}

/// What a reader is told of a trouble.
pub(super) fn words(trouble: &Trouble, path: &Path) -> String {
    let name = file_name(path);
    match trouble {
        Trouble::Newer(version) => format!(
            "Marks are shown and not changed: {name} is of a newer rushlight (version {version}, this one knows {VERSION})"
        ),
        Trouble::Damaged => format!("Marks are not kept: {name} is damaged"),
        Trouble::Failed(why) => format!("Marks are not kept: {why} ({name})"),
    }
}

/// A number that changes when another program writes to the file.
fn data_version(db: &Connection) -> Result<i64, Trouble> {
    Ok(db.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

/// What tells a file from another of the same name; nothing where there is none.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(path).ok()?;
    Some((about.dev(), about.ino()))
}

/// A file that is open cannot be taken away here.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    path.exists().then_some((0, 0))
}
