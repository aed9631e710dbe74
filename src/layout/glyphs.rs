//! Every character that rushlight itself draws, in Unicode and in ASCII. Other parts of the program take theirs here too.
//!
//! None is in Emoji=Yes (UTS 51), since phones draw those two cells wide; a test holds it.

/// The characters of one set.
#[derive(Debug)]
pub struct Glyphs {
    /// Bullets of lists by depth; deeper lists use the last.
    pub bullets: [&'static str; 3],
    /// The box of a task that is to be done.
    pub open: &'static str,
    /// The box of a task that is done.
    pub done: &'static str,
    /// The bar beside a quotation.
    pub quote: &'static str,
    /// The mark before an image's words.
    pub image: &'static str,
    /// The mark before a film's, a sound's, a frame's words.
    pub film: &'static str,
    /// The mark in the margin of a code line that goes on.
    pub wrapped: &'static str,
    /// The mark before the summary of a disclosure.
    pub disclosed: &'static str,
    /// A rule, cell by cell.
    pub rule: &'static str,
    /// A thematic break.
    pub stars: &'static str,
    /// What separates the parts of a byline.
    pub separator: &'static str,
    /// What stands for what was cut off.
    pub ellipsis: &'static str,
    /// What stands at the edges where a line that is not wrapped goes on.
    pub goes_on: (&'static str, &'static str),
    /// The mark of the selected row where the focus is.
    pub cursor: &'static str,
    /// The mark of the selected row elsewhere.
    pub cursor_away: &'static str,
    /// A star.
    pub star: &'static str,
    /// The dot of what is new.
    pub new: &'static str,
    /// A dash, in the place of a date or before what is excluded.
    pub dash: &'static str,
    /// Whether footnote marks and other digits may be superscript.
    pub superscript: bool,
}

/// The set for terminals that draw Unicode.
pub static UNICODE: Glyphs = Glyphs {
    bullets: ["•", "◦", "‣"],
    open: "☐",
    done: "☒",
    quote: "▎",
    image: "▣",
    film: "►",
    wrapped: "↳",
    disclosed: "▾",
    rule: "─",
    stars: "* * *",
    separator: " · ",
    ellipsis: "…",
    goes_on: ("‹", "›"),
    cursor: "▌",
    cursor_away: "▏",
    star: "★",
    new: "●",
    dash: "–",
    superscript: true,
};

/// The set of ASCII characters.
pub static ASCII: Glyphs = Glyphs {
    bullets: ["*", "-", "+"],
    open: "[ ]",
    done: "[x]",
    quote: "|",
    image: "[image]",
    film: "[video]",
    wrapped: ">",
    disclosed: "v",
    rule: "-",
    stars: "* * *",
    separator: " - ",
    ellipsis: "...",
    goes_on: ("<", ">"),
    cursor: ">",
    cursor_away: "|",
    star: "*",
    new: "o",
    dash: "-",
    superscript: false,
};

impl Glyphs {
    /// One of the two sets.
    pub fn set(ascii: bool) -> &'static Self {
        if ascii { &ASCII } else { &UNICODE }
    }

