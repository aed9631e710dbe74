//! The table of all settings: name, what it takes, words, how it is set, how it is shown. Reading the file,
//! `--print-config` and the documentation come from it.

use std::path::PathBuf;
use std::time::Duration;

use super::print::{flow, pairs, quoted};
use super::values::*;
use super::{Settings, sites};
use crate::app::DateFormat;
use crate::value::Value;

/// A setting.
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// What it takes, as a message says it.
    pub takes: &'static str,
    /// What it is for.
    pub words: &'static str,
    pub(super) set: Set,
    pub(super) show: fn(&Settings) -> String,
}

/// What relative paths are relative to.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    pub(super) base: Option<PathBuf>,
    pub(super) home: Option<PathBuf>,
}

/// The value is none of those the setting takes.
pub(super) struct NotThis;

/// A part of a value that is wrong while the rest counts.
pub(super) struct Wrong {
    pub(super) line: Option<usize>,
    pub(super) message: String,
    pub(super) remedy: String,
}

type Set = fn(&mut Settings, &Value, &Around) -> Result<Vec<Wrong>, NotThis>;

/// All settings, in the order in which they are printed.
pub const OPTIONS: [Row; 28] = [
    Row {
        name: "sites",
        takes: "a folder, or a list of folders, each also with settings of its own",
        words: "what plain `rushlight` opens outside of any site",
        set: sites::set,
        show: sites::show,
    },
    Row {
        name: "theme",
        takes: "the name of a theme, or one for each ground",
        words: "`rushlight themes` lists them; `{dark: nord, light: one-light}` follows the terminal",
        set: |settings, value, _| theme(settings, value),
        show: |settings| match &settings.pair {
            Some(pair) => pairs([("dark", quoted(&pair.dark)), ("light", quoted(&pair.light))].into_iter()),
            None => quoted(&settings.theme),
        },
    },
    Row {
        name: "color",
        takes: "auto, always or never",
        words: "whether to use colour",
        set: |settings, value, _| put(&mut settings.color, one_of(&WHEN, value)),
        show: |settings| word(&WHEN, &settings.color),
    },
    Row {
        name: "colors",
        takes: "auto, true, 256 or 16",
        words: "how many colours the terminal shows",
        set: |settings, value, _| put(&mut settings.colors, one_of(&COLORS, value)),
        show: |settings| word(&COLORS, &settings.colors),
    },
    Row {
        name: "italics",
        takes: "auto, always or never",
        words: "whether the terminal shows italics; without them emphasis is bold",
        set: |settings, value, _| put(&mut settings.italics, one_of(&WHEN, value)),
        show: |settings| word(&WHEN, &settings.italics),
    },
    Row {
        name: "measure",
        takes: "a number from 20 to 200",
        words: "how many cells a line of prose is long",
        set: |settings, value, _| put(&mut settings.measure, number(value, 20, 200)),
        show: |settings| settings.measure.to_string(),
    },
    Row {
        name: "width",
        takes: "auto, or a number from 2 to 1000",
        words: "how many cells a line is long that `print` prints",
        set: |settings, value, _| {
            let auto = (value.text() == "auto").then_some(None);
            put(&mut settings.width, auto.or_else(|| number(value, 2, 1000).map(Some)))
        },
        show: |settings| settings.width.map_or("auto".into(), |width| width.to_string()),
    },
    Row {
        name: "hyphenate",
        takes: "on or off",
        words: "whether words are parted at the ends of lines, by the language of the post",
        set: |settings, value, _| put(&mut settings.hyphenate, value.as_bool()),
        show: |settings| if settings.hyphenate { "on".into() } else { "off".into() },
    },
    Row {
        name: "spacing",
        takes: "1 or 2",
        words: "how many rows a line of prose takes; 2 leaves a blank one between any two",
        set: |settings, value, _| put(&mut settings.spacing, number(value, 1, 2)),
        show: |settings| settings.spacing.to_string(),
    },
    Row {
        name: "pace",
        takes: "a number from 50 to 2000",
        words: "how many words you read in a minute, for the minutes of a post and those that are left",
        set: |settings, value, _| put(&mut settings.pace, number(value, 50, 2000)),
        show: |settings| settings.pace.to_string(),
    },
    Row {
        name: "ascii",
        takes: "true or false",
        words: "whether bullets, bars and rules are drawn in ASCII",
        set: |settings, value, _| put(&mut settings.ascii, value.as_bool()),
        show: |settings| settings.ascii.to_string(),
    },
    Row {
        name: "ambiguous",
        takes: "1 or 2",
        words: "how many cells the terminal gives to characters of ambiguous width; 2 on some in East Asia",
        set: |settings, value, _| put(&mut settings.ambiguous, one_of(&AMBIGUOUS, value)),
        show: |settings| word(&AMBIGUOUS, &settings.ambiguous),
    },
    Row {
        name: "bidi",
        takes: "auto, terminal or rushlight",
        words: "who puts text that is written from right to left into the order in which it is seen",
        set: |settings, value, _| put(&mut settings.bidi, one_of(&BIDI, value)),
        show: |settings| word(&BIDI, &settings.bidi),
    },
    Row {
        name: "dates",
        takes: "short, iso, or a pattern of strftime like \"%d.%m.%Y\"",
        words: "how dates are shown in the list",
        set: |settings, value, _| put(&mut settings.dates, dates(value)),
        show: |settings| match &settings.dates {
            DateFormat::Short => "short".into(),
            DateFormat::Iso => "iso".into(),
            DateFormat::Pattern(pattern) => quoted(pattern),
        },
    },
    Row {
        name: "sort",
        takes: "date, title or length, each also with `reversed` behind it",
        words: "how the list is sorted",
        set: |settings, value, _| put(&mut settings.sort, sort(value)),
        show: |settings| {
            let reversed = if settings.sort.reversed { " reversed" } else { "" };
            word(&SORT, &settings.sort.by) + reversed
        },
    },
    Row {
        name: "language",
        takes: "auto, or languages like `de` or `[de-AT, en]`, the dearest first",
        words: "in which language translated posts are shown; auto is that of the environment, then the site's (the key T)",
        set: |settings, value, _| put(&mut settings.language, languages(value)),
        show: |settings| match &settings.language[..] {
            [] => "auto".into(),
            [one] => quoted(one),
            several => flow(several.iter().map(|lang| quoted(lang))),
        },
    },
    Row {
        name: "list",
        takes: "true or false",
        words: "whether the list stays beside an opened post in wide windows (the key z)",
        set: |settings, value, _| put(&mut settings.list, value.as_bool()),
        show: |settings| settings.list.to_string(),
    },
    Row {
        name: "zen",
        takes: "true or false",
        words: "whether only the text is shown, without the first and the last line and the list beside a post (the key Z)",
        set: |settings, value, _| put(&mut settings.zen, value.as_bool()),
        show: |settings| settings.zen.to_string(),
    },
    Row {
        name: "preview",
        takes: "milliseconds, from 0 to 10000",
        words: "how long the cursor rests before the post beside the list follows",
        set: |settings, value, _| {
            let time = number(value, 0, 10_000).map(|time| Duration::from_millis(time as u64));
            put(&mut settings.preview, time)
        },
        show: |settings| settings.preview.as_millis().to_string(),
    },
    Row {
        name: "onward",
        takes: "true or false",
        words: "whether the key for the next page opens the next post that is not read, at the end of one",
        set: |settings, value, _| put(&mut settings.onward, value.as_bool()),
        show: |settings| settings.onward.to_string(),
    },
    Row {
        name: "mouse",
        takes: "true or false",
        words: "whether the mouse is captured; the terminal's own selection needs Shift then (the key M)",
        set: |settings, value, _| put(&mut settings.mouse, value.as_bool()),
        show: |settings| settings.mouse.to_string(),
    },
    Row {
        name: "remote",
        takes: "auto, always or never",
        words: "whether you sit at another machine than rushlight runs on",
        set: |settings, value, _| put(&mut settings.remote, one_of(&WHEN, value)),
        show: |settings| word(&WHEN, &settings.remote),
    },
    Row {
        name: "clipboard",
        takes: "auto, program, terminal, tmux, passthrough or never",
        words: "where copies go: a program of the desktop, the terminal (OSC 52), tmux, the terminal around tmux",
        set: |settings, value, _| put(&mut settings.clipboard, one_of(&COPIES, value)),
        show: |settings| word(&COPIES, &settings.clipboard),
    },
    Row {
        name: "links",
        takes: "auto, osc8, inline, list or none",
        words: "how `print` shows where links lead",
        set: |settings, value, _| put(&mut settings.links, one_of(&LINKS, value)),
        show: |settings| word(&LINKS, &settings.links),
    },
    Row {
        name: "watch",
        takes: "on, off or poll",
        words: "whether changed files are shown by themselves: as the system tells, not at all, or by looking every two seconds",
        set: |settings, value, _| put(&mut settings.watch, one_of(&WATCHING, value)),
        show: |settings| word(&WATCHING, &settings.watch),
    },
    Row {
        name: "marks",
        takes: "true or false",
        words: "whether what you read, what you star and where you stop is kept",
        set: |settings, value, _| put(&mut settings.marks, value.as_bool()),
        show: |settings| settings.marks.to_string(),
    },
    Row {
        name: "views",
        takes: "names with a query each",
        words: "queries saved under a name: `rust: \"tag:rust -tag:go\"`",
        set: |settings, value, _| views(settings, value),
        show: |settings| pairs(settings.views.iter().map(|view| (&*view.name, quoted(&view.query)))),
    },
    Row {
        name: "keys",
        takes: "contexts with actions and their keys",
        words: "other keys: `list: {page-down: space ctrl-f}`; `rushlight keys --names` lists contexts and actions",
        set: |settings, value, _| keys(settings, value),
        show: |settings| rebound(&settings.keys),
    },
];
