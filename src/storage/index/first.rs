//! The first page of a list: its first rows and its counts as they were when a session ended, for the first frame of the next.
//!
//! It is shown before the files of the blog are looked at, but for those of its own rows, and what the look at all of them
//! gives takes its place. So it may be old, and never stays. It counts for the same sites in the same states of their
//! configurations, and the same order.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use jiff::Timestamp;

use super::Index;
use super::file::foldhash;
use super::heads::build;
use super::record::{Reader, Writer, from_bytes};
use crate::library::{FirstPage, Library, Order, Part};
use crate::post::{Pool, Post, PostId};
use crate::site::{self, Site};

/// Another way to write it has another number.
const FORMAT: u32 = 3;

/// No first page is longer.
const LONGEST: u64 = 4 << 20;

/// So many of its posts are read again where their files have changed; with more of them it is of no use.
const CHANGED: usize = 16;

impl Index {
    /// What a list of these sites shows first, as far as that is known: a part of a library.
    pub fn first_page(&self, sites: &[Site], order: Order, now: Timestamp) -> Option<Library> {
        let mut bytes = Vec::new();
        File::open(self.first_path(sites)?).ok()?.take(LONGEST).read_to_end(&mut bytes).ok()?;
        let (head, rest) = bytes.split_at_checked(16)?;
        let mut numbers = head.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
        let as_now = numbers.next() == Some(of(sites, order)) && numbers.next() == Some(foldhash(&rest));
        as_now.then(|| read(sites, rest, now)).flatten()
    }

    /// Keeps what a list shows first.
    pub fn keep_first_page(&self, library: &Library, page: &FirstPage) {
        let Some(path) = self.first_path(library.sites()).filter(|_| self.is_kept()) else { return };
        let mut out = Writer::default();
        [page.rows, page.unread].into_iter().for_each(|number| out.number(number as u64));
        for (id, post) in page.posts.iter().filter_map(|id| Some((*id, library.post(*id)?))) {
            let stamp = library.site_of(post).and_then(|site| site.files.stamp(post.path()));
            out.path(post.path());
            out.stamp(stamp.unwrap_or_default());
            out.number(library.is_second(id).into());
            out.post(post);
        }
        let head = [of(library.sites(), page.order), foldhash(&out.bytes)].map(u64::to_le_bytes).concat();
        let bytes = [head, out.bytes].concat();
        // To put a file in the place of another is what an end waits for longest.
        if fs::read(&path).is_ok_and(|known| known == bytes) {
            return;
        }
        // Where nothing can be written the next start waits for the posts.
        let _ = write(&path, &bytes);
    }

    fn first_path(&self, sites: &[Site]) -> Option<std::path::PathBuf> {
        let name = foldhash(&sites.iter().map(|site| (&site.root, site.generator)).collect::<Vec<_>>());
        let folder =
            self.folder.as_ref().filter(|_| sites.iter().all(|site| !site.root.as_os_str().is_empty()))?;
        Some(folder.join(format!("{name:016x}.first")))
    }
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let new = path.with_extension("first-new");
    let written = fs::write(&new, bytes).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // What a full disk took of it is of no use.
        let _ = fs::remove_file(&new);
    }
    written
}

/// What a page is of.
fn of(sites: &[Site], order: Order) -> u64 {
    let states: Vec<u64> = sites.iter().map(site::state).collect();
    foldhash(&(FORMAT, env!("CARGO_PKG_VERSION"), build(), states, order))
}

