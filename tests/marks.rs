//! Marks in the real program: kept over its end however it ends, and what a reader sees when they cannot be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use portable_pty::CommandBuilder;
use rustix::process::Signal;
use tempfile::TempDir;
use terminal::{Terminal, blog};

const TITLE: &str = "Two ways to lose a packet";
const OTHER: &str = "The list that sorted itself";
const BODY: &str = "A packet can go missing.";

/// A state folder of a test's own, and programs that use it.
struct State {
    folder: TempDir,
    blog: TempDir,
}

impl State {
    fn new(blog: TempDir) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), blog }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("rushlight/marks.db")
    }

    /// Starts rushlight, after something that a shell does.
    fn after(&self, before: &str, width: u16, height: u16) -> Terminal {
        let mut command = CommandBuilder::new("sh");
        let (program, blog) = (env!("CARGO_BIN_EXE_rushlight"), self.blog.path().display());
        let state = self.folder.path().display();
        command.args(["-c", &format!("{before} XDG_STATE_HOME={state} exec {program} {blog}")]);
        Terminal::start(command, width, height)
    }

    fn read(&self, width: u16, height: u16) -> Terminal {
        self.after("", width, height)
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rushlight"));
        command.args(arguments).env("XDG_STATE_HOME", self.folder.path()).current_dir(self.blog.path());
        let output = command.env("XDG_CONFIG_HOME", self.folder.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The row with some words.
fn row(terminal: &Terminal, words: &str) -> String {
    terminal.text().lines().find(|line| line.contains(words)).unwrap_or_default().to_owned()
}

#[test]
fn marks_are_there_the_next_time_at_two_sizes() {
    for (width, height) in [(80, 24), (40, 12)] {
        let state = State::new(blog());
        let mut terminal = state.read(width, height);
        terminal.wait_for(OTHER);
        terminal.keys("j*");
        terminal.wait_for("★");
        terminal.keys("k\r");
        terminal.wait_for("More of it.");
        terminal.keys("q");
        terminal.wait_for("Reading strace");
        terminal.keys("Q");
        assert!(terminal.ended().success());
        let terminal = state.read(width, height);
        terminal.wait_for(OTHER);
        assert!(row(&terminal, OTHER).contains('★'), "{}", terminal.text());
        assert!(!row(&terminal, TITLE).contains('★'));
        assert!(state.run(&["list", "-q", "is:read"]).contains(TITLE));
        assert!(state.run(&["list", "-q", "is:starred"]).contains(OTHER));
        assert_eq!(state.run(&["list", "-q", "is:read,starred"]).lines().count(), 2);
    }
}

#[test]
fn a_list_makes_no_file() {
    let state = State::new(blog());
    assert_eq!(state.run(&["list", "-q", "is:unread"]).lines().count(), 3);
    assert!(!state.file().exists());
}

#[test]
fn the_place_is_kept_when_the_terminal_hangs_up_or_the_program_is_told_to_end() {
    for signal in [Signal::HUP, Signal::TERM] {
        let state = State::new(long_posts(1));
        let mut terminal = state.read(80, 12);
        terminal.wait_for("Post 00");
        terminal.keys("\r");
        terminal.wait_for("Paragraph 1 ");
        terminal.keys("d");
        terminal.wait_without("Paragraph 1 ");
        terminal.signal(signal);
        terminal.ended();
        assert!(state.run(&["marks", "export"]).contains("\"block\""), "{signal:?}");
        let mut terminal = state.read(80, 12);
        terminal.wait_for("Go on reading");
        terminal.keys("\r");
        terminal.wait_for("Paragraph");
        assert!(!terminal.text().contains("Paragraph 1 "), "{}", terminal.text());
    }
}

#[test]
fn a_post_whose_end_was_in_view_when_the_program_was_killed_is_not_one_to_go_on_with() {
    // Only who leaves a post has read it. A program that is killed leaves nothing: the post stood there at 100 %.
    let state = State::new(long_posts(2));
    let mut terminal = state.read(80, 12);
    terminal.wait_for("Post 00");
    terminal.keys("jd\r");
    terminal.wait_for("Paragraph 1 ");
    terminal.keys("G");
    terminal.wait_for("Paragraph 59 ");
    // It is kept when it has rested there, however long that takes where much else is done.
    let is_kept = || state.run(&["marks", "export"]).contains("\"percent\": 100");
    for _ in 0..200 {
        if is_kept() {
            break;
        }
        sleep(Duration::from_millis(100));
    }
    assert!(is_kept(), "{}", terminal.text());
    terminal.signal(Signal::KILL);
    terminal.ended();
    let mut terminal = state.read(80, 12);
    terminal.wait_for("Post 00");
    assert!(!terminal.text().contains("Go on reading"), "{}", terminal.text());
    // Nor is it read: where it was left it opens, and leaving it now is the end of it.
    terminal.keys("jd\r");
    terminal.wait_for("Paragraph 59 ");
}

#[test]
fn a_damaged_file_is_set_aside_and_said() {
    let state = State::new(blog());
    fs::create_dir_all(state.file().parent().unwrap()).unwrap();
    fs::write(
        state.file(),
        "this is no database, nor was it ever one; it is long enough to have a header ".repeat(5),
    )
    .unwrap();
    let mut terminal = state.read(120, 24);
    terminal.wait_for("damaged; it is now");
    terminal.keys("*");
    terminal.wait_for("★");
    assert!(state.file().with_file_name("marks.db.damaged").exists());
}

#[test]
fn a_newer_file_is_shown_and_not_changed() {
    let state = State::new(blog());
    let mut terminal = state.read(80, 24);
    terminal.wait_for(TITLE);
    terminal.keys("*");
    terminal.wait_for("★");
    terminal.keys("Q");
    terminal.ended();
    // The version that the program itself gives a file: four bytes of its header.
    let mut bytes = fs::read(state.file()).unwrap();
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes());
    fs::write(state.file(), &bytes).unwrap();
    let mut terminal = state.read(80, 24);
    terminal.wait_for("Marks are shown and not changed");
    assert!(row(&terminal, TITLE).contains('★'), "{}", terminal.text());
    terminal.keys("j*");
    terminal.wait_for("Marks are shown and not changed");
    assert_eq!(terminal.text().matches('★').count(), 1);
    assert_eq!(fs::read(state.file()).unwrap(), bytes);
}

#[test]
fn a_full_disk_is_reported_and_the_reader_goes_on() {
    for (width, height) in [(80, 24), (40, 12)] {
        let state = State::new(blog());
        // No file may grow, as on a disk without room. The signal that comes with it ended the program, its screen left behind.
        let mut terminal = state.after("ulimit -f 0;", width, height);
        terminal.wait_for("Marks are not kept");
        terminal.keys("j");
        terminal.wait_without("Marks are not kept");
        terminal.keys("*");
        terminal.wait_for("Marks are not kept");
        assert!(!terminal.text().contains('★'), "{}", terminal.text());
        terminal.keys("k\r");
        terminal.wait_for(BODY);
        terminal.keys("Q");
        assert!(terminal.ended().success());
        terminal.assert_restored();
    }
}

#[test]
fn a_star_of_another_terminal_shows_at_the_next_key() {
    // It did not show until this terminal marked something itself.
    let state = State::new(blog());
    let (mut here, mut there) = (state.read(80, 24), state.read(40, 12));
    [&here, &there].iter().for_each(|terminal| terminal.wait_for(OTHER));
    there.keys("j*");
    there.wait_for("★");
    here.keys("j");
    here.wait_for("★");
    assert!(row(&here, OTHER).contains('★'), "{}", here.text());
}

/// A site of so many posts that are longer than a window.
fn long_posts(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("_posts")).unwrap();
    let body: String = (1..60).map(|n| format!("Paragraph {n} of it.\n\n")).collect();
    for n in 0..count {
        let path = folder.path().join(format!("_posts/2024-03-{:02}-post.md", n + 1));
        fs::write(path, format!("---\ntitle: Post {n:02}\n---\n{body}")).unwrap();
    }
    folder
}

