//! Where things stand in a document: headings, links and their words, blocks of code.
//! One walk when a post is opened; blocks are counted as a layout counts them, the head being 0.

use std::collections::HashMap;

use crate::document::count::timed;
use crate::document::outline::{Entry, outline as headings};
use crate::document::plain;
use crate::document::{Block, Cell, Document, Inline, LinkId};
use crate::text::Clean;

/// Where things stand.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The headings, their blocks counted as a layout counts them.
    pub headings: Vec<Entry>,
    /// The block of each link; none for a link that is nowhere in the tree.
    pub links: Vec<Option<usize>>,
    /// The words of each link.
    pub words: Vec<Clean>,
    /// Language and text of each block of code, by its number.
    pub codes: HashMap<usize, (Clean, Clean)>,
    /// The words of the document, its code left out.
    pub count: usize,
    block: usize,
}

impl Outline {
    /// Walks a document.
    pub fn of(document: &Document) -> Self {
        let links = document.links.len();
        let mut outline =
            Self { links: vec![None; links], words: vec![Clean::default(); links], ..Self::default() };
        for (n, block) in document.blocks.iter().enumerate() {
            outline.block = n + 1;
            outline.blocks(std::slice::from_ref(block));
        }
        outline.headings = headings(document);
        outline.headings.iter_mut().for_each(|heading| heading.block += 1);
        outline.block = document.blocks.len() + 1;
        for note in &document.notes {
            outline.blocks(&note.blocks);
        }
        outline
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.one(block);
        }
    }

    fn one(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.inlines(&heading.content),
            Block::Paragraph(content) => self.inlines(content),
            Block::Code(code) => {
                self.codes.insert(code.number, (code.language.clone(), code.text.clone()));
            }
            Block::Quote(blocks) => self.blocks(blocks),
            Block::Alert(alert) => {
                self.inlines(&alert.label);
                self.blocks(&alert.blocks);
            }
            Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
            Block::Definitions(entries) => {
                for entry in entries {
                    entry.terms.iter().for_each(|term| self.inlines(term));
                    entry.details.iter().for_each(|blocks| self.blocks(blocks));
                }
            }
            Block::Table(table) => {
                self.inlines(&table.caption);
                self.rows(&table.header);
                self.rows(&table.rows);
            }
            Block::Break | Block::Math(_) => {}
            Block::Figure(figure) => {
                self.blocks(&figure.blocks);
                self.inlines(&figure.caption);
            }
            Block::Details(details) => {
                self.inlines(&details.summary);
                self.blocks(&details.blocks);
            }
        }
    }

    fn rows(&mut self, rows: &[Vec<Cell>]) {
        rows.iter().flatten().for_each(|cell| self.blocks(&cell.blocks));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.count += timed(text),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                    self.inlines(inner)
                }
                Inline::Inserted(inner) | Inline::Marked(inner) | Inline::Small(inner) => self.inlines(inner),
                Inline::Superscript(inner) | Inline::Subscript(inner) => self.inlines(inner),
                Inline::Keyboard(inner) => self.inlines(inner),
                Inline::Link(link, inner) => {
                    self.link(*link, || Clean::line(&plain::words(inner)));
                    self.inlines(inner);
                }
                Inline::Media(link, words) => self.link(*link, || words.clone()),
                Inline::Code(_) => self.count += 1,
                Inline::Anchor(_) | Inline::Math(_) | Inline::Note(_) | Inline::Aside(_) => {}
                Inline::SoftBreak | Inline::HardBreak => {}
            }
        }
    }

    fn link(&mut self, link: LinkId, words: impl FnOnce() -> Clean) {
        let block = self.block;
        if let (Some(place @ None), Some(of)) = (self.links.get_mut(link), self.words.get_mut(link)) {
            *place = Some(block);
            *of = words();
        }
    }
}
