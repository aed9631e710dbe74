//! Text for terminals that know ASCII alone: to one that reads single bytes, half of a letter of UTF-8 may be an order
//! (ECMA-48, 5.2: the C1 controls are the bytes 80 to 9F).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The character of ASCII that stands for another: a letter without its accent, a sign that looks like it, else `?`.
pub fn stand_in(c: char) -> char {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{2018}'..='\u{201b}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => '-',
        '\u{2026}' | '\u{b7}' => '.',
        '\u{d7}' => 'x',
        'ß' => 's',
        'ø' | 'Ø' => 'o',
        'ł' => 'l',
        _ => std::iter::once(c).nfkd().next().filter(|c| matches!(c, ' '..='~')).unwrap_or('?'),
    }
}

/// All characters of ASCII that are drawn.
const DRAWN: &str =
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// A character of ASCII that is drawn as a text; any other is `?`.
pub fn as_text(c: char) -> &'static str {
    DRAWN.find(c).and_then(|at| DRAWN.get(at..=at)).unwrap_or("?")
}

/// A text in ASCII. Accents that are characters of their own, and what takes no room, are left out; the controls of the
/// text stay what they are.
pub fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let takes_no_room = |c: &char| is_combining_mark(*c) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let shown = |c: char| if c.is_ascii() { c } else { stand_in(c) };
    Cow::Owned(text.chars().filter(|c| !takes_no_room(c)).map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn letters_lose_their_accents_and_what_has_no_likeness_is_a_question_mark() {
        assert_eq!(ascii("Crème “brûlée” – ĝ0;EVIL… 漢字 e\u{301}"), "Creme \"brulee\" - g0;EVIL. ?? e");
        assert_eq!(ascii("plain\n"), "plain\n");
    }
}
