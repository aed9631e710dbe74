//! The one loop: events in, effects out.
//!
//! It knows no terminal and no disk. The outside comes as an [`Edge`] (where bytes go and events come from), a
//! [`Store`] (what is remembered) and [`Work`] (what takes long). At rest it waits and does nothing else.

mod crew;
mod effects;
mod idle;
mod outside;
#[cfg(test)]
mod tests;
mod watching;
mod workers;

pub use outside::{Copied, Edge, Edited, Incoming, Notice, Store, Tell, Waker, Work};

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::app::{Answer, App};
use crate::library::Library;
use crate::screen::{Event, Reply, Screen, hand_over};
use crate::text::bidi::Bidi;
use crate::theme::{Rgb, Theme};
use crate::view;
use idle::Idle;
use watching::{Reading, Watching};
use workers::{Job, Workers};

/// How long the size must rest before a frame is drawn, and how long a window that is dragged may go without one.
const REST: Duration = Duration::from_millis(8);
const DRAGGED: Duration = Duration::from_millis(50);

/// How long the first frame waits for posts where none is known.
const FIRST: Duration = Duration::from_millis(20);

/// How often input that is already there is taken before a frame is drawn all the same.
const ROUNDS: usize = 64;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The reader quit.
    Quit,
    /// The terminal hung up, or the program was told to end.
    Cut,
    /// No key came for as long as the options allow.
    Idle,
}

/// One reader at one terminal.
struct Session<'a> {
    app: App,
    edge: &'a mut dyn Edge,
    store: &'a mut dyn Store,
    workers: Workers,
    watching: Watching,
    theme: (String, Theme),
    /// What the terminal shows; none where that is not known.
    shown: Option<Screen>,
    /// The frame before, whose room the next one has: to make and to give back the cells of a large window takes as long as
    /// to draw on them.
    spare: Screen,
    /// Bytes that go out with the next frame.
    extra: Vec<u8>,
    /// The library whose posts' bodies are being read, or were; none before the first screen.
    learning: Option<Arc<Library>>,
    /// Whether the terminal reports the mouse.
    mouse: bool,
    /// Whether something happened since the last frame.
    stale: bool,
    /// Keys that were typed before there was a post.
    early: Vec<Event>,
    /// When the size changed last, where that is not drawn yet.
    resized: Option<Instant>,
    idle: Idle,
    ended: Option<Ended>,
}

/// Runs a session to its end. The terminal is the edge's: entered before, and left before the disk is waited for.
pub fn run(
    app: App,
    theme: Theme,
    edge: &mut dyn Edge,
    store: &mut dyn Store,
    work: Arc<dyn Work>,
) -> io::Result<Ended> {
    let waker = edge.waker();
    let keeper = work.clone();
    let workers = Workers::new(work.clone(), waker.clone());
    store.begin(waker.clone());
    let theme = (app.theme().to_owned(), theme);
    let idle = Idle::new(app.options().idle);
    let mut session = Session {
        app,
        edge,
        store,
        workers,
        watching: Watching::new(),
        theme,
        shown: None,
        spare: Screen::default(),
        extra: Vec::new(),
        learning: None,
        mouse: false,
        stale: true,
        early: Vec::new(),
        resized: None,
        idle,
        ended: None,
    };
    let result = session.until_end(&*work, &waker);
    session.edge.end();
    let effects = session.app.end(Timestamp::now());
    session.perform(effects);
    session.store.finish();
    if let Some(page) = session.app.first_page() {
        keeper.keep_first(session.app.library(), &page);
    }
    // The program ends here: the system takes ten thousand posts or a long one back at once, we would piece by piece.
    std::mem::forget(session.app);
    result
}

