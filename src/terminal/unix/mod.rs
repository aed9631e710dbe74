//! The terminal on Unix: one wait over the terminal, the signals and whoever wakes us.

mod signals;
mod system;
mod tty;

use std::io::{self, ErrorKind};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, kill_current_process_group};

use super::panics::Recorded;
use super::{Errands, USUAL_SIZE};
use crate::screen::input::Parser;
use crate::screen::{Caps, Event, encode};
use crate::session::{Edge, Incoming, Waker};
use signals::Signals;
use system::{drain, has_shell, pipe, timespec};
use tty::Tty;

/// After so long an ESC was the key: longer than what keeps the bytes of one key apart on a slow line, shorter
/// than a reader notices.
const ESCAPE: Duration = Duration::from_millis(30);

/// How long leaving may wait for a terminal that takes nothing.
const FAREWELL: Duration = Duration::from_millis(40);

/// The terminal the program was started in, from entering to leaving. Leaves on drop, in a panic too.
#[derive(Debug)]
pub struct Local {
    tty: Tty,
    signals: Signals,
    wake: OwnedFd,
    waker: Arc<OwnedFd>,
    parser: Parser,
    /// When the last bytes came that only time can tell from a key.
    unsure: Option<Instant>,
    /// Signals were seen while something else was waited for.
    heard: bool,
    caps: Caps,
    errands: Errands,
    panics: Recorded,
}

impl Local {
    /// Takes over the terminal.
    pub fn enter(caps: Caps, errands: Errands) -> io::Result<Self> {
        let tty = Tty::open()?;
        let signals = Signals::listen()?;
        let (wake, waker) = pipe()?;
        tty.raw()?;
        let mut local = Self {
            tty,
            signals,
            wake,
            waker: Arc::new(waker),
            parser: Parser::default(),
            unsure: None,
            heard: false,
            caps,
            errands,
            panics: Recorded::begin(),
        };
        local.write(encode::ENTER)?;
        Ok(local)
    }

    /// Gives the terminal back as it was found.
    fn leave(&mut self) {
        self.tty.send_within(encode::LEAVE, FAREWELL);
        self.tty.restore();
    }

    /// Takes it over again.
    fn enter_again(&mut self) -> io::Result<()> {
        self.tty.raw()?;
        self.parser = Parser::default();
        self.unsure = None;
        self.write(encode::ENTER)
    }

    /// Runs a program that draws in the terminal.
    fn lend(&mut self, command: &mut std::process::Command) -> io::Result<()> {
        self.leave();
        let (input, output) = self.tty.for_child()?;
        self.signals.lend();
        let status = command.stdin(input).stdout(output).status();
        self.signals.take_back();
        self.enter_again()?;
        status.map(drop)
    }

    /// Takes in what came from the terminal.
    fn read(&mut self, incoming: &mut Vec<Incoming>) {
        let mut events = Vec::new();
        let open = self.tty.read(|bytes| self.parser.feed(bytes, &mut events));
        self.unsure = self.parser.is_waiting().then(Instant::now);
        incoming.extend(events.into_iter().map(Incoming::Event));
        if !open {
            incoming.push(Incoming::End);
        }
    }

    /// Takes in the signals that came.
    fn signalled(&mut self, incoming: &mut Vec<Incoming>) -> io::Result<()> {
        let came = self.signals.take();
        if came.ended {
            incoming.push(Incoming::End);
        }
        if came.continued {
            // Somebody stopped us without asking, and the shell set its own modes since.
            self.enter_again()?;
            incoming.push(Incoming::Repaint);
        }
        if came.resized {
            let (width, height) = self.size();
            incoming.push(Incoming::Event(Event::Resize { width, height }));
        }
        if came.stopped {
            incoming.push(Incoming::Suspend);
        }
        Ok(())
    }

    /// Empties the pipe of the signals, so that it can be waited for again; the next wait looks at the notes.
    fn hear(&mut self) {
        drain(self.signals.pipe());
        self.heard = true;
    }

