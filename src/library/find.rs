//! Posts by name: where a link leads, and which post somebody means by a path, a slug or an address.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::Library;
use super::facts::OpenBody;
use crate::document::Target;
use crate::post::{Post, PostId, SiteId};
use crate::site::{self, Failure, Opened, Siblings, Site, Stamp};
use crate::text::Clean;
use crate::text::fold::fold;
use crate::text::hash::hash;

/// The addresses of all posts, one list for each site: the start of an address's hash with its post, in the order of the
/// former, since the posts have the addresses.
#[derive(Clone, Debug, Default)]
pub(super) struct Addresses {
    of_sites: Vec<Vec<(u32, PostId)>>,
}

impl Addresses {
    pub(super) fn new(sites: &[Site], posts: &[Arc<Post>]) -> Self {
        let of = |site: &Site| Vec::with_capacity(posts.iter().filter(|post| post.site == site.id).count());
        let mut of_sites: Vec<Vec<_>> = sites.iter().map(of).collect();
        // A post's own address is worth more than an older one of another post.
        let kinds: [Urls; 2] = [|post| std::slice::from_ref(&post.meta.url), |post| &post.meta.more.aliases];
        for urls in kinds {
            for (number, post) in posts.iter().enumerate() {
                let Some(list) = of_sites.get_mut(usize::from(post.site.0)) else { continue };
                let urls = urls(post).iter().filter(|url| !url.is_empty());
                list.extend(urls.map(|url| (start(&key(url)), PostId(number as u32))));
            }
        }
        for list in &mut of_sites {
            // Of posts with one address the first has it.
            list.sort_by_key(|(start, _)| *start);
            list.shrink_to_fit();
        }
        Self { of_sites }
    }

    /// The post at an address in its one spelling.
    fn get(&self, posts: &[Arc<Post>], site: SiteId, address: &str) -> Option<PostId> {
        let (list, hash) = (self.of_sites.get(usize::from(site.0))?, start(address));
        let from = list.partition_point(|(other, _)| *other < hash);
        let same = list[from..].iter().take_while(|(other, _)| *other == hash);
        let is_of = |id: &PostId| {
            let meta = posts.get(id.0 as usize).map(|post| &post.meta);
            meta.is_some_and(|meta| {
                std::iter::once(&meta.url).chain(&meta.more.aliases).any(|url| key(url) == address)
            })
        };
        same.map(|(_, id)| *id).find(is_of)
    }
}

/// The start of an address's hash: four bytes are enough to be told from nearly all others.
fn start(address: &str) -> u32 {
    (hash(address) >> 32) as u32
}

type Urls = for<'a> fn(&'a Post) -> &'a [crate::text::Clean];

/// One spelling for all the ways to write the address of a page: without query and fragment, decoded, with
/// a slash in front and none behind, without `index.html` and `.html`.
fn key(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let path = decoded.trim_matches('/');
    let path = path.strip_suffix(".html").or(path.strip_suffix(".htm")).unwrap_or(path);
    let path = match path.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.trim_end_matches('/'),
        _ => path,
    };
    // File systems that decompose accents make addresses that differ from what was typed.
    if path.is_ascii() { format!("/{path}") } else { format!("/{}", path.nfc().collect::<String>()) }
}

impl Library {
    /// The post at a path from the root of a site: with or without the site's base, a slash at the end,
    /// `index.html` or `.html`; an older address of a post too.
    pub fn resolve(&self, site: SiteId, path: &str) -> Option<PostId> {
        let key = key(path);
        let below_base = || {
            let base = &self.sites.get(usize::from(site.0))?.base;
            let rest = key.strip_prefix(base.as_str()).filter(|_| !base.is_empty())?;
            rest.starts_with('/').then(|| self.addresses().get(&self.posts, site, rest)).flatten()
        };
        self.addresses().get(&self.posts, site, &key).or_else(below_base)
    }

    /// The post of the library to which a link leads that stands in a post of `site`.
    pub fn follow(&self, site: SiteId, target: &Target) -> Option<PostId> {
        match target {
            Target::Site(path) => self.resolve(site, path),
            Target::Web(address) => self.at_address(address),
            Target::Written(_) | Target::Anchor(_) | Target::Note(_) => None,
        }
    }

    /// Whether a link that leads to no post yet may lead to one of those that are still looked for.
    pub fn may_come(&self, target: &Target) -> bool {
        self.is_coming()
            && match target {
                Target::Site(_) | Target::Written(_) => true,
                Target::Web(address) => self.paths_at(address).next().is_some(),
                Target::Anchor(_) | Target::Note(_) => false,
            }
    }

    /// The post at an absolute address of one of the sites.
    fn at_address(&self, address: &str) -> Option<PostId> {
        self.paths_at(address).find_map(|(site, path)| self.resolve(site, path))
    }

