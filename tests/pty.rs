//! The real program in a real pseudo terminal: what a reader sees, and how the terminal is left.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

#[path = "support/terminal.rs"]
mod terminal;

use std::thread::sleep;
use std::time::Duration;

use portable_pty::CommandBuilder;
use rustix::process::Signal;
use terminal::{Terminal, blog};

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
fn whoever_sent_a_signal_learns_that_it_ended_the_program() {
    // It ended with 0, as if the reader had quit. A shell tells 128 and the number.
    let blog = blog();
    let note = blog.path().join("process");
    for (option, signal, code) in [
        ("", Signal::HUP, 129),
        ("", Signal::INT, 130),
        ("", Signal::QUIT, 131),
        ("", Signal::TERM, 143),
        ("--linear", Signal::HUP, 129),
        ("--linear", Signal::INT, 130),
        ("--linear", Signal::TERM, 143),
    ] {
        let job = format!(
            "echo \\$\\$ > {}; exec {} {option} {}",
            note.display(),
            env!("CARGO_BIN_EXE_rushlight"),
            blog.path().display()
        );
        let mut shell = CommandBuilder::new("sh");
        shell.args(["-c", &format!("sh -c \"{job}\"; echo it ended with $?; read next")]);
        let mut terminal = Terminal::start(shell, 80, 24);
        terminal.wait_for(TITLE);
        let process = std::fs::read_to_string(&note).unwrap().trim().parse().unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(process).unwrap(), signal).unwrap();
        terminal.wait_for(&format!("it ended with {code}"));
        terminal.assert_restored();
        terminal.keys("\r");
        terminal.ended();
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
fn where_the_system_has_no_more_threads_a_post_is_read_all_the_same() {
    // The threads of the marks and of the watch panicked where they could not begin; one in between ended the program and left the
    // terminal as it was. Root has no such limit.
    let blog = blog();
    let limited = format!(
        "(ulimit -u 1) 2>/dev/null && ulimit -u 1 || ulimit -p 1; exec {} {}",
        env!("CARGO_BIN_EXE_rushlight"),
        blog.path().display()
    );
    let mut shell = CommandBuilder::new("sh");
    shell.args(["-c", &limited]);
    let mut terminal = Terminal::start(shell, 80, 24);
    terminal.wait_for(TITLE);
    terminal.keys("\r");
    terminal.wait_for(BODY);
    terminal.keys("Q");
    terminal.ended();
    terminal.assert_restored();
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

/// It gave the terminal back when it stopped; touching it from the background, it was stopped once more and never ended.
#[test]
fn a_stopped_job_that_is_told_to_end_ends() {
    let blog = blog();
    let note = blog.path().join("process");
    let mut shell = CommandBuilder::new("sh");
    shell.arg("-i");
    let mut terminal = Terminal::start(shell, 80, 24);
    let job = format!(
        "echo \\$\\$ > {}; exec {} {}",
        note.display(),
        env!("CARGO_BIN_EXE_rushlight"),
        blog.path().display()
    );
    terminal.keys(&format!("PS1='$ '; sh -c \"{job}\"\r"));
    terminal.wait_for(TITLE);
    terminal.keys("\u{1a}");
    terminal.wait("shell", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    let process = std::fs::read_to_string(note).unwrap().trim().parse().unwrap();
    let process = rustix::process::Pid::from_raw(process).unwrap();
    // Other shells than this one send the second signal by themselves. The first to be sent need not be the first that is heard: here
    // it is not.
    terminal.keys("kill -CONT %1; sleep 0.05; kill %1\r");
    let start = std::time::Instant::now();
    while rustix::process::test_kill_process(process).is_ok() {
        assert!(start.elapsed() < terminal::LONG, "it is still there:\n{}", terminal.text());
        std::thread::sleep(std::time::Duration::from_millis(50));
        terminal.keys("\r");
    }
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
fn an_answer_that_a_line_cuts_behind_its_escape_is_no_key() {
    let blog = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for(TITLE);
    terminal.wait("question", |_| terminal.has("\u{1b}[5n"));
    terminal.keys("\u{1b}");
    sleep(Duration::from_millis(100));
    terminal.keys("[0n");
    terminal.keys("\r");
    // `n` would have gone on in the list.
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

#[test]
fn a_search_in_all_posts_opens_where_the_words_are_and_comes_back() {
    let blog = blog();
    for (width, height) in [(80, 24), (40, 12)] {
        let mut terminal = Terminal::read(blog.path(), width, height);
        terminal.wait_for(TITLE);
        terminal.keys("Snobody asked");
        terminal.wait_for("Nobody had asked it");
        terminal.wait_without("A packet can go");
        terminal.keys("\r");
        terminal.wait_for("More of it.");
        terminal.keys("h");
        terminal.wait_for("Search");
        terminal.wait_for("Nobody had asked it");
        terminal.keys("\u{1b}");
        terminal.wait_for(TITLE);
        terminal.keys("Q");
        assert!(terminal.ended().success());
        terminal.assert_restored();
    }
}
