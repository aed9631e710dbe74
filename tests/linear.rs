//! The line-by-line mode: a line of commands in, lines of text out, no terminal needed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use tempfile::TempDir;

fn blog() -> TempDir {
    let blog = tempfile::tempdir().unwrap();
    fs::create_dir(blog.path().join("_posts")).unwrap();
    fs::write(blog.path().join("_config.yml"), "title: Marsh\n").unwrap();
    let body: String = (1..=40).map(|n| format!("Paragraph {n} of it.\n\n")).collect();
    for (name, head) in [
        ("2024-03-27-two-ways.md", "title: Two ways\ntags: [networks]"),
        ("2024-02-18-sorted.md", "title: The list that sorted itself\ntags: [algorithms]"),
    ] {
        let text = format!("---\n{head}\n---\nIt begins, with [a link](https://x.example/).\n\n{body}");
        fs::write(blog.path().join("_posts").join(name), text).unwrap();
    }
    blog
}

/// What is written where these lines are read.
fn says(lines: &str) -> String {
    says_of(&blog(), &[], lines)
}

fn says_of(blog: &TempDir, arguments: &[&str], lines: &str) -> String {
    says_at(&tempfile::tempdir().unwrap(), blog, arguments, lines)
}

fn says_at(home: &TempDir, blog: &TempDir, arguments: &[&str], lines: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rushlight"))
        .arg("--linear")
        .arg(blog.path())
        .args(arguments)
        .env_clear()
        .envs([("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("LINES", "16")])
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A session that quits before its last line closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn the_list_is_read_and_a_step_says_where_one_stands() {
    let said = says("j\nQ\n");
    let lines: Vec<&str> = said.lines().map(str::trim).collect();
    assert!(lines[0].starts_with("Marsh"), "{said}");
    assert!(lines.iter().any(|line| line.contains("27 Mar  Two ways")), "{said}");
    assert_eq!(lines.iter().filter(|line| line.contains("The list that sorted itself")).count(), 2, "{said}");
    assert!(said.ends_with("2 of 2\n"), "{said}");
}

#[test]
fn a_post_is_read_page_by_page_with_empty_lines() {
    let said = says("enter\n\n\nQ\n");
    for n in 1..=8 {
        assert_eq!(said.matches(&format!("Paragraph {n} of it.")).count(), 1, "each line once: {said}");
    }
}

#[test]
fn rows_and_links_have_numbers_that_are_typed() {
    let said = says("");
    assert!(said.contains("\n>  1   27 Mar  Two ways"), "{said}");
    assert!(said.contains("\n   2   18 Feb  The list that sorted itself"), "{said}");
    // The row of a number is opened, a link of a number followed.
    let said = says("2\n1\n7\nq\nQ\n");
    assert!(said.contains("It begins, with [1]a link.") && !said.contains("Two ways\n"), "{said}");
    assert!(said.contains("https://x.example/"), "{said}");
    assert!(said.contains("There is no link 7 here"), "{said}");
    let said = says("enter\n\n\n\n\n\n\n\n\nG\nq\nQ\n");
    assert!(said.contains("networks  read\n"), "{said}");
    assert!(says("9\n").contains("There is no row 9 here"));
    assert!(says("t\n2\n").contains("1 of 1\n"), "a tag");
}

#[test]
fn the_numbers_after_the_end_of_a_post_are_links_too() {
    // Only the links of the text were counted: `[1]` of the next post was "no link 1 here".
    let blog = tempfile::tempdir().unwrap();
    for n in 1..=3 {
        fs::write(blog.path().join(format!("{n}.md")), format!("# Post {n}\n\nWords of {n}.\n")).unwrap();
    }
    let said = says_of(&blog, &[], "enter\n1\nQ\n");
    let (first, _) = said.split_once("[1]").expect(&said);
    assert!(!said.contains("no link") && said.matches("Words of").count() == 2, "{said}");
    assert!(first.contains("Next"), "{said}");
    let said = says_of(&blog, &[], "enter\n9\nQ\n");
    assert!(said.contains("There is no link 9 here"), "{said}");
}

#[test]
fn on_a_wide_terminal_rows_are_not_of_two_parts() {
    // From 120 columns on the list stood beside the post, and the tags in two columns.
    let home = tempfile::tempdir().unwrap();
    let out = Command::new("sh")
        .args(["-c", "printf 'enter\\nt\\nQ\\n' | \"$0\" --linear \"$1\""])
        .arg(env!("CARGO_BIN_EXE_rushlight"))
        .arg(blog().path())
        .env_clear()
        .envs([("COLUMNS", "160"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin")])
        .env("HOME", home.path())
        .output()
        .unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    assert_eq!(said.matches("The list that sorted itself").count(), 1, "{said}");
    assert!(said.contains("\n>  1   algorithms      1\n   2   networks        1\n"), "{said}");
}

#[test]
fn lines_that_read_alike_are_all_read() {
    // Each line that the page before had too was left out: the closing braces of code, posts of one title.
    let blog = tempfile::tempdir().unwrap();
    let code: String = (1..=30).map(|n| format!("l{n}\nsame\n")).collect();
    fs::write(blog.path().join("dup.md"), format!("# Twice\n\n```\n{code}```\n")).unwrap();
    let said = says_of(&blog, &[], "enter\n\n\n\n\n\n\n\n\n\nQ\n");
    let (_, post) = said.split_once("Twice\n").unwrap();
    let words = post.lines().map(str::trim).filter(|line| line.starts_with('l') || *line == "same");
    let all: Vec<String> = (1..=30).flat_map(|n| [format!("l{n}"), "same".to_owned()]).collect();
    assert_eq!(words.collect::<Vec<_>>(), all, "{said}");

    for n in 1..=29 {
        fs::write(blog.path().join(format!("{n}.md")), "# Weekly links\n").unwrap();
    }
    let said = says_of(&blog, &[], "\n\n\n\n\nG\nQ\n");
    // The first step stays on the page and reads its row again.
    assert_eq!(said.matches("Weekly links").count(), 29 + 1, "{said}");
}

#[test]
fn fields_panes_and_counts_work_as_with_keys() {
    let said = says("/tag:networks\nenter\n/paragraph 9\nq\nt\nq\nQ\n");
    assert!(said.contains("1 of 1"), "{said}");
    // A filter is read whole, also what stood on the screen before.
    assert_eq!(says("/tag:networks\nQ\n").matches("27 Mar  Two ways").count(), 2);
    assert!(said.contains("Paragraph 9 of it."), "{said}");
    assert!(said.contains("Tags of"), "{said}");
}

#[test]
fn a_pipe_waits_for_what_the_bodies_of_posts_tell() {
    // `is:problem` found nothing, because no body had been read when the line was answered.
    let blog = blog();
    let broken = "---\ntitle: Lost\n---\nTo [nowhere](/nowhere/).\n";
    for n in 10..25 {
        let name = format!("_posts/20{n}-01-01-lost.md");
        fs::write(blog.path().join(name), broken.replace("Lost", &format!("Lost {n}"))).unwrap();
    }
    for said in [
        says_of(&blog, &[], "/is:problem\nQ\n"),
        says_of(&blog, &["-q", "is:problem"], "Q\n"),
        says_of(&blog, &[], "v p\nQ\n"),
    ] {
        assert!(said.contains("Lost 24") && said.contains("1 of 15 · 1 problem\n"), "{said}");
        assert!(!said.contains("looked at yet") && !said.contains("No post matches"), "{said}");
    }
    let said = says_of(&blog, &["-q", "path:2012"], "!\nQ\n");
    assert!(said.contains("a link leads nowhere: /nowhere/"), "{said}");
}

#[test]
fn the_end_of_input_ends_the_session_and_nothing_escapes() {
    let said = says("enter\n");
    assert!(said.contains("It begins"), "{said}");
    assert!(!said.bytes().any(|byte| byte == 0x1b), "{said:?}");
}

#[cfg(unix)]
#[test]
fn a_dumb_terminal_is_read_line_by_line() {
    let (blog, home) = (blog(), tempfile::tempdir().unwrap());
    let out = Command::new("sh")
        .args(["-c", "printf 'j\\nQ\\n' | \"$0\" --linear \"$1\""])
        .arg(env!("CARGO_BIN_EXE_rushlight"))
        .arg(blog.path())
        .env_clear()
        .envs([("TERM", "dumb"), ("LANG", "C"), ("PATH", "/usr/bin:/bin")])
        .env("HOME", home.path())
        .output()
        .unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    assert!(said.is_ascii() && said.contains("Two ways"), "{said}");
}

#[test]
fn after_a_search_lines_go_among_what_was_found() {
    // The field kept the focus: `j`, `enter`, `Q` were typed into it, and nothing led out but the end of the input.
    let said = says("Sparagraph\nj\nenter\nQ\n");
    assert!(said.contains("Paragraph 1 of it."), "opened: {said}");
    assert!(!said.contains("paragraphj"), "{said}");
    // Other words take the place of the first; `q` leads out.
    let said = says("Sparagraph\n/nowhere\n/sorted\nq\nj\nQ\n");
    assert!(said.contains("sorted") && !said.contains("nowheresorted"), "{said}");
    assert!(said.ends_with("2 of 2\n"), "back in the list: {said}");
    // The field alone, then its words; an empty line is Enter, `esc` leaves.
    let said = says("S\nparagraph\nenter\nQ\n");
    assert!(said.contains("Paragraph 1 of it."), "{said}");
    let said = says("/\n\nj\nQ\n");
    assert!(said.ends_with("2 of 2\n"), "{said}");
    let said = says("/\nesc\nj\nQ\n");
    assert!(said.ends_with("2 of 2\n"), "{said}");
}

#[test]
fn a_word_of_a_heading_is_found_there_and_not_in_the_table_of_contents() {
    // All headings in a row were the sentence that was shown, and who opened the hit stood at the list of them.
    let blog = blog();
    let text =
        "---\ntitle: Rings\n---\n* TOC\n{:toc}\n\n# A first word\n\nText.\n\n# The counters\n\nMore.\n";
    fs::write(blog.path().join("_posts/2024-03-28-rings.md"), text).unwrap();
    let said = says_of(&blog, &[], "Scounters\nenter\nQ\n");
    let lines: Vec<&str> = said.lines().map(str::trim).collect();
    assert!(lines.contains(&"The counters") && lines.contains(&"• [2]The counters"), "{said}");
    assert_eq!(lines.iter().filter(|line| **line == "The counters").count(), 2, "found and read: {said}");
    assert!(said.contains("2/2"), "{said}");
}

#[test]
fn a_filter_takes_the_place_of_the_one_before() {
    let said = says("/tag:networks\n/tag:algorithms\nQ\n");
    assert!(said.ends_with("1 of 1\n") && !said.contains("No post matches"), "{said}");
}

#[test]
fn what_cannot_be_copied_is_written_whole() {
    // It was said to be sent to the clipboard of the terminal, and nothing was sent.
    let said = says("enter\nyc\nya\nQ\n");
    assert!(said.contains("There is no clipboard here"), "{said}");
    assert!(said.contains("\n# Two ways\n") && said.contains("\nParagraph 40 of it.\n"), "{said}");
    assert!(!said.contains("Sent to") && !said.bytes().any(|byte| byte == 0x1b), "{said}");
}

#[test]
fn a_word_that_is_no_command_does_nothing() {
    let said = says("BAD\nhelpme\nj\nQ\n");
    assert!(said.contains("No such command: BAD; ? lists the keys\n"), "{said}");
    assert!(said.contains("No such command: helpme") && said.ends_with("2 of 2\n"), "{said}");
    let help = says("help\nquit\n");
    assert!(help.contains("Line by line") && help.contains("in a field an empty line too"), "{help}");
}

#[test]
fn over_a_wide_block_nothing_is_found_and_nothing_marked() {
    let blog = blog();
    let code = format!("---\ntitle: Wide\n---\n```\n{}\n```\n", "wide ".repeat(60));
    fs::write(blog.path().join("_posts/2025-01-01-wide.md"), code).unwrap();
    let said = says_of(&blog, &[], "enter\nw\n/Answer\nq\nq\nj\nQ\n");
    assert!(said.contains("No such command: /Answer; ? lists the keys"), "{said}");
    assert!(said.ends_with("2 of 3\n"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_session_before_the_lines_that_wait() {
    // It queued behind the lines: below `yes j` the session went on after SIGTERM, and ever more lines waited.
    use std::os::unix::process::ExitStatusExt;
    use std::time::{Duration, Instant};
    let (blog, home) = (blog(), tempfile::tempdir().unwrap());
    let mut child = Command::new(env!("CARGO_BIN_EXE_rushlight"))
        .arg("--linear")
        .arg(blog.path())
        .env_clear()
        .envs([("TERM", "xterm-256color"), ("LANG", "C.UTF-8")])
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // Until nobody reads it any more.
    let writer = std::thread::spawn(move || while input.write_all(&b"j\n".repeat(4096)).is_ok() {});
    let mut output = child.stdout.take().unwrap();
    std::io::Read::read_exact(&mut output, &mut [0; 200]).unwrap();
    let reader = std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let late = Instant::now() + Duration::from_secs(30);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > late {
            child.kill().unwrap();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(child.wait().unwrap().signal(), Some(15));
    writer.join().unwrap();
    reader.join().unwrap().unwrap();
}

#[test]
fn that_a_setting_is_not_kept_is_in_the_answer_to_its_line() {
    // It was written on a thread, and said under a later line, or under none where the session ended before.
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".local/state/rushlight/state.yaml")).unwrap();
    for _ in 0..5 {
        let said = says_at(&home, &blog(), &[], "z\nQ\n");
        assert_eq!(said.matches("This counts only until you quit;").count(), 1, "{said}");
        assert!(!said.contains("windows of 120 columns"), "{said}");
    }
}
