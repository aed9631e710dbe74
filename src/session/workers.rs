//! What takes long, on threads beside the loop: opening, telling tokens apart, searching, scanning again, and reading the
//! bodies of all posts.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use jiff::Timestamp;

use super::crew::Crew;
use super::{Waker, Work};
use crate::app::{Answer, Arrival, Purpose, Recipe};
use crate::highlight::{Highlighted, highlight};
use crate::library::Library;
use crate::library::fulltext::{Hit, Search};
use crate::post::PostId;
use crate::site::{Failure, Opened};
use crate::text::Clean;

/// What is said where a fault of ours kept the posts from being read.
const UNREAD: &str = "The posts could not be read: a fault in rushlight";

/// One thing to do.
pub(super) enum Job {
    Open { library: Arc<Library>, post: PostId, generation: u64 },
    Fetch { library: Arc<Library>, post: PostId, purpose: Purpose },
    Highlight { generation: u64, number: usize, language: Clean, text: Clean },
    Search { library: Arc<Library>, search: Arc<Search>, posts: Vec<PostId> },
    Excerpts { library: Arc<Library>, search: Arc<Search>, posts: Vec<PostId> },
    Learn { library: Arc<Library> },
    Gather { before: Arc<Library>, recipe: Recipe },
    Prepare { arrival: Box<Arrival>, before: Arc<Library>, recipe: Recipe },
    Reload,
    Refresh { library: Arc<Library>, changed: Vec<PathBuf> },
}

/// Threads that do jobs. What is not begun when the session ends is not done.
pub(super) struct Workers {
    /// Posts and sites: what the reader waits for.
    first: Crew<Job>,
    /// Highlighting, which may take long and must not hold up a post.
    second: Crew<Job>,
    /// Searches: each ends when nobody waits for it any more.
    third: Crew<Job>,
    /// The heads of all posts, once at the start, and then their bodies, for which nobody waits.
    last: Crew<Job>,
    /// How many times the bodies of all posts were asked for: only the last counts.
    learning: Arc<AtomicU64>,
    answers: Receiver<Answer>,
}

/// What a worker needs.
#[derive(Clone)]
struct Worker {
    work: Arc<dyn Work>,
    answers: Sender<Answer>,
    waker: Waker,
    learning: Arc<AtomicU64>,
}

impl Workers {
    pub fn new(work: Arc<dyn Work>, waker: Waker) -> Self {
        let (sender, answers) = channel();
        let learning = Arc::new(AtomicU64::new(0));
        let worker = Worker { work, answers: sender, waker, learning: learning.clone() };
        let [first, second, third, last] = [2, 1, 1, 1].map(|threads| {
            let worker = worker.clone();
            Crew::new(threads, move |job| worker.perform(job))
        });
        Self { first, second, third, last, learning, answers }
    }

    /// Begins a job.
    pub fn begin(&self, job: Job) {
        let crew = match job {
            Job::Open { .. }
            | Job::Fetch { .. }
            | Job::Prepare { .. }
            | Job::Reload
            | Job::Refresh { .. } => &self.first,
            Job::Highlight { .. } => &self.second,
            Job::Search { .. } | Job::Excerpts { .. } => &self.third,
            Job::Gather { .. } => &self.last,
            Job::Learn { .. } => {
                self.learning.fetch_add(1, Ordering::Relaxed);
                &self.last
            }
        };
        crew.begin(job);
    }

    /// An answer that has come.
    pub fn answer(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }
}

impl Worker {
    /// Gives an answer; false where nobody is there to take it.
    fn say(&self, answer: Answer) -> bool {
        let said = self.answers.send(answer).is_ok();
        if said {
            (self.waker)();
        }
        said
    }

