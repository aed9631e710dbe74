//! What the threads of the edge tell it: a signal, which goes before all else; lines, of which few wait; and that it is to look up.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// So many lines wait. Whoever writes more waits with the rest: a pipe may have no end.
const LINES: usize = 64;

/// What was told.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    Line(String),
    /// Somebody woke the edge, or the time has come.
    Wake,
    /// The end of the input, after all its lines.
    End,
    /// A signal, before whatever waits. Windows sends none.
    #[cfg_attr(windows, allow(dead_code))]
    Cut(i32),
}

#[derive(Debug, Default)]
struct Kept {
    signal: Option<i32>,
    lines: VecDeque<String>,
    ended: bool,
    woken: bool,
}

/// What waits to be heard.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    kept: Mutex<Kept>,
    told: Condvar,
    room: Condvar,
}

impl Inbox {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, change: impl FnOnce(&mut Kept)) {
        change(&mut self.kept());
        self.told.notify_all();
    }

    /// Tells a line; waits for room.
    pub fn line(&self, line: String) {
        let full = |kept: &mut Kept| kept.lines.len() >= LINES;
        let mut kept = self.room.wait_while(self.kept(), full).unwrap_or_else(PoisonError::into_inner);
        kept.lines.push_back(line);
        self.told.notify_all();
    }

    /// Tells that no line will come any more.
    pub fn end(&self) {
        self.tell(|kept| kept.ended = true);
    }

    /// Wakes whoever waits.
    pub fn wake(&self) {
        self.tell(|kept| kept.woken = true);
    }

    /// Tells a signal.
    #[cfg_attr(windows, allow(dead_code))]
    pub fn cut(&self, signal: i32) {
        self.tell(|kept| kept.signal = Some(signal));
    }

    /// The next that was told, waited for until a time, or for ever; lines and their end only where `takes_lines`.
    pub fn hear(&self, takes_lines: bool, until: Option<Instant>) -> Heard {
        let mut kept = self.kept();
        loop {
            if let Some(signal) = kept.signal.take() {
                return Heard::Cut(signal);
            }
            if takes_lines {
                if let Some(line) = kept.lines.pop_front() {
                    self.room.notify_one();
                    return Heard::Line(line);
                }
                if kept.ended {
                    return Heard::End;
                }
            }
            if std::mem::take(&mut kept.woken) {
                return Heard::Wake;
            }
            kept = match until.map(|until| until.saturating_duration_since(Instant::now())) {
                None => self.told.wait(kept).unwrap_or_else(PoisonError::into_inner),
                Some(left) if left.is_zero() => return Heard::Wake,
                Some(left) => self.told.wait_timeout(kept, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::thread;

    #[test]
    fn few_lines_wait_and_all_are_heard() {
        // `yes j` was taken in as fast as it wrote: 400 MB a second.
        let inbox = Arc::new(Inbox::default());
        let to = inbox.clone();
        let writer = thread::spawn(move || {
            (0..10 * LINES).for_each(|n| to.line(n.to_string()));
            to.end();
        });
        for n in 0..10 * LINES {
            assert!(inbox.kept().lines.len() <= LINES);
            assert_eq!(inbox.hear(true, None), Heard::Line(n.to_string()));
        }
        assert_eq!(inbox.hear(true, None), Heard::End);
        writer.join().unwrap();
    }

    #[test]
    fn a_signal_goes_before_the_lines_that_wait() {
        let inbox = Inbox::default();
        (0..LINES).for_each(|_| inbox.line("j".into()));
        inbox.wake();
        inbox.cut(15);
        assert_eq!(inbox.hear(true, None), Heard::Cut(15));
        assert_eq!(inbox.hear(false, None), Heard::Wake, "no line before the last one is answered");
        assert_eq!(inbox.hear(true, Some(Instant::now())), Heard::Line("j".into()));
        inbox.end();
        assert_eq!(inbox.hear(false, Some(Instant::now())), Heard::Wake);
    }
}
