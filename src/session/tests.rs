//! Sessions with a scripted terminal: keys in, frames out, no real terminal and no clock to be right.

mod shelf;

use std::collections::VecDeque;
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

use super::*;
use crate::app::{Memory, Options};
use crate::library::samples::library;
use crate::library::{Library, Part};
use crate::post::{Marking, Visited};
use crate::screen::{Caps, Key, KeyCode, encode};
use crate::text::Clean;
use crate::theme::Depth;
use shelf::Shelf;

/// What the reader at the terminal does next.
enum Step {
    /// Types.
    Keys(&'static str),
    /// Waits until these words are on the screen.
    See(&'static str),
    /// Waits until there were so many frames in all.
    Frames(usize),
    /// Takes no frames, or takes them again.
    Full(bool),
    /// Lets a worker go on.
    Let,
    /// Goes away.
    Hang,
}
use Step::{Frames, Full, Hang, Keys, Let, See};

/// A terminal that follows a script.
struct Scripted {
    steps: VecDeque<Step>,
    emulator: vt100::Parser,
    frames: Vec<Vec<u8>>,
    wake: Arc<(Mutex<bool>, Condvar)>,
    gate: Arc<(Mutex<usize>, Condvar)>,
    gone: bool,
    full: bool,
    ended: Arc<AtomicBool>,
}

impl Scripted {
    fn sees(&self, words: &str) -> bool {
        self.emulator.screen().contents().contains(words)
    }

    /// Sleeps until a worker wakes us or the time has come.
    fn sleep(&self, until: Option<Instant>) {
        let (woken, condition) = &*self.wake;
        let limit = Duration::from_secs(20);
        let left = until.map_or(limit, |until| until.saturating_duration_since(Instant::now()));
        let (mut woken, result) =
            condition.wait_timeout_while(woken.lock().unwrap(), left, |woken| !*woken).unwrap();
        assert!(
            until.is_some() || !result.timed_out(),
            "the script waits for ever:\n{}",
            self.emulator.screen().contents()
        );
        *woken = false;
    }
}

impl Edge for Scripted {
    fn size(&self) -> (u16, u16) {
        (80, 24)
    }

    fn caps(&self) -> Caps {
        Caps::default()
    }

    fn waker(&self) -> Waker {
        let wake = self.wake.clone();
        Arc::new(move || {
            *wake.0.lock().unwrap() = true;
            wake.1.notify_all();
        })
    }

    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Incoming>> {
        loop {
            match self.steps.front() {
                None => return Ok(vec![Incoming::End]),
                Some(See(words)) if self.sees(words) => drop(self.steps.pop_front()),
                Some(Frames(count)) if self.frames.len() >= *count => drop(self.steps.pop_front()),
                Some(See(_) | Frames(_)) => {
                    self.sleep(until);
                    return Ok(Vec::new());
                }
                Some(Let) => {
                    self.steps.pop_front();
                    *self.gate.0.lock().unwrap() += 1;
                    self.gate.1.notify_all();
                }
                Some(Full(full)) => {
                    self.full = *full;
                    self.steps.pop_front();
                }
                Some(Hang) => self.gone = true,
                Some(Keys(keys)) => {
                    let keys = keys.chars().map(|c| match c {
                        '\r' => Key::plain(KeyCode::Enter),
                        c => Key::char(c),
                    });
                    let events = keys.map(|key| Incoming::Event(Event::Key(key))).collect();
                    self.steps.pop_front();
                    return Ok(events);
                }
            }
            if self.gone {
                return Ok(Vec::new());
            }
        }
    }

    fn takes(&self) -> bool {
        !self.full
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        assert!(!self.full, "a frame that nobody takes");
        if self.gone {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.emulator.process(bytes);
        self.frames.push(bytes.to_vec());
        Ok(())
    }

    fn end(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }

    fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn edit(&mut self, _: &Path, _: Option<usize>) -> io::Result<Edited> {
        Ok(Edited::Nowhere)
    }

    fn browse(&mut self, _: &str) -> io::Result<bool> {
        Ok(false)
    }
}

/// Keeps nothing; at the end it waits for a disk.
struct Nothing {
    ended: Arc<AtomicBool>,
}

impl Store for Nothing {
    fn begin(&mut self, _: Waker) {}

    fn mark(&mut self, _: u64, _: Vec<Marking>) {}

    fn visit(&mut self, _: Vec<(String, Visited)>, _: Timestamp) {}

    fn answer(&mut self) -> Option<Answer> {
        None
    }

    fn finish(&mut self) {
        assert!(self.ended.load(Ordering::Relaxed), "the terminal is given back before a disk is waited for");
    }

    fn remember(&mut self, _: Memory) {}

    fn theme(&self, name: &str) -> Option<Theme> {
        Theme::named(name, Depth::None)
    }
}

/// Runs a session on a library of four posts.
fn session(steps: impl IntoIterator<Item = Step>) -> (Ended, Scripted) {
    session_with(Options::default(), steps)
}

fn session_with(options: Options, steps: impl IntoIterator<Item = Step>) -> (Ended, Scripted) {
    let posts = library(&["2024-03-04 First", "2024-03-03 Broken", "2024-03-02 Slow", "2024-03-01 Last"]);
    session_on(posts, options, steps)
}

fn session_on(posts: Library, options: Options, steps: impl IntoIterator<Item = Step>) -> (Ended, Scripted) {
    let side = |n| NonZeroU16::new(n).unwrap();
    let mut edge = Scripted {
        steps: steps.into_iter().collect(),
        emulator: vt100::Parser::new(side(24), side(80), 0),
        frames: Vec::new(),
        wake: Arc::default(),
        gate: Arc::default(),
        gone: false,
        full: false,
        ended: Arc::default(),
    };
    let app = App::new(Arc::new(posts), options, edge.size(), Timestamp::now());
    let theme = Theme::named("default", Depth::None).unwrap();
    let work = Arc::new(Shelf { gate: edge.gate.clone() });
    let mut store = Nothing { ended: edge.ended.clone() };
    let ended = run(app, theme, &mut edge, &mut store, work).unwrap();
    (ended, edge)
}

#[test]
fn a_post_opens_and_the_session_quits() {
    let (ended, edge) =
        session([See("Last"), Keys("\r"), See("The body of First."), Keys("qq"), See("never")]);
    assert_eq!(ended, Ended::Quit);
    assert!(edge.sees("The body of First."), "what is quit is not drawn again");
}

#[test]
fn a_frame_is_one_write_in_one_synchronised_update() {
    let (_, edge) =
        session([See("Last"), Keys("j"), Keys("j"), Keys("\r"), Let, See("The body of Slow."), Keys("Q")]);
    for frame in &edge.frames {
        let count = |mark: &[u8]| frame.windows(mark.len()).filter(|bytes| *bytes == mark).count();
        assert_eq!((count(encode::SYNC_BEGIN), count(encode::SYNC_END)), (1, 1));
        assert!(frame.starts_with(encode::SYNC_BEGIN) && frame.windows(8).any(|w| w == encode::SYNC_END));
    }
}

#[test]
fn keys_that_are_there_already_cost_one_frame() {
    let (_, edge) = session([
        See("Last"),
        Keys("j"),
        Keys("j"),
        Keys("j"),
        Keys("\r"),
        See("The body of Last."),
        Keys("Q"),
    ]);
    assert!(edge.frames.len() <= 3, "{} frames", edge.frames.len());
}

#[test]
fn a_panic_in_a_parser_is_a_message_and_nothing_else() {
    let (ended, edge) = session([
        See("Last"),
        Keys("j\r"),
        See("a fault in rushlight"),
        Keys("q"),
        See("Last"),
        Keys("jj\r"),
        See("The body of Last."),
        Keys("Q"),
    ]);
    assert_eq!(ended, Ended::Quit);
    assert!(edge.steps.is_empty());
}

#[test]
fn a_panic_in_a_scan_is_a_message() {
    let (ended, _) = session([See("Last"), Keys("r"), See("a fault in rushlight"), See("Last"), Keys("Q")]);
    assert_eq!(ended, Ended::Quit);
}

#[test]
fn a_first_look_that_fails_is_a_message_and_no_key_waits_for_it_any_more() {
    let nothing = || library(&[]).as_part(Part::default());
    let steps =
        [See("could not be read: a fault"), Keys("?"), See("quits"), Keys("q"), See("0 posts"), Keys("q")];
    let (ended, edge) = session_on(nothing(), Options::default(), steps);
    assert_eq!((ended, edge.steps.len()), (Ended::Quit, 0));
}

#[test]
fn a_slow_post_holds_up_no_key_and_comes_too_late() {
    let (ended, edge) = session([
        See("Last"),
        Keys("jj\r"),
        Keys("q"),
        See("Last"),
        Keys("G\r"),
        See("The body of Last."),
        Let,
        Keys("k"),
        See("The body of Last."),
        Keys("Q"),
    ]);
    assert_eq!(ended, Ended::Quit);
    assert!(edge.sees("The body of Last."));
}

#[test]
fn the_search_for_a_letter_gives_way_to_that_for_two() {
    let (_, edge) = session([
        See("Last"),
        Keys("Se"),
        See("no post"),
        Keys("n"),
        See("1 post"),
        Keys("d"),
        See("1 post"),
    ]);
    assert!(edge.sees("First"), "{}", edge.emulator.screen().contents());
}

#[test]
fn enter_in_one_burst_with_the_words_waits_for_what_they_find_and_later_keys_wait_too() {
    // Nothing was found yet, so Enter opened nothing, and the keys after it went into the field.
    let (ended, _) = session([See("Last"), Keys("jSn\r"), See("The body of First."), Keys("Q")]);
    assert_eq!(ended, Ended::Quit);
    let (ended, _) = session([See("Last"), Keys("Sn\rQ"), See("never")]);
    assert_eq!(ended, Ended::Quit, "it is no letter for the field");
}

#[test]
fn a_line_down_costs_few_bytes() {
    let opened = [See("Last"), Keys("\r"), See("The body of First."), Frames(2)];
    let (_, edge) = session(opened.into_iter().chain((3..13).flat_map(|n| [Keys("j"), Frames(n)])));
    let mut sizes: Vec<usize> = edge.frames.iter().skip(3).map(Vec::len).collect();
    sizes.sort_unstable();
    assert!(sizes[sizes.len() / 2] <= 120 && sizes[sizes.len() - 1] <= 250, "{sizes:?}");
}

#[test]
fn no_frame_is_drawn_that_would_come_too_late() {
    let (ended, edge) = session([
        See("Last"),
        Full(true),
        Keys("j"),
        Keys("j"),
        Keys("\r"),
        Let,
        Keys("q"),
        Frames(1),
        Full(false),
        Keys("j"),
        Frames(2),
        Keys("\r"),
        See("The body of Last."),
        Keys("Q"),
    ]);
    assert_eq!(ended, Ended::Quit);
    assert!(edge.frames.len() <= 4, "{} frames", edge.frames.len());
}

#[test]
fn who_hangs_up_ends_the_session() {
    assert_eq!(session([See("Last"), Keys("j"), Hang]).0, Ended::Cut);
    assert_eq!(session([See("Last")]).0, Ended::Cut);
}

#[test]
fn a_session_that_may_not_idle_ends_by_itself() {
    let options = Options { idle: Some(Duration::from_millis(300)), ..Options::default() };
    let (ended, edge) =
        session_with(options, [See("Last"), Keys("\r"), See("The body of First."), See("never")]);
    assert_eq!(ended, Ended::Idle);
    assert!(edge.sees("The body of First."));
}
