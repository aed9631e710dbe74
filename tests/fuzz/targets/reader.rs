//! A session at the keyboard: bytes → keys → state → frames → bytes.

use std::sync::Arc;

use jiff::Timestamp;
use rushlight::app::{Answer, App, Effect, Options};
use rushlight::highlight::highlight;
use rushlight::library::Library;
use rushlight::screen::input::Parser;
use rushlight::screen::{Caps, Event, Screen, diff};
use rushlight::site::{self, Files, Generator};
use rushlight::theme::{Depth, Theme};
use rushlight::view;

use super::strict;

const TEXT: &str = "---\ntitle: TITLE\ntags: [TAG, linux]\n---\nWords [a link](https://a.example/), 漢字 and a note[^1].\n\n\
# One\n\n- a\n  - b\n\n```rust\nfn main() { let very_long_line = \"which has to be wrapped somewhere\"; }\n```\n\n## Two\n\n\
| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted\n\n![picture](x.png) [other](2021-02-02-b.md)\n\n[^1]: A note with [a link](#two).\n";

/// The most keys of one run.
const KEYS: usize = 200;

/// Keys of a reader. The bytes 0x80 and above that are no UTF-8 change the size of the window.
pub fn reader(bytes: &[u8]) {
    let library = Arc::new(library());
    let theme = Theme::named("default", Depth::Sixteen).unwrap();
    let mut app = App::new(library, Options::default(), (80, 24), Timestamp::UNIX_EPOCH);
    let mut shown: Option<Screen> = None;
    let effects = app.start(Timestamp::UNIX_EPOCH);
    run(&mut app, effects);
    for event in events(bytes).into_iter().take(KEYS) {
        let effects = app.handle(event, Timestamp::UNIX_EPOCH);
        run(&mut app, effects);
        if let Some(due) = app.deadline() {
            let effects = app.tick(due);
            run(&mut app, effects);
        }
        let effects = app.settle();
        run(&mut app, effects);
        let (width, height) = app.size();
        let mut screen = Screen::new(width, height);
        view::draw(&app, &theme, &mut screen);
        if let Some(cursor) = screen.cursor {
            assert!(cursor.x < width && cursor.y < height, "cursor {cursor} at {width}×{height}");
        }
        strict::read(&diff(shown.as_ref(), &screen, &Caps::default())).unwrap();
        shown = Some(screen);
        let effects = app.ahead();
        run(&mut app, effects);
    }
}

fn events(bytes: &[u8]) -> Vec<Event> {
    let (mut parser, mut events) = (Parser::default(), Vec::new());
    for chunk in bytes.utf8_chunks() {
        parser.feed(chunk.valid().as_bytes(), &mut events);
        for byte in chunk.invalid() {
            parser.flush(&mut events);
            let size = u16::from(byte & 0x7f);
            events.push(Event::Resize { width: size + 1, height: size / 3 + 1 });
        }
    }
    parser.flush(&mut events);
    events
}

fn library() -> Library {
    let post = |name: &str, title: &str, tag: &str| {
        (format!("{name}.md"), TEXT.replace("TITLE", title).replace("TAG", tag).into_bytes())
    };
    let files = [
        post("2020-01-01-a", "Two ways to lose a packet", "networks"),
        post("2021-02-02-b", "漢字と長い題名", "日本語"),
        post("2022-03-03-c", "A small shell", "shell"),
        ("about.md".to_owned(), b"About.\n".to_vec()),
    ];
    let mut site = site::detect_in(Files::table(files), Some(Generator::Plain));
    let posts = site::scan(&mut site, Timestamp::UNIX_EPOCH);
    Library::new(vec![site], posts)
}

fn run(app: &mut App, effects: Vec<Effect>) {
    for effect in effects {
        if let Some(answer) = answer(app, effect) {
            let more = app.answer(answer, Timestamp::UNIX_EPOCH);
            run(app, more);
        }
    }
}

fn answer(app: &App, effect: Effect) -> Option<Answer> {
    let now = Timestamp::UNIX_EPOCH;
    match effect {
        Effect::Open { post, generation } => {
            Some(Answer::Opened { post, generation, result: app.library().open(post, now) })
        }
        Effect::Fetch { post, purpose } => {
            Some(Answer::Fetched { post, purpose, result: app.library().open(post, now) })
        }
        Effect::Highlight { generation, number, language, text } => {
            Some(Answer::Highlighted { generation, number, tokens: highlight(&text, &language) })
        }
        Effect::Reload => Some(Answer::Refreshed(Ok(Arc::clone(app.library())))),
        _ => None,
    }
}
