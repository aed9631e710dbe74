//! What a start takes from the heads that an earlier one kept: a folder in, its list out, and which files were opened.

use std::cell::RefCell;
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use tempfile::TempDir;

use super::Index;
use crate::post::Post;
use crate::site::{self, Generator, Heads, Kept, Recall, Seen, Site, detect};

/// A blog in a folder, and beside it a cache.
struct Blog {
    folder: TempDir,
    cache: TempDir,
    generator: Generator,
}

/// The index, and which files had to be opened.
struct Watched {
    index: Index,
    opened: Arc<std::sync::Mutex<Vec<String>>>,
}

struct WatchedKept(Box<dyn Kept>, Arc<std::sync::Mutex<Vec<String>>>);

impl Heads for Watched {
    fn of(&self, site: &Site, state: u64) -> Box<dyn Kept> {
        Box::new(WatchedKept(self.index.of(site, state), self.opened.clone()))
    }
}

impl Kept for WatchedKept {
    fn recall(&self) -> Box<dyn Recall + '_> {
        self.0.recall()
    }

    fn keep(&self, seen: &[Seen<'_>]) {
        let opened = seen.iter().filter(|seen| seen.is_read).map(|seen| seen.path.display().to_string());
        self.1.lock().unwrap().extend(opened);
        self.0.keep(seen);
    }
}

/// What one start gave.
struct Start {
    /// Title and date of each post.
    list: Vec<String>,
    opened: Vec<String>,
}

impl Blog {
    fn new(generator: Generator, files: &[(&str, &str)]) -> Self {
        let blog =
            Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap(), generator };
        files.iter().for_each(|(path, text)| blog.write(path, text));
        blog
    }

    /// Writes a file.
    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn scan(&self, now: Timestamp) -> (Vec<Arc<Post>>, Vec<String>) {
        let mut site = detect(self.folder.path(), Some(self.generator)).unwrap();
        let opened = Arc::default();
        let index = Index { kept_at: Some(later()), ..Index::new(Some(self.cache.path().to_owned())) };
        let heads = Watched { index, opened: Arc::clone(&opened) };
        let posts = site::scan_with(&mut site, Some(&heads), &|_| {}, now);
        let mut fresh = detect(self.folder.path(), Some(self.generator)).unwrap();
        assert_eq!(posts, site::scan(&mut fresh, now), "what is known is what would be read");
        let opened = opened.lock().unwrap().clone();
        (posts, opened)
    }

    fn start_at(&self, now: Timestamp) -> Start {
        let (posts, opened) = self.scan(now);
        let date =
            |post: &Post| post.meta.date.map(|date| date.civil().date().to_string()).unwrap_or_default();
        let row = |post: &Arc<Post>| format!("{} {}", post.meta.title, date(post)).trim().to_owned();
        Start { list: posts.iter().map(row).collect(), opened }
    }

    fn start(&self) -> Start {
        self.start_at(now())
    }

    fn file(&self) -> PathBuf {
        let entries = fs::read_dir(self.cache.path().join("index")).unwrap();
        let files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "heads")).unwrap()
    }
}

fn now() -> Timestamp {
    "2024-04-01T12:00:00Z".parse().unwrap()
}

/// A start an hour from now: every file is old then.
fn later() -> Timestamp {
    Timestamp::now() + Duration::from_secs(3600)
}

const THREE: &[(&str, &str)] = &[
    ("_config.yml", "title: T\n"),
    ("_posts/2024-01-01-a.md", "---\ntitle: One\ntags: [x, y]\n---\nA\n"),
    (
        "_posts/2024-01-02-b.md",
        "---\ntitle: \"Zwei \\\"Wege\\\" – 桁\"\ndate: 2024-01-02 10:11:12 +0300\n---\nB\n",
    ),
    ("_posts/2024-01-03-c.md", "---\ntitle: [unclosed\n---\nC\n"),
];

fn jekyll() -> Blog {
    Blog::new(Generator::Jekyll, THREE)
}

#[test]
fn a_second_start_opens_no_post() {
    let blog = jekyll();
    assert_eq!(blog.start().opened.len(), 3);
    let second = blog.start();
    assert_eq!(second.opened, [""; 0]);
    assert_eq!(second.list[..2], ["One 2024-01-01", "Zwei \"Wege\" – 桁 2024-01-02"]);
}

#[test]
fn a_post_that_changed_is_opened_and_the_others_are_not() {
    let blog = jekyll();
    blog.start();
    blog.write("_posts/2024-01-01-a.md", "---\ntitle: Other\n---\nA\n");
    let start = blog.start();
    assert_eq!(start.opened, ["_posts/2024-01-01-a.md"]);
    assert_eq!(start.list[0], "Other 2024-01-01");
    assert_eq!(blog.start().opened, [""; 0]);
}

