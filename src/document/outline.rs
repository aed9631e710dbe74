//! The headings of a document, for a table of contents and for links to them.

use std::collections::HashMap;

use super::{Block, Document, Inline, Link, List, Target, plain};
use crate::text::Clean;

/// A heading and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The number of the top-level block that is or holds the heading.
    pub block: usize,
    /// 1 to 6, as in the source.
    pub level: u8,
    /// Its rank among the levels the document uses, from 1.
    pub rank: u8,
    /// The id that links may name.
    pub id: Clean,
    /// Its words.
    pub words: Clean,
}

/// The headings from top to bottom, those inside other blocks too.
pub fn outline(document: &Document) -> Vec<Entry> {
    let mut out = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        collect(at, block, &mut out);
    }
    let mut levels: Vec<u8> = out.iter().map(|entry| entry.level).collect();
    levels.sort_unstable();
    levels.dedup();
    for entry in &mut out {
        let rank = levels.iter().position(|level| *level == entry.level).unwrap_or(0);
        entry.rank = u8::try_from(rank + 1).unwrap_or(u8::MAX);
    }
    out
}

fn collect(at: usize, block: &Block, out: &mut Vec<Entry>) {
    let mut each = |blocks: &[Block]| blocks.iter().for_each(|block| collect(at, block, out));
    match block {
        Block::Heading(heading) => {
            let words = Clean::line(plain::words(&heading.content).trim());
            out.push(Entry { block: at, level: heading.level, rank: 0, id: heading.id.clone(), words });
        }
        Block::Quote(blocks) => each(blocks),
        Block::Alert(callout) => each(&callout.blocks),
        Block::List(list) => list.items.iter().for_each(|item| each(&item.blocks)),
        Block::Details(details) => each(&details.blocks),
        Block::Figure(figure) => each(&figure.blocks),
        Block::Paragraph(_) | Block::Code(_) | Block::Definitions(_) | Block::Table(_) => {}
        Block::Break | Block::Math(_) => {}
    }
}

/// The top-level block that a link to `#id` leads to: a heading, or a block with an anchor of that name.
/// The empty id and `top` are the beginning, as browsers have it.
pub fn find_anchor(document: &Document, id: &str) -> Option<usize> {
    let found = document.blocks.iter().position(|block| super::anchors::holds(block, id));
    found.or_else(|| (id.is_empty() || id.eq_ignore_ascii_case("top")).then_some(0))
}

/// The numbers of the top-level blocks that are a table of contents: lists that have nothing but links to headings, each with the
/// words of its heading. What they say is said by the headings.
pub fn contents(document: &Document) -> Vec<usize> {
    let lists = document.blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::List(list) if begins_with_link(list) => Some((at, list)),
        _ => None,
    });
    let mut lists = lists.peekable();
    if lists.peek().is_none() {
        return Vec::new();
    }
    let entries = outline(document);
    let headings = entries.iter().map(|entry| (&*entry.id, &*entry.words)).collect();
    lists.filter(|(_, list)| is_contents(list, &document.links, &headings)).map(|(at, _)| at).collect()
}

fn begins_with_link(list: &List) -> bool {
    let first = list.items.first().and_then(|item| item.blocks.first());
    matches!(first, Some(Block::Paragraph(content)) if only_link(content).is_some())
}

/// The link of a run that has no other words.
fn only_link(content: &[Inline]) -> Option<(usize, &[Inline])> {
    let mut shown = content.iter().filter(|inline| !matches!(inline, Inline::Anchor(_)));
    match (shown.next(), shown.next()) {
        (Some(Inline::Link(link, words)), None) => Some((*link, words)),
        _ => None,
    }
}

fn is_contents(list: &List, links: &[Link], headings: &HashMap<&str, &str>) -> bool {
    let is_entry = |content: &[Inline]| {
        let Some((link, words)) = only_link(content) else { return false };
        let Some(Target::Anchor(id)) = links.get(link).map(|link| &link.target) else { return false };
        let same = |heading: &&str| heading.split_whitespace().eq(plain::words(words).split_whitespace());
        headings.get(&**id).is_some_and(same)
    };
    list.items.iter().all(|item| match item.blocks.split_first() {
        Some((Block::Paragraph(content), below)) => {
            let is_below =
                |block: &Block| matches!(block, Block::List(list) if is_contents(list, links, headings));
            is_entry(content) && below.iter().all(is_below)
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Heading, Item, LinkKind};

    fn heading(id: &str, words: &str) -> Block {
        let content = vec![Inline::Text(words.into())];
        Block::Heading(Heading { level: 1, id: id.into(), content })
    }

    fn list(entries: &[(usize, &str)], more: Option<Block>) -> Block {
        let entry = |(link, words): &(usize, &str)| {
            let words = vec![Inline::Text((*words).into())];
            Block::Paragraph(vec![Inline::Anchor("toc".into()), Inline::Link(*link, words)])
        };
        let items = entries.iter().map(|one| Item { blocks: vec![entry(one)], ..Item::default() });
        let mut items: Vec<Item> = items.collect();
        items.iter_mut().for_each(|item| item.blocks.extend(more.clone()));
        Block::List(List { numerals: None, tight: true, items })
    }

    #[test]
    fn a_list_of_the_headings_is_a_table_of_contents_and_one_that_says_more_is_not() {
        let link = |target: Target| Link { target, title: Clean::default(), kind: LinkKind::Page, line: 0 };
        let anchor = |id: &str| link(Target::Anchor(id.into()));
        let blocks = vec![
            list(&[(0, "One two")], Some(list(&[(1, "Other")], None))),
            list(&[(0, "One two"), (1, "Another")], None),
            list(&[(0, "One two")], Some(Block::Paragraph(vec![Inline::Text("more".into())]))),
            list(&[(2, "One two")], None),
            list(&[(7, "One two")], None),
            heading("a", "One  two"),
            Block::Quote(vec![heading("b", "Other")]),
        ];
        let links = vec![anchor("a"), anchor("b"), link(Target::Web("https://a.example/".into()))];
        assert_eq!(contents(&Document { blocks, links, ..Document::default() }), [0]);
    }
}
