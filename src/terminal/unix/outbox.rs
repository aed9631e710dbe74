//! What goes out to the terminal: written as fast as the terminal takes it, never waited for. Holds one frame at most
//! beside small change, since a frame is drawn only when the one before is gone.

use std::io::{self, ErrorKind};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, poll};

use super::system::timespec;
use super::tty::Tty;
use crate::screen::encode;
use crate::terminal::flow::Flow;

/// The bytes that the terminal has not taken yet, and how far it has followed.
#[derive(Debug)]
pub(super) struct Outbox {
    bytes: Vec<u8>,
    pub flow: Flow,
}

impl Outbox {
    /// For a terminal that may be asked, or not.
    pub fn new(asks: bool) -> Self {
        Self { bytes: Vec::new(), flow: Flow::new(asks) }
    }

    /// Whether everything was taken.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether the next frame may go out.
    pub fn is_clear(&self, now: Instant) -> bool {
        self.bytes.is_empty() && self.flow.is_clear(now)
    }

    /// Sends bytes behind those that wait.
    pub fn send(&mut self, tty: &Tty, bytes: &[u8], now: Instant) -> io::Result<()> {
        if self.put(bytes) {
            self.ask(now);
        }
        self.flush(tty)
    }

    /// Puts bytes behind those that wait; whether the terminal should be asked behind them.
    pub fn put(&mut self, bytes: &[u8]) -> bool {
        self.bytes.extend_from_slice(bytes);
        self.flow.send(bytes.len())
    }

    /// Asks the terminal whether it is there, behind everything that goes out.
    pub fn ask(&mut self, now: Instant) {
        self.bytes.extend_from_slice(encode::ASK_READY);
        self.flow.ask(now);
    }

    /// Writes what the terminal takes. That it is gone is [`ErrorKind::BrokenPipe`].
    pub fn flush(&mut self, tty: &Tty) -> io::Result<()> {
        let mut taken = 0;
        while taken < self.bytes.len() {
            match tty.write(self.bytes.get(taken..).unwrap_or_default()) {
                Ok(0) => return Err(ErrorKind::BrokenPipe.into()),
                Ok(count) => taken += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.bytes.drain(..taken.min(self.bytes.len()));
        Ok(())
    }

    /// Forgets what was not taken: nobody will look at it.
    pub fn drop_rest(&mut self) {
        self.bytes.clear();
    }

    /// Takes in the answers that are still due, so that the shell does not find them among its keys.
    pub fn await_answers(&mut self, tty: &Tty, mut ready: impl FnMut(&[u8]) -> usize) {
        while let Some(left) = self.flow.due(Instant::now()) {
            let came = poll(&mut [PollFd::new(tty.input(), PollFlags::IN)], Some(&timespec(left)));
            if !matches!(came, Ok(1..) | Err(rustix::io::Errno::INTR)) {
                return;
            }
            let mut answers = 0;
            if !tty.read(|bytes| answers += ready(bytes)) {
                return;
            }
            (0..answers).for_each(|_| self.flow.answered(Instant::now()));
        }
    }
}
