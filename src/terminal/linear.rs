//! The line-by-line edge: a line of commands in, lines of text out; for terminals without a cursor, screen readers,
//! serial lines and pipes.
//!
//! A line holds the keys of the reader's own table, by name (`enter`, `ctrl-d`) or one after the other (`5j`, `yy`).
//! What follows `/`, `S` or `:` is typed and taken. An empty line is `space`: a page on. The end of input ends the
//! session.

use std::collections::VecDeque;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Errands;
use crate::app::keymap::chord;
use crate::layout::Glyphs;
use crate::screen::{Caps, Event, Key, KeyCode, Screen, linear};
use crate::session::{Edge, Incoming, Waker};
use crate::text::Clean;

/// Keys that open a field; what follows on the line is typed into it.
const FIELDS: [char; 3] = ['/', 'S', ':'];

/// No line of commands is longer: bytes beyond are not keys of anybody's.
const MAX_LINE: usize = 4096;

/// What the threads of the edge tell it.
enum Heard {
    Line(String),
    Wake,
    End,
}

/// A session read line by line.
pub struct Linear {
    heard: Receiver<Heard>,
    tell: Sender<Heard>,
    errands: Errands,
    size: (u16, u16),
    /// Whether somebody sits there who is to be asked for the next line.
    prompts: bool,
    /// Whether lines are to be written before the next line is taken: what the last one asked for, and the first page.
    asked: bool,
    /// What came while lines waited.
    waiting: VecDeque<Heard>,
}

impl Linear {
    /// Reads commands from standard input. `size` is how wide and how long a page is.
    pub fn enter(size: (u16, u16), errands: Errands) -> Self {
        let (tell, heard) = channel();
        let to = tell.clone();
        thread::spawn(move || {
            let mut input = io::stdin().lock();
            let mut line = Vec::new();
            while let Ok(1..) = read_line(&mut input, &mut line) {
                if to.send(Heard::Line(String::from_utf8_lossy(&line).into_owned())).is_err() {
                    return;
                }
            }
            // Nobody is there to be told where this fails.
            let _ = to.send(Heard::End);
        });
        #[cfg(unix)]
        end_on_signals(tell.clone());
        let prompts = io::stdin().is_terminal() && io::stdout().is_terminal();
        Self { heard, tell, errands, size, prompts, asked: true, waiting: VecDeque::new() }
    }
}

/// The next line, no longer than a line of commands can be; how many bytes it took.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    line.clear();
    let count = io::Read::take(&mut *input, MAX_LINE as u64).read_until(b'\n', line)?;
    while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        line.pop();
    }
    Ok(count)
}

/// A hang-up, or being told to end, ends the session as the end of input does: what is to be kept is kept.
#[cfg(unix)]
fn end_on_signals(tell: Sender<Heard>) {
    use signal_hook::consts::{SIGHUP, SIGTERM};
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGTERM]) {
        thread::spawn(move || signals.forever().try_for_each(|_| tell.send(Heard::End)));
    }
}

/// The keys that a line of commands means.
fn keys(line: &str) -> Vec<Key> {
    let line = line.trim();
    if line.is_empty() {
        return vec![Key::char(' ')];
    }
    let mut letters = line.chars();
    if let Some(first) = letters.next().filter(|first| FIELDS.contains(first)) {
        let typed = letters.as_str();
        let enter = (!typed.is_empty()).then_some(Key::plain(KeyCode::Enter));
        return std::iter::once(Key::char(first)).chain(typed.chars().map(Key::char)).chain(enter).collect();
    }
    let mut keys = Vec::new();
    for word in line.split_whitespace() {
        match chord::parse(word) {
            Ok(key) => keys.push(key),
            Err(_) => keys.extend(word.chars().map(Key::char)),
        }
    }
    keys
}

impl Edge for Linear {
    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn caps(&self) -> Caps {
        Caps::default()
    }

    fn waker(&self) -> Waker {
        let tell = self.tell.clone();
        Arc::new(move || {
            // A session that is over needs no waking.
            let _ = tell.send(Heard::Wake);
        })
    }

    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Incoming>> {
        let next = if self.asked { None } else { self.waiting.pop_front() };
        let heard = match (next, until) {
            (Some(next), _) => Ok(next),
            (None, None) => self.heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
            (None, Some(until)) => self.heard.recv_timeout(until.saturating_duration_since(Instant::now())),
        };
        Ok(match heard {
            Ok(early @ (Heard::Line(_) | Heard::End)) if self.asked => {
                self.waiting.push_back(early);
                Vec::new()
            }
            Ok(Heard::Line(line)) => {
                self.asked = true;
                keys(&line).into_iter().map(|key| Incoming::Event(Event::Key(key))).collect()
            }
            Ok(Heard::Wake) | Err(RecvTimeoutError::Timeout) => Vec::new(),
            Ok(Heard::End) | Err(RecvTimeoutError::Disconnected) => vec![Incoming::End],
        })
    }

    fn show(&mut self, before: Option<&Screen>, after: &Screen, _: Vec<u8>) -> io::Result<()> {
        let marks: Vec<&str> = [false, true]
            .into_iter()
            .map(Glyphs::set)
            .flat_map(|glyphs| [glyphs.cursor, glyphs.cursor_away])
            .collect();
        let lines = linear(before, after, &marks);
        if lines.is_empty() && !self.asked {
            return Ok(());
        }
        let mut out = String::new();
        for line in lines {
            out.push_str(&Clean::line(&line));
            out.push('\n');
        }
        if self.prompts {
            out.push_str("> ");
        }
        self.asked = false;
        self.write(out.as_bytes())
    }

    /// A line is answered whole: nobody reads a page that is half there, and the next line means what this one opens.
    fn patience(&self) -> Duration {
        Duration::from_secs(2)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn edit(&mut self, path: &Path, line: Option<usize>) -> io::Result<bool> {
        let Some(mut command) = self.errands.edit(path, line) else { return Ok(false) };
        command.status().map(|_| true)
    }

    fn browse(&mut self, _: &str) -> io::Result<bool> {
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        let name = |key: Key| match key.code {
            KeyCode::Char(c) => c.to_string(),
            code => format!("{code:?}"),
        };
        keys(line).into_iter().map(name).collect()
    }

    #[test]
    fn a_line_is_keys_by_name_or_one_after_the_other() {
        assert_eq!(names(""), [" "]);
        assert_eq!(names("j"), ["j"]);
        assert_eq!(names("5j"), ["5", "j"]);
        assert_eq!(names("enter tab"), ["Enter", "Tab"]);
    }

    #[test]
    fn what_follows_a_field_is_typed_and_taken() {
        assert_eq!(names("/a b"), ["/", "a", " ", "b", "Enter"]);
        assert_eq!(names("/"), ["/"]);
        assert_eq!(names(":q"), [":", "q", "Enter"]);
    }
}