    /// Does a job. A panic in it, which would be a fault of ours or of a library, becomes an answer that says so.
    fn perform(&self, job: Job) {
        let now = Timestamp::now();
        let work = &*self.work;
        let answer = match job {
            Job::Open { library, post, generation } => {
                Answer::Opened { post, generation, result: open(work, &library, post, now) }
            }
            Job::Fetch { library, post, purpose } => {
                Answer::Fetched { post, purpose, result: open(work, &library, post, now) }
            }
            Job::Highlight { generation, number, language, text } => {
                let told = catch_unwind(AssertUnwindSafe(|| highlight(&text, &language)));
                let tokens = told.unwrap_or_else(|_| Highlighted::default());
                Answer::Highlighted { generation, number, tokens }
            }
            Job::Search { library, search, posts } => return self.search(&library, search, &posts, now),
            // Nobody sees what another search found any more.
            Job::Excerpts { search, .. } if Arc::strong_count(&search) == 1 => return,
            Job::Excerpts { library, search, posts } => {
                let found = catch_unwind(AssertUnwindSafe(|| work.excerpts(&library, &search, &posts)));
                let excerpts = posts.into_iter().zip(found.unwrap_or_default()).collect();
                Answer::Excerpts { search, excerpts }
            }
            Job::Learn { library } => return self.learn(&library, now),
            Job::Gather { before, recipe } => return self.gather(before, &recipe, now),
            Job::Prepare { arrival, before, recipe } => {
                let made = catch_unwind(AssertUnwindSafe(|| arrival.again(before, recipe, now)));
                match made {
                    Ok(made) => Answer::Prepared(Box::new(made)),
                    Err(_) => Answer::Refreshed(Err(Clean::line(UNREAD))),
                }
            }
            Job::Reload => Answer::Refreshed(read(|| work.reload(now))),
            Job::Refresh { library, changed } => {
                Answer::Refreshed(read(|| work.refresh(&library, &changed, now)))
            }
        };
        self.say(answer);
    }

    /// Looks for the posts of the start.
    fn gather(&self, before: Arc<Library>, recipe: &Recipe, now: Timestamp) {
        // What was told before is held until the end: a hundred thousand posts are given back here, and not by the loop.
        let mut told = vec![before];
        let mut found = |library: Arc<Library>, notice| {
            let Some(before) = told.last().cloned() else { return };
            let arrival = Arrival::new(before, library.clone(), recipe.clone(), now);
            self.say(Answer::Gathered { arrival: Box::new(arrival), notice });
            told.push(library);
        };
        let gathered = catch_unwind(AssertUnwindSafe(|| self.work.gather(now, &mut found)));
        if gathered.is_err() {
            self.give_up(told, recipe, now);
        }
    }

    /// The look for posts has failed: what was found before is all there is, and nothing waits for more.
    fn give_up(&self, told: Vec<Arc<Library>>, recipe: &Recipe, now: Timestamp) {
        // Where all posts were told, what failed was only made ahead of its time.
        if let Some(last) = told.last().filter(|last| !last.is_whole()) {
            let library = Arc::new(last.given_up());
            let arrival = Arrival::new(last.clone(), library, recipe.clone(), now);
            self.say(Answer::Gathered { arrival: Box::new(arrival), notice: Clean::default() });
        }
        self.say(Answer::Refreshed(Err(Clean::line(UNREAD))));
    }

    /// Searches as long as somebody else holds the search.
    fn search(&self, library: &Library, search: Arc<Search>, posts: &[PostId], now: Timestamp) {
        if Arc::strong_count(&search) == 1 {
            return;
        }
        let mut found = |hits: Vec<Hit>| {
            let said =
                hits.is_empty() || self.say(Answer::Found { search: search.clone(), hits, done: false });
            said && Arc::strong_count(&search) > 1
        };
        let looked =
            catch_unwind(AssertUnwindSafe(|| self.work.search(library, &search, posts, now, &mut found)));
        if looked.is_err() {
            self.say(Answer::Failed(Clean::line("The search failed: a fault in rushlight")));
        }
        self.say(Answer::Found { search, hits: Vec::new(), done: true });
    }

    /// Reads the bodies of all posts, as long as no other library is to be read.
    fn learn(&self, library: &Library, now: Timestamp) {
        let mine = self.learning.load(Ordering::Relaxed);
        let said = AtomicU8::new(u8::MAX);
        let going = |per_cent| {
            library.set_progress(per_cent);
            let told = said.swap(per_cent, Ordering::Relaxed) == per_cent || self.say(Answer::Learned);
            told && self.learning.load(Ordering::Relaxed) == mine
        };
        // What could not be found out stays unknown.
        let _ = catch_unwind(AssertUnwindSafe(|| self.work.learn(library, now, &going)));
        library.end_learning();
        self.say(Answer::Learned);
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
    let path = library.post(post).map(|post| post.path().to_path_buf()).unwrap_or_default();
    Failure { path, message: "a fault in rushlight kept this post from being read".into() }
}
