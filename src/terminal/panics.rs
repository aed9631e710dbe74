//! Panics are recorded, not printed: in the middle of a frame nobody could read them, and one that is caught
//! is nobody's business. The edge prints what was recorded when unwinding reaches it, after it has left.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic;
use std::sync::{Arc, Mutex, PoisonError};

/// The last panic in the program.
#[derive(Clone, Debug, Default)]
pub(super) struct Recorded(Arc<Mutex<String>>);

impl Recorded {
    /// Records panics from here on.
    pub fn begin() -> Self {
        let recorded = Self::default();
        let slot = recorded.clone();
        panic::set_hook(Box::new(move |info| {
            let backtrace = Backtrace::capture();
            let trace = match backtrace.status() {
                BacktraceStatus::Captured => format!("\n{backtrace}"),
                _ => String::new(),
            };
            *slot.0.lock().unwrap_or_else(PoisonError::into_inner) = format!("{info}{trace}");
        }));
        recorded
    }

    /// Ends the recording. If a panic is what ends it, prints that.
    pub fn end(&self) {
        if !std::thread::panicking() {
            drop(panic::take_hook());
            return;
        }
        let message = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        // Where nobody reads this, a second panic must not come of it.
        let _ = writeln!(std::io::stderr(), "rushlight: a fault in the program; please report it\n{message}");
    }
}