    /// The sites that an absolute address lies in, and its path there.
    fn paths_at<'a>(&'a self, address: &'a str) -> impl Iterator<Item = (SiteId, &'a str)> {
        let rest = without_scheme(address);
        self.sites.iter().filter_map(move |site| {
            let host = without_scheme(&site.url).filter(|host| !host.is_empty())?;
            let path = rest?.strip_prefix(host).filter(|path| path.starts_with('/'))?;
            Some((site.id, path))
        })
    }

    /// Reads a post's body as its site does, and says which of its links lead nowhere.
    ///
    /// # Errors
    /// A post that is not there any more, or that cannot be read.
    pub fn open(&self, id: PostId, now: Timestamp) -> Result<Opened, Failure> {
        let stamp = self.stamp(id);
        let known = stamp.filter(|_| self.is_whole()).and_then(|stamp| self.slot.of_part(id, stamp));
        let mut opened = match known {
            Some(document) => Opened { document },
            None => self.read(id, now)?,
        };
        let own = opened.document.problems.clone();
        let known = self.post(id).and_then(|post| Some((post, self.site_of(post)?)));
        // A link to a post that has not come yet does not lead nowhere.
        if let Some((post, site)) = known.filter(|_| self.is_whole()) {
            let is_post = |path: &str| self.resolve(post.site, path).is_some();
            let dead = site::dead_links(site, post, &opened.document, &is_post);
            if !dead.is_empty() {
                Arc::make_mut(&mut opened.document).problems.extend(dead);
            }
        }
        // What is shown already is not copied for nothing.
        if !opened.document.problems.is_sorted_by_key(|problem| problem.line) {
            Arc::make_mut(&mut opened.document).problems.sort_by_key(|problem| problem.line);
        }
        if let Some(stamp) = stamp {
            let (document, of_part) = (Arc::downgrade(&opened.document), !self.is_whole());
            self.slot.set_open(OpenBody { id, stamp, own, document, of_part });
        }
        Ok(opened)
    }

    /// Reads a post's body as its site does.
    pub(super) fn read(&self, id: PostId, now: Timestamp) -> Result<Opened, Failure> {
        let missing = || Failure { path: PathBuf::new(), message: "this post is not there any more".into() };
        let post = self.post(id).ok_or_else(missing)?;
        let site = self.site_of(post).ok_or_else(missing)?;
        // Of a part nothing is to be listed: what a template asks for is looked up in the site.
        if !self.is_whole() {
            return site::open(site, &[], post, now);
        }
        // The posts of a site stand together in a library.
        let first = self.posts.partition_point(|other| other.site < post.site);
        let end = self.posts.partition_point(|other| other.site <= post.site);
        let posts = self.posts.get(first..end).unwrap_or_default();
        match self.files.get(usize::from(post.site.0)) {
            Some(names) => site::open_among(site, Siblings::new(posts, names), post, now),
            None => site::open(site, posts, post, now),
        }
    }

    /// The state of a post's file; none where it is not there, and in memory.
    pub fn stamp(&self, id: PostId) -> Option<Stamp> {
        let post = self.post(id)?;
        self.site_of(post)?.files.stamp(post.path())
    }

    /// Whether a post's head was read in this state of its file. Where that is not known the file is asked for its state now.
    pub fn was_read_in(&self, id: PostId, stamp: Stamp) -> bool {
        match self.post(id).map_or(0, |post| post.stamp) {
            0 => self.stamp(id) == Some(stamp),
            known => known == stamp.number(),
        }
    }

    /// Whether an address begins with that of one of the sites.
    pub(super) fn is_ours(&self, address: &str) -> bool {
        let host = |site: &Site| without_scheme(&site.url).filter(|host| !host.is_empty()).map(str::to_owned);
        without_scheme(address)
            .is_some_and(|rest| self.sites.iter().filter_map(host).any(|host| rest.starts_with(&host)))
    }

    /// The line of a post's file at which these lines of its page begin; none where that cannot be found.
    pub fn line_of(&self, id: PostId, shown: &[Clean]) -> Option<usize> {
        let post = self.post(id)?;
        site::line_of(self.site_of(post)?, post, shown)
    }

    /// The post that a file is, its path absolute and without links.
    pub fn at(&self, file: &Path) -> Option<PostId> {
        let of = |site: &Site| {
            let below = file.strip_prefix(&site.root).ok().filter(|_| !site.root.as_os_str().is_empty())?;
            self.posts.iter().position(|post| post.site == site.id && post.path() == below)
        };
        self.sites.iter().find_map(of).and_then(|number| u32::try_from(number).ok()).map(PostId)
    }

    /// The posts that somebody means by a path, an address or a slug: those that match in the first of
    /// these ways in which any does.
    pub fn find(&self, what: &str) -> Vec<PostId> {
        if let Some(rest) = without_scheme(what) {
            let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
            let anywhere = || self.sites.iter().filter_map(|site| self.resolve(site.id, path)).collect();
            return self.at_address(what).map_or_else(anywhere, |id| vec![id]);
        }
        let folded = fold(what.trim_matches('/'));
        let ways: [&dyn Fn(&Post) -> bool; 3] = [
            &|post| self.is_path(post, Path::new(what)),
            &|post| fold(post.meta.slug()) == folded || stem(post) == folded,
            &|post| post.path().ends_with(what.trim_start_matches("./")),
        ];
        let found = |way: &&dyn Fn(&Post) -> bool| self.all(way);
        let at_address =
            || self.sites.iter().filter_map(|site| self.resolve(site.id, what)).collect::<Vec<_>>();
        let ways = ways.iter().map(found).find(|found| !found.is_empty());
        ways.unwrap_or_else(at_address)
    }

    fn all(&self, holds: &dyn Fn(&Post) -> bool) -> Vec<PostId> {
        let posts = self.posts.iter().enumerate().filter(|(_, post)| holds(post));
        posts.map(|(number, _)| PostId(number as u32)).collect()
    }

    fn is_path(&self, post: &Post, path: &Path) -> bool {
        let below = self.site_of(post).and_then(|site| path.strip_prefix(&site.root).ok()).unwrap_or(path);
        post.path() == below
    }
}