    /// Every glyph of the set.
    pub fn all(&self) -> Vec<&'static str> {
        let [first, second, third] = self.bullets;
        vec![
            first,
            second,
            third,
            self.open,
            self.done,
            self.quote,
            self.image,
            self.film,
            self.wrapped,
            self.disclosed,
            self.rule,
            self.stars,
            self.separator,
            self.ellipsis,
            self.goes_on.0,
            self.goes_on.1,
            self.cursor,
            self.cursor_away,
            self.star,
            self.new,
            self.dash,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::cells;

    /// Emoji=Yes below U+1F000 without ASCII, from emoji-data.txt of Unicode 16.
    const EMOJI: &[(u32, u32)] = &[
        (0xa9, 0xa9),
        (0xae, 0xae),
        (0x203c, 0x203c),
        (0x2049, 0x2049),
        (0x2122, 0x2122),
        (0x2139, 0x2139),
        (0x2194, 0x2199),
        (0x21a9, 0x21aa),
        (0x231a, 0x231b),
        (0x2328, 0x2328),
        (0x23cf, 0x23cf),
        (0x23e9, 0x23f3),
        (0x23f8, 0x23fa),
        (0x24c2, 0x24c2),
        (0x25aa, 0x25ab),
        (0x25b6, 0x25b6),
        (0x25c0, 0x25c0),
        (0x25fb, 0x25fe),
        (0x2600, 0x2604),
        (0x260e, 0x260e),
        (0x2611, 0x2611),
        (0x2614, 0x2615),
        (0x2618, 0x2618),
        (0x261d, 0x261d),
        (0x2620, 0x2620),
        (0x2622, 0x2623),
        (0x2626, 0x2626),
        (0x262a, 0x262a),
        (0x262e, 0x262f),
        (0x2638, 0x263a),
        (0x2640, 0x2640),
        (0x2642, 0x2642),
        (0x2648, 0x2653),
        (0x265f, 0x2660),
        (0x2663, 0x2663),
        (0x2665, 0x2666),
        (0x2668, 0x2668),
        (0x267b, 0x267b),
        (0x267e, 0x267f),
        (0x2692, 0x2697),
        (0x2699, 0x2699),
        (0x269b, 0x269c),
        (0x26a0, 0x26a1),
        (0x26a7, 0x26a7),
        (0x26aa, 0x26ab),
        (0x26b0, 0x26b1),
        (0x26bd, 0x26be),
        (0x26c4, 0x26c5),
        (0x26c8, 0x26c8),
        (0x26ce, 0x26cf),
        (0x26d1, 0x26d1),
        (0x26d3, 0x26d4),
        (0x26e9, 0x26ea),
        (0x26f0, 0x26f5),
        (0x26f7, 0x26fa),
        (0x26fd, 0x26fd),
        (0x2702, 0x2702),
        (0x2705, 0x2705),
        (0x2708, 0x270d),
        (0x270f, 0x270f),
        (0x2712, 0x2712),
        (0x2714, 0x2714),
        (0x2716, 0x2716),
        (0x271d, 0x271d),
        (0x2721, 0x2721),
        (0x2728, 0x2728),
        (0x2733, 0x2734),
        (0x2744, 0x2744),
        (0x2747, 0x2747),
        (0x274c, 0x274c),
        (0x274e, 0x274e),
        (0x2753, 0x2755),
        (0x2757, 0x2757),
        (0x2763, 0x2764),
        (0x2795, 0x2797),
        (0x27a1, 0x27a1),
        (0x27b0, 0x27b0),
        (0x27bf, 0x27bf),
        (0x2934, 0x2935),
        (0x2b05, 0x2b07),
        (0x2b1b, 0x2b1c),
        (0x2b50, 0x2b50),
        (0x2b55, 0x2b55),
        (0x3030, 0x3030),
        (0x303d, 0x303d),
        (0x3297, 0x3297),
        (0x3299, 0x3299),
    ];

    #[test]
    fn no_glyph_of_ours_is_an_emoji() {
        for c in UNICODE.all().concat().chars() {
            let code = u32::from(c);
            assert!(code < 0x1f000 && !EMOJI.iter().any(|(from, to)| (*from..=*to).contains(&code)), "{c}");
        }
    }

    #[test]
    fn the_ascii_set_is_ascii() {
        assert!(ASCII.all().iter().all(|glyph| glyph.is_ascii()));
    }

    #[test]
    fn marks_that_stand_in_a_column_take_one_cell() {
        for set in [&UNICODE, &ASCII] {
            for glyph in [set.quote, set.wrapped, set.rule, set.cursor, set.cursor_away, set.star, set.new] {
                assert_eq!(cells(glyph), 1, "{glyph}");
            }
        }
    }
}
