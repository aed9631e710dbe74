//! The only door to a blog's folder: a real folder, or a table in memory for tests and the sample blog.
//!
//! Nothing outside the root is ever read: paths with `..` are refused, and a symbolic link is followed only where its
//! target lies inside. Reading never writes.

mod head;
mod near;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

pub use head::{Head, Stamp};
use head::{LONG_HEAD, head_of};
pub(super) use near::Near;

/// No file is read further than this.
pub const MAX_FILE: u64 = 64 << 20;

/// The files of a site.
#[derive(Clone)]
pub enum Files {
    /// A folder, its path absolute and without links.
    Folder(Arc<PathBuf>),
    /// Paths with `/`, and what the files hold.
    Table(Arc<BTreeMap<String, Cow<'static, [u8]>>>),
    /// Other files as one lists them who goes straight to a path: folders that are not on the way are left out.
    Toward(Arc<(Self, PathBuf)>),
}

/// A file or folder in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: OsString,
    /// Whether it is a folder.
    pub is_folder: bool,
}

impl Files {
    /// The state of a file; none where it is not there, and in memory, where nothing changes.
    pub fn stamp(&self, path: &Path) -> Option<Stamp> {
        match self {
            Self::Folder(root) => fs::metadata(root.join(path)).ok().map(|about| Stamp::of(&about)),
            Self::Table(_) => None,
            Self::Toward(way) => way.0.stamp(path),
        }
    }

    /// The same files without the folders that are not on the way to a path.
    pub(super) fn toward(&self, path: &Path) -> Self {
        Self::Toward(Arc::new((self.clone(), path.to_path_buf())))
    }

    /// Whether only the way to one file is shown.
    pub(super) fn is_way(&self) -> bool {
        matches!(self, Self::Toward(_))
    }

