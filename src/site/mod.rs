//! The conventions of each generator, and all reading of the blog's folder.
//!
//! A generator is one folder or file here and one row in `GENERATORS`: how one knows its sites, and how one of them
//! is loaded. Loading gives a [`Site`] with its `Rules`; everything else ([`scan()`], [`open()`]) asks the rules.

mod alone;
mod candidates;
mod dead;
mod detect;
mod files;
mod gitignore;
mod hugo;
pub mod jekyll;
mod left_out;
mod locate;
mod open;
pub mod plain;
mod rules;
mod scan;
mod siblings;
mod state;
mod urls;
mod zola;

pub use alone::alone;
pub use dead::{dead_links, has_anchor_of};
pub use detect::{below, detect, detect_in, enclosing, site_below};
pub use files::{Entry, Files, Head, MAX_FILE, Stamp};
pub use locate::line_of;
pub use open::{open, open_among, source};
pub use scan::{Heads, Kept, Known, Progress, Recall, Seen, post_of, scan, scan_again, scan_with};
pub use siblings::{Names, Siblings};
pub use state::state;

pub(crate) use candidates::{Candidate, Candidates};
pub(crate) use rules::{Body, Expanded, Found, GENERATORS, Meanwhile, Page, Row, Rules};

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::document::Document;
use crate::markup::Dialect;
use crate::post::{Post, SiteId};
use crate::problem::Problem;
use crate::text::Clean;

/// What builds a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generator {
    /// Jekyll.
    Jekyll,
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Any folder of Markdown.
    Plain,
}

impl Generator {
    /// All of them, in the order in which a folder is tried.
    pub const ALL: [Self; 4] = [Self::Jekyll, Self::Hugo, Self::Zola, Self::Plain];

    /// The name in commands and in `list --json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jekyll => "jekyll",
            Self::Hugo => "hugo",
            Self::Zola => "zola",
            Self::Plain => "plain",
        }
    }
}

impl fmt::Display for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Generator {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, String> {
        let known = |generator: &Self| generator.name().eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(known).ok_or_else(|| format!("no such generator: {name}"))
    }
}

/// A folder of posts with the conventions of what builds it. [`detect()`] makes one from a folder.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its number in the library.
    pub id: SiteId,
    /// The folder, absolute; empty for a site in memory.
    pub root: PathBuf,
    /// What builds it.
    pub generator: Generator,
    /// Its title; the folder's name where it has none.
    pub title: Clean,
    /// Scheme and host of its web page, without a slash at the end; empty where it is not said.
    pub url: Clean,
    /// The path below the host, with a slash in front and none at the end; may be empty.
    pub base: Clean,
    /// The zone of dates that name none.
    pub zone: TimeZone,
    /// Its language; empty where it is not said.
    pub lang: Clean,
    /// Its markup rules.
    pub dialect: Dialect,
    /// The encoding of its files, where it is not UTF-8.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// A file that was named, by the paths below the root at which a walk may find it: it is looked at even where a folder of too many
    /// files is left.
    pub named: Vec<PathBuf>,
    /// How many Markdown files there are that are not posts; known after [`scan()`].
    pub others: usize,
    /// What was wrong with its configuration.
    pub problems: Vec<Problem>,
    /// Its files.
    pub files: Files,
    /// The conventions of its generator.
    pub(crate) rules: Arc<dyn Rules>,
}

impl Site {
    /// A site of these files with nothing configured, as a plain folder of Markdown.
    pub fn new(files: Files, generator: Generator) -> Self {
        let root = files.root().to_path_buf();
        let title = root.file_name().map(|name| Clean::line(&name.to_string_lossy())).unwrap_or_default();
        Self {
            id: SiteId::default(),
            root,
            generator,
            title,
            url: Clean::default(),
            base: Clean::default(),
            zone: TimeZone::UTC,
            lang: Clean::default(),
            dialect: Dialect::default(),
            encoding: None,
            named: Vec::new(),
            others: 0,
            problems: Vec::new(),
            files,
            rules: Arc::new(plain::Plain),
        }
    }

    /// The same with the conventions of a generator.
    pub(crate) fn with_rules(mut self, rules: impl Rules + 'static) -> Self {
        self.rules = Arc::new(rules);
        self
    }

    /// The address of a post on the web; none where the site or the post does not say one.
    pub fn address(&self, post: &Post) -> Option<Clean> {
        let known = !self.url.is_empty() && !post.meta.url.is_empty();
        known.then(|| Clean::join([&self.url, &self.base, &post.meta.url], ""))
    }

    /// A site without files, for tests of what stands above.
    pub fn bare(generator: Generator, title: &str) -> Self {
        Self {
            title: Clean::line(title),
            ..Self::new(Files::table(std::iter::empty::<(String, Vec<u8>)>()), generator)
        }
    }
}

/// A post's body, opened.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// The body, every link resolved. It is shared: what a body yields is had from one that is open.
    pub document: Arc<Document>,
}

/// Why a folder or a post could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What was to be opened.
    pub path: PathBuf,
    /// What is wrong, in words.
    pub message: String,
}

impl fmt::Display for Failure {
    /// `no such folder: x`, as good Unix programs say it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.path.display())
    }
}
