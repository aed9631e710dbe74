//! The files that are posts by their place: `_posts` and `_drafts` in every folder that Jekyll reads, and the folders
//! of the collections (`Jekyll::Reader`, `PostReader`, `Collection`).

use std::path::Path;

use crate::front_matter;
use crate::site::plain::is_markdown;
use crate::site::{Candidate, Files, Found, Meanwhile};

use super::config::Config;
use super::names::Name;
use super::{COLLECTIONS, DRAFT, POST};

/// No folder is entered deeper than this.
const MAX_DEPTH: usize = 24;

/// Finds the candidates and counts the other Markdown files.
pub(super) fn find(config: &Config, files: &Files, meanwhile: Meanwhile<'_>) -> Found {
    let mut walk = Walk { config, files, meanwhile, found: Found::default() };
    if has_loose_posts(files) {
        // What was copied out of a site: the folder is as good as its `_posts`.
        walk.below(&Place { folder: "", base: "", kind: Some(POST), dotted: false }, "", 0);
        walk.found.candidates.reverse_from(0);
        return walk.found;
    }
    walk.folder("", 0);
    walk.found.candidates.reverse_from(0);
    for (number, collection) in config.collections.iter().enumerate().skip(1) {
        let folder = format!("_{}", collection.label);
        let place = match config.collections_dir.as_str() {
            "" => folder.clone(),
            dir => format!("{dir}/{folder}"),
        };
        let kind = collection.output.then_some(COLLECTIONS + number);
        let posts = walk.found.candidates.len();
        walk.below(&Place { folder: &place, base: &folder, kind, dotted: true }, "", 0);
        walk.found.candidates.reverse_from(posts);
    }
    walk.found
}

/// How many dated files are looked into.
const LOOKED_INTO: usize = 8;

/// Whether a folder without a configuration and without `_posts` holds posts of a Jekyll site: files with a dated name
/// whose header names a layout, which nobody but Jekyll reads.
pub(super) fn has_loose_posts(files: &Files) -> bool {
    let of_jekyll = |path: &Path| {
        files.head(path, front_matter::is_enough).is_ok_and(|head| {
            let text = String::from_utf8_lossy(&head.bytes);
            let header =
                text.strip_prefix("---").and_then(|rest| rest.split("\n---").next()).unwrap_or_default();
            header.lines().any(|line| line.starts_with("layout:"))
        })
    };
    let dated = |name: &str| Name::of(name).date.is_some() && is_markdown(Path::new(name));
    let names = files.list(Path::new("")).into_iter().filter(|entry| !entry.is_folder);
    let mut names = names.filter(|entry| entry.name.to_str().is_some_and(dated)).take(LOOKED_INTO);
    !super::is_site(files) && names.any(|entry| of_jekyll(Path::new(&entry.name)))
}

/// Goes through folders from the last name to the first, since names of posts and of the folders of years begin with dates.
struct Walk<'a> {
    config: &'a Config,
    files: &'a Files,
    meanwhile: Meanwhile<'a>,
    found: Found,
}

/// A special folder that is walked to its end.
struct Place<'a> {
    /// Its path below the source.
    folder: &'a str,
    /// The path that `exclude` is held against.
    base: &'a str,
    /// What its files are; none where they only count as other files.
    kind: Option<usize>,
    /// Whether folders that begin with a point are entered: `Dir.glob` does so for collections alone.
    dotted: bool,
}

impl Walk<'_> {
    /// A folder of the source: its `_posts` and `_drafts`, its other Markdown files, the folders in it.
    fn folder(&mut self, folder: &str, depth: usize) {
        let config = self.config;
        let inside = config.collections_dir.is_empty() || folder.starts_with(&config.collections_dir);
        for entry in self.found.list(self.files, &config.source.join(folder)).into_iter().rev() {
            let Some(name) = entry.name.to_str() else { continue };
            let path = join(folder, name);
            match (name, entry.is_folder) {
                ("_posts" | "_drafts", true) if inside => {
                    let kind = if name == "_posts" { POST } else { DRAFT };
                    let place = Place { folder: &path, base: &path, kind: Some(kind), dotted: false };
                    self.below(&place, "", depth);
                }
                (_, true) => {
                    let entered = config.filter.takes(folder, name, true) && path != config.destination;
                    if entered && depth < MAX_DEPTH {
                        self.folder(&path, depth + 1);
                    }
                }
                (_, false) if is_markdown(Path::new(name)) => {
                    self.found.others += usize::from(config.filter.takes(folder, name, false));
                }
                (_, false) => {}
            }
        }
    }

    /// Everything below a special folder; `inner` is the path below it.
    fn below(&mut self, place: &Place<'_>, inner: &str, depth: usize) {
        let folder = self.config.source.join(place.folder).join(inner);
        // One path for all names: a new one for each takes as long as what is asked of it.
        let mut exact = folder.join("_");
        for entry in self.found.list(self.files, &folder).into_iter().rev() {
            // A name that is not UTF-8 is shown lossily and opened exactly.
            let name = entry.name.to_string_lossy();
            let path = join(inner, &name);
            if entry.is_folder {
                if depth < MAX_DEPTH && (place.dotted || !name.starts_with('.')) {
                    self.below(place, &path, depth + 1);
                }
            } else if self.config.filter.takes(place.base, &path, false) {
                exact.set_file_name(&entry.name);
                self.file(place, &exact, &name);
            }
        }
        (self.meanwhile)(&self.found.first());
    }

    fn file(&mut self, place: &Place<'_>, path: &Path, name: &str) {
        // Jekyll takes any file of `_posts` with a date and an ending for a post; whether it is a text shows its head.
        let fits = |kind: &usize| match *kind {
            POST => Name::of(name).date.is_some(),
            _ => self.config.is_readable(name),
        };
        match place.kind.filter(fits) {
            Some(kind) => self.found.candidates.push(Candidate { path, kind }),
            None => self.found.others += usize::from(is_markdown(Path::new(name))),
        }
    }
}

fn join(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => [folder, "/", name].concat(),
    }
}

#[cfg(test)]
mod tests {
    use crate::site::{Files, Generator, detect_in};

    fn generator(files: &[(&'static str, &'static str)]) -> Generator {
        detect_in(Files::table(files.iter().map(|(path, text)| (*path, text.as_bytes()))), None).generator
    }

    #[test]
    fn a_post_that_was_copied_out_of_its_site_is_still_jekylls() {
        let post = "---\nlayout: post\ntitle: T\n---\n{% include JB/setup %}\n";
        assert_eq!(generator(&[("2009-08-19-x.md", post), ("README.md", "# R")]), Generator::Jekyll);
        assert_eq!(generator(&[("x.md", post)]), Generator::Plain);
        assert_eq!(generator(&[("2009-08-19-x.md", "# Words\n\nlayout: {{ x }}\n")]), Generator::Plain);
    }
}
