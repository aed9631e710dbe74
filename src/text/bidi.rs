//! Text that is written from right to left: its direction, and the order in which it is seen.
//!
//! Text is kept in logical order, as it is read. Some terminals reorder what they show by the Unicode Bidirectional
//! Algorithm (UAX #9) themselves; for the others [`Paragraph`] says in which order its parts stand on the row. Letters
//! are not joined here: that is the work of the terminal's font.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Direction, Level};
use unicode_bidi_mirroring::get_mirrored;

use super::width::graphemes;

/// Who puts text that is written from right to left into the order in which it is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bidi {
    /// The terminal, or whoever reads the text.
    #[default]
    Terminal,
    /// We: cells are shown in the order in which they are sent.
    Ours,
}

/// What a character does to the order of its row (UAX #9, 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// It is read from left to right.
    Left,
    /// It is read from right to left.
    Right,
    /// A number of Arabic digits: read from left to right, but it goes with what is read from right to left.
    Number,
    /// It goes with what stands around it: blanks and most marks.
    Weak,
    /// The same, but terminals do not agree on how: other numbers, brackets, what draws boxes.
    Apart,
}

/// What a grapheme does to the order of its row: its first character says so.
pub fn strength(grapheme: &str) -> Strength {
    let Some(first) = grapheme.chars().next() else { return Strength::Weak };
    match unicode_bidi::bidi_class(first) {
        BidiClass::L => Strength::Left,
        BidiClass::R | BidiClass::AL => Strength::Right,
        BidiClass::AN => Strength::Number,
        BidiClass::EN => Strength::Apart,
        _ if get_mirrored(first).is_some() || matches!(first, '\u{2500}'..='\u{259f}') => Strength::Apart,
        _ => Strength::Weak,
    }
}

/// A part of a row in visual order: bytes of the text, and whether its graphemes are seen from the last to the first.
pub type Part = (Range<usize>, bool);

/// Whether a text may hold a character that is written from right to left. Cheap, and seldom wrong.
pub fn may_turn(text: &str) -> bool {
    // The first such block begins at U+0590, in UTF-8 with the byte D6. Bytes from D6 on lead what lies above; those of
    // CJK (E3 to E9) and of most symbols (E1, E2) lead nothing of the kind but a few marks.
    !text.is_ascii()
        && (text.bytes().any(|b| matches!(b, 0xd6..=0xdf | 0xe0 | 0xef | 0xf0)) || text.contains('\u{200f}'))
}

/// Whether a paragraph is written from right to left: its first strong character says so (UAX #9, P2 and P3).
pub fn is_right_to_left(text: &str) -> bool {
    may_turn(text) && unicode_bidi::get_base_direction_full(text) == Direction::Rtl
}

/// A paragraph whose rows can be put into visual order.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// For each byte of the text its embedding level (UAX #9, BD2); odd ones run from right to left.
    levels: Vec<Level>,
}

impl Paragraph {
    /// The paragraph of a text. A break of the page in it keeps the direction.
    pub fn new(text: &str, right_to_left: bool) -> Self {
        let base = if right_to_left { Level::rtl() } else { Level::ltr() };
        Self { levels: BidiInfo::new(text, Some(base)).levels }
    }

    /// The same of a line of parts, such as `27 March 2024 · marsh · 4 min`, each for itself, as if it were isolated (UAX #9,
    /// 2.5): one that is read from the right takes nothing along that stands beside it.
    pub fn of_parts(text: &str, between: &str, right_to_left: bool) -> Self {
        let around = if right_to_left { Level::rtl() } else { Level::ltr() };
        let mut levels = Vec::with_capacity(text.len());
        for part in text.split_inclusive(between) {
            let words = part.strip_suffix(between).unwrap_or(part);
            let deeper = 2 * u8::from(right_to_left);
            let one = Self::new(words, is_right_to_left(words));
            levels
                .extend(one.levels.iter().map(|level| Level::new(level.number() + deeper).unwrap_or(*level)));
            levels.resize(levels.len() + part.len() - words.len(), around);
        }
        Self { levels }
    }

    /// The parts of a row from left to right as they are seen (UAX #9, L2). `row` are bytes of the text.
    pub fn row(&self, row: Range<usize>) -> Vec<Part> {
        let levels = self.levels.get(row.clone()).unwrap_or_default();
        let mut start = row.start;
        let runs: Vec<(Range<usize>, Level)> = levels
            .chunk_by(|one, next| one == next)
            .filter_map(|run| {
                let from = start;
                start += run.len();
                Some((from..start, *run.first()?))
            })
            .collect();
        let of_runs: Vec<Level> = runs.iter().map(|(_, level)| *level).collect();
        let order = BidiInfo::reorder_visual(&of_runs).into_iter();
        order.filter_map(|n| runs.get(n)).map(|(range, level)| (range.clone(), level.is_rtl())).collect()
    }
}

