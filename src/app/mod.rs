//! The state of a session, what messages do to it, and the table of keys.
//!
//! Pure: [`App::handle`] takes what happened and the time, changes the state and says what should be done.
//! It knows no terminal, no clock, no file.

pub(crate) mod after;
mod arrival;
mod completing;
mod copying;
mod cursor;
pub mod dates;
mod effect;
mod field;
mod finding;
mod front;
mod history;
mod input;
pub mod keymap;
pub mod list;
mod marks;
mod message;
mod navigate;
mod opening;
mod options;
mod outward;
pub mod overlay;
mod panes;
mod peeking;
mod picking;
mod preview;
mod prompt;
pub mod reader;
pub mod regions;
mod reload;
mod searching;
mod showing;
mod things;
mod translating;
mod update;
mod viewing;
mod widening;

pub use after::Way;
pub use arrival::{Arrival, Recipe};
pub use effect::{Answer, Effect, Memory, Purpose};
pub use field::Field;
pub use front::{front, minutes};
pub use message::Message;
pub use options::{DateFormat, Options, Rebinding, SiteOptions};
pub use prompt::Note;

use std::sync::Arc;

use jiff::Timestamp;

use crate::library::{Library, Query};
use crate::screen::Event;
use history::History;
use keymap::{Context, Keymap};
use list::List;
use marks::Marker;
use overlay::Overlay;
use prompt::Prompt;
use reader::{Goal, Reader};

/// Which part has the keys where no overlay has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    List,
    /// The post, which has the window.
    Post,
    /// The post, the list beside it where there is room.
    Beside,
}

/// One reader's state.
#[derive(Debug)]
pub struct App {
    library: Arc<Library>,
    options: Options,
    keys: Keymap,
    size: (u16, u16),
    now: Timestamp,
    list: List,
    reader: Reader,
    overlay: Option<Overlay>,
    history: History,
    focus: Focus,
    prompt: Prompt,
    marker: Marker,
}

impl App {
    /// A session over a library in a window of `size` (cells, rows).
    pub fn new(library: Arc<Library>, mut options: Options, size: (u16, u16), now: Timestamp) -> Self {
        let (keys, _) = Keymap::new(&options.keys, options.ascii);
        let mut prompt = Prompt::default();
        showing::say_notice(&mut prompt, &options, size);
        let query = Query::parse(&options.query).unwrap_or_else(|error| {
            prompt.fail(&error.message);
            Query::default()
        });
        if !options.wrong.is_empty() {
            prompt.fail(&options.wrong);
        }
        let kept = std::mem::take(&mut options.kept);
        let of_reader = (options.languages.clone(), library.marks(&kept, now));
        let list = List::new(&library, query, options.order, of_reader, now);
        let reader = Reader::new(options.measure);
        Self {
            library,
            options,
            keys,
            size,
            now,
            list,
            reader,
            overlay: None,
            history: History::default(),
            focus: Focus::List,
            prompt,
            marker: Marker::new(kept),
        }
    }

    /// What should be done before the first event: opening the post to begin with.
    pub fn start(&mut self, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let mut effects = Vec::new();
        if self.options.mouse {
            effects.push(Effect::Mouse(true));
        }
        if let Some(post) = self.options.open {
            self.list.select(post);
            self.focus = if self.options.list { Focus::Beside } else { Focus::Post };
            effects.extend(self.resume(post, Goal::Top));
        }
        effects.extend(self.visit());
        effects.extend(self.notice());
        effects
    }

