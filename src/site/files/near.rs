//! The states of many files, one after the other and mostly of one folder: the folder is found once, and the files from there.

use std::path::Path;

use super::{Files, Stamp};

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

    /// The state of a file, as [`Files::stamp`] gives it.
    #[cfg(unix)]
    pub(in crate::site) fn stamp(&self, path: &Path) -> Option<Stamp> {
        use rustix::fs::{AtFlags, Mode, OFlags, open, statat};
        let (Files::Folder(root), Some(folder), Some(name)) = (self.files, path.parent(), path.file_name())
        else {
            return self.files.stamp(path);
        };
        let mut known = self.folder.borrow_mut();
        if known.as_ref().is_none_or(|(known, _)| known != folder) {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            *known = Some((folder.to_path_buf(), open(root.join(folder), flags, Mode::empty()).ok()?));
        }
        let (_, folder) = known.as_ref()?;
        let about = statat(folder, name, AtFlags::empty()).ok()?;
        let nanoseconds = |seconds: i64, rest| {
            let rest: i64 = i64::try_from(rest).unwrap_or(0);
            seconds.checked_mul(1_000_000_000)?.checked_add(rest)
        };
        Some(Stamp {
            size: u64::try_from(about.st_size).unwrap_or(0),
            modified: nanoseconds(about.st_mtime, about.st_mtime_nsec).unwrap_or(0),
            changed: nanoseconds(about.st_ctime, about.st_ctime_nsec).unwrap_or(0),
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
    }
}
