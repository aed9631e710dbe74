//! Lines break, stop and fill: the real program in a pseudo terminal whose other end does what lines do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::io::{Read, Write};
use std::thread::sleep;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::Signal;
use terminal::{Terminal, blog};

const TITLE: &str = "Two ways to lose a packet";
const BODY: &str = "A packet can go missing.";

/// A terminal whose reader reads only when told to.
struct Stopped {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    blog: tempfile::TempDir,
}

impl Stopped {
    fn start(width: u16, height: u16) -> Self {
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let blog = blog();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rushlight"));
        command.arg(blog.path());
        command.env_clear();
        command.cwd("/");
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("HOME", "/nowhere")] {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let keys = pair.master.take_writer().unwrap();
        Self { master: pair.master, keys, child, blog }
    }

    fn keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// The memory of the program, in kB.
    fn memory(&self) -> usize {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.child.process_id().unwrap())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    fn ends(&mut self) -> bool {
        let start = Instant::now();
        while start.elapsed() < terminal::LONG {
            if self.child.try_wait().unwrap().is_some() {
                return true;
            }
            sleep(Duration::from_millis(2));
        }
        false
    }

    /// Reads everything until the program ends, which these keys make it do. Who leaves waits only a moment for a line that
    /// stands still, so the bytes are taken again before.
    fn rest(mut self, keys: &str) -> String {
        let mut reader = self.master.try_clone_reader().unwrap();
        let read = std::thread::spawn(move || {
            let (mut all, mut bytes) = (Vec::new(), [0; 65536]);
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                all.extend_from_slice(&bytes[..count]);
            }
            all
        });
        self.keys(keys);
        assert!(self.ends(), "it ends when its bytes are taken again");
        drop(self.keys);
        drop(self.master);
        drop(self.blog);
        // Dropping the keys sends a line break and an end of input, and the terminal may echo them.
        String::from_utf8_lossy(&read.join().unwrap()).trim_end().to_owned()
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_reader_that_stops_is_waited_for_without_growing_and_misses_nothing() {
    let mut line = Stopped::start(200, 60);
    sleep(Duration::from_millis(300));
    // Each paints the whole window: some megabytes, of which the line takes a few kilobytes.
    line.keys(&"\u{c}".repeat(200));
    sleep(Duration::from_millis(200));
    let before = line.memory();
    for _ in 0..20 {
        line.keys(&"\u{c}".repeat(100));
        sleep(Duration::from_millis(10));
    }
    let grown = line.memory().saturating_sub(before);
    assert!(grown < 2000, "{grown} kB more");
    // The keys were taken meanwhile: the post opens, and one frame shows it.
    line.keys("\r");
    sleep(Duration::from_millis(200));
    let seen = line.rest("Q");
    assert!(seen.ends_with("\u{1b}[?1049l"), "the terminal is left as it was found");
    assert!(seen.len() < 64 * 1024, "frames nobody looked at are not sent: {} bytes", seen.len());
}

#[test]
fn a_stopped_reader_does_not_hold_up_the_end() {
    for signal in [Signal::TERM, Signal::HUP] {
        let mut line = Stopped::start(200, 60);
        sleep(Duration::from_millis(300));
        line.keys(&"\u{c}".repeat(200));
        sleep(Duration::from_millis(50));
        let pid = rustix::process::Pid::from_raw(line.child.process_id().unwrap() as i32).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
        assert!(line.ends(), "{signal:?}");
    }
}

/// What a command sends to a terminal until it ends; `keys` are typed once it has sent something.
fn sent(line: &str, blog: &std::path::Path, keys: &str) -> Vec<u8> {
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_rushlight")]);
    command.arg(blog);
    let mut terminal = Terminal::start(command, 80, 24);
    if !keys.is_empty() {
        terminal.wait("a first screen", |screen| !screen.contents().trim().is_empty());
        keys.chars().for_each(|key| {
            terminal.keys(&key.to_string());
            sleep(Duration::from_millis(200));
        });
    }
    terminal.wait("any byte", |screen| !screen.contents().trim().is_empty() || !keys.is_empty());
    terminal.ended();
    terminal.drained();
    terminal.seen.lock().unwrap().bytes.clone()
}

/// To a terminal of Latin letters `\u{11b}` is C4 9B, and 9B is CSI: a title set the title of the window, and a text
/// wiped the screen.
#[test]
fn a_terminal_that_does_not_read_utf_8_gets_ascii() {
    let blog = tempfile::tempdir().unwrap();
    let post = blog.path().join("_posts/2024-01-01-a.md");
    fs::create_dir_all(post.parent().unwrap()).unwrap();
    fs::write(
        &post,
        "---\ntitle: \u{11b}31mr\u{e9}d \u{11d}0;EVIL\u{11c}\n---\n\u{11b}2J\u{11b}1;1HOVER \u{6f22}\n",
    )
    .unwrap();
    let locale = "LC_ALL=de_DE.ISO-8859-1 exec $0";
    for (line, keys) in
        [("$1", "\rQ"), ("list $1", ""), ("print $1/_posts/2024-01-01-a.md", ""), ("--linear $1", "\n\u{4}")]
    {
        let bytes = sent(&format!("{locale} {line}"), blog.path(), keys);
        let text = String::from_utf8_lossy(&bytes);
        assert!(bytes.is_ascii(), "{line}: {text:?}");
        assert!(text.contains("e31mred g0;EVILG"), "{line}: {text:?}");
    }
}

#[test]
fn a_terminal_without_a_cursor_gets_no_styles() {
    let blog = blog();
    for line in ["list $1", "print $1/_posts/*", "search packet $1", "themes", "tags $1"] {
        let bytes = sent(&format!("TERM=dumb COLORTERM=truecolor exec $0 {line}"), blog.path(), "");
        assert!(!bytes.is_empty() && !bytes.contains(&0x1b), "{line}: {:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn who_hangs_up_ends_the_program() {
    let Stopped { master, keys, mut child, blog } = Stopped::start(80, 24);
    sleep(Duration::from_millis(300));
    drop(keys);
    drop(master);
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(start.elapsed() < terminal::LONG, "it outlives its terminal");
        sleep(Duration::from_millis(2));
    };
    // The kernel sends the signal to go on with that of the hang-up: it must not try to enter what is gone.
    assert_eq!(status.signal(), Some("Hangup"), "it ends by the signal and does not fail: {status:?}");
    drop(blog);
}

#[test]
fn sizes_in_a_burst_are_drawn_at_the_end() {
    let blog = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for(TITLE);
    sleep(Duration::from_millis(100));
    let before = terminal.received();
    for width in 0..100 {
        terminal.resize(60 + width % 40, 24);
        if width % 10 == 0 {
            sleep(Duration::from_millis(1));
        }
    }
    terminal.resize(90, 24);
    terminal.wait("last size", |screen| screen.size().1.get() == 90 && screen.contents().contains(TITLE));
    sleep(Duration::from_millis(100));
    let sent = terminal.received() - before;
    // One repaint takes some 700 bytes; a slow machine may begin with one in between.
    assert!(sent < 10 * 700, "not every size is drawn: {sent} bytes");
    terminal.keys("Q");
    assert!(terminal.ended().success());
    terminal.assert_restored();
}

#[test]
fn the_smallest_and_a_huge_window_are_drawn_and_read_in() {
    let blog = blog();
    for (width, height) in [(1, 1), (1000, 500)] {
        let mut terminal = Terminal::read(blog.path(), width, height);
        terminal.wait("a first frame", |screen| screen.alternate_screen());
        terminal.keys("\r jk q");
        terminal.resize(80, 24);
        terminal.keys("\u{c}");
        terminal.wait_for(TITLE);
        terminal.keys("Q");
        assert!(terminal.ended().success());
        terminal.assert_restored();
    }
}

#[test]
fn a_terminal_that_answers_late_is_asked_behind_the_first_frame() {
    let blog = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for(TITLE);
    terminal.wait("questions", |_| terminal.has("\u{1b}[5n"));
    let bytes = terminal.seen.lock().unwrap().bytes.clone();
    let at = |what: &str| bytes.windows(what.len()).position(|w| w == what.as_bytes());
    assert!(at(TITLE) < at("\u{1b}[?2026$p") && at("\u{1b}[?2026$p") < at("\u{1b}[5n"));
    // It does not know synchronised updates, and says so late.
    sleep(Duration::from_millis(300));
    let before = terminal.received();
    terminal.keys("\u{1b}[?2026;0$y\u{1b}[0n");
    sleep(Duration::from_millis(100));
    assert_eq!(terminal.received(), before, "an answer alone draws nothing");
    terminal.keys("\r");
    terminal.wait_for(BODY);
    let bytes = terminal.seen.lock().unwrap().bytes.split_off(before);
    assert!(!bytes.windows(8).any(|w| w == b"\x1b[?2026h"), "no mark that it does not know");
}

#[test]
fn a_pair_of_themes_follows_the_ground_that_the_terminal_names() {
    let blog = blog();
    let config = blog.path().join("settings.yaml");
    fs::write(&config, "theme: {dark: nord, light: one-light}\n").unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rushlight"));
    command.arg(format!("--config={}", config.display()));
    command.arg(blog.path());
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for(TITLE);
    terminal.wait("question", |_| terminal.has("\u{1b}]11;?\u{1b}\\"));
    let ground = |screen: &vt100::Screen| screen.cell(20, 60).unwrap().bgcolor();
    let dark = ground(terminal.seen.lock().unwrap().emulator.screen());
    // The answer comes late and in two parts; no byte of it is a key.
    terminal.keys("\u{1b}]11;rgb:ffff/ff");
    sleep(Duration::from_millis(300));
    let before = terminal.received();
    terminal.keys("ff/ffff\u{1b}\\");
    terminal.wait("light theme", |screen| ground(screen) != dark);
    sleep(Duration::from_millis(100));
    let bytes = terminal.seen.lock().unwrap().bytes.split_off(before);
    let frames = bytes.windows(8).filter(|bytes| *bytes == b"\x1b[?2026h").count();
    assert_eq!(frames, 1, "one repaint");
    terminal.keys("\r");
    terminal.wait_for(BODY);
}

#[test]
fn a_line_that_fills_gets_no_frames_until_it_has_answered() {
    let blog = blog();
    let mut terminal = Terminal::read(blog.path(), 200, 60);
    terminal.wait_for(TITLE);
    terminal.wait("question", |_| terminal.has("\u{1b}[5n"));
    terminal.keys("\u{1b}[0n");
    sleep(Duration::from_millis(50));
    let before = terminal.received();
    for _ in 0..200 {
        terminal.keys("\u{c}");
        sleep(Duration::from_millis(2));
    }
    let held = terminal.received() - before;
    assert!(held < 40_000, "{held} bytes without an answer");
    terminal.keys("\u{1b}[0n\u{1b}[0n\u{1b}[0n\u{1b}[0n\r");
    terminal.wait_for(BODY);
    terminal.keys("Q");
    terminal.ended();
}

#[test]
fn an_answer_that_is_due_at_the_end_is_no_key_of_the_shell() {
    let blog = blog();
    let mut shell = CommandBuilder::new("sh");
    shell.arg("-i");
    let mut terminal = Terminal::start(shell, 80, 24);
    let program = env!("CARGO_BIN_EXE_rushlight");
    terminal.keys(&format!("PS1='$ '; {program} {}\r", blog.path().display()));
    terminal.wait_for(TITLE);
    terminal.wait("question", |_| terminal.has("\u{1b}[5n"));
    terminal.keys("Q");
    terminal.keys("\u{1b}[?2026;2$y\u{1b}[0n");
    terminal.wait("shell", |screen| !screen.alternate_screen());
    terminal.keys("echo in the $((40 + 2)) shell\r");
    terminal.wait_for("in the 42 shell");
    assert!(!terminal.text().contains("2026"), "{}", terminal.text());
    terminal.keys("exit\r");
    terminal.ended();
}
