//! Lines of a width: where they may break (UAX 14) and where they break best.
//!
//! A paragraph gets as few lines as it can and among those the most even ones, as TeX would choose them; a line
//! by line filling leaves one line short where its neighbours are full.

mod cut;

use std::ops::Range;

use super::breaks::breaks;
use super::flow::Flow;
use super::parting::{Hyphens, syllables};
use crate::text::hyphen::SOFT;
use crate::text::width::Ambiguous;
use cut::split;

/// What lies between two places where a line may break.
#[derive(Clone, Debug, PartialEq)]
struct Word {
    /// Its bytes in the flow, without blanks after it.
    bytes: Range<usize>,
    cells: usize,
    /// Cells of the blanks after it; none where a line may break inside a word.
    gap: usize,
    /// Whether a line ends after it.
    ends: bool,
    /// Whether it is the part of a word, and a line that ends after it ends with a hyphen.
    parts: bool,
}

/// The bytes of a line, and whether it ends with a hyphen of ours.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) bytes: Range<usize>,
    pub(super) hyphen: bool,
}

/// Each line. A flow without text gives none.
pub(super) fn lines(flow: &Flow, width: usize, hyphens: Hyphens, ambiguous: Ambiguous) -> Vec<Row> {
    let words = words(flow, width.max(2), hyphens, ambiguous);
    let mut out = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let length = words.iter().skip(from).position(|word| word.ends).map_or(words.len() - from, |n| n + 1);
        let paragraph = words.get(from..from + length).unwrap_or_default();
        for line in best(paragraph, width.max(2)) {
            let start = paragraph.get(line.start).map_or(0, |word| word.bytes.start);
            let last = paragraph.get(line.end - 1);
            let hyphen = last.is_some_and(|word| word.parts) && line.end < paragraph.len();
            out.push(Row { bytes: start..last.map_or(start, |word| word.bytes.end), hyphen });
        }
        from += length;
    }
    out
}

/// The cells of the longest line and of the longest word: how wide a text would be, and how narrow it can be.
pub(super) fn extent(flow: &Flow, ambiguous: Ambiguous) -> (usize, usize) {
    let words = words(flow, usize::MAX, Hyphens::Off, ambiguous);
    let (mut widest, mut line, mut longest) = (0, 0, 0);
    for word in &words {
        longest = longest.max(word.cells);
        widest = widest.max(line + word.cells);
        line = if word.ends { 0 } else { line + word.cells + word.gap };
    }
    (widest, longest)
}

/// So many bytes a word and the blank after it take in most languages.
const LETTERS: usize = 6;

/// The words of a flow, none wider than `width`.
fn words(flow: &Flow, width: usize, hyphens: Hyphens, ambiguous: Ambiguous) -> Vec<Word> {
    let mut words = Vec::with_capacity(flow.text.len() / LETTERS + 1);
    let mut start = 0;
    breaks(&flow.text, |found| {
        let (at, hard) = (found.at, found.hard);
        if !hard && !may_break(flow, start, at) {
            return;
        }
        if let Some(bytes) = found.word.filter(|word| word.start == start && hyphens == Hyphens::Off)
            && bytes.len() <= width
        {
            let (cells, gap) = (bytes.len(), at - bytes.end);
            words.push(Word { bytes, cells, gap, ends: hard, parts: false });
            start = at;
            return;
        }
        let whole = flow.text.get(start..at).unwrap_or_default();
        let bare = whole.trim_end_matches(['\n', ' ']);
        let bytes = start..start + bare.len();
        let gap = whole.get(bare.len()..).unwrap_or_default().trim_end_matches('\n').len();
        let cells = flow.cells(bytes.clone(), ambiguous);
        start = at;
        // A blank line that two breaks of the page make is kept; the end of the text is not a line.
        if bare.is_empty() && (at == flow.text.len() || words.is_empty()) {
            return;
        }
        let soft = bare.ends_with(SOFT);
        // What takes no room goes with what stands before it: the words of a line are as few as it has cells.
        if cells == 0
            && let Some(last) = words.last_mut().filter(|last| !last.ends && last.gap == 0)
        {
            last.bytes.end = bytes.end;
            (last.gap, last.ends, last.parts) = (gap, hard, soft);
            return;
        }
        for part in syllables(flow, bytes.clone(), hyphens, soft, cells > width) {
            let cells = if part == bytes { cells } else { flow.cells(part.clone(), ambiguous) };
            let bytes = part;
            match cells > width {
                true => split(flow, bytes, width, ambiguous, &mut words),
                false => words.push(Word { bytes, cells, gap: 0, ends: false, parts: true }),
            }
        }
        if let Some(last) = words.last_mut() {
            (last.gap, last.ends, last.parts) = (gap, hard, soft);
        }
    });
    words
}

