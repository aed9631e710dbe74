//! What the terminal can do, decided in one place: flag before settings before what the environment says.

use crate::screen::{Caps, Scrolling, encode};
use crate::text::bidi::Bidi;
use crate::text::width::Ambiguous;
use crate::theme::Depth;

/// The value of a variable of the environment; empty ones count as absent.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What the reader wants, whatever the terminal says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// `--color`.
    pub color: When,
    /// The depth of colour in the settings.
    pub depth: Option<Depth>,
    /// Whether we draw in ASCII only.
    pub ascii: Option<bool>,
    /// How wide characters of ambiguous width are.
    pub ambiguous: Ambiguous,
    /// Who reorders text that is written from right to left.
    pub bidi: Option<Bidi>,
}

/// When there is colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// Where the environment says so.
    #[default]
    Auto,
    /// Always, whatever `NO_COLOR` says.
    Always,
    /// Never.
    Never,
}

/// What the terminal can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// How many colours.
    pub depth: Depth,
    /// Italics that are not shown as reverse.
    pub italics: bool,
    /// Only ASCII should be drawn by us.
    pub ascii: bool,
    /// The reader sits at another machine.
    pub remote: bool,
    /// A browser can be started beside the terminal.
    pub browser: bool,
    /// Who reorders text that is written from right to left.
    pub bidi: Bidi,
    /// What makes a difference to the bytes of a frame.
    pub screen: Caps,
    /// What it is asked.
    pub questions: Questions,
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

/// The kinds of terminals that differ in what they can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
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

/// Decides what the terminal can do.
pub fn detect(env: Environment<'_>, wishes: Wishes) -> Capabilities {
    let get = |name: &str| env(name).filter(|value| !value.is_empty());
    let has = |name: &str| get(name).is_some();
    let term = get("TERM").unwrap_or_default();
    let kind = kind(&term, has("TMUX"), has("WT_SESSION"));
    let remote = ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].into_iter().any(has);
    let display = ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(has);
    Capabilities {
        depth: depth(&get, kind, wishes),
        italics: matches!(kind, Kind::Modern | Kind::Tmux),
        ascii: wishes.ascii.unwrap_or_else(|| wishes.ambiguous == Ambiguous::Wide || !is_utf8(&get)),
        remote,
        browser: has("BROWSER")
            || !remote && (display || cfg!(any(windows, target_os = "macos")) || has("WSL_DISTRO_NAME")),
        bidi: wishes.bidi.unwrap_or_else(|| super::bidi::detect(&get).0),
        screen: Caps { ambiguous: wishes.ambiguous, ..caps(kind) },
        questions: questions(kind),
    }
}

fn kind(term: &str, tmux: bool, windows_terminal: bool) -> Kind {
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
    let name = term.split(['-', '.']).next().unwrap_or_default();
    match name {
        "tmux" => Kind::Tmux,
        "screen" if tmux => Kind::Tmux,
        "screen" => Kind::Screen,
        "linux" | "fbterm" => Kind::Console,
        "dumb" | "emacs" => Kind::Dumb,
        _ if MODERN.contains(&name) || windows_terminal => Kind::Modern,
        "" if cfg!(windows) => Kind::Modern,
        "" => Kind::Dumb,
        _ => Kind::Plain,
    }
}

/// The colours: `--color`, the settings, `NO_COLOR` (no-color.org), `COLORTERM`, `TERM`.
fn depth(get: &dyn Fn(&str) -> Option<String>, kind: Kind, wishes: Wishes) -> Depth {
    let detected = || match get("COLORTERM").as_deref() {
        Some("truecolor" | "24bit") => Depth::True,
        _ => depth_by_term(get, kind),
    };
    match (wishes.color, wishes.depth) {
        (When::Never, _) => Depth::None,
        (When::Always, depth) => depth.unwrap_or_else(detected).max(Depth::Sixteen),
        (When::Auto, Some(depth)) => depth,
        (When::Auto, None) if get("NO_COLOR").is_some() => Depth::None,
        (When::Auto, None) => detected(),
    }
}

