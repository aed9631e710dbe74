//! A row or a link by its number, as it is written for who reads line by line.

use super::overlay::Overlay;
use super::{App, Effect, Focus, Message};

impl App {
    /// Opens the row of a number, or follows the link.
    pub(super) fn pick(&mut self, number: usize) -> Vec<Effect> {
        self.prompt.forget();
        self.prompt.take_count();
        if self.overlay.is_none() && self.focus != Focus::List {
            let has = |link: &usize| self.reader.page().is_some_and(|page| page.has_link(*link));
            return match number.checked_sub(1).filter(has) {
                Some(link) => self.follow(link),
                None => self.no_number("link", number),
            };
        }
        match self.select_number(number) {
            true => self.update(Message::Open, None),
            false => self.no_number("row", number),
        }
    }

    /// Selects a row by its number; says whether there is one.
    fn select_number(&mut self, number: usize) -> bool {
        let Some(at) = number.checked_sub(1) else { return false };
        match &mut self.overlay {
            Some(Overlay::Pane(pane)) => {
                let row = (0..pane.len()).find(|row| pane.number_of(*row) == Some(number));
                row.into_iter().for_each(|row| pane.select_row(row));
                row.is_some()
            }
            Some(Overlay::Search(pane)) if at < pane.hits().len() => {
                pane.select_row(at);
                true
            }
            Some(Overlay::Search(_) | Overlay::Letters(_) | Overlay::Peek(_) | Overlay::Wide(_)) => false,
            None if at < self.list.posts().len() => {
                self.list.step(Message::Top, Some(number), 1);
                true
            }
            None => false,
        }
    }

    fn no_number(&mut self, what: &str, number: usize) -> Vec<Effect> {
        self.prompt.fail(&format!("There is no {what} {number} here"));
        Vec::new()
    }
}
