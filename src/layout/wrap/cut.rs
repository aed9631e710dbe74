//! How a word that is wider than a line is cut.

use std::ops::Range;

use unicode_linebreak::linebreaks;

use super::{Word, around};
use crate::layout::flow::Flow;
use crate::text::width::{Ambiguous, graphemes};

/// Where an address may be broken if it must be: after its host, and from there on before each part of it.
fn joints<'f>(flow: &'f Flow, address: &Range<usize>) -> impl Iterator<Item = usize> + use<'f> {
    let text = flow.text.get(address.clone()).unwrap_or_default();
    let start = address.start;
    let host = text.find("://").map_or(2, |at| at + 3);
    let ends = |(_, byte): &(usize, u8)| matches!(byte, b'/' | b'?' | b'&' | b'#');
    let joints = text.bytes().enumerate().skip(host).filter(ends).map(move |(at, _)| start + at + 1);
    joints.filter(move |at| *at < start + text.len())
}

/// How a word that is wider than a line is cut, from the best to what always helps.
#[derive(Clone, Copy)]
enum Cut {
    /// Addresses at their joints, everything else as UAX 14 has it.
    Joints,
    /// As UAX 14 has it.
    Rules,
    /// After signs, as programmers break names: `a.b(c)`.
    Signs,
    /// Between graphemes.
    Graphemes,
}

impl Cut {
    fn next(self) -> Option<Self> {
        match self {
            Self::Joints => Some(Self::Rules),
            Self::Rules => Some(Self::Signs),
            Self::Signs => Some(Self::Graphemes),
            Self::Graphemes => None,
        }
    }

    /// Where the parts of a range of the flow end, the end of the range too.
    fn ends(self, flow: &Flow, bytes: &Range<usize>, room: (usize, Ambiguous)) -> Vec<usize> {
        let text = flow.text.get(bytes.clone()).unwrap_or_default();
        let rules = || linebreaks(text).map(|(at, _)| bytes.start + at);
        let mut ends: Vec<usize> = match self {
            Self::Joints => {
                let known = flow.addresses.iter().filter(|a| a.start < bytes.end && bytes.start < a.end);
                let joints = known.flat_map(|address| joints(flow, address));
                joints.chain(rules().filter(|at| around(&flow.addresses, *at).is_none())).collect()
            }
            Self::Rules => {
                rules().filter(|at| !flow.text.get(..*at).is_some_and(|t| t.ends_with("://"))).collect()
            }
            Self::Signs => {
                let sign = |(_, c): &(usize, char)| !c.is_alphanumeric();
                text.char_indices().filter(sign).map(|(at, c)| bytes.start + at + c.len_utf8()).collect()
            }
            Self::Graphemes => {
                let last = bytes.start + with_its_signs(text);
                let last = if flow.cells(last..bytes.end, room.1) > room.0 { bytes.end } else { last };
                let ends = graphemes(text).map(|(at, g)| bytes.start + at + g.len());
                ends.filter(|at| *at <= last).collect()
            }
        };
        ends.push(bytes.end);
        ends.retain(|at| bytes.start < *at && *at <= bytes.end);
        ends.sort_unstable();
        ends.dedup();
        ends
    }
}

/// Where the last letter of a word begins that has signs behind it, as a full stop, which begin no line; else the end of the word.
fn with_its_signs(word: &str) -> usize {
    const MOST: usize = 3;
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_opening(c));
    let signs = word.get(bare.len()..).unwrap_or_default().chars().count();
    match graphemes(bare).last() {
        Some((at, _)) if (1..=MOST).contains(&signs) => at,
        _ => word.len(),
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '«' | '“' | '‘' | '„' | '「' | '『' | '（')
}

/// Cuts a word that is wider than a line into parts that are not, as long as they can be.
pub(super) fn split(
    flow: &Flow,
    bytes: Range<usize>,
    width: usize,
    ambiguous: Ambiguous,
    out: &mut Vec<Word>,
) {
    let mut parts = Vec::new();
    cut(flow, bytes, (width, ambiguous), Cut::Joints, &mut parts);
    let mut first = true;
    for part in parts {
        match out.last_mut() {
            Some(last) if !first && part.joins && last.cells + part.cells <= width => {
                last.bytes.end = part.bytes.end;
                last.cells += part.cells;
            }
            _ => out.push(Word { bytes: part.bytes, cells: part.cells, gap: 0, ends: false, parts: false }),
        }
        first = false;
    }
}

/// A part of a word, and whether it may stand on one line with the part before it.
struct Part {
    bytes: Range<usize>,
    cells: usize,
    joins: bool,
}

fn cut(flow: &Flow, bytes: Range<usize>, room: (usize, Ambiguous), how: Cut, out: &mut Vec<Part>) {
    let mut start = bytes.start;
    for end in how.ends(flow, &bytes, room) {
        let range = std::mem::replace(&mut start, end)..end;
        let cells = flow.cells(range.clone(), room.1);
        match how.next() {
            Some(finer) if cells > room.0 => {
                let from = out.len();
                cut(flow, range, room, finer, out);
                if let Some(part) = out.get_mut(from) {
                    part.joins = false;
                }
            }
            _ => out.push(Part { bytes: range, cells, joins: true }),
        }
    }
}
