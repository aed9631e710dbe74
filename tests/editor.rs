//! The editor in a real pseudo terminal: it is given the line that is read, and the reader is back where it was.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use portable_pty::CommandBuilder;
use terminal::Terminal;

/// An editor that says what it was given, waits for a key, and adds a line to the file.
const EDITOR: &str = "#!/bin/sh\nprintf 'given: %s\\n' \"$@\"\nread key\nfor file; do :; done\nprintf '\\nADDED\\n' >> \"$file\"\n";

fn edited(width: u16, height: u16) {
    let blog = tempfile::tempdir().unwrap();
    let editor = blog.path().join(".my editor");
    fs::write(&editor, EDITOR).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let paragraphs: Vec<String> = (1..=60).map(|n| format!("Paragraph {n} stands here.\n")).collect();
    let text = format!("---\ntitle: Diary\n---\n{}\nThe end.\n", paragraphs.join("\n"));
    fs::write(blog.path().join("diary.md"), text).unwrap();
    let mut command = CommandBuilder::new("sh");
    let (program, path) = (env!("CARGO_BIN_EXE_rushlight"), blog.path().display());
    command.args(["-c", &format!("VISUAL='\"{}\" --own' exec {program} {path}/diary.md", editor.display())]);
    let mut terminal = Terminal::start(command, width, height);
    terminal.wait_for("Paragraph 1 stands here.");
    terminal.keys("30G");
    terminal.wait_without("Paragraph 1 stands here.");
    let before = terminal.text();
    let first: usize = before.split("Paragraph ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    terminal.keys("e");
    // Paragraph n stands in the line 2 + 2n.
    terminal.wait_for(&format!("given: +{}", 2 + 2 * first));
    assert!(terminal.text().contains("given: --own"), "{}", terminal.text());
    terminal.keys("\r");
    terminal.wait("the same place", |screen| {
        screen.contents().lines().next() == before.lines().next() && screen.alternate_screen()
    });
    terminal.keys("G");
    terminal.wait_for("ADDED");
}

#[test]
fn at_the_line_that_is_read_and_back_in_a_usual_window() {
    edited(80, 24);
}

#[test]
fn at_the_line_that_is_read_and_back_on_a_phone() {
    edited(40, 12);
}

/// A session line by line in which the editor, a script of the shell, was just asked for.
fn edited_by_lines(blog: &Path, script: &str) -> Terminal {
    let editor = blog.join(".editor");
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = CommandBuilder::new("sh");
    let (program, path) = (env!("CARGO_BIN_EXE_rushlight"), blog.display());
    command.args(["-c", &format!("VISUAL='exec {}' exec {program} --linear {path}", editor.display())]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("Reading strace");
    terminal.keys("e\r");
    terminal
}

#[test]
fn line_by_line_the_editor_has_its_own_interrupts() {
    let blog = terminal::blog();
    // A terminal sends Ctrl-C to both.
    let script = "#!/bin/sh\ntrap 'echo its own' INT\nkill -INT $PPID $$\nkill -INT $PPID $$\necho edited\n";
    let mut terminal = edited_by_lines(blog.path(), script);
    terminal.wait_for("edited");
    terminal.keys("j\r");
    terminal.wait_for("2 of 3");
    terminal.keys("q\r");
    assert!(terminal.ended().success());
}

#[test]
fn line_by_line_the_editor_has_all_the_keys() {
    // Every other line that was typed into the editor was read as a line of commands, and was done when it had ended.
    let blog = terminal::blog();
    let script = "#!/bin/sh\necho ready\nread a\nread b\nread c\nread d\necho \"got $a $b $c $d.\"\n";
    let mut terminal = edited_by_lines(blog.path(), script);
    terminal.wait_for("ready");
    for line in ["one\r", "two\r", "three\r", "four\r"] {
        terminal.keys(line);
    }
    terminal.wait_for("got one two three four.");
    terminal.keys("j\r");
    terminal.wait_for("2 of 3");
    terminal.keys("q\r");
    assert!(terminal.ended().success());
}

#[test]
fn an_editor_that_does_not_start_or_fails_is_said() {
    // Nothing was said: the screen blinked, and the reader was where it was.
    let blog = terminal::blog();
    let fails = blog.path().join(".fails");
    fs::write(&fails, "#!/bin/sh\nexit 3\n").unwrap();
    fs::set_permissions(&fails, fs::Permissions::from_mode(0o755)).unwrap();
    let (no, fails) = ("/no/such/editor".to_owned(), fails.display().to_string());
    for (visual, says, width, height) in [
        (&no, "/no/such/editor: not found; VISUAL or EDITOR names the editor", 80, 24),
        (&no, "/no/such/editor: not found; VISUAL or", 40, 12),
        (&fails, &format!("{fails} ended with 3"), 80, 24),
    ] {
        let mut command = CommandBuilder::new("sh");
        let (program, path) = (env!("CARGO_BIN_EXE_rushlight"), blog.path().display());
        command.args(["-c", &format!("VISUAL=\"{visual}\" exec {program} {path}")]);
        let mut terminal = Terminal::start(command, width, height);
        terminal.wait_for("Reading strace");
        terminal.keys("e");
        terminal.wait_for(says);
        terminal.keys("j");
        terminal.wait_without(says);
        terminal.wait_for("Reading strace");
    }
}
