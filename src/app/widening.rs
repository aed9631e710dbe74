//! Giving a table or a block of code the window.

use super::overlay::{Deed, Overlay, Thing, Wide};
use super::{App, Effect, Message, reader};
use crate::document::Block;
use crate::document::source::Writer;
use crate::text::Clean;

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
        let Some(page) = self.reader.page() else { return };
        let (document, options) = (page.document(), self.layout_options(None));
        let wide = match thing {
            Thing::Code(number) => reader::code(document, number).map(|code| {
                Wide::new("Code", &Block::Code(code.clone()), Vec::new(), code.text.clone(), options)
            }),
            Thing::Block(block) => page.table(block).map(|table| {
                let address = |target: &_| self.written(page.post(), target);
                let source = Clean::text(&Writer::new(document, &address).table(table));
                Wide::new("Table", &Block::Table(table.clone()), document.links.clone(), source, options)
            }),
            Thing::Link(_) => None,
        };
        self.overlay = wide.map(|wide| Overlay::Wide(Box::new(wide)));
    }

    /// A message while a wide block has the window.
    pub(super) fn update_wide(&mut self, message: Message, count: Option<usize>) -> Option<Vec<Effect>> {
        let area = self.regions().pane.unwrap_or_default();
        let Some(Overlay::Wide(wide)) = &mut self.overlay else { return None };
        if wide.step(message, count, (usize::from(area.width), usize::from(area.height))) {
            return Some(Vec::new());
        }
        match message {
            Message::CopyMenu => {
                let text = wide.source().clone();
                self.prompt.say(&format!("Copied its source: {} lines", text.lines().count()));
                return Some(vec![Effect::Copy(text)]);
            }
            Message::Repaint | Message::Suspend | Message::Quit | Message::Mouse => return None,
            Message::Close | Message::Cancel => self.overlay = None,
            _ => {
                self.overlay = None;
                return Some(self.update(message, count));
            }
        }
        Some(Vec::new())
    }
}
