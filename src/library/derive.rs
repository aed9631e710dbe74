//! What a post's body yields once: its length, and what is wrong with it.
//!
//! Bodies are opened only here and when somebody reads one; a list is made of heads alone.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use jiff::Timestamp;

use super::Library;
use crate::document::count;
use crate::post::PostId;
use crate::problem::Problem;

/// More threads than this hold more open posts at a time than they save.
const MAX_THREADS: usize = 8;

/// What a post's body yields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// How many words it has; code does not count.
    pub words: usize,
    /// What is wrong with the post: its header, its templates, its markup, its links.
    pub problems: Vec<Problem>,
}

impl Library {
    /// Opens posts on several threads.
    pub fn derive(&self, posts: &[PostId], now: Timestamp) -> HashMap<PostId, Derived> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while let Some(id) = posts.get(next.fetch_add(1, Ordering::Relaxed)) {
                done.push((*id, self.derive_one(*id, now)));
            }
            done
        };
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = cores.min(MAX_THREADS).min(posts.len());
        thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut done: HashMap<_, _> = work().into_iter().collect();
            done.extend(others.into_iter().filter_map(|thread| thread.join().ok()).flatten());
            done
        })
    }

    /// Opens one post. A panic, which would be a fault of ours or of a library, is a problem of that post alone.
    fn derive_one(&self, id: PostId, now: Timestamp) -> Derived {
        let Some(post) = self.post(id) else { return Derived::default() };
        let mut problems = post.problems.clone();
        let fault = |message: &str| vec![Problem::new(&post.name, message, "")];
        let (words, found) = match catch_unwind(AssertUnwindSafe(|| self.open(id, now))) {
            Ok(Ok(opened)) => (count::words(&opened.document), opened.document.problems),
            Ok(Err(failure)) => (0, fault(&failure.message)),
            Err(_) => (0, fault("a fault in rushlight kept this post from being read")),
        };
        // What is wrong with the bytes of a head is said of the head and of the whole.
        let new = found.into_iter().filter(|problem| !post.problems.contains(problem));
        problems.extend(new);
        Derived { words, problems }
    }

    /// The same library, its posts with all their problems: for `is:problem`.
    pub fn with_problems(mut self, derived: &HashMap<PostId, Derived>) -> Self {
        for (id, derived) in derived {
            if let Some(post) = self.posts.get_mut(id.0 as usize) {
                post.problems.clone_from(&derived.problems);
            }
        }
        self
    }

    /// The number of every post.
    pub fn ids(&self) -> Vec<PostId> {
        (0..self.posts.len()).filter_map(|number| u32::try_from(number).ok()).map(PostId).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Files, Generator, detect_in, scan};

    fn library(files: &[(&'static str, &'static str)], generator: Generator) -> Library {
        let table = Files::table(files.iter().map(|(path, text)| (*path, text.as_bytes())));
        let mut site = detect_in(table, Some(generator));
        let posts = scan(&mut site, Timestamp::UNIX_EPOCH);
        Library::new(vec![site], posts)
    }

    fn problems(files: &[(&'static str, &'static str)], generator: Generator) -> Vec<String> {
        let library = library(files, generator);
        let derived = library.derive(&library.ids(), Timestamp::UNIX_EPOCH);
        let all = library.ids().into_iter().filter_map(|id| derived.get(&id));
        all.flat_map(|derived| &derived.problems).map(|problem| problem.to_string()).collect()
    }

    #[test]
    fn words_count_notes_and_no_code() {
        let library =
            library(&[("a.md", "One two[^1].\n\n    code\n\n- three\n\n[^1]: Four.\n")], Generator::Plain);
        let derived = library.derive(&library.ids(), Timestamp::UNIX_EPOCH);
        assert_eq!(derived[&PostId(0)].words, 4);
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
