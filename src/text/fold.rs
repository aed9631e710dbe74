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
    let mut out = String::with_capacity(text.len());
    for part in parts(text) {
        match part.is_ascii() {
            true => push_lower(&mut out, part),
            false => part.nfkd().for_each(|c| fold_char(c, &mut |folded| out.push(folded))),
        }
    }
    out
}

/// So many bytes are asked at once whether they are ASCII.
const MANY: usize = 32;

/// A text in parts that are ASCII alone or have none. Most of most texts is ASCII, which is folded many letters at a time; no mark
/// moves over an ASCII letter, so that a part is decomposed as in its text.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let is_ascii = bytes.first()?.is_ascii();
        let many = bytes.chunks_exact(MANY).take_while(|some| is_ascii && some.is_ascii()).count() * MANY;
        let more = bytes[many..].iter().position(|byte| byte.is_ascii() != is_ascii);
        let end = more.map_or(rest.len(), |more| many + more);
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

/// Appends ASCII in lower case.
fn push_lower(out: &mut String, ascii: &str) {
    let start = out.len();
    out.push_str(ascii);
    out[start..].make_ascii_lowercase();
}

/// Folds one character as it is written, which may be many decomposed.
fn fold_one(c: char, push: &mut impl FnMut(char)) {
    // Most characters decompose to nothing else, and asking costs more than all the rest.
    match c {
        '\u{4e00}'..='\u{9fff}' => push(c),
        _ => std::iter::once(c).nfkd().for_each(|decomposed| fold_char(decomposed, push)),
    }
}

/// The folded form, and for each of its bytes the byte offset in `text` of the character it comes from.
/// The map has one entry more than the form has bytes: the length of `text`.
pub fn fold_with_map(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut map = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    for part in parts(text) {
        if part.is_ascii() {
            push_lower(&mut out, part);
            map.extend(at..at + part.len());
            at += part.len();
            continue;
        }
        for c in part.chars() {
            fold_one(c, &mut |folded| {
                out.push(folded);
                map.resize(out.len(), at);
            });
            at += c.len_utf8();
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
    fn a_text_is_folded_as_its_parts_are() {
        // Letter by letter and in one go, as before it was taken in parts.
        for text in
            ["", "ASCII", "é", "Ünï x\u{327}\u{301} e\u{301}\u{323}f ½b 漢字Z が", "a\n\u{301}\nÉ", "Å²ﬁ"]
        {
            let mut whole = String::new();
            text.nfkd().for_each(|c| fold_char(c, &mut |folded| whole.push(folded)));
            assert_eq!(fold(text), whole);
            let (mut folded, mut map) = (String::new(), Vec::new());
            for (at, c) in text.char_indices() {
                fold_one(c, &mut |one| folded.push(one));
                map.resize(folded.len(), at);
            }
            map.push(text.len());
            assert_eq!(fold_with_map(text), (folded, map), "{text}");
        }
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
