//! A pane: rows under headings, one of them selected, narrowed with `/`. Menus are small panes.

use super::columns;
use super::wide::Wide;
use crate::app::cursor::Cursor;
use crate::app::field::Field;
use crate::app::message::Message;
use crate::document::LinkId;
use crate::library::{self, Query};
use crate::post::PostId;
use crate::text::Clean;
use crate::text::width::Ambiguous;

/// What a pane is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Tags and the other fields, with counts.
    Tags {
        /// Whether sorted by name, not by count.
        by_name: bool,
    },
    /// The views.
    Views,
    /// The orders.
    Sort,
    /// What can be copied.
    Copy,
    /// The keys.
    Help,
    /// The themes.
    Themes {
        /// The theme before the pane was opened.
        before: String,
    },
    /// What is wrong.
    Problems {
        /// The file of the post, where something is wrong with it.
        file: Clean,
    },
    /// The headings of the post.
    Contents,
    /// The links of the post.
    Links,
    /// Every action by name.
    Palette,
    /// The languages of the post.
    Translations,
    /// The name of a view is typed.
    Naming {
        /// The query that gets the name.
        query: Clean,
        /// The name it has, if it has one.
        before: Option<Clean>,
    },
}

/// What choosing a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Nothing: the row is only read.
    Nothing,
    /// A value of a field of the query language.
    Value(library::Field, Clean),
    /// A saved view, by its query.
    View(Clean),
    /// The same as a key.
    Act(Message),
    /// A theme.
    Theme(String),
    /// A heading, by its block in the layout.
    Heading(usize),
    /// A link of the post.
    Link(LinkId),
    /// A translation of the post.
    Post(PostId),
    /// A file of the site of the post, and a line in it.
    File(Clean, Option<usize>),
}

/// Whether a row is chosen or excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Neither.
    #[default]
    None,
    /// Chosen.
    With,
    /// Excluded.
    Without,
    /// Where the reader is.
    Here,
}

/// A row of a pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The heading it stands under; may be empty.
    pub group: &'static str,
    /// What choosing it means.
    pub choice: Choice,
    /// Its words.
    pub text: Clean,
    /// What stands beside the words, dim: a count, a key.
    pub detail: Clean,
    /// Whether it is chosen.
    pub mark: Mark,
    /// The name it is found by besides its words; may be empty.
    pub name: &'static str,
}

impl Item {
    /// A row of words.
    pub fn new(choice: Choice, text: &str, detail: &str) -> Self {
        let (text, detail) = (Clean::line(text), Clean::line(detail));
        Self { group: "", choice, text, detail, mark: Mark::None, name: "" }
    }

    /// The same with a name it is found by.
    pub fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// The same under a heading.
    pub fn under(self, group: &'static str) -> Self {
        Self { group, ..self }
    }
}

/// A line of a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaneLine {
    /// Nothing.
    Blank,
    /// A heading.
    Group(&'static str),
    /// A row, by its place among those shown, and the one beside it where there are two columns.
    Item(usize, Option<usize>),
    /// A further line of a row, and which from 1, where its words are shown whole.
    More(usize, usize),
}

/// Where the words of rows begin.
pub const TEXT: usize = 4;

/// What a view of the rows holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct View {
    /// Its rows.
    pub rows: usize,
    /// Its cells.
    pub width: usize,
    /// How wide characters are.
    pub ambiguous: Ambiguous,
    /// Whether it is read line by line: then a row has a line of its own.
    pub by_lines: bool,
}

/// A pane.
#[derive(Clone, Debug)]
pub struct Pane {
    pub(super) kind: Kind,
    title: Clean,
    pub(super) items: Vec<Item>,
    pub(super) shown: Vec<usize>,
    pub(super) cursor: Cursor,
    pub(super) narrow: Field,
    pub(super) typing: bool,
    pub(super) view: View,
    /// How many lines of the selected row are above the view, where it is higher than that.
    pub(super) inside: usize,
    /// The cell at which it is said what a key does, in the help.
    pub(super) beside: usize,
    /// The block that had the window when it was opened, and has it again when it is closed.
    over: Option<Box<Wide>>,
    /// The filter before the first value was chosen or excluded in it.
    before: Option<Box<Query>>,
}

impl Pane {
    /// A pane of rows.
    pub fn new(kind: Kind, title: &str, items: Vec<Item>) -> Self {
        let shown = (0..items.len()).collect();
        let (cursor, narrow) = (Cursor::default(), Field::default());
        let title = Clean::line(title);
        Self {
            kind,
            title,
            items,
            shown,
            cursor,
            narrow,
            typing: false,
            view: View::default(),
            inside: 0,
            beside: 0,
            over: None,
            before: None,
        }
    }

    /// The same, opened while a block has the window.
    pub fn over(self, wide: Option<Box<Wide>>) -> Self {
        Self { over: wide, ..self }
    }

    /// What has the window when it is closed.
    pub fn uncover(self) -> Option<Box<Wide>> {
        self.over
    }

    /// A value is about to be chosen or excluded, while this is the filter.
    pub fn choose_from(&mut self, query: &Query) {
        self.before.get_or_insert_with(|| Box::new(query.clone()));
    }

