//! Code and its language to runs of tokens. The only place that names syntect.
//!
//! It runs on a worker and is bounded: long lines, long blocks and slow grammars are left plain from there on.

mod language;
mod scopes;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use syntect::parsing::{ParseState, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet};

use crate::role::Token;

/// The tokens of each line of a block of code, as byte ranges in the line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlighted {
    /// One list of runs for each line, in order; what no run covers is plain.
    pub lines: Vec<Vec<(Range<usize>, Token)>>,
}

/// Longer lines are data rather than code, and some grammars are quadratic in them.
const LONGEST_LINE: usize = 2048;

/// More code than this in one block is not looked at.
const MOST_CODE: usize = 512 * 1024;

/// A block may take this long; a page of code takes a hundredth of it.
const BUDGET: Duration = Duration::from_millis(400);

/// The grammars bat knows. They are read once, when the first block of code is highlighted.
fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(two_face::syntax::extra_newlines)
}

/// Tells the tokens of `code` apart. An unknown language gives no runs. Total, bounded in time.
pub fn highlight(code: &str, language: &str) -> Highlighted {
    let Some(grammar) = language::find(grammars(), language, code) else { return Highlighted::default() };
    // Grammars are data from elsewhere: one that cannot be compiled must cost colours, not the reader.
    let session = language::is_session(language, code);
    catch_unwind(AssertUnwindSafe(|| lines(code, grammar, session))).unwrap_or_default()
}

fn lines(code: &str, grammar: &SyntaxReference, session: bool) -> Highlighted {
    let until = Instant::now() + BUDGET;
    let mut reader = Reader { state: ParseState::new(grammar), scopes: ScopeStack::new() };
    let mut out = Highlighted::default();
    let mut bytes = 0;
    for line in code.split('\n') {
        bytes += line.len() + 1;
        if bytes > MOST_CODE || Instant::now() > until {
            break;
        }
        if line.len() > LONGEST_LINE {
            out.lines.push(Vec::new());
            continue;
        }
        let read = if session { at_prompt(line, grammar) } else { reader.line(line) };
        let Some(runs) = read else { break };
        out.lines.push(runs);
    }
    out
}

/// The runs of a line of a session: a command is read by itself, an answer of the machine not at all.
fn at_prompt(line: &str, grammar: &SyntaxReference) -> Option<Vec<(Range<usize>, Token)>> {
    let Some(prompt) = language::prompt(line) else { return Some(Vec::new()) };
    let mut reader = Reader { state: ParseState::new(grammar), scopes: ScopeStack::new() };
    let runs = reader.line(line.get(prompt.len()..).unwrap_or_default())?;
    let moved =
        runs.into_iter().map(|(range, token)| (range.start + prompt.len()..range.end + prompt.len(), token));
    Some(std::iter::once((0..prompt.trim_end().len(), Token::Comment)).chain(moved).collect())
}

/// Where one is in a block of code.
struct Reader {
    state: ParseState,
    scopes: ScopeStack,
}

impl Reader {
    /// The runs of the next line, none where the grammar fails.
    fn line(&mut self, line: &str) -> Option<Vec<(Range<usize>, Token)>> {
        let with_end = format!("{line}\n");
        let changes = self.state.parse_line(&with_end, grammars()).ok()?;
        let mut runs: Vec<(Range<usize>, Token)> = Vec::new();
        let mut from = 0;
        for (at, change) in &changes {
            self.run(&mut runs, line, from..(*at).min(line.len()));
            from = (*at).min(line.len());
            self.apply(change)?;
        }
        self.run(&mut runs, line, from..line.len());
        Some(runs)
    }

    fn apply(&mut self, change: &ScopeStackOp) -> Option<()> {
        self.scopes.apply(change).ok()
    }

    /// Adds a run, or makes the last one longer; blanks and plain text need none.
    fn run(&self, runs: &mut Vec<(Range<usize>, Token)>, line: &str, range: Range<usize>) {
        if range.is_empty() || line.get(range.clone()).is_none_or(|text| text.trim().is_empty()) {
            return;
        }
        let token = scopes::token(self.scopes.as_slice());
        match runs.last_mut() {
            _ if token == Token::Plain => {}
            Some((last, same)) if *same == token && last.end == range.start => last.end = range.end,
            _ => runs.push((range, token)),
        }
    }
}

#[cfg(test)]
mod tests;
