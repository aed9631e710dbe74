//! The headings and the links of the post.

use super::pane::{Choice, Item, Kind, Mark, Pane};
use crate::app::reader::Page;
use crate::document::{Link, LinkKind, Target, plain};

/// The headings as a tree, each with its share of the post; the current section marked and selected.
pub fn contents(page: &mut Page) -> Pane {
    let headings: Vec<_> = page.outline().to_vec();
    let mut items = Vec::with_capacity(headings.len());
    let current = page.section().map(|section| section.block);
    for (n, heading) in headings.iter().enumerate() {
        let indent = "  ".repeat(usize::from(heading.rank.saturating_sub(1)));
        let words = format!("{indent}{}", heading.words);
        let item = Item::new(Choice::Heading(heading.block), &words, &format!("{}%", page.share(n)));
        let mark = if current == Some(heading.block) { Mark::Here } else { Mark::None };
        items.push(Item { mark, ..item });
    }
    let mut pane = Pane::new(Kind::Contents, "Contents", items);
    if let Some(block) = current {
        pane.select(&Choice::Heading(block));
    }
    pane
}

/// What a link is listed under.
fn group(link: &Link) -> &'static str {
    match link.kind {
        LinkKind::Page => "Links",
        LinkKind::Image | LinkKind::Media => "Pictures and films",
        LinkKind::Note => "Footnotes",
    }
}

/// What a footnote says first.
fn note(page: &Page, number: usize) -> String {
    let note = number.checked_sub(1).and_then(|n| page.document().notes.get(n));
    note.and_then(|note| note.blocks.first()).map(plain::text).unwrap_or_default()
}

/// All links by their kind, in the order of the text, those of the footnotes too.
pub fn links(page: &Page) -> Pane {
    let words = page.link_words();
    let mut links: Vec<(usize, &Link)> = page.document().links.iter().enumerate().collect();
    let of_one_kind = links.windows(2).all(|pair| group(pair[0].1) == group(pair[1].1));
    links.sort_by_key(|(_, link)| match link.kind {
        LinkKind::Page => 0,
        LinkKind::Image | LinkKind::Media => 1,
        LinkKind::Note => 2,
    });
    let items = links.into_iter().map(|(link, of)| {
        let target = match &of.target {
            Target::Written(address) | Target::Web(address) | Target::Site(address) => address.to_string(),
            Target::Anchor(anchor) => format!("#{anchor}"),
            Target::Note(number) => format!("note {number}"),
        };
        let text = words.get(link).map_or("", |words| words.trim());
        let text = if text.is_empty() { target.as_str() } else { text };
        let detail = match &of.target {
            Target::Note(number) => note(page, *number),
            _ if *text == *target => String::new(),
            _ => target.clone(),
        };
        Item::new(Choice::Link(link), text, &detail).under(if of_one_kind { "" } else { group(of) })
    });
    let mut pane = Pane::new(Kind::Links, "Links", items.collect());
    if let Some(link) = page.link() {
        pane.select(&Choice::Link(link));
    }
    pane
}