/// Whoever restores a backup, or edits with a tool that keeps times, sets the time back; the size may be the same by chance.
#[cfg(unix)]
#[test]
fn a_post_of_the_same_size_whose_time_was_set_back_is_opened() {
    let blog = jekyll();
    let path = blog.folder.path().join("_posts/2024-01-01-a.md");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    blog.start();
    blog.write("_posts/2024-01-01-a.md", "---\ntitle: Two\ntags: [x, y]\n---\nA\n");
    File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    let start = blog.start();
    assert_eq!((start.opened.len(), start.list[0].as_str()), (1, "Two 2024-01-01"));
}

#[test]
fn what_was_written_while_it_was_read_is_not_trusted() {
    let blog = jekyll();
    let start = |at| {
        let mut site = detect(blog.folder.path(), Some(Generator::Jekyll)).unwrap();
        let opened = Arc::default();
        let index = Index { kept_at: Some(at), ..Index::new(Some(blog.cache.path().to_owned())) };
        site::scan_with(&mut site, Some(&Watched { index, opened: Arc::clone(&opened) }), &|_| {}, now());
        opened.lock().unwrap().len()
    };
    assert_eq!(start(Timestamp::now()), 3);
    assert_eq!(start(later()), 3, "they may have changed in the same moment");
    assert_eq!(start(later()), 0);
}

#[test]
fn posts_come_and_go_between_starts() {
    let blog = jekyll();
    blog.start();
    blog.write("_posts/2023-12-31-before.md", "---\ntitle: Before\n---\n");
    blog.write("_posts/2024-01-02-a2.md", "---\ntitle: Between\n---\n");
    fs::remove_file(blog.folder.path().join("_posts/2024-01-03-c.md")).unwrap();
    let start = blog.start();
    assert_eq!(start.opened.len(), 2);
    let titles =
        ["Before 2023-12-31", "One 2024-01-01", "Between 2024-01-02", "Zwei \"Wege\" – 桁 2024-01-02"];
    assert_eq!(start.list, titles);
    fs::rename(
        blog.folder.path().join("_posts/2024-01-01-a.md"),
        blog.folder.path().join("_posts/2024-01-09-a.md"),
    )
    .unwrap();
    let start = blog.start();
    assert_eq!(start.opened, ["_posts/2024-01-09-a.md"]);
    assert_eq!(start.list[3], "One 2024-01-09");
    assert_eq!(blog.start().opened, [""; 0]);
}

#[test]
fn another_configuration_reads_all_posts() {
    let blog = jekyll();
    blog.start();
    blog.write("_config.yml", "title: T\ndefaults: [{scope: {path: ''}, values: {tags: [z]}}]\n");
    assert_eq!(blog.start().opened.len(), 3);
    assert_eq!(blog.start().opened.len(), 0);
}

#[test]
fn a_section_of_hugo_says_something_of_its_pages() {
    let blog = Blog::new(
        Generator::Hugo,
        &[
            ("hugo.toml", "title = 'T'\n"),
            ("content/a/_index.md", "---\ncascade:\n  title: Old\n---\n"),
            ("content/a/one.md", "---\ndate: 2024-01-01\n---\n"),
        ],
    );
    assert_eq!(blog.start().list, ["Old 2024-01-01"]);
    assert_eq!(blog.start().opened.len(), 0);
    blog.write("content/a/_index.md", "---\ncascade:\n  title: New one\n---\n");
    assert_eq!(blog.start().list, ["New one 2024-01-01"]);
}

#[test]
fn a_page_expires_though_its_file_does_not_change() {
    let blog = Blog::new(
        Generator::Hugo,
        &[
            ("hugo.toml", "title = 'T'\n"),
            ("content/a.md", "---\ntitle: A\ndate: 2024-01-01\nexpiryDate: 2024-05-01\n---\n"),
            ("content/b.md", "---\ntitle: B\ndate: 2024-01-01\npublishDate: 2024-06-01\n---\n"),
            ("content/c.md", "---\ntitle: C\ndate: 2024-01-01\n---\n"),
        ],
    );
    assert_eq!(blog.start().list, ["A 2024-01-01", "B 2024-06-01", "C 2024-01-01"]);
    let start = blog.start_at("2024-07-01T00:00:00Z".parse().unwrap());
    assert_eq!(start.opened, ["content/a.md", "content/b.md"]);
    assert_eq!(start.list, ["A 2024-01-01", "B 2024-01-01", "C 2024-01-01"]);
}

