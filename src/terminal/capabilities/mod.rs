//! What the terminal can do and what is remote, decided in one place: flag before settings before what the environment
//! says. Each decision comes with its reason and with what overrides it; `rushlight doctor` shows them.
//!
//! Nothing is asked here. What a terminal answers later is laid over it by whoever asked.

mod clipboard;
mod depth;
mod kind;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use clipboard::Clipboard;
pub use kind::Questions;

use crate::screen::Caps;
use crate::text::Clean;
use crate::text::bidi::Bidi;
use crate::text::width::Ambiguous;
use crate::theme::Depth;
use kind::Kind;

/// The value of a variable of the environment; empty ones count as absent.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What the reader wants, whatever the terminal says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Whether to use colour.
    pub color: When,
    /// How many colours.
    pub depth: Option<Depth>,
    /// Whether the terminal has italics.
    pub italics: When,
    /// Whether we draw in ASCII only.
    pub ascii: Option<bool>,
    /// How wide characters of ambiguous width are.
    pub ambiguous: Ambiguous,
    /// Who reorders text that is written from right to left.
    pub bidi: Option<Bidi>,
    /// Whether the reader sits at another machine.
    pub remote: When,
    /// Where copies go.
    pub clipboard: Clipboard,
    /// Whether the theme depends on the ground.
    pub paired: bool,
    /// For each setting that somebody set, who did, in words.
    pub said: BTreeMap<&'static str, Clean>,
}

/// Whether something is so always, never, or where the environment says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// Where the environment says so.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What the terminal can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// How many colours.
    pub depth: Depth,
    /// Italics that are not shown as reverse.
    pub italics: bool,
    /// It strikes text through.
    pub strikes: bool,
    /// Only ASCII should be drawn by us.
    pub ascii: bool,
    /// The reader sits at another machine.
    pub remote: bool,
    /// A browser can be started beside the terminal.
    pub browser: bool,
    /// Where copies go.
    pub clipboard: Clipboard,
    /// Whether the ground is light, where the environment says it.
    pub light: Option<bool>,
    /// It has no cursor that could be moved: it is read line by line.
    pub linear: bool,
    /// What makes a difference to the bytes of a frame.
    pub screen: Caps,
    /// What it is asked.
    pub questions: Questions,
    /// What was decided, and why.
    pub decisions: Vec<Decision>,
}

/// Something that was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it is about.
    pub about: &'static str,
    /// What was found.
    pub found: Clean,
    /// From which variable, setting or answer.
    pub why: Clean,
    /// What overrides it.
    pub option: &'static str,
}

/// A value, and the reason for it in words.
struct Found<T> {
    value: T,
    why: Clean,
}

impl<T> Found<T> {
    fn new(value: T, why: &str) -> Self {
        Self { value, why: Clean::line(why) }
    }
}

/// What decisions are made from.
struct Given<'a> {
    env: Environment<'a>,
    wishes: &'a Wishes,
}

impl Given<'_> {
    fn get(&self, name: &str) -> Option<String> {
        (self.env)(name).filter(|value| !value.is_empty())
    }

    /// The first of these variables that is set, as `NAME=value`.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| Some(format!("{name}={}", self.get(name)?)))
    }

    /// Who set a setting.
    fn said(&self, name: &str) -> &str {
        self.wishes.said.get(name).map_or("the settings", |who| who)
    }
}

/// Whether the terminal has no cursor to move, so that it is read line by line.
pub fn is_by_lines(env: Environment<'_>) -> bool {
    kind::kind(&Given { env, wishes: &Wishes::default() }).value == Kind::Dumb
}

/// Decides what the terminal can do.
pub fn detect(env: Environment<'_>, wishes: &Wishes) -> Capabilities {
    let given = Given { env, wishes };
    let kind = kind::kind(&given);
    let (depth, italics) = (depth::depth(&given, kind.value), italics(&given, kind.value));
    let (ascii, remote, light) = (ascii(&given), remote(&given), light(&given));
    let (browser, bidi) = (browser(&given, remote.value), bidi(&given));
    let clipboard = clipboard::choose(&given, kind.value, remote.value);
    let questions = kind::questions(kind.value, wishes.paired && depth.value >= Depth::Palette);
    let utf8 = utf8(&given);
    let strikes = matches!(kind.value, Kind::Modern | Kind::Tmux);
    let screen = Caps {
        ambiguous: wishes.ambiguous,
        utf8: utf8.value,
        bidi: bidi.value,
        ..kind::caps(&given, kind.value)
    };
    let row = |about, found: &str, why: &Clean, option| Decision {
        about,
        found: Clean::line(found),
        why: why.clone(),
        option,
    };
    let ground = light.value.map_or("unknown", |light| if light { "light" } else { "dark" });
    let decisions = vec![
        row("terminal", kind.value.words(), &kind.why, "TERM"),
        row("colours", depth::words(depth.value), &depth.why, "--color, colors"),
        row("italics", yes(italics.value), &italics.why, "italics"),
        row("struck text", if strikes { "is struck" } else { "stands between ~~" }, &kind.why, "TERM"),
        row(
            "reading",
            if kind.value == Kind::Dumb { "line by line" } else { "by the screen" },
            &kind.why,
            "--linear",
        ),
        row("drawing", if ascii.value { "ASCII" } else { "UTF-8" }, &ascii.why, "--ascii, ascii"),
        row("text", if utf8.value { "UTF-8" } else { "ASCII" }, &utf8.why, "LC_ALL"),
        row("right to left", bidi_words(bidi.value), &bidi.why, "bidi"),
        row("ground", ground, &light.why, "theme"),
        row("reader", if remote.value { "remote" } else { "here" }, &remote.why, "remote"),
        row("browser", yes(browser.value), &browser.why, "BROWSER"),
        row("copies", clipboard.value.words(), &clipboard.why, "clipboard"),
        row("scrolling", kind::scrolling(&screen), &kind.why, "TERM"),
        row("links", yes(screen.links), &kind.why, "TERM"),
        row("frames at once", yes(screen.sync), &kind.why, "TERM"),
        row("is asked", yes(questions.any()), &kind.why, "TERM"),
    ];
    Capabilities {
        depth: depth.value,
        italics: italics.value,
        strikes,
        ascii: ascii.value,
        remote: remote.value,
        browser: browser.value,
        clipboard: clipboard.value,
        light: light.value,
        linear: kind.value == Kind::Dumb,
        screen,
        questions,
        decisions,
    }
}

