//! What the threads of the edge tell it: a signal, which goes before all else; a line, once one is wanted; and that it is to look up.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// What was told.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    Line(String),
    /// Somebody woke the edge, or the time has come.
    Wake,
    /// The end of the input, after its last line.
    End,
    /// A signal, before whatever waits. Windows sends none.
    #[cfg_attr(windows, allow(dead_code))]
    Cut(i32),
}

#[derive(Debug, Default)]
struct Kept {
    signal: Option<i32>,
    line: Option<String>,
    /// Whether a line is waited for that is not there.
    wanted: bool,
    ended: bool,
    woken: bool,
}

/// What waits to be heard.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    kept: Mutex<Kept>,
    told: Condvar,
    wishes: Condvar,
}

impl Inbox {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, change: impl FnOnce(&mut Kept)) {
        change(&mut self.kept());
        self.told.notify_all();
    }

    /// Waits until a line is wanted. Whoever reads one before takes the keys of an editor that was started meanwhile, or more
    /// than there is room for: a pipe may have no end.
    pub fn await_wish(&self) {
        let kept = self.wishes.wait_while(self.kept(), |kept| !kept.wanted);
        drop(kept.unwrap_or_else(PoisonError::into_inner));
    }

    /// Tells the line that was wanted.
    pub fn line(&self, line: String) {
        self.tell(|kept| (kept.line, kept.wanted) = (Some(line), false));
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
                if let Some(line) = kept.line.take() {
                    return Heard::Line(line);
                }
                if kept.ended {
                    return Heard::End;
                }
                kept.wanted = true;
                self.wishes.notify_all();
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
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    #[test]
    fn no_line_is_read_before_it_is_wanted() {
        // `yes j` was taken in as fast as it wrote: 400 MB a second. And while an editor had the terminal, every other key that
        // was meant for it was read here.
        let (inbox, read) = (Arc::new(Inbox::default()), Arc::new(AtomicUsize::new(0)));
        let (to, count) = (inbox.clone(), read.clone());
        let reader = thread::spawn(move || {
            for n in 0..100 {
                to.await_wish();
                count.fetch_add(1, Ordering::SeqCst);
                to.line(n.to_string());
            }
            to.await_wish();
            to.end();
        });
        for n in 0..100 {
            assert_eq!(inbox.hear(true, None), Heard::Line(n.to_string()));
            assert_eq!(inbox.hear(false, Some(Instant::now())), Heard::Wake, "the line is answered first");
            thread::yield_now();
            assert_eq!(read.load(Ordering::SeqCst), n + 1);
        }
        assert_eq!(inbox.hear(true, None), Heard::End);
        reader.join().unwrap();
    }

    #[test]
    fn a_signal_goes_before_the_line_that_waits() {
        let inbox = Inbox::default();
        inbox.line("j".into());
        inbox.wake();
        inbox.cut(15);
        assert_eq!(inbox.hear(true, None), Heard::Cut(15));
        assert_eq!(inbox.hear(false, None), Heard::Wake, "no line before the last one is answered");
        assert_eq!(inbox.hear(true, Some(Instant::now())), Heard::Line("j".into()));
        inbox.end();
        assert_eq!(inbox.hear(false, Some(Instant::now())), Heard::Wake);
    }
}
