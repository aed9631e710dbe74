//! What a key asked to remember, in a small file of its own.
//!
//! A remembered value stands over the settings file only as long as that says what it said then: whoever
//! edits the file means it. The file is written beside itself and renamed, so that a full disk or a power
//! cut leaves the old one; and it is read again before it is written, by one program at a time, so that two terminals keep both
//! changes.

mod keeper;

pub use keeper::Keeper;
pub(super) use keeper::keep;

use std::collections::BTreeMap;
use std::fs::{self, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::read_text;
use super::settings::{Origin, Settings, shown};
use crate::app::Memory;
use crate::value::records;

const MAX_BYTES: usize = 64 * 1024;

/// The settings that keys may change.
const REMEMBERED: [&str; 4] = ["theme", "list", "zen", "measure"];

/// Those that are kept for each site apart.
const KEPT_OF_SITE: [&str; 2] = ["theme", "measure"];

/// What stands before the name of a saved view.
const VIEW: &str = "view ";

/// What stands between a setting and the site for which it is kept.
const AT: &str = " at ";

/// What is remembered: for each setting its value, and the value it took the place of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    values: BTreeMap<String, Kept>,
}

/// A remembered value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// The value.
    now: String,
    /// The value that it took the place of.
    over: String,
}

impl Remembered {
    /// What a file remembers; nothing where it is missing or damaged, since it can be chosen again.
    pub fn load(path: &Path) -> Self {
        let text = read_text(path, MAX_BYTES).unwrap_or_default();
        let mut values: BTreeMap<String, Kept> = records::read(&text).unwrap_or_default();
        let known = |name: &str| {
            let of_site = name.split_once(AT).is_some_and(|(name, _)| KEPT_OF_SITE.contains(&name));
            of_site || name.starts_with(VIEW) || REMEMBERED.contains(&name)
        };
        values.retain(|name, _| known(name));
        Self { values }
    }

    /// Puts what is remembered over the settings of the file; over that what the file sets for the site that is open alone,
    /// and over that what is remembered of this site.
    pub fn apply(&self, settings: &mut Settings, site: Option<&Path>) {
        let file = settings.clone();
        REMEMBERED.iter().for_each(|name| self.put(name, name, &file, settings));
        if let Some(site) = site {
            settings.take_site(site);
            let mut own = file.clone();
            own.take_site(site);
            KEPT_OF_SITE.iter().for_each(|name| self.put(&at_site(name, site), name, &own, settings));
        }
        for (name, Kept { now, over }) in &self.values {
            if let Some(name) = name.strip_prefix(VIEW)
                && file.view(name).unwrap_or_default() == over
            {
                settings.keep_view(name, now);
            }
        }
    }

    /// Puts one remembered value into its setting, if the file says what it said then.
    fn put(&self, key: &str, name: &str, file: &Settings, settings: &mut Settings) {
        if let Some(Kept { now, over }) = self.values.get(key)
            && shown(file, name).as_deref() == Some(over)
        {
            // A value that counts no more, such as one of an older version, is left aside.
            let _ = settings.say(name, now, Origin::Remembered);
        }
    }

    /// Remembers a value, of a site where one is open alone; `file` are the settings without anything remembered.
    fn set(&mut self, memory: &Memory, file: &Settings, site: Option<&Path>) {
        let (name, now) = match memory {
            Memory::List(on) => ("list", on.to_string()),
            Memory::Zen(on) => ("zen", on.to_string()),
            Memory::Theme(theme) => ("theme", theme.clone()),
            Memory::Measure(cells) => ("measure", cells.to_string()),
            Memory::View { name, query } => return self.set_view(name, query.as_deref(), file),
        };
        let over = shown(file, name).unwrap_or_default();
        let key = match site.filter(|_| KEPT_OF_SITE.contains(&name)) {
            Some(site) => at_site(name, site),
            None => name.to_owned(),
        };
        self.values.insert(key, Kept { now, over });
    }

    /// Remembers a view; one that is as the file has it needs no memory.
    fn set_view(&mut self, name: &str, query: Option<&str>, file: &Settings) {
        let over = file.view(name).unwrap_or_default().to_owned();
        let now = query.unwrap_or_default().to_owned();
        let key = format!("{VIEW}{name}");
        match now == over {
            true => self.values.remove(&key),
            false => self.values.insert(key, Kept { now, over }),
        };
    }

    /// Remembers values in a file.
    fn keep(path: &Path, memories: &[Memory], file: &Settings, site: Option<&Path>) -> io::Result<()> {
        let _held = path.parent().and_then(hold);
        let mut remembered = Self::load(path);
        memories.iter().for_each(|memory| remembered.set(memory, file, site));
        replace(path, remembered.text()?.as_bytes())
    }

    fn text(&self) -> io::Result<String> {
        let lines = records::write(&self.values).map_err(|fault| io::Error::other(fault.message))?;
        Ok(format!("# What keys changed in rushlight. This file may be deleted.\n{lines}"))
    }
}

/// Under what a setting is kept for a site.
fn at_site(name: &str, site: &Path) -> String {
    format!("{name}{AT}{}", site.to_string_lossy())
}

