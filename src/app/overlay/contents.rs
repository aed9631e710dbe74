//! The headings and the links of the post.

use super::pane::{Choice, Item, Kind, Pane};
use crate::app::reader::Page;
use crate::document::Target;

/// The headings as a tree, each with how far into the post it stands; the current section selected.
pub fn contents(page: &mut Page) -> Pane {
    let headings: Vec<_> = page.outline().to_vec();
    let mut items = Vec::with_capacity(headings.len());
    for heading in &headings {
        let indent = "  ".repeat(usize::from(heading.rank.saturating_sub(1)));
        let percent = format!("{}%", page.percent_of_block(heading.block));
        items.push(Item::new(
            Choice::Heading(heading.block),
            &format!("{indent}{}", heading.words),
            &percent,
        ));
    }
    let mut pane = Pane::new(Kind::Contents, "Contents", items);
    if let Some(section) = page.section() {
        pane.select(&Choice::Heading(section.block));
    }
    pane
}

/// All links in the order of the text, those of the footnotes too.
pub fn links(page: &Page) -> Pane {
    let words = page.link_words();
    let links = page.document().links.iter().enumerate();
    let items = links.map(|(link, of)| {
        let target = match &of.target {
            Target::Written(address) | Target::Web(address) | Target::Site(address) => address.to_string(),
            Target::Anchor(anchor) => format!("#{anchor}"),
            Target::Note(number) => format!("note {number}"),
        };
        let text = words.get(link).map_or("", |words| words.trim());
        let text = if text.is_empty() { target.as_str() } else { text };
        Item::new(Choice::Link(link), text, &target)
    });
    let mut pane = Pane::new(Kind::Links, "Links", items.collect());
    if let Some(link) = page.link() {
        pane.select(&Choice::Link(link));
    }
    pane
}