    /// Something came from the terminal.
    pub fn handle(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let mut effects = match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => self.paste(&text),
            Event::Number(number) => self.pick(number),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Resize { width, height } => {
                self.size = (width, height);
                Vec::new()
            }
            Event::Focus(_) | Event::Reply(_) => Vec::new(),
        };
        effects.extend(self.notice());
        effects
    }

    /// Something came of an effect.
    pub fn answer(&mut self, answer: Answer, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let mut effects = Vec::new();
        match answer {
            Answer::Opened { generation, result, .. } => effects = self.opened(generation, result),
            Answer::Fetched { post, purpose: Purpose::Look, result } => self.looked(post, result),
            Answer::Fetched { post, purpose: Purpose::Copy, result } => {
                effects = self.fetched_copy(post, result);
            }
            Answer::Highlighted { generation, number, tokens } => {
                self.reader.color(generation, number, tokens)
            }
            Answer::Gathered { arrival, notice } => effects = self.gathered(*arrival, notice),
            Answer::Prepared(arrival) => effects = self.arrives(*arrival),
            Answer::Refreshed(Ok(library)) => effects = self.reloaded(library),
            Answer::Refreshed(Err(words)) => self.prompt.fail(&words),
            Answer::Learned => self.learned(),
            Answer::Found { search, hits, done } => effects = self.found(&search, hits, done),
            Answer::Excerpts { search, excerpts } => self.excerpts(&search, excerpts),
            Answer::Marked { ticket, result } => self.marked(ticket, result),
            Answer::Kept(kept) => self.kept(*kept),
            Answer::Said(words) => self.prompt.say(&words),
            Answer::Failed(words) => self.prompt.fail(&words),
        }
        effects.extend(self.notice());
        effects
    }

    /// Lays out what the next frame shows; to be called before every draw. The effects are highlighting
    /// of code that came into view, and the sentences of posts that a search found.
    pub fn settle(&mut self) -> Vec<Effect> {
        if self.awaits_bodies() {
            self.prompt.shows_part();
        }
        let regions = self.regions();
        if let Some(list) = regions.list {
            self.list.settle(usize::from(list.height));
        }
        if let (Some(Overlay::Pane(pane)), Some(area)) = (&mut self.overlay, regions.pane) {
            pane.settle(overlay::View {
                rows: usize::from(area.height.saturating_sub(overlay::HEAD)),
                width: usize::from(area.width),
                ambiguous: self.options.ambiguous,
                by_lines: self.options.by_lines,
            });
        }
        if let (Some(Overlay::Wide(wide)), Some(area)) = (&mut self.overlay, regions.pane) {
            wide.settle(usize::from(area.width));
        }
        self.settle_peek();
        let mut effects = self.settle_search();
        if let Some(area) = regions.post {
            self.set_page();
            self.set_after();
            effects.extend(self.reader.settle(usize::from(area.height)));
            self.watch_reading();
        }
        effects
    }

    /// Makes ready what the next page of the open post shows, for when nothing else is to be done. The effects are as those of
    /// [`Self::settle`].
    pub fn ahead(&mut self) -> Vec<Effect> {
        let area = self.regions().post;
        area.map(|area| self.reader.ahead(usize::from(area.height))).unwrap_or_default()
    }

    /// After whatever happened: what was left is kept, and the preview waits for the cursor to rest.
    fn notice(&mut self) -> Vec<Effect> {
        self.notice_rest();
        let mut effects = self.notice_leave();
        effects.extend(self.catch_up());
        effects
    }

    /// The session ends: what is still to be kept.
    pub fn end(&mut self, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        self.leave()
    }

    /// Whether an answer is awaited that the next frame would show: worth a wait of a few milliseconds.
    pub fn waiting(&self) -> bool {
        let looks = matches!(&self.overlay, Some(Overlay::Peek(peek)) if peek.waits().is_some());
        let searches = matches!(&self.overlay, Some(Overlay::Search(pane)) if pane.is_waiting());
        looks || searches || self.is_empty_part() || self.reader.is_waiting() || self.marker.is_waiting()
    }

    /// Draws with another theme from here on, unless the reader is just choosing one.
    pub fn set_theme(&mut self, name: String) {
        if self.overlay.is_none() {
            self.options.theme = name;
        }
    }

    /// The name of the theme to draw with; it changes while the picker is open.
    pub fn theme(&self) -> &str {
        &self.options.theme
    }

    /// The window's size in cells and rows.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// The moment of the last event.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// All posts.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// The settings in force.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The keys in force.
    pub fn keys(&self) -> &Keymap {
        &self.keys
    }

    /// The list.
    pub fn list(&self) -> &List {
        &self.list
    }

    /// The reader.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// What lies over both.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// Which part has the keys where no overlay has them.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// Whether closing a post leads back to the list.
    pub fn has_list_behind(&self) -> bool {
        self.history.has_list()
    }

    /// The message of the bottom line.
    pub fn note(&self) -> Option<&Note> {
        self.prompt.note()
    }

    /// The count typed so far.
    pub fn count(&self) -> Option<usize> {
        self.prompt.count()
    }

    /// The contexts whose keys hold, the narrowest first.
    pub fn contexts(&self) -> &'static [Context] {
        match (&self.overlay, self.focus) {
            (Some(overlay @ Overlay::Pane(_)), _) => overlay.contexts(),
            (Some(Overlay::Search(pane)), _) if pane.is_typing() => &[Context::Field],
            (Some(Overlay::Search(_)), _) => &[Context::Pane, Context::Everywhere],
            (Some(Overlay::Wide(wide)), _) if wide.is_finding() => &[Context::Field],
            (Some(Overlay::Wide(_)), _) => &[Context::Wide, Context::Everywhere],
            (Some(Overlay::Peek(_)), Focus::List) => &[Context::Peek, Context::List, Context::Everywhere],
            (Some(Overlay::Peek(_)), _) => &[Context::Peek, Context::Post, Context::Everywhere],
            (_, Focus::List) if self.list.typing().is_some() => &[Context::Field],
            (_, Focus::List) => &[Context::List, Context::Everywhere],
            (_, Focus::Post | Focus::Beside) if self.is_finding() => &[Context::Field],
            (_, Focus::Post | Focus::Beside) => &[Context::Post, Context::Everywhere],
        }
    }
}
