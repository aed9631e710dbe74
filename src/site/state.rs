//! The state of everything but the posts that a post's text is made of: the configuration, what templates include.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use foldhash::fast::FixedState;

use super::{Files, Site};

/// Deeper folders of includes and data are not looked into.
const DEPTH: usize = 16;

/// A number that changes when a file changes which many posts depend on, and with where the site lies and what builds it.
/// It is for caches: two states may have one number, though hardly ever.
pub fn state(site: &Site) -> u64 {
    let mut hasher = std::hash::BuildHasher::build_hasher(&FixedState::with_seed(0));
    (&site.root, site.generator).hash(&mut hasher);
    for path in site.rules.sources() {
        add(&site.files, &path, 0, &mut hasher);
    }
    hasher.finish()
}

/// The same, and that of some other files.
pub(super) fn with(site: &Site, files: &[PathBuf]) -> u64 {
    let mut hasher = std::hash::BuildHasher::build_hasher(&FixedState::with_seed(0));
    state(site).hash(&mut hasher);
    files.iter().for_each(|path| add(&site.files, path, DEPTH, &mut hasher));
    hasher.finish()
}

fn add(files: &Files, path: &Path, depth: usize, hasher: &mut impl Hasher) {
    (path, files.stamp(path)).hash(hasher);
    if depth < DEPTH {
        for entry in files.list(path) {
            add(files, &path.join(entry.name), depth + 1, hasher);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Generator, detect};
    use std::fs;

    #[test]
    fn what_posts_include_counts_and_posts_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("_config.yml", "title: A\n");
        write("_posts/2024-01-01-a.md", "---\n---\nA\n");
        let now = || state(&detect(folder.path(), Some(Generator::Jekyll)).unwrap());
        let first = now();
        write("_posts/2024-01-02-b.md", "---\n---\nB\n");
        assert_eq!(now(), first);
        write("_includes/deep/x.html", "x");
        let second = now();
        assert_ne!(second, first);
        write("_config.yml", "title: Another\n");
        assert_ne!(now(), second);
    }
}
