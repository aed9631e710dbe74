//! The form in which words are compared: lower case, no accents, straight quotes, and one letter and digit where keyboards
//! have two.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Takes one decomposed character without its marks; quotes and dashes straight, case as it is.
fn bare_char(c: char, push: &mut impl FnMut(char)) {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' => push('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' => push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => push('-'),
        '\u{2044}' => push('/'),
        '\u{ad}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe0f}' => {}
        'ß' => ['s', 's'].into_iter().for_each(push),
        'ẞ' => ['S', 'S'].into_iter().for_each(push),
        'æ' => ['a', 'e'].into_iter().for_each(push),
        'Æ' => ['A', 'E'].into_iter().for_each(push),
        'ø' => push('o'),
        'Ø' => push('O'),
        'ł' => push('l'),
        'Ł' => push('L'),
        'œ' => ['o', 'e'].into_iter().for_each(push),
        'Œ' => ['O', 'E'].into_iter().for_each(push),
        'þ' => ['t', 'h'].into_iter().for_each(push),
        'Þ' => ['T', 'H'].into_iter().for_each(push),
        'đ' | 'ð' => push('d'),
        'Đ' | 'Ð' => push('D'),
        'ı' => push('i'),
        'ς' => push('σ'),
        // The keyboards of Arabic and of Persian write these with different characters.
        'ی' | 'ى' => push('ي'),
        'ک' => push('ك'),
        '٠'..='٩' => push(digit(c, '٠')),
        '۰'..='۹' => push(digit(c, '۰')),
        _ if is_combining_mark(c) => {}
        _ => push(c),
    }
}

/// The same digit of ASCII; `zero` is the first of its row.
fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// Folds one character: decomposed, without marks, lower case, quotes and dashes straight.
fn fold_char(c: char, push: &mut impl FnMut(char)) {
    bare_char(c, &mut |bare| bare.to_lowercase().for_each(&mut *push));
}

/// The text without accents, but with its case: what is compared where case matters.
pub fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd() {
        bare_char(c, &mut |b| out.push(b));
    }
    out
}

/// The folded form of a text.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd() {
        fold_char(c, &mut |f| out.push(f));
    }
    out
}

/// The folded form, and for each of its bytes the byte offset in `text` of the character it comes from.
/// The map has one entry more than the form has bytes: the length of `text`.
pub fn fold_with_map(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut map = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        // Most characters decompose to nothing else, and asking costs more than all the rest.
        if matches!(c, '\0'..='\u{7f}' | '\u{4e00}'..='\u{9fff}') {
            out.push(c.to_ascii_lowercase());
            map.resize(out.len(), at);
            continue;
        }
        for d in std::iter::once(c).nfkd() {
            fold_char(d, &mut |f| {
                out.push(f);
                map.resize(out.len(), at);
            });
        }
    }
    map.push(text.len());
    (out, map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_curly_quotes_do_not_matter() {
        assert_eq!(fold("Crème “Brûlée” – don’t"), "creme \"brulee\" - don't");
    }

    #[test]
    fn letters_that_a_keyboard_does_not_have_are_found_by_those_it_has() {
        // None of these found the other.
        assert_eq!(fold("Cœur, Đường, Þórr"), "coeur, duong, thorr");
        assert_eq!(fold("ΤΊΤΛΟΣ"), fold("τίτλος"));
        assert_eq!(fold("یک کتاب"), fold("يك كتاب"));
        assert_eq!(fold("کتـــاب"), fold("کتاب"));
        assert_eq!(fold("۱۴۰۳ ٢٠٢٤"), "1403 2024");
        assert_eq!(fold("½ −2"), "1/2 -2");
    }

    #[test]
    fn bare_text_keeps_its_case() {
        assert_eq!(bare("Ærø, Émile"), "AEro, Emile");
    }

    #[test]
    fn the_map_leads_back_to_the_text() {
        let text = "Éa";
        let (folded, map) = fold_with_map(text);
        assert_eq!(folded, "ea");
        assert_eq!(map, [0, 2, 3]);
    }
}