impl Session<'_> {
    fn until_end(&mut self, work: &dyn Work, waker: &Waker) -> io::Result<Ended> {
        let mut part = !self.app.library().is_whole();
        if part {
            self.watching.hold();
        }
        // The post that was named is read first, and then the others are looked for.
        if self.app.options().open.is_none() {
            self.look_for_posts(&mut part);
        }
        let effects = self.app.start(Timestamp::now());
        self.perform(effects);
        let mut watch = Some(work);
        loop {
            self.gather()?;
            if let Some(ended) = self.ended {
                return Ok(ended);
            }
            self.draw()?;
            if !self.app.reader().is_waiting() {
                self.look_for_posts(&mut part);
            }
            // The first frame waits for nothing, and the look at all posts for no other.
            if let Some(work) = watch.take_if(|_| self.app.library().is_whole()) {
                work.watch(self.watching.teller(waker.clone()));
            }
            self.learn();
            // A key that has come by now goes before.
            if !self.wait(Some(Instant::now()))? {
                let effects = self.app.ahead();
                self.perform(effects);
                let until = self.next_deadline();
                self.wait(until)?;
            }
        }
    }

    /// Begins to look for all posts where only a part of them is known; once.
    fn look_for_posts(&self, part: &mut bool) {
        if std::mem::take(part) {
            self.workers.begin(Job::Gather { before: self.app.library().clone(), recipe: self.app.recipe() });
        }
    }

    /// Takes what is already there, and gives an answer that the next frame would show a few milliseconds.
    fn gather(&mut self) -> io::Result<()> {
        let patience = match self.shown.is_none() && self.app.is_empty_part() {
            true => FIRST,
            false => self.edge.patience(),
        };
        let patience = Instant::now() + patience;
        for _ in 0..ROUNDS {
            if self.ended.is_some() || !self.wait(Some(Instant::now()))? {
                break;
            }
        }
        let dragged = Instant::now() + DRAGGED;
        while let Some(rest) = self.resized.map(|at| (at + REST).min(dragged)) {
            if self.ended.is_some() || Instant::now() >= rest {
                self.resized = None;
                break;
            }
            self.wait(Some(rest))?;
        }
        while self.ended.is_none() && self.app.waiting() && Instant::now() < patience {
            self.wait(Some(patience))?;
        }
        let patience = Instant::now() + self.edge.patience_for_all();
        while self.ended.is_none() && self.app.awaits_bodies() && Instant::now() < patience {
            self.learn();
            self.wait(Some(patience))?;
        }
        Ok(())
    }

    /// Waits for something to happen and takes it in; whether there was anything.
    fn wait(&mut self, until: Option<Instant>) -> io::Result<bool> {
        let incoming = self.edge.wait(until)?;
        let mut any = !incoming.is_empty();
        for one in incoming {
            self.take(one);
            if self.ended.is_some() {
                return Ok(true);
            }
        }
        while let Some(answer) = self.workers.answer().or_else(|| self.store.answer()) {
            any = true;
            self.answer(answer);
        }
        any |= self.watch();
        let now = Timestamp::now();
        if self.app.deadline().is_some_and(|deadline| deadline <= now) {
            any = true;
            let effects = self.app.tick(now);
            self.perform(effects);
        }
        if self.idle.is_over() {
            self.ended = Some(Ended::Idle);
        }
        self.stale |= any;
        Ok(any)
    }

    /// Takes in what is told of changed files; whether there is something to show.
    fn watch(&mut self) -> bool {
        let now = Instant::now();
        let said = self.watching.take(now);
        match self.watching.begin(now) {
            Some(Reading::All) => self.workers.begin(Job::Reload),
            Some(Reading::Changed(changed)) => {
                self.workers.begin(Job::Refresh { library: self.app.library().clone(), changed });
            }
            None => {}
        }
        let any = said.is_some();
        said.into_iter().for_each(|words| self.answer(Answer::Said(words)));
        any
    }

    fn take(&mut self, incoming: Incoming) {
        match incoming {
            Incoming::Event(event) => self.event(event),
            Incoming::Repaint => self.back(),
            Incoming::Suspend => self.suspend(),
            Incoming::End => self.ended = Some(Ended::Cut),
        }
    }

    fn event(&mut self, event: Event) {
        self.idle.notice(&event);
        if self.app.is_too_early(&event, !self.early.is_empty()) {
            self.early.push(event);
            return;
        }
        if matches!(event, Event::Key(_)) {
            // Who leaves does not want what still waits.
            self.early.clear();
        }
        match event {
            Event::Resize { .. } => self.resized = Some(Instant::now()),
            Event::Reply(Reply::Background(red, green, blue)) => {
                self.follow_ground(Rgb(red, green, blue).is_light());
            }
            _ => {}
        }
        let is_reader = !matches!(event, Event::Resize { .. } | Event::Reply(_));
        let effects = self.app.handle(event, Timestamp::now());
        self.perform(effects);
        // Who leaves does not wait for what others marked.
        if is_reader && self.ended.is_none() {
            self.store.look();
        }
    }

    fn answer(&mut self, answer: Answer) {
        let is_read = matches!(answer, Answer::Refreshed(_));
        let is_found = matches!(answer, Answer::Gathered { .. } | Answer::Prepared(_));
        let effects = self.app.answer(answer, Timestamp::now());
        if is_read {
            self.watching.done();
        }
        if is_found && self.app.library().is_whole() {
            self.watching.found();
        }
        self.perform(effects);
        if !self.app.is_empty_part() {
            std::mem::take(&mut self.early).into_iter().for_each(|event| self.event(event));
        }
    }

    /// What the terminal shows is not known any more: the next frame paints everything.
    fn forget(&mut self) {
        self.shown = None;
        self.stale = true;
    }

    /// Draws what changed, in one write; nothing where nothing did, or where nobody would see it yet.
    fn draw(&mut self) -> io::Result<()> {
        if !self.edge.takes() || !std::mem::take(&mut self.stale) && self.extra.is_empty() {
            return Ok(());
        }
        let effects = self.app.settle();
        self.perform(effects);
        self.choose_theme();
        let (width, height) = self.app.size();
        let mut screen = std::mem::take(&mut self.spare);
        screen.begin(width, height);
        view::draw(&self.app, &self.theme.1, &mut screen);
        if self.edge.caps().bidi == Bidi::Terminal {
            hand_over(&mut screen);
        }
        let extra = std::mem::take(&mut self.extra);
        let shown = self.edge.show(self.shown.as_ref(), &screen, extra);
        self.spare = self.shown.replace(screen).unwrap_or_default();
        match shown {
            Err(error) if is_gone(&error) => {
                self.ended = Some(Ended::Cut);
                Ok(())
            }
            result => result,
        }
    }

    /// The terminal said whether its ground is light: of a pair of themes the other one is taken, unless the
    /// reader has chosen one since.
    fn follow_ground(&mut self, light: bool) {
        let pair = [light, !light].map(|light| self.store.paired(light));
        if let [Some(wanted), Some(other)] = pair
            && self.app.theme() == other
        {
            self.app.set_theme(wanted);
        }
    }

    /// Begins to read the bodies of the posts, once the list or the post asked for is on the screen; again for every other
    /// library.
    fn learn(&mut self) {
        let library = self.app.library();
        if library.is_whole()
            && !self.app.waiting()
            && !self.learning.as_ref().is_some_and(|known| Arc::ptr_eq(known, library))
        {
            self.learning = Some(Arc::clone(library));
            self.workers.begin(Job::Learn { library: Arc::clone(library) });
        }
    }

    /// The theme changes while the reader looks for one.
    fn choose_theme(&mut self) {
        if self.app.theme() != self.theme.0 {
            let name = self.app.theme().to_owned();
            if let Some(theme) = self.store.theme(&name) {
                self.theme.1 = theme;
            }
            self.theme.0 = name;
        }
    }

    /// The moment when something has to happen though nothing did; none at rest.
    fn next_deadline(&self) -> Option<Instant> {
        if self.stale && self.edge.takes() || self.ended.is_some() {
            return Some(Instant::now());
        }
        let left = self.app.deadline().map(|deadline| Timestamp::now().duration_until(deadline));
        let own = left.map(|left| Instant::now() + Duration::try_from(left).unwrap_or_default());
        own.into_iter().chain(self.watching.due()).chain(self.idle.deadline()).min()
    }
}

/// Whether an error says that nobody is there any more.
fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof
    )
}
