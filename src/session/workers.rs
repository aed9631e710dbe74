//! What takes long, on threads beside the loop: opening, telling tokens apart, scanning again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use jiff::Timestamp;

use super::{Waker, Work};
use crate::app::{Answer, Purpose};
use crate::highlight::{Highlighted, highlight};
use crate::library::Library;
use crate::post::PostId;
use crate::site::{Failure, Opened};
use crate::text::Clean;

/// One thing to do.
pub(super) enum Job {
    Open { library: Arc<Library>, post: PostId, generation: u64 },
    Fetch { library: Arc<Library>, post: PostId, purpose: Purpose },
    Highlight { generation: u64, number: usize, language: Clean, text: Clean },
    Reload,
    Refresh { library: Arc<Library>, changed: Vec<PathBuf> },
}

/// Threads that do jobs. They end with the session.
pub(super) struct Workers {
    /// Posts and sites: what the reader waits for.
    first: Sender<Job>,
    /// Highlighting, which may take long and must not hold up a post.
    second: Sender<Job>,
    answers: Receiver<Answer>,
}

impl Workers {
    pub fn new(work: Arc<dyn Work>, waker: Waker) -> Self {
        let (sender, answers) = channel();
        let [first, second] = [2, 1].map(|threads| {
            let (jobs, queue) = channel();
            let queue = Arc::new(Mutex::new(queue));
            for _ in 0..threads {
                let (queue, work, sender, waker) =
                    (queue.clone(), work.clone(), sender.clone(), waker.clone());
                thread::spawn(move || serve(&queue, &*work, &sender, &waker));
            }
            jobs
        });
        Self { first, second, answers }
    }

    /// Begins a job.
    pub fn begin(&self, job: Job) {
        let queue = match job {
            Job::Open { .. } | Job::Fetch { .. } | Job::Reload | Job::Refresh { .. } => &self.first,
            Job::Highlight { .. } => &self.second,
        };
        // A queue is closed only when its threads are gone, and then the session is too.
        let _ = queue.send(job);
    }

    /// An answer that has come.
    pub fn answer(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }
}

fn serve(queue: &Mutex<Receiver<Job>>, work: &dyn Work, answers: &Sender<Answer>, waker: &Waker) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        if answers.send(perform(job, work)).is_err() {
            return;
        }
        waker();
    }
}

/// Does a job. A panic in it, which would be a fault of ours or of a library, becomes an answer that says so.
fn perform(job: Job, work: &dyn Work) -> Answer {
    let now = Timestamp::now();
    match job {
        Job::Open { library, post, generation } => {
            Answer::Opened { post, generation, result: open(work, &library, post, now) }
        }
        Job::Fetch { library, post, purpose } => {
            Answer::Fetched { post, purpose, result: open(work, &library, post, now) }
        }
        Job::Highlight { generation, number, language, text } => {
            let told = catch_unwind(AssertUnwindSafe(|| highlight(&text, &language)));
            Answer::Highlighted {
                generation,
                number,
                tokens: told.unwrap_or_else(|_| Highlighted::default()),
            }
        }
        Job::Reload => match read(|| work.reload(now)) {
            Ok(library) => Answer::Reloaded(library),
            Err(why) => Answer::Failed(why),
        },
        Job::Refresh { library, changed } => {
            Answer::Refreshed(read(|| work.refresh(&library, &changed, now)))
        }
    }
}

/// A library, or why there is none.
fn read(scan: impl FnOnce() -> Result<Library, Failure>) -> Result<Arc<Library>, Clean> {
    match catch_unwind(AssertUnwindSafe(scan)) {
        Ok(Ok(library)) => Ok(Arc::new(library)),
        Ok(Err(failure)) => Err(Clean::line(&format!("{}: {}", failure.path.display(), failure.message))),
        Err(_) => Err(Clean::line("The posts could not be read again: a fault in rushlight")),
    }
}

fn open(work: &dyn Work, library: &Library, post: PostId, now: Timestamp) -> Result<Opened, Failure> {
    let opened = catch_unwind(AssertUnwindSafe(|| work.open(library, post, now)));
    opened.unwrap_or_else(|_| Err(fault(library, post)))
}

fn fault(library: &Library, post: PostId) -> Failure {
    let path = library.post(post).map(|p| p.path.clone()).unwrap_or_default();
    Failure { path, message: "a fault in rushlight kept this post from being read".into() }
}
