//! The heading with which many texts say their title again.

use super::{Block, Document, Inline, plain};
use crate::text::Clean;
use crate::text::fold::fold;

/// Whether a document begins with a heading that only says its title again, but for case, accents and blanks.
pub fn is_repeated(document: &Document, title: &str) -> bool {
    matches!(document.blocks.first(), Some(Block::Heading(heading)) if is_title(&heading.content, title))
}

fn is_title(content: &[Inline], title: &str) -> bool {
    let words = |text: &str| fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
    !title.is_empty() && words(&plain::words(content)) == words(title)
}

/// What a heading says, without pictures: the badges of a project are not its name.
pub fn without_pictures(content: &[Inline]) -> Vec<Inline> {
    let mut words = content.to_vec();
    strip(&mut words, &mut Vec::new());
    words
}

/// A heading that only says the title again is not shown; so its links, pictures and mentions of footnotes get a paragraph below
/// it.
pub fn free(document: &mut Document, title: &str) {
    let Some(Block::Heading(heading)) = document.blocks.first_mut() else { return };
    let (mut words, mut freed) = (heading.content.clone(), Vec::new());
    strip(&mut words, &mut freed);
    if freed.is_empty() || !is_title(&words, title) {
        return;
    }
    heading.content = words;
    let mut paragraph = Vec::new();
    for (n, inline) in freed.into_iter().enumerate() {
        if n > 0 {
            paragraph.push(Inline::Text(Clean::line(" ")));
        }
        paragraph.push(inline);
    }
    document.blocks.insert(1, Block::Paragraph(paragraph));
}

/// Takes links, pictures and mentions of footnotes out; of links the words stay.
fn strip(content: &mut Vec<Inline>, freed: &mut Vec<Inline>) {
    for inline in std::mem::take(content) {
        match inline {
            Inline::Link(_, ref inner) => {
                let mut words = inner.clone();
                strip(&mut words, &mut Vec::new());
                freed.push(inline);
                content.append(&mut words);
            }
            Inline::Media(..) | Inline::Note(_) => freed.push(inline),
            mut inline => {
                if let Some(inner) = plain::content_mut(&mut inline) {
                    strip(inner, freed);
                }
                content.push(inline);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Heading;

    fn text(words: &str) -> Inline {
        Inline::Text(Clean::line(words))
    }

    fn freed(content: Vec<Inline>, title: &str) -> Vec<Block> {
        let heading = Heading { level: 1, id: Clean::default(), content };
        let mut document = Document { blocks: vec![Block::Heading(heading)], ..Document::default() };
        free(&mut document, title);
        assert_eq!(is_repeated(&document, title), document.blocks.len() > 1);
        document.blocks.split_off(1)
    }

    #[test]
    fn badges_and_links_of_a_title_are_not_lost() {
        // Of `# zerovec [![crates.io](…)](…)`, which was the title and was not shown again, the link was nowhere.
        let badge = Inline::Link(0, vec![Inline::Media(1, Clean::line("crates.io"))]);
        let note = Inline::Link(2, vec![Inline::Note(1)]);
        let title = vec![text("Zero"), Inline::Strong(vec![text("vec "), badge.clone()]), note.clone()];
        assert_eq!(freed(title, "zerovec"), [Block::Paragraph(vec![badge, text(" "), note])]);
        let home = Inline::Link(0, vec![text("A home")]);
        assert_eq!(freed(vec![home.clone()], "A home"), [Block::Paragraph(vec![home.clone()])]);
        assert_eq!(freed(vec![home], "Another title"), [], "it is shown as it is");
    }
}
