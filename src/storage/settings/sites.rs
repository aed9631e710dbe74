//! The setting `sites`: folders, and what is set for one of them alone.
//!
//! `sites: [~/src/my-blog, ~/notes]`, or with settings of their own
//! `sites: {~/src/my-blog: {marks: off, theme: nord}, ~/notes: }`. What a site may set for itself is a name in [`OF_SITE`];
//! its row in [`OPTIONS`] says what it takes.

use std::path::{Path, PathBuf};

use super::print::{flow, pairs, quoted, short};
use super::table::{Around, NotThis, OPTIONS, Row, Wrong};
use super::{Origin, Settings};
use crate::app::SiteOptions;
use crate::problem::Problem;
use crate::text::near::nearest;
use crate::value::{Map, Slot, Value};

/// The settings that a site may have for itself, in the order in which they are printed: what belongs to its texts and
/// not to the terminal.
pub const OF_SITE: [&str; 8] =
    ["theme", "measure", "hyphenate", "spacing", "language", "dates", "sort", "marks"];

/// What is set for one site alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// The name of each setting, its value, which that setting takes, and the line of the file.
    values: Vec<(&'static str, Value, usize)>,
}

impl Own {
    /// What the app must know of a site among others.
    pub(super) fn options(&self) -> SiteOptions {
        let marks = self.values.iter().rev().find(|(name, ..)| *name == "marks");
        SiteOptions { marks: marks.and_then(|(_, value, _)| value.as_bool()) }
    }
}

/// The row of a setting that a site may have for itself.
fn row(name: &str) -> Option<&'static Row> {
    OPTIONS.iter().find(|row| row.name == name && OF_SITE.contains(&row.name))
}

impl Settings {
    /// Puts what is set for one site over what is set for all; `site` is its folder by its one true name.
    pub fn take_site(&mut self, site: &Path) {
        let real = |folder: &PathBuf| dunce::canonicalize(folder).is_ok_and(|real| real == site);
        let own = self.of_sites.iter().find(|(folder, _)| *folder == site || real(folder));
        let Some(own) = own.map(|(_, own)| own.clone()) else { return };
        self.put_own(&own);
    }

    /// The folders of `sites` that are there, and what is wrong with the others. One that cannot be looked at counts as there: who
    /// opens it says why.
    pub fn sites_there(&self) -> (Vec<&PathBuf>, Vec<Problem>) {
        let is_there = |folder: &&PathBuf| folder.try_exists().unwrap_or(true);
        let (there, gone): (Vec<_>, Vec<_>) = self.sites.iter().partition(is_there);
        (there, gone.into_iter().map(|folder| self.missing_site(folder)).collect())
    }

    /// A folder of `sites` that is not there, at the line of the setting.
    fn missing_site(&self, folder: &Path) -> Problem {
        let message = format!("no such folder in `sites`: {}", folder.display());
        let problem = Problem::new(&self.file, &message, "take it out, or write where it is now");
        match self.origin("sites") {
            Origin::File(_, line) => problem.at(line),
            Origin::Default | Origin::Remembered | Origin::Environment(_) | Origin::Flag(_) => problem,
        }
    }

    /// Puts what is set for a site over these.
    pub(super) fn put_own(&mut self, own: &Own) {
        for (name, value, line) in &own.values {
            if let Some(row) = row(name) {
                let origin = Origin::File(self.file.clone(), *line);
                // What is wrong with a value was said when the file was read.
                let _ = self.set(row, value, &Around::default(), origin);
            }
        }
    }
}

/// Takes the setting `sites`.
pub(super) fn set(settings: &mut Settings, value: &Value, around: &Around) -> Result<Vec<Wrong>, NotThis> {
    settings.sites.clear();
    settings.of_sites.clear();
    let mut wrong = Vec::new();
    match value {
        Value::List(items) => {
            for item in items {
                take(settings, item, around, &mut wrong)?;
            }
        }
        one => take(settings, one, around, &mut wrong)?,
    }
    Ok(wrong)
}

