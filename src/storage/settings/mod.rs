//! Settings: what is in force, and where each value comes from.
//!
//! A value is taken from the first that has one: the command line, what a key asked to remember, the
//! settings file, the environment, the program. Whatever is wrong in the file is a Problem with its line, and
//! everything else in it counts.

mod kinds;
mod print;
mod sites;
mod table;
#[cfg(test)]
mod tests;
mod themes;
mod values;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use kinds::{Copies, Links, Pair, View, When};
pub use sites::{OF_SITE, Own};
pub use table::{OPTIONS, Row};

use super::{Watching, read_text};
use crate::app::{self, DateFormat, Rebinding};
use crate::library::Order;
use crate::problem::Problem;
use crate::text::Clean;
use crate::text::bidi::Bidi;
use crate::text::near::nearest;
use crate::text::width::Ambiguous;
use crate::theme::Depth;
use crate::value::{Map, Value, yaml};

/// How large a settings file may be.
const MAX_BYTES: usize = 1024 * 1024;

/// Where a value comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The program's own value.
    #[default]
    Default,
    /// A line of the settings file.
    File(Clean, usize),
    /// A key asked to remember it.
    Remembered,
    /// A variable of the environment.
    Environment(&'static str),
    /// The command line.
    Flag(&'static str),
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The sites that are opened where no path is given, and no site is around.
    pub sites: Vec<PathBuf>,
    /// What is set for one of these sites alone.
    pub of_sites: BTreeMap<PathBuf, Own>,
    /// The theme's name; of a pair that for a dark ground.
    pub theme: String,
    /// The themes that follow the terminal's ground, where a pair is set.
    pub pair: Option<Pair>,
    /// When to use colour.
    pub color: When,
    /// How many colours; none where the terminal is to say it.
    pub colors: Option<Depth>,
    /// Whether the terminal has italics.
    pub italics: When,
    /// Cells of a line of prose.
    pub measure: usize,
    /// Cells of a line that `print` prints; none for the terminal's.
    pub width: Option<usize>,
    /// Only ASCII is drawn by us.
    pub ascii: bool,
    /// Whether words are parted at the ends of lines.
    pub hyphenate: bool,
    /// Rows of a line of prose.
    pub spacing: usize,
    /// Words read in a minute.
    pub pace: usize,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Who reorders text that is written from right to left; none where the terminal's name decides.
    pub bidi: Option<Bidi>,
    /// How dates are shown.
    pub dates: DateFormat,
    /// How the list is sorted.
    pub sort: Order,
    /// The languages in which translated posts are shown, the dearest first; none for those of the environment.
    pub language: Vec<Clean>,
    /// Whether the list stays beside an opened post in wide windows.
    pub list: bool,
    /// Whether the lines of the program itself are hidden.
    pub zen: bool,
    /// How long the cursor rests before the preview follows.
    pub preview: Duration,
    /// Whether the key for the next page goes on to the next post.
    pub onward: bool,
    /// Whether the mouse is captured.
    pub mouse: bool,
    /// Whether the reader sits at another machine.
    pub remote: When,
    /// Where copies go.
    pub clipboard: Copies,
    /// How `print` shows where links lead.
    pub links: Links,
    /// Whether changed files are shown by themselves.
    pub watch: Watching,
    /// Whether what the reader does with posts is kept.
    pub marks: bool,
    /// Queries saved under a name.
    pub views: Vec<View>,
    /// Changes to the table of keys.
    pub keys: Vec<Rebinding>,
    /// The settings file, as problems name it; empty where there is none.
    pub file: Clean,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Where each value comes from that is not the program's own.
    origins: BTreeMap<&'static str, Origin>,
    /// For each of `keys` its line in the file.
    key_lines: Vec<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        let app = app::Options::default();
        Self {
            sites: Vec::new(),
            of_sites: BTreeMap::new(),
            theme: app.theme,
            pair: None,
            color: When::Auto,
            colors: None,
            italics: When::Auto,
            measure: app.measure,
            width: None,
            ascii: app.ascii,
            hyphenate: app.hyphenate,
            spacing: app.spacing,
            pace: app.pace,
            ambiguous: app.ambiguous,
            bidi: None,
            dates: app.dates,
            sort: app.order,
            language: Vec::new(),
            list: app.list,
            zen: app.zen,
            preview: app.preview_delay,
            onward: app.onward,
            mouse: app.mouse,
            remote: When::Auto,
            clipboard: Copies::Auto,
            links: Links::Auto,
            watch: Watching::On,
            marks: app.marks,
            views: Vec::new(),
            keys: Vec::new(),
            file: Clean::default(),
            problems: Vec::new(),
            origins: BTreeMap::new(),
            key_lines: Vec::new(),
        }
    }
}