    /// The files of a folder.
    pub fn folder(path: &Path) -> io::Result<Self> {
        let root = dunce::canonicalize(path)?;
        // A folder that nobody may look into is better refused than shown as an empty blog.
        fs::read_dir(&root)?;
        match fs::metadata(&root)?.is_dir() {
            true => Ok(Self::Folder(Arc::new(root))),
            false => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    /// A path made absolute, links followed.
    pub(super) fn absolute(path: &Path) -> io::Result<PathBuf> {
        dunce::canonicalize(path)
    }

    /// Files in memory: paths with `/` between folders.
    pub fn table<P: Into<String>, B: Into<Cow<'static, [u8]>>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Self {
        Self::Table(Arc::new(files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect()))
    }

    /// The folder; empty in memory.
    pub fn root(&self) -> &Path {
        match self {
            Self::Folder(root) => root,
            Self::Table(_) => Path::new(""),
            Self::Toward(way) => way.0.root(),
        }
    }

    /// What lies in a folder, sorted by name. A folder that cannot be read is empty.
    pub fn list(&self, folder: &Path) -> Vec<Entry> {
        self.try_list(folder).unwrap_or_default()
    }

    /// The same.
    ///
    /// # Errors
    /// The folder is not there, or cannot be read.
    pub fn try_list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = match (self, is_inner(folder)) {
            (_, false) => Vec::new(),
            (Self::Folder(root), true) => list_folder(root, folder)?,
            (Self::Table(files), true) => list_table(files, folder),
            (Self::Toward(way), true) => {
                let (files, path) = &**way;
                let mut entries = files.try_list(folder)?;
                entries.retain(|entry| !entry.is_folder || path.starts_with(folder.join(&entry.name)));
                return Ok(entries);
            }
        };
        entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    /// Whether a file is there.
    pub fn is_file(&self, path: &Path) -> bool {
        match self {
            Self::Folder(_) => self.real(path).is_ok_and(|path| path.is_file()),
            Self::Table(files) => files.contains_key(&*slashed(path)),
            Self::Toward(way) => way.0.is_file(path),
        }
    }

    /// Whether a folder is there.
    pub fn is_folder(&self, path: &Path) -> bool {
        match self {
            Self::Folder(_) => self.real(path).is_ok_and(|path| path.is_dir()),
            Self::Table(_) => !self.list(path).is_empty(),
            Self::Toward(way) => way.0.is_folder(path),
        }
    }

    /// A whole file.
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self {
            Self::Folder(_) => {
                let path = self.real(path)?;
                // Who opens a pipe waits for somebody who writes to it.
                if !fs::metadata(&path)?.is_file() {
                    return Err(io::ErrorKind::InvalidInput.into());
                }
                let file = File::open(path)?;
                let size = file.metadata()?.len();
                if size > MAX_FILE {
                    return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 64 MiB"));
                }
                // A byte more than there is, so that the read which finds the end needs no more room.
                let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
                file.take(MAX_FILE).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Self::Table(files) => {
                files.get(&*slashed(path)).map(|b| b.to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
            }
            Self::Toward(way) => way.0.read(path),
        }
    }

    /// The start of a file that [`Files::list`] showed. `enough` says whether more must be read.
    pub fn head(&self, path: &Path, enough: fn(&[u8]) -> bool) -> io::Result<Head> {
        let mut head = Head::default();
        self.head_into(path, enough, &mut head)?;
        Ok(head)
    }

    /// The same into a head that is there: what small things ten thousand files leave behind then lie side by side
    /// in memory, and not in the holes of buffers.
    pub fn head_into(&self, path: &Path, enough: fn(&[u8]) -> bool, head: &mut Head) -> io::Result<()> {
        head.clear();
        match self {
            Self::Folder(root) => head_of(&File::open(root.join(path))?, enough, head),
            Self::Table(_) => {
                head.bytes = self.read(path)?;
                head.size = u32::try_from(head.bytes.len()).unwrap_or(u32::MAX);
                head.bytes.truncate(LONG_HEAD);
                Ok(())
            }
            Self::Toward(way) => way.0.head_into(path, enough, head),
        }
    }

    /// The real path of a path below the root, links followed; an error where it leads out.
    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let root = self.root();
        if !is_inner(path) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "outside of the site"));
        }
        let path = root.join(path);
        // Most of what is asked for is not there, and one call says that; the real path takes one for each folder above.
        fs::symlink_metadata(&path)?;
        let real = dunce::canonicalize(path)?;
        match real.starts_with(root) {
            true => Ok(real),
            false => Err(io::Error::new(io::ErrorKind::PermissionDenied, "a link out of the site")),
        }
    }
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(root) => write!(f, "Files({})", root.display()),
            Self::Table(files) => write!(f, "Files({} in memory)", files.len()),
            Self::Toward(way) => write!(f, "{:?} toward {}", way.0, way.1.display()),
        }
    }
}

/// Whether a path stays below where it starts.
fn is_inner(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// A path as the keys of the table are written.
pub(super) fn slashed(path: &Path) -> Cow<'_, str> {
    // Looking for what is no UTF-8 takes longer than to see that there is nothing.
    let text = path.to_str().map_or_else(|| path.to_string_lossy(), Cow::Borrowed);
    match cfg!(windows) && text.contains('\\') {
        true => text.replace('\\', "/").into(),
        false => text,
    }
}

fn list_folder(root: &Path, folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let whole = root.join(folder);
    for entry in fs::read_dir(&whole)?.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let is_folder = match kind.is_symlink() {
            false => kind.is_dir(),
            true => match linked_kind(root, &whole, &entry.path()) {
                Some(is_folder) => is_folder,
                None => continue,
            },
        };
        // A pipe or a device called `x.md` would hold up whoever opens it.
        if is_folder || kind.is_file() || kind.is_symlink() {
            entries.push(Entry { name: entry.file_name(), is_folder });
        }
    }
    Ok(entries)
}