/// A grapheme as it is seen in a part that is turned: brackets face the other way (UAX #9, L4).
pub fn mirrored(grapheme: &str) -> Cow<'_, str> {
    let mut chars = grapheme.chars();
    match (chars.next().and_then(get_mirrored), chars.next()) {
        (Some(other), None) => Cow::Owned(other.to_string()),
        _ => Cow::Borrowed(grapheme),
    }
}

/// The graphemes of a part that is turned, from the last to the first, each with its place in the text. A joiner stays
/// between the two letters it was between: behind the one that is now before it.
pub fn turned(part: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    for (at, grapheme) in graphemes(part).rev() {
        let base = grapheme.trim_end_matches(['\u{200c}', '\u{200d}']);
        match out.last_mut() {
            Some((_, before)) if !base.is_empty() => {
                before.push_str(grapheme.get(base.len()..).unwrap_or_default());
                out.push((at, mirrored(base).into_owned()));
            }
            _ => out.push((at, mirrored(grapheme).into_owned())),
        }
    }
    out
}

/// What stands between the parts of a line of ours, such as `Post 2 of 8 · a heading · 40%`.
const BETWEEN: &str = " · ";

/// A line of its own in the order in which it is seen. The parts of a line that runs from left to right are each for
/// themselves: a heading from right to left does not take the numbers behind it along.
pub fn reordered(text: &str) -> Cow<'_, str> {
    if !may_turn(text) {
        return Cow::Borrowed(text);
    }
    match is_right_to_left(text) {
        true => Cow::Owned(in_order(text, true)),
        false => Cow::Owned(seen(text, &Paragraph::of_parts(text, BETWEEN, false))),
    }
}

/// The parts of a line in the order in which they are drawn, where the line runs as its first strong character says.
pub fn parts(text: &str, bidi: Bidi) -> Vec<Part> {
    match bidi {
        Bidi::Ours if may_turn(text) => Paragraph::new(text, is_right_to_left(text)).row(0..text.len()),
        Bidi::Ours | Bidi::Terminal => vec![(0..text.len(), false)],
    }
}

/// The same of a line whose direction is known.
pub fn in_order(text: &str, right_to_left: bool) -> String {
    seen(text, &Paragraph::new(text, right_to_left))
}

fn seen(text: &str, paragraph: &Paragraph) -> String {
    let mut out = String::with_capacity(text.len());
    for (range, turned) in paragraph.row(0..text.len()) {
        let part = text.get(range).unwrap_or_default();
        match turned {
            true => self::turned(part).iter().for_each(|(_, grapheme)| out.push_str(grapheme)),
            false => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_character_gives_the_direction() {
        assert!(is_right_to_left("سلام world"));
        assert!(is_right_to_left("12. «سلام»"));
        assert!(!is_right_to_left("hello سلام"));
        assert!(!is_right_to_left("漢字 – 12"));
        assert!(!is_right_to_left(""));
    }

    #[test]
    fn what_is_read_from_the_right_is_seen_from_the_right() {
        assert_eq!(reordered("abc"), "abc");
        assert_eq!(reordered("אבג"), "גבא");
        assert_eq!(reordered("see אבג (דה) here"), "see (הד) גבא here");
        assert_eq!(reordered("אבג abc 12"), "abc 12 גבא");
        assert_eq!(reordered("אב 12"), "12 בא");
        assert_eq!(reordered("Post 2 · אבג · 40% · 2 min"), "Post 2 · גבא · 40% · 2 min");
    }

    #[test]
    fn marks_and_joiners_stay_with_their_letters() {
        assert_eq!(reordered("אָב"), "באָ");
        // It parts the second letter from the third, and so it does where they are seen.
        assert_eq!(reordered("می\u{200c}روم"), "مور\u{200c}یم");
    }

    #[test]
    fn a_row_of_a_paragraph_keeps_its_direction() {
        let text = "אבג abc דהו";
        let row = text.find('a').unwrap()..text.len();
        let seen: String = Paragraph::new(text, true)
            .row(row)
            .into_iter()
            .map(|(range, turned)| match turned {
                true => text[range].chars().rev().collect(),
                false => text[range].to_owned(),
            })
            .collect();
        assert_eq!(seen, "והד abc");
    }
}
