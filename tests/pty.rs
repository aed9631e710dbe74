//! The real program in a real pseudo terminal: what a reader sees, and how the terminal is left.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

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
const LONG: Duration = Duration::from_secs(20);

/// A terminal with a program in it.
struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
}

/// What came from the program: as an emulator shows it, and byte by byte.
struct Seen {
    emulator: vt100::Parser,
    bytes: Vec<u8>,
}

fn side(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap()
}

impl Terminal {
    /// Starts a command in a terminal of so many columns and rows.
    fn start(mut command: CommandBuilder, width: u16, height: u16) -> Self {
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.env_clear();
        let path = std::env::var("PATH").unwrap_or_default();
        for (name, value) in
            [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", &path), ("HOME", "/nowhere")]
        {
            command.env(name, value);
        }
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
        Self { master: Some(pair.master), keys, child, seen }
    }

    /// Starts rushlight on a blog.
    fn read(blog: &Path, width: u16, height: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rushlight"));
        command.arg(blog);
        Self::start(command, width, height)
    }

    fn keys(&mut self, keys: &str) {
        let out = self.keys.as_mut().unwrap();
        out.write_all(keys.as_bytes()).unwrap();
        out.flush().unwrap();
    }

    fn resize(&self, width: u16, height: u16) {
        self.seen.lock().unwrap().emulator.screen_mut().set_size(side(height), side(width));
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    fn text(&self) -> String {
        self.seen.lock().unwrap().emulator.screen().contents()
    }

    fn received(&self) -> usize {
        self.seen.lock().unwrap().bytes.len()
    }

    fn wait(&self, what: &str, reached: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !reached(self.seen.lock().unwrap().emulator.screen()) {
            assert!(start.elapsed() < LONG, "no {what}:\n{}", self.text());
            sleep(Duration::from_millis(5));
        }
    }

    fn wait_for(&self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    fn wait_without(&self, words: &str) {
        self.wait(&format!("end of {words}"), |screen| !screen.contents().contains(words));
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.child.process_id().unwrap() as i32).unwrap();
        kill_process(pid, signal).unwrap();
    }

    fn ended(&mut self) -> ExitStatus {
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
    fn assert_restored(&self) {
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
fn blog() -> TempDir {
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

const TITLE: &str = "Two ways to lose a packet";
const OTHER: &str = "The list that sorted itself";
const BODY: &str = "A packet can go missing.";

#[test]
fn list_open_back_and_quit() {
    let blog = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for(TITLE);
    terminal.wait_for(OTHER);
    terminal.keys("\r");
    terminal.wait_for(BODY);
    terminal.keys("q");
    terminal.wait_for(OTHER);
    terminal.keys("q");
    assert!(terminal.ended().success());
    terminal.assert_restored();
}

#[test]
fn the_filter_by_tag_leaves_what_has_it() {
    let blog = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for(OTHER);
    terminal.keys("/tag:linux\r");
    terminal.wait_without(OTHER);
    terminal.wait_for("Reading strace like prose");
}

#[test]
fn nothing_is_sent_at_rest() {
    let blog = blog();
    let terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for(TITLE);
    sleep(Duration::from_millis(300));
    let before = terminal.received();
    sleep(Duration::from_millis(700));
    assert_eq!(terminal.received(), before);
}

#[test]
fn any_size_and_back_shows_the_same() {
    let blog = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for(TITLE);
    for (width, height) in [(1, 1), (2, 50), (1000, 500), (40, 12), (81, 24)] {
        terminal.resize(width, height);
        sleep(Duration::from_millis(20));
    }
    terminal.wait_for(TITLE);
    terminal.resize(200, 60);
    terminal.wait_for(TITLE);
    terminal.keys("Q");
    assert!(terminal.ended().success());
}

#[test]
fn the_terminal_is_restored_when_the_program_is_told_to_end() {
    let blog = blog();
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut terminal = Terminal::read(blog.path(), 80, 24);
        terminal.wait_for(TITLE);
        terminal.signal(signal);
        terminal.ended();
        terminal.assert_restored();
    }
}

#[test]
fn a_terminal_that_is_gone_ends_the_program() {
    let blog = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for(TITLE);
    terminal.keys = None;
    terminal.master = None;
    // The reader thread holds the last handle: a signal stands for what the kernel sends with the last one.
    terminal.signal(Signal::HUP);
    terminal.ended();
}

#[test]
fn suspended_to_the_shell_and_back() {
    let blog = blog();
    let mut shell = CommandBuilder::new("sh");
    shell.arg("-i");
    let mut terminal = Terminal::start(shell, 80, 24);
    terminal.keys(&format!("PS1='$ '; {} {}\r", env!("CARGO_BIN_EXE_rushlight"), blog.path().display()));
    terminal.wait_for(TITLE);
    terminal.keys("\u{1a}");
    terminal.wait("shell", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    terminal.keys("echo in the $((40 + 2)) shell\r");
    terminal.wait_for("in the 42 shell");
    terminal.keys("fg\r");
    terminal.wait("list again", |screen| screen.alternate_screen() && screen.contents().contains(TITLE));
    terminal.keys("\r");
    terminal.wait_for(BODY);
    terminal.keys("Q");
    terminal.wait("shell again", |screen| !screen.alternate_screen());
    terminal.keys("exit\r");
    terminal.ended();
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_in_a_parser_is_the_problem_of_its_post_alone() {
    let blog = blog();
    let mut command = CommandBuilder::new("sh");
    let program = env!("CARGO_BIN_EXE_rushlight");
    command.args(["-c", &format!("RUSHLIGHT_TEST_FAULT='{OTHER}' exec {program} {}", blog.path().display())]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for(TITLE);
    terminal.keys("j");
    terminal
        .wait("selection", |screen| screen.contents().lines().any(|l| l.contains('▌') && l.contains(OTHER)));
    let before = terminal.text();
    terminal.keys("\r");
    terminal.wait_for("a fault in rushlight");
    assert!(!terminal.text().contains("panicked"), "{}", terminal.text());
    terminal.keys("q");
    terminal.wait("the list as it was", |screen| screen.contents() == before);
    terminal.keys("k\r");
    terminal.wait_for(BODY);
}

#[test]
fn a_late_answer_of_the_terminal_is_no_key() {
    let blog = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for(TITLE);
    terminal.keys("\u{1b}]11;rgb:ff");
    sleep(Duration::from_millis(60));
    terminal.keys("ff/qqqq/QQQQ\u{1b}\\\u{1b}[?62;1c");
    terminal.keys("\r");
    terminal.wait_for(BODY);
}

#[test]
fn on_a_terminal_the_columns_of_a_list_stand_below_each_other() {
    let blog = blog();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rushlight"));
    command.arg("list");
    command.arg(blog.path());
    let terminal = Terminal::start(command, 70, 12);
    terminal.wait_for("Reading strace like prose");
    let text = terminal.text();
    let rows: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert!(rows.iter().all(|row| row.get(10..12) == Some("  ")), "dates first, then a gap:\n{text}");
    assert!(!text.contains('\t') && !text.contains(".md"), "no tabs, no paths:\n{text}");
}
