//! Signals, as something to wait for: a handler notes which came and writes to a pipe.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};

/// Listens to signals until it is dropped.
#[derive(Debug)]
pub(super) struct Signals {
    pipe: OwnedFd,
    /// The number of what told us to end; none is 0.
    ended: Arc<AtomicUsize>,
    resized: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    /// The same of those that another program, which has the terminal, may have been meant by.
    interrupted: Arc<AtomicUsize>,
    /// The terminal is lent to another program: its Ctrl-Z stops us too.
    lent: Arc<AtomicBool>,
    registered: Vec<SigId>,
}

/// Which signals came since the last look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Came {
    pub ended: bool,
    pub resized: bool,
    pub stopped: bool,
    pub continued: bool,
}

impl Signals {
    pub fn listen() -> io::Result<Self> {
        let (pipe, sender) = super::system::pipe()?;
        let mut signals = Self {
            pipe,
            ended: Arc::default(),
            resized: Arc::default(),
            stopped: Arc::default(),
            continued: Arc::default(),
            interrupted: Arc::default(),
            lent: Arc::default(),
            registered: Vec::new(),
        };
        for signal in [SIGTERM, SIGHUP] {
            signals.register_end(signal, signals.ended.clone(), &sender)?;
        }
        for signal in [SIGINT, SIGQUIT] {
            signals.register_end(signal, signals.interrupted.clone(), &sender)?;
        }
        let lent = signals.lent.clone();
        signals.registered.push(signal_hook::flag::register_conditional_default(SIGTSTP, lent)?);
        signals.register(SIGWINCH, signals.resized.clone(), &sender)?;
        signals.register(SIGTSTP, signals.stopped.clone(), &sender)?;
        signals.register(SIGCONT, signals.continued.clone(), &sender)?;
        Ok(signals)
    }

    /// The note first, then the pipe: whoever is woken finds the note.
    fn register(&mut self, signal: i32, note: Arc<AtomicBool>, sender: &OwnedFd) -> io::Result<()> {
        self.registered.push(signal_hook::flag::register(signal, note)?);
        self.wake(signal, sender)
    }

    fn register_end(&mut self, signal: i32, note: Arc<AtomicUsize>, sender: &OwnedFd) -> io::Result<()> {
        let number = usize::try_from(signal).unwrap_or_default();
        self.registered.push(signal_hook::flag::register_usize(signal, note, number)?);
        self.wake(signal, sender)
    }

    fn wake(&mut self, signal: i32, sender: &OwnedFd) -> io::Result<()> {
        self.registered.push(signal_hook::low_level::pipe::register(signal, sender.try_clone()?)?);
        Ok(())
    }

    /// What to wait for.
    pub fn pipe(&self) -> &OwnedFd {
        &self.pipe
    }

    /// The signals since the last look. The pipe is emptied first, so that none is lost in between.
    pub fn take(&self) -> Came {
        super::system::drain(&self.pipe);
        let take = |note: &AtomicBool| note.swap(false, Ordering::SeqCst);
        Came {
            ended: self.end().is_some(),
            resized: take(&self.resized),
            stopped: take(&self.stopped),
            continued: take(&self.continued),
        }
    }

    /// The number of the signal that told us to end, if one did; the note stays.
    pub fn end(&self) -> Option<i32> {
        [&self.ended, &self.interrupted].into_iter().find_map(|note| match note.load(Ordering::SeqCst) {
            0 => None,
            number => i32::try_from(number).ok(),
        })
    }

    /// Whether somebody said go on, or end; the note of the end stays.
    pub fn is_over(&self) -> bool {
        self.continued.swap(false, Ordering::SeqCst) || self.end().is_some()
    }

    /// Forgets that we were stopped and went on: that is our own doing.
    pub fn forget_stop(&self) {
        self.stopped.store(false, Ordering::SeqCst);
        self.continued.store(false, Ordering::SeqCst);
    }

    /// Another program has the terminal: its Ctrl-Z stops us with it, its Ctrl-C is not for us.
    pub fn lend(&self) {
        self.lent.store(true, Ordering::SeqCst);
    }

    /// The terminal is ours again.
    pub fn take_back(&self) {
        self.lent.store(false, Ordering::SeqCst);
        self.interrupted.store(0, Ordering::SeqCst);
        self.forget_stop();
    }
}

/// Has a write past the limit of a file's size (`ulimit -f`, `RLIMIT_FSIZE`) fail as on a full disk; the signal that comes with
/// it would end the program where it stands. It is heard rather than ignored, so that an editor starts with what it had.
pub fn outlive_file_limits() {
    // What fails here leaves the signal as it was.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}

/// Ends the program as a signal would have ended it had nobody listened, so that whoever started it sees what did. Returns
/// where that would leave a core behind, and as the first process of a container, which no signal ends.
pub fn end_by(signal: i32) {
    if signal != SIGQUIT && std::process::id() != 1 {
        // What fails here leaves the exit code to tell it.
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.registered.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}
