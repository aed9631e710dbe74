//! The targets, which live where the program's own tests can run them too: `tests/fuzz/targets`.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::Once;

#[path = "../../tests/fuzz/targets/mod.rs"]
mod targets;

static HOOK: Once = Once::new();

/// Runs a target by its name. libFuzzer's own hook ends the process at every panic; here one of a library goes on to where
/// the program catches it, and only one that is caught nowhere, or is ours, is a finding.
pub fn run(name: &str, bytes: &[u8]) {
    HOOK.call_once(|| {
        set_hook(Box::new(|info| {
            if !info.location().is_some_and(|place| place.file().contains("/registry/")) {
                eprintln!("{info}");
                std::process::abort();
            }
        }));
    });
    if catch_unwind(AssertUnwindSafe(|| targets::run(name, bytes))).is_err() {
        eprintln!("a panic of a library that nobody caught");
        std::process::abort();
    }
}
