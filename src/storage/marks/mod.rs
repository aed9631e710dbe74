//! Where marks are kept: one SQLite file in the state folder, of all sites.
//!
//! A thread of its own writes (`keeper`); commands only read. What one program changes is merged with what another
//! changed, each thing of each post alone. A damaged file is set aside, a newer one is only read.

mod aside;
mod json;
mod keeper;
mod rows;
mod schema;
#[cfg(test)]
mod tests;

pub use json::{export, import};
pub use keeper::Keeper;

use std::path::Path;

use crate::post::Kept;
use crate::text::Clean;
use schema::{Trouble, VERSION};

/// What is kept of some sites, and what is wrong with the file. It is never made or changed here; a damaged one is
/// empty until somebody writes.
pub fn load(path: &Path, sites: &[String]) -> (Kept, Option<Clean>) {
    let read = schema::open_to_read(path).and_then(|db| match db {
        Some(db) => Ok((rows::read(&db, sites)?, schema::version(&db)?)),
        None => Ok((Kept::default(), VERSION)),
    });
    let said = |trouble: &Trouble| Some(Clean::line(&keeper::words(trouble, path)));
    match read {
        Ok((kept, version)) if version > VERSION => (kept, said(&Trouble::Newer(version))),
        Ok((kept, _)) => (kept, None),
        Err(trouble) => (Kept::default(), said(&trouble)),
    }
}

/// A file as a message names it.
fn file_name(path: &Path) -> String {
    path.display().to_string()
}
