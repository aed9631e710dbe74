//! What the fuzzer found once is not found again: every kept input runs through the function that it broke.
//!
//! `docs/fuzzing.md` says how to fuzz. An input that found a fault is mended, named after its story and kept in
//! `tests/fuzz/findings/TARGET`; the seeds of `fuzz/seeds` run here too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod targets;

use std::fs;
use std::path::Path;

/// Runs every file of a folder of a target, in the order of their names.
fn all_of(folder: &Path, name: &str) {
    // A package that was published has no seeds.
    let Ok(entries) = fs::read_dir(folder.join(name)) else { return };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        println!("{}", file.display());
        targets::run(name, &fs::read(&file).unwrap());
    }
}

#[test]
fn nothing_that_was_found_is_found_again() {
    let findings = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/findings");
    targets::TARGETS.iter().for_each(|(name, _)| all_of(&findings, name));
}

#[test]
fn the_seeds_pass() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    targets::TARGETS.iter().for_each(|(name, _)| all_of(&seeds, name));
}