#[test]
fn a_document_without_a_date_whose_address_names_the_day_is_never_kept() {
    let blog = Blog::new(
        Generator::Jekyll,
        &[
            ("_config.yml", "collections: {notes: {output: true, permalink: '/:year/:title/'}}\n"),
            ("_notes/a.md", "---\ntitle: A\n---\n"),
        ],
    );
    let urls = |now: &str| blog.scan(now.parse().unwrap()).0[0].meta.url.to_string();
    assert_eq!(urls("2024-04-01T12:00:00Z"), "/2024/a/");
    assert_eq!(urls("2025-04-01T12:00:00Z"), "/2025/a/");
}

#[test]
fn the_times_of_plain_files_count_as_at_the_first_start() {
    let blog = Blog::new(Generator::Plain, &[("a.md", "# A\n"), ("b.md", "# B\n")]);
    let first = blog.start();
    assert!(first.list[0].len() > 2, "a date of the file: {:?}", first.list);
    assert_eq!(blog.start().list, first.list);
    // With a third most files are of one day, which then is when they were copied.
    blog.write("c.md", "# C\n");
    assert_eq!(blog.start().list, ["A", "B", "C"]);
    fs::remove_file(blog.folder.path().join("c.md")).unwrap();
    assert_eq!(blog.start().list, first.list);
}

#[test]
fn a_damaged_file_is_read_around_or_made_anew() {
    let blog = Blog::new(Generator::Jekyll, &[("_config.yml", "")]);
    for n in 0..600 {
        blog.write(&format!("_posts/2024-01-01-{n:03}.md"), &format!("---\ntitle: Post {n}\n---\n"));
    }
    assert_eq!(blog.start().opened.len(), 600);
    let whole = fs::read(blog.file()).unwrap();
    let damaged = |from: usize, to: usize| {
        let mut bytes = whole.clone();
        bytes[from..to].fill(0x55);
        bytes
    };
    let length = whole.len();
    let all: [(Vec<u8>, usize); 6] = [
        (Vec::new(), 600),
        (b"something else".to_vec(), 600),
        (whole[..length / 2].to_vec(), 600),
        (damaged(length - 20, length), 600),
        (damaged(100, 120), 256),
        (damaged(0, length), 600),
    ];
    for (bytes, opened) in all {
        fs::write(blog.file(), &bytes).unwrap();
        assert_eq!(blog.start().opened.len(), opened, "{} bytes", bytes.len());
        assert_eq!(blog.start().opened.len(), 0);
    }
}

#[test]
fn any_bytes_are_no_post_or_one() {
    let blog = jekyll();
    blog.start();
    let whole = fs::read(blog.file()).unwrap();
    for at in 0..whole.len() {
        let mut reader = super::record::Reader { rest: &whole[at..] };
        let _ = reader.post(std::path::Path::new("a.md"), &mut crate::post::Pool::default());
    }
}

#[test]
fn two_at_once_keep_one_file_that_holds() {
    let blog = Blog::new(Generator::Jekyll, &[("_config.yml", "")]);
    for n in 0..600 {
        blog.write(&format!("_posts/2024-01-01-{n:03}.md"), &format!("---\ntitle: Post {n}\n---\n"));
    }
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(blog.start().list.len(), 600));
        }
    });
    assert_eq!(blog.start().list.len(), 600);
    assert_eq!(blog.start().opened.len(), 0);
}

#[test]
fn without_a_place_for_it_nothing_is_kept_and_all_is_there() {
    let blog = jekyll();
    let file = blog.cache.path().join("file");
    fs::write(&file, "").unwrap();
    for cache in [None, Some(file)] {
        let mut site = detect(blog.folder.path(), None).unwrap();
        let posts = site::scan_with(&mut site, Some(&Index::new(cache)), &|_| {}, now());
        assert_eq!(posts.len(), 3);
    }
}

#[test]
fn the_posts_so_far_are_in_order_and_the_last_of_the_names_come_first() {
    let blog = Blog::new(Generator::Jekyll, &[("_config.yml", "")]);
    for n in 0..300 {
        blog.write(&format!("_posts/2024-01-01-{n:03}.md"), &format!("---\ntitle: Post {n}\n---\n"));
    }
    let told: RefCell<Vec<Vec<String>>> = RefCell::default();
    let mut site = detect(blog.folder.path(), None).unwrap();
    let all = site::scan_with(
        &mut site,
        None,
        &|posts| told.borrow_mut().push(posts().iter().map(|post| post.meta.title.to_string()).collect()),
        now(),
    );
    let all: Vec<String> = all.iter().map(|post| post.meta.title.to_string()).collect();
    let told = told.into_inner();
    assert!(!told.is_empty());
    for some in &told {
        let places: Vec<usize> =
            some.iter().map(|title| all.iter().position(|other| other == title).unwrap()).collect();
        assert!(places.is_sorted());
    }
    assert!(
        told[0].contains(&"Post 299".to_owned()) || told[0].contains(&"Post 250".to_owned()),
        "{:?}",
        told[0]
    );
}
