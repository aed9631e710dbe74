//! The conventions of each generator, and all reading of the blog's folder.

pub mod jekyll;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
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

/// A folder of posts with the conventions of what builds it.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its number in the library.
    pub id: SiteId,
    /// The folder, absolute.
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
    /// How many Markdown files there are that are not posts.
    pub others: usize,
    /// What was wrong with its configuration.
    pub problems: Vec<Problem>,
}

/// A post's body, opened.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// The body, every link resolved.
    pub document: Document,
}

/// Why a folder or a post could not be opened.
#[derive(Debug)]
pub struct Failure {
    /// What was to be opened.
    pub path: PathBuf,
    /// What is wrong, in words.
    pub message: String,
}

/// Finds out what a folder is and reads its configuration. `force` names the generator.
pub fn detect(folder: &Path, force: Option<Generator>) -> Result<Site, Failure> {
    let _ = force;
    Err(Failure { path: folder.into(), message: "no such folder".into() })
}

/// The heads of all posts of a site.
pub fn scan(site: &mut Site, now: Timestamp) -> Vec<Post> {
    let _ = (site, now);
    Vec::new()
}

/// Reads a post's body. `posts` are all posts of the site, for the links between them.
pub fn open(site: &Site, posts: &[Post], post: &Post, now: Timestamp) -> Result<Opened, Failure> {
    let _ = (site, posts, post, now);
    Ok(Opened::default())
}