/// Whether a line may break there, beyond what UAX 14 says: code breaks at its blanks only, nothing parts from the
/// mark of its footnote, an address is kept whole where it can be, and an option keeps its hyphens (`-v`, `--all`;
/// UAX 14 has this from version 15.1 on, LB20.1).
fn may_break(flow: &Flow, start: usize, at: usize) -> bool {
    let word = flow.text.get(start..at).unwrap_or_default();
    if word.bytes().all(|b| b == b'-') || flow.glue.binary_search(&at).is_ok() {
        return false;
    }
    around(&flow.addresses, at).is_none() && (around(&flow.whole, at).is_none() || word.ends_with(' '))
}

/// The range in whose inside a place lies.
fn around(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let after = ranges.partition_point(|range| range.end <= at);
    ranges.get(after).filter(|range| range.start < at)
}

/// A word is parted where a line would else be left empty by twice the square root of its width: by 16 cells of 66.
const HYPHEN: u64 = 4;

/// Hardly a word is longer than so many cells: an address is.
const LONG: usize = 24;

/// An address that could have the word before it on its line goes on without it where a line would else be left empty by about three
/// times the square root of its width: by 28 cells of 78. The words of a link stay with its address.
const ALONE: u64 = 10;

/// A line more costs as much as a line left empty.
fn line_cost(width: u64) -> u64 {
    width * width
}

/// The lines of one paragraph as ranges of its words: fewest first, then the most even.
fn best(words: &[Word], width: usize) -> Vec<Range<usize>> {
    let wide = width as u64;
    let mut cost = Vec::with_capacity(words.len() + 1);
    let mut from = Vec::with_capacity(words.len() + 1);
    cost.push(0u64);
    from.push(0usize);
    for (n, word) in words.iter().enumerate() {
        // At the end of a paragraph there is nothing to part from.
        let is_last = n + 1 == words.len();
        let parts = word.parts && !is_last;
        let torn = match word.gap {
            _ if parts => HYPHEN * wide,
            0 if !is_last => wide,
            _ => 0,
        };
        let mut used = usize::from(parts) + word.cells;
        // Nobody can fill the line before a long address: its neighbours are not made short so that all are even.
        let next = words.get(n + 1).filter(|next| next.cells > LONG && next.cells * 2 > width);
        let long = next.map(|next| word.gap + next.cells);
        let alone = if long.is_some_and(|next| word.cells + next <= width) { ALONE * wide } else { 0 };
        let ragged = |used: usize, start: usize| match long {
            _ if is_last => short(wide, used as u64, start),
            Some(next) if used + next > width => short(wide, used as u64, start) + alone,
            Some(_) | None => wide.saturating_sub(used as u64).pow(2),
        };
        let (mut least, mut best) = (cost[n].saturating_add(ragged(used, n)), n);
        for (start, (word, cost)) in words[..n].iter().zip(&cost).enumerate().rev() {
            used += word.cells + word.gap;
            if used > width {
                break;
            }
            let total = cost.saturating_add(ragged(used, start));
            if total <= least {
                (least, best) = (total, start);
            }
        }
        cost.push(least.saturating_add(line_cost(wide) + torn));
        from.push(best);
    }
    let mut out = Vec::new();
    let mut end = words.len();
    while end > 0 {
        out.push(from[end]..end);
        end = from[end];
    }
    out.reverse();
    out
}

