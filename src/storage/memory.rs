//! What a key asked to remember, in a small file of its own.
//!
//! A remembered value stands over the settings file only as long as that says what it said then: whoever
//! edits the file means it. The file is written beside itself and renamed, so that a full disk or a power
//! cut leaves the old one; and it is read again before it is written, so that two terminals keep both changes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::read_text;
use super::settings::{Origin, Settings, shown};
use crate::app::Memory;
use crate::value::records;

const MAX_BYTES: usize = 64 * 1024;

/// The settings that keys may change.
const REMEMBERED: [&str; 4] = ["theme", "list", "zen", "measure"];

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
        values.retain(|name, _| REMEMBERED.contains(&name.as_str()));
        Self { values }
    }

    /// Puts what is remembered over the settings of the file.
    pub fn apply(&self, settings: &mut Settings) {
        for (name, Kept { now, over }) in &self.values {
            if shown(settings, name).as_deref() == Some(over) {
                // A value that counts no more, such as one of an older version, is left aside.
                let _ = settings.say(name, now, Origin::Remembered);
            }
        }
    }

    /// Remembers a value; `file` are the settings without anything remembered.
    fn set(&mut self, memory: &Memory, file: &Settings) {
        let (name, now) = match memory {
            Memory::List(on) => ("list", on.to_string()),
            Memory::Zen(on) => ("zen", on.to_string()),
            Memory::Theme(theme) => ("theme", theme.clone()),
            Memory::Measure(cells) => ("measure", cells.to_string()),
        };
        let over = shown(file, name).unwrap_or_default();
        self.values.insert(name.to_owned(), Kept { now, over });
    }

    /// Remembers a value in a file.
    pub fn keep(path: &Path, memory: &Memory, file: &Settings) -> io::Result<()> {
        let mut remembered = Self::load(path);
        remembered.set(memory, file);
        replace(path, remembered.text()?.as_bytes())
    }

    fn text(&self) -> io::Result<String> {
        let lines = records::write(&self.values).map_err(|fault| io::Error::other(fault.message))?;
        Ok(format!("# What keys changed in rushlight. This file may be deleted.\n{lines}"))
    }
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

    #[test]
    fn what_is_remembered_is_there_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/state.yaml");
        let file = Settings::default();
        Remembered::keep(&path, &Memory::Theme("it's \"mine\"".into()), &file).unwrap();
        Remembered::keep(&path, &Memory::List(false), &file).unwrap();
        Remembered::keep(&path, &Memory::Measure(72), &file).unwrap();
        let mut settings = Settings::default();
        Remembered::load(&path).apply(&mut settings);
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
        Remembered::keep(&path, &Memory::Theme("nord".into()), &Settings::default()).unwrap();
        let mut edited = Settings::default();
        edited.theme = "tomorrow".into();
        Remembered::load(&path).apply(&mut edited);
        assert_eq!(edited.theme, "tomorrow");
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
            Remembered::keep(&file.join("state.yaml"), &Memory::Zen(true), &Settings::default()).is_err()
        );
    }
}
