//! A pseudo terminal with a program in it, for the tests of the real program.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Longer than anything here takes; a test that gets there has failed.
pub const LONG: Duration = Duration::from_secs(20);

/// A terminal with a program in it.
pub struct Terminal {
    pub master: Option<Box<dyn MasterPty + Send>>,
    pub keys: Option<Box<dyn Write + Send>>,
    pub child: Box<dyn Child + Send + Sync>,
    pub seen: Arc<Mutex<Seen>>,
    /// Where the program keeps marks and what keys changed, unless a shell says otherwise.
    _state: TempDir,
}

/// What came from the program: as an emulator shows it, and byte by byte.
pub struct Seen {
    pub emulator: vt100::Parser,
    pub bytes: Vec<u8>,
}

pub fn side(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap()
}

impl Terminal {
    /// Starts a command in a terminal of so many columns and rows.
    pub fn start(mut command: CommandBuilder, width: u16, height: u16) -> Self {
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.env_clear();
        let path = std::env::var("PATH").unwrap_or_default();
        for (name, value) in
            [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", &path), ("HOME", "/nowhere")]
        {
            command.env(name, value);
        }
        let state = tempfile::tempdir().unwrap();
        command.env("XDG_STATE_HOME", state.path());
        command.cwd("/");
        let child = pair.slave.spawn_command(command).unwrap();
        let emulator = vt100::Parser::new(side(height), side(width), 0);
        let seen = Arc::new(Mutex::new(Seen { emulator, bytes: Vec::new() }));
        let (mut reader, sink) = (pair.master.try_clone_reader().unwrap(), seen.clone());
        spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let mut seen = sink.lock().unwrap();
                seen.emulator.process(&bytes[..count]);
                seen.bytes.extend_from_slice(&bytes[..count]);
            }
        });
        let keys = Some(pair.master.take_writer().unwrap());
        Self { master: Some(pair.master), keys, child, seen, _state: state }
    }

    /// Starts rushlight on a blog.
    pub fn read(blog: &Path, width: u16, height: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rushlight"));
        command.arg(blog);
        Self::start(command, width, height)
    }

    pub fn keys(&mut self, keys: &str) {
        let out = self.keys.as_mut().unwrap();
        out.write_all(keys.as_bytes()).unwrap();
        out.flush().unwrap();
    }

    pub fn resize(&self, width: u16, height: u16) {
        self.seen.lock().unwrap().emulator.screen_mut().set_size(side(height), side(width));
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    pub fn text(&self) -> String {
        self.seen.lock().unwrap().emulator.screen().contents()
    }

    /// What was shown last by a program that has ended.
    pub fn drained(&self) -> String {
        let mut before = usize::MAX;
        while before != self.received() {
            before = self.received();
            sleep(Duration::from_millis(10));
        }
        self.text()
    }

    pub fn received(&self) -> usize {
        self.seen.lock().unwrap().bytes.len()
    }

    /// Whether these bytes came.
    pub fn has(&self, what: &str) -> bool {
        self.seen.lock().unwrap().bytes.windows(what.len()).any(|bytes| bytes == what.as_bytes())
    }

    pub fn wait(&self, what: &str, reached: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        let screen = || self.seen.lock().unwrap().emulator.screen().clone();
        while !reached(&screen()) {
            assert!(start.elapsed() < LONG, "no {what}:\n{}", self.text());
            sleep(Duration::from_millis(5));
        }
    }

    pub fn wait_for(&self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    pub fn wait_without(&self, words: &str) {
        self.wait(&format!("end of {words}"), |screen| !screen.contents().contains(words));
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.child.process_id().unwrap() as i32).unwrap();
        kill_process(pid, signal).unwrap();
    }

    pub fn ended(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < LONG, "it does not end:\n{}", self.text());
            sleep(Duration::from_millis(5));
        }
    }

    /// The terminal is as a shell wants it.
    pub fn assert_restored(&self) {
        self.wait("terminal as it was", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        let modes = self.master.as_ref().unwrap().get_termios().unwrap();
        let modes = format!("{modes:?}");
        assert!(modes.contains("ICANON") && modes.contains("ECHO"), "still raw: {modes}");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// A Jekyll site of three posts.
pub fn blog() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let posts = folder.path().join("_posts");
    fs::create_dir(&posts).unwrap();
    fs::write(folder.path().join("_config.yml"), "title: The Marsh Diary\n").unwrap();
    for (name, title, tags, body) in [
        ("2024-03-27-packets", "Two ways to lose a packet", "[linux, networks]", "A packet can go missing."),
        ("2024-02-18-list", "The list that sorted itself", "[algorithms]", "Nobody had asked it to."),
        ("2023-11-30-strace", "Reading strace like prose", "[linux]", "First the verbs."),
    ] {
        let text =
            format!("---\ntitle: {title}\ntags: {tags}\n---\n{body}\n\n## What we saw\n\nMore of it.\n");
        fs::write(posts.join(format!("{name}.md")), text).unwrap();
    }
    folder
}
