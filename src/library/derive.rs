//! What a post's body yields once: its length, and what is wrong with it.
//!
//! Bodies are opened only here and when somebody reads one; a list is made of heads alone.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use jiff::Timestamp;

use super::Library;
use crate::document::{Document, Link, LinkKind, Target, anchors, count, plain};
use crate::post::PostId;
use crate::problem::Problem;
use crate::site;
use crate::text::Clean;
use crate::threads::beside;

/// What a post's body yields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// How many words it has; code does not count.
    pub words: usize,
    /// Its plain text as [`plain::lines`] has it: each block a line.
    pub text: String,
    /// Its links to places of the library's sites.
    pub links: Vec<Outgoing>,
    /// The names of its anchors: what a link from elsewhere may have after its `#`.
    pub anchors: Vec<Clean>,
    /// What is wrong in the body itself: its templates, its markup, its pictures. Whether its links lead anywhere depends
    /// on the other posts and is found out anew: [`Library::dead_links`].
    pub problems: Vec<Problem>,
}

/// A link to somewhere in the library's sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// A path from the root of the post's site, or an address that begins with that of one of the sites; with its fragment.
    pub target: Clean,
    /// The line of the file where it stands, from 1; 0 where that is not known.
    pub line: usize,
}

impl Outgoing {
    fn of(library: &Library, link: &Link) -> Option<Self> {
        let target = match &link.target {
            Target::Site(path) => path,
            Target::Web(address) if library.is_ours(address) => address,
            Target::Web(_) | Target::Written(_) | Target::Anchor(_) | Target::Note(_) => return None,
        };
        (link.kind == LinkKind::Page).then(|| Self { target: target.clone(), line: link.line })
    }

    /// The target as a link has it.
    pub fn target(&self) -> Target {
        match self.target.contains("://") && !self.target.starts_with('/') {
            true => Target::Web(self.target.clone()),
            false => Target::Site(self.target.clone()),
        }
    }
}