/// Numbers that only look like chance, so that a failure comes again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[test]
fn what_was_shown_as_set_is_there_after_a_hundred_kills() {
    let mut chance = Chance(4);
    let (mut shown, mut kills) = (0, 0);
    while kills < 100 {
        let state = State::new(long_posts(18));
        // One goes down from the top, the other up from the end: what one sets the other does not take away.
        let mut copies = [state.read(80, 24), state.read(80, 24)];
        copies.iter().for_each(|copy| copy.wait_for("Post 00"));
        copies[1].keys("G");
        for _ in 0..8 {
            copies[0].keys("*j");
            copies[1].keys("*k");
        }
        // Some are killed at their first mark, most while they go on.
        if kills % 6 > 0 {
            copies.iter().for_each(|copy| copy.wait_for("★"));
        }
        for copy in &copies {
            sleep(Duration::from_micros(chance.below(20_000)));
            copy.signal(Signal::KILL);
            kills += 1;
        }
        let mut set = Vec::new();
        for copy in &mut copies {
            copy.ended();
            set.extend(copy.drained().lines().filter(|line| line.contains('★')).map(str::to_owned));
        }
        shown += set.len();
        let kept = state.run(&["list", "-q", "is:starred"]);
        for row in &set {
            let title = row.split("Post ").nth(1).and_then(|rest| rest.get(..2)).unwrap();
            assert!(
                kept.contains(&format!("Post {title}")),
                "{row} was shown after {kills} kills, kept is\n{kept}"
            );
        }
    }
    assert!(shown > 50, "only {shown} marks were on the screens");
}
