//! The file of one site: its tables, what is read and written.
//!
//! `posts` has one short row for each post, `texts` under the same number its text, so that what lists need is read
//! without passing over texts. What is known of a post without its body is in `heads`. A text in ASCII is kept once, as it
//! is; any other folded, for the search, and in `shown` as it is, which a search does not pass over.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::blob::ZeroBlob;
use rusqlite::{
    Connection, OpenFlags, OptionalExtension, Statement, Transaction, TransactionBehavior, params,
};

use super::record::{from_bytes, to_bytes};
use crate::library::{Derived, Key, Outgoing, Store};
use crate::problem::Problem;
use crate::site::{Site, Stamp, state};
use crate::text::Clean;
use crate::text::fold::fold;

/// Another layout of the file, or another way to make texts, has another number.
const FORMAT: u32 = 5;

/// How long one process waits for another: a batch is written in a fraction of it.
const PATIENCE: Duration = Duration::from_secs(2);

/// A text of so many bytes is a long one.
const LONG: usize = 256 << 10;

const TABLES: &str = "
    CREATE TABLE about (made_by TEXT NOT NULL, store INTEGER NOT NULL);
    CREATE TABLE posts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE,
        size INTEGER NOT NULL, modified INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL,
        words INTEGER NOT NULL, links TEXT NOT NULL, anchors TEXT NOT NULL, problems TEXT NOT NULL
    );
    CREATE TABLE texts (id INTEGER PRIMARY KEY, ascii INTEGER NOT NULL, text BLOB NOT NULL);
    CREATE TABLE shown (id INTEGER PRIMARY KEY, text BLOB NOT NULL);
";

/// The index of one site, opened.
#[derive(Debug)]
pub(super) struct File {
    connection: Connection,
    store: Store,
}

/// The texts of an index, one after the other.
pub(super) struct Texts<'a>(Statement<'a>);

/// The texts of an index as they are shown.
pub(super) struct Shown<'a>(Statement<'a>);

/// What is written of a post.
pub(super) struct Row<'a> {
    pub path: &'a Path,
    pub stamp: Stamp,
    pub derived: &'a Derived,
}

/// What is read of a post; its text stays where it is.
pub(super) struct Read {
    pub key: Key,
    pub stamp: Stamp,
    pub derived: Derived,
}

/// Where the index of a site lies.
pub(super) fn path(folder: &Path, site: &Site) -> PathBuf {
    let name = foldhash(&(&site.root, site.generator));
    folder.join(format!("{name:016x}.sqlite"))
}

/// Where the index of a site lies, and how many posts are in it; none where there is none that can be read.
pub(super) fn about(folder: &Path, site: &Site) -> (PathBuf, Option<usize>) {
    let path = path(folder, site);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let count =
        |connection: Connection| connection.query_row("SELECT count(*) FROM posts", [], |row| row.get(0));
    let posts = Connection::open_with_flags(&path, flags).and_then(count).ok();
    (path, posts.and_then(|posts: i64| usize::try_from(posts).ok()))
}

pub(super) fn foldhash(value: &impl std::hash::Hash) -> u64 {
    std::hash::BuildHasher::hash_one(&foldhash::fast::FixedState::with_seed(0), value)
}