impl Settings {
    /// The settings in a file; the program's own where there is no such file. That a file is missing which
    /// was asked for by name (`must_exist`) is a Problem.
    pub fn load(file: Option<&Path>, must_exist: bool, home: Option<&Path>) -> Self {
        let Some(path) = file else { return Self::default() };
        let name = Clean::line(&path.to_string_lossy());
        let mut settings = Self { file: name.clone(), ..Self::default() };
        match read_text(path, MAX_BYTES) {
            Ok(text) => settings.read(&text, path.parent(), home),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => {}
            Err(error) => {
                let message = format!("cannot be read: {error}");
                settings.problems.push(Problem::new(&name, &message, "the program's own values count"));
            }
        }
        settings
    }

    /// The settings in the text of a file of this name, without a folder that relative sites are below.
    pub fn of_text(text: &str, file: &Clean) -> Self {
        let mut settings = Self { file: file.clone(), ..Self::default() };
        settings.read(text, None, None);
        settings
    }

    /// Reads the text of a settings file. Relative sites are below `base`, `~` is `home`.
    fn read(&mut self, text: &str, base: Option<&Path>, home: Option<&Path>) {
        let (map, twice) = match yaml::parse_noting(text, MAX_BYTES) {
            Ok((Value::Map(map), twice)) => (map, twice),
            Ok((Value::Null, _)) => return,
            Ok(_) => return self.wrong(1, "settings are lines like `theme: nord`", ""),
            Err(fault) => {
                let message = format!("this is no YAML: {}", fault.message);
                return self.wrong(
                    fault.line.unwrap_or(1),
                    &message,
                    "until it is, nothing in the file counts",
                );
            }
        };
        let around = table::Around { base: base.map(Path::to_owned), home: home.map(Path::to_owned) };
        for yaml::Twice { key, before, line } in twice {
            let message = format!("“{key}” is set again, after line {before}");
            self.wrong(line, &message, "this one counts; take one of them out");
        }
        self.take(&map, &around);
    }

    fn take(&mut self, map: &Map, around: &table::Around) {
        for (key, slot) in map.slots() {
            let Some(row) = OPTIONS.iter().find(|row| row.name == key) else {
                let near = nearest(key, OPTIONS.iter().map(|row| row.name));
                let remedy = near.map_or("`rushlight --print-config` lists them all".into(), |near| {
                    format!("did you mean {near}?")
                });
                self.wrong(slot.line, &format!("there is no setting “{key}”"), &remedy);
                continue;
            };
            // A key without a value is one somebody has not filled in yet.
            if slot.value.is_null() {
                continue;
            }
            let origin = Origin::File(self.file.clone(), slot.line);
            for fault in self.set(row, &slot.value, around, origin) {
                self.wrong(fault.line.unwrap_or(slot.line), &fault.message, &fault.remedy);
            }
        }
    }

    fn set(&mut self, row: &Row, value: &Value, around: &table::Around, origin: Origin) -> Vec<table::Wrong> {
        let before = self.clone();
        match (row.set)(self, value, around) {
            Ok(wrong) => {
                self.origins.insert(row.name, origin);
                wrong
            }
            Err(table::NotThis) => {
                *self = before;
                let message = format!("{} takes {}, not {}", row.name, row.takes, print::short(value));
                vec![table::Wrong { line: None, message, remedy: format!("it stays {}", (row.show)(self)) }]
            }
        }
    }

    /// Sets a value from outside the file: a flag, a variable, what was remembered. What is wrong with it is
    /// said in words.
    pub fn say(&mut self, name: &str, value: &str, origin: Origin) -> Result<(), String> {
        let Some(row) = OPTIONS.iter().find(|row| row.name == name) else {
            return Err(format!("there is no setting “{name}”"));
        };
        match self.set(row, &yaml::plain(value), &table::Around::default(), origin).first() {
            None => Ok(()),
            Some(wrong) => Err(wrong.message.clone()),
        }
    }

