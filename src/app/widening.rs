//! Giving a table or a block of code the window.

use super::overlay::{self, Deed, Kin, Overlay, Thing, Wide};
use super::reader::{self, Page};
use super::{App, Effect, Message};
use crate::document::source::Writer;
use crate::document::{Block, Table};
use crate::text::Clean;
use crate::text::count::counted;
use crate::text::hash::hash;

impl App {
    /// The only wide block in view, or one chosen by letters.
    pub(super) fn widen(&mut self) -> Vec<Effect> {
        let page = self.reader.page();
        let codes = page.map(|page| page.visible_codes()).unwrap_or_default();
        let tables = page.map(|page| page.visible_tables()).unwrap_or_default();
        let things: Vec<Thing> =
            tables.into_iter().map(Thing::Block).chain(codes.into_iter().map(Thing::Code)).collect();
        self.among(Deed::Widen, &things, "No table and no block of code is in view")
    }

    /// Gives what was chosen the window.
    pub(super) fn widen_thing(&mut self, thing: Thing) {
        self.overlay = self.wide(thing).map(|wide| Overlay::Wide(Box::new(wide)));
    }

    fn wide(&self, thing: Thing) -> Option<Wide> {
        let page = self.reader.page()?;
        let (document, options) = (page.document(), self.layout_options(None));
        let kin = Kin { thing, all: self.all_like(thing) };
        match thing {
            Thing::Code(number) => reader::code(document, number).map(|code| {
                let block = Block::Code(code.clone());
                Wide::new(("Code", kin), &block, Vec::new(), code.text.clone(), options)
            }),
            Thing::Block(block) => page.table(block).map(|table| {
                let (source, block) = (self.source(page, table), Block::Table(table.clone()));
                Wide::new(("Table", kin), &block, document.links.clone(), source, options)
            }),
            Thing::Link(_) => None,
        }
    }

    fn source(&self, page: &Page, table: &Table) -> Clean {
        let address = |target: &_| self.written(page.post(), target);
        Clean::text(&Writer::new(page.document(), &address).table(table))
    }

    /// All blocks of the kind of one, with a hash of the source of each.
    fn all_like(&self, thing: Thing) -> Vec<(Thing, u64)> {
        let Some(page) = self.reader.page() else { return Vec::new() };
        match thing {
            Thing::Code(_) => {
                page.codes().into_iter().map(|(number, text)| (Thing::Code(number), hash(text))).collect()
            }
            Thing::Block(_) => {
                let blocks = 1..=page.document().blocks.len();
                let tables = blocks.filter_map(|block| Some((block, page.table(block)?)));
                tables.map(|(block, table)| (Thing::Block(block), hash(&self.source(page, table)))).collect()
            }
            Thing::Link(_) => Vec::new(),
        }
    }

    /// The text is another: the block that has the window is that of the new one, unless it is gone.
    pub(super) fn widen_again(&mut self) {
        let Some(Overlay::Wide(old)) = &self.overlay else { return };
        let thing = old.kin().again(&self.all_like(old.kin().thing));
        let new = thing.and_then(|thing| self.wide(thing)).map(|wide| wide.panned_as(old));
        let title = old.title();
        self.overlay = new.map(|wide| Overlay::Wide(Box::new(wide)));
        if self.overlay.is_none() {
            self.prompt.say(&format!("{title}: it is not in the text any more"));
        }
    }

    /// The cells and rows of a block that has the window.
    pub(super) fn wide_view(&self) -> (usize, usize) {
        let area = self.regions().pane.unwrap_or_default();
        (usize::from(area.width), usize::from(area.height))
    }

    /// A message while a wide block has the window.
    pub(super) fn update_wide(&mut self, message: Message, count: Option<usize>) -> Option<Vec<Effect>> {
        let view = self.wide_view();
        let Some(Overlay::Wide(wide)) = &mut self.overlay else { return None };
        if wide.step(message, count, view) {
            return Some(Vec::new());
        }
        match message {
            Message::CopyMenu => {
                let text = wide.source().clone();
                self.prompt.say(&format!("Copied its source: {}", counted(text.lines().count(), "line")));
                return Some(vec![Effect::Copy(text)]);
            }
            Message::Repaint | Message::Suspend | Message::Quit | Message::Mouse => return None,
            Message::Find => wide.begin_find(),
            Message::NextHit => self.next_wide_hit(true),
            Message::PreviousHit => self.next_wide_hit(false),
            Message::Help => {
                let wide = Some(wide.clone());
                let pane = overlay::help(&self.keys, self.contexts(), self.options.by_lines);
                self.overlay = Some(Overlay::Pane(Box::new(pane.over(wide))));
            }
            Message::Cancel if wide.end_find() => {}
            Message::Close | Message::Cancel => self.overlay = None,
            _ => {
                self.overlay = None;
                return Some(self.update(message, count));
            }
        }
        Some(Vec::new())
    }
}
