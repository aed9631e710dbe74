//! A damaged file of marks: set aside under another name, and begun anew with what could be read of it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::schema::{self, Trouble, beside};
use super::{file_name, rows};
use crate::post::Merge;
use crate::text::count::counted;

/// What became of a damaged file.
#[derive(Debug)]
pub(super) struct Aside {
    /// The new file, open.
    pub db: Connection,
    /// What to tell the reader; nothing where somebody else had set it aside already.
    pub words: Option<String>,
}

/// Sets a damaged file aside, with all that lies beside it, and begins another. Two programs that find the damage
/// at once do it once.
pub(super) fn set_aside(path: &Path) -> Result<Aside, Trouble> {
    let failed = |error: io::Error| Trouble::Failed(format!("it is damaged and cannot be renamed: {error}"));
    let lock = File::create(beside(path, ".lock")).map_err(failed)?;
    // Where files cannot be locked, two programs at once are the smaller danger.
    let _ = lock.lock();
    match schema::open(path) {
        Err(Trouble::Damaged) => {}
        Ok(db) => return Ok(Aside { db, words: None }),
        Err(other) => return Err(other),
    }
    let saved = match schema::open_to_read(path) {
        Ok(Some(db)) => rows::read_all(&db).0,
        Ok(None) | Err(_) => Vec::new(),
    };
    let new = free_name(path);
    // The file goes last: once its name is free, another program may make the next one, and what lies beside that is its own.
    for ending in ["-wal", "-shm", "-journal"] {
        // What is not there need not be moved.
        let _ = fs::rename(beside(path, ending), beside(&new, ending));
    }
    fs::rename(path, &new).map_err(failed)?;
    let mut db = schema::open(path)?;
    rows::write(&mut db, &rows::markings(&saved), Merge::Newest)?;
    let _ = fs::remove_file(beside(path, ".lock"));
    let count = match saved.len() {
        0 => "nothing of it could be read".to_owned(),
        n => format!("the marks of {} were read from it", counted(n, "post")),
    };
    let words = format!("The file of marks was damaged; it is now {}: {count}", file_name(&new));
    Ok(Aside { db, words: Some(words) })
}

/// A name beside a file that nothing has.
fn free_name(path: &Path) -> PathBuf {
    let name = |n: usize| beside(path, &if n == 0 { ".damaged".to_owned() } else { format!(".damaged-{n}") });
    (0..).map(name).find(|name| !name.exists()).unwrap_or_else(|| name(0))
}
