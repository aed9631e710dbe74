//! The reader: list, post, look, panes, status line, messages, copies; the frames before the gate of the session.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rushlight::app::{Answer, App, Effect, Options};
use rushlight::highlight::highlight;
use rushlight::library::Library;
use rushlight::screen::input::Parser;
use rushlight::screen::{Caps, Screen, diff, encode};
use rushlight::site;
use rushlight::theme::{Depth, Theme};
use rushlight::view;

use super::corpus::{self, SITES};
use super::{Place, assert_harmless};

/// A session over one blog, and whatever it sends.
struct Session {
    app: App,
    theme: Theme,
    shown: Option<Screen>,
    sent: Vec<u8>,
}

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

impl Session {
    fn open(folder: &Path, size: (u16, u16)) -> Self {
        let mut site = site::detect(folder, None).unwrap();
        let posts = site::scan(&mut site, now());
        let library = Arc::new(Library::new(vec![site], posts));
        let mut app = App::new(library, Options::default(), size, now());
        let effects = app.start(now());
        let theme = Theme::named("default", Depth::Sixteen).unwrap();
        let mut session = Self { app, theme, shown: None, sent: Vec::new() };
        session.perform(effects);
        session.draw();
        session
    }

    fn keys(&mut self, bytes: &[u8]) {
        let (mut parser, mut events) = (Parser::default(), Vec::new());
        // One at a time, as a reader types: Esc and the key after it are two keys, and not one with Alt.
        for byte in bytes {
            parser.feed(&[*byte], &mut events);
            parser.flush(&mut events);
        }
        for event in events {
            let effects = self.app.handle(event, now());
            self.perform(effects);
            if let Some(due) = self.app.deadline() {
                let effects = self.app.tick(due);
                self.perform(effects);
            }
            self.draw();
        }
    }

    fn draw(&mut self) {
        let effects = self.app.settle();
        self.perform(effects);
        let (width, height) = self.app.size();
        let mut screen = Screen::new(width, height);
        view::draw(&self.app, &self.theme, &mut screen);
        self.sent.extend(diff(self.shown.as_ref(), &screen, &Caps::default()));
        self.shown = Some(screen);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let answer = match effect {
                Effect::Open { post, generation } => {
                    let result = self.app.library().open(post, now());
                    Answer::Opened { post, generation, result }
                }
                Effect::Fetch { post, purpose } => {
                    Answer::Fetched { post, purpose, result: self.app.library().open(post, now()) }
                }
                Effect::Highlight { generation, number, language, text } => {
                    Answer::Highlighted { generation, number, tokens: highlight(&text, &language) }
                }
                Effect::Copy(text) => {
                    encode::clipboard(&mut self.sent, &text, false);
                    continue;
                }
                Effect::Browse(address) => {
                    Answer::Said(rushlight::text::Clean::line(&format!("No browser here; copied: {address}")))
                }
                _ => continue,
            };
            let more = self.app.answer(answer, now());
            self.perform(more);
        }
    }
}

/// Keys that visit every part of the screen for a post: the post and its whole length, the pane of contents, of links, a
/// look at each of the first links, its letters, every kind of copy, the web page, the problems, and back.
const TOUR: &[u8] = b"\r   b c\x1bF\x1b\tK\x1b\tK\x1b\tK\x1bo\x1byyyuytycylypyaOw\x1b!\x1bzzGgq";

#[test]
fn every_part_of_the_screen_draws_and_copies_text_alone() {
    let place = Place::new();
    for (turn, (site, size)) in SITES.into_iter().zip([(80, 24), (120, 40), (40, 12), (80, 24)]).enumerate() {
        let mut session = Session::open(&place.path(site), size);
        session.keys(b"t\x1bv\x1b?\x1bS\x1bK\x1b");
        let posts = session.app.library().posts().len();
        assert!(posts > corpus::payloads().len(), "{site}: {posts}");
        for number in 0..posts {
            // Every payload by every way of writing it, each in one of the sites.
            if (number / SITES.len() + number) % SITES.len() == turn {
                session.keys(TOUR);
            }
            session.keys(b"j");
        }
        let sent = assert_harmless(&session.sent, site);
        assert!(sent.text.contains("EVIL") && !sent.copied.is_empty(), "{site}");
        for copied in sent.copied {
            let copied = String::from_utf8(copied).unwrap();
            let order = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            assert!(!copied.contains(order), "what is pasted into a shell is text: {copied:?}");
        }
    }
}

#[test]
fn what_a_reader_pastes_is_text() {
    let place = Place::with_a_post();
    for payload in corpus::payloads() {
        for field in [&b"/"[..], b"S", b":", b"t/"] {
            let mut session = Session::open(&place.path("blog"), (80, 24));
            session.keys(&[field, b"\x1b[200~", &payload.bytes, b"\x1b[201~", b"\r"].concat());
            assert_harmless(&session.sent, payload.name);
        }
    }
}

#[test]
fn the_real_program_in_a_real_terminal_sends_our_sequences_alone() {
    let place = Place::new();
    let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rushlight"));
    command.arg(place.path("jekyll"));
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8")] {
        command.env(name, value);
    }
    command.env("HOME", place.folder.path());
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut out = pty.master.try_clone_reader().unwrap();
    let reading = std::thread::spawn(move || {
        let (mut sent, mut bytes) = (Vec::new(), [0; 8192]);
        while let Ok(count @ 1..) = out.read(&mut bytes) {
            sent.extend_from_slice(&bytes[..count]);
        }
        sent
    });
    let mut keys = pty.master.take_writer().unwrap();
    for some in
        TOUR.chunks(2).chain([&b"jj"[..], b"j\r", b"F\x1b", b"q", b"t", b"q", b"/a\r"]).chain([&b"Q"[..]])
    {
        keys.write_all(some).unwrap();
        // So that frames are drawn and not passed over; nothing depends on how many.
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    child.wait().unwrap();
    drop((keys, pty.master));
    let sent = assert_harmless(&reading.join().unwrap(), "terminal");
    assert!(sent.text.contains("EVIL"), "{}", sent.text);
}
