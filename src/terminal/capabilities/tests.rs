//! The environment in, decisions out.

use super::*;

fn seen(variables: &[(&str, &str)], wishes: Wishes) -> Capabilities {
    let get = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
    detect(&get, &wishes)
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
    assert_eq!(seen(&no_color, settings.clone()).depth, Depth::Palette);
    assert_eq!(seen(&no_color, Wishes { color: When::Always, ..Wishes::default() }).depth, Depth::Sixteen);
    assert_eq!(
        seen(&[("TERM", "xterm")], Wishes { color: When::Never, ..settings.clone() }).depth,
        Depth::None
    );
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

#[test]
fn the_terminals_that_are_known() {
    let row = |variables: &[(&str, &str)], about: &str| {
        let decisions = seen(variables, Wishes::default()).decisions;
        let decision = decisions.iter().find(|decision| decision.about == about).unwrap().clone();
        format!("{} ({})", decision.found, decision.why)
    };
    let kinds = [
        ("xterm-256color", "xterm and its kin (TERM=xterm-256color)", "256 (TERM=xterm-256color)"),
        ("tmux-256color", "tmux (TERM=tmux-256color)", "256 (TERM=tmux-256color)"),
        ("screen", "GNU screen (TERM=screen)", "16 (TERM=screen)"),
        ("linux", "the Linux console (TERM=linux)", "16 (TERM=linux)"),
        ("vt100", "a VT100, or unknown (TERM=vt100)", "none (TERM=vt100)"),
        ("dumb", "none to speak of (TERM=dumb)", "none (TERM=dumb)"),
        ("nobody-knows", "a VT100, or unknown (TERM=nobody-knows)", "none (TERM=nobody-knows)"),
    ];
    for (term, terminal, colours) in kinds {
        assert_eq!(row(&[("TERM", term)], "terminal"), terminal);
        assert_eq!(row(&[("TERM", term)], "colours"), colours);
    }
    let windows = [("TERM", "cygwin"), ("WT_SESSION", "7")];
    assert_eq!(row(&windows, "terminal"), "xterm and its kin (WT_SESSION=7)");
    assert_eq!(row(&windows, "colours"), "all (24 bits) (WT_SESSION=7)");
}

#[test]
#[cfg(unix)]
fn only_those_are_asked_that_answer_and_only_what_helps() {
    let asked = |term: &str, paired| {
        let wishes = Wishes { paired, ..Wishes::default() };
        let asked = seen(&[("TERM", term)], wishes).questions;
        (asked.ground, asked.sync, asked.ready)
    };
    assert_eq!(asked("xterm-256color", false), (false, true, true));
    assert_eq!(asked("xterm-256color", true), (true, true, true));
    assert_eq!(
        asked("xterm", true),
        (false, true, true),
        "with sixteen colours all themes are the terminal's"
    );
    for term in ["screen", "linux", "vt100", "dumb", "nobody-knows", ""] {
        assert_eq!(asked(term, true), (false, false, false), "{term}");
    }
}

#[test]
fn the_ground_as_rxvt_says_it() {
    let light = |value: &str| seen(&[("COLORFGBG", value)], Wishes::default()).light;
    assert_eq!(
        ["0;15", "15;0", "0;default;15", "7;8", "0;7"].map(light),
        [Some(true), Some(false), Some(true), Some(false), Some(true)]
    );
    assert_eq!(["", "default;default", "0;99"].map(light), [None; 3]);
}

#[test]
fn copies_go_where_the_reader_sits() {
    let copies = |variables: &[(&str, &str)]| seen(variables, Wishes::default()).clipboard;
    let xterm = ("TERM", "xterm");
    if cfg!(not(any(windows, target_os = "macos"))) {
        assert_eq!(copies(&[xterm]), Clipboard::Terminal);
        assert_eq!(copies(&[("TERM", "linux")]), Clipboard::Never);
        assert_eq!(copies(&[("TERM", "tmux"), ("TMUX", "/tmp/t")]), Clipboard::Tmux);
        // Copies were lost where the settings of tmux say that it is an xterm.
        assert_eq!(copies(&[xterm, ("TMUX", "/tmp/t")]), Clipboard::Tmux);
    }
    assert_eq!(copies(&[xterm, ("WAYLAND_DISPLAY", "wayland-0")]), Clipboard::Program);
    assert_eq!(copies(&[xterm, ("DISPLAY", ":0"), ("SSH_TTY", "/dev/pts/1")]), Clipboard::Terminal);
    let never = Wishes { clipboard: Clipboard::Never, ..Wishes::default() };
    assert_eq!(seen(&[xterm, ("DISPLAY", ":0")], never).clipboard, Clipboard::Never);
}

#[test]
fn who_set_something_is_named_and_foreign_bytes_are_not_repeated() {
    let wishes = Wishes {
        remote: When::Always,
        said: [("remote", Clean::line("line 3"))].into_iter().collect(),
        ..Wishes::default()
    };
    let decisions = seen(&[("TERM", "xterm\u{1b}]0;x\u{7}")], wishes).decisions;
    let remote = decisions.iter().find(|decision| decision.about == "reader").unwrap();
    assert_eq!((&*remote.found, &*remote.why, remote.option), ("remote", "line 3", "remote"));
    assert!(decisions.iter().all(|decision| !decision.why.contains(|c: char| c.is_control())));
}
