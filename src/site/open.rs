//! A post's body: bytes, text, templates, markup, links.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::document::{Target, title};
use crate::front_matter::{self, Header};
use crate::markup::{self, Islands};
use crate::post::Post;
use crate::problem::Problem;
use crate::text::Clean;

use super::{Body, Failure, Names, Opened, Page, Siblings, Site, dead, files};

/// Reads a post's body. `posts` are all posts of the site, for the links between them.
pub fn open(site: &Site, posts: &[Arc<Post>], post: &Post, now: Timestamp) -> Result<Opened, Failure> {
    open_among(site, Siblings::new(posts, &Names::default()), post, now)
}

/// The same where more than one is opened.
pub fn open_among(site: &Site, posts: Siblings<'_>, post: &Post, now: Timestamp) -> Result<Opened, Failure> {
    let bytes = site.files.read(post.path()).map_err(|error| Failure {
        path: site.root.join(post.path()),
        message: match error.kind() {
            std::io::ErrorKind::NotFound => "no such post".into(),
            _ => format!("cannot read the post ({error})"),
        },
    })?;
    Ok(open_bytes(site, posts, post, &bytes, now))
}

/// The text of a post as it is written, its header cut off: no template run, no markup read.
///
/// # Errors
/// A file that cannot be read.
pub fn source(site: &Site, post: &Post) -> std::io::Result<String> {
    let bytes = site.files.read(post.path())?;
    let (text, _) = front_matter::decode(&bytes, site.encoding, &post.name);
    Ok(front_matter::split(&text).body.to_owned())
}

/// The same from bytes that are already there.
fn open_bytes(site: &Site, posts: Siblings<'_>, post: &Post, bytes: &[u8], now: Timestamp) -> Opened {
    let (text, garbled) = front_matter::decode(bytes, site.encoding, &post.name);
    let text = Islands::disarm(&text);
    let split = front_matter::split(&text);
    let header = Header::read(&split, &post.name);
    let body = Body { text: split.body, first_line: split.body_line };
    let page = Page { site, posts, post, header: &header, body, now };
    let mut expanded = site.rules.expand(&page);
    let mut problems = std::mem::take(&mut expanded.problems);
    let lines = std::mem::take(&mut expanded.lines);
    if let Some((problem, rows)) = cut(&mut expanded.text, &post.name) {
        problems.push(problem.at(line_of_file(split.body_line + rows, split.body_line, &lines)));
    }
    let source = expanded.source(&page);
    let mut document = match is_html(post.path()) {
        true => markup::html(source, &site.dialect),
        false => markup::markdown(source, &site.dialect),
    };
    let mut lacking = Vec::new();
    for link in &mut document.links {
        link.line = line_of_file(link.line, split.body_line, &lines);
        if let Target::Written(written) = &link.target {
            // Among the other posts this is found out with all links that lead nowhere.
            if posts.is_empty() && site.rules.lacks(&page, written) {
                lacking.push(dead::nowhere(post, link, written));
            }
            link.target = site.rules.resolve(&page, written);
        }
    }
    document.problems.extend(lacking);
    document.problems.splice(0..0, garbled.into_iter().chain(problems));
    title::free(&mut document, &post.meta.title);
    let dead = dead::dead_anchors(post, source.text, &document);
    document.problems.extend(dead);
    let dead = dead::dead_media(site, post, &document);
    document.problems.extend(dead);
    Opened { document: Arc::new(document) }
}

/// No more of a text is shown, template and all: more than any post has, and as much as is read in a second.
const LONGEST: usize = 4 << 20;
/// The same for its lines.
const MOST_LINES: usize = 80_000;

/// Cuts a text that is longer than any post; how many lines are left of it.
fn cut(text: &mut Cow<'_, str>, file: &Clean) -> Option<(Problem, usize)> {
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).nth(MOST_LINES);
    let mut end = lines.unwrap_or(LONGEST).min(LONGEST);
    while !text.is_char_boundary(end.min(text.len())) {
        end -= 1;
    }
    let kept = text.get(..end).filter(|kept| kept.len() < text.len())?;
    let rows = memchr::memchr_iter(b'\n', kept.as_bytes()).count();
    *text = Cow::Owned(Islands::whole(kept).to_owned());
    let message = format!("the text is cut: it is longer than {} MB or {MOST_LINES} lines", LONGEST >> 20);
    Some((Problem::new(file, &message, "divide it, or open the file itself"), rows))
}

/// The line of the file from which a line of the expanded text comes; 0, not known, stays.
fn line_of_file(line: usize, first: usize, lines: &[(usize, usize)]) -> usize {
    let Some(inner) = line.checked_sub(first) else { return line };
    let before = lines.partition_point(|(text, _)| *text <= inner);
    match lines.get(before.wrapping_sub(1)) {
        Some((text, source)) => first + source + (inner - text),
        None => line,
    }
}

/// Whether a file holds HTML rather than Markdown.
pub(super) fn is_html(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    matches!(extension.as_str(), "html" | "htm" | "xhtml")
}

/// Text for a name that is shown.
pub(super) fn shown(path: &Path) -> Clean {
    Clean::line(&files::slashed(path))
}
