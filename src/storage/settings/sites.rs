//! The setting `sites`: folders, and what is set for one of them alone.
//!
//! `sites: [~/src/my-blog, ~/notes]`, or with settings of their own
//! `sites: {~/src/my-blog: {marks: off}, ~/notes: }`. A setting that a site may have is a row of [`SITE_OPTIONS`].

use std::path::PathBuf;

use super::Settings;
use super::print::{flow, pairs, quoted, short};
use super::table::{Around, NotThis, Wrong};
use crate::app::SiteOptions;
use crate::text::near::nearest;
use crate::value::{Map, Slot, Value};

/// A setting of one site.
pub struct SiteRow {
    /// Its name.
    pub name: &'static str,
    /// What it takes, as a message says it.
    pub takes: &'static str,
    /// What it is for.
    pub words: &'static str,
    /// Sets it; none where the value is none of those it takes.
    set: fn(&mut SiteOptions, &Value) -> Option<()>,
    /// Shows it; none where it is not set.
    show: fn(&SiteOptions) -> Option<String>,
}

/// All settings of one site, in the order in which they are printed.
pub const SITE_OPTIONS: [SiteRow; 1] = [SiteRow {
    name: "marks",
    takes: "true or false",
    words: "whether what you read, what you star and where you stop is kept",
    set: |site, value| value.as_bool().map(|on| site.marks = Some(on)),
    show: |site| site.marks.map(|on| on.to_string()),
}];

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
    if own != SiteOptions::default() {
        settings.of_sites.insert(folder, own);
    }
    wrong
}

/// The settings of one site, and what is wrong with them while the rest counts.
fn own(site: &str, map: &Map) -> (SiteOptions, Vec<Wrong>) {
    let (mut own, mut wrong) = (SiteOptions::default(), Vec::new());
    for (name, slot) in map.slots().filter(|(_, slot)| !slot.value.is_null()) {
        let (message, remedy) = match SITE_OPTIONS.iter().find(|row| row.name == name) {
            Some(row) if (row.set)(&mut own, &slot.value).is_some() => continue,
            Some(row) => (
                format!("{name} of the site {site} takes {}, not {}", row.takes, short(&slot.value)),
                "what holds for all sites counts".into(),
            ),
            None => {
                let names = SITE_OPTIONS.iter().map(|row| row.name);
                let all = names.clone().collect::<Vec<_>>().join(", ");
                let remedy = nearest(name, names)
                    .map_or(format!("there is {all}"), |near| format!("did you mean {near}?"));
                (format!("a site has no setting “{name}”"), remedy)
            }
        };
        wrong.push(Wrong { line: Some(slot.line), message, remedy });
    }
    (own, wrong)
}

/// The setting as it is read.
pub(super) fn show(settings: &Settings) -> String {
    let name = |site: &PathBuf| site.to_string_lossy().into_owned();
    if settings.of_sites.is_empty() {
        return flow(settings.sites.iter().map(|site| quoted(&name(site))));
    }
    let own = |site: &PathBuf| {
        let own = settings.of_sites.get(site).cloned().unwrap_or_default();
        pairs(SITE_OPTIONS.iter().filter_map(|row| Some((row.name, (row.show)(&own)?))))
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
