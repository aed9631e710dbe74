//! What surrounds the process, read once: no command asks the world again.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What surrounds the process.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The variables whose names and values are text.
    pub variables: BTreeMap<String, String>,
    /// The current folder.
    pub here: PathBuf,
    /// Whether standard input is a terminal.
    pub input_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub output_is_terminal: bool,
    /// The time at the start.
    pub now: Timestamp,
    /// The reader's time zone.
    pub zone: TimeZone,
}

impl Environment {
    /// The surroundings of this process.
    pub fn of_process() -> Self {
        let text =
            |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value.into_string().ok()?));
        Self {
            variables: std::env::vars_os().filter_map(text).collect(),
            here: std::env::current_dir().unwrap_or_default(),
            input_is_terminal: std::io::stdin().is_terminal(),
            output_is_terminal: std::io::stdout().is_terminal(),
            now: Timestamp::now(),
            zone: TimeZone::system(),
        }
    }

    /// The value of a variable; none where it is unset or empty.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The reader's home folder.
    pub fn home(&self) -> Option<PathBuf> {
        self.variable("HOME").or_else(|| self.variable("USERPROFILE")).map(PathBuf::from)
    }
}
