//! Something wrong with a post, a link or a setting: shown, never fatal.

use crate::text::Clean;

/// Something wrong, where it is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// The file, relative to its site where it has one.
    pub file: Clean,
    /// The line in the file, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: Clean,
    /// What helps; may be empty where nothing does.
    pub remedy: Clean,
}

impl Problem {
    /// A problem of a file as a whole.
    pub fn new(file: &Clean, message: &str, remedy: &str) -> Self {
        Self { file: file.clone(), line: None, message: Clean::line(message), remedy: Clean::line(remedy) }
    }

    /// The same at a line, counted from 1.
    pub fn at(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

impl std::fmt::Display for Problem {
    /// `file:line: message; remedy`, the form editors and compilers use.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)?;
        if !self.remedy.is_empty() {
            write!(f, "; {}", self.remedy)?;
        }
        Ok(())
    }
}
