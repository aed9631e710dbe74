//! Under which key the marks of a post are kept: the one place that makes a [`Key`] of a [`PostId`].
//!
//! A site is its address on the web, so that two clones of one blog share their marks; one that says no address is
//! its folder. A post is its path on the site, so that its file may be renamed; one without is its file, and so is one
//! whose path on the site another post has, too. What was kept before the site said its address, or under an older
//! address of the post, counts too.
//!
//! Where not all posts are known yet nobody knows whose an address is: a post that has more right to it may still come.
//! The first page of a list is told ([`Library::with_seconds`]). Of other parts, posts as they are found and one that was
//! named, nothing is known before all files are looked at, and they are shown before that: two posts of one address may
//! show one star until the rest is there. What is marked meanwhile is kept under the file, which is a name of the post
//! whichever of both it turns out to be.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use super::{Group, Library};
use crate::post::{Kept, Key, Mark, Marks, OfSite, Post, PostId, Visited};
use crate::site::Site;
use crate::text::hash::hash;

/// Hosts that generators write into the configuration of a new site: they say nothing of whose site it is.
const NOBODY: [&str; 7] =
    ["example.com", "www.example.com", "example.org", "www.example.org", "localhost", "127.0.0.1", "0.0.0.0"];

/// The name of the sample blog, which has no folder.
const SAMPLE: &str = "rushlight:sample";

impl Library {
    /// The key under which changes to a post's mark are kept.
    pub fn key(&self, id: PostId) -> Option<Key> {
        let post = self.post(id)?;
        let site = identity(self.site_of(post)?);
        let is_sure = self.is_whole() || self.names().is_told;
        let by_file = self.is_second(id) || !is_sure;
        let name = if by_file { post.path().to_string_lossy() } else { name(post) };
        Some(Key { site, post: name.into_owned() })
    }

    /// All names under which something may be kept of these sites, for those `which` admits.
    pub fn identities(&self, which: impl Fn(&Path) -> bool) -> Vec<String> {
        let sites = self.sites.iter().filter(|site| which(&site.root));
        sites.flat_map(identities).collect()
    }

    /// What is kept, by the numbers of these posts.
    pub fn marks(&self, kept: &Kept, now: Timestamp) -> Marks {
        let mut marks = Marks::default();
        let of: Vec<Vec<&OfSite>> = self.sites.iter().map(|site| of_site(site, kept)).collect();
        if of.iter().all(Vec::is_empty) {
            return marks;
        }
        for (id, post) in self.ids().into_iter().zip(&self.posts) {
            let Some(of) = of.get(usize::from(post.site.0)).filter(|of| !of.is_empty()) else { continue };
            let mut mark = Mark::default();
            let mut any = false;
            if of.iter().any(|of| !of.marks.is_empty()) {
                each_name(post, self.is_second(id), |name| {
                    for kept in of.iter().filter_map(|of| of.marks.get(name)) {
                        mark.merge(kept);
                        any = true;
                    }
                });
            }
            if any {
                marks.set(id, mark);
            }
            if self.is_out(id, now) && is_unknown(self.name_hash(id), of) {
                marks.set_new(id);
            }
        }
        marks
    }