fn without_scheme(address: &str) -> Option<&str> {
    address.strip_prefix("https://").or(address.strip_prefix("http://"))
}

/// The folded name of the file without its ending; of its folder where the file is only an index.
fn stem(post: &Post) -> String {
    let name =
        |path: Option<&std::ffi::OsStr>| path.and_then(|name| name.to_str()).map(fold).unwrap_or_default();
    match name(post.path().file_stem()) {
        index if matches!(&*index, "index" | "_index" | "readme") => {
            name(post.path().parent().and_then(Path::file_name))
        }
        stem => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::samples::{post, site};
    use crate::text::Clean;

    fn marsh() -> Library {
        let mut marsh = site(0, "The Marsh Diary");
        marsh.base = Clean::line("/diary");
        let mut one = post("2024-03-27 Two ways |");
        one.meta.url = Clean::line("/2024/03/27/two-ways.html");
        one.meta.more.aliases = vec![Clean::line("/old/address/"), Clean::line("/2024/Über/")];
        let mut two = post("2024-03-28 Über |");
        two.meta.url = Clean::line("/2024/Über/");
        let mut other = site(1, "The Hill Diary");
        other.url = Clean::line("https://hill.example");
        let mut three = post("2024-03-29 Two ways |");
        three.site = SiteId(1);
        three.exact = Some(Box::new("content/hill/index.md".into()));
        Library::new(vec![marsh, other], vec![one, two, three])
    }

    #[test]
    fn every_way_to_write_an_address_leads_to_the_post() {
        let library = marsh();
        for path in [
            "/2024/03/27/two-ways.html",
            "/2024/03/27/two-ways",
            "/2024/03/27/two-ways/",
            "/2024/03/27/two-ways/index.html",
            "/2024/03/27/two-ways.html?x=1#the-end",
            "/diary/2024/03/27/two-ways.html",
            "/old/address/index.html",
        ] {
            assert_eq!(library.resolve(SiteId(0), path), Some(PostId(0)), "{path}");
            assert_eq!(library.resolve(SiteId(1), path), None, "{path}");
        }
    }

    #[test]
    fn addresses_are_decoded_and_composed() {
        let library = marsh();
        assert_eq!(library.resolve(SiteId(0), "/2024/%C3%9Cber"), Some(PostId(1)));
        assert_eq!(library.resolve(SiteId(0), "/2024/U\u{308}ber/"), Some(PostId(1)));
        assert_eq!(library.resolve(SiteId(0), "/diaryx/2024/Über/"), None);
        assert_eq!(library.resolve(SiteId(0), "%ff%zz%"), None);
    }

    #[test]
    fn a_link_may_lead_to_a_post_of_another_site() {
        let library = marsh();
        let web = |address| library.follow(SiteId(0), &Target::Web(Clean::line(address)));
        assert_eq!(web("http://hill.example/two-ways/"), Some(PostId(2)));
        assert_eq!(web("https://marsh.example/diary/2024/Über/"), Some(PostId(1)));
        assert_eq!(web("https://marsh.example.org/two-ways/"), None);
    }

    #[test]
    fn posts_by_path_slug_and_address() {
        let library = marsh();
        assert_eq!(library.find("_posts/2024-03-28-über.md"), [PostId(1)]);
        assert_eq!(library.find("/blog/_posts/2024-03-28-über.md"), [PostId(1)]);
        assert_eq!(library.find("2024-03-28-über.md"), [PostId(1)]);
        assert_eq!(library.find("2024-03-28-uber"), [PostId(1)]);
        assert_eq!(library.find("two-ways"), [PostId(0), PostId(2)]);
        assert_eq!(library.find("hill"), [PostId(2)]);
        assert_eq!(library.find("/two-ways/"), [PostId(0), PostId(2)]);
        assert_eq!(library.find("https://hill.example/two-ways/"), [PostId(2)]);
        assert_eq!(library.find("https://elsewhere.example/old/address/"), [PostId(0)]);
        assert_eq!(library.find("nothing"), []);
    }
}
