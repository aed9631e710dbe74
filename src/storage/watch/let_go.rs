//! The end of the watch, without waiting for it.
//!
//! When Linux closes what it tells changes by (inotify), it first waits until no processor looks at the watches any more: 0.3 to
//! 28 ms, mostly 8 or 15, for a single folder as for forty. A process that has one open ends so much later. So the watch is
//! handed to the kernel: in a message to a socket that is in this message, too (`SCM_RIGHTS`, unix(7)). When the process ends,
//! only its own message holds this socket, and the close of the one beside it makes the kernel find that nobody can read the
//! message, which it puts away in its own time. Where any of this is refused, the end takes as long as it would have.

use std::fs;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::sync::OnceLock;

use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};
use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};

/// Lets the watches of this process go when it ends, which it is about to.
pub fn let_go() {
    // They close with the process.
    static HANDED: OnceLock<[UnixStream; 2]> = OnceLock::new();
    if let Ok(Some(handed)) = watches().and_then(|watches| watches.map(hand_over).transpose()) {
        // Who lets go twice has let go.
        let _ = HANDED.set(handed);
    }
}

/// What the system tells changes by, held once more: the crate that watches does not show it. None where nothing is watched.
fn watches() -> io::Result<Option<OwnedFd>> {
    let is_watch = |number: &RawFd| {
        fs::read_link(format!("/proc/self/fd/{number}"))
            .is_ok_and(|to| to.as_os_str() == "anon_inode:inotify")
    };
    let open =
        fs::read_dir("/proc/self/fd")?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let Some(number) = open.into_iter().find(is_watch) else { return Ok(None) };
    let process = pidfd_open(getpid(), PidfdFlags::empty())?;
    Ok(Some(pidfd_getfd(process, number, PidfdGetfdFlags::empty())?))
}

/// Hands something open to the first of two sockets. It is closed some time after both are, in their order. The first is held,
/// too: else the close of any socket on the machine would make the kernel look, and put it away at once.
fn hand_over(open: OwnedFd) -> io::Result<[UnixStream; 2]> {
    let (reader, last) = UnixStream::pair()?;
    let mut room = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(2))];
    let mut message = SendAncillaryBuffer::new(&mut room);
    let handed = [open.as_fd(), reader.as_fd()];
    message.push(SendAncillaryMessage::ScmRights(&handed));
    sendmsg(&last, &[io::IoSlice::new(b"-")], &mut message, SendFlags::NOSIGNAL)?;
    Ok([reader, last])
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_is_handed_over_lives_as_long_as_its_sockets() {
        // After `Q` the prompt came back 8 to 28 ms later than it does without a watch.
        let (mut reader, writer) = std::io::pipe().unwrap();
        let handed = hand_over(writer.into()).unwrap();
        // This closed it: the kernel looks for what nobody can reach when any socket is closed, by whomever.
        drop(UnixStream::pair().unwrap());
        let (sender, closed) = channel();
        std::thread::spawn(move || sender.send(reader.read(&mut [0])));
        assert!(closed.recv_timeout(Duration::from_millis(50)).is_err(), "it is still open");
        drop(handed);
        let end = closed.recv_timeout(Duration::from_secs(20)).expect("the kernel puts it away");
        assert_eq!(end.unwrap(), 0);
    }

    #[test]
    fn the_watch_of_this_process_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let mut watcher = notify::recommended_watcher(|_| {}).unwrap();
        notify::Watcher::watch(&mut watcher, folder.path(), notify::RecursiveMode::NonRecursive).unwrap();
        match watches() {
            Ok(found) => assert!(found.is_some()),
            Err(error) => eprintln!("not asked: this system refuses it ({error})"),
        }
    }
}
