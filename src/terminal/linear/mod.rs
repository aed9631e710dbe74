//! The line-by-line edge: a line of commands in, lines of text out; for terminals without a cursor, screen readers,
//! serial lines and pipes.
//!
//! A line holds the keys of the reader's own table, by name (`enter`, `ctrl-d`) or one after the other (`5j`, `yy`);
//! other words are refused. A number alone opens the row that has it, or follows the link. What follows `/`, `S` or `:` is typed and taken. An empty line is `space`, a page on, and in a
//! field Enter. The end of input ends the session. Nothing is written that nobody asked for, but messages: who types is not interrupted by rows that change.

mod commands;
mod inbox;

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Errands;
use super::capabilities::reads_utf8;
use crate::screen::{Caps, Event, Screen, Takes, linear, message};
use crate::session::{Copied, Edge, Edited, Incoming, Waker};
use crate::text::Clean;
use crate::text::ascii::ascii;
use inbox::{Heard, Inbox};

/// No line of commands is longer: bytes beyond are not keys of anybody's.
const MAX_LINE: usize = 4096;

/// So much of a word that is refused is said again.
const MAX_WORD: usize = 40;

/// How long somebody at a terminal waits for a line's answer; what comes later comes as a message.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a pipe waits for the bodies of all posts: longer than they take.
const WHOLE: Duration = Duration::from_secs(24 * 60 * 60);

/// A session read line by line.
pub struct Linear {
    inbox: Arc<Inbox>,
    errands: Errands,
    size: (u16, u16),
    /// Whether somebody sits there who is to be asked for the next line.
    prompts: bool,
    /// Whether lines are to be written before the next line is taken: what the last one asked for, and the first page.
    asked: bool,
    /// The signal that told us to end.
    told: Option<i32>,
    pressed: Arc<Pressed>,
    /// What the next line is for.
    takes: Takes,
    /// A text that could not be copied: it is written whole with the next frame.
    uncopied: Option<Clean>,
}

impl Linear {
    /// Reads commands from standard input. `size` is how wide and how long a page is.
    pub fn enter(size: (u16, u16), errands: Errands) -> Self {
        let inbox = Arc::new(Inbox::default());
        let to = Arc::clone(&inbox);
        thread::spawn(move || {
            let mut input = io::stdin().lock();
            let mut line = Vec::new();
            loop {
                to.await_wish();
                match read_line(&mut input, &mut line) {
                    Ok(1..) => to.line(String::from_utf8_lossy(&line).into_owned()),
                    Ok(0) | Err(_) => return to.end(),
                }
            }
        });
        let pressed = Arc::default();
        #[cfg(unix)]
        end_on_signals(Arc::clone(&inbox), Arc::clone(&pressed));
        let prompts = io::stdin().is_terminal() && io::stdout().is_terminal();
        let (takes, uncopied) = (Takes::Keys, None);
        Self { inbox, errands, size, prompts, asked: true, told: None, pressed, takes, uncopied }
    }

    /// The keys of a line, for the session; a word that means none is refused, and nothing of its line is done.
    fn line(&mut self, line: &str) -> io::Result<Vec<Incoming>> {
        if let Some(number) = commands::number(line, self.takes) {
            self.asked = true;
            return Ok(vec![Incoming::Event(Event::Number(number))]);
        }
        match commands::keys(line, self.takes) {
            Ok(keys) => {
                self.asked = true;
                Ok(keys.into_iter().map(|key| Incoming::Event(Event::Key(key))).collect())
            }
            Err(word) => {
                let word: String = Clean::line(&word).chars().take(MAX_WORD).collect();
                let prompt = if self.prompts { prompt(self.takes) } else { "" };
                let said = format!("No such command: {word}; ? lists the keys\n{prompt}");
                match self.write(said.as_bytes()) {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(vec![Incoming::End]),
                    written => written.map(|()| Vec::new()),
                }
            }
        }
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

/// A hang-up, or being told to end, ends the session as the end of input does: what is to be kept is kept. A second Ctrl-C
/// ends it at once, since a look at a slow disk may come before the first is heard.
#[cfg(unix)]
fn end_on_signals(inbox: Arc<Inbox>, pressed: Arc<Pressed>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag;
    let heard = Arc::new(AtomicBool::new(false));
    let twice = flag::register_conditional_default(SIGINT, Arc::clone(&heard));
    let ours = twice.and_then(|_| flag::register(SIGINT, Arc::clone(&pressed.came))).is_ok();
    let told: &[i32] = if ours { &[SIGHUP, SIGTERM, SIGINT] } else { &[SIGHUP, SIGTERM] };
    let hear = move |signal: i32| {
        if signal == SIGINT {
            if !pressed.is_ours() {
                return;
            }
            heard.store(true, Ordering::SeqCst);
        }
        inbox.cut(signal);
    };
    if let Ok(mut signals) = signal_hook::iterator::Signals::new(told) {
        thread::spawn(move || signals.forever().for_each(hear));
    }
}

/// Whose Ctrl-C is. A handler notes that it came; the thread that is woken by it may look only when an editor, which it ended, has
/// given the terminal back.
#[derive(Debug, Default)]
struct Pressed {
    came: Arc<AtomicBool>,
    lent: AtomicBool,
}

impl Pressed {
    /// Whether one came that is for us; it is taken.
    #[cfg(unix)]
    fn is_ours(&self) -> bool {
        !self.lent.load(Ordering::SeqCst) && self.came.swap(false, Ordering::SeqCst)
    }

    /// Lends the terminal to a program: what is pressed meanwhile is its own.
    fn lend<T>(&self, run: impl FnOnce() -> T) -> T {
        self.lent.store(true, Ordering::SeqCst);
        let result = run();
        self.came.store(false, Ordering::SeqCst);
        self.lent.store(false, Ordering::SeqCst);
        result
    }
}

/// What asks for the next line: in a field it says how Enter and Esc are said.
fn prompt(takes: Takes) -> &'static str {
    match takes {
        Takes::Keys | Takes::Letters | Takes::Panned => "> ",
        Takes::Text => "(words; enter; esc)> ",
    }
}

/// What is written of a frame: what is new where a line asked for it, else a message alone; and who is prompted is prompted
/// again. None where nothing is.
fn text(
    before: Option<&Screen>,
    after: &Screen,
    asked: bool,
    prompts: bool,
    whole: Option<&Clean>,
) -> Option<String> {
    let mut out = String::new();
    if asked {
        for line in linear(before, after) {
            out.push_str(&Clean::line(&line));
            out.push('\n');
        }
    } else {
        let said = message(after).filter(|said| before.and_then(message).as_ref() != Some(said))?;
        // The prompt has this row already.
        out.push_str(if prompts { "\n" } else { "" });
        out.push_str(&Clean::line(&said));
        out.push('\n');
    }
    for line in whole.iter().flat_map(|text| text.lines()) {
        out.push_str(line);
        out.push('\n');
    }
    out.push_str(if prompts { prompt(after.said.takes) } else { "" });
    Some(out)
}

impl Edge for Linear {
    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn caps(&self) -> Caps {
        Caps::default()
    }