/// What a last line costs: it may be short, but a paragraph should not end in a scrap of a word.
fn short(width: u64, used: u64, start: usize) -> u64 {
    if start > 0 && used * 8 < width { width * 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hyphen::Language;

    fn broken(text: &str, width: usize) -> Vec<String> {
        let flow = Flow::of_text(text, Default::default(), 0);
        let lines = lines(&flow, width, Hyphens::Off, Ambiguous::Narrow).into_iter();
        lines.map(|row| text[row.bytes].to_owned()).collect()
    }

    #[test]
    fn what_takes_no_room_is_no_word_of_its_own() {
        // Of these lines the best were looked for among all of them: half a megabyte took minutes.
        for (sign, words) in
            [("\u{200b}\u{301}", 1), ("\u{3164}", 1), ("\u{200b}\u{301}\u{ad}", 1), ("\u{3164} ", 9)]
        {
            let text = format!("a{} b", sign.repeat(9));
            let flow = Flow::of_text(&text, Default::default(), 0);
            let found = super::words(&flow, 40, Hyphens::Off, Ambiguous::Narrow);
            assert!(found.len() <= words + 2, "{sign:?}: {found:?}");
            assert_eq!(broken(&text, 40).concat(), text);
        }
    }

    /// The same with the hyphens of a language, or those that a text has.
    fn parted(text: &str, width: usize, hyphens: Hyphens) -> Vec<String> {
        let flow = Flow::of_text(text, Default::default(), 0);
        let shown = |row: Row| {
            let spans = flow.spans(row.bytes).into_iter();
            spans.map(|span| span.text.to_string()).collect::<String>() + if row.hyphen { "-" } else { "" }
        };
        lines(&flow, width, hyphens, Ambiguous::Narrow).into_iter().map(shown).collect()
    }

    #[test]
    fn words_are_parted_where_a_line_would_stay_empty() {
        let german = Language::of("de").unwrap();
        let text = "Eine Donaudampfschifffahrtsgesellschaft fuhr";
        assert_eq!(
            parted(text, 22, Hyphens::On(german)),
            ["Eine Donaudampfschiff-", "fahrtsgesellschaft", "fuhr"]
        );
        assert_eq!(
            parted("kurze Wörter bleiben ganz", 13, Hyphens::On(german)),
            ["kurze Wörter", "bleiben ganz"]
        );
        let needed = parted("Silbentrennung Donaudampfschiff", 14, Hyphens::Needed(german));
        assert_eq!(needed, ["Silbentrennung", "Donaudampf-", "schiff"]);
    }

    #[test]
    fn a_soft_hyphen_is_seen_only_where_a_line_ends() {
        let text = "a Staub\u{ad}becken b";
        assert_eq!(parted(text, 8, Hyphens::Off), ["a Staub-", "becken b"]);
        assert_eq!(parted(text, 15, Hyphens::Off), ["a Staubbecken b"]);
    }

    #[test]
    fn lines_are_even_and_as_few_as_can_be() {
        assert_eq!(broken("aaa bb cc ddddd", 6), ["aaa", "bb cc", "ddddd"]);
    }

    #[test]
    fn ideographs_need_no_blanks_and_keep_their_punctuation() {
        assert_eq!(broken("漢字漢字。漢字", 9), ["漢字漢", "字。漢字"]);
    }

    #[test]
    fn a_word_breaks_only_where_it_must() {
        assert_eq!(broken("a abcdefghij b", 4), ["a", "abcd", "efgh", "ij b"]);
        assert_eq!(broken("https://example.org/a/b", 12), ["https://", "example.org/", "a/b"]);
    }

    #[test]
    fn an_address_breaks_only_where_no_line_can_hold_it() {
        let mut flow = Flow::of_text("see <https://a-b.org/c-d/e> now", Default::default(), 0);
        flow.addresses.push(4..27);
        let broken = |width| {
            let lines = lines(&flow, width, Hyphens::Off, Ambiguous::Narrow).into_iter();
            lines.map(|row| flow.text[row.bytes].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(broken(24), ["see", "<https://a-b.org/c-d/e>", "now"]);
        assert_eq!(broken(20), ["see", "<https://a-b.org/", "c-d/e> now"]);
    }

    #[test]
    fn a_sign_begins_no_line() {
        // A word that filled the line left its full stop to the next one.
        assert_eq!(broken("abcdefghij.", 10), ["abcdefghi", "j."]);
        assert_eq!(broken("a abcdefghijklmnopqrst!).", 10), ["a", "abcdefghij", "klmnopqrs", "t!)."]);
        assert_eq!(broken("..............", 10), ["..........", "...."]);
        assert_eq!(broken("ab.", 2), ["a", "b."]);
    }

    #[test]
    fn before_a_long_address_lines_are_as_full_as_elsewhere() {
        // They were made even with the line that no word could fill: two of 20 cells for one of 25.
        let text = "some words of a text that fill two lines a_name_of_so_many_letters";
        assert_eq!(
            broken(text, 28),
            ["some words of a text that", "fill two lines", "a_name_of_so_many_letters"]
        );
    }

    #[test]
    fn names_in_code_break_after_signs() {
        assert_eq!(broken("a.getHeader(name)", 12), ["a.getHeader(", "name)"]);
    }

    #[test]
    fn options_keep_their_hyphens_and_words_break_after_theirs() {
        assert_eq!(broken("try --all well-known", 9), ["try --all", "well-", "known"]);
    }

    #[test]
    fn a_break_of_the_page_is_a_break() {
        assert_eq!(broken("a\nb\n\nc", 9), ["a", "b", "", "c"]);
    }
}
