//! The sample blog is the guide, and the first thing that anyone sees: it has no fault.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rushlight::document::{Link, LinkKind, Target};
use rushlight::library::Library;
use rushlight::post::SiteId;
use rushlight::site::{self, Generator};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("posts")
}

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn blog() -> Library {
    let mut site = site::detect(&folder(), None).unwrap();
    assert_eq!((site.generator, site.title.as_str()), (Generator::Jekyll, "Rushlight"));
    assert_eq!(site.problems, []);
    let posts = site::scan(&mut site, now());
    Library::new(vec![site], posts)
}

#[test]
fn it_has_posts_enough_and_no_problem() {
    let library = blog();
    assert!(library.posts().len() >= 14, "{} posts", library.posts().len());
    for post in library.posts() {
        assert_eq!(*post.problems, [], "{}", post.name);
        let opened = site::open(&library.sites()[0], library.posts(), post, now()).unwrap();
        assert_eq!(opened.document.problems, [], "{}", post.name);
        assert!(!opened.document.blocks.is_empty(), "{} is empty", post.name);
    }
}

#[test]
fn its_links_lead_somewhere() {
    let library = blog();
    for post in library.posts() {
        let document = site::open(&library.sites()[0], library.posts(), post, now()).unwrap().document;
        for link in &document.links {
            assert!(leads_somewhere(&library, link), "{}: {:?}", post.name, link);
        }
    }
}

fn leads_somewhere(library: &Library, link: &Link) -> bool {
    match &link.target {
        Target::Web(address) => address.starts_with("https://") || address.starts_with("mailto:"),
        Target::Site(path) if link.kind == LinkKind::Page => library.resolve(SiteId(0), path).is_some(),
        Target::Site(path) => folder().join(path.trim_start_matches('/')).is_file(),
        Target::Anchor(_) | Target::Note(_) => true,
        Target::Written(_) => false,
    }
}

#[test]
fn it_is_small() {
    let bytes = bytes_below(&folder());
    assert!(bytes < 150_000, "{bytes} bytes are built into the program");
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| match entry.metadata().unwrap() {
            about if about.is_dir() => bytes_below(&entry.path()),
            about => about.len(),
        })
        .sum()
}
