//! What the reader can set. The settings file and the command line become this; the app knows neither.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::library::Order;
use crate::post::{Kept, PostId};
use crate::text::Clean;
use crate::text::bidi::Bidi;
use crate::text::width::Ambiguous;

/// The settings of a session, and where it begins.
#[derive(Clone, Debug)]
pub struct Options {
    /// Cells of a line of prose.
    pub measure: usize,
    /// The cells that a key goes back to: the measure of the settings, whatever keys made of it since.
    pub usual_measure: usize,
    /// How long the cursor rests before the preview follows.
    pub preview_delay: Duration,
    /// How dates are shown.
    pub dates: DateFormat,
    /// Only ASCII is drawn by us.
    pub ascii: bool,
    /// Whether words are parted at the ends of lines, by the language of the post.
    pub hyphenate: bool,
    /// Rows of a line of prose, 1 or 2.
    pub spacing: usize,
    /// Words that the reader reads in a minute.
    pub pace: usize,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Who reorders text that is written from right to left.
    pub bidi: Bidi,
    /// Whether the terminal shows any colour.
    pub color: bool,
    /// Whether anything is styled.
    pub styled: bool,
    /// Whether the terminal strikes text.
    pub strikes: bool,
    /// The theme to begin with.
    pub theme: String,
    /// The themes that can be chosen.
    pub themes: Vec<String>,
    /// Whether the list stays beside an opened post in wide windows.
    pub list: bool,
    /// Whether the lines of the program itself are hidden.
    pub zen: bool,
    /// Whether the key for the next page opens the next post at the end of one.
    pub onward: bool,
    /// Whether the mouse is captured.
    pub mouse: bool,
    /// Without a key for so long the session ends; none: it never does.
    pub idle: Option<Duration>,
    /// The reader's languages, the dearest first: translated posts are shown in the first that they have.
    pub languages: Vec<Clean>,
    /// The saved views: a name and its query each.
    pub views: Vec<(Clean, Clean)>,
    /// Changes to the table of keys.
    pub keys: Vec<Rebinding>,
    /// Whether what the reader does with posts is kept.
    pub marks: bool,
    /// What is set for one site alone, by its folder, absolute and without links.
    pub sites: BTreeMap<PathBuf, SiteOptions>,
    /// Whether the session is read line by line: a line says what to look for, the next one what to do with it.
    pub by_lines: bool,
    /// Whether strangers read: they are not told where a site lies, and there is no editor.
    pub strangers: bool,
    /// The filter to begin with.
    pub query: String,
    /// The order to begin with.
    pub order: Order,
    /// The post to begin in; closing it ends the session.
    pub open: Option<PostId>,
    /// A line for the header: how to open one's own blog, how many other files there are.
    pub notice: Clean,
    /// What is wrong with the settings, for the first screen.
    pub wrong: Clean,
    /// What is kept of the sites from before.
    pub kept: Kept,
    /// The zone of the reader, for what "today" is.
    pub zone: TimeZone,
}

/// What is set for one site alone; none where that of all sites counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteOptions {
    /// Whether what the reader does with its posts is kept.
    pub marks: Option<bool>,
}

/// How dates are shown in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DateFormat {
    /// `27 Mar`, under its year.
    #[default]
    Short,
    /// `2024-03-27`.
    Iso,
    /// By a pattern of `strftime`.
    Pattern(String),
}

/// A change to the table of keys: these keys do this in this context and nothing else there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// The context's name, as `rushlight keys` prints it: `everywhere`, `list`, `post`, `pane`, `tags` …
    pub context: String,
    /// The name of the action, as `rushlight keys` prints it: `page-down`.
    pub action: String,
    /// The keys, with blanks between them: `space ctrl-f`. Empty: no key at all.
    pub keys: String,
}

impl Options {
    /// Whether marks are kept for the site in a folder.
    pub fn keeps_marks(&self, root: &Path) -> bool {
        self.sites.get(root).and_then(|site| site.marks).unwrap_or(self.marks)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            measure: 66,
            usual_measure: 66,
            preview_delay: Duration::from_millis(100),
            dates: DateFormat::Short,
            ascii: false,
            hyphenate: false,
            spacing: 1,
            pace: 230,
            ambiguous: Ambiguous::Narrow,
            bidi: Bidi::Terminal,
            color: true,
            styled: true,
            strikes: true,
            theme: "default".into(),
            themes: vec!["default".into()],
            list: false,
            zen: false,
            onward: true,
            mouse: false,
            idle: None,
            languages: Vec::new(),
            views: Vec::new(),
            keys: Vec::new(),
            marks: true,
            sites: BTreeMap::new(),
            by_lines: false,
            strangers: false,
            query: String::new(),
            order: Order::default(),
            open: None,
            notice: Clean::default(),
            wrong: Clean::default(),
            kept: Kept::default(),
            zone: TimeZone::UTC,
        }
    }
}
