//! Asks the terminal outside of a session, and waits for what it says: for `rushlight doctor`.

use std::io;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};

use super::system::timespec;
use super::tty::Tty;
use crate::screen::input::Parser;
use crate::screen::{Event, Reply, encode};
use crate::terminal::capabilities::Questions;

/// How long a terminal may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Asks what may be asked; the answers, the last of which is [`Reply::Ready`] where the terminal answers at all.
/// What is typed meanwhile is lost.
pub fn ask(questions: Questions) -> io::Result<Vec<Reply>> {
    let tty = Tty::open()?;
    tty.raw()?;
    let mut bytes = questions.bytes();
    bytes.extend_from_slice(encode::ASK_READY);
    tty.send_within(&bytes, PATIENCE);
    let replies = listen(&tty, Instant::now() + PATIENCE);
    tty.restore();
    Ok(replies)
}

fn listen(tty: &Tty, until: Instant) -> Vec<Reply> {
    let (mut parser, mut events, mut replies) = (Parser::default(), Vec::new(), Vec::new());
    while replies.last() != Some(&Reply::Ready) {
        let left = until.saturating_duration_since(Instant::now());
        let came = poll(&mut [PollFd::new(tty.input(), PollFlags::IN)], Some(&timespec(left)));
        if left.is_zero() || came.is_err() || !tty.read(|bytes| parser.feed(bytes, &mut events)) {
            break;
        }
        replies.extend(events.drain(..).filter_map(|event| match event {
            Event::Reply(reply) => Some(reply),
            _ => None,
        }));
    }
    replies
}
