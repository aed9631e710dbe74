//! Which names tell nothing about a blog when they change: what is hidden, what generators make, and the files that
//! editors put beside the one they save.

use std::path::Path;

/// Folders that generators and package managers make.
const MADE: [&str; 4] = ["_site", "node_modules", "__pycache__", "bower_components"];

/// The same, in the root of a site alone: a section of a blog may have such a name.
const MADE_IN_ROOT: [&str; 4] = ["public", "resources", "vendor", "target"];

/// Endings of files that are there for a moment only, or beside the real one.
const BESIDE: [&str; 8] = [".swp", ".swo", ".swx", ".tmp", ".part", ".crdownload", ".bak", ".orig"];

/// Whether a folder below a root need not be looked at.
pub(super) fn is_dull_folder(below: &Path) -> bool {
    let Some(name) = below.file_name().map(|name| name.to_string_lossy()) else { return false };
    let in_root = below.components().count() == 1;
    name.starts_with('.') || MADE.contains(&&*name) || in_root && MADE_IN_ROOT.contains(&&*name)
}

/// Whether a change of this path below a root says nothing about the blog.
pub(super) fn is_dull(below: &Path) -> bool {
    let Some(name) = below.file_name().map(|name| name.to_string_lossy()) else { return false };
    let above = below.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    above.into_iter().any(is_dull_folder) || is_dull_folder(below) || is_beside(&name)
}

/// Whether an editor made this file while it saved another: vim tries `4913` (and 123 more until there is none) and
/// keeps `x~`, Emacs locks with `.#x`
/// and saves `#x#`, the editors of JetBrains write `x___jb_tmp___`, gedit and KDE leave `x~` and `x.kate-swp`.
fn is_beside(name: &str) -> bool {
    let number = name.parse::<u32>().is_ok_and(|n| n >= 4913 && (n - 4913) % 123 == 0);
    let backup = name.ends_with('~') || name.starts_with('#') && name.ends_with('#');
    let jetbrains = name.ends_with("___jb_tmp___") || name.ends_with("___jb_old___");
    number || backup || jetbrains || BESIDE.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_something_about_a_blog() {
        for path in [
            "_posts/2024-01-01-a.md",
            "_config.yml",
            "_data/x.yml",
            "content/public/a.md",
            "_posts",
            "_posts/2024",
        ] {
            assert!(!is_dull(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn what_says_nothing() {
        for path in [
            ".git/index",
            "_site/a/index.html",
            "node_modules/x/README.md",
            "public/index.html",
            "a/node_modules/b.md",
            "_posts/4913",
            "_posts/a.md~",
            "_posts/.a.md.swp",
            "_posts/.#a.md",
            "_posts/#a.md#",
            "a.md___jb_tmp___",
            "a.md.tmp",
        ] {
            assert!(is_dull(Path::new(path)), "{path}");
        }
    }
}