impl File {
    /// The index of a site to be read only, for one search: as it is now until it is closed. To lock it for each text takes longer
    /// than to read that. None where there is none.
    pub(super) fn open(folder: &Path, site: &Site, store: Store) -> Option<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path(folder, site), flags).ok()?;
        connection.busy_timeout(PATIENCE).ok()?;
        connection.execute_batch("PRAGMA cache_size = -512").ok()?;
        connection.execute_batch("BEGIN").ok()?;
        let found: Store = connection.query_row("SELECT store FROM about", [], |row| row.get(0)).ok()?;
        (found == store).then_some(Self { connection, store })
    }

    /// The index of a site, made where it is not there, damaged, or of another version or configuration.
    pub(super) fn make(folder: &Path, site: &Site) -> rusqlite::Result<Self> {
        let path = path(folder, site);
        let made_by = format!("{} {FORMAT} {:016x}", env!("CARGO_PKG_VERSION"), state(site));
        fs::create_dir_all(folder).map_err(|_| rusqlite::Error::InvalidPath(folder.to_owned()))?;
        match Self::ready(&path, &made_by) {
            Ok(file) => Ok(file),
            Err(error) if is_damage(&error) => {
                remove(&path);
                Self::ready(&path, &made_by)
            }
            Err(error) => Err(error),
        }
    }

    fn ready(path: &Path, made_by: &str) -> rusqlite::Result<Self> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        // Several posts have room in one page, and long ones in few. It counts only for a new file. The size of the cache is said
        // before the first page is read, since room for twenty pages is taken with it otherwise.
        connection.execute_batch(
            "PRAGMA cache_size = -256; PRAGMA page_size = 65536; PRAGMA journal_mode = TRUNCATE;
             PRAGMA synchronous = NORMAL",
        )?;
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let store = match store_of(&change, made_by)? {
            Some(store) => store,
            None => anew(&change, made_by)?,
        };
        change.commit()?;
        Ok(Self { connection, store })
    }

    /// Takes itself away, so that the next one who wants an index makes it anew.
    pub(super) fn remove(self) {
        if let Some(path) = self.connection.path().map(PathBuf::from) {
            drop(self.connection);
            remove(&path);
        }
    }

    /// A number that no other making of this file has: keys are those of this one.
    pub(super) fn store(&self) -> Store {
        self.store
    }

    /// Hands out what is known of every post, one after the other: all of it at once would take more memory than the list.
    /// Links and problems are read where somebody wants them.
    pub(super) fn rows(&self, links_too: bool, each: &mut dyn FnMut(&Path, Read)) -> rusqlite::Result<()> {
        let sql = "SELECT path, id, size, modified, changed, inode, words, links, problems FROM posts";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (modified, changed) = (row.get(3)?, row.get(4)?);
            let stamp =
                Stamp { size: unsigned(row.get(2)?), modified, changed, inode: unsigned(row.get(5)?) };
            let texts = |column| match links_too {
                true => row.get_ref(column).map(|text| text.as_str().unwrap_or_default()),
                false => Ok(""),
            };
            let derived = Derived {
                words: usize::try_from(row.get::<_, i64>(6)?).unwrap_or(0),
                text: String::new(),
                links: links(texts(7)?),
                anchors: Vec::new(),
                problems: problems(texts(8)?),
            };
            each(&from_bytes(row.get_ref(0)?.as_blob()?), Read { key: row.get(1)?, stamp, derived });
        }
        Ok(())
    }

    /// Writes posts in one transaction; gives their keys.
    pub(super) fn write(&mut self, rows: &[Row<'_>]) -> rusqlite::Result<Vec<Key>> {
        let store = self.store;
        // A batch has room in it. To read one row after the other takes less.
        self.connection.execute_batch("PRAGMA cache_size = -512")?;
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: Option<Store> =
            change.query_row("SELECT store FROM about", [], |row| row.get(0)).optional()?;
        if found != Some(store) {
            // Another process began anew, for another configuration.
            return Err(rusqlite::Error::QueryReturnedNoRows);
        }
        let keys = rows.iter().map(|row| write_one(&change, row)).collect::<rusqlite::Result<_>>()?;
        change.commit()?;
        Ok(keys)
    }

    /// Forgets posts that are gone.
    pub(super) fn forget(&mut self, paths: &[PathBuf]) -> rusqlite::Result<()> {
        if paths.is_empty() {
            return Ok(());
        }
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for path in paths {
            let path = to_bytes(path);
            for table in ["texts", "shown"] {
                let sql = format!("DELETE FROM {table} WHERE id IN (SELECT id FROM posts WHERE path = ?)");
                change.execute(&sql, [&path])?;
            }
            change.execute("DELETE FROM posts WHERE path = ?", [&path])?;
        }
        change.commit()
    }

    /// The texts, to go through them.
    pub(super) fn texts(&self) -> rusqlite::Result<Texts<'_>> {
        let sql = "SELECT id, ascii, text FROM texts WHERE id BETWEEN ? AND ? ORDER BY id";
        Ok(Texts(self.connection.prepare(sql)?))
    }

    /// The names of a post's anchors.
    pub(super) fn anchors(&self, key: Key) -> Option<Vec<Clean>> {
        let mut statement = self.connection.prepare("SELECT anchors FROM posts WHERE id = ?").ok()?;
        let text: String = statement.query_row([key], |row| row.get(0)).ok()?;
        Some(text.lines().map(Clean::line).collect())
    }

    /// The texts as they are shown, to look some up.
    pub(super) fn shown(&self) -> rusqlite::Result<Shown<'_>> {
        let sql =
            "SELECT coalesce((SELECT text FROM shown WHERE id = ?1), (SELECT text FROM texts WHERE id = ?1))";
        Ok(Shown(self.connection.prepare(sql)?))
    }
}

