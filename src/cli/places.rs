//! Where posts lie, as commands say it in a line.

use std::path::Path;

use super::environment::Environment;
use crate::library::Library;
use crate::post::Post;
use crate::text::Clean;

/// The places of the posts of a library.
pub struct Places<'a> {
    library: &'a Library,
    environment: &'a Environment,
    /// What stands before the name of each site's posts.
    roots: Vec<Clean>,
}

impl<'a> Places<'a> {
    /// Those of a library.
    pub fn of(library: &'a Library, environment: &'a Environment) -> Self {
        let root = |root: &Path| Clean::line(&environment.shown(root, Path::new("")).to_string_lossy());
        Self { library, environment, roots: library.sites().iter().map(|site| root(&site.root)).collect() }
    }

    /// That of a post.
    pub fn said(&self, post: &Post) -> String {
        let mut out = String::new();
        self.push(&mut out, post);
        out
    }

    /// Writes it behind a text.
    pub fn push(&self, out: &mut String, post: &Post) {
        match (&post.exact, self.roots.get(usize::from(post.site.0)), self.library.site_of(post)) {
            (None, Some(root), _) => [root, &post.name].into_iter().for_each(|part| out.push_str(part)),
            (_, _, Some(site)) => {
                let place = self.environment.shown(&site.root, post.path());
                out.push_str(&Clean::line(&place.to_string_lossy()));
            }
            (_, _, None) => {}
        }
    }
}
