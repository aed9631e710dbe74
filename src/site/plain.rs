//! Any folder of Markdown. Front matter is optional; a title may be the first heading or the file's name; a date
//! may be in the header, in the file's name, or the file's own time.

mod names;
mod naming;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::date::{DateSource, PostDate};
use crate::document::Target;
use crate::front_matter::{self, Header, dates, decode::decode_head, fields};
use crate::post::{Meta, Name, Post, Rare, Slug, State};
use crate::problem::Problem;
use crate::text::Clean;
use crate::text::slug::slugify;

use naming::{dated_name, first_heading, html_title, titled};

use super::gitignore::{Gitignore, MOST};
use super::{Candidate, Files, Found, Generator, Head, Meanwhile, Page, Rules, Site, files, open};

/// A plain folder stops at this many files and says so.
const MAX_POSTS: usize = 20_000;

/// No folder is entered deeper than this.
const MAX_DEPTH: usize = 24;

/// A folder that nobody named is one of posts where Markdown lies no deeper than this.
const NEAR: usize = 5;

/// Folders that hold output, tools or other people's texts.
const NEVER: &[&str] = &["_site", "public", "node_modules", "vendor", "target", "dist", "bower_components"];

/// The conventions of a plain folder: none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

/// Loads a folder as it is.
pub(super) fn load(files: Files) -> Site {
    let mut site = Site::new(files, Generator::Plain).with_rules(Plain);
    site.dialect.vault = true;
    site
}

impl Rules for Plain {
    fn find(&self, files: &Files, meanwhile: Meanwhile<'_>) -> Found {
        let ignored = ignored(files);
        // Who goes to one file passes by as many as there are.
        let most = if files.is_way() { usize::MAX } else { MAX_POSTS };
        let mut walk = Walk { files, ignored: &ignored, most, meanwhile, found: Found::default() };
        walk.folder(Path::new(""), 0);
        walk.found
    }

    fn post(&self, site: &Site, candidate: Candidate<'_>, head: &Head, _now: Timestamp) -> Option<Post> {
        let name = open::shown(candidate.path);
        let (text, garbled) = decode_head(&head.bytes, site.encoding, &name);
        let split = front_matter::split(&text);
        let mut header = Header::read(&split, &name);
        let mut problems: Vec<Problem> =
            garbled.into_iter().chain(std::mem::take(&mut header.problems)).collect();
        problems.extend(front_matter::late(&split, &name));
        let meta = meta(site, candidate.path, &header, split.body, head, &mut problems);
        Some(candidate.post(site, head, name, meta, problems))
    }

    /// Notes name each other.
    fn resolve(&self, page: &Page<'_>, written: &str) -> Target {
        names::resolve(page, written)
    }

    fn stands_alone(&self) -> bool {
        false
    }

    /// When most files were written on one day, that day is when they were copied, not when they were written.
    fn settle(&self, _site: &Site, posts: &mut [Arc<Post>]) {
        let is_file_time =
            |post: &Arc<Post>| post.meta.date.filter(|date| date.source == DateSource::FileTime);
        let mut days: Vec<Date> =
            posts.iter().filter_map(is_file_time).map(|date| date.civil().date()).collect();
        days.sort_unstable();
        let most = days.chunk_by(|a, b| a == b).map(<[Date]>::len).max().unwrap_or(0);
        if posts.len() > 2 && most * 2 > days.len() {
            posts
                .iter_mut()
                .filter(|post| is_file_time(post).is_some())
                .for_each(|post| Arc::make_mut(post).meta.date = None);
        }
    }
}

/// A plain folder has what lies in it.
pub(super) fn serves(files: &Files, path: &str) -> bool {
    let path = Path::new(path);
    files.is_file(path) || files.is_folder(path)
}

/// Whether there is Markdown in a folder or below it that a plain folder would show, among its first `most` entries.
pub fn holds_markdown(folder: &Path, most: usize) -> bool {
    Files::folder(folder).is_ok_and(|files| meets_markdown(&files, most))
}

fn meets_markdown(files: &Files, most: usize) -> bool {
    let ignored = ignored(files);
    let found = Found::default();
    let walk = Walk { files, ignored: &ignored, most: MAX_POSTS, meanwhile: &|_| {}, found };
    walk.meets_markdown(Path::new(""), 0, &mut { most })
}

/// What the folder's own `.gitignore` names.
fn ignored(files: &Files) -> Gitignore {
    let path = Path::new(".gitignore");
    let head = files.is_file(path).then(|| files.head(path, |bytes| bytes.len() > MOST));
    Gitignore::new(&String::from_utf8_lossy(&head.and_then(Result::ok).unwrap_or_default().bytes))
}

