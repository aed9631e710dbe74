//! Keys, pasted text and the mouse → messages.

use super::keymap::Context;
use super::overlay::{Hit, Overlay};
use super::reader::Seek;
use super::{App, Effect, Focus, Message};
use crate::screen::{Key, KeyCode, Mouse, MouseAction};

/// Lines that a turn of the wheel moves.
const WHEEL: usize = 3;

impl App {
    /// A key came.
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.prompt.forget();
        if let Some(effects) = self.find_key_later(key) {
            return effects;
        }
        if let Some(effects) = self.letter(key) {
            return effects;
        }
        let contexts = self.contexts();
        if contexts == [Context::Field] {
            return self.field_key(key);
        }
        if let Key { code: KeyCode::Char(c), ctrl: false, alt: false, .. } = key
            && self.prompt.digit(c)
        {
            return Vec::new();
        }
        let count = self.prompt.take_count();
        match self.keys.message(contexts, key) {
            Some(message) => self.update(message, count),
            None => {
                self.close_peek();
                Vec::new()
            }
        }
    }

    /// A key while letters lie on the links: one of them, or none, and then it does its own work.
    fn letter(&mut self, key: Key) -> Option<Vec<Effect>> {
        let Some(Overlay::Letters(letters)) = &mut self.overlay else { return None };
        let hit = match key {
            Key { code: KeyCode::Char(c), ctrl: false, alt: false, .. } => letters.typed(c),
            _ => Hit::None,
        };
        match hit {
            Hit::More => Some(Vec::new()),
            Hit::Thing(thing) => {
                let deed = letters.deed();
                self.overlay = None;
                Some(self.deed(deed, thing))
            }
            Hit::None => {
                self.overlay = None;
                None
            }
        }
    }

    fn field_key(&mut self, key: Key) -> Vec<Effect> {
        match (self.keys.message(&[Context::Field], key), key) {
            (Some(Message::Quit), _) => vec![Effect::Quit],
            (Some(Message::Suspend), _) => vec![Effect::Suspend],
            (Some(message), _) => self.update_field(message),
            (None, Key { code: KeyCode::Char(c), ctrl: false, alt: false, .. }) => {
                self.paste(c.encode_utf8(&mut [0; 4]))
            }
            (None, _) => Vec::new(),
        }
    }

    /// Text for the field that is open; nothing elsewhere, so that pasted text never acts as keys.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        let (finding, view) = (self.is_finding(), self.wide_view());
        match &mut self.overlay {
            Some(Overlay::Pane(pane)) if pane.is_typing() => pane.typed(text),
            Some(Overlay::Search(pane)) if pane.is_typing() => return self.search_typed(text),
            Some(Overlay::Wide(wide)) if wide.is_finding() => wide.find_typed(text, view),
            Some(_) => {}
            None if finding => self.find_typed(text),
            None if self.focus == Focus::List => self.list.typed(text, &self.library, self.now),
            None => {}
        }
        Vec::new()
    }

    /// The wheel scrolls; a press selects, and opens what is selected already.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        let regions = self.regions();
        let inside = |area| super::regions::row_in(area, mouse.x, mouse.y);
        match mouse.action {
            MouseAction::WheelUp => self.update(Message::Up, Some(WHEEL)),
            MouseAction::WheelDown => self.update(Message::Down, Some(WHEEL)),
            MouseAction::Press if self.overlay.is_some() => match inside(regions.pane) {
                Some(line) if matches!(self.overlay, Some(Overlay::Search(_))) => self.press_search(line),
                Some(line) => self.press_pane(line, mouse.x),
                None => Vec::new(),
            },
            MouseAction::Press if self.focus == Focus::List => {
                inside(regions.list).map_or_else(Vec::new, |line| self.press_list(line))
            }
            MouseAction::Press => {
                inside(regions.post).map_or_else(Vec::new, |line| self.press_post(line, mouse.x))
            }
        }
    }

    fn press_list(&mut self, line: usize) -> Vec<Effect> {
        match self.list.row_in_view(line) {
            Some(row) if row == self.list.at() => self.update(Message::Open, None),
            Some(row) => {
                self.list.select_row(row);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn press_post(&mut self, line: usize, x: u16) -> Vec<Effect> {
        let left = self.regions().post.map_or(0, |area| area.x);
        let cell = usize::from(x.saturating_sub(left));
        let ambiguous = self.options.ambiguous;
        let line = self.reader.page().and_then(|page| page.lines().get(line));
        let links = line.map(|(_, line)| line.links(ambiguous)).unwrap_or_default();
        match links.iter().find(|link| link.cells.contains(&cell)) {
            Some(link) => self.follow(link.link),
            None => Vec::new(),
        }
    }
}
