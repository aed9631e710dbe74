//! The outside of a session, as it needs it: a terminal, a memory, and what takes long.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::app::{Answer, Memory};
use crate::library::fulltext::{Excerpt, Hit, Search};
use crate::library::{FirstPage, Library};
use crate::post::{Marking, PostId, Visited};
use crate::screen::{Caps, Event, Screen, diff, encode};
use crate::site::{Failure, Opened};
use crate::text::Clean;
use crate::theme::Theme;

/// Ends the wait of an edge, from any thread.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// What is told of the files of the sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// These files or folders, absolute, are not as they were.
    Changed(Vec<PathBuf>),
    /// One line to show: that files cannot be watched, and what is done instead.
    Said(Clean),
}

/// Takes a notice, from any thread.
pub type Tell = Arc<dyn Fn(Notice) + Send + Sync>;

/// What an edge may report.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// Something came from the terminal.
    Event(Event),
    /// Nobody knows what the terminal shows: draw everything.
    Repaint,
    /// The program is asked to stop for a while.
    Suspend,
    /// The terminal is gone, or the program is asked to end.
    End,
}

/// What became of a text that was to be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It is in the clipboard.
    Taken,
    /// It is to be sent to the terminal, around tmux where that is said; whether that keeps it nobody knows.
    Terminal {
        /// Whether tmux is to pass it through.
        through_tmux: bool,
    },
    /// There is no clipboard; the edge shows the text itself.
    Shown,
    /// There is no clipboard.
    Nowhere,
}

/// What became of a file that was to be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The editor ended as one ends that has done its work.
    Done,
    /// It could not be started, or ended otherwise: what to say of it.
    Failed(String),
    /// There is no editor.
    Nowhere,
}

/// The outside a session runs on: the local terminal, later an SSH channel.
pub trait Edge {
    /// Columns and rows.
    fn size(&self) -> (u16, u16);

    /// What makes a difference to the bytes of a frame.
    fn caps(&self) -> Caps;

    /// What ends [`Edge::wait`] from another thread.
    fn waker(&self) -> Waker;

    /// Waits until something happens, or somebody wakes it, or the time has come; without `until` for ever.
    /// May return with nothing.
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Incoming>>;

    /// Whether a frame would be seen at once. If not, none is drawn, and [`Edge::wait`] returns when that changes:
    /// what happened meanwhile is in the frame that is drawn then.
    fn takes(&self) -> bool {
        true
    }

    /// Whether lines are read from it, each of which is answered, and not keys.
    fn is_by_lines(&self) -> bool {
        false
    }

    /// How long an answer is awaited before a frame is drawn without it: a normal post then costs one frame, and
    /// nobody sees eight milliseconds.
    fn patience(&self) -> Duration {
        Duration::from_millis(8)
    }

    /// The same for what the bodies of all posts tell, which may take much longer: on a screen it is shown when it comes.
    fn patience_for_all(&self) -> Duration {
        Duration::ZERO
    }

    /// Sends bytes, all of them, without waiting until they are taken. That nobody takes them any more is
    /// [`io::ErrorKind::BrokenPipe`].
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Shows a frame. `before` is what was shown last, where that is known; `extra` are bytes that go out with it.
    fn show(&mut self, before: Option<&Screen>, after: &Screen, extra: Vec<u8>) -> io::Result<()> {
        let mut bytes = extra;
        bytes.extend(diff(before, after, &self.caps()));
        if bytes.is_empty() { Ok(()) } else { self.write(&encode::checked(&bytes)) }
    }

    /// Gives the terminal back: the session is over, and what follows may wait for a disk. Nothing is shown any more.
    fn end(&mut self) {}

    /// The number of the signal that told the program to end, if one did.
    fn signal(&self) -> Option<i32> {
        None
    }

    /// Leaves the terminal, stops until somebody says go on, and enters it again. False where nobody could.
    fn suspend(&mut self) -> io::Result<bool>;