/// The posts of a page and its counts.
fn read(sites: &[Site], bytes: &[u8], now: Timestamp) -> Option<Library> {
    let mut reader = Reader { rest: bytes };
    let (rows, unread) = (usize::try_from(reader.number()?).ok()?, usize::try_from(reader.number()?).ok()?);
    let (mut posts, mut changed) = (Vec::new(), 0);
    while !reader.rest.is_empty() {
        let path = from_bytes(reader.blob()?);
        let (stamp, is_second) = (reader.stamp()?, reader.number()? != 0);
        let post = reader.post(&path, &mut Pool::default())?;
        let site = sites.get(usize::from(post.site.0))?;
        let holds = post.meta.more.until.is_none_or(|until| until > now);
        if holds && site.files.stamp(post.path()) == Some(stamp) {
            posts.push((post, is_second));
            continue;
        }
        changed += 1;
        if changed > CHANGED {
            return None;
        }
        posts.extend(site::post_of(site, post.path(), now).map(|post| (post, is_second)));
    }
    // The posts of a site stand together in a library.
    posts.sort_by_key(|(post, _)| post.site);
    let (posts, second): (Vec<Post>, Vec<bool>) = posts.into_iter().unzip();
    let second = (0..).zip(second).filter_map(|(number, is_second)| is_second.then_some(PostId(number)));
    let part = Part { rows: Some(rows), unread, ..Part::default() };
    Some(Library::new(sites.to_vec(), posts).as_part(part).with_seconds(second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Generator, detect, scan};
    use tempfile::TempDir;

    struct Blog {
        folder: TempDir,
        index: Index,
        _cache: TempDir,
    }

    fn now() -> Timestamp {
        "2024-04-01T12:00:00Z".parse().unwrap()
    }

    impl Blog {
        /// A blog of five posts, and the first page of a list of them.
        fn new() -> Self {
            let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let blog = Self { folder, index: Index::new(Some(cache.path().to_owned())), _cache: cache };
            blog.write("_config.yml", "title: T\n");
            for n in 1..6 {
                blog.write(&format!("_posts/2024-01-0{n}-x.md"), &format!("---\ntitle: Post {n}\n---\n"));
            }
            let mut sites = blog.sites();
            let posts = scan(&mut sites[0], now());
            let library = Library::new(sites, posts);
            let posts = [4, 3, 2].map(PostId).to_vec();
            blog.index
                .keep_first_page(&library, &FirstPage { order: Order::default(), rows: 5, unread: 4, posts });
            blog
        }

        fn write(&self, path: &str, text: &str) {
            let path = self.folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn sites(&self) -> Vec<Site> {
            vec![detect(self.folder.path(), Some(Generator::Jekyll)).unwrap()]
        }

        fn shown(&self) -> Option<String> {
            self.shown_in(Order::default())
        }

        fn shown_in(&self, order: Order) -> Option<String> {
            let library = self.index.first_page(&self.sites(), order, now())?;
            let part = library.part()?;
            let titles: Vec<&str> = library.posts().iter().map(|post| &*post.meta.title).collect();
            Some(format!("{} of {}, {} not read", titles.join(", "), part.rows?, part.unread))
        }
    }

    #[test]
    fn a_start_shows_what_the_last_one_left() {
        assert_eq!(Blog::new().shown().unwrap(), "Post 5, Post 4, Post 3 of 5, 4 not read");
    }

    #[test]
    fn a_row_whose_file_has_changed_or_gone_is_never_shown_as_it_was() {
        let blog = Blog::new();
        blog.write("_posts/2024-01-04-x.md", "---\ntitle: Other\n---\n");
        fs::remove_file(blog.folder.path().join("_posts/2024-01-05-x.md")).unwrap();
        assert_eq!(blog.shown().unwrap(), "Other, Post 3 of 5, 4 not read");
    }

    #[test]
    fn a_post_whose_address_is_that_of_one_further_down_is_told_from_it() {
        // The first posts of a permalink that names none showed the star of the one that has it by right.
        let blog = Blog::new();
        blog.write("_config.yml", "permalink: /x.html\n");
        let mut sites = blog.sites();
        let library = Library::new(sites.clone(), scan(&mut sites[0], now()));
        let posts = [4, 3].map(PostId).to_vec();
        blog.index.keep_first_page(&library, &FirstPage { posts, rows: 5, ..FirstPage::default() });
        let part = blog.index.first_page(&blog.sites(), Order::default(), now()).unwrap();
        let keys = |library: &Library, ids: [u32; 2]| ids.map(|id| library.key(PostId(id)).unwrap().post);
        assert_eq!(keys(&part, [0, 1]), keys(&library, [4, 3]));
        assert_eq!(keys(&part, [0, 1]), ["_posts/2024-01-05-x.md", "_posts/2024-01-04-x.md"]);
    }

    #[test]
    fn another_configuration_or_order_shows_nothing() {
        let blog = Blog::new();
        assert_eq!(blog.shown_in(Order { reversed: true, ..Order::default() }), None);
        blog.write("_config.yml", "title: Another\n");
        assert_eq!(blog.shown(), None);
    }

    #[test]
    fn a_damaged_page_shows_nothing() {
        let blog = Blog::new();
        let path = blog.index.first_path(&blog.sites()).unwrap();
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            fs::write(&path, &bytes).unwrap();
            assert_eq!(blog.shown(), None, "byte {at}");
        }
        fs::write(&path, &whole[..20]).unwrap();
        assert_eq!(blog.shown(), None);
    }
}
