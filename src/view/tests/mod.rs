//! Screens from keys: what a reader types, and what the window then shows. Here is what drives the session.

mod after;
mod ahead;
mod cancelling;
mod comfort;
mod contents;
mod copying;
mod finding;
mod hints;
mod languages;
mod looks;
mod marking;
mod outward;
mod peeking;
mod problems;
mod random;
mod reading;
mod screens;
mod searching;
mod sifting;
mod starting;
mod wide;
mod zen;

use std::sync::Arc;

use jiff::Timestamp;

use crate::app::keymap::chord;
use crate::app::{Answer, App, Effect, Options};
use crate::library::fulltext::{Hit, Scan, Search};
use crate::library::samples;
use crate::library::{Derived, Facts, Library};
use crate::markup::{Dialect, Islands, Source, markdown};
use crate::post::PostId;
use crate::problem::Problem;
use crate::screen::{Event, Screen};
use crate::site::Opened;
use crate::text::Clean;
use crate::theme::{Depth, Theme};

/// A session whose posts are there at once.
pub(super) struct Drive {
    pub app: App,
    pub left: Vec<Effect>,
    /// What comes of marks.
    pub keeps: Result<(), Clean>,
    /// What is wrong in every post.
    pub wrong: Option<&'static str>,
    text: &'static str,
    now: Timestamp,
}

pub(super) const MARSH: &[&str] = &[
    "2024-03-27 Two ways to lose a packet | networks, linux, tracing",
    "2024-02-18 The list that sorted itself | algorithms",
    "2024-01-02 A small shell for large trees | shell, linux",
    "2023-11-30 Reading strace like prose | linux, tracing",
    "2023-10-14 Clocks that disagree, and why they do | distributed computing",
    "2023-09-03 Notes on a slow Tuesday | networks",
    "2023-08-21 Ring buffers for the rest of us | linux",
    "- About this diary |",
    "draft The third kind of packet | networks",
    "2025-02-01 What the counters will say | tracing",
];

pub(super) const POST: &str = "\
A packet can go missing in two places: on the wire, and in your head. This is about the second kind.

## What we saw

On Tuesday the counter said 10,412 and the log said 10,411.

* the counter is bumped in the kernel;
* the log is written by us, later, and a list item that runs over hangs under its own first word.

> A quotation has a bar at its side and keeps it on every line, however many lines it takes to say it.

```rust
let seen = ring.drain().count();   // indented, no ground
assert_eq!(seen, sent);            // may run to the edge
```

### Which of the two

A second rank stands flush on its text, no blank line after.

tool | drops | since
-----|------:|------
tcpdump | 0 | 2024-03-12
ours | 1 | 2024-03-26

