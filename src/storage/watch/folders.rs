//! The folders of a blog, and what its files looked like at a moment. Only names, sizes and times: no file is opened.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::names::{is_dull, is_dull_folder};

/// No folder is entered deeper than this.
const MAX_DEPTH: usize = 24;

/// What a walk meets.
pub(super) enum Met<'a> {
    /// A folder, before what is in it.
    Folder(&'a Path),
    /// A file.
    File(&'a Path),
    /// A link, be it followed or not: what is changed at its target may be read under another name.
    Link,
}

/// Walks a folder at or below a root, what is dull left out; ends early when `meet` says false.
pub(super) fn walk(root: &Path, from: &Path, meet: &mut dyn FnMut(Met<'_>) -> bool) -> bool {
    let depth = from.components().count().saturating_sub(root.components().count());
    if depth > MAX_DEPTH {
        return true;
    }
    // The folder is met before it is looked into, so that what comes into it meanwhile is not missed.
    if !meet(Met::Folder(from)) {
        return false;
    }
    let Ok(entries) = fs::read_dir(from) else { return true };
    for entry in entries.flatten() {
        let path = entry.path();
        let below = path.strip_prefix(root).unwrap_or(&path);
        let Ok(kind) = entry.file_type() else { continue };
        let is_folder = match kind.is_symlink() {
            false => kind.is_dir(),
            true => {
                if !is_dull(below) && !meet(Met::Link) {
                    return false;
                }
                leads_down(root, &path)
            }
        };
        let on = match is_folder {
            true => is_dull_folder(below) || walk(root, &path, meet),
            false => kind.is_dir() || is_dull(below) || meet(Met::File(&path)),
        };
        if !on {
            return false;
        }
    }
    true
}

/// Whether a link leads to a folder of the root that is not above the link itself.
fn leads_down(root: &Path, link: &Path) -> bool {
    let Ok(target) = dunce::canonicalize(link) else { return false };
    target.is_dir() && target.starts_with(root) && !link.starts_with(&target)
}

/// Clocks of file systems are that coarse.
const COARSE: Duration = Duration::from_millis(50);

/// What was written since a moment: files, and folders in which something came or went.
pub(super) fn since(roots: &[PathBuf], moment: SystemTime) -> Vec<PathBuf> {
    let moment = moment.checked_sub(COARSE).unwrap_or(moment);
    let mut found = Vec::new();
    for root in roots {
        walk(root, root, &mut |met| {
            if let Met::Folder(path) | Met::File(path) = met
                && fs::metadata(path).and_then(|about| about.modified()).is_ok_and(|time| time >= moment)
            {
                found.push(path.to_path_buf());
            }
            true
        });
    }
    found
}

/// Size, time and number of each file: two of them tell what has changed between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Snapshot {
    files: HashMap<PathBuf, (u64, Option<SystemTime>, u64)>,
}

impl Snapshot {
    /// How the files are now.
    pub(super) fn of(roots: &[PathBuf]) -> Self {
        let mut files = HashMap::new();
        for root in roots {
            walk(root, root, &mut |met| {
                if let Met::File(path) = met
                    && let Ok(about) = fs::metadata(path)
                {
                    files.insert(path.to_path_buf(), (about.len(), about.modified().ok(), inode(&about)));
                }
                true
            });
        }
        Self { files }
    }

    /// The files that are not as they were.
    pub(super) fn changes(&self, before: &Self) -> Vec<PathBuf> {
        let new = self.files.iter().filter(|(path, about)| before.files.get(*path) != Some(about));
        let gone = before.files.keys().filter(|path| !self.files.contains_key(*path));
        new.map(|(path, _)| path).chain(gone).cloned().collect()
    }
}

#[cfg(unix)]
fn inode(about: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_looks_tell_what_is_new_other_and_gone() {
        let folder = tempfile::tempdir().unwrap();
        let root = dunce::canonicalize(folder.path()).unwrap();
        let path = |name: &str| root.join(name);
        fs::create_dir_all(path("a/.git")).unwrap();
        for name in ["a/same.md", "a/other.md", "a/gone.md"] {
            fs::write(path(name), "1").unwrap();
        }
        let roots = [root.clone()];
        let before = Snapshot::of(&roots);
        fs::write(path("a/other.md"), "12").unwrap();
        fs::write(path("a/new.md"), "1").unwrap();
        fs::write(path("a/.git/index"), "1").unwrap();
        fs::remove_file(path("a/gone.md")).unwrap();
        let mut changes = Snapshot::of(&roots).changes(&before);
        changes.sort();
        assert_eq!(changes, ["a/gone.md", "a/new.md", "a/other.md"].map(path));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_to_what_lies_above_is_no_way_down() {
        let folder = tempfile::tempdir().unwrap();
        let root = dunce::canonicalize(folder.path()).unwrap();
        fs::create_dir(root.join("a")).unwrap();
        std::os::unix::fs::symlink(&root, root.join("a/up")).unwrap();
        let (mut folders, mut links) = (0, 0);
        walk(&root, &root, &mut |met| {
            folders += usize::from(matches!(met, Met::Folder(_)));
            links += usize::from(matches!(met, Met::Link));
            true
        });
        assert_eq!((folders, links), (2, 1));
    }
}
