//! What is fuzzed: each target is a function from bytes to nothing, which panics where the bytes found a fault.
//!
//! The fuzzer of `fuzz/` and the test of kept findings run the same functions. Bytes that are too long to be read
//! in a moment are cut: libFuzzer finds little in them, and `tests/bombs.rs` has them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod files;
mod globs;
mod markup;
mod output;
mod post;
mod reader;
mod small;
#[path = "../../attacks/strict.rs"]
mod strict;

/// A target: its name and its function.
pub type Target = (&'static str, fn(&[u8]));

/// All targets, in the order of the way of a post.
pub const TARGETS: &[Target] = &[
    ("post", post::post),
    ("front_matter", files::front_matter),
    ("liquid", post::liquid),
    ("hugo", post::hugo),
    ("zola", post::zola),
    ("markdown", markup::markdown),
    ("html", markup::html),
    ("values", files::values),
    ("data", post::data),
    ("theme", files::theme),
    ("settings", files::settings),
    ("globs", globs::globs),
    ("query", small::query),
    ("input", small::input),
    ("output", output::output),
    ("reader", reader::reader),
];

/// Runs a target by its name.
pub fn run(name: &str, bytes: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(other, _)| *other == name).expect("a target of this name");
    target(&bytes[..bytes.len().min(LONGEST)]);
}

/// More bytes than this are cut.
const LONGEST: usize = 16 << 10;

/// Bytes as text, whatever they are.
fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// The first byte as a number below `most`, and the rest.
fn choice(bytes: &[u8], most: usize) -> (usize, &[u8]) {
    match bytes.split_first() {
        Some((first, rest)) => (usize::from(*first) % most, rest),
        None => (0, bytes),
    }
}

/// Nothing here that a terminal obeys; line breaks and tabs only where `lines` says so.
fn assert_clean(text: &str, lines: bool) {
    let wrong = |c: char| {
        c.is_control() && !(lines && matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(wrong), "not clean: {text:?}");
}

fn assert_problems(problems: &[rushlight::problem::Problem]) {
    problems.iter().for_each(|problem| assert_clean(&problem.to_string(), false));
}