    /// Takes over what the environment says: `NO_COLOR`, where it is not empty, and the language of messages
    /// (POSIX.1-2017, 8.2). A settings file goes before both, as the authors of `NO_COLOR` ask for (no-color.org).
    pub fn take_environment(&mut self, variable: impl Fn(&str) -> Option<String>) {
        if self.language.is_empty()
            && let Some((name, language)) = language(&variable)
        {
            self.language = vec![language];
            self.origins.insert("language", Origin::Environment(name));
        }
        let set = ["color", "colors"].iter().any(|name| self.origins.contains_key(name));
        if !set && variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            self.color = When::Never;
            self.origins.insert("color", Origin::Environment("NO_COLOR"));
        }
    }

    /// Who set each setting that is not the program's own, in words.
    pub fn said(&self) -> BTreeMap<&'static str, Clean> {
        let words = |(name, origin): (&&'static str, &Origin)| (*name, Clean::line(&origin.words("")));
        self.origins.iter().map(words).collect()
    }

    /// The query of a saved view.
    pub fn view(&self, name: &str) -> Option<&str> {
        self.views.iter().find(|view| *view.name == *name).map(|view| view.query.as_str())
    }

    /// Saves a view that was remembered; an empty query forgets it.
    pub(in crate::storage) fn keep_view(&mut self, name: &str, query: &str) {
        let view = View { name: Clean::line(name), query: Clean::line(query) };
        match self.views.iter_mut().find(|known| known.name == view.name) {
            _ if query.is_empty() => self.views.retain(|known| known.name != view.name),
            Some(known) => *known = view,
            None => self.views.push(view),
        }
        self.origins.insert("views", Origin::Remembered);
    }

    /// Where a value comes from.
    pub fn origin(&self, name: &str) -> Origin {
        self.origins.get(name).cloned().unwrap_or_default()
    }

    /// How many colours are used where a terminal has so many.
    pub fn depth(&self, terminal: Depth, is_terminal: bool) -> Depth {
        match self.color {
            When::Never => Depth::None,
            When::Auto if !is_terminal => Depth::None,
            When::Auto => {
                self.colors.map_or(terminal, |colors| if terminal == Depth::None { terminal } else { colors })
            }
            // Asked for where nothing is known of a terminal: what every terminal understands.
            When::Always => self.colors.unwrap_or(terminal.max(Depth::Sixteen)),
        }
    }

    /// The settings of a session. What they do not say stays as it is in the program's own options.
    pub fn options(&self) -> app::Options {
        app::Options {
            measure: self.measure,
            usual_measure: self.measure,
            preview_delay: self.preview,
            dates: self.dates.clone(),
            ascii: self.ascii,
            hyphenate: self.hyphenate,
            spacing: self.spacing,
            pace: self.pace,
            ambiguous: self.ambiguous,
            theme: self.theme.clone(),
            list: self.list,
            zen: self.zen,
            onward: self.onward,
            mouse: self.mouse,
            languages: self.language.clone(),
            views: self.views.iter().map(|view| (view.name.clone(), view.query.clone())).collect(),
            keys: self.keys.clone(),
            marks: self.marks,
            sites: self.of_sites.iter().map(|(folder, own)| (folder.clone(), own.options())).collect(),
            order: self.sort,
            ..app::Options::default()
        }
    }

    /// The line of the file in which the n-th of `keys` stands, for what the app finds wrong with it.
    pub fn key_line(&self, number: usize) -> Option<usize> {
        self.key_lines.get(number).copied()
    }

    fn wrong(&mut self, line: usize, message: &str, remedy: &str) {
        let problem = Problem::new(&self.file, message, remedy);
        self.problems.push(if line > 0 { problem.at(line) } else { problem });
    }
}

/// The language of messages and the variable that says it: the first of the three that is not empty, `de_AT.UTF-8` being
/// `de-AT`. `C` and `POSIX` are none.
fn language(variable: impl Fn(&str) -> Option<String>) -> Option<(&'static str, Clean)> {
    let set = |name: &'static str| Some((name, variable(name).filter(|value| !value.is_empty())?));
    let (name, value) = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set)?;
    let tag = value.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    (!matches!(tag.as_str(), "" | "C" | "POSIX")).then(|| (name, Clean::line(&tag)))
}

/// A value as it is printed.
pub(super) fn shown(settings: &Settings, name: &str) -> Option<String> {
    OPTIONS.iter().find(|row| row.name == name).map(|row| (row.show)(settings))
}
