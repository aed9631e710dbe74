//! No post, no name and no setting reaches the terminal: a blog with every attack of `payloads.txt` in every place that
//! a stranger writes goes through every command, and what comes out is read by a parser that knows our sequences alone
//! (`strict`) and shown to an emulator that reports whatever else it is asked to do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

mod commands;
mod corpus;
mod session;
mod strict;

use std::ffi::OsStr;
use std::num::NonZeroU16;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The blogs in a folder of their own, which is home, and a program to read them.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        corpus::blogs(folder.path());
        Self { folder }
    }

    /// A home with a blog of one post, without an attack.
    fn with_a_post() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(place.path("blog")).unwrap();
        std::fs::write(place.path("blog/a.md"), "---\ntags: [linux]\n---\nA post.\n").unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rushlight"));
        command.current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.folder.path()).env("LC_ALL", "C.UTF-8").env("TERM", "xterm-256color");
        command
    }

    fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Output {
        self.command().args(arguments).output().unwrap()
    }
}

/// Bytes as an argument; an argument holds no zero.
fn argument(bytes: &[u8]) -> std::ffi::OsString {
    OsStr::from_bytes(&bytes.iter().map(|b| if *b == 0 { b'0' } else { *b }).collect::<Vec<_>>()).to_owned()
}

/// What an emulator was asked to do beside drawing.
#[derive(Default)]
struct Asked(Vec<String>);

impl vt100::Callbacks for Asked {
    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.0.push(format!("title {title:?}"));
    }
    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, name: &[u8]) {
        self.0.push(format!("icon {name:?}"));
    }
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.0.push(format!("copy {data:?}"));
    }
    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.0.push("paste".into());
    }
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.0.push("bell".into());
    }
    fn resize(&mut self, _: &mut vt100::Screen, size: (u16, u16)) {
        self.0.push(format!("resize {size:?}"));
    }
    fn unhandled_control(&mut self, _: &mut vt100::Screen, byte: u8) {
        self.0.push(format!("control {byte}"));
    }
    fn unhandled_escape(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, byte: u8) {
        // The end of a string is no order.
        if byte != b'\\' {
            self.0.push(format!("escape {byte}"));
        }
    }
    fn unhandled_osc(&mut self, _: &mut vt100::Screen, parts: &[&[u8]]) {
        // Links are ours, which emulators keep none of, and the question for the colour of the ground.
        if parts.first() != Some(&&b"8"[..]) && *parts != [&b"11"[..], b"?"] {
            self.0.push(format!("osc {parts:?}"));
        }
    }
}

/// Reads what went to a terminal: no order but ours, none of the payloads as it was, nothing but drawing asked of an
/// emulator.
fn assert_harmless(bytes: &[u8], where_: &str) -> strict::Sent {
    let sent = strict::read(bytes).unwrap_or_else(|wrong| panic!("{where_}: {wrong}"));
    for payload in corpus::payloads() {
        let orders = payload.bytes.contains(&0x1b) || payload.bytes.iter().any(|b| (0x80..0xa0).contains(b));
        let whole = orders && bytes.windows(payload.bytes.len()).any(|window| window == payload.bytes);
        // Overrides and the like are looked for by `strict`; letters of other scripts hold such bytes and are none.
        assert!(!whole || is_text(&payload.bytes), "{where_}: {} went out as it was", payload.name);
    }
    let side = |n| NonZeroU16::new(n).unwrap();
    let mut emulator = vt100::Parser::new_with_callbacks(side(24), side(80), 0, Asked::default());
    emulator.process(bytes);
    let asked = &emulator.callbacks().0;
    let ours = |what: &String| what.starts_with("copy") && !sent.copied.is_empty();
    assert!(asked.iter().all(ours), "{where_}: the emulator was asked for {asked:?}");
    sent
}

/// Whether bytes are text that any terminal only draws.
fn is_text(bytes: &[u8]) -> bool {
    strict::plain(bytes).is_ok()
}

fn harmless_and_plain(output: &Output, where_: &str) -> (String, String) {
    let text = |bytes: &[u8], stream: &str| {
        strict::plain(bytes).unwrap_or_else(|wrong| panic!("{where_}: {stream}: {wrong}"))
    };
    (text(&output.stdout, "output"), text(&output.stderr, "errors"))
}

fn posts_of(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(posts_of(&path)),
            false if path.extension().is_some_and(|ending| ending == "md") => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}
