//! How long a session may go on without a key: for terminals that strangers walk away from.

use std::time::{Duration, Instant};

use crate::screen::Event;

/// Counts from the last thing the reader did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Idle {
    limit: Option<Duration>,
    since: Instant,
}

impl Idle {
    /// Counts from now on; without a limit it is never over.
    pub fn new(limit: Option<Duration>) -> Self {
        Self { limit, since: Instant::now() }
    }

    /// Something came from the terminal; what the reader did begins the count anew.
    pub fn notice(&mut self, event: &Event) {
        match event {
            Event::Key(_) | Event::Paste(_) | Event::Mouse(_) | Event::Number(_) => {
                self.since = Instant::now()
            }
            Event::Resize { .. } | Event::Focus(_) | Event::Reply(_) => {}
        }
    }

    /// When the session ends if nothing happens before.
    pub fn deadline(&self) -> Option<Instant> {
        self.limit.map(|limit| self.since + limit)
    }

    /// Whether it has been too long.
    pub fn is_over(&self) -> bool {
        self.deadline().is_some_and(|deadline| deadline <= Instant::now())
    }
}
