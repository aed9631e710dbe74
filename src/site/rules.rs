//! The seam between what is the same for every generator and what is its own.
//!
//! To add a generator: implement [`Rules`] in its own file or folder and add a row to [`GENERATORS`].

use std::borrow::Cow;
use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::document::Target;
use crate::front_matter::Header;
use crate::markup::{Islands, Source};
use crate::post::Post;
use crate::problem::Problem;

use super::{
    Candidate, Candidates, Entry, Files, Generator, Head, Siblings, Site, hugo, jekyll, plain, urls, zola,
};

/// What is known of a generator before a site of it is read.
pub(crate) struct Row {
    /// Which one.
    pub(crate) generator: Generator,
    /// Whether a folder is a site of it.
    pub(crate) is_site: fn(&Files) -> bool,
    /// Whether a folder, which is no site, holds posts of one: what was copied out of it.
    pub(crate) has_loose_posts: fn(&Files) -> bool,
    /// Reads the configuration; what is wrong in it becomes the site's problems.
    pub(crate) load: fn(Files) -> Site,
}

/// Every generator, in the order in which a folder is tried: what is surest first; the last takes any.
pub(crate) const GENERATORS: &[Row] = &[
    jekyll::ROW,
    Row { generator: Generator::Zola, is_site: zola::is_site, has_loose_posts: |_| false, load: zola::load },
    Row { generator: Generator::Hugo, is_site: hugo::is_site, has_loose_posts: |_| false, load: hugo::load },
    Row { generator: Generator::Plain, is_site: |_| false, has_loose_posts: |_| true, load: plain::load },
];

/// The conventions of one generator, for one site.
pub(crate) trait Rules: Debug + Send + Sync {
    /// The files that may be posts, by their names alone. `meanwhile` is given, after each folder, files that may be shown
    /// before all names are known: those that are likely to be the newest.
    fn find(&self, files: &Files, meanwhile: Meanwhile<'_>) -> Found;

    /// What a file is by its name, when it was named and not found by a walk.
    fn candidate<'a>(&self, path: &'a Path) -> Candidate<'a> {
        Candidate::new(path)
    }

    /// The post that a file is, from its head; none where it is not one after all. Runs on several threads.
    fn post(&self, site: &Site, candidate: Candidate<'_>, head: &Head, now: Timestamp) -> Option<Post>;

    /// What only all posts together say; then [`Rules::stands_alone`] is false. Most generators have nothing of it.
    fn settle(&self, site: &Site, posts: &mut [Arc<Post>]) {
        let _ = (site, posts);
    }

    /// Whether what is known of a post comes from its own file and the configuration alone.
    fn stands_alone(&self) -> bool {
        true
    }

    /// Executes templates and shortcodes of a body.
    fn expand<'a>(&self, page: &Page<'a>) -> Expanded<'a> {
        Expanded { text: Cow::Borrowed(page.body.text), ..Expanded::default() }
    }

    /// Turns a target as written into an address or a path from the root of the site.
    fn resolve(&self, page: &Page<'_>, written: &str) -> Target {
        urls::resolve(page, written)
    }

    /// Whether a target as written names a file that posts are made of, and there is none.
    fn lacks(&self, _page: &Page<'_>, _written: &str) -> bool {
        false
    }

    /// The files and folders, beside the posts, of which the text of posts is made: configuration, includes, data.
    fn sources(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    /// Whether the web page has something other than a post at a path: a page, a list, a file. The path is decoded,
    /// without slash in front, query and fragment.
    fn serves(&self, site: &Site, path: &str) -> bool {
        plain::serves(&site.files, path)
    }
}

/// Takes some of the files that a walk has found so far.
pub(crate) type Meanwhile<'a> = &'a dyn Fn(&[Candidate<'_>]);

/// So many files are worth a look while a walk goes on: more than the rows of any window.
const A_LOOK: usize = 200;

/// What a walk over a site's files found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files that may be posts.
    pub(crate) candidates: Candidates,
    /// How many other Markdown files there are.
    pub(crate) others: usize,
    /// Those of them that say something of posts too, as a section of Hugo does of its pages.
    pub(crate) shared: Vec<PathBuf>,
    /// The number of files at which the walk stopped, where there are more.
    pub(crate) stopped_at: Option<usize>,
    /// The folders that are there and cannot be read, each with the reason.
    pub(crate) shut: Vec<(PathBuf, io::Error)>,
}

impl Found {
    /// What lies in a folder; one that cannot be read is noted.
    pub(crate) fn list(&mut self, files: &Files, folder: &Path) -> Vec<Entry> {
        files.try_list(folder).unwrap_or_else(|error| {
            if error.kind() != io::ErrorKind::NotFound {
                self.shut.push((folder.to_path_buf(), error));
            }
            Vec::new()
        })
    }

    /// The first files that were found.
    pub(crate) fn first(&self) -> Vec<Candidate<'_>> {
        self.candidates.within(0..self.candidates.len().min(A_LOOK)).collect()
    }

    /// The last files that were found.
    pub(crate) fn latest(&self) -> Vec<Candidate<'_>> {
        let count = self.candidates.len();
        self.candidates.within(count.saturating_sub(A_LOOK)..count).collect()
    }
}

/// The body of a post before its templates are executed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<'a> {
    /// The text after the front matter.
    pub(crate) text: &'a str,
    /// The line of the file on which it begins, from 1.
    pub(crate) first_line: usize,
}

/// A post that is being opened, and what its templates may ask for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'a> {
    /// Its site.
    pub(crate) site: &'a Site,
    /// All posts of the site.
    pub(crate) posts: Siblings<'a>,
    /// The post.
    pub(crate) post: &'a Post,
    /// Its front matter, as it was read.
    pub(crate) header: &'a Header,
    /// Its body.
    pub(crate) body: Body<'a>,
    /// Now.
    pub(crate) now: Timestamp,
}

/// A body with its templates executed.
#[derive(Debug, Default)]
pub(crate) struct Expanded<'a> {
    /// The text for `markup`, with placeholders for the islands.
    pub(crate) text: Cow<'a, str>,
    /// What the placeholders stand for.
    pub(crate) islands: Islands,
    /// What was wrong with the templates.
    pub(crate) problems: Vec<Problem>,
    /// Where pieces of the source begin: line of the text and line of the body, both from 0, both growing; empty
    /// where the lines are the same.
    pub(crate) lines: Vec<(usize, usize)>,
}

impl<'a> Expanded<'a> {
    /// What `markup` is given.
    pub(crate) fn source(&'a self, page: &Page<'a>) -> Source<'a> {
        Source {
            text: &self.text,
            file: &page.post.name,
            first_line: page.body.first_line,
            islands: &self.islands,
        }
    }
}
