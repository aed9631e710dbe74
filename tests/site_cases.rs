//! Each rule of a generator as a case: `tests/cases/<generator>/<rule>.case` holds the files of a small site and what
//! its first post prints.
//!
//! A line `== path` begins a file; the first file is the post that is opened, `== prints` what it prints at 60 cells,
//! addresses of links behind their words, problems at the end. What stands before the first `==` is a remark: where the
//! generator itself prints something else, and why this does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::path::Path;

use jiff::Timestamp;
use rushlight::document::Target;
use rushlight::layout::{Addresses, Front, Layout, Options};
use rushlight::library::Library;
use rushlight::site::{self, Files, Generator};
use rushlight::text::Clean;

#[test]
fn every_post_prints_as_its_case_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut wrong = String::new();
    let mut count = 0;
    for generator in [Generator::Jekyll, Generator::Hugo, Generator::Zola] {
        let folder = std::fs::read_dir(root.join(generator.name())).unwrap();
        let mut paths: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "case")) {
            count += 1;
            let text = std::fs::read_to_string(path).unwrap();
            let (files, expected) = parts(&text);
            let found = print(generator, files);
            if found.trim_end() != expected.trim_end() {
                writeln!(wrong, "== {}\n-- expected\n{expected}-- found\n{found}", path.display()).unwrap();
            }
        }
    }
    assert!(count > 20, "the cases are there");
    assert!(wrong.is_empty(), "{wrong}");
}

/// The files of a case, and what is printed.
fn parts(text: &str) -> (Vec<(String, Vec<u8>)>, String) {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("== "), files.last_mut()) {
            (Some(name), _) => files.push((name.trim().to_owned(), String::new())),
            (None, Some((_, body))) => body.push_str(line),
            (None, None) => {}
        }
    }
    let expected = files.pop().filter(|(name, _)| name == "prints").map(|(_, body)| body).unwrap_or_default();
    (files.into_iter().map(|(name, body)| (name, body.into_bytes())).collect(), expected)
}

/// Opens the first file and prints it.
fn print(generator: Generator, files: Vec<(String, Vec<u8>)>) -> String {
    let now: Timestamp = "2024-06-01T12:00:00Z".parse().unwrap();
    let first = files.first().map(|(path, _)| path.clone()).unwrap_or_default();
    let mut site = site::detect_in(Files::table(files), Some(generator));
    let posts = site::scan(&mut site, now);
    let url = Clean::join([&site.url, &site.base], "");
    let library = Library::new(vec![site], posts);
    let Some(id) = library.find(&first).first().copied() else { return format!("{first} is no post\n") };
    let document = library.open(id, now).unwrap().document;
    let of_head = library.post(id).map(|post| post.problems.clone()).unwrap_or_default();
    let new = document.problems.iter().filter(|problem| !of_head.contains(problem)).cloned();
    let problems: Vec<_> = of_head.iter().cloned().chain(new).collect();
    let address = |target: &Target| match target {
        Target::Web(address) | Target::Written(address) => address.clone(),
        Target::Site(path) => Clean::line(&format!("{url}{path}")),
        Target::Anchor(_) | Target::Note(_) => Clean::default(),
    };
    let addresses = document.links.iter().map(|link| address(&link.target)).collect();
    let options = Options {
        width: 60,
        measure: 60,
        centred: false,
        addresses: Addresses::Inline,
        ..Options::default()
    };
    let mut out = String::new();
    for line in Layout::new(document, Front::default(), addresses, options).into_lines() {
        writeln!(out, "{}", line.text().trim_end()).unwrap();
    }
    for problem in problems {
        writeln!(out, "problem: {problem}").unwrap();
    }
    out.trim_start_matches('\n').to_owned()
}
