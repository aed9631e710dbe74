//! Sites that lie in no folder: the sample blog, and what comes on standard input.

use std::io::Read;
use std::path::Path;

use include_dir::{Dir, File, include_dir};

use super::output::Fault;
use crate::site::{self, Files, Generator, MAX_FILE, Site};

/// The sample blog that is built into the program.
static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/posts");

/// What standard input is called where something is wrong in it.
pub const NAME: &str = "standard input.md";

/// The sample blog.
pub fn sample() -> Site {
    let mut files = Vec::new();
    all_files(&SAMPLE, &mut files);
    let table = files.iter().map(|file| (file.path().to_string_lossy().replace('\\', "/"), file.contents()));
    site::detect_in(Files::table(table), Some(Generator::Jekyll))
}

fn all_files(folder: &'static Dir<'static>, found: &mut Vec<&'static File<'static>>) {
    found.extend(folder.files());
    folder.dirs().for_each(|inner| all_files(inner, found));
}

/// Whether a path means standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All bytes of standard input, which may have no end: no more than a file may have.
pub fn read() -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MAX_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|error| Fault::failed(format!("cannot read standard input: {error}")))?;
    match bytes.len() as u64 > MAX_FILE {
        true => Err(Fault::failed("standard input is larger than 64 MiB; no post is")),
        false => Ok(bytes),
    }
}

/// Standard input as a site of one post.
pub fn standard_input(generator: Option<Generator>) -> Result<Site, Fault> {
    let files = Files::table([(NAME.to_owned(), read()?)]);
    Ok(site::detect_in(files, Some(generator.unwrap_or(Generator::Plain))))
}
