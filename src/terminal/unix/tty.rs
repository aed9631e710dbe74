//! The terminal as a file: opened anew, so that reading and writing never block and the shell's own is left
//! as it was.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process::Stdio;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr, ttyname};

/// The most that is read before events are looked at.
const MOST_READ: usize = 64 * 1024;

/// The terminal, and how it was found.
#[derive(Debug)]
pub(super) struct Tty {
    file: File,
    found: Termios,
}

impl Tty {
    /// The terminal that standard output is; keys come from it too, so that standard input may be a pipe.
    pub fn open() -> io::Result<Self> {
        let name = [io::stdout().as_fd(), io::stderr().as_fd(), io::stdin().as_fd()]
            .into_iter()
            .filter(BorrowedFd::is_terminal)
            .find_map(|fd| ttyname(fd, Vec::new()).ok());
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        // Its own name first: macOS cannot wait for /dev/tty. After `su` only /dev/tty may be opened.
        let opened = match name {
            Some(name) => {
                open(&*name, flags, Mode::empty()).or_else(|_| open("/dev/tty", flags, Mode::empty()))
            }
            None => open("/dev/tty", flags, Mode::empty()),
        };
        let file = File::from(opened?);
        let found = tcgetattr(&file)?;
        Ok(Self { file, found })
    }

    pub fn input(&self) -> &File {
        &self.file
    }

    /// Keys come one by one, unchanged, unseen; what is written goes out unchanged.
    pub fn raw(&self) -> io::Result<()> {
        let mut raw = self.found.clone();
        raw.make_raw();
        set(&self.file, &raw)
    }

    /// Whether the shell has given it to another job: who touches it from behind is stopped.
    pub fn is_of_others(&self) -> bool {
        tcgetpgrp(&self.file).is_ok_and(|front| front != getpgrp())
    }

    /// As it was found.
    pub fn restore(&self) {
        // Where this fails the terminal is gone.
        let _ = set(&self.file, &self.found);
    }

    /// Columns and rows, where the terminal knows them.
    pub fn size(&self) -> Option<(u16, u16)> {
        let size = tcgetwinsize(&self.file).ok()?;
        (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
    }

    /// Takes what is there; false where nothing will come any more.
    pub fn read(&self, mut take: impl FnMut(&[u8])) -> bool {
        let mut bytes = [0; 4096];
        let mut total = 0;
        while total < MOST_READ {
            match (&self.file).read(&mut bytes) {
                Ok(0) => return false,
                Ok(count) => {
                    take(bytes.get(..count).unwrap_or_default());
                    total += count;
                    if count < bytes.len() {
                        return true;
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return error.kind() == ErrorKind::WouldBlock,
            }
        }
        true
    }

    /// Writes what goes out at once, and says how much that was. A terminal that is gone is a broken pipe.
    pub fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        (&self.file).write(bytes).map_err(|error| match rustix::io::Errno::from_io_error(&error) {
            Some(rustix::io::Errno::IO | rustix::io::Errno::NXIO) => ErrorKind::BrokenPipe.into(),
            _ => error,
        })
    }

    /// Writes as much as goes out within a time.
    pub fn send_within(&self, bytes: &[u8], time: Duration) {
        let until = Instant::now() + time;
        let mut rest = bytes;
        while !rest.is_empty() {
            match self.write(rest) {
                Ok(count) if count > 0 => rest = rest.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock && Instant::now() < until => {
                    let left = super::system::timespec(until.saturating_duration_since(Instant::now()));
                    let _ = poll(&mut [PollFd::new(&self.file, PollFlags::OUT)], Some(&left));
                }
                _ => return,
            }
        }
    }

    /// The terminal for a program that draws in it: blocking, as programs expect.
    pub fn for_child(&self) -> io::Result<(Stdio, Stdio)> {
        let name = ttyname(&self.file, Vec::new())?;
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let file: OwnedFd =
            open(&*name, flags, Mode::empty()).or_else(|_| open("/dev/tty", flags, Mode::empty()))?;
        Ok((file.try_clone()?.into(), file.into()))
    }
}

/// Sets modes at once: a terminal that takes no output must not hold up leaving it.
fn set(file: &File, modes: &Termios) -> io::Result<()> {
    loop {
        match tcsetattr(file, OptionalActions::Now, modes) {
            Err(rustix::io::Errno::INTR) => {}
            result => return Ok(result?),
        }
    }
}