    /// An ESC that nothing followed for long enough was the key.
    fn settle(&mut self, incoming: &mut Vec<Incoming>) {
        if self.unsure.is_some_and(|since| since.elapsed() >= ESCAPE) {
            let mut events = Vec::new();
            self.parser.flush(&mut events);
            self.unsure = self.parser.is_waiting().then(Instant::now);
            incoming.extend(events.into_iter().map(Incoming::Event));
        }
    }

    /// Waits for the three of them; which of them has something: terminal, signals, waker.
    fn poll(&self, until: Option<Instant>) -> io::Result<[bool; 3]> {
        let mut fds = [
            PollFd::new(self.tty.input(), PollFlags::IN),
            PollFd::new(self.signals.pipe(), PollFlags::IN),
            PollFd::new(&self.wake, PollFlags::IN),
        ];
        let timeout = until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => Ok(fds.map(|fd| !fd.revents().is_empty())),
            Err(rustix::io::Errno::INTR) => Ok([false; 3]),
            Err(error) => Err(error.into()),
        }
    }
}

impl Edge for Local {
    fn size(&self) -> (u16, u16) {
        self.tty.size().unwrap_or(USUAL_SIZE)
    }

    fn caps(&self) -> Caps {
        self.caps
    }

    fn waker(&self) -> Waker {
        let pipe = self.waker.clone();
        // A full pipe wakes as well as one byte does.
        Arc::new(move || {
            let _ = rustix::io::write(&*pipe, b"!");
        })
    }

    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Incoming>> {
        let mut incoming = Vec::new();
        loop {
            let sure = self.unsure.map(|since| since + ESCAPE);
            let first = until.into_iter().chain(sure).min();
            let first = if self.heard { Some(Instant::now()) } else { first };
            let [keys, signals, woken] = self.poll(first)?;
            let signals = signals || self.heard;
            if signals {
                self.heard = false;
                self.signalled(&mut incoming)?;
            }
            if keys {
                self.read(&mut incoming);
            }
            self.settle(&mut incoming);
            if woken {
                drain(&self.wake);
            }
            if woken || !incoming.is_empty() || until.is_some_and(|until| Instant::now() >= until) {
                return Ok(incoming);
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut rest = bytes;
        while !rest.is_empty() {
            match self.tty.write(rest) {
                Ok(0) => return Err(ErrorKind::BrokenPipe.into()),
                Ok(count) => rest = rest.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    // Nobody takes anything just now: wait, but not deaf to being told to end.
                    let mut fds = [
                        PollFd::new(self.tty.output(), PollFlags::OUT),
                        PollFd::new(self.signals.pipe(), PollFlags::IN),
                    ];
                    let _ = poll(&mut fds, None);
                    if !fds[1].revents().is_empty() {
                        self.hear();
                    }
                    if self.signals.is_end() {
                        return Err(ErrorKind::BrokenPipe.into());
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<bool> {
        if !has_shell() {
            return Ok(false);
        }
        self.leave();
        self.signals.forget_stop();
        // The whole job stops, as it would if the terminal had sent the signal.
        kill_current_process_group(Signal::STOP)?;
        // Another thread may take the signal, and this one run on for a moment: it must not enter yet.
        while !self.signals.is_over() {
            let _ = poll(&mut [PollFd::new(self.signals.pipe(), PollFlags::IN)], None);
            self.hear();
        }
        self.enter_again()?;
        Ok(true)
    }

    fn edit(&mut self, path: &Path, line: Option<usize>) -> io::Result<bool> {
        let Some(mut command) = self.errands.edit(path, line) else { return Ok(false) };
        self.lend(&mut command)?;
        Ok(true)
    }

    fn browse(&mut self, address: &str) -> io::Result<bool> {
        let Some((mut command, here)) = self.errands.browse(address) else { return Ok(false) };
        if here {
            self.lend(&mut command)?;
            return Ok(true);
        }
        // In a group of its own, so that no key of ours reaches it.
        let mut child = command.process_group(0).spawn()?;
        std::thread::spawn(move || child.wait());
        Ok(true)
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        self.leave();
        self.panics.end();
    }
}
