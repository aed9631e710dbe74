//! Links that lead nowhere: to no post, page or file of the site, or to no anchor of the post.
//!
//! What is at a path of the web page is asked of the generator ([`Rules::serves`](super::Rules::serves)); which posts
//! there are is known to the library, which hands it in. An address of another host is never judged.

use std::cell::LazyCell;
use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use crate::document::{Document, Link, LinkKind, Target, anchors};
use crate::post::Post;
use crate::problem::Problem;
use crate::text::Clean;

use super::Site;

/// A post with more dead links than this has one fault, not many.
const MOST: usize = 100;

/// What helps against a link that leads nowhere.
const REMEDY: &str = "correct the target";

/// The problems of links to posts, pages and files that are not there. `is_post` says whether a path from the root of
/// the site is the address of a post.
pub fn dead_links(
    site: &Site,
    post: &Post,
    document: &Document,
    is_post: &dyn Fn(&str) -> bool,
) -> Vec<Problem> {
    let mut found = Found::new(post);
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Page) {
        let Target::Site(path) = &link.target else { continue };
        if !found.is_full() && !is_post(path) && !serves(site, post, path) {
            found.add(link, &format!("a link leads nowhere: {path}"));
        }
    }
    found.problems
}

/// The problem of a link that leads nowhere.
pub(super) fn nowhere(post: &Post, link: &Link, target: &str) -> Problem {
    let problem = Problem::new(&post.name, &format!("a link leads nowhere: {target}"), REMEDY);
    if link.line > 0 { problem.at(link.line) } else { problem }
}

/// The problems of pictures, films and sounds that are not there.
pub(super) fn dead_media(site: &Site, post: &Post, document: &Document) -> Vec<Problem> {
    let mut found = Found::new(post);
    for link in &document.links {
        let (Target::Site(path), LinkKind::Image | LinkKind::Media) = (&link.target, link.kind) else {
            continue;
        };
        if !found.is_full() && !serves(site, post, path) {
            let kind = if link.kind == LinkKind::Image { "image" } else { "file" };
            found.add(link, &format!("no such {kind}: {path}"));
        }
    }
    found.problems
}

/// The problems of links to anchors that the post does not have. `text` is what the post was made from: an element whose
/// id is not kept in the document has it there.
pub(super) fn dead_anchors(post: &Post, text: &str, document: &Document) -> Vec<Problem> {
    let own = |path: &Clean| -> Option<Clean> {
        let (path, name) = path.split_once('#')?;
        (path == post.meta.url.as_str()).then(|| Clean::line(&percent_decode_str(name).decode_utf8_lossy()))
    };
    let mut found = Found::new(post);
    // A table of contents asks for every heading: the tree is walked once and not for each.
    let anchors = LazyCell::new(|| anchors::all(document).into_iter().collect::<HashSet<Clean>>());
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Page) {
        let name = match &link.target {
            Target::Anchor(name) => name.clone(),
            Target::Site(path) => match own(path) {
                Some(name) => name,
                None => continue,
            },
            Target::Written(_) | Target::Web(_) | Target::Note(_) => continue,
        };
        let is_there = || is_of_every_page(&name) || is_note(document, &name) || anchors.contains(&name);
        if !found.is_full() && !is_there() && !written(text, &name) {
            found.add(link, &format!("no such anchor in the post: #{name}"));
        }
    }
    found.problems
}

/// Whether the anchor of `target` is one of a post whose document has these; where it is not, the text of the post is
/// looked through: an element whose id is not kept in the document has it there.
pub fn has_anchor_of(site: &Site, post: &Post, anchors: &[Clean], target: &str) -> bool {
    let Some((_, name)) = target.split_once('#') else { return true };
    let name = percent_decode_str(name).decode_utf8_lossy();
    is_of_every_page(&name)
        || ["fn", "footnote"].iter().any(|note| name.starts_with(note))
        || anchors.iter().any(|anchor| **anchor == *name)
        || site.files.read(post.path()).is_ok_and(|bytes| written(&String::from_utf8_lossy(&bytes), &name))
}

/// `#` and `#top` are the start of every page (HTML, 7.4.6.4), and words of a page may be named.
fn is_of_every_page(name: &str) -> bool {
    name.is_empty() || name.eq_ignore_ascii_case("top") || name.starts_with(":~:")
}

/// Whether a name may be that of a footnote: the generator makes those.
fn is_note(document: &Document, name: &str) -> bool {
    ["fn", "footnote"].iter().any(|note| name.starts_with(note)) && !document.notes.is_empty()
}

/// Whether `id="name"`, `name='name'` or `{#name}` stands in the source.
fn written(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default().trim_end_matches(['"', '\'']);
        let after = text.get(at + name.len()..).unwrap_or_default();
        let ends = after.is_empty() || after.starts_with(['"', '\'', '}', ' ', '>', '/', '\n']);
        ends && (before.ends_with("id=")
            || before.ends_with("name=")
            || before.ends_with('#') && braced(before))
    })
}

/// Whether an attribute list is open at the end of a text.
fn braced(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    line.rfind('{').is_some_and(|open| !line.get(open..).unwrap_or_default().contains('}'))
}

/// Whether the web page has something other than a post at a path.
fn serves(site: &Site, post: &Post, path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy();
    let path = path.trim_start_matches('/');
    path.is_empty() || beside(site, post, path) || site.rules.serves(site, path)
}

/// Whether a file lies beside a post that is the index of its folder: the files of a bundle have its address.
fn beside(site: &Site, post: &Post, path: &str) -> bool {
    let address = post.meta.url.trim_start_matches('/');
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_index = post.path().file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("index"));
    let inner = path.strip_prefix(folder).map(|rest| rest.trim_start_matches('/'));
    let Some((inner, above)) = inner.filter(|_| is_index).zip(post.path().parent()) else { return false };
    site.files.is_file(&above.join(inner))
}

/// The problems found so far.
struct Found<'a> {
    post: &'a Post,
    problems: Vec<Problem>,
}

impl<'a> Found<'a> {
    fn new(post: &'a Post) -> Self {
        Self { post, problems: Vec::new() }
    }

    fn is_full(&self) -> bool {
        self.problems.len() >= MOST
    }

    fn add(&mut self, link: &Link, message: &str) {
        let problem = Problem::new(&self.post.name, message, REMEDY);
        let problem = if link.line > 0 { problem.at(link.line) } else { problem };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn ids_in_the_source() {
        for text in ["<a name=here>", "<p class='x' id=\"here\">", "# a {#here}", "# a {: .x #here .y}"] {
            assert!(written(text, "here"), "{text}");
        }
        for text in ["<p id=\"hereafter\">", "here", "#here", "[a](#here)", "{: .x} #here"] {
            assert!(!written(text, "here"), "{text}");
        }
    }
}
