//! What builds a folder, and which folder near a path is a site.

use std::path::{Component, Path, PathBuf};

use super::{Failure, Files, GENERATORS, Generator, Row, Site};

/// Finds out what a folder is and reads its configuration. `force` names the generator.
pub fn detect(folder: &Path, force: Option<Generator>) -> Result<Site, Failure> {
    let files = Files::folder(folder).map_err(|error| Failure {
        path: folder.into(),
        message: match error.kind() {
            std::io::ErrorKind::NotFound => "no such folder".into(),
            std::io::ErrorKind::NotADirectory => "not a folder".into(),
            _ => format!("cannot open the folder ({error})"),
        },
    })?;
    Ok(detect_in(files, force))
}

/// The same for files that are already at hand, as the sample blog's.
pub fn detect_in(files: Files, force: Option<Generator>) -> Site {
    let named = |row: &&Row| force == Some(row.generator);
    let is_site = |row: &&Row| force.is_none() && (row.is_site)(&files);
    let loose = |row: &&Row| (row.has_loose_posts)(&files);
    let row = GENERATORS.iter().find(named).or_else(|| GENERATORS.iter().find(is_site));
    match row.or_else(|| GENERATORS.iter().find(loose)) {
        Some(row) => (row.load)(files),
        None => super::plain::load(files),
    }
}

/// The paths below the root of a site at which a walk may find a file, the likeliest first: as the file is written, since a walk keeps
/// the names of links within the root, and its true one.
pub fn below(root: &Path, file: &Path) -> Vec<PathBuf> {
    let is_root = |folder: &&Path| Files::absolute(folder).is_ok_and(|folder| folder == root);
    let written = file.ancestors().skip(1).find(is_root).and_then(|folder| file.strip_prefix(folder).ok());
    let real = Files::absolute(file).ok();
    let real = real.as_deref().and_then(|real| real.strip_prefix(root).ok());
    let is_plain = |path: &&Path| path.components().all(|part| matches!(part, Component::Normal(_)));
    let mut paths: Vec<PathBuf> =
        written.filter(is_plain).into_iter().chain(real).map(Path::to_path_buf).collect();
    paths.dedup();
    paths
}

/// The nearest folder at or above a path that is the site of a generator.
pub fn enclosing(path: &Path) -> Option<PathBuf> {
    let whole = Files::absolute(path).ok()?;
    whole.ancestors().find(|folder| is_generators(folder)).map(Path::to_path_buf)
}

/// The folder `docs`, `site` or `posts` below a folder, where that is the site of a generator.
pub fn site_below(folder: &Path) -> Option<PathBuf> {
    ["docs", "site", "posts"].iter().map(|name| folder.join(name)).find(|folder| is_generators(folder))
}

/// Whether a generator, not [`Generator::Plain`], builds a folder.
fn is_generators(folder: &Path) -> bool {
    let known = |files: Files| GENERATORS.iter().any(|row| (row.is_site)(&files));
    folder.is_dir() && Files::folder(folder).is_ok_and(known)
}
