//! The kinds of terminals that differ in what they can do, and what each can.

use super::{Found, Given};
use crate::screen::{Caps, Scrolling, encode};
use crate::text::bidi::Bidi;
use crate::text::width::Ambiguous;

/// The kinds of terminals that differ in what they can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// xterm and its kin, and Windows Terminal.
    Modern,
    /// tmux, whatever name it goes by.
    Tmux,
    /// GNU screen.
    Screen,
    /// The Linux console.
    Console,
    /// A VT100 or one of its successors, and what nobody knows.
    Plain,
    /// No terminal to speak of.
    Dumb,
}

/// What the terminal is asked, all of it at once, behind the first frame; only where an answer helps, and where
/// a question does no harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// Which colour its ground has.
    pub ground: bool,
    /// Whether it knows synchronised updates.
    pub sync: bool,
    /// Whether it is there, again and again: how far it has followed.
    pub ready: bool,
}

impl Questions {
    /// Whether there is any.
    pub fn any(self) -> bool {
        self.ground || self.sync || self.ready
    }

    /// The questions but the last, as they go out.
    pub fn bytes(self) -> Vec<u8> {
        let questions = [(self.ground, encode::ASK_GROUND), (self.sync, encode::ASK_SYNC)];
        questions.into_iter().filter(|(asked, _)| *asked).flat_map(|(_, bytes)| bytes).copied().collect()
    }
}

impl Kind {
    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Modern => "xterm and its kin",
            Self::Tmux => "tmux",
            Self::Screen => "GNU screen",
            Self::Console => "the Linux console",
            Self::Plain => "a VT100, or unknown",
            Self::Dumb => "none to speak of",
        }
    }
}

/// Which kind the terminal is, by `TERM`; tmux under the name of screen by `TMUX`, Windows Terminal by `WT_SESSION`.
pub(super) fn kind(given: &Given<'_>) -> Found<Kind> {
    const MODERN: [&str; 16] = [
        "xterm",
        "rxvt",
        "alacritty",
        "foot",
        "kitty",
        "wezterm",
        "ghostty",
        "contour",
        "konsole",
        "gnome",
        "vte",
        "iterm",
        "mlterm",
        "st",
        "putty",
        "mintty",
    ];
    let term = given.get("TERM").unwrap_or_default();
    let (tmux, windows) = (given.get("TMUX").is_some(), given.get("WT_SESSION").is_some());
    let name = term.split(['-', '.']).next().unwrap_or_default();
    let (kind, variable) = match name {
        "tmux" => (Kind::Tmux, "TERM"),
        "screen" if tmux => (Kind::Tmux, "TMUX"),
        "screen" => (Kind::Screen, "TERM"),
        "linux" | "fbterm" => (Kind::Console, "TERM"),
        "dumb" | "emacs" => (Kind::Dumb, "TERM"),
        _ if MODERN.contains(&name) => (Kind::Modern, "TERM"),
        _ if windows => (Kind::Modern, "WT_SESSION"),
        "" if cfg!(windows) => (Kind::Modern, "TERM"),
        "" => (Kind::Dumb, "TERM"),
        _ => (Kind::Plain, "TERM"),
    };
    Found::new(kind, &given.first(&[variable]).unwrap_or_else(|| format!("no {variable}")))
}

/// A console, GNU screen and what nobody knows are never asked: some draw what they do not know.
pub(super) fn questions(kind: Kind, ground: bool) -> Questions {
    let answers = matches!(kind, Kind::Modern | Kind::Tmux) && cfg!(unix);
    Questions { ground: ground && answers, sync: answers, ready: answers }
}

/// What makes a difference to the bytes of a frame.
pub(super) fn caps(given: &Given<'_>, kind: Kind) -> Caps {
    let poor = Caps {
        utf8: true,
        bidi: Bidi::Ours,
        links: false,
        sync: false,
        erases_with_ground: false,
        erases_cells: false,
        repeats: false,
        keeps_cursor: false,
        scrolling: Scrolling::Index,
        ambiguous: Ambiguous::Narrow,
    };
    match kind {
        Kind::Modern => Caps { repeats: repeats(given), ..Caps::default() },
        // tmux draws a link only where the terminal around it does, and erases as its terminfo says: plainly.
        Kind::Tmux => Caps { links: true, sync: true, erases_cells: true, keeps_cursor: true, ..poor },
        Kind::Console => Caps { erases_with_ground: true, erases_cells: true, ..poor },
        Kind::Screen | Kind::Plain => poor,
        Kind::Dumb => Caps { scrolling: Scrolling::Never, ..poor },
    }
}

/// Whether it is one of those that are known to repeat characters (REP), by a name of its own: plain `xterm` is what
/// many call themselves that do not.
fn repeats(given: &Given<'_>) -> bool {
    const REPEAT: [&str; 7] = ["kitty", "alacritty", "foot", "wezterm", "ghostty", "contour", "mintty"];
    let term = given.get("TERM").unwrap_or_default();
    REPEAT.iter().any(|name| term.contains(name)) || given.first(&["XTERM_VERSION", "WT_SESSION"]).is_some()
}

/// How whole rows are moved, in words.
pub(super) fn scrolling(caps: &Caps) -> &'static str {
    match caps.scrolling {
        Scrolling::Pan => "by SU and SD",
        Scrolling::Index => "by indexes",
        Scrolling::Never => "never",
    }
}
