//! Standard output and standard error as good Unix programs use them.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use serde::Serialize;

use crate::screen::encode;
use crate::terminal::capabilities::reads_utf8;
use crate::terminal::end_by;
use crate::text::Clean;
use crate::text::ascii::ascii;

/// Why a command ends without success.
#[derive(Debug)]
pub enum Fault {
    /// It failed: exit code 1. Each entry is a line on standard error.
    Failed(Vec<String>),
    /// It was called wrongly: exit code 2. Lines after the first point at the place.
    Usage(String),
    /// Nothing was found: exit code 1, and a line on standard error that says so, if there are words for it.
    Nothing(Option<String>),
    /// Standard output was closed by its reader, which is no failure.
    Closed,
    /// A signal of this number ended the session, all of which is kept: the program ends as by the signal, which a shell tells as
    /// the exit code 128 and the number.
    Signal(i32),
}

impl Fault {
    /// A failure with one line of words.
    pub fn failed(message: impl Into<String>) -> Self {
        Self::Failed(vec![message.into()])
    }

    /// Says what is wrong on standard error and gives the exit code.
    pub fn report(self) -> ExitCode {
        match self {
            Self::Closed => ExitCode::SUCCESS,
            Self::Signal(number) => {
                end_by(number);
                ExitCode::from(u8::try_from(number.saturating_add(128)).unwrap_or(1))
            }
            Self::Nothing(words) => {
                words.iter().for_each(|words| complain(words));
                ExitCode::from(1)
            }
            Self::Failed(lines) => {
                lines.iter().for_each(|line| complain(line));
                ExitCode::from(1)
            }
            Self::Usage(message) => {
                let mut lines = message.lines();
                complain(lines.next().unwrap_or_default());
                // What follows points at a place in what was said: blanks in front count.
                for line in lines {
                    let _ = writeln!(io::stderr().lock(), "{}", Clean::line(line));
                }
                ExitCode::from(2)
            }
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::failed(format!("cannot write to standard output: {error}")),
        }
    }
}

/// A message of one line on standard error, with the program's name in front. What cannot be written there is dropped.
pub fn complain(message: &str) {
    let words = format!("rushlight: {}\n", Clean::line(message));
    let _ = io::stderr().lock().write_all(&read_by(&io::stderr(), words.as_bytes().into()));
}

/// Says on standard error how far something is, in the row that the word before it had; nothing said wipes the row. Only
/// for a terminal, and through the gate of one.
pub fn progress(words: &str) {
    let row = [b"\r", words.as_bytes(), encode::ERASE_LINE].concat();
    let _ = io::stderr().lock().write_all(&encode::checked(&row));
}

/// Writes all bytes to standard output, through the gate: it may be a terminal, or end up on one.
pub fn emit(bytes: &[u8]) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    out.write_all(&read_by(&io::stdout(), encode::checked_lines(bytes)))?;
    out.flush()?;
    Ok(())
}

/// Standard output for many lines: to hold them all takes longer than to write them.
#[derive(Default)]
pub struct Lines {
    /// The lines that are not written yet.
    pub text: String,
}

impl Lines {
    /// So many bytes are written at a time.
    const PIECE: usize = 64 << 10;

    /// Writes what there is once that is enough; called where a line has ended.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub fn pass(&mut self) -> Result<(), Fault> {
        match self.text.len() < Self::PIECE {
            true => Ok(()),
            false => self.end(),
        }
    }

    /// Writes the rest.
    ///
    /// # Errors
    /// Standard output takes no more.
    pub fn end(&mut self) -> Result<(), Fault> {
        emit(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }
}

/// The bytes as what is behind an output reads them: a terminal of another locale than one of UTF-8 gets ASCII, since half of
/// a letter may be an order to it.
fn read_by<'a>(output: &impl IsTerminal, bytes: Cow<'a, [u8]>) -> Cow<'a, [u8]> {
    let variable = |name: &str| std::env::var(name).ok();
    if bytes.is_ascii() || !output.is_terminal() || reads_utf8(&variable) {
        return bytes;
    }
    ascii(&String::from_utf8_lossy(&bytes)).into_owned().into_bytes().into()
}

/// A value as JSON with a line break. JSON itself escapes only C0: here DEL, C1 and what turns the direction of text are
/// escaped too, so that every word is kept and nothing of it reaches a terminal as an order.
pub fn json_text(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_else(|_| "null".into());
    if !text.is_ascii() || text.contains('\u{7f}') {
        text = escaped(&text);
    }
    text.push('\n');
    text.into_bytes()
}

/// Only strings of JSON hold such characters, so an escape may stand wherever one does.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c != '\n' && encode::is_obeyed(c) {
            // Writing to a string cannot fail; none of these is beyond the first plane.
            true => drop(write!(out, "\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

/// Says what was wrong with the arguments, or help and version, as clap words them, and gives the exit code. Clap repeats
/// arguments as they are: where one of them holds an order to the terminal, nothing is styled.
pub fn wrong_arguments(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    let is_text =
        |argument: &OsString| argument.to_str().is_some_and(|text| !text.contains(encode::is_obeyed));
    // A closed pipe is no failure.
    let _ = match arguments.iter().all(is_text) {
        true => error.print(),
        false => write!(io::stderr().lock(), "{}", Clean::text(&error.render().to_string())),
    };
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
