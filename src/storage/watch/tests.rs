//! What is told of a real folder. No test asserts by the clock: each waits until a path is told.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use super::*;

/// A root with one post in it, and what is told of it.
struct Blog {
    _folder: tempfile::TempDir,
    root: PathBuf,
    told: Receiver<Notice>,
}

impl Blog {
    fn watched() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = dunce::canonicalize(folder.path()).unwrap().join("blog");
        fs::create_dir_all(root.join("posts")).unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        fs::write(root.join("posts/a.md"), "one").unwrap();
        let (sender, told) = channel();
        let tell: Tell = Arc::new(move |notice| {
            let _ = sender.send(notice);
        });
        let watched = Told::begin(std::slice::from_ref(&root), tell).unwrap();
        thread::spawn(move || watched.listen());
        Self { _folder: folder, root, told }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Writes a file until that is told. While a folder is watched anew, only the folder may be told.
    fn watches(&self, file: &Path) {
        for round in 0..200 {
            fs::write(file, format!("{round}")).unwrap();
            while let Ok(notice) = self.told.recv_timeout(Duration::from_millis(100)) {
                if matches!(notice, Notice::Changed(paths) if paths.iter().any(|told| told == file)) {
                    return;
                }
            }
        }
        panic!("{} is not watched", file.display());
    }

    /// Waits until a path is told.
    fn tells(&self, path: &Path) {
        loop {
            match self.told.recv_timeout(Duration::from_secs(20)).expect("nothing is told") {
                Notice::Changed(paths) if paths.iter().any(|told| told == path) => return,
                Notice::Changed(paths) => {
                    assert!(paths.iter().all(|path| !path.starts_with(self.path(".git"))))
                }
                Notice::Said(_) => {}
            }
        }
    }
}

#[test]
fn a_file_that_is_written_renamed_made_and_removed() {
    let blog = Blog::watched();
    let (a, b) = (blog.path("posts/a.md"), blog.path("posts/b.md"));
    fs::write(blog.path(".git/index"), "dull").unwrap();
    fs::write(&a, "two").unwrap();
    blog.tells(&a);
    fs::rename(&a, &b).unwrap();
    blog.tells(&b);
    fs::remove_file(&b).unwrap();
    blog.tells(&b);
    fs::write(&a, "new").unwrap();
    blog.tells(&a);
}

#[test]
fn what_comes_into_a_folder_that_came_is_told_too() {
    let blog = Blog::watched();
    fs::create_dir_all(blog.path("posts/2024/05")).unwrap();
    blog.tells(&blog.path("posts/2024"));
    blog.watches(&blog.path("posts/2024/05/c.md"));
}

#[test]
fn a_folder_put_in_the_place_of_another_is_watched() {
    let blog = Blog::watched();
    let (posts, old, new) = (blog.path("posts"), blog.path("old"), blog.path(".new"));
    fs::create_dir(&new).unwrap();
    fs::write(new.join("a.md"), "other").unwrap();
    fs::rename(&posts, &old).unwrap();
    fs::rename(&new, &posts).unwrap();
    blog.tells(&posts);
    blog.watches(&posts.join("a.md"));
    // The old one is a folder of the blog under its new name.
    blog.watches(&old.join("a.md"));
}

#[test]
fn the_blog_itself_may_go_and_come_back() {
    let blog = Blog::watched();
    let aside = blog.root.with_file_name("aside");
    fs::rename(&blog.root, &aside).unwrap();
    blog.tells(&blog.root);
    fs::rename(&aside, &blog.root).unwrap();
    blog.tells(&blog.root);
    blog.watches(&blog.path("posts/a.md"));
}

#[test]
fn off_is_off() {
    let tell: Tell = Arc::new(|notice| panic!("{notice:?}"));
    watch(vec![std::env::temp_dir()], SystemTime::UNIX_EPOCH, Watching::Off, tell);
}
