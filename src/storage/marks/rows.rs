//! Marks as rows: read, and written so that what somebody else wrote is merged and never overwritten.

use jiff::Timestamp;
use rusqlite::{Connection, Row, Statement, TransactionBehavior, params};

use super::schema::Trouble;
use crate::post::{Change, Dated, Kept, Key, Mark, Marking, Merge, Place, Stop, Visited};

const COLUMNS: &str = "site, post, read, read_at, starred, starred_at, block, offset, hash, percent, stop_at";

/// What is kept of some sites.
pub(super) fn read(db: &Connection, sites: &[String]) -> Result<Kept, Trouble> {
    let mut kept = Kept::default();
    if super::schema::version(db)? == 0 {
        return Ok(kept);
    }
    let mut marks = db.prepare(&format!("SELECT {COLUMNS} FROM mark WHERE site = ?1"))?;
    for site in sites {
        let mut rows = marks.query([site])?;
        while let Some(row) = rows.next()? {
            let (key, mark) = mark(row)?;
            kept.sites.entry(key.site).or_default().marks.insert(key.post, mark);
        }
        if let Some(known) = known(db, site)? {
            kept.sites.entry(site.clone()).or_default().known = Some(known);
        }
    }
    Ok(kept)
}

/// Every mark of a file, as far as it can be read, in the order of sites and posts; and why that was not all.
pub(super) fn read_all(db: &Connection) -> (Vec<(Key, Mark)>, Option<Trouble>) {
    let mut all = Vec::new();
    let result = (|| {
        let mut marks = db.prepare(&format!("SELECT {COLUMNS} FROM mark ORDER BY site, post"))?;
        let mut rows = marks.query([])?;
        while let Some(row) = rows.next()? {
            all.push(mark(row)?);
        }
        Ok(())
    })();
    (all, result.err())
}

fn mark(row: &Row<'_>) -> Result<(Key, Mark), Trouble> {
    let key = Key { site: row.get(0)?, post: row.get(1)? };
    let block: Option<i64> = row.get(6)?;
    let stop = match block {
        Some(block) => Some(Stop {
            place: Place {
                block: usize::try_from(block).unwrap_or(0),
                offset: usize::try_from(row.get::<_, i64>(7)?).unwrap_or(0),
                hash: row.get::<_, i64>(8)?.cast_unsigned(),
            },
            percent: u8::try_from(row.get::<_, i64>(9)?).unwrap_or(0).min(100),
        }),
        None => None,
    };
    let mark = Mark {
        read: Dated::new(row.get(2)?, moment(row.get(3)?)),
        starred: Dated::new(row.get(4)?, moment(row.get(5)?)),
        stop: Dated::new(stop, moment(row.get(10)?)),
    };
    Ok((key, mark))
}

fn moment(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}

/// The posts that were there at the last visit; none where there was no visit, or in a file of an older version.
fn known(db: &Connection, site: &str) -> Result<Option<Visited>, Trouble> {
    if super::schema::version(db)? < 2 {
        return Ok(None);
    }
    let mut visit = db.prepare("SELECT known FROM visit WHERE site = ?1")?;
    let mut rows = visit.query([site])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Visited::from_bytes(row.get_ref(0)?.as_blob().unwrap_or_default())))
}

/// Writes changes, all of them or none.
pub(super) fn write<'a>(
    db: &mut Connection,
    markings: impl IntoIterator<Item = &'a Marking>,
    merge: Merge,
) -> Result<usize, Trouble> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut written = 0;
    {
        let mut upserts = Upserts::new(&transaction, merge)?;
        for marking in markings {
            written += upserts.write(marking)?;
        }
    }
    transaction.commit()?;
    Ok(written)
}

/// One statement for each kind of change.
struct Upserts<'a> {
    read: Statement<'a>,
    starred: Statement<'a>,
    stop: Statement<'a>,
}

impl<'a> Upserts<'a> {
    fn new(db: &'a Connection, merge: Merge) -> Result<Self, Trouble> {
        let statement = |columns: &[&str], at: &str| {
            let names = columns.join(", ");
            let values = (4..4 + columns.len()).map(|n| format!(", ?{n}")).collect::<String>();
            let set = columns.iter().map(|name| format!("{name} = excluded.{name}, ")).collect::<String>();
            let (moment, only) = match merge {
                Merge::Now => (format!("max(excluded.{at}, mark.{at} + 1)"), String::new()),
                Merge::Newest => (format!("excluded.{at}"), format!(" WHERE excluded.{at} > mark.{at}")),
            };
            db.prepare(&format!(
                "INSERT INTO mark (site, post, {at}, {names}) VALUES (?1, ?2, ?3{values}) \
                 ON CONFLICT (site, post) DO UPDATE SET {set}{at} = {moment}{only}"
            ))
        };
        Ok(Self {
            read: statement(&["read"], "read_at")?,
            starred: statement(&["starred"], "starred_at")?,
            stop: statement(&["block", "offset", "hash", "percent"], "stop_at")?,
        })
    }

    /// Writes one change; gives how many rows it changed.
    fn write(&mut self, Marking { key: Key { site, post }, change, at }: &Marking) -> Result<usize, Trouble> {
        let at = at.as_millisecond();
        let changed = match change {
            Change::Read(on) => self.read.execute(params![site, post, at, on]),
            Change::Starred(on) => self.starred.execute(params![site, post, at, on]),
            Change::Stop(stop) => self.stop.execute(params![
                site,
                post,
                at,
                stop.map(|stop| number(stop.place.block)),
                stop.map(|stop| number(stop.place.offset)),
                stop.map(|stop| stop.place.hash.cast_signed()),
                stop.map(|stop| i64::from(stop.percent)),
            ]),
        };
        Ok(changed?)
    }
}

fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Writes a visit: the posts that are there join those that were.
pub(super) fn visit(db: &mut Connection, site: &str, seen: &Visited, at: Timestamp) -> Result<(), Trouble> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = known(&transaction, site)?;
    if before.as_ref().is_some_and(|before| before.has_all(seen)) {
        transaction.execute(
            "UPDATE visit SET last = max(last, ?2) WHERE site = ?1",
            params![site, at.as_millisecond()],
        )?;
        return Ok(transaction.commit()?);
    }
    let mut all = before.unwrap_or_default();
    all.join(seen);
    transaction.execute(
        "INSERT INTO visit (site, last, known) VALUES (?1, ?2, ?3) \
         ON CONFLICT (site) DO UPDATE SET last = max(excluded.last, visit.last), known = excluded.known",
        params![site, at.as_millisecond(), all.to_bytes()],
    )?;
    Ok(transaction.commit()?)
}

/// Everything that was ever said of a post, as changes.
pub(super) fn markings(all: &[(Key, Mark)]) -> Vec<Marking> {
    let mut out = Vec::new();
    for (key, mark) in all {
        let said = [
            (mark.read.is_said(), Change::Read(mark.read.value), mark.read.at),
            (mark.starred.is_said(), Change::Starred(mark.starred.value), mark.starred.at),
            (mark.stop.is_said(), Change::Stop(mark.stop.value), mark.stop.at),
        ];
        let said = said.into_iter().filter(|(said, ..)| *said);
        out.extend(said.map(|(_, change, at)| Marking { key: key.clone(), change, at }));
    }
    out
}
