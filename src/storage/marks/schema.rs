//! The file of marks: opening it, bringing it up to date, and telling a damaged one from one that cannot be used now.
//!
//! Two terminals on one account are normal: every change is a row of its own in a transaction of its own. A power
//! cut loses nothing that was said to be kept: `synchronous=FULL`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::storage::remote::is_remote;

/// How long another program may hold the file before a change fails.
const BUSY: Duration = Duration::from_secs(5);

/// What brings a file from each version to the next. A step that was released is never changed.
pub(super) const STEPS: [&str; 2] = [
    // What the reader did with each post. Moments are milliseconds since 1970; 0 is never.
    "CREATE TABLE mark (
        site TEXT NOT NULL,
        post TEXT NOT NULL,
        read INTEGER NOT NULL DEFAULT 0,
        read_at INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        starred_at INTEGER NOT NULL DEFAULT 0,
        block INTEGER,
        offset INTEGER,
        hash INTEGER,
        percent INTEGER,
        stop_at INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (site, post)
    ) STRICT, WITHOUT ROWID",
    // When each site was visited last that had something new, and hashes of the posts that were there: 8 bytes each,
    // little-endian, sorted.
    "CREATE TABLE visit (
        site TEXT NOT NULL PRIMARY KEY,
        last INTEGER NOT NULL,
        known BLOB NOT NULL
    ) STRICT, WITHOUT ROWID",
];

/// The version of a file that this program writes.
pub(super) const VERSION: i64 = STEPS.len() as i64;

/// Why the file cannot be used.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is no file of marks, or a damaged one.
    Damaged,
    /// It was written by a newer program, of this version.
    Newer(i64),
    /// It cannot be used at the moment: no room, no right, held by somebody.
    Failed(String),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::Failed("no room left on the disk".into()),
            Some(ErrorCode::ReadOnly) => Self::Failed("it cannot be written".into()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Failed("another program holds it".into())
            }
            Some(ErrorCode::CannotOpen) => Self::Failed("it cannot be opened".into()),
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// Opens the file to write, makes it where it is missing, and brings it up to date.
pub(super) fn open(path: &Path) -> Result<Connection, Trouble> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| Trouble::Failed(error.to_string()))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(BUSY)?;
    db.pragma_update(None, "cache_size", CACHE)?;
    if version(&db)? > VERSION {
        return Err(Trouble::Newer(version(&db)?));
    }
    // The journal beside the file needs memory that both programs share, which file systems of a network do not have.
    // That it cannot be changed while somebody else has the file open is no reason to fail.
    let journal = if is_remote(folder).is_none() { "WAL" } else { "DELETE" };
    let set = db.pragma_update_and_check(None, "journal_mode", journal, |row| row.get::<_, String>(0));
    if let Err(Trouble::Damaged) = set.map_err(Trouble::from) {
        return Err(Trouble::Damaged);
    }
    db.pragma_update(None, "synchronous", "FULL")?;
    migrate(&mut db)?;
    check(&db)?;
    Ok(db)
}

/// Opens the file to read and leaves it as it is; none where there is no file. A newer one is read as far as it can.
pub(super) fn open_to_read(path: &Path) -> Result<Option<Connection>, Trouble> {
    if !path.exists() {
        return Ok(None);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(BUSY)?;
    db.pragma_update(None, "cache_size", CACHE)?;
    match version(&db).map_err(Trouble::from) {
        Ok(_) => Ok(Some(db)),
        // In a folder that cannot be written the files beside it cannot be made; where there are none, none is needed.
        Err(Trouble::Failed(_)) if !beside(path, "-wal").exists() => {
            let name = percent_encoding::utf8_percent_encode(&path.to_string_lossy(), NAME).to_string();
            let uri = format!("file:{name}?immutable=1");
            let db = Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)?;
            version(&db)?;
            Ok(Some(db))
        }
        Err(trouble) => Err(trouble),
    }
}

/// Kilobytes of pages in memory, negative as SQLite wants them: what a visit saw of a hundred thousand posts need not stay.
const CACHE: i32 = -128;

/// What is written otherwise in the path of a URI.
const NAME: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');

/// The version of a file; 0 of an empty one.
pub(super) fn version(db: &Connection) -> rusqlite::Result<i64> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a file up to date, step by step, or leaves it as it was.
fn migrate(db: &mut Connection) -> Result<(), Trouble> {
    if version(db)? == VERSION {
        return Ok(());
    }
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have done it meanwhile.
    let done = usize::try_from(version(&transaction)?).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    if done < STEPS.len() {
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(transaction.commit()?)
}

/// Whether the file is whole.
fn check(db: &Connection) -> Result<(), Trouble> {
    let said: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(Trouble::Damaged) }
}

/// A file that SQLite keeps beside another.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
