//! `rushlight --kiosk`: what a stranger may say, and that nothing else is reachable.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(unix)]
#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

#[cfg(unix)]
use portable_pty::CommandBuilder;
use tempfile::TempDir;
#[cfg(unix)]
use terminal::Terminal;

/// A blog, and beside it what is none of a stranger's business.
fn house() -> TempDir {
    let house = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = house.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("blog/_config.yml", "title: Marsh\nurl: https://marsh.example\n");
    put(
        "blog/_posts/2024-03-27-two-ways.md",
        "---\ntitle: Two ways\ntags: [linux]\n---\nA packet can go missing.\n",
    );
    put(
        "blog/_posts/2024-02-18-inside.md",
        "---\ntitle: Inside\n---\n{% include_relative ../../secret.md %}{% include ../../secret.md %}\n",
    );
    put("secret.md", "# The secret\n");
    put("home/.config/rushlight/config.yaml", "theme: nord\nkeys: {list: {quit: x}}\n");
    put("settings.yaml", "ascii: true\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        house.path().join("secret.md"),
        house.path().join("blog/_posts/2024-01-01-way-out.md"),
    )
    .unwrap();
    house
}

/// What a stranger gets who says these words.
fn says(house: &Path, words: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rushlight"))
        .arg("--kiosk")
        .arg(house.join("blog"))
        .env("SSH_ORIGINAL_COMMAND", words)
        .env("HOME", house.join("home"))
        .env("XDG_CONFIG_HOME", house.join("home/.config"))
        .env("RUSHLIGHT_CONFIG", house.join("settings.yaml"))
        .current_dir(house)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_stranger_lists_and_prints() {
    let house = house();
    let list = says(house.path(), "list");
    assert_eq!(
        text(&list.stdout),
        "2024-03-27\tTwo ways\tlinux\t_posts/2024-03-27-two-ways.md\n2024-02-18\tInside\t\t_posts/2024-02-18-inside.md\n"
    );
    assert_eq!(text(&says(house.path(), "list -q 'tag:linux'").stdout).lines().count(), 1);
    assert!(text(&says(house.path(), "tags").stdout).contains("linux"));
    assert!(text(&says(house.path(), "search packet").stdout).contains("Two ways"));
    assert_eq!(text(&says(house.path(), "search --view problems packet").stdout), "");
    assert_eq!(text(&says(house.path(), "list --view problems").stdout).lines().count(), 1);
    assert!(text(&says(house.path(), "search -q tag:linux packet").stdout).contains("Two ways"));
    // A word that is a folder of the host is a word all the same, and found nowhere.
    assert!(text(&says(house.path(), "search packet /etc").stdout).is_empty());
    let post = says(house.path(), "print two-ways --width 40");
    assert!(text(&post.stdout).contains("A packet can go missing."), "{}", text(&post.stderr));
    assert!(text(&says(house.path(), "print /2024/03/27/two-ways.html").stdout).contains("packet"));
    assert!(text(&says(house.path(), "print _posts/2024-03-27-two-ways.md").stdout).contains("packet"));
    // They were sent to `rushlight list`, which is no word there.
    let none = says(house.path(), "print nothing");
    assert_eq!(text(&none.stderr), "rushlight: no such post: nothing; list names them all\n");
}

#[test]
fn nobody_is_told_where_the_site_lies() {
    let house = house();
    let root = house.path().to_string_lossy().into_owned();
    for words in [
        "list --json",
        "list",
        "tags --json",
        "search packet",
        "search --json packet",
        "print two-ways",
        "print nothing",
        "print inside",
    ] {
        let out = says(house.path(), words);
        let said = text(&out.stdout) + &text(&out.stderr);
        assert!(!said.contains(&root), "{words}: {said}");
    }
}

#[test]
fn nothing_else_is_reachable() {
    let house = house();
    let secret = house.path().join("secret.md");
    let ways = [
        "sh",
        "bash -i",
        "read /etc",
        "scp -f /etc/passwd",
        "internal-sftp",
        "/usr/lib/openssh/sftp-server",
        "--kiosk /",
        "--config /etc/passwd list",
        "list --config ../settings.yaml",
        "list /etc",
        "list ..",
        "tags --generator plain",
        "print --theme x two-ways",
        "print -",
        "print /etc/passwd",
        "print ../secret.md",
        "print ../secret",
        "themes",
        "man",
        "completions bash",
        "print two-ways; cat ../secret.md",
        "print two-ways | cat ../secret.md",
        "print $(cat ../secret.md)",
        "'",
        "\"",
        "list -q \"",
        "\u{1b}]0;title\u{7}",
        "list -q tag:\u{1b}[2J",
    ];
    for words in ways.iter().map(|way| (*way).to_owned()).chain([format!("print {}", secret.display())]) {
        let out = says(house.path(), &words);
        assert!(!out.status.success() || words.contains("-q"), "{words}");
        let said = text(&out.stdout) + &text(&out.stderr);
        assert!(!said.contains("The secret") && !said.contains("root:"), "{words}: {said}");
        assert!(!said.bytes().any(|byte| matches!(byte, 0x1b | 0x07)), "{words}: {said:?}");
    }
    let inside = says(house.path(), "print inside");
    assert!(!text(&inside.stdout).contains("The secret"), "{}", text(&inside.stdout));
    let out = says(house.path(), "print way-out");
    assert!(!text(&out.stdout).contains("The secret"), "{}", text(&out.stdout));
}

#[test]
fn a_login_shell_is_given_the_command_as_an_argument() {
    let house = house();
    let out = Command::new(env!("CARGO_BIN_EXE_rushlight"))
        .args(["--kiosk", "blog", "-c", "tags"])
        .env_remove("SSH_ORIGINAL_COMMAND")
        .current_dir(house.path())
        .output()
        .unwrap();
    assert!(out.status.success() && text(&out.stdout).contains("linux"), "{}", text(&out.stderr));
}

#[test]
fn help_says_what_can_be_said() {
    let help = says(house().path(), "--help");
    let said = text(&help.stdout);
    assert!(said.contains("print") && said.contains("list") && !said.contains("kiosk"), "{said}");
}

#[test]
fn help_is_a_word_too() {
    // `ssh host --help` is the help of ssh.
    let house = house();
    let said = text(&says(house.path(), "help").stdout);
    assert!(said.contains("print") && said.contains("help") && !said.contains("kiosk"), "{said}");
    assert!(text(&says(house.path(), "help print").stdout).contains("--width"));
    let wrong = says(house.path(), "frobnicate");
    assert_eq!(wrong.status.code(), Some(2));
    let said = text(&wrong.stderr);
    assert!(said.contains("'help'") && !said.contains("--help"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_command_that_is_not_text_is_refused() {
    // It was dropped, and all posts were listed.
    use std::os::unix::ffi::OsStrExt;
    let house = house();
    let out = Command::new(env!("CARGO_BIN_EXE_rushlight"))
        .args(["--kiosk", "blog"])
        .env("SSH_ORIGINAL_COMMAND", std::ffi::OsStr::from_bytes(b"print \xff\xfe"))
        .current_dir(house.path())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2), "{out:?}");
    assert!(out.stdout.is_empty() && text(&out.stderr).contains("not UTF-8"), "{out:?}");
}

#[cfg(unix)]
#[test]
fn what_is_copied_tells_nothing_of_the_host_and_goes_only_where_there_is_a_clipboard() {
    // On a site without an address the path was copied from the root of the host on, and a vt100 was sent OSC 52.
    let house = house();
    fs::write(house.path().join("blog/_config.yml"), "title: Marsh\n").unwrap();
    let root = house.path().to_string_lossy().into_owned();
    for (term, copies) in [("vt100", false), ("linux", false), ("xterm-256color", true)] {
        let mut command = CommandBuilder::new("/usr/bin/env");
        command.arg(format!("TERM={term}"));
        command.arg(env!("CARGO_BIN_EXE_rushlight"));
        command.arg("--kiosk");
        command.arg(house.path().join("blog"));
        let mut terminal = Terminal::start(command, 100, 24);
        terminal.wait_for("Two ways");
        terminal.keys("yy");
        terminal.wait_for("_posts/2024-03-27-two-ways.md");
        terminal.keys("e");
        terminal.wait_for("No editor in a kiosk");
        terminal.keys("Q");
        assert!(terminal.ended().success());
        let seen = text(&terminal.seen.lock().unwrap().bytes);
        assert_eq!(seen.contains("\u{1b}]52;"), copies, "{term}");
        assert!(!seen.contains(&root), "{term}");
    }
}

#[test]
fn nothing_of_the_account_is_read_or_written() {
    let house = house();
    says(house.path(), "list --json");
    let mut left: Vec<_> =
        fs::read_dir(house.path().join("home")).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, [".config"]);
}
