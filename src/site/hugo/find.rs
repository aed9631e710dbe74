//! Which files of the content are pages.
//!
//! Source: <https://gohugo.io/content-management/page-bundles/>: a folder with an `index` file is a leaf bundle, one
//! page whose other files are its resources; an `_index` file makes a section, which is a list and no post.

use std::path::{Path, PathBuf};

use super::config::Config;
use crate::site::{Candidate, Files, Found, Meanwhile};

/// No folder is entered deeper than this.
const DEEPEST: usize = 24;

/// The pages of all folders of content.
pub(super) fn find(files: &Files, config: &Config, meanwhile: Meanwhile<'_>) -> Found {
    let mut walk = Walk { files, config, meanwhile, kind: 0, found: Found::default() };
    for (kind, (folder, _)) in config.content.iter().enumerate() {
        walk.kind = kind;
        walk.folder(folder, 0);
    }
    walk.found
}

struct Walk<'a> {
    files: &'a Files,
    config: &'a Config,
    meanwhile: Meanwhile<'a>,
    kind: usize,
    found: Found,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let entries = self.found.list(self.files, folder);
        let names = || entries.iter().filter(|e| !e.is_folder).map(|e| e.name.to_string_lossy());
        let leaf = names().any(|name| is_content(&name) && first_part(&name) == "index");
        for entry in &entries {
            let name = entry.name.to_string_lossy();
            let path = folder.join(&entry.name);
            if name.starts_with('.') || name.ends_with('~') {
                continue;
            }
            if entry.is_folder {
                let other =
                    self.config.content.iter().enumerate().any(|(n, (c, _))| n != self.kind && *c == path);
                if !leaf && !other && depth < DEEPEST {
                    self.folder(&path, depth + 1);
                }
            } else if is_content(&name) {
                match first_part(&name) {
                    "index" => self.add(path),
                    "_index" => {
                        self.found.others += 1;
                        self.found.shared.push(path);
                    }
                    _ if leaf => {}
                    _ => self.add(path),
                }
            }
        }
        (self.meanwhile)(&self.found.latest());
    }

    fn add(&mut self, path: PathBuf) {
        self.found.candidates.push(Candidate { path: &path, kind: self.kind });
    }
}

/// The name up to the language and the ending.
fn first_part(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Whether a file is content that can be read here.
fn is_content(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "md" | "markdown" | "mdown" | "html" | "htm")
}
