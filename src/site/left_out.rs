//! Files and folders that cannot be read are problems of the site: a post that is missing without a word would be looked for in
//! vain.

use std::io;
use std::path::Path;

use super::scan::Seen;
use super::{Site, open};
use crate::front_matter;
use crate::problem::Problem;

/// What the problem of a file that cannot be read says of its post.
const LEFT_OUT: &str = "the post is left out";

/// The same of a folder.
const FOLDER_LEFT_OUT: &str = "what is in it is left out";

impl Site {
    /// The problems of posts that are missing, since their files or the folders of these cannot be read.
    pub fn left_out(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| [LEFT_OUT, FOLDER_LEFT_OUT].contains(&&*problem.remedy))
    }
}

/// Notes a folder that cannot be read.
pub(super) fn folder(site: &mut Site, path: &Path, error: &io::Error) {
    note(site, path, error, FOLDER_LEFT_OUT);
}

/// Notes it once.
fn note(site: &mut Site, path: &Path, error: &io::Error, remedy: &str) {
    let message = format!("cannot be read: {error}");
    let problem = Problem::new(&open::shown(path), &message, remedy);
    if !site.problems.contains(&problem) {
        site.problems.push(problem);
    }
}

/// Notes the files that cannot be read.
pub(super) fn files(site: &mut Site, seen: &[Seen<'_>]) {
    for file in seen.iter().filter(|file| file.post.is_none() && file.is_read) {
        // Some files are no posts by the rules of the generator; those can be read.
        if let Err(error) = site.files.head(file.path, front_matter::is_enough) {
            note(site, file.path, &error, LEFT_OUT);
        }
    }
}