impl Shown<'_> {
    /// What comes of the text of a post as it is shown.
    pub(super) fn with<R>(&mut self, key: Key, work: impl FnOnce(&[u8]) -> Option<R>) -> Option<R> {
        let mut rows = self.0.query([key]).ok()?;
        work(rows.next().ok()??.get_ref(0).ok()?.as_blob().ok()?)
    }
}

/// Takes a file away. Whoever has it open goes on with it; the next one finds the new.
pub(super) fn remove(path: &Path) {
    let _ = fs::remove_file(path);
    let _ = fs::remove_file(path.with_extension("sqlite-journal"));
}

impl Texts<'_> {
    /// Goes through the texts between two keys, both among them: key, text, and whether it is in ASCII, as it was written,
    /// or folded. Ends where `each` says false.
    pub(super) fn between(
        &mut self,
        (from, to): (Key, Key),
        each: &mut dyn FnMut(Key, &[u8], bool) -> bool,
    ) -> rusqlite::Result<()> {
        let mut rows = self.0.query([from, to])?;
        while let Some(row) = rows.next()? {
            if !each(row.get(0)?, row.get_ref(2)?.as_blob()?, row.get(1)?) {
                break;
            }
        }
        Ok(())
    }
}

/// The number of this making of the file; none where it is of another version or configuration.
fn store_of(change: &Transaction<'_>, made_by: &str) -> rusqlite::Result<Option<Store>> {
    let sql = "SELECT count(*) FROM sqlite_master WHERE name IN ('about', 'posts', 'texts', 'shown')";
    if change.query_row(sql, [], |row| row.get::<_, i64>(0))? != 4 {
        return Ok(None);
    }
    let sql = "SELECT store FROM about WHERE made_by = ?";
    change.query_row(sql, [made_by], |row| row.get(0)).optional()
}

/// Throws away what is there and begins anew.
fn anew(change: &Transaction<'_>, made_by: &str) -> rusqlite::Result<Store> {
    change.execute_batch(
        "DROP TABLE IF EXISTS about; DROP TABLE IF EXISTS posts; DROP TABLE IF EXISTS texts;
         DROP TABLE IF EXISTS shown",
    )?;
    change.execute_batch(TABLES)?;
    change.execute("INSERT INTO about VALUES (?, random())", [made_by])?;
    change.query_row("SELECT store FROM about", [], |row| row.get(0))
}

