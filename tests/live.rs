//! Live reload in a real pseudo terminal: the open file is saved as editors save, and is shown where it was.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use terminal::Terminal;

/// So often each way of saving is tried.
const SAVES: usize = 100;

/// Saves a text under a name.
type Save = fn(&Path, &str);

/// A file written and put on the disk.
fn write(path: &Path, text: &str) {
    let mut file = fs::File::create(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.sync_all().unwrap();
}

/// As vim saves with `backupcopy=no`: it tries whether it may make files here, renames the old one, writes a new
/// one under its name, and removes the old one.
fn as_vim(path: &Path, text: &str) {
    let (probe, backup) = (path.with_file_name("4913"), path.with_extension("md~"));
    fs::File::create(&probe).unwrap();
    fs::remove_file(&probe).unwrap();
    fs::rename(path, &backup).unwrap();
    write(path, text);
    fs::remove_file(&backup).unwrap();
}

/// As VS Code saves: it empties the file and writes into it.
fn as_code(path: &Path, text: &str) {
    let mut file = fs::OpenOptions::new().write(true).truncate(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// As a script or a synchronising program saves: a whole new file is moved over the old one.
fn as_mv(path: &Path, text: &str) {
    let beside = path.with_file_name(".new.md");
    write(&beside, text);
    fs::rename(&beside, path).unwrap();
}

/// A long post: save number so and so.
fn text(save: usize) -> String {
    let above = "An added line.\n\n".repeat(save % 7);
    let paragraphs: Vec<String> = (1..=60).map(|n| format!("Paragraph {n} stands here.\n")).collect();
    let (head, tail) = paragraphs.split_at(40);
    format!("---\ntitle: Diary\n---\n{above}{}\nSave {save}.\n\n{}", head.join("\n"), tail.join("\n"))
}

/// A blog of one post, and its file.
fn blog() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("_config.yml"), "title: The Marsh Diary\n").unwrap();
    fs::create_dir(folder.path().join("_posts")).unwrap();
    let file = folder.path().join("_posts/2024-03-27-diary.md");
    fs::write(&file, text(0)).unwrap();
    (folder, file)
}

fn saved_as(save: Save, width: u16, height: u16) {
    let (blog, file) = blog();
    let mut terminal = Terminal::read(blog.path(), width, height);
    terminal.wait_for("Diary");
    terminal.keys("\r");
    terminal.wait_for("Paragraph 1 stands here.");
    terminal.keys("/Paragraph 40\r");
    terminal.wait_for("Save 0.");
    let row = |terminal: &Terminal| {
        terminal.text().lines().position(|line| line.contains("Paragraph 40 stands")).expect("it is in view")
    };
    let before = row(&terminal);
    for number in 1..=SAVES {
        save(&file, &text(number));
        terminal.wait_for(&format!("Save {number}."));
        assert_eq!(row(&terminal), before, "after save {number}:\n{}", terminal.text());
    }
    assert!(terminal.text().contains("1/1"), "the search is kept:\n{}", terminal.text());
}

#[test]
fn a_hundred_saves_of_vim() {
    saved_as(as_vim, 80, 24);
}

#[test]
fn a_hundred_saves_of_vs_code() {
    saved_as(as_code, 80, 24);
}

#[test]
fn a_hundred_files_moved_over_it() {
    saved_as(as_mv, 40, 12);
}

#[test]
fn saves_that_follow_at_once_end_with_the_last_text() {
    let (blog, file) = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for("Diary");
    terminal.keys("\r");
    terminal.wait_for("Paragraph 1 stands here.");
    terminal.keys("/Save\r");
    terminal.wait_for("Save 0.");
    for (number, save) in (1..=SAVES).zip([as_vim as Save, as_code, as_mv].into_iter().cycle()) {
        save(&file, &text(number));
    }
    terminal.wait_for(&format!("Save {SAVES}."));
}

#[test]
fn a_post_that_vanishes_stays_until_it_is_left_and_comes_back_with_its_file() {
    let (blog, file) = blog();
    let mut terminal = Terminal::read(blog.path(), 80, 24);
    terminal.wait_for("Diary");
    terminal.keys("\r");
    terminal.wait_for("Paragraph 1 stands here.");
    terminal.keys("/Save\r");
    terminal.wait_for("Save 0.");
    fs::remove_file(&file).unwrap();
    terminal.wait_for("The file of this post is gone");
    terminal.keys("j");
    terminal.wait_without("is gone");
    terminal.wait_for("Save 0.");
    fs::write(&file, text(5)).unwrap();
    terminal.wait_for("Save 5.");
    fs::remove_file(&file).unwrap();
    terminal.wait_for("The file of this post is gone");
    terminal.keys("q");
    terminal.wait_without("Save 5.");
}

#[test]
fn a_post_that_is_back_takes_its_row_and_the_message_is_gone() {
    // The message stayed though the file was back, and the list stood on the post beside it.
    let (blog, file) = blog();
    let other = blog.path().join("_posts/2024-01-01-other.md");
    fs::write(other, "---\ntitle: The neighbour\n---\nWords.\n").unwrap();
    let mut terminal = Terminal::read(blog.path(), 120, 40);
    terminal.wait_for("The neighbour");
    terminal.keys("\r");
    terminal.wait_for("Paragraph 1 stands here.");
    fs::remove_file(&file).unwrap();
    terminal.wait_for("The file of this post is gone");
    fs::write(&file, text(5)).unwrap();
    terminal.wait_without("is gone");
    terminal.keys("q");
    terminal.wait("the list on the post", |screen| {
        screen.contents().lines().any(|line| line.contains('▌') && line.contains("Diary"))
    });
}

#[test]
fn the_list_follows_new_renamed_and_removed_files_and_the_configuration() {
    let (blog, file) = blog();
    let posts = blog.path().join("_posts");
    let mut terminal = Terminal::read(blog.path(), 40, 12);
    terminal.wait_for("Diary");
    terminal.keys("/title:diary\u{1b}");
    fs::write(posts.join("2024-05-01-new.md"), "---\ntitle: A new one\n---\n").unwrap();
    terminal.wait_for("A new one");
    terminal.wait("the cursor where it was", |screen| {
        screen.contents().lines().any(|line| line.contains('▌') && line.contains("Diary"))
    });
    fs::rename(&file, posts.join("2024-06-01-diary.md")).unwrap();
    terminal.wait("the cursor on what was renamed", |screen| {
        screen.contents().lines().any(|line| line.contains('▌') && line.contains(" 1 Jun"))
    });
    fs::remove_file(posts.join("2024-05-01-new.md")).unwrap();
    terminal.wait_without("A new one");
    fs::rename(&posts, blog.path().join("old")).unwrap();
    terminal.wait_without("Diary ");
    fs::create_dir(&posts).unwrap();
    fs::write(posts.join("2024-07-01-other.md"), "---\ntitle: In its place\n---\n").unwrap();
    terminal.wait_for("In its place");
}

#[test]
fn a_site_that_is_gone_holds_up_no_other() {
    // Nothing of the others was read again, and `r` failed, too.
    let ((hill, _), (marsh, _)) = (blog(), blog());
    fs::write(hill.path().join("_posts/2024-03-28-hill.md"), "---\ntitle: On the hill\n---\n").unwrap();
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_rushlight"));
    command.args([hill.path(), marsh.path()]);
    let mut terminal = Terminal::start(command, 100, 30);
    terminal.wait_for("On the hill");
    fs::remove_dir_all(hill.path()).unwrap();
    terminal.wait_without("On the hill");
    let posts = marsh.path().join("_posts");
    fs::write(posts.join("2024-05-01-new.md"), "---\ntitle: A new one\n---\n").unwrap();
    terminal.wait_for("A new one");
    terminal.keys("!");
    terminal.wait_for("no such folder");
    terminal.keys("q");
    fs::write(posts.join("2024-05-02-newer.md"), "---\ntitle: A newer one\n---\n").unwrap();
    terminal.keys("r");
    terminal.wait_for("A newer one");
}
