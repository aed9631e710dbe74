//! Small questions to the system: pipes that never block, and whether there is a shell to go back to.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::time::Duration;

use rustix::event::Timespec;
#[cfg(not(target_vendor = "apple"))]
use rustix::pipe::PipeFlags;
use rustix::process::{getpgid, getsid};

/// Whether somebody would say go on: a shell that put us into a process group of our own. In the group of the
/// session's leader (an SSH command, a container) stopping would be for ever.
pub(super) fn has_shell() -> bool {
    let leader = getsid(None).and_then(|leader| getpgid(Some(leader)));
    matches!((leader, getpgid(None)), (Ok(leader), Ok(own)) if leader != own)
}

pub(super) fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    #[cfg(not(target_vendor = "apple"))]
    let pair = rustix::pipe::pipe_with(PipeFlags::NONBLOCK | PipeFlags::CLOEXEC)?;
    #[cfg(target_vendor = "apple")]
    let pair = {
        let pair = rustix::pipe::pipe()?;
        for end in [&pair.0, &pair.1] {
            rustix::io::fcntl_setfd(end, rustix::io::FdFlags::CLOEXEC)?;
            rustix::fs::fcntl_setfl(end, rustix::fs::OFlags::NONBLOCK)?;
        }
        pair
    };
    Ok(pair)
}

/// Empties a pipe.
pub(super) fn drain(pipe: impl AsFd) {
    let mut bytes = [0; 64];
    while rustix::io::read(&pipe, &mut bytes).is_ok_and(|count| count == bytes.len()) {}
}

pub(super) fn timespec(duration: Duration) -> Timespec {
    let seconds = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    Timespec { tv_sec: seconds as _, tv_nsec: duration.subsec_nanos() as _ }
}
