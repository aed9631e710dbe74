//! The targets, which live where the program's own tests can run them too: `tests/fuzz/targets`.

#[path = "../../tests/fuzz/targets/mod.rs"]
mod targets;

pub use targets::{TARGETS, run};