/// What a link leads to: none where it leaves the root, leads nowhere, or back above itself.
fn linked_kind(root: &Path, folder: &Path, link: &Path) -> Option<bool> {
    let target = dunce::canonicalize(link).ok()?;
    let folder = dunce::canonicalize(folder).ok()?;
    let is_plain = target.is_dir() || target.is_file();
    (is_plain && target.starts_with(root) && !folder.starts_with(&target)).then(|| target.is_dir())
}

fn list_table(files: &BTreeMap<String, Cow<'static, [u8]>>, folder: &Path) -> Vec<Entry> {
    let folder = slashed(folder);
    let folder = folder.trim_end_matches('/');
    let prefix = match folder.is_empty() || folder == "." {
        true => String::new(),
        false => format!("{folder}/"),
    };
    let mut entries: Vec<Entry> = Vec::new();
    for path in files.range(prefix.clone()..).map(|(path, _)| path) {
        let Some(rest) = path.strip_prefix(&prefix) else { break };
        let (name, is_folder) = rest.split_once('/').map_or((rest, false), |(name, _)| (name, true));
        if entries.last().is_none_or(|last| last.name != OsStr::new(name)) {
            entries.push(Entry { name: name.into(), is_folder });
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(files: &Files, folder: &str) -> Vec<String> {
        let mark = |e: Entry| format!("{}{}", e.name.to_string_lossy(), if e.is_folder { "/" } else { "" });
        files.list(Path::new(folder)).into_iter().map(mark).collect()
    }

    #[test]
    fn a_table_lists_like_a_folder() {
        let files =
            Files::table([("a.md", "1"), ("b/c.md", "2"), ("b/d/e.md", "3")].map(|(p, b)| (p, b.as_bytes())));
        assert_eq!(names(&files, ""), ["a.md", "b/"]);
        assert_eq!(names(&files, "b"), ["c.md", "d/"]);
        assert_eq!(files.read(Path::new("b/c.md")).unwrap(), b"2");
        assert!(files.is_folder(Path::new("b/d")) && !files.is_file(Path::new("b/d")));
    }

    #[test]
    fn who_goes_straight_to_a_path_sees_no_folder_beside_the_way() {
        let files = ["a.md", "b/c.md", "b/d/e.md", "b/f/g.md", "h/i.md"].map(|path| (path, &b""[..]));
        let way = Files::table(files).toward(Path::new("b/d/e.md"));
        assert_eq!(names(&way, ""), ["a.md", "b/"]);
        assert_eq!(names(&way, "b"), ["c.md", "d/"]);
        assert_eq!(names(&way, "b/d"), ["e.md"]);
        assert!(way.is_file(Path::new("h/i.md")) && way.is_folder(Path::new("b/f")));
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_root_and_back_above_are_not_followed() {
        use std::os::unix::fs::symlink;
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("blog");
        fs::create_dir_all(root.join("in")).unwrap();
        fs::write(outer.path().join("secret"), "x").unwrap();
        fs::write(root.join("in/a"), "a").unwrap();
        symlink(outer.path().join("secret"), root.join("out")).unwrap();
        symlink(root.join("in/a"), root.join("inner")).unwrap();
        symlink(&root, root.join("in/loop")).unwrap();
        let files = Files::folder(&root).unwrap();
        assert_eq!(names(&files, ""), ["in/", "inner"]);
        assert_eq!(names(&files, "in"), ["a"]);
        assert!(files.read(Path::new("out")).is_err());
        assert!(files.read(Path::new("../secret")).is_err());
        assert_eq!(files.read(Path::new("inner")).unwrap(), b"a");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_sockets_are_no_files() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "a").unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("b.md")).unwrap();
        let files = Files::folder(folder.path()).unwrap();
        assert_eq!(names(&files, ""), ["a.md"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nobody_waits_for_what_comes_through_a_pipe() {
        // One that was named `.gitignore` held up a list for ever.
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join(".gitignore");
        mknodat(CWD, pipe, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
        assert!(Files::folder(folder.path()).unwrap().read(Path::new(".gitignore")).is_err());
    }
}
