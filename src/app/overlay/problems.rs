//! What is wrong with a post and its site, each with its remedy: rows of several lines, the words of each whole.

use super::pane::{Choice, Item, Kind, Pane, PaneLine, TEXT};
use crate::app::message::Message;
use crate::problem::Problem;
use crate::text::Clean;

/// The problems of a post in a file, then those of its site.
pub fn problems<'a>(
    file: Option<&Clean>,
    post: impl Iterator<Item = &'a Problem>,
    site: impl Iterator<Item = &'a Problem>,
) -> Pane {
    let mut items: Vec<Item> = Vec::new();
    let groups = post.map(|problem| (problem, "This post")).chain(site.map(|problem| (problem, "Its site")));
    for (problem, group) in groups {
        let choice = Choice::File(problem.file.clone(), problem.line);
        items.push(Item::new(choice, &problem.message, &told(problem, file)).under(group));
    }
    let file = file.filter(|_| items.iter().any(|item| item.group == "This post")).cloned();
    Pane::new(Kind::Problems { file: file.unwrap_or_default() }, "Problems", items)
}

/// `line 7: correct the target`: where, the file too unless it is that of the post, and what helps.
fn told(problem: &Problem, file: Option<&Clean>) -> String {
    let place = match (problem.line, file == Some(&problem.file)) {
        (Some(line), true) => format!("line {line}"),
        (None, true) => String::new(),
        (Some(line), false) => format!("{}:{line}", problem.file),
        (None, false) => problem.file.to_string(),
    };
    let between = if place.is_empty() || problem.remedy.is_empty() { "" } else { ": " };
    format!("{place}{between}{}", problem.remedy)
}

/// What helps begins so many cells behind what is wrong.
pub const INDENT: usize = 2;

/// A line of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// Of what is wrong.
    Message(String),
    /// Of where it is, and of what helps.
    Told(String),
}

impl Pane {
    /// The lines of a row whose words are shown whole.
    pub fn words(&self, row: usize) -> Vec<Words> {
        let Some(item) = self.item(row) else { return Vec::new() };
        let cells = self.view.width.saturating_sub(TEXT + 1);
        let wrap = |text: &Clean, cells: usize| self.view.ambiguous.wrap(text, cells);
        let told = Some(&item.detail).filter(|told| !told.is_empty());
        let told = told.map(|told| wrap(told, cells.saturating_sub(INDENT))).unwrap_or_default();
        let message = wrap(&item.text, cells).into_iter().map(Words::Message);
        message.chain(told.into_iter().map(Words::Told)).collect()
    }

    /// Moves within the selected row where that is higher than the view, and else from row to row; says whether the
    /// message was a move.
    pub(super) fn step_whole(&mut self, message: Message, count: Option<usize>) -> bool {
        let beyond = self.words(self.cursor.at).len().saturating_sub(self.view.rows);
        let inside = match message {
            Message::Down if count.is_none() => (self.inside + 1).min(beyond),
            Message::PageDown if count.is_none() => (self.inside + self.view.rows).min(beyond),
            Message::Up if count.is_none() => self.inside.saturating_sub(1),
            Message::PageUp if count.is_none() => self.inside.saturating_sub(self.view.rows),
            _ => self.inside,
        };
        if inside != self.inside {
            self.inside = inside;
            return true;
        }
        self.inside = 0;
        let seen = self.lines().into_iter().skip(self.cursor.top).take(self.view.rows);
        let page = seen.filter(PaneLine::is_first).count();
        self.cursor.step(message, count, self.len(), page)
    }
}