    /// What all posts are called, once for all that ask.
    pub(super) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(&self.posts))
    }

    /// The same part of a blog, where it is known of which of its posts others have the address with more right.
    #[must_use]
    pub fn with_seconds(self, second: impl IntoIterator<Item = PostId>) -> Self {
        let names = Names::told(&self.posts, second.into_iter().map(|id| id.0).collect());
        Self { names: OnceLock::from(names), ..self }
    }

    fn name_hash(&self, id: PostId) -> u64 {
        self.names().hashes.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Whether another post of the site has the address, and more right to it.
    pub fn is_second(&self, id: PostId) -> bool {
        self.names().second.contains(&id.0)
    }

    /// Whether a post is on the web page: a draft that is published one day is new then.
    fn is_out(&self, id: PostId, now: Timestamp) -> bool {
        matches!(self.group(id, now), Group::Year(_) | Group::Undated)
    }

    /// The posts that a visitor of each site sees today, as [`OfSite::known`] has them, for the sites that `which`
    /// admits; a site is left out where the visitor has seen all of them before.
    pub fn visit(
        &self,
        kept: &Kept,
        which: impl Fn(&Path) -> bool,
        now: Timestamp,
    ) -> Vec<(String, Visited)> {
        let visit = |site: &Site| {
            let posts = || self.ids().into_iter().zip(&self.posts);
            let out = || posts().filter(|(id, post)| post.site == site.id && self.is_out(*id, now));
            let seen = || out().map(|(id, _)| self.name_hash(id));
            let site = identity(site);
            let before = kept.sites.get(&site).and_then(|of| of.known.as_ref());
            let is_news = before.is_none_or(|before| seen().any(|post| !before.has(post)));
            is_news.then(|| (site, seen().collect()))
        };
        self.sites.iter().filter(|site| which(&site.root)).filter_map(visit).collect()
    }
}

/// Whether a site was visited before, and a post not there then.
fn is_unknown(name: u64, of: &[&OfSite]) -> bool {
    let mut known = of.iter().filter_map(|of| of.known.as_ref()).peekable();
    known.peek().is_some() && !known.any(|known| known.has(name))
}

/// What the posts of a library are called in keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Hashes of the names, by the numbers of the posts.
    hashes: Vec<u64>,
    /// The posts whose address is that of another one, as where a site gives one address to all languages of an article, or
    /// its `permalink` lacks what tells posts apart. The file that is first by name keeps it: posts are added behind it.
    second: BTreeSet<u32>,
    /// Whether that is known of more posts than these.
    is_told: bool,
}

impl Names {
    /// The names of some posts of many, where it is known which are second.
    fn told(posts: &[Arc<Post>], second: BTreeSet<u32>) -> Self {
        let hash_of = |(number, post): (u32, &Arc<Post>)| match second.contains(&number) {
            true => hash(&post.path().to_string_lossy()),
            false => hash(&name(post)),
        };
        Self { hashes: (0..).zip(posts).map(hash_of).collect(), second, is_told: true }
    }

    fn of(posts: &[Arc<Post>]) -> Self {
        let mut hashes: Vec<u64> = posts.iter().map(|post| hash(&name(post))).collect();
        // Half of each: all of them would take as much room a second time. Whoever shares but a half is alone in its group.
        let half = |hash: &u64| (hash >> 32) as u32;
        let mut sorted: Vec<u32> = hashes.iter().map(half).collect();
        sorted.sort_unstable();
        let shared: BTreeSet<u32> =
            sorted.windows(2).filter(|two| two.first() == two.last()).flatten().copied().collect();
        if shared.is_empty() {
            return Self { hashes, second: BTreeSet::new(), is_told: false };
        }
        drop(sorted);
        let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ((number, post), hash) in (0u32..).zip(posts).zip(&hashes) {
            if shared.contains(&half(hash)) {
                groups.entry((post.site, *hash)).or_default().push((post.path(), number));
            }
        }
        let mut second = BTreeSet::new();
        for mut group in groups.into_values() {
            group.sort_unstable();
            for (path, number) in group.into_iter().skip(1) {
                if let Some(of) = hashes.get_mut(number as usize) {
                    *of = hash(&path.to_string_lossy());
                }
                second.insert(number);
            }
        }
        Self { hashes, second, is_told: false }
    }
}

/// The name of a post in a key, where no other has it.
fn name(post: &Post) -> Cow<'_, str> {
    match post.meta.url.is_empty() {
        false => post.meta.url.as_str().into(),
        true => post.path().to_string_lossy(),
    }
}

