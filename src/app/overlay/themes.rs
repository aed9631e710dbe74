//! The picker of colours. The selected theme is drawn with at once; leaving brings the old one back.

use super::pane::{Choice, Item, Kind, Pane};

/// The themes, the one in force selected.
pub fn themes(names: &[String], current: &str) -> Pane {
    let item = |name: &String| Item::new(Choice::Theme(name.clone()), name, "");
    let kind = Kind::Themes { before: current.to_owned() };
    let mut pane = Pane::new(kind, "Colours", names.iter().map(item).collect());
    pane.select(&Choice::Theme(current.to_owned()));
    pane
}
