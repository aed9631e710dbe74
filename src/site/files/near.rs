//! The states of many files, one after the other and mostly of one folder: the folder is found once, and the files from there.

use std::io;
use std::path::Path;

#[cfg(unix)]
use rustix::fs::{AtFlags, Mode, OFlags};

#[cfg(unix)]
use super::head::head_of;
use super::{Files, Head, Stamp};

/// Whether so much of a file is enough.
type Enough = fn(&[u8]) -> bool;

/// In nanoseconds.
#[cfg(unix)]
const SECOND: i64 = 1_000_000_000;

#[cfg(unix)]
const READ: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC);

/// Looks at files, from the folder of the one before where that is the same.
pub(in crate::site) struct Near<'a> {
    files: &'a Files,
    #[cfg(unix)]
    folder: std::cell::RefCell<Option<(std::path::PathBuf, std::os::fd::OwnedFd)>>,
}

impl<'a> Near<'a> {
    /// Looks at these files.
    pub(in crate::site) fn new(files: &'a Files) -> Self {
        Self {
            files,
            #[cfg(unix)]
            folder: std::cell::RefCell::default(),
        }
    }

    /// The state of a file, as [`Files::stamp`] gives it.
    #[cfg(not(unix))]
    pub(in crate::site) fn stamp(&self, path: &Path) -> Option<Stamp> {
        self.files.stamp(path)
    }

    /// The start of a file, as [`Files::head_into`] gives it.
    #[cfg(not(unix))]
    pub(in crate::site) fn head_into(&self, path: &Path, enough: Enough, head: &mut Head) -> io::Result<()> {
        self.files.head_into(path, enough, head)
    }

    /// The start of a file, as [`Files::head_into`] gives it.
    #[cfg(unix)]
    pub(in crate::site) fn head_into(&self, path: &Path, enough: Enough, head: &mut Head) -> io::Result<()> {
        let Some(name) = self.name_in_folder(path) else { return self.files.head_into(path, enough, head) };
        let known = self.folder.borrow();
        let Some((_, folder)) = known.as_ref() else { return Err(io::ErrorKind::NotFound.into()) };
        let file = rustix::fs::openat(folder, name, READ, Mode::empty())?;
        head.clear();
        head_of(&std::fs::File::from(file), enough, head)
    }

    /// The name of a file in the folder that is open now; none where files are no folder, or it cannot be opened.
    #[cfg(unix)]
    fn name_in_folder<'p>(&self, path: &'p Path) -> Option<&'p std::ffi::OsStr> {
        let Files::Folder(root) = self.files else { return None };
        let (folder, name) = (path.parent()?, path.file_name()?);
        let mut known = self.folder.borrow_mut();
        if known.as_ref().is_none_or(|(known, _)| known != folder) {
            let opened = rustix::fs::open(root.join(folder), READ | OFlags::DIRECTORY, Mode::empty()).ok()?;
            *known = Some((folder.to_path_buf(), opened));
        }
        Some(name)
    }

    /// The state of a file, as [`Files::stamp`] gives it.
    #[cfg(unix)]
    pub(in crate::site) fn stamp(&self, path: &Path) -> Option<Stamp> {
        let Some(name) = self.name_in_folder(path) else { return self.files.stamp(path) };
        let known = self.folder.borrow();
        let about = rustix::fs::statat(&known.as_ref()?.1, name, AtFlags::empty()).ok()?;
        let part = |rest| i64::try_from(rest).unwrap_or(0);
        let modified =
            about.st_mtime.checked_mul(SECOND).and_then(|s| s.checked_add(part(about.st_mtime_nsec)));
        Some(Stamp {
            size: u64::try_from(about.st_size).unwrap_or(0),
            modified: modified.unwrap_or(0),
            changed: about.st_ctime.saturating_mul(SECOND).saturating_add(part(about.st_ctime_nsec)),
            inode: about.st_ino,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_state_is_the_same_from_the_folder_and_from_the_root() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("a")).unwrap();
        for path in ["a/x.md", "a/y.md", "z.md"] {
            fs::write(root.path().join(path), path).unwrap();
        }
        let files = Files::folder(root.path()).unwrap();
        let near = Near::new(&files);
        for path in ["a/x.md", "a/y.md", "z.md", "a/x.md", "a/none.md", "b/none.md"] {
            assert_eq!(near.stamp(Path::new(path)), files.stamp(Path::new(path)), "{path}");
        }
        assert!(near.stamp(Path::new("a/y.md")).is_some());
        let mut head = Head::default();
        near.head_into(Path::new("a/y.md"), |_| true, &mut head).unwrap();
        assert_eq!(head.bytes, files.head(Path::new("a/y.md"), |_| true).unwrap().bytes);
        assert!(near.head_into(Path::new("a/none.md"), |_| true, &mut head).is_err());
        assert!(near.head_into(Path::new("a"), |_| true, &mut head).is_err());
    }
}