    /// Whether something was chosen or excluded in it: the filter is another one now.
    pub fn has_chosen(&self, query: &Query) -> bool {
        self.before.as_ref().is_some_and(|before| **before != *query)
    }

    /// What it is for.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Its heading.
    pub fn title(&self) -> &Clean {
        &self.title
    }

    /// The row of a number, as [`PaneLine::Item`] counts.
    pub fn item(&self, number: usize) -> Option<&Item> {
        self.items.get(*self.shown.get(number)?)
    }

    /// All rows, those too that are not shown.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The number of the selected row.
    pub fn at(&self) -> usize {
        self.cursor.at
    }

    /// The first line in view.
    pub fn top(&self) -> usize {
        self.cursor.top
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&Item> {
        self.item(self.cursor.at)
    }

    /// What the rows are narrowed by.
    pub fn narrow(&self) -> &Field {
        &self.narrow
    }

    /// Whether it is typed into the field.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Whether it is a menu: a few lines at the bottom, under which all else can be seen.
    pub fn is_low(&self) -> bool {
        match self.kind {
            Kind::Views | Kind::Sort | Kind::Copy | Kind::Themes { .. } => true,
            Kind::Translations | Kind::Naming { .. } => true,
            Kind::Tags { .. } | Kind::Help | Kind::Problems { .. } => false,
            Kind::Contents | Kind::Links | Kind::Palette => false,
        }
    }

    /// Whether the words of its rows are shown whole, on as many lines as they take.
    pub fn is_whole(&self) -> bool {
        matches!(self.kind, Kind::Problems { .. } | Kind::Help)
    }

    /// Selects the first row that means this.
    pub fn select(&mut self, choice: &Choice) {
        let found = self.shown.iter().position(|item| self.items[*item].choice == *choice);
        self.cursor.at = found.unwrap_or(self.cursor.at).min(self.shown.len().saturating_sub(1));
    }

    /// The number by which a row can be asked for, where it can be chosen: that of the link, or else as it is counted.
    pub fn number_of(&self, row: usize) -> Option<usize> {
        match self.item(row)?.choice {
            Choice::Nothing | Choice::File(..) => None,
            Choice::Link(link) => Some(link + 1),
            _ => Some(row + 1),
        }
    }

    /// Selects a row by its number.
    pub fn select_row(&mut self, row: usize) {
        self.inside = 0;
        self.cursor.at = row.min(self.shown.len().saturating_sub(1));
    }

    /// Puts other rows in; what was selected stays selected.
    pub fn replace(&mut self, kind: Kind, title: &str, items: Vec<Item>) {
        let selected = self.selected().map(|item| item.choice.clone());
        (self.kind, self.title, self.items) = (kind, Clean::line(title), items);
        self.filter();
        if let Some(selected) = selected {
            self.select(&selected);
        }
    }

    /// Moves; says whether the message was a move.
    pub fn step(&mut self, message: Message, count: Option<usize>, rows: usize) -> bool {
        if let Some(at) = self.step_lines(message, count, rows.saturating_sub(1)) {
            self.cursor.at = at;
            return true;
        }
        match message {
            Message::NextPart => self.jump(true),
            Message::PreviousPart => self.jump(false),
            _ if self.is_whole() => self.step_whole(message, count),
            _ => self.cursor.step(message, count, self.shown.len(), rows.saturating_sub(1)),
        }
    }

    fn jump(&mut self, on: bool) -> bool {
        self.inside = 0;
        let group = |row: usize| self.item(row).map_or("", |item| item.group);
        let begins = |row: &usize| *row == 0 || group(*row) != group(*row - 1);
        let at = self.cursor.at;
        let found = match on {
            true => (at + 1..self.shown.len()).find(begins),
            false => (0..at).rev().find(begins),
        };
        self.cursor.at = found.unwrap_or(at);
        true
    }

    /// The lines that a view holds, where it has two columns.
    pub(super) fn two(&self) -> Option<usize> {
        let wide =
            self.view.width >= columns::TWO && !self.view.by_lines && matches!(self.kind, Kind::Tags { .. });
        wide.then_some(self.view.rows)
    }

    /// Brings the selected row into a view.
    pub fn settle(&mut self, view: View) {
        self.view = view;
        self.beside = if self.kind == Kind::Help { self.beside_keys() } else { 0 };
        let lines = self.lines();
        let line = lines.iter().position(|line| line.holds(self.cursor.at)).unwrap_or(0);
        let headed = line > 0 && matches!(lines[line - 1], PaneLine::Group(_));
        let of_row = lines.iter().skip(line).take_while(|line| line.holds(self.cursor.at)).count();
        self.inside = self.inside.min(of_row.saturating_sub(view.rows));
        let last = line + of_row.min(view.rows.max(1)).saturating_sub(1);
        self.cursor.reveal(last, last, lines.len(), view.rows);
        match self.inside {
            0 => self.cursor.reveal(line - usize::from(headed), line, lines.len(), view.rows),
            inside => self.cursor.top = line + inside,
        }
    }
}
