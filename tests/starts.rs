//! Starts of the real program in a pseudo terminal: with an empty cache, with what the last start left, and with a blog that
//! has changed since.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::path::Path;

use portable_pty::CommandBuilder;
use tempfile::TempDir;
use terminal::Terminal;

/// The file of a post: a higher number is newer.
fn name(n: usize) -> String {
    let (year, month, day) = (2000 + n / 30, n % 30 / 3 + 1, n % 3 * 9 + 1);
    format!("_posts/{}/{year}-{month:02}-{day:02}-post-{n:03}.md", n % 2)
}

/// A blog of six hundred posts in two folders, and a cache.
struct Blog {
    folder: TempDir,
    cache: TempDir,
}

impl Blog {
    fn new() -> Self {
        let blog = Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        blog.write("_config.yml", "title: The Marsh Diary\n");
        for n in 0..600 {
            blog.write(&name(n), &format!("---\ntitle: Number {n:03}\n---\nThe text of number {n}.\n"));
        }
        blog
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn start(&self) -> Terminal {
        self.start_with("")
    }

    /// The same with the path of a post below the folder.
    fn start_with(&self, post: &str) -> Terminal {
        let mut command = CommandBuilder::new("/bin/sh");
        let shown = |path: &Path| path.display().to_string();
        let (cache, blog) = (shown(self.cache.path()), shown(self.folder.path()));
        let program = env!("CARGO_BIN_EXE_rushlight");
        command.args(["-c", &format!("XDG_CACHE_HOME={cache} exec {program} {blog}/{post}")]);
        Terminal::start(command, 80, 24)
    }
}

fn quit(mut terminal: Terminal) {
    terminal.keys("Q");
    assert!(terminal.ended().success());
}

#[test]
fn a_blog_that_changed_between_starts_is_shown_as_it_is() {
    let blog = Blog::new();
    let first = blog.start();
    first.wait_for("600 posts, newest first");
    first.wait_for("Number 599");
    quit(first);
    // The same again.
    let second = blog.start();
    second.wait_for("600 posts, newest first");
    assert!(second.text().contains("Number 599"), "{}", second.text());
    quit(second);
    // A title of the first page, one far below, one gone, one more.
    blog.write(&name(599), "---\ntitle: Renamed near\n---\n");
    blog.write(&name(3), "---\ntitle: Renamed far\n---\n");
    fs::remove_file(blog.path(&name(598))).unwrap();
    fs::remove_file(blog.path(&name(5))).unwrap();
    blog.write("_posts/0/2020-12-31-new.md", "---\ntitle: Quite new\n---\n");
    let mut third = blog.start();
    third.wait_for("599 posts, newest first");
    third.wait_for("Quite new");
    third.wait_for("Renamed near");
    assert!(!third.text().contains("Number 598") && !third.text().contains("Number 599"), "{}", third.text());
    third.keys("/far\r");
    third.wait_for("1 of 599");
    third.wait_for("Renamed far");
    quit(third);
}

#[test]
fn a_post_that_is_a_link_is_named_as_it_is_listed() {
    // The file that it leads to is no post, and that was looked for.
    let blog = Blog::new();
    blog.write("texts/one.md", "---\ntitle: Kept elsewhere\n---\nThe text of the link.\n");
    let link = blog.path("_posts/2021-01-01-link.md");
    std::os::unix::fs::symlink(blog.path("texts/one.md"), &link).unwrap();
    let mut named = blog.start_with("_posts/2021-01-01-link.md");
    named.wait_for("The text of the link.");
    named.wait_for("Post 1 of 601");
    named.keys(")");
    named.wait_for("The text of number 599.");
    quit(named);
    let print = std::process::Command::new(env!("CARGO_BIN_EXE_rushlight")).arg("print").arg(&link).output();
    let printed = String::from_utf8(print.unwrap().stdout).unwrap();
    assert!(printed.contains("1 January 2021"), "its date is that of the link's name: {printed}");
    // A link from elsewhere means the post that it leads to.
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(blog.path(&name(3)), outside.path().join("link.md")).unwrap();
    let print = std::process::Command::new(env!("CARGO_BIN_EXE_rushlight"))
        .arg("print")
        .arg(outside.path().join("link.md"))
        .output();
    assert!(String::from_utf8(print.unwrap().stdout).unwrap().contains("Number 003"));
}

#[test]
fn a_spoiled_cache_costs_time_and_nothing_else() {
    let blog = Blog::new();
    let first = blog.start();
    first.wait_for("600 posts, newest first");
    quit(first);
    let index = blog.cache.path().join("rushlight/index");
    for file in fs::read_dir(index).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
    let mut second = blog.start();
    second.wait_for("600 posts, newest first");
    second.wait_for("Number 599");
    second.keys("\r");
    second.wait_for("The text of number 599.");
    quit(second);
}

#[test]
fn keys_that_are_typed_before_there_are_posts_wait_for_them() {
    let blog = Blog::new();
    for _ in 0..2 {
        let mut terminal = blog.start();
        terminal.keys("/Number 077\r\r");
        terminal.wait_for("The text of number 77.");
        quit(terminal);
    }
}

#[test]
fn two_at_once_start_from_one_cache() {
    let blog = Blog::new();
    let terminals = [blog.start(), blog.start(), blog.start()];
    for terminal in terminals {
        terminal.wait_for("600 posts, newest first");
        quit(terminal);
    }
    let last = blog.start();
    last.wait_for("600 posts, newest first");
    quit(last);
}

#[test]
fn a_post_that_is_named_is_shown_and_leads_to_the_others() {
    let blog = Blog::new();
    blog.write(&name(300), "---\ntitle: Number 300\n---\nThis is [another](/2009/01/19/post-299.html).\n");
    let mut terminal = blog.start_with(&name(300));
    terminal.wait_for("This is another");
    terminal.keys(")");
    terminal.wait_for("The text of number 299.");
    quit(terminal);
}

#[test]
fn a_post_on_standard_input_is_read_with_keys_of_the_terminal() {
    // It said `no such file or folder: -`, where less and glow read.
    let mut command = CommandBuilder::new("/bin/sh");
    let text = "# From a pipe\\n\\nTo [nowhere](x.md).\\n";
    command.args(["-c", &format!("printf '{text}' | {} $1", env!("CARGO_BIN_EXE_rushlight")), "sh"]);
    // A dash may be left out: what came through a pipe was dropped then.
    let short = Terminal::start(command.clone(), 80, 24);
    short.wait_for("To nowhere.");
    quit(short);
    command.arg("-");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("To nowhere.");
    terminal.keys("re");
    terminal.wait_for("This was not read from a file");
    assert!(terminal.text().contains("From a pipe"), "{}", terminal.text());
    quit(terminal);
}
