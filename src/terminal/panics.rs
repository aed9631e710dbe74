//! What becomes of a panic. Its words may quote a post, so they are cleaned like everything else before they are printed.
//! While a session draws they are recorded, not printed: in the middle of a frame nobody could read them, and one that is
//! caught is nobody's business. The edge prints what was recorded when unwinding reaches it, after it has left.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic::{self, PanicHookInfo};
use std::sync::{Arc, Mutex, PoisonError};

use crate::text::Clean;

/// Prints panics cleaned from here on, instead of as they are.
pub fn clean_panics() {
    panic::set_hook(Box::new(|info| print(&words(info))));
}

/// The last panic in the program.
#[derive(Clone, Debug, Default)]
pub(super) struct Recorded(Arc<Mutex<Clean>>);

impl Recorded {
    /// Records panics from here on.
    pub fn begin() -> Self {
        let recorded = Self::default();
        let slot = recorded.clone();
        panic::set_hook(Box::new(move |info| {
            *slot.0.lock().unwrap_or_else(PoisonError::into_inner) = words(info);
        }));
        recorded
    }

    /// Ends the recording. If a panic is what ends it, prints that.
    pub fn end(&self) {
        if !std::thread::panicking() {
            return clean_panics();
        }
        print(&std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)));
    }
}

/// What a panic says, and its backtrace where one was asked for.
fn words(info: &PanicHookInfo<'_>) -> Clean {
    let backtrace = Backtrace::capture();
    match backtrace.status() {
        BacktraceStatus::Captured => Clean::text(&format!("{info}\n{backtrace}")),
        _ => Clean::text(&info.to_string()),
    }
}

fn print(words: &Clean) {
    // Where nobody reads this, a second panic must not come of it.
    let _ = writeln!(std::io::stderr(), "rushlight: a fault in the program; please report it\n{words}");
}