    /// Lets the reader edit a file, and comes back.
    fn edit(&mut self, path: &Path, line: Option<usize>) -> io::Result<Edited>;

    /// Copies a text, where a program does that; else says what is to be done.
    fn copy(&mut self, text: &str) -> Copied {
        let _ = text;
        Copied::Terminal { through_tmux: false }
    }

    /// Shows an address in a browser. False where there is none: then it is copied instead.
    fn browse(&mut self, address: &str) -> io::Result<bool>;
}

/// What is kept beyond a session.
pub trait Store {
    /// Begins to keep a setting that a key changed; where it cannot be kept [`Answer::Failed`] says so.
    fn remember(&mut self, memory: Memory);

    /// The session begins; `waker` is to be called when there is an answer.
    fn begin(&mut self, waker: Waker);

    /// Begins to keep changes to marks, all of them or none; [`Answer::Marked`] of this ticket says whether they are
    /// kept.
    fn mark(&mut self, ticket: u64, markings: Vec<Marking>);

    /// Begins to keep that sites were visited, and hashes of the posts that were there.
    fn visit(&mut self, visits: Vec<(String, Visited)>, at: Timestamp);

    /// The reader does something: a good moment to look whether others have changed marks, which is told as an answer.
    fn look(&mut self) {}

    /// An answer that has come.
    fn answer(&mut self) -> Option<Answer>;

    /// The session ends: waits until everything is kept that was given, or it is clear that it cannot be.
    fn finish(&mut self);

    /// The theme of a name, as this terminal shows it.
    fn theme(&self, name: &str) -> Option<Theme>;

    /// The name of the theme for a terminal with a light or a dark ground, where the reader has set a pair.
    fn paired(&self, light: bool) -> Option<String> {
        let _ = light;
        None
    }
}

/// What takes long and runs beside the loop. A panic in it costs its answer and nothing else.
pub trait Work: Send + Sync {
    /// Reads a post's body.
    fn open(&self, library: &Library, post: PostId, now: Timestamp) -> Result<Opened, Failure> {
        library.open(post, now)
    }

    /// Looks for the posts of a session that began with a part of them: `found` takes what there is so far, from time to time,
    /// and then all; beside it what a newcomer should know of the sites.
    fn gather(&self, now: Timestamp, found: &mut dyn FnMut(Arc<Library>, Clean)) {
        let _ = (now, found);
    }

    /// Keeps what the next start shows first.
    fn keep_first(&self, library: &Library, page: &FirstPage) {
        let _ = (library, page);
    }

    /// Finds out what the bodies of all posts yield, and tells the library. `going` takes the per cent done and says whether
    /// to go on.
    fn learn(&self, library: &Library, now: Timestamp, going: &dyn Fn(u8) -> bool) {
        let _ = (library, now, going);
    }

    /// Looks through posts for words, and says what it finds as it finds it; `found` says whether to go on, and may be asked
    /// with nothing found.
    fn search(
        &self,
        library: &Library,
        search: &Search,
        posts: &[PostId],
        now: Timestamp,
        found: &mut dyn FnMut(Vec<Hit>) -> bool,
    ) {
        let _ = (library, search, posts, now, found);
    }

    /// The sentences of posts that were found, in their order.
    fn excerpts(&self, library: &Library, search: &Search, posts: &[PostId]) -> Vec<Option<Excerpt>> {
        let _ = (library, search, posts);
        Vec::new()
    }

    /// Scans the sites again.
    fn reload(&self, now: Timestamp) -> Result<Library, Failure>;

    /// The same where only these files or folders have changed since the library was made.
    fn refresh(&self, library: &Library, changed: &[PathBuf], now: Timestamp) -> Result<Library, Failure> {
        let _ = (library, changed);
        self.reload(now)
    }

    /// Begins to tell when files of the sites change, on a thread of its own; nothing where nobody watches.
    fn watch(&self, tell: Tell) {
        let _ = tell;
    }
}
