//! Sites that lie in no folder: the sample blog, and what comes through a pipe.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use include_dir::{Dir, File, include_dir};

use super::environment::Environment;
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

/// What means standard input where a path may stand.
const STANDARD_INPUT: &str = "-";

/// Whether a path means bytes that come once and lie nowhere: standard input, or a pipe with a name, as a shell makes one of
/// `<(command)`.
pub fn is_stream(path: &Path, environment: &Environment) -> bool {
    path.as_os_str() == STANDARD_INPUT || is_pipe(&environment.here.join(path))
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    path.metadata().is_ok_and(|file| file.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

/// The paths that are asked for: where none is, and no posts are chosen by what they are, that is what comes through a pipe, as
/// in less. Nothing comes where nobody has put anything there.
pub fn paths(named: &[PathBuf], environment: &Environment) -> Vec<PathBuf> {
    let may_come = named.is_empty() && environment.input_is_given && environment.confined.is_none();
    match may_come && std::io::stdin().lock().fill_buf().is_ok_and(|bytes| !bytes.is_empty()) {
        true => vec![PathBuf::from(STANDARD_INPUT)],
        false => named.to_vec(),
    }
}

/// All bytes of a stream, which may have no end: no more than a file may have.
pub fn read(path: &Path, environment: &Environment) -> Result<Vec<u8>, Fault> {
    let (what, read) = match path.as_os_str() == STANDARD_INPUT {
        true => ("standard input".to_owned(), all(std::io::stdin().lock())),
        false => {
            let file = std::fs::File::open(environment.here.join(path));
            (path.display().to_string(), file.and_then(all))
        }
    };
    let bytes = read.map_err(|error| Fault::failed(format!("cannot read {what}: {error}")))?;
    match bytes.len() as u64 > MAX_FILE {
        true => Err(Fault::failed(format!("{what} is larger than 64 MiB; no post is"))),
        false => Ok(bytes),
    }
}

fn all(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A stream as a site of one post.
pub fn stream(path: &Path, generator: Option<Generator>, environment: &Environment) -> Result<Site, Fault> {
    let files = Files::table([(NAME.to_owned(), read(path, environment)?)]);
    Ok(site::detect_in(files, Some(generator.unwrap_or(Generator::Plain))))
}