struct Walk<'a> {
    files: &'a Files,
    ignored: &'a Gitignore,
    /// How many files are taken.
    most: usize,
    meanwhile: Meanwhile<'a>,
    found: Found,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        for entry in self.found.list(self.files, folder) {
            let path = folder.join(&entry.name);
            let name = entry.name.to_string_lossy();
            if entry.is_folder {
                if depth < MAX_DEPTH && self.enters(&path, &name) && self.found.candidates.len() < self.most {
                    self.folder(&path, depth + 1);
                }
            } else if is_markdown(&path) && !name.starts_with('.') {
                match is_article(&name) {
                    true if self.found.candidates.len() < self.most => {
                        self.found.candidates.push(Candidate::new(&path))
                    }
                    true => self.found.stopped_at = Some(self.most),
                    false => self.found.others += 1,
                }
            }
        }
        (self.meanwhile)(&self.found.latest());
    }

    /// Whether a folder may hold posts.
    fn enters(&self, path: &Path, name: &str) -> bool {
        let hidden = name.starts_with('.') || NEVER.contains(&name);
        !hidden && (name == "_drafts" || !self.ignored.ignores_folder(&files::slashed(path)))
    }

    fn meets_markdown(&self, folder: &Path, depth: usize, left: &mut usize) -> bool {
        self.files.list(folder).iter().any(|entry| {
            let path = folder.join(&entry.name);
            let name = entry.name.to_string_lossy();
            *left = left.saturating_sub(1);
            *left > 0
                && match entry.is_folder {
                    true => {
                        depth < NEAR
                            && self.enters(&path, &name)
                            && self.meets_markdown(&path, depth + 1, left)
                    }
                    false => is_markdown(&path) && !name.starts_with('.'),
                }
        })
    }
}

/// Whether a file's name says that it is Markdown.
pub fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    matches!(extension.as_str(), "md" | "markdown" | "mkd" | "mkdn" | "mkdown" | "mdown" | "mdx")
}

/// A licence or a changelog beside the posts is no post; a README is what a plain folder begins with.
fn is_article(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    !matches!(
        stem.as_str(),
        "LICENSE" | "LICENCE" | "COPYING" | "CHANGELOG" | "CODE_OF_CONDUCT" | "CONTRIBUTING"
    )
}

fn meta(
    site: &Site,
    path: &Path,
    header: &Header,
    body: &str,
    head: &Head,
    problems: &mut Vec<Problem>,
) -> Meta {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let (named_date, rest) = dated_name(&stem).map_or((None, &*stem), |(date, rest)| (Some(date), rest));
    let first = |keys: &[&str]| header.first_folded(keys);
    let list = |keys: &[&str]| first(keys).map(fields::comma_list).unwrap_or_default();
    let line = |keys: &[&str]| first(keys).map(fields::line).unwrap_or_default();
    let named = if rest.is_empty() { stem.clone().into_owned() } else { titled(rest) };
    let said = if open::is_html(path) { html_title(body) } else { first_heading(body) };
    let title = [line(&["title"]), said, Clean::line(&named)];
    let date = first(&["date", "published", "created"])
        .and_then(|value| written_date(value, site, problems, open::shown(path)))
        .or_else(|| PostDate::in_zone(named_date?.at(0, 0, 0, 0), &site.zone, false, DateSource::FileName))
        .or_else(|| head.modified.map(|time| PostDate::of_file(time, &site.zone)));
    let url = address(path);
    let slug = first(&["slug"]).map_or_else(
        || slugify(if rest.is_empty() { &stem } else { rest }),
        |value| value.text().into_owned(),
    );
    Meta {
        untitled: false,
        title: title.into_iter().find(|title| !title.trim().is_empty()).unwrap_or_else(|| Clean::line(&stem)),
        date,
        tags: list(&["tags", "tag", "keywords"]).into(),
        categories: list(&["categories", "category"]).into(),
        more: Rare {
            authors: list(&["authors", "author"]),
            series: first(&["series"]).map(fields::line),
            ..Rare::default()
        }
        .into(),
        lang: Name::unless_empty(line(&["lang", "language"])),
        slug: Slug::beside(&url, Clean::line(&slug)),
        url,
        state: match first(&["draft"]).and_then(|value| value.as_bool()) {
            Some(true) => State::Draft,
            _ => State::Published,
        },
    }
}

/// The date of a header; one that cannot be read is a problem.
fn written_date(
    value: &crate::value::Value,
    site: &Site,
    problems: &mut Vec<Problem>,
    file: Clean,
) -> Option<PostDate> {
    if let Some(written) = dates::of_value(value) {
        return PostDate::written(written.civil, written.offset, written.has_time, &site.zone);
    }
    let message = format!("cannot read the date `{}`", value.text());
    problems.push(Problem::new(&file, &message, "write it as 2009-08-19 or 2009-08-19 22:54:00 +0100"));
    None
}

