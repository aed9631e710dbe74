//! Which site a single file belongs to.

use std::path::{Path, PathBuf};

use super::{Files, enclosing, plain};

/// So many folders above its own a file may ask for by its links.
const MOST: usize = 4;

/// The folder of the site that a file belongs to: the nearest one at or above it that a generator builds. Without one it is a plain
/// folder: the vault of notes that it lies in, or else the file's own, or as far above it as links of the file lead up to texts that are there, as `../../README.md` does.
pub fn home(file: &Path) -> PathBuf {
    let own = file.parent().map(Path::to_path_buf).unwrap_or_default();
    enclosing(&own).or_else(|| vault(&own)).or_else(|| above(file, &own)).unwrap_or(own)
}

/// The folder that Obsidian opens as a whole: there links go by names.
fn vault(own: &Path) -> Option<PathBuf> {
    let own = Files::absolute(own).ok()?;
    own.ancestors().find(|folder| folder.join(".obsidian").is_dir()).map(Path::to_path_buf)
}

/// The highest folder that a link of the file needs, if that is not the file's own.
fn above(file: &Path, own: &Path) -> Option<PathBuf> {
    let bytes = Files::folder(own).ok()?.read(Path::new(file.file_name()?)).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let own = Files::absolute(own).ok()?;
    // Nobody who opens a file means a whole disk.
    let folders: Vec<&Path> =
        own.ancestors().skip(1).take(MOST).filter(|folder| folder.parent().is_some()).collect();
    let needs = |target: &str| {
        let levels = levels(target);
        let folder = folders.get(levels.checked_sub(1)?)?;
        let below = Path::new(target.get(UP.len() * levels..)?);
        (plain::is_markdown(below) && Files::folder(folder).ok()?.is_file(below)).then_some(levels)
    };
    let highest = targets(&text).filter_map(needs).max()?;
    folders.get(highest - 1).map(|folder| folder.to_path_buf())
}

const UP: &str = "../";

/// How many folders a target goes up.
fn levels(target: &str) -> usize {
    target.as_bytes().chunks(UP.len()).take_while(|part| *part == UP.as_bytes()).count()
}

/// What looks like a target that leads up: in a link, in angle brackets, in an attribute, behind a definition.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    let begins =
        |at: &usize| text.get(..*at).is_some_and(|before| before.ends_with(['(', '<', '"', '\'', ' ']));
    let starts = memchr::memmem::find_iter(text.as_bytes(), UP).filter(begins);
    starts.filter_map(|at| text.get(at..)?.split(['#', '?', ')', '>', '"', '\'', ' ', '\n', '\r']).next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_belongs_to_the_highest_folder_that_its_links_need() {
        // Opened alone, a link to `../../README.md` led to a README beside the file.
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, text).unwrap();
            path
        };
        write("notes/README.md", "");
        write("notes/sub/other.md", "");
        let is = |text: &str| {
            let home = home(&write("notes/sub/deep/note.md", text));
            home.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/")
        };
        assert_eq!(is("none"), "notes/sub/deep");
        assert_eq!(is("[d](../../README.md#top) and [e](../other.md)"), "notes");
        assert_eq!(is("[e]: ../other.md"), "notes/sub");
        assert_eq!(is("[e](../gone.md), ![p](../p.png), cd ../../"), "notes/sub/deep");
        write("notes/sub/.obsidian/app.json", "{}");
        assert_eq!(is("none"), "notes/sub", "a vault");
        write("notes/_config.yml", "title: A blog\n");
        write("notes/_posts/2024-01-02-a.md", "");
        assert_eq!(is("none"), "notes", "the folder of a generator");
    }
}
