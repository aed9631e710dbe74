//! What surrounds the process, read once: no command asks the world again.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What surrounds the process.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The variables whose names and values are text.
    pub variables: BTreeMap<String, String>,
    /// The names of variables whose values are not text.
    pub garbled: Vec<String>,
    /// The current folder.
    pub here: PathBuf,
    /// Whether standard input is a pipe or a file: somebody may have put a post there.
    pub input_is_given: bool,
    /// Whether standard output is a terminal.
    pub output_is_terminal: bool,
    /// The time at the start.
    pub now: Timestamp,
    /// The reader's time zone.
    pub zone: TimeZone,
    /// Where strangers are kept; none where the reader is at home.
    pub confined: Option<Confined>,
}

/// The one site of a kiosk, and what it may keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confined {
    /// The site's folder.
    pub site: PathBuf,
    /// The folder for what can be made again.
    pub cache: Option<PathBuf>,
    /// The folder for marks.
    pub marks: Option<PathBuf>,
    /// How long without a key.
    pub idle: Option<Duration>,
}

/// What says something of a terminal and its line, and nothing else: a kiosk takes no other variable.
const OF_TERMINAL: [&str; 16] = [
    "TERM",
    "COLORTERM",
    "COLORFGBG",
    "NO_COLOR",
    "COLUMNS",
    "TERM_PROGRAM",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "WT_SESSION",
    "TMUX",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "SSH_CONNECTION",
    "SSH_TTY",
];

impl Environment {
    /// The surroundings of this process.
    pub fn of_process() -> Self {
        let text =
            |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value.into_string().ok()?));
        let garbled = |(name, value): (OsString, OsString)| {
            Some(name.into_string().ok()?).filter(|_| value.to_str().is_none())
        };
        Self {
            garbled: std::env::vars_os().filter_map(garbled).collect(),
            variables: std::env::vars_os().filter_map(text).collect(),
            here: std::env::current_dir().unwrap_or_default(),
            input_is_given: input_is_given(),
            output_is_terminal: std::io::stdout().is_terminal(),
            now: Timestamp::now(),
            zone: zone(),
            confined: None,
        }
    }

    /// The same for strangers: their environment says what their terminal is, and nothing more.
    pub fn confine(&self, confined: Confined) -> Self {
        let kept = |(name, _): &(&String, &String)| OF_TERMINAL.contains(&name.as_str());
        let variables = self.variables.iter().filter(kept);
        Self {
            variables: variables.map(|(name, value)| (name.clone(), value.clone())).collect(),
            here: confined.site.clone(),
            confined: Some(confined),
            ..self.clone()
        }
    }

    /// The path of a post as it is shown: strangers are not told where a site lies.
    pub fn shown(&self, site: &Path, post: &Path) -> PathBuf {
        if self.confined.is_some() { post.to_path_buf() } else { site.join(post) }
    }

    /// A command as it is typed here: strangers in a kiosk say the bare word.
    pub fn command(&self, words: &str) -> String {
        if self.confined.is_some() { words.to_owned() } else { format!("rushlight {words}") }
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

/// Whether standard input is a pipe or a file. A socket, as of a remote shell without a terminal, may never end.
#[cfg(unix)]
fn input_is_given() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let input = std::io::stdin().as_fd().try_clone_to_owned().map(std::fs::File::from);
    let kind = input.and_then(|input| input.metadata()).map(|about| about.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_file())
}

/// Whether standard input is a pipe or a file; here nobody asks.
#[cfg(not(unix))]
fn input_is_given() -> bool {
    false
}

/// The time zone of this machine. Where no variable names one it is read from the file that says it: to look a zone up by
/// name, all folders of the zones are listed first.
fn zone() -> TimeZone {
    let named = std::env::var_os("TZ").is_some_and(|name| !name.is_empty());
    let local = || TimeZone::tzif("local", &std::fs::read("/etc/localtime").ok()?).ok();
    (!named).then(local).flatten().unwrap_or_else(TimeZone::system)
}