/// Waits until no other program is between reading and writing, and keeps others from it as long as what is given back lives.
/// Where folders cannot be locked, as on Windows, two programs at once are the smaller danger.
fn hold(folder: &Path) -> Option<fs::File> {
    fs::create_dir_all(folder).ok()?;
    let folder = fs::File::open(folder).ok()?;
    // One that was stopped just then holds nobody up for longer.
    for _ in 0..50 {
        match folder.try_lock() {
            Err(TryLockError::WouldBlock) => sleep(Duration::from_millis(10)),
            Ok(()) | Err(TryLockError::Error(_)) => break,
        }
    }
    Some(folder)
}

/// Puts a whole new file in the place of an old one, or leaves the old one as it is.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let written = write_whole(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What was begun is of no use; that it cannot be removed either changes nothing.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::View;
    use crate::text::Clean;

    #[test]
    fn what_is_remembered_is_there_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/state.yaml");
        let file = Settings::default();
        Remembered::keep(&path, &[Memory::Theme("it's \"mine\"".into())], &file, None).unwrap();
        Remembered::keep(&path, &[Memory::List(false)], &file, None).unwrap();
        Remembered::keep(&path, &[Memory::Measure(72)], &file, None).unwrap();
        let mut settings = Settings::default();
        Remembered::load(&path).apply(&mut settings, None);
        assert_eq!((settings.theme.as_str(), settings.list, settings.measure), ("it's \"mine\"", false, 72));
        assert_eq!(settings.origin("list"), Origin::Remembered);
        let left: Vec<_> =
            fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, ["state.yaml"]);
    }

    #[test]
    fn who_edits_the_settings_means_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.yaml");
        Remembered::keep(&path, &[Memory::Theme("nord".into())], &Settings::default(), None).unwrap();
        let mut edited = Settings::default();
        edited.theme = "tomorrow".into();
        Remembered::load(&path).apply(&mut edited, None);
        assert_eq!(edited.theme, "tomorrow");
    }

    #[test]
    fn each_site_has_its_own_measure() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.yaml");
        let (marsh, file) = (Path::new("/marsh at sea"), Settings::default());
        Remembered::keep(&path, &[Memory::Measure(80)], &file, None).unwrap();
        Remembered::keep(&path, &[Memory::Measure(50)], &file, Some(marsh)).unwrap();
        Remembered::keep(&path, &[Memory::Zen(true)], &file, Some(marsh)).unwrap();
        let of = |site: Option<&Path>| {
            let mut settings = Settings::default();
            Remembered::load(&path).apply(&mut settings, site);
            (settings.measure, settings.zen)
        };
        assert_eq!(of(Some(marsh)), (50, true));
        assert_eq!(of(Some(Path::new("/hill"))), (80, true));
        assert_eq!(of(None), (80, true));
    }

    #[test]
    fn a_key_pressed_in_a_site_goes_before_what_the_file_sets_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.yaml");
        let hill = Path::new("/hill");
        let read = |own: &str| Settings::of_text(&format!("sites: {{/hill: {{{own}}}}}"), &Clean::line("c"));
        let of = |own: &str| {
            let mut settings = read(own);
            Remembered::load(&path).apply(&mut settings, Some(hill));
            settings.measure
        };
        Remembered::keep(&path, &[Memory::Measure(80)], &read("measure: 50"), None).unwrap();
        assert_eq!(of("measure: 50"), 50, "what was pressed among several sites is not meant for this one");
        let mut file = read("measure: 50");
        file.take_site(hill);
        Remembered::keep(&path, &[Memory::Measure(90)], &file, Some(hill)).unwrap();
        assert_eq!(of("measure: 50"), 90);
        assert_eq!(of("measure: 60"), 60, "who edits the file means it");
    }

    #[test]
    fn views_are_kept_beside_those_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.yaml");
        let view = |name: &str, query: &str| View { name: Clean::line(name), query: Clean::line(query) };
        let mut file = Settings::default();
        file.views = vec![view("rust", "tag:rust"), view("go", "tag:go")];
        let keep = |name: &str, query: Option<&str>| {
            let memory = Memory::View { name: Clean::line(name), query: query.map(Clean::line) };
            Remembered::keep(&path, &[memory], &file, None).unwrap();
        };
        keep("new one", Some("year:2024 -tag:\"a b\""));
        keep("go", None);
        keep("rust", Some("tag:rust is:unread"));
        keep("gone", Some("x"));
        keep("gone", None);
        let views = |file: &Settings| {
            let mut settings = file.clone();
            Remembered::load(&path).apply(&mut settings, None);
            settings.views.iter().map(|view| format!("{}={}", view.name, view.query)).collect::<Vec<_>>()
        };
        assert_eq!(views(&file), ["rust=tag:rust is:unread", "new one=year:2024 -tag:\"a b\""]);
        let mut edited = Settings::default();
        edited.views = vec![view("rust", "tag:rust after:2020")];
        assert_eq!(views(&edited), ["rust=tag:rust after:2020", "new one=year:2024 -tag:\"a b\""]);
    }

    #[test]
    fn a_damaged_file_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.yaml");
        for damage in ["", "\0\0\0", "theme: nord", "theme: {now: [1], over: 2}", "{{{{"] {
            fs::write(&path, damage).unwrap();
            assert_eq!(Remembered::load(&path), Remembered::default(), "{damage}");
        }
    }

    #[test]
    fn where_nothing_can_be_written_it_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(
            Remembered::keep(&file.join("state.yaml"), &[Memory::Zen(true)], &Settings::default(), None)
                .is_err()
        );
    }
}
