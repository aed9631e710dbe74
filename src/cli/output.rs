//! Standard output and standard error as good Unix programs use them.

use std::io::{self, Write};
use std::process::ExitCode;

/// Why a command ends without success.
#[derive(Debug)]
pub enum Fault {
    /// It failed: exit code 1. Each entry is a line on standard error.
    Failed(Vec<String>),
    /// It was called wrongly: exit code 2. Lines after the first point at the place.
    Usage(String),
    /// Nothing was found: exit code 1, and not a word.
    Nothing,
    /// Standard output was closed by its reader, which is no failure.
    Closed,
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
            Self::Nothing => ExitCode::from(1),
            Self::Failed(lines) => {
                lines.iter().for_each(|line| complain(line));
                ExitCode::from(1)
            }
            Self::Usage(message) => {
                let mut lines = message.lines();
                complain(lines.next().unwrap_or_default());
                // What follows points at a place in what was said: blanks in front count.
                for line in lines {
                    let _ = writeln!(io::stderr().lock(), "{}", crate::text::Clean::line(line));
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

/// A message on standard error, with the program's name in front. What cannot be written there is dropped.
pub fn complain(message: &str) {
    let message = crate::text::Clean::text(message);
    let _ = writeln!(io::stderr().lock(), "rushlight: {message}");
}

/// Writes all bytes to standard output.
pub fn emit(bytes: &[u8]) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}