fn depth_by_term(get: &dyn Fn(&str) -> Option<String>, kind: Kind) -> Depth {
    const TRUE: [&str; 7] = ["-direct", "-truecolor", "alacritty", "kitty", "ghostty", "wezterm", "foot"];
    let term = get("TERM").unwrap_or_default();
    match kind {
        Kind::Dumb | Kind::Plain => Depth::None,
        Kind::Console => Depth::Sixteen,
        Kind::Modern if get("WT_SESSION").is_some() || cfg!(windows) => Depth::True,
        Kind::Modern | Kind::Tmux | Kind::Screen if TRUE.iter().any(|name| term.contains(name)) => {
            Depth::True
        }
        Kind::Modern | Kind::Tmux | Kind::Screen if term.contains("256") => Depth::Palette,
        Kind::Modern | Kind::Tmux | Kind::Screen => Depth::Sixteen,
    }
}

/// Whether the locale is one of UTF-8: `LC_ALL` before `LC_CTYPE` before `LANG` (POSIX, 8.2).
fn is_utf8(get: &dyn Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(get);
    match locale {
        Some(locale) => {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        }
        None => cfg!(any(windows, target_os = "macos")),
    }
}

/// A console, GNU screen and what nobody knows are never asked: some draw what they do not know.
fn questions(kind: Kind) -> Questions {
    let answers = matches!(kind, Kind::Modern | Kind::Tmux) && cfg!(unix);
    Questions { ground: false, sync: answers, ready: answers }
}

fn caps(kind: Kind) -> Caps {
    let poor = Caps {
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
        Kind::Modern => Caps::default(),
        // tmux draws a link only where the terminal around it does, and erases as its terminfo says: plainly.
        Kind::Tmux => Caps { links: true, sync: true, ..poor },
        Kind::Console => Caps { erases_with_ground: true, ..poor },
        Kind::Screen | Kind::Plain => poor,
        Kind::Dumb => Caps { scrolling: Scrolling::Never, ..poor },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(variables: &[(&str, &str)], wishes: Wishes) -> Capabilities {
        let get = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        detect(&get, wishes)
    }

    fn depth(variables: &[(&str, &str)]) -> Depth {
        seen(variables, Wishes::default()).depth
    }

    #[test]
    fn colours_by_flag_settings_and_environment_in_this_order() {
        assert_eq!(depth(&[("TERM", "xterm-256color")]), Depth::Palette);
        assert_eq!(depth(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(depth(&[("TERM", "xterm"), ("COLORTERM", "truecolor"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(depth(&[("TERM", "xterm"), ("NO_COLOR", "")]), Depth::Sixteen);
        assert_eq!(depth(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(depth(&[("TERM", "vt100")]), Depth::None);
        assert_eq!(depth(&[("TERM", "xterm-kitty")]), Depth::True);
        let no_color = [("TERM", "xterm"), ("NO_COLOR", "1")];
        let settings = Wishes { depth: Some(Depth::Palette), ..Wishes::default() };
        assert_eq!(seen(&no_color, settings).depth, Depth::Palette);
        assert_eq!(
            seen(&no_color, Wishes { color: When::Always, ..Wishes::default() }).depth,
            Depth::Sixteen
        );
        assert_eq!(seen(&[("TERM", "xterm")], Wishes { color: When::Never, ..settings }).depth, Depth::None);
    }

    #[test]
    fn ascii_where_the_locale_is_not_utf8() {
        let ascii = |variables: &[(&str, &str)]| seen(variables, Wishes::default()).ascii;
        assert!(ascii(&[("LANG", "C")]));
        assert!(!ascii(&[("LANG", "de_DE.UTF-8")]));
        assert!(ascii(&[("LANG", "de_DE.UTF-8"), ("LC_ALL", "POSIX")]));
        assert!(!ascii(&[("LANG", "C"), ("LC_CTYPE", "C.utf8")]));
    }

    #[test]
    fn a_browser_only_where_one_can_be_seen() {
        let browser = |variables: &[(&str, &str)]| seen(variables, Wishes::default()).browser;
        assert!(browser(&[("DISPLAY", ":0")]));
        assert!(!browser(&[("DISPLAY", ":0"), ("SSH_TTY", "/dev/pts/1")]));
        assert!(browser(&[("SSH_TTY", "/dev/pts/1"), ("BROWSER", "lynx")]));
    }

    #[test]
    fn tmux_under_its_old_name_is_not_screen() {
        let links = |variables: &[(&str, &str)]| seen(variables, Wishes::default()).screen.links;
        assert!(links(&[("TERM", "screen-256color"), ("TMUX", "/tmp/tmux")]));
        assert!(!links(&[("TERM", "screen-256color")]));
        assert!(!links(&[("TERM", "linux")]));
    }
}