/// Every name that a post has or had; the address of a second one is not its own.
fn each_name(post: &Post, is_second: bool, mut each: impl FnMut(&str)) {
    match is_second {
        true => each(&post.path().to_string_lossy()),
        false => each(&name(post)),
    }
    post.meta.more.aliases.iter().for_each(|alias| each(alias));
    if !is_second && !post.meta.url.is_empty() {
        each(&post.path().to_string_lossy());
    }
}

fn of_site<'a>(site: &Site, kept: &'a Kept) -> Vec<&'a OfSite> {
    identities(site).iter().filter_map(|name| kept.sites.get(name)).collect()
}

/// What a site is called in keys: first as it is now, then as it was before it said its address.
fn identities(site: &Site) -> Vec<String> {
    let folder = folder(site);
    match identity(site) {
        now if now == folder => vec![now],
        now => vec![now, folder],
    }
}

fn identity(site: &Site) -> String {
    let host = site.url.split("//").nth(1).unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    match host.is_empty() || NOBODY.contains(&host.to_ascii_lowercase().as_str()) {
        true => folder(site),
        false => format!("{}{}", site.url, site.base),
    }
}

fn folder(site: &Site) -> String {
    match site.root.as_os_str().is_empty() {
        true => SAMPLE.to_owned(),
        false => site.root.to_string_lossy().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Part;
    use crate::library::samples::{now, post, site};
    use crate::post::{Change, Marking, Merge};
    use crate::text::Clean;

    fn marsh(url: &str, posts: &[Post]) -> Library {
        let mut marsh = site(0, "The Marsh Diary");
        marsh.url = Clean::line(url);
        Library::new(vec![marsh], posts.to_vec())
    }

    /// Reads the first post of a library.
    fn read(library: &Library) -> Kept {
        let mut kept = Kept::default();
        let key = library.key(PostId(0)).unwrap();
        let at = Timestamp::from_second(1).unwrap();
        kept.change(&Marking { key, change: Change::Read(true), at }, Merge::Now);
        kept
    }

    const URL: &str = "https://marsh.example";

    #[test]
    fn a_mark_follows_a_post_whose_file_is_renamed() {
        let mut renamed = post("2024-03-27 Two ways |");
        let kept = read(&marsh(URL, std::slice::from_ref(&renamed)));
        renamed.name = Clean::line("_posts/2024-03-27-another-name.md");
        let library = marsh(URL, &[post("2024-03-28 Other |"), renamed]);
        let marks = library.marks(&kept, now());
        assert!(marks.is_read(PostId(1)) && !marks.is_read(PostId(0)));
    }

    #[test]
    fn a_post_without_an_address_is_its_file() {
        let mut bare = post("2024-03-27 Two ways |");
        bare.meta.url = Clean::default();
        let library = marsh(URL, std::slice::from_ref(&bare));
        assert_eq!(library.key(PostId(0)).unwrap().post, "_posts/2024-03-27-two-ways.md");
        assert!(library.marks(&read(&library), now()).is_read(PostId(0)));
        // It gets one.
        bare.meta.url = Clean::line("/now/");
        assert!(marsh(URL, &[bare]).marks(&read(&library), now()).is_read(PostId(0)));
    }

    #[test]
    fn posts_of_one_address_have_marks_of_their_own() {
        // A permalink of `:title:output_ext` names no post: one that was read had all of them read.
        let mut posts = ["2024-03-28 Other |", "2024-03-27 Two ways |", "2024-03-29 Third |"].map(post);
        posts.iter_mut().for_each(|post| post.meta.url = Clean::line("/title.html"));
        let library = marsh(URL, &posts);
        let keys = [0, 1, 2].map(|id| library.key(PostId(id)).unwrap().post);
        assert_eq!(keys, ["_posts/2024-03-28-other.md", "/title.html", "_posts/2024-03-29-third.md"]);
        let marks = library.marks(&read(&library), now());
        assert_eq!([0, 1, 2].map(|id| marks.is_read(PostId(id))), [true, false, false]);
        // What was kept of the first before there was another stays with it.
        let before = read(&marsh(URL, &posts[1..2]));
        let marks = library.marks(&before, now());
        assert_eq!([0, 1, 2].map(|id| marks.is_read(PostId(id))), [false, true, false]);
    }

    #[test]
    fn a_mark_of_a_post_whose_elder_is_not_known_yet_is_its_own() {
        // Of three posts of one address the last was on the first page of the list: its star was one of the first post,
        // and a star that it got before the others were there went to that.
        let mut posts = ["2024-03-27 Two ways |", "2024-03-28 Other |", "2024-03-29 Third |"].map(post);
        posts.iter_mut().for_each(|post| post.meta.url = Clean::line("/title.html"));
        let whole = marsh(URL, &posts);
        assert_eq!([0, 1, 2].map(|id| whole.is_second(PostId(id))), [false, true, true]);
        let page = || marsh(URL, &posts[1..]).as_part(Part::default()).with_seconds([PostId(0), PostId(1)]);
        let first = whole.marks(&read(&whole), now());
        assert!(first.is_read(PostId(0)));
        let marks = page().marks(&read(&whole), now());
        assert!(!marks.is_read(PostId(0)) && !marks.is_read(PostId(1)));
        // With a page that tells, and with posts as they are found.
        for part in [page(), marsh(URL, &posts[1..]).as_part(Part::default())] {
            let marks = whole.marks(&read(&part), now());
            assert_eq!([0, 1, 2].map(|id| marks.is_read(PostId(id))), [false, true, false]);
        }
        // The elder itself, found alone, keeps what it gets, and one with an address of its own.
        for (n, post) in [post("2024-03-27 Two ways |"), posts[0].clone()].iter().enumerate() {
            let part = marsh(URL, std::slice::from_ref(post)).as_part(Part::default());
            assert!(
                marsh(URL, std::slice::from_ref(post)).marks(&read(&part), now()).is_read(PostId(0)),
                "{n}"
            );
        }
    }

    #[test]
    fn an_older_address_counts() {
        let mut moved = post("2024-03-27 Two ways |");
        let kept = read(&marsh(URL, std::slice::from_ref(&moved)));
        moved.meta.more.aliases = vec![std::mem::replace(&mut moved.meta.url, Clean::line("/elsewhere/"))];
        assert!(marsh(URL, &[moved]).marks(&kept, now()).is_read(PostId(0)));
    }

    #[test]
    fn a_site_that_says_its_address_one_day_keeps_its_marks() {
        let posts = [post("2024-03-27 Two ways |")];
        for nobody in ["", "http://localhost:4000", "https://example.org"] {
            let before = marsh(nobody, &posts);
            assert_eq!(before.key(PostId(0)).unwrap().site, "/blog");
            assert!(marsh(URL, &posts).marks(&read(&before), now()).is_read(PostId(0)));
        }
    }

    #[test]
    fn new_is_what_was_not_there_at_the_last_visit() {
        let one = post("2024-03-27 Two ways |");
        let coming = post("2025-03-27 Coming |");
        let before = marsh(URL, &[one.clone(), coming.clone()]);
        assert!(
            !before.marks(&Kept::default(), now()).is_new(PostId(0)),
            "at the first visit nothing is new"
        );
        let mut kept = Kept::default();
        for (site, known) in before.visit(&Kept::default(), |_| true, now()) {
            kept.sites.entry(site).or_default().known = Some(known);
        }
        let marks = marsh(URL, &[one, coming, post("2020-01-01 Added later |")]).marks(&kept, now());
        let new = [0, 1, 2].map(|post| marks.is_new(PostId(post)));
        assert_eq!(new, [false, false, true]);
        assert!(before.visit(&kept, |_| true, now()).is_empty(), "a visit that saw nothing new is not kept");
    }
}
