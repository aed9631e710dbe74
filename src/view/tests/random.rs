//! What no sequence of keys may do.

use std::sync::Arc;

use proptest::prelude::*;

use crate::app::{Answer, App, DateFormat, Effect, Options};
use crate::library::samples;
use crate::markup::{Dialect, Islands, Source, markdown};
use crate::screen::{Event, Key, KeyCode, Mouse, MouseAction, Screen, hand_over};
use crate::site::{Failure, Opened};
use crate::text::Clean;
use crate::theme::{Depth, Theme};

const POSTS: &[&str] = &[
    "2024-03-27 Two ways to lose a packet | networks, linux",
    "2024-02-18 漢字と長い題名 | 日本語",
    "2024-02-17 שתי דרכים לאבד חבילה | רשתות",
    "2023-01-02 A small shell | shell, linux",
    "- About |",
    "draft The third kind | networks",
];

const TEXT: &str = "Words [a link](https://a.example/), 漢字 and a note[^1].\n\n# One\n\n- a\n  - b\n\n\
```rust\nfn main() { let very_long_line = \"which has to be wrapped somewhere\"; }\n```\n\n## Two\n\n\
a | b\n--|--\n1 | 2\n\n> quoted\n\n[^1]: A note with [a link](#two).\n";

fn key() -> impl Strategy<Value = Key> {
    let letters = "jkduUfbgG0123456789hlLq/tvsCzZMFcoyew()[]!?:+-=|nr<>% aäx漢";
    let chars = proptest::sample::select(letters.chars().collect::<Vec<_>>()).prop_map(Key::char);
    let codes = [KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Backspace, KeyCode::Up, KeyCode::Down];
    let more =
        [KeyCode::PageDown, KeyCode::PageUp, KeyCode::Home, KeyCode::End, KeyCode::Left, KeyCode::Delete];
    let named = proptest::sample::select([codes, more].concat()).prop_map(Key::plain);
    let ctrl = proptest::sample::select("wuodfbnpe".chars().collect::<Vec<_>>()).prop_map(Key::ctrl);
    let back_tab = Just(Key { shift: true, ..Key::plain(KeyCode::Tab) });
    prop_oneof![8 => chars, 4 => named, 1 => ctrl, 1 => back_tab]
}

fn event() -> impl Strategy<Value = Event> {
    let actions = [MouseAction::Press, MouseAction::WheelDown, MouseAction::WheelUp];
    let mouse = (0u16..130, 0u16..45, proptest::sample::select(actions.to_vec()));
    prop_oneof![
        20 => key().prop_map(Event::Key),
        2 => (1u16..140, 1u16..45).prop_map(|(width, height)| Event::Resize { width, height }),
        1 => mouse.prop_map(|(x, y, action)| Event::Mouse(Mouse { action, x, y })),
        1 => "[ -~äß漢\u{1b}]{0,8}".prop_map(|text| Event::Paste(Clean::text(&text))),
    ]
}

fn answer(app: &App, effect: &Effect) -> Option<Answer> {
    match effect {
        Effect::Open { post, generation } if post.0 == 2 => {
            let result = Err(Failure { path: "a.md".into(), message: "is gone".into() });
            Some(Answer::Opened { post: *post, generation: *generation, result })
        }
        Effect::Open { post, generation } => {
            let (file, islands) = (Clean::line("a.md"), Islands::default());
            let source = Source { text: TEXT, file: &file, first_line: 1, islands: &islands };
            let document = markdown(source, &Dialect::default());
            Some(Answer::Opened {
                post: *post,
                generation: *generation,
                result: Ok(Opened { document: Arc::new(document) }),
            })
        }
        Effect::Highlight { generation, number, language, text } => {
            let tokens = crate::highlight::highlight(text, language);
            Some(Answer::Highlighted { generation: *generation, number: *number, tokens })
        }
        Effect::Reload => Some(Answer::Refreshed(Ok(Arc::clone(app.library())))),
        _ => None,
    }
}

fn run(app: &mut App, effects: Vec<Effect>) {
    for effect in effects {
        if let Some(answer) = answer(app, &effect) {
            let more = app.answer(answer, samples::now());
            run(app, more);
        }
    }
}

fn drive(options: Options, size: (u16, u16), events: Vec<Event>) {
    let theme = Theme::named("default", Depth::Sixteen).unwrap();
    let mut app = App::new(Arc::new(samples::library(POSTS)), options, size, samples::now());
    let effects = app.start(samples::now());
    run(&mut app, effects);
    let mut spare = Screen::default();
    for event in events {
        let effects = app.handle(event, samples::now());
        run(&mut app, effects);
        if let Some(due) = app.deadline() {
            let effects = app.tick(due);
            run(&mut app, effects);
        }
        let effects = app.settle();
        run(&mut app, effects);
        let (width, height) = app.size();
        let mut screen = Screen::new(width, height);
        crate::view::draw(&app, &theme, &mut screen);
        if let Some(cursor) = screen.cursor {
            assert!(cursor.x < width && cursor.y < height, "cursor {cursor} at {width}×{height}");
        }
        // The session draws each frame in the room of one before: nothing of that is to be seen.
        spare.begin(width, height);
        crate::view::draw(&app, &theme, &mut spare);
        assert!(spare == screen, "a frame in the room of another, at {width}×{height}");
        hand_over(&mut spare);
        let targets = screen.targets.len();
        assert!(screen.links.iter().all(|link| usize::from(*link) <= targets));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_panic_the_app_at_any_size(
        size in (1u16..140, 1u16..45),
        ascii in any::<bool>(),
        events in proptest::collection::vec(event(), 0..60),
    ) {
        let dates = if ascii { DateFormat::Iso } else { DateFormat::Short };
        let options = Options { ascii, dates, themes: vec!["default".into(), "other".into()], ..Options::default() };
        drive(options, size, events);
    }
}

#[test]
fn every_size_can_be_drawn() {
    for (width, height) in
        (1..=124).step_by(3).flat_map(|width| (1..=30).step_by(3).map(move |height| (width, height)))
    {
        let keys = "ENTER/tx\u{1b}";
        let events = keys.chars().map(|c| Event::Key(Key::char(c))).collect();
        drive(Options::default(), (width, height), events);
    }
}
