//! What `print` writes where no terminal reads it, and what commands do where the system gives them little.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rushlight"));
    command.args(arguments).current_dir(folder.path()).env_clear();
    command.env("HOME", folder.path()).env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn code_in_a_pipe_is_as_it_was_written() {
    // Long lines were broken with a mark, and blanks stood at the ends: nothing that a compiler takes.
    let folder = tempfile::tempdir().unwrap();
    let long = format!("let all = [{}];", "\"a word\", ".repeat(30).trim_end());
    fs::write(folder.path().join("code.md"), format!("# Code\n\n```rust\n{long}\nend\n```\n")).unwrap();
    let printed = out(&run(&folder, &["print", "code.md"]));
    assert!(printed.contains(&format!("\n  {long}\n  end\n")), "{printed}");
    let narrow = out(&run(&folder, &["print", "--width", "40", "code.md"]));
    assert!(narrow.contains("↳") && narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
    assert!(narrow.lines().all(|line| !line.ends_with(' ')), "{narrow}");
}

/// Two posts were parted by one blank line, and the second title looked like a paragraph of the first post.
#[test]
fn where_nothing_is_styled_what_a_style_says_is_said_in_signs() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "# A\n\n## Sale\n\n### Old\n\nNow ~~5~~ 6.\n").unwrap();
    fs::write(folder.path().join("b.md"), "# B\n\nb\n").unwrap();
    let both = run(&folder, &["print", "--width", "12", "a.md", "b.md"]);
    let both = out(&both);
    assert!(both.contains("\n\n\nSale\n\nOld\n\nNow ~~5~~ 6.\n\n────────────\n\nB\n"), "{both}");
    let styled = out(&run(&folder, &["print", "--color", "always", "a.md"]));
    assert!(styled.contains("Now \u{1b}[9m5\u{1b}[m 6.") && !styled.contains("~~"), "{styled:?}");
}

#[test]
fn bytes_of_another_encoding_are_said_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("latin1.md"), b"---\ntitle: Caf\xe9\n---\nCaf\xe9.\n").unwrap();
    let said = err(&run(&folder, &["print", "latin1.md"]));
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_to_no_file_is_said_to_be_one() {
    // `no such post`, though `ls` shows it.
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("gone.md", folder.path().join("dead.md")).unwrap();
    std::os::unix::fs::symlink("loop.md", folder.path().join("loop.md")).unwrap();
    let dead = err(&run(&folder, &["print", "dead.md"]));
    assert_eq!(dead, "rushlight: cannot open dead.md: a link to a file that is not there\n");
    let loops = err(&run(&folder, &["print", "loop.md"]));
    assert!(loops.starts_with("rushlight: cannot open loop.md: "), "{loops}");
}

#[cfg(unix)]
#[test]
fn a_system_that_gives_no_threads_has_all_done_by_one() {
    // At the limit of a user's processes lists and searches ended with a fault in the program. Here no thread gets its stack.
    let folder = tempfile::tempdir().unwrap();
    for n in 0..300 {
        fs::write(folder.path().join(format!("{n}.md")), "A packet that is lost.\n").unwrap();
    }
    for arguments in [["list", "."].as_slice(), &["search", "packet", "."]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rushlight"));
        command.args(arguments).env_clear().env("HOME", folder.path()).current_dir(folder.path());
        let done = command.env("RUST_MIN_STACK", (1u64 << 46).to_string()).output().unwrap();
        assert_eq!((err(&done).as_str(), out(&done).lines().count()), ("", 300), "{arguments:?}");
    }
}