impl Library {
    /// Opens posts on so many threads.
    pub fn derive(&self, posts: &[PostId], threads: usize, now: Timestamp) -> HashMap<PostId, Derived> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while let Some(id) = posts.get(next.fetch_add(1, Ordering::Relaxed)) {
                done.push((*id, self.derive_one(*id, now)));
            }
            done
        };
        let threads = threads.min(posts.len());
        thread::scope(|scope| {
            let others: Vec<_> = (1..threads).filter_map(|_| beside(scope, work)).collect();
            let mut done: HashMap<_, _> = work().into_iter().collect();
            done.extend(others.into_iter().filter_map(|thread| thread.join().ok()).flatten());
            done
        })
    }

    /// Opens one post. A panic, which would be a fault of ours or of a library, is a problem of that post alone.
    pub fn derive_one(&self, id: PostId, now: Timestamp) -> Derived {
        let Some(post) = self.post(id) else { return Derived::default() };
        let fault = |message: &str| Derived {
            problems: vec![Problem::new(&post.name, message, "")],
            ..Derived::default()
        };
        let read = || match self.stamp(id).and_then(|stamp| self.slot.open(id, stamp)) {
            Some((document, own)) => Ok(self.yielded(&document, own)),
            None => self.read(id, now).map(|opened| {
                let own = opened.document.problems.clone();
                self.yielded(&opened.document, own)
            }),
        };
        let mut derived = match catch_unwind(AssertUnwindSafe(read)) {
            Ok(Ok(derived)) => derived,
            Ok(Err(failure)) => fault(&failure.message),
            Err(_) => fault("a fault in rushlight kept this post from being read"),
        };
        // What is wrong with the bytes of a head is said of the head and of the whole.
        derived.problems.retain(|problem| !post.problems.contains(problem));
        derived
    }

    fn yielded(&self, document: &Document, problems: Vec<Problem>) -> Derived {
        Derived {
            words: count::words(document),
            text: plain::lines(document),
            links: document.links.iter().filter_map(|link| Outgoing::of(self, link)).collect(),
            anchors: anchors::all(document),
            problems,
        }
    }

    /// The problems of links of a post that lead to no post, page or file.
    pub fn dead_links(&self, id: PostId, links: &[Outgoing]) -> Vec<Problem> {
        let Some((post, site)) = self.post(id).and_then(|post| Some((post, self.site_of(post)?))) else {
            return Vec::new();
        };
        let link = |out: &Outgoing| Link {
            target: out.target(),
            title: Clean::default(),
            kind: LinkKind::Page,
            line: out.line,
        };
        let document = Document { links: links.iter().map(link).collect(), ..Document::default() };
        site::dead_links(site, post, &document, &|path| self.resolve(post.site, path).is_some())
    }

    /// The number of every post.
    pub fn ids(&self) -> Vec<PostId> {
        (0..self.posts.len()).filter_map(|number| u32::try_from(number).ok()).map(PostId).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::library::{Facts, Part};
    use crate::site::{Files, Generator, detect_in, scan};

    fn library(files: &[(&'static str, &'static str)], generator: Generator) -> Library {
        let table = Files::table(files.iter().map(|(path, text)| (*path, text.as_bytes())));
        let mut site = detect_in(table, Some(generator));
        let posts = scan(&mut site, Timestamp::UNIX_EPOCH);
        Library::new(vec![site], posts)
    }

    fn problems(files: &[(&'static str, &'static str)], generator: Generator) -> Vec<String> {
        let library = library(files, generator);
        let derived = library.derive(&library.ids(), 2, Timestamp::UNIX_EPOCH);
        let mut facts = Facts::new(&library);
        derived.iter().for_each(|(id, derived)| facts.add(&library, *id, derived, None));
        library.learn(facts);
        let all = library
            .ids()
            .into_iter()
            .flat_map(|id| library.problems(id).map(Cow::into_owned).collect::<Vec<_>>());
        all.map(|problem| problem.to_string()).collect()
    }

    #[test]
    fn words_count_notes_and_no_code() {
        let library =
            library(&[("a.md", "One two[^1].\n\n    code\n\n- three\n\n[^1]: Four.\n")], Generator::Plain);
        let derived = library.derive(&library.ids(), 2, Timestamp::UNIX_EPOCH);
        assert_eq!(derived[&PostId(0)].words, 4);
    }

    /// The reader has the body of the open post: the index takes what it yields from there, as long as the file is the same.
    #[test]
    fn an_open_body_yields_what_reading_it_again_yields() {
        let folder = tempfile::tempdir().unwrap();
        let write = |text: &str| std::fs::write(folder.path().join("a.md"), text).unwrap();
        let scanned = || {
            let mut site = detect_in(Files::folder(folder.path()).unwrap(), Some(Generator::Plain));
            let posts = scan(&mut site, Timestamp::UNIX_EPOCH);
            Library::new(vec![site], posts)
        };
        let (id, now) = (PostId(0), Timestamp::UNIX_EPOCH);
        write("One [two](b.md) ![three](c.png).\n\n# Four\n");
        let library = scanned();
        let anew = library.derive_one(id, now);
        let open = library.open(id, now).unwrap();
        assert!(library.slot.open(id, library.stamp(id).unwrap()).is_some());
        assert_eq!(library.derive_one(id, now), anew);
        write("It has other words now, and more of them.\n");
        assert_eq!(library.derive_one(id, now).words, 9);
        drop(open);
        assert!(library.slot.open(id, library.stamp(id).unwrap()).is_none());
    }

    #[test]
    fn what_was_opened_of_a_part_is_not_read_again_when_all_posts_are_known() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let (id, now) = (PostId(0), Timestamp::UNIX_EPOCH);
        let opened = |name: &str| {
            let mut site = detect_in(Files::folder(folder.path()).unwrap(), Some(Generator::Plain));
            let post = crate::site::post_of(&site, Path::new(name), now).unwrap();
            let part = Library::new(vec![site.clone()], vec![post]).as_part(Part::default());
            let first = part.open(id, now).unwrap().document;
            assert_eq!(first.problems, [], "whether a link leads nowhere is not known yet");
            let posts = scan(&mut site, now);
            let whole = Library::new(vec![site], posts);
            let new = whole.find(&folder.path().join(name).to_string_lossy())[0];
            whole.take_open(&part, &[(id, new)].into_iter().collect());
            (first, whole.open(new, now).unwrap().document)
        };
        write("a.md", "No links.\n");
        write("b.md", "To [a](a.md), [nowhere](c.md).\n");
        let (first, second) = opened("a.md");
        assert!(Arc::ptr_eq(&first, &second));
        let (first, second) = opened("b.md");
        assert_eq!((second.problems.len(), &second.blocks), (1, &first.blocks));
    }

    #[test]
    fn dead_links_of_jekyll() {
        let found = problems(
            &[
                ("_config.yml", "plugins: [jekyll-feed]"),
                ("about.md", "---\npermalink: /who/\nredirect_from: /me/\n---\n"),
                ("map.md", "---\n---\n"),
                ("assets/main.scss", "---\n---\n"),
                ("img/a b.png", ""),
                ("_posts/2020-01-01-a.md", "---\nredirect_from: [/old/]\n---\n"),
                (
                    "_posts/2020-01-02-b.md",
                    "---\n---\n[post](/2020/01/01/a.html) [old](/old/) [page](/who/) [me](/me) [map](/map.html)\n\
                     [css](/assets/main.css) [feed](/feed.xml) ![ok](/img/a%20b.png) [top](#top) [part](#part)\n\n\
                     [gone](/gone/)\n![gone](/img/gone.png)\n[gone](#gone)\n[relative](../x.html)\n\n# Part\n",
                ),
            ],
            Generator::Jekyll,
        );
        assert_eq!(
            found,
            [
                "_posts/2020-01-02-b.md:6: a link leads nowhere: /gone/; correct the target",
                "_posts/2020-01-02-b.md:7: no such image: /img/gone.png; correct the target",
                "_posts/2020-01-02-b.md:8: no such anchor in the post: #gone; correct the target",
                "_posts/2020-01-02-b.md:9: a link leads nowhere: /2020/01/x.html; correct the target",
            ]
        );
    }

    #[test]
    fn dead_anchors_of_other_posts() {
        let found = problems(
            &[
                ("_config.yml", ""),
                (
                    "_posts/2020-01-01-a.md",
                    "---\n---\n# Part One\n\n<table id=\"raw\"><tr><td>x</td></tr></table>\n",
                ),
                (
                    "_posts/2020-01-02-b.md",
                    "---\n---\n[ok](/2020/01/01/a.html#part-one) [ok](/2020/01/01/a.html#raw) [top](/2020/01/01/a.html#top)\n\
                     [gone](/2020/01/01/a.html#nowhere)\n[gone]({% post_url 2020-01-01-a %}#none)\n",
                ),
            ],
            Generator::Jekyll,
        );
        assert_eq!(
            found,
            [
                "_posts/2020-01-02-b.md:4: no such anchor in that post: /2020/01/01/a.html#nowhere; correct the target",
                "_posts/2020-01-02-b.md:5: no such anchor in that post: /2020/01/01/a.html#none; correct the target",
            ]
        );
    }

    #[test]
    fn dead_links_of_hugo() {
        let found = problems(
            &[
                ("hugo.toml", ""),
                ("static/a.png", ""),
                ("content/posts/_index.md", ""),
                ("content/posts/one/index.md", "---\naliases: [/old/]\n---\n![ok](b.png) ![no](c.png)\n"),
                ("content/posts/one/b.png", ""),
                (
                    "content/posts/two.md",
                    "---\n---\n[a](/posts/one/) [b](/old/) [c](/posts/) [d](/tags/x/) ![e](/a.png) [f](/index.xml)\n\n\
                     [g](/posts/three/) {{< ref \"four\" >}}\n",
                ),
            ],
            Generator::Hugo,
        );
        assert_eq!(
            found,
            [
                "content/posts/one/index.md:4: no such image: /posts/one/c.png; correct the target",
                "content/posts/two.md:5: `ref` names no page: four; correct the path",
                "content/posts/two.md:5: a link leads nowhere: /posts/three/; correct the target",
            ]
        );
    }

    #[test]
    fn dead_links_of_zola() {
        let found = problems(
            &[
                ("config.toml", "base_url = 'https://x.example'\ntaxonomies = [{name = 'tags'}]\n"),
                ("static/a.png", ""),
                ("content/blog/_index.md", "+++\n+++\n"),
                ("content/blog/one.md", "+++\n+++\n"),
                (
                    "content/two.md",
                    "+++\n+++\n[a](@/blog/one.md) [b](@/blog/_index.md) [c](/tags/x/) ![d](/a.png)\n[e](@/blog/none.md)\n",
                ),
            ],
            Generator::Zola,
        );
        assert_eq!(found, ["content/two.md:4: a link leads nowhere: /blog/none; correct the target"]);
    }
}
