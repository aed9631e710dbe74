//! Which terminals put text that is written from right to left into visual order themselves.
//!
//! There is no question that all would answer, so their names decide. Those that are known to show cells as they come
//! get visual order; all others, and those nobody can name, get each piece as it is read, with marks that keep the pieces in their
//! places (`screen::order`): VTE from 0.58, Konsole, mintty, PuTTY and the Terminal of macOS put it into visual order.

use crate::text::bidi::Bidi;

/// Values of `TERM` up to the first hyphen.
const NAMES: [&str; 8] = ["alacritty", "foot", "wezterm", "ghostty", "st", "rxvt", "linux", "fbterm"];
/// Values of `TERM_PROGRAM`.
const PROGRAMS: [&str; 4] = ["WezTerm", "ghostty", "iTerm.app", "vscode"];
/// Variables that only such terminals set.
const VARIABLES: [&str; 4] = ["XTERM_VERSION", "ALACRITTY_WINDOW_ID", "WT_SESSION", "WEZTERM_PANE"];

/// Who reorders, and the variable that says so; none where nothing does.
pub(super) fn detect(get: &dyn Fn(&str) -> Option<String>) -> (Bidi, Option<&'static str>) {
    let term = get("TERM").unwrap_or_default();
    let name = term.split(['-', '.']).next().unwrap_or_default();
    if NAMES.contains(&name) {
        return (Bidi::Ours, Some("TERM"));
    }
    if get("TERM_PROGRAM").is_some_and(|program| PROGRAMS.contains(&program.as_str())) {
        return (Bidi::Ours, Some("TERM_PROGRAM"));
    }
    match VARIABLES.into_iter().find(|name| get(name).is_some()) {
        Some(name) => (Bidi::Ours, Some(name)),
        None => (Bidi::Terminal, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Bidi {
        let get =
            |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        detect(&get).0
    }

    #[test]
    fn terminals_that_show_cells_as_they_come_get_visual_order() {
        assert_eq!(of(&[("TERM", "alacritty")]), Bidi::Ours);
        assert_eq!(of(&[("TERM", "linux")]), Bidi::Ours);
        assert_eq!(of(&[("TERM", "xterm-256color"), ("XTERM_VERSION", "XTerm(390)")]), Bidi::Ours);
        assert_eq!(of(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")]), Bidi::Ours);
    }

    #[test]
    fn all_others_get_the_text_as_it_is_read() {
        assert_eq!(of(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")]), Bidi::Terminal);
        assert_eq!(of(&[("TERM", "xterm-256color")]), Bidi::Terminal);
        assert_eq!(of(&[]), Bidi::Terminal);
    }
}