/// The path from the root, with a slash in front: what links between the files of a folder come to.
fn address(path: &Path) -> Clean {
    let mut address = PathBuf::from("/");
    address.push(path);
    open::shown(&address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{detect_in, scan};

    fn posts(files: &[(&'static str, &'static str)]) -> (usize, Vec<String>) {
        let table = Files::table(files.iter().map(|(path, text)| (*path, text.as_bytes())));
        let mut site = detect_in(table, Some(Generator::Plain));
        let posts = scan(&mut site, Timestamp::UNIX_EPOCH);
        let date =
            |post: &Post| post.meta.date.map(|date| date.civil().date().to_string()).unwrap_or_default();
        let row = |post: &Post| format!("{} | {} | {}", post.name, post.meta.title, date(post));
        (site.others, posts.iter().map(|post| row(post)).collect())
    }

    #[test]
    fn titles_and_dates_from_header_heading_and_name() {
        let (others, rows) = posts(&[
            ("LICENSE.md", "x"),
            ("2009-08-19-some_words.md", "Text"),
            ("a.md", "---\nTitle: Said\ndate: July 6, 2021\n---\n# Heading"),
            ("notes/b.md", "![badge](x.svg)\n<!-- a\ncomment -->\n\n# `Heading` &amp; *more* #\n"),
            ("node_modules/c.md", "no"),
        ]);
        assert_eq!(others, 1);
        assert_eq!(
            rows,
            [
                "2009-08-19-some_words.md | Some words | 2009-08-19",
                "a.md | Said | 2021-07-06",
                "notes/b.md | Heading & more | ",
            ]
        );
    }

    #[test]
    fn a_date_may_be_followed_by_a_blank() {
        // `2025-09-14 Pears.md` had neither date nor title, though the guide shows it as an example.
        let (_, rows) = posts(&[
            ("2025 09 15 Apples.md", "Text"),
            ("2025-09-14 Pears.md", "Text"),
            ("2025-09-16 - Plums.md", "Text"),
            ("2025-09-17.md", "A note of the day"),
            ("2025-09-18th party.md", "Text"),
            ("2025.09.19 Quinces.md", "Text"),
            ("8-9-10 ways.md", "Text"),
        ]);
        assert_eq!(
            rows,
            [
                "2025 09 15 Apples.md | Apples | 2025-09-15",
                "2025-09-14 Pears.md | Pears | 2025-09-14",
                "2025-09-16 - Plums.md | Plums | 2025-09-16",
                "2025-09-17.md | 2025-09-17 | 2025-09-17",
                "2025-09-18th party.md | 2025 09 18th party | ",
                "2025.09.19 Quinces.md | Quinces | 2025-09-19",
                "8-9-10 ways.md | 8 9 10 ways | ",
            ]
        );
    }

    #[test]
    fn a_heading_further_down_heads_a_part_of_the_text() {
        // It was the title, and stood in the text once more.
        let (_, rows) = posts(&[
            ("code.md", "```\n# make\n```\n# Later"),
            ("middle.md", "Some words first.\n\n## A part\n\nmore"),
            ("ruled.md", "\nThe title\n=========\n\nmore"),
            ("sign.md", "***\n## Second rank\n"),
            ("tag.md", "<h1 align=center>Name</h1>\n\n## A part\n"),
        ]);
        let titles: Vec<_> = rows.iter().map(|row| row.split(" | ").nth(1).unwrap_or_default()).collect();
        assert_eq!(titles, ["Code", "Middle", "The title", "Second rank", "Tag"]);
    }

    #[test]
    fn a_folder_is_one_of_markdown_where_a_near_file_would_be_shown() {
        let meets = |files: &[(&'static str, &'static str)], most: usize| {
            let table = Files::table(files.iter().map(|(path, text)| (*path, text.as_bytes())));
            meets_markdown(&table, most)
        };
        assert!(meets(&[("a.txt", ""), ("b/c/d/e/f/g.MD", "")], 20));
        assert!(!meets(&[("b/c/d/e/f/g/h.md", "")], 20), "too deep");
        assert!(!meets(&[("a.txt", ""), ("b.txt", ""), ("c.md", "")], 2), "not among the first");
        let hidden = [(".gitignore", "/out\n"), ("out/a.md", ""), (".x/a.md", ""), ("target/a.md", "")];
        assert!(!meets(&hidden, 20));
    }

    #[test]
    fn what_git_ignores_is_output() {
        let (_, rows) = posts(&[(".gitignore", "/out\n"), ("out/a.md", "A"), ("b.md", "B")]);
        assert_eq!(rows, ["b.md | B | "]);
    }
}