See [the counters](https://counters.example/)[^1] and [Clocks that disagree](/clocks-that-disagree-and-why-they-do/).

[^1]: Bumped in ring.c, line 88; see [the source](https://source.example/).
";

impl Drive {
    pub fn new(lines: &[&str], width: u16, height: u16) -> Self {
        Self::of(samples::library(lines), Options::default(), width, height)
    }

    /// The same with another text in every post.
    pub fn with_text(text: &'static str, lines: &[&str], width: u16, height: u16) -> Self {
        Self { text, ..Self::new(lines, width, height) }
    }

    pub fn of(library: Library, options: Options, width: u16, height: u16) -> Self {
        library.end_learning();
        Self::learning(library, options, width, height)
    }

    /// A session that still reads the bodies of its posts.
    pub fn learning(library: Library, options: Options, width: u16, height: u16) -> Self {
        let now = samples::now();
        let app = App::new(Arc::new(library), options, (width, height), now);
        let mut drive = Self { app, left: Vec::new(), keeps: Ok(()), wrong: None, text: POST, now };
        let effects = drive.app.start(now);
        drive.run(effects);
        drive
    }

    /// Types keys, named as settings name them, and lets the cursor rest.
    pub fn keys(mut self, keys: &str) -> Self {
        for name in keys.split_whitespace() {
            let key = chord::parse(name).unwrap();
            self.event(Event::Key(key));
        }
        if let Some(due) = self.app.deadline() {
            let effects = self.app.tick(due);
            self.run(effects);
        }
        self
    }

    /// So many per cent of the bodies have been read.
    pub fn has_learned(mut self, per_cent: u8) -> Self {
        self.app.library().set_progress(per_cent);
        self.app.answer(Answer::Learned, self.now);
        self.app.settle();
        self
    }

    /// All bodies have been read, and in those of these posts a link leads nowhere; the app is not told yet.
    pub fn learns_untold(self, broken: &[u32]) -> Self {
        let library = self.app.library().clone();
        let mut facts = Facts::new(&library);
        for id in library.ids() {
            let problem =
                Problem::new(&Clean::line("post.md"), "a link leads nowhere: /x/", "correct the target")
                    .at(7);
            let problems = if broken.contains(&id.0) { vec![problem] } else { Vec::new() };
            facts.add(&library, id, &Derived { problems, ..Derived::default() }, None);
        }
        library.learn(facts);
        self
    }

    /// The same, and the app is told.
    pub fn learns(self, broken: &[u32]) -> Self {
        let mut drive = self.learns_untold(broken);
        drive.app.answer(Answer::Learned, drive.now);
        drive
    }

    /// Types letters.
    pub fn types(mut self, text: &str) -> Self {
        for c in text.chars() {
            let name = if c == ' ' { "space".to_owned() } else { c.to_string() };
            self.event(Event::Key(chord::parse(&name).unwrap()));
        }
        self
    }

    /// The files of all posts are saved with another text.
    pub fn saved(&mut self, text: &'static str) {
        self.text = text;
        let library = Arc::clone(self.app.library());
        let effects = self.app.answer(Answer::Refreshed(Ok(library)), self.now);
        self.run(effects);
    }

    pub fn resize(mut self, width: u16, height: u16) -> Self {
        self.event(Event::Resize { width, height });
        self
    }

    fn event(&mut self, event: Event) {
        self.now += jiff::SignedDuration::from_secs(1);
        let effects = self.app.handle(event, self.now);
        self.run(effects);
        let effects = self.app.settle();
        self.run(effects);
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Open { post, generation } => {
                    let result = Ok(Opened { document: Arc::new(self.document()) });
                    let answer = Answer::Opened { post, generation, result };
                    let more = self.app.answer(answer, self.now);
                    self.run(more);
                }
                Effect::Fetch { post, purpose } => {
                    let result = Ok(Opened { document: Arc::new(self.document()) });
                    let more = self.app.answer(Answer::Fetched { post, purpose, result }, self.now);
                    self.run(more);
                }
                Effect::Highlight { generation, number, language, text } => {
                    let tokens = crate::highlight::highlight(&text, &language);
                    let more = self.app.answer(Answer::Highlighted { generation, number, tokens }, self.now);
                    self.run(more);
                }
                Effect::Search { search, posts } => {
                    let hits = self.found(&search, &posts);
                    let more = self.app.answer(Answer::Found { search, hits, done: true }, self.now);
                    self.run(more);
                }
                Effect::Mark { ticket, .. } => {
                    let result = self.keeps.clone();
                    let more = self.app.answer(Answer::Marked { ticket, result }, self.now);
                    self.run(more);
                }
                Effect::Visit { .. } => {}
                Effect::Prepare(arrival) => {
                    let (before, recipe) = (self.app.library().clone(), self.app.recipe());
                    let arrival = arrival.again(before, recipe, self.now);
                    let more = self.app.answer(Answer::Prepared(Box::new(arrival)), self.now);
                    self.run(more);
                }
                other => self.left.push(other),
            }
        }
    }

    /// What a search finds: every post has the same text.
    fn found(&self, search: &Search, posts: &[PostId]) -> Vec<Hit> {
        let text = crate::document::plain::lines(&self.document());
        let library = self.app.library().clone();
        let scan = Scan::new(&library, search);
        posts.iter().filter_map(|post| scan.shown(*post, &text)).collect()
    }

    fn document(&self) -> crate::document::Document {
        let file = Clean::line("post.md");
        let islands = Islands::default();
        let source = Source { text: self.text, file: &file, first_line: 1, islands: &islands };
        let mut document = markdown(source, &Dialect::default());
        resolve(&mut document);
        document.problems.extend(self.wrong.map(|wrong| Problem::new(&file, wrong, "")));
        document
    }

    pub fn frame(&mut self) -> Screen {
        self.app.settle();
        let (width, height) = self.app.size();
        let mut screen = Screen::new(width, height);
        let theme = Theme::named("default", Depth::Sixteen).unwrap();
        super::draw(&self.app, &theme, &mut screen);
        screen
    }

    /// A line of the window.
    pub fn line(&mut self, y: usize) -> String {
        self.text().lines().nth(y).unwrap_or_default().to_owned()
    }

    /// The bottom line.
    pub fn bottom(&mut self) -> String {
        self.text().lines().last().unwrap_or_default().to_owned()
    }

    /// The first line with words.
    pub fn first(&mut self) -> String {
        self.text().lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
    }

    /// Whether the window shows some words.
    pub fn shows(&mut self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// The line on which the hardware cursor stands.
    pub fn at_cursor(&mut self) -> String {
        let frame = self.frame();
        let cursor = frame.cursor.expect("a cursor");
        text_of(&frame).lines().nth(usize::from(cursor.y)).unwrap_or_default().trim().to_owned()
    }

    /// What the window shows, blanks at line ends cut.
    pub fn text(&mut self) -> String {
        text_of(&self.frame())
    }
}

/// Links of the sample post as `site` leaves them.
fn resolve(document: &mut crate::document::Document) {
    use crate::document::Target;
    for link in &mut document.links {
        if let Target::Written(address) = &link.target {
            link.target = match address.strip_prefix('#') {
                Some(anchor) => Target::Anchor(Clean::line(anchor)),
                None if address.starts_with('/') => Target::Site(address.clone()),
                None => Target::Web(address.clone()),
            };
        }
    }
}

fn text_of(screen: &Screen) -> String {
    let area = screen.area();
    let mut out = String::new();
    for y in 0..area.height {
        let mut line = String::new();
        let mut skip = false;
        for x in 0..area.width {
            let symbol = screen.cells[(x, y)].symbol();
            if !std::mem::take(&mut skip) {
                line.push_str(symbol);
            }
            skip = crate::text::width::cells(symbol) == 2;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