/// A folder, or folders with settings of their own.
fn take(
    settings: &mut Settings,
    value: &Value,
    around: &Around,
    wrong: &mut Vec<Wrong>,
) -> Result<(), NotThis> {
    if let Value::Map(map) = value {
        map.slots().for_each(|(folder, slot)| wrong.extend(take_site(settings, folder, slot, around)));
        return Ok(());
    }
    settings.sites.push(folder(value.as_str().ok_or(NotThis)?, around));
    Ok(())
}

fn take_site(settings: &mut Settings, name: &str, slot: &Slot, around: &Around) -> Vec<Wrong> {
    let folder = folder(name, around);
    settings.sites.push(folder.clone());
    let (own, wrong) = match &slot.value {
        Value::Null => return Vec::new(),
        Value::Map(map) => own(name, map),
        other => {
            let message = format!("the site {name} takes settings of its own, not {}", short(other));
            return vec![Wrong { line: Some(slot.line), message, remedy: "write {marks: off}".into() }];
        }
    };
    if own != Own::default() {
        settings.of_sites.insert(folder, own);
    }
    wrong
}

/// The settings of one site, and what is wrong with them while the rest counts.
fn own(site: &str, map: &Map) -> (Own, Vec<Wrong>) {
    let (mut own, mut wrong) = (Own::default(), Vec::new());
    for (name, slot) in map.slots().filter(|(_, slot)| !slot.value.is_null()) {
        let (message, remedy) = match row(name) {
            Some(row) => match (row.set)(&mut Settings::default(), &slot.value, &Around::default()) {
                Ok(faults) if faults.is_empty() => {
                    own.values.push((row.name, slot.value.clone(), slot.line));
                    continue;
                }
                Ok(_) | Err(NotThis) => (
                    format!("{name} of the site {site} takes {}, not {}", row.takes, short(&slot.value)),
                    "what holds for all sites counts".to_owned(),
                ),
            },
            None => unknown(name),
        };
        wrong.push(Wrong { line: Some(slot.line), message, remedy });
    }
    (own, wrong)
}

/// What is said of a setting that a site has not.
fn unknown(name: &str) -> (String, String) {
    if OPTIONS.iter().any(|row| row.name == name) {
        let message = format!("a site has no {name} of its own");
        return (message, format!("set it for all sites; a site may set {}", OF_SITE.join(", ")));
    }
    let remedy = nearest(name, OF_SITE);
    let remedy =
        remedy.map_or(format!("there is {}", OF_SITE.join(", ")), |near| format!("did you mean {near}?"));
    (format!("a site has no setting “{name}”"), remedy)
}

/// The setting as it is read.
pub(super) fn show(settings: &Settings) -> String {
    let name = |site: &PathBuf| site.to_string_lossy().into_owned();
    if settings.of_sites.is_empty() {
        return flow(settings.sites.iter().map(|site| quoted(&name(site))));
    }
    let own = |site: &PathBuf| {
        let own = settings.of_sites.get(site).cloned().unwrap_or_default();
        let mut with = Settings::default();
        with.put_own(&own);
        let is_own = |name: &str| own.values.iter().any(|(own, ..)| *own == name);
        let shown = |name: &'static str| Some((name, (row(name)?.show)(&with)));
        pairs(OF_SITE.into_iter().filter(|name| is_own(name)).filter_map(shown))
    };
    let sites: Vec<_> = settings.sites.iter().map(|site| (name(site), own(site))).collect();
    pairs(sites.iter().map(|(site, own)| (site.as_str(), own.clone())))
}

/// A folder as it is written: `~` is the home folder, what is relative is below that of the settings file.
fn folder(text: &str, around: &Around) -> PathBuf {
    let below_home = text.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match (below_home, &around.home, &around.base) {
        (Some(rest), Some(home), _) => home.join(rest.trim_start_matches(['/', '\\'])),
        (_, _, Some(base)) => base.join(text),
        (_, _, None) => PathBuf::from(text),
    }
}
