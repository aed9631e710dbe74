//! All posts of a site as one of them sees them, and which of them have the name of a file.
//!
//! A template names a post by its file. Looked for one after the other, the links of a hundred thousand posts to each other
//! took seven milliseconds a post.

use std::hash::BuildHasher;
use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;

use crate::post::Post;

/// Where the posts of a site are by the names of their files; made when one is looked for.
#[derive(Clone, Debug, Default)]
pub struct Names(OnceLock<Vec<(u32, u32)>>);

/// All posts of a site; none where only one was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Siblings<'a> {
    posts: &'a [Arc<Post>],
    names: &'a Names,
}

impl<'a> Siblings<'a> {
    /// These posts, and the names that are made for them once.
    pub fn new(posts: &'a [Arc<Post>], names: &'a Names) -> Self {
        Self { posts, names }
    }

    /// The posts whose files have the name of this one, in their order. Endings, languages and folders may differ, and a few
    /// may have another name: it is for who asks to compare them.
    pub(crate) fn like(&self, path: &Path) -> impl Iterator<Item = &'a Arc<Post>> + use<'a> {
        let names = self.names.0.get_or_init(|| {
            let numbered = self.posts.iter().zip(0..);
            let keys = |post: &Post| [Some(key(post.path())), index_key(post.path())];
            let all =
                numbered.flat_map(|(post, n)| keys(post).into_iter().flatten().map(move |key| (key, n)));
            let mut names: Vec<(u32, u32)> = all.collect();
            names.sort_unstable();
            names
        });
        let (posts, key) = (self.posts, key(path));
        let first = names.partition_point(|(other, _)| *other < key);
        let found = names.iter().skip(first).take_while(move |(other, _)| *other == key);
        found.filter_map(move |(_, n)| posts.get(*n as usize))
    }

    /// The post of a file.
    pub(crate) fn at(&self, path: &Path) -> Option<&'a Arc<Post>> {
        self.like(path).find(|post| post.path() == path)
    }
}

impl Deref for Siblings<'_> {
    type Target = [Arc<Post>];
    fn deref(&self) -> &Self::Target {
        self.posts
    }
}

/// A hash of a file's name up to the first point, or of its folder's where the file is its `index`.
fn key(path: &Path) -> u32 {
    let own = first_part(path);
    let folder = path.parent().map(first_part).filter(|folder| own == INDEX && !folder.is_empty());
    hash(&folder.unwrap_or(own))
}

/// The same of the name of an `index` itself.
fn index_key(path: &Path) -> Option<u32> {
    let own = first_part(path);
    (own == INDEX).then(|| hash(&own))
}

/// The file that stands for its folder.
const INDEX: &str = "index";

fn first_part(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.split('.').next().unwrap_or_default().to_owned()
}

fn hash(name: &str) -> u32 {
    FixedState::default().hash_one(name) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Files, detect_in, scan};

    #[test]
    fn posts_are_found_by_the_names_of_their_files() {
        let files = ["a/2024-01-01-x.md", "b/2024-01-01-x.md", "2024-02-02-y.z.md"]
            .map(|name| (format!("_posts/{name}"), b"---\n---\n".as_slice()));
        let mut site = detect_in(Files::table(files), None);
        let posts = scan(&mut site, jiff::Timestamp::UNIX_EPOCH);
        let names = Names::default();
        let siblings = Siblings::new(&posts, &names);
        let like = |name: &str| siblings.like(Path::new(name)).map(|post| &*post.name).collect::<Vec<_>>();
        assert_eq!(like("2024-01-01-x.html"), ["_posts/a/2024-01-01-x.md", "_posts/b/2024-01-01-x.md"]);
        assert_eq!(like("2024-02-02-y.z.md"), ["_posts/2024-02-02-y.z.md"]);
        assert_eq!(like("2024-03-03-none.md"), [""; 0]);
        let bundle = detect_in(Files::table([("content/posts/v1.2/index.md", b"".as_slice())]), None);
        let mut bundle = bundle;
        let pages = scan(&mut bundle, jiff::Timestamp::UNIX_EPOCH);
        let names = Names::default();
        let bundles = Siblings::new(&pages, &names);
        for name in ["v1.2", "v1.2.md", "index", "content/posts/v1.2/index.md"] {
            assert_eq!(bundles.like(Path::new(name)).count(), 1, "{name}");
        }
        let path = Path::new("_posts/b/2024-01-01-x.md");
        assert_eq!(siblings.at(path).map(|post| post.path()), Some(path));
        assert!(siblings.at(Path::new("2024-01-01-x.md")).is_none());
    }
}
