//! Where copies go.

use super::kind::Kind;
use super::{Found, Given};

/// Where copies go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// Where the environment says.
    #[default]
    Auto,
    /// To a program of this machine's desktop: `wl-copy`, `xclip`, `xsel`, `pbcopy`, `clip.exe`.
    Program,
    /// To tmux (`tmux load-buffer -w`), which hands it on to the clipboard of its own terminal.
    Tmux,
    /// To the terminal (OSC 52).
    Terminal,
    /// To the terminal around tmux (OSC 52 in tmux's passthrough, which its option `allow-passthrough` allows).
    Passthrough,
    /// Nowhere.
    Never,
}

impl Clipboard {
    /// Where, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Auto => "where the environment says",
            Self::Program => "a program of the desktop",
            Self::Tmux => "tmux, and the terminal around it",
            Self::Terminal => "the terminal (OSC 52)",
            Self::Passthrough => "the terminal around tmux (OSC 52, passed through)",
            Self::Never => "nowhere",
        }
    }
}

/// Where copies go: a desktop that is here, else tmux, else the terminal. Whether the program is there is found
/// out when something is copied; without it the terminal is next.
pub(super) fn choose(given: &Given<'_>, kind: Kind, remote: bool) -> Found<Clipboard> {
    if given.wishes.clipboard != Clipboard::Auto {
        return Found::new(given.wishes.clipboard, given.said("clipboard"));
    }
    let display = given.first(&["WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME"]).filter(|_| !remote);
    // Whatever `TERM` says: by default tmux drops what is sent to the clipboard of a terminal from inside it.
    let tmux = given.first(&["TMUX"]);
    match (display, tmux, kind) {
        (Some(display), ..) => Found::new(Clipboard::Program, &display),
        (None, ..) if !remote && cfg!(any(windows, target_os = "macos")) => {
            Found::new(Clipboard::Program, "the desktop")
        }
        (None, Some(tmux), _) => Found::new(Clipboard::Tmux, &tmux),
        (None, None, Kind::Modern | Kind::Tmux | Kind::Screen) => {
            Found::new(Clipboard::Terminal, if remote { "the reader is remote" } else { "no desktop here" })
        }
        (None, None, Kind::Console | Kind::Plain | Kind::Dumb) => {
            Found::new(Clipboard::Never, "this terminal has none")
        }
    }
}