fn write_one(change: &Transaction<'_>, row: &Row<'_>) -> rusqlite::Result<Key> {
    let Row { path, stamp, derived } = row;
    let links: Vec<String> =
        derived.links.iter().map(|link| format!("{} {}", link.line, link.target)).collect();
    let anchors: Vec<&str> = derived.anchors.iter().map(Clean::as_str).collect();
    let sql = "INSERT INTO posts (path, size, modified, changed, inode, words, links, anchors, problems)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified, changed = excluded.changed,
        inode = excluded.inode, words = excluded.words, links = excluded.links, anchors = excluded.anchors, problems = excluded.problems
        RETURNING id";
    let key: Key = change.prepare(sql)?.query_row(
        params![
            to_bytes(path),
            signed(stamp.size),
            stamp.modified,
            stamp.changed,
            signed(stamp.inode),
            i64::try_from(derived.words).unwrap_or(i64::MAX),
            links.join("\n"),
            anchors.join("\n"),
            written(&derived.problems),
        ],
        |row| row.get(0),
    )?;
    let text = &derived.text;
    match text.is_ascii() {
        true => {
            write_text(change, Kind::Ascii, key, text.as_bytes())?;
            change.prepare("DELETE FROM shown WHERE id = ?")?.execute([key])?;
        }
        false => {
            write_text(change, Kind::Folded, key, fold(text).as_bytes())?;
            write_text(change, Kind::Shown, key, text.as_bytes())?;
        }
    }
    Ok(key)
}

/// What a text is kept as.
#[derive(Clone, Copy)]
enum Kind {
    Ascii,
    Folded,
    Shown,
}

/// Writes a text. A long one is written into its place: SQLite would hold two copies of it beside ours.
fn write_text(change: &Transaction<'_>, kind: Kind, key: Key, text: &[u8]) -> rusqlite::Result<()> {
    let (table, sql) = match kind {
        Kind::Ascii => ("texts", "INSERT OR REPLACE INTO texts VALUES (?, TRUE, ?)"),
        Kind::Folded => ("texts", "INSERT OR REPLACE INTO texts VALUES (?, FALSE, ?)"),
        Kind::Shown => ("shown", "INSERT OR REPLACE INTO shown VALUES (?, ?)"),
    };
    let mut insert = change.prepare(sql)?;
    if text.len() < LONG {
        return insert.execute(params![key, text]).map(drop);
    }
    insert.execute(params![key, ZeroBlob(text.len() as u64)])?;
    change.blob_open("main", table, "text", i64::from(key), false)?.write_all_at(text, 0)
}

/// Problems as they are kept: file, line, message and remedy of each.
type Kept<'a> = Vec<(&'a str, Option<usize>, &'a str, &'a str)>;

fn written(problems: &[Problem]) -> String {
    let kept: Kept<'_> =
        problems.iter().map(|p| (p.file.as_str(), p.line, p.message.as_str(), p.remedy.as_str())).collect();
    if kept.is_empty() { String::new() } else { serde_json::to_string(&kept).unwrap_or_default() }
}

fn problems(text: &str) -> Vec<Problem> {
    if text.is_empty() {
        return Vec::new();
    }
    let kept: Vec<(String, Option<usize>, String, String)> = serde_json::from_str(text).unwrap_or_default();
    let problem = |(file, line, message, remedy): (String, Option<usize>, String, String)| {
        let problem = Problem::new(&Clean::line(&file), &message, &remedy);
        match line {
            Some(line) => problem.at(line),
            None => problem,
        }
    };
    kept.into_iter().map(problem).collect()
}

fn links(text: &str) -> Vec<Outgoing> {
    let link = |line: &str| {
        let (line, target) = line.split_once(' ')?;
        Some(Outgoing { target: Clean::line(target), line: line.parse().ok()? })
    };
    text.lines().filter_map(link).collect()
}

/// Whether an error says that the file is none of ours any more.
/// Whether an error says that the file is not whole.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as Code;
    matches!(
        error.sqlite_error_code(),
        Some(Code::DatabaseCorrupt | Code::NotADatabase | Code::SchemaChanged | Code::Unknown)
    ) || matches!(error, rusqlite::Error::InvalidColumnType(..) | rusqlite::Error::InvalidColumnIndex(_))
}

fn signed(number: u64) -> i64 {
    i64::from_ne_bytes(number.to_ne_bytes())
}

fn unsigned(number: i64) -> u64 {
    u64::from_ne_bytes(number.to_ne_bytes())
}
