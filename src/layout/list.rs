//! Lists: bullets by depth, numbers right-aligned, boxes of tasks; everything hangs under its first word.

use super::blocks;
use super::index::is_visible;
use super::line::Span;
use super::prefix::Prefix;
use super::setter::Setter;
use crate::document::{Block, Item, List};
use crate::role::Role;

/// Sets a list.
pub(super) fn set(setter: &mut Setter<'_>, list: &List) {
    let widest = list.items.iter().map(|item| number(list, item).len()).max().unwrap_or(0);
    for (n, item) in list.items.iter().enumerate() {
        let above = n.checked_sub(1).and_then(|above| list.items.get(above));
        let gap = above.is_some_and(|above| !list.tight || ends_open(above));
        let apart = if above.is_some() { setter.options.spacing.saturating_sub(1) } else { 0 };
        (0..usize::from(gap) + apart).for_each(|_| setter.blank());
        let marker = marker(setter, list, item, widest);
        let cells = marker.iter().map(|span| setter.options.ambiguous.cells(&span.text)).sum();
        let deeper = usize::from(list.numerals.is_none());
        setter.depth += deeper;
        setter.behind(Prefix::hanging(marker, cells), |setter| match list.tight {
            true => tight(setter, &item.blocks),
            false => blocks::all(setter, &item.blocks),
        });
        setter.depth -= deeper;
    }
}

/// The number of an item, else the box of its task, else a bullet, with a blank after it.
fn marker(setter: &Setter<'_>, list: &List, item: &Item, widest: usize) -> Vec<Span> {
    let glyphs = setter.options.glyphs();
    let number = list.numerals.map(|_| format!("{:>widest$} ", number(list, item)));
    let task = item.task.map(|done| format!("{} ", if done { glyphs.done } else { glyphs.open }));
    let bullet = || format!("{} ", glyphs.bullets[setter.depth.min(glyphs.bullets.len() - 1)]);
    let shown = match (number, task) {
        (None, None) => bullet(),
        (number, task) => number.unwrap_or_default() + &task.unwrap_or_default(),
    };
    vec![Span::mark(shown.trim_end(), Role::Marker), Span::blanks(1)]
}

fn number(list: &List, item: &Item) -> String {
    list.numerals.map(|numerals| format!("{}.", numerals.of(item.number))).unwrap_or_default()
}

/// The blocks of an item of a tight list: its text and the lists below it stand without blank lines.
fn tight(setter: &mut Setter<'_>, items: &[Block]) {
    let mut above: Option<&Block> = None;
    for block in items {
        if let Some(above) = above.filter(|_| is_visible(block)) {
            let gap = usize::from(!(is_text(above) && is_text(block)));
            (0..gap + setter.options.spacing.saturating_sub(1)).for_each(|_| setter.blank());
        }
        blocks::all(setter, std::slice::from_ref(block));
        if is_visible(block) {
            above = Some(block);
        }
    }
}

fn is_text(block: &Block) -> bool {
    matches!(block, Block::Paragraph(_) | Block::List(_))
}

/// Whether an item ends with something that needs a blank line after it even in a tight list.
fn ends_open(item: &Item) -> bool {
    item.blocks.iter().rev().find(|block| is_visible(block)).is_some_and(|last| !is_text(last))
}
