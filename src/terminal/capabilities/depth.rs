//! How many colours the terminal shows.

use super::kind::Kind;
use super::{Found, Given, When};
use crate::theme::Depth;

/// The colours: flag and settings, `NO_COLOR` (no-color.org), `COLORTERM`, `TERM`, in this order.
pub(super) fn depth(given: &Given<'_>, kind: Kind) -> Found<Depth> {
    let wishes = given.wishes;
    match (wishes.color, wishes.depth) {
        (When::Never, _) => Found::new(Depth::None, given.said("color")),
        (When::Always, depth) => {
            let found = depth.map_or_else(|| detected(given, kind), |_| Found::new(Depth::None, ""));
            let value = depth.unwrap_or(found.value).max(Depth::Sixteen);
            Found::new(value, given.said(if depth.is_some() { "colors" } else { "color" }))
        }
        (When::Auto, Some(depth)) => Found::new(depth, given.said("colors")),
        (When::Auto, None) => match given.first(&["NO_COLOR"]) {
            Some(variable) => Found::new(Depth::None, &variable),
            None => detected(given, kind),
        },
    }
}

fn detected(given: &Given<'_>, kind: Kind) -> Found<Depth> {
    match given.get("COLORTERM").as_deref() {
        Some(value @ ("truecolor" | "24bit")) => Found::new(Depth::True, &format!("COLORTERM={value}")),
        _ => by_term(given, kind),
    }
}

fn by_term(given: &Given<'_>, kind: Kind) -> Found<Depth> {
    const TRUE: [&str; 7] = ["-direct", "-truecolor", "alacritty", "kitty", "ghostty", "wezterm", "foot"];
    if let (Kind::Modern, Some(session)) = (kind, given.first(&["WT_SESSION"])) {
        return Found::new(Depth::True, &session);
    }
    let term = given.get("TERM").unwrap_or_default();
    let value = match kind {
        Kind::Dumb | Kind::Plain => Depth::None,
        Kind::Console => Depth::Sixteen,
        Kind::Modern if cfg!(windows) => Depth::True,
        Kind::Modern | Kind::Tmux | Kind::Screen if TRUE.iter().any(|name| term.contains(name)) => {
            Depth::True
        }
        Kind::Modern | Kind::Tmux | Kind::Screen if term.contains("256") => Depth::Palette,
        Kind::Modern | Kind::Tmux | Kind::Screen => Depth::Sixteen,
    };
    Found::new(value, &given.first(&["TERM"]).unwrap_or_else(|| "no TERM".to_owned()))
}

/// How many, in words.
pub(super) fn words(depth: Depth) -> &'static str {
    match depth {
        Depth::None => "none",
        Depth::Sixteen => "16",
        Depth::Palette => "256",
        Depth::True => "all (24 bits)",
    }
}