fn yes(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

fn italics(given: &Given<'_>, kind: Kind) -> Found<bool> {
    match given.wishes.italics {
        When::Always => Found::new(true, given.said("italics")),
        When::Never => Found::new(false, given.said("italics")),
        When::Auto => Found::new(matches!(kind, Kind::Modern | Kind::Tmux), kind.words()),
    }
}

/// ASCII where the locale is not one of UTF-8: `LC_ALL` before `LC_CTYPE` before `LANG` (POSIX, 8.2).
fn ascii(given: &Given<'_>) -> Found<bool> {
    if let Some(ascii) = given.wishes.ascii {
        return Found::new(ascii, given.said("ascii"));
    }
    if given.wishes.ambiguous == Ambiguous::Wide {
        return Found::new(true, &format!("ambiguous: 2, {}", given.said("ambiguous")));
    }
    match given.first(&["LC_ALL", "LC_CTYPE", "LANG"]) {
        Some(locale) => Found::new(!names_utf8(&locale), &locale),
        None => Found::new(!cfg!(any(windows, target_os = "macos")), "no LC_ALL, LC_CTYPE, LANG"),
    }
}

/// Whether a locale that is named is one of UTF-8. Where none is named the terminal is taken for one of today.
fn utf8(given: &Given<'_>) -> Found<bool> {
    match given.first(&["LC_ALL", "LC_CTYPE", "LANG"]) {
        Some(locale) => Found::new(names_utf8(&locale), &locale),
        None => Found::new(true, "no LC_ALL, LC_CTYPE, LANG"),
    }
}

fn names_utf8(locale: &str) -> bool {
    let name = locale.to_ascii_lowercase();
    name.contains("utf-8") || name.contains("utf8")
}

/// Whether what is written to this terminal may be UTF-8, by the environment alone.
pub fn reads_utf8(env: Environment<'_>) -> bool {
    utf8(&Given { env, wishes: &Wishes::default() }).value
}

/// Who reorders text that is written from right to left.
fn bidi(given: &Given<'_>) -> Found<Bidi> {
    if let Some(bidi) = given.wishes.bidi {
        return Found::new(bidi, given.said("bidi"));
    }
    let (bidi, variable) = super::bidi::detect(&|name| given.get(name));
    let why = variable.and_then(|variable| given.first(&[variable]));
    Found::new(bidi, why.as_deref().unwrap_or("no terminal that is known not to"))
}

fn bidi_words(bidi: Bidi) -> &'static str {
    match bidi {
        Bidi::Terminal => "ordered by the terminal",
        Bidi::Ours => "ordered by rushlight",
    }
}

fn remote(given: &Given<'_>) -> Found<bool> {
    match (given.wishes.remote, given.first(&["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])) {
        (When::Always, _) => Found::new(true, given.said("remote")),
        (When::Never, _) => Found::new(false, given.said("remote")),
        (When::Auto, Some(variable)) => Found::new(true, &variable),
        (When::Auto, None) => Found::new(false, "no SSH_CONNECTION, no SSH_TTY"),
    }
}

/// Whether a browser can be seen: one that is named, or that of a desktop that is here.
fn browser(given: &Given<'_>, remote: bool) -> Found<bool> {
    if let Some(named) = given.first(&["BROWSER"]) {
        return Found::new(true, &named);
    }
    match given.first(&["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"]) {
        _ if remote => Found::new(false, "the reader is remote, no BROWSER"),
        Some(display) => Found::new(true, &display),
        None if cfg!(any(windows, target_os = "macos")) => Found::new(true, "the desktop"),
        None => Found::new(false, "no BROWSER, no DISPLAY"),
    }
}

/// Whether the ground is light, as rxvt, Konsole and others say it: the last number of `COLORFGBG` is its slot among
/// the sixteen colours, and 7 and those from 9 on are light.
fn light(given: &Given<'_>) -> Found<Option<bool>> {
    let Some(value) = given.get("COLORFGBG") else { return Found::new(None, "no COLORFGBG, no answer") };
    let slot = value.rsplit(';').next().and_then(|slot| slot.parse::<u8>().ok()).filter(|slot| *slot < 16);
    Found::new(slot.map(|slot| slot == 7 || slot > 8), &format!("COLORFGBG={value}"))
}
