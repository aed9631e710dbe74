//! Signals, as something to wait for: a handler notes which came and writes to a pipe.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};

/// Listens to signals until it is dropped.
#[derive(Debug)]
pub(super) struct Signals {
    pipe: OwnedFd,
    ended: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    interrupted: Arc<AtomicBool>,
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
            signals.register(signal, signals.ended.clone(), &sender)?;
        }
        for signal in [SIGINT, SIGQUIT] {
            signals.register(signal, signals.interrupted.clone(), &sender)?;
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
            ended: take(&self.ended) | take(&self.interrupted),
            resized: take(&self.resized),
            stopped: take(&self.stopped),
            continued: take(&self.continued),
        }
    }

    /// Whether we are told to end; the note stays.
    pub fn is_end(&self) -> bool {
        self.ended.load(Ordering::SeqCst) || self.interrupted.load(Ordering::SeqCst)
    }

    /// Whether somebody said go on, or end; the note of the end stays.
    pub fn is_over(&self) -> bool {
        self.continued.swap(false, Ordering::SeqCst) || self.is_end()
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
        self.interrupted.store(false, Ordering::SeqCst);
        self.forget_stop();
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.registered.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}
