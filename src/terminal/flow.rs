//! How far a terminal has followed: a line that buffers (SSH, a modem) takes bytes long before they are seen, and a key
//! that is held would fill it with frames nobody looks at.
//!
//! So after some bytes the terminal is asked whether it is there (DSR 5), which it answers when it has drawn all
//! that came before. How long the answers take says how much may be on its way. A terminal that never answers
//! is never waited for, and soon not asked. Moments and counts of bytes come in; nothing else is known here.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// After so many bytes the terminal is asked, so that reading line by line asks once in some ten lines.
const EVERY: u64 = 1024;

/// The bytes that may be on their way: to begin with, at least and at most.
const WINDOW: u64 = 4096;
const LEAST: u64 = 2048;
const MOST: u64 = 32 * 1024;

/// An answer that takes so much longer than the quickest one says that the line is filling.
const SLOW: Duration = Duration::from_millis(60);

/// An answer that did not come after so long is lost.
const LOST: Duration = Duration::from_millis(1500);

/// How long after the question leaving waits for its answer: that of a terminal that has answered before, and of
/// one that may never answer.
const FAREWELL: Duration = Duration::from_millis(500);
const FIRST_FAREWELL: Duration = Duration::from_millis(250);

/// So many answers are awaited in vain before the terminal counts as one that gives none.
const PATIENCE: u8 = 3;

/// How far a terminal has followed.
#[derive(Debug)]
pub(super) struct Flow {
    asks: bool,
    /// Bytes sent in all, up to the last question, and up to the last one that was answered.
    sent: u64,
    asked: u64,
    seen: u64,
    /// Questions without an answer: the bytes up to them, and when they were asked.
    open: VecDeque<(u64, Instant)>,
    /// Whether it has answered, and no answer was lost since.
    trusted: bool,
    lost: u8,
    window: u64,
    quickest: Option<Duration>,
}

impl Flow {
    /// A terminal that may be asked, or not.
    pub fn new(asks: bool) -> Self {
        Self {
            asks,
            sent: 0,
            asked: 0,
            seen: 0,
            open: VecDeque::new(),
            trusted: false,
            lost: 0,
            window: WINDOW,
            quickest: None,
        }
    }

    /// So many bytes go out; whether the terminal should be asked behind them.
    pub fn send(&mut self, bytes: usize) -> bool {
        self.sent += bytes as u64;
        self.asks && self.lost < PATIENCE && self.sent - self.asked >= EVERY
    }

    /// The question goes out.
    pub fn ask(&mut self, now: Instant) {
        self.asked = self.sent;
        self.open.push_back((self.sent, now));
    }

    /// An answer came.
    pub fn answered(&mut self, now: Instant) {
        let Some((sent, asked)) = self.open.pop_front() else { return };
        self.seen = self.seen.max(sent);
        self.trusted = true;
        self.lost = 0;
        let took = now.saturating_duration_since(asked);
        let quickest = self.quickest.map_or(took, |quickest| quickest.min(took));
        self.quickest = Some(quickest);
        self.window = match took <= quickest + SLOW {
            true => (self.window * 2).min(MOST),
            false => (self.window / 2).max(LEAST),
        };
    }

    /// Whether a frame may go out: none where so much is on its way that it would come late.
    pub fn is_clear(&self, now: Instant) -> bool {
        match self.open.front() {
            Some((_, asked)) if self.trusted => self.sent - self.seen < self.window || now >= *asked + LOST,
            _ => true,
        }
    }

    /// When an answer counts as lost, where a frame may have to wait for it.
    pub fn deadline(&self) -> Option<Instant> {
        let full = self.trusted && self.sent - self.seen >= self.window;
        self.open.front().filter(|_| full).map(|(_, asked)| *asked + LOST)
    }

    /// Looks whether answers are lost.
    pub fn look(&mut self, now: Instant) {
        if self.open.front().is_some_and(|(_, asked)| now >= *asked + LOST) {
            self.open.clear();
            self.seen = self.sent;
            self.trusted = false;
            self.lost = self.lost.saturating_add(1);
        }
    }

    /// How long an answer that is still due may take, measured from now: for leaving, so that it does not reach
    /// the shell. None where nothing is due.
    pub fn due(&self, now: Instant) -> Option<Duration> {
        let (_, asked) = self.open.back()?;
        let until = *asked + if self.trusted { FAREWELL } else { FIRST_FAREWELL };
        until.checked_duration_since(now).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line that carries so many bytes a second and as long to and fro, a key held at 30 Hz, a frame of a size
    /// for each: how long the last frame was on its way, and how many went out.
    fn held(rate: u64, round: Duration, frame: u64, answers: bool) -> (Duration, usize) {
        let start = Instant::now();
        let (mut flow, mut free, mut frames) = (Flow::new(true), start, 0);
        let mut due: VecDeque<Instant> = VecDeque::new();
        let mut last = Duration::ZERO;
        for key in 0..90 {
            let now = start + Duration::from_millis(33 * key);
            while due.front().is_some_and(|at| *at <= now) {
                let at = due.pop_front().unwrap();
                if answers {
                    flow.answered(at);
                }
            }
            flow.look(now);
            if !flow.is_clear(now) {
                continue;
            }
            frames += 1;
            let asks = flow.send(frame as usize);
            free = free.max(now) + Duration::from_micros(frame * 1_000_000 / rate);
            last = free + round / 2 - now;
            if asks {
                flow.ask(now);
                due.push_back(free + round);
            }
        }
        (last, frames)
    }

    #[test]
    fn a_held_key_leaves_no_lag_on_a_slow_line() {
        let (lag, frames) = held(30_000, Duration::from_millis(20), 3000, true);
        assert!(lag < Duration::from_millis(400), "{lag:?}");
        assert!(frames >= 20, "{frames}");
        let (lag, _) = held(30_000, Duration::from_millis(20), 3000, false);
        assert!(lag > Duration::from_secs(2), "what would be without: {lag:?}");
    }

    #[test]
    fn a_quick_line_carries_every_frame_however_far_it_goes() {
        assert_eq!(held(10_000_000, Duration::from_millis(1), 3000, true).1, 90);
        assert!(held(10_000_000, Duration::from_millis(300), 3000, true).1 >= 75);
        assert_eq!(held(30_000, Duration::from_millis(300), 120, true).1, 90);
    }

    #[test]
    fn a_terminal_that_never_answers_is_not_waited_for_and_soon_not_asked() {
        let now = Instant::now();
        let mut flow = Flow::new(true);
        let mut asked = 0;
        for second in 0..20 {
            let now = now + Duration::from_secs(2 * second);
            flow.look(now);
            assert!(flow.is_clear(now) && flow.deadline().is_none());
            if flow.send(5000) {
                flow.ask(now);
                asked += 1;
            }
        }
        assert_eq!(asked, PATIENCE);
    }

    #[test]
    fn a_lost_answer_holds_a_frame_up_once() {
        let now = Instant::now();
        let mut flow = Flow::new(true);
        flow.send(2000);
        flow.ask(now);
        flow.answered(now);
        flow.send(40_000);
        flow.ask(now);
        assert!(!flow.is_clear(now));
        let late = flow.deadline().unwrap();
        assert!(flow.is_clear(late));
        flow.look(late);
        assert_eq!(flow.deadline(), None);
        assert!(flow.is_clear(late));
    }
}