    fn waker(&self) -> Waker {
        let inbox = Arc::clone(&self.inbox);
        Arc::new(move || inbox.wake())
    }

    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Incoming>> {
        match self.inbox.hear(!self.asked, until) {
            Heard::Line(line) => self.line(&line),
            Heard::Wake => Ok(Vec::new()),
            Heard::End => Ok(vec![Incoming::End]),
            Heard::Cut(signal) => {
                self.told = Some(signal);
                Ok(vec![Incoming::End])
            }
        }
    }

    fn show(&mut self, before: Option<&Screen>, after: &Screen, _: Vec<u8>) -> io::Result<()> {
        self.takes = after.said.takes;
        let whole = self.uncopied.take();
        match text(before, after, self.asked, self.prompts, whole.as_ref()) {
            Some(text) => {
                self.asked = false;
                self.write(text.as_bytes())
            }
            None => Ok(()),
        }
    }

    fn is_by_lines(&self) -> bool {
        true
    }

    /// A line is answered whole: nobody reads a page that is half there, and the next line means what this one opens.
    fn patience(&self) -> Duration {
        PATIENCE
    }

    /// What reads a pipe has no use for half an answer.
    fn patience_for_all(&self) -> Duration {
        match (self.asked, self.prompts) {
            (false, _) => Duration::ZERO,
            (true, true) => PATIENCE,
            (true, false) => WHOLE,
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let variable = |name: &str| std::env::var(name).ok();
        match out.is_terminal() && !reads_utf8(&variable) {
            true => out.write_all(ascii(&String::from_utf8_lossy(bytes)).as_bytes())?,
            false => out.write_all(bytes)?,
        }
        out.flush()
    }

    fn signal(&self) -> Option<i32> {
        self.told
    }

    fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn edit(&mut self, path: &Path, line: Option<usize>) -> io::Result<Edited> {
        let Some(mut command) = self.errands.edit(path, line) else { return Ok(Edited::Nowhere) };
        self.pressed.lend(|| command.status()).map(|status| self.errands.edited(status))
    }

    /// To a program of the desktop, or to tmux: these lines may go anywhere, so nothing is sent along with them. Where no
    /// program takes it, the text is written.
    fn copy(&mut self, text: &str) -> Copied {
        match self.errands.copying.copy(text) {
            Copied::Taken => Copied::Taken,
            Copied::Terminal { .. } | Copied::Shown | Copied::Nowhere => {
                self.uncopied = Some(Clean::text(text));
                Copied::Shown
            }
        }
    }

    fn browse(&mut self, _: &str) -> io::Result<bool> {
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(rows: &[&str], is_message: bool) -> Screen {
        let mut screen = Screen::new(30, rows.len() as u16);
        for (y, row) in rows.iter().enumerate() {
            for (x, c) in row.chars().enumerate() {
                screen.cells[(x as u16, y as u16)].set_char(c);
            }
        }
        screen.said.message = is_message.then_some(rows.len() as u16 - 1);
        screen
    }

    #[test]
    fn nothing_is_written_behind_the_prompt_but_messages() {
        // When the bodies of all posts had been read, rows with a sign of a problem were written again, behind the prompt.
        let list = screen(&["  Two ways", "1 of 1"], false);
        let marked = screen(&["! Two ways", "1 of 1"], false);
        let said = screen(&["! Two ways", " Read again   by itself"], true);
        assert_eq!(text(None, &list, true, true, None).unwrap(), "  Two ways\n1 of 1\n> ");
        assert_eq!(text(Some(&list), &marked, false, true, None), None);
        assert_eq!(text(Some(&list), &marked, true, false, None).unwrap(), "! Two ways\n");
        assert_eq!(text(Some(&marked), &said, false, true, None).unwrap(), "\nRead again   by itself\n> ");
        assert_eq!(text(Some(&marked), &said, false, false, None).unwrap(), "Read again   by itself\n");
        assert_eq!(text(Some(&said), &said, false, true, None), None, "once");
        assert_eq!(text(Some(&said), &said, true, true, None).unwrap(), "> ", "a line is always answered");
    }
}
