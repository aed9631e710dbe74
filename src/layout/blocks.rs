//! One call for each kind of block, and the blank lines between blocks.

use super::index::is_visible;
use super::setter::{Mark, Setter};
use super::{alert, code, definitions, details, figure, heading, list, math, paragraph, quote, rule, table};
use crate::document::Block;

/// Sets a top-level block of a document, with the blank lines before it.
pub(super) fn top(setter: &mut Setter<'_>, at: usize, block: &Block) {
    setter.next_heading = setter.index.headings.get(at).copied().unwrap_or_default();
    if setter.index.repeated == Some(at) {
        return heading::repeated(setter, block);
    }
    if !is_visible(block) {
        return anchors(setter, block);
    }
    if let Some(before) = setter.index.before.get(at).copied().flatten() {
        let above = before.checked_sub(1).and_then(|n| setter.document.blocks.get(n));
        (0..between(setter, above, block)).for_each(|_| setter.blank());
    }
    one(setter, block);
}

/// Sets blocks one below the other.
pub(super) fn all(setter: &mut Setter<'_>, blocks: &[Block]) {
    let mut above: Option<&Block> = None;
    for block in blocks {
        if !is_visible(block) {
            setter.inside(|setter| anchors(setter, block));
            continue;
        }
        if above.is_some() {
            (0..between(setter, above, block)).for_each(|_| setter.blank());
        }
        setter.inside(|setter| one(setter, block));
        above = Some(block);
    }
}

/// Sets one block.
pub(super) fn one(setter: &mut Setter<'_>, block: &Block) {
    match block {
        Block::Heading(it) => heading::set(setter, it),
        Block::Paragraph(content) => paragraph::set(setter, content),
        Block::Code(it) => code::set(setter, it),
        Block::Quote(blocks) => quote::set(setter, blocks),
        Block::Alert(it) => alert::set(setter, it),
        Block::List(it) => list::set(setter, it),
        Block::Definitions(entries) => definitions::set(setter, entries),
        Block::Table(it) => table::set(setter, it),
        Block::Break => rule::stars(setter),
        Block::Math(tex) => math::set(setter, tex),
        Block::Figure(it) => figure::set(setter, it),
        Block::Details(it) => details::set(setter, it),
    }
}

/// The blank lines between two blocks. The post's own head counts as a block that is not a heading.
fn between(setter: &Setter<'_>, above: Option<&Block>, block: &Block) -> usize {
    let rank = |block: &Block| match block {
        Block::Heading(it) => Some(setter.index.rank_of(it.level)),
        _ => None,
    };
    let rows = match (above.and_then(rank), rank(block)) {
        (_, Some(1)) if setter.options.is_high() => 2,
        (_, Some(_)) => 1,
        (Some(2..), None) => usize::from(!setter.options.styled),
        (_, None) => 1,
    };
    // Where lines stand apart, blocks must stand further apart.
    rows + setter.options.spacing.saturating_sub(1)
}

/// A block that shows nothing may still be gone to, and still counts in the text.
fn anchors(setter: &mut Setter<'_>, block: &Block) {
    let mut apart = setter.apart(setter.prose(), setter.role);
    one(&mut apart, block);
    setter.rejoin(&apart);
    setter.mark_all(
        apart.finish().marks.into_iter().filter(|(_, mark)| !matches!(mark, Mark::Heading(_))).collect(),
    );
}
