//! Character references: `&amp;`, `&#8212;`, `&#x2014;`.

use std::borrow::Cow;

use super::listed::listed;

/// The names of the HTML standard ("named character references"), each with its characters as hexadecimal numbers; those
/// without `;` are the ones that may go without.
const ALL: &str = include_str!("entities.txt");
/// The longest name that may go without `;`.
const LONGEST_BARE: usize = 6;

/// Where a reference stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// Among words.
    Words,
    /// In the value of an attribute: what goes on behind a name without `;` was an address, and not a name.
    Attribute,
}

/// The text of the reference at the start of `text` as HTML has it, and how many bytes it takes: the `;` may be missing.
pub(super) fn reference_in(text: &str, within: Within) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let (base, digits) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (16, digits),
            None => (10, number),
        };
        let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(base)).count();
        let (digits, behind) = digits.split_at(length);
        let end = text.len() - behind.len() + usize::from(behind.starts_with(';'));
        let code = u32::from_str_radix(digits, base).unwrap_or(u32::MAX);
        return (length > 0).then(|| (character(code).to_string(), end));
    }
    let length = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if let Some(text) = body.get(..=length).filter(|name| name.ends_with(';')).and_then(named) {
        return Some((text, length + 2));
    }
    let bare = |length: &usize| Some((*length, named(body.get(..*length)?)?));
    let (length, text) = (1..=length.min(LONGEST_BARE)).rev().find_map(|length| bare(&length))?;
    let goes_on =
        body.as_bytes().get(length).is_some_and(|byte| *byte == b'=' || byte.is_ascii_alphanumeric());
    (within == Within::Words || !goes_on).then_some((text, length + 1))
}

/// The characters of a name.
fn named(name: &str) -> Option<String> {
    let code = |number: &str| u32::from_str_radix(number, 16).ok().and_then(char::from_u32);
    listed(ALL, name)?.split(' ').map(code).collect()
}

/// The text of the reference at the start of `text`, and how many bytes it takes. Named references end in `;`.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(40).position(|b| b == b';')?;
    let name = body.get(..end)?;
    let length = end + 2;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((character(code).to_string(), length));
    }
    Some((named(body.get(..=end)?)?, length))
}

/// The character of a number, as browsers read it: the C1 controls are those of Windows-1252.
fn character(code: u32) -> char {
    let byte = match code {
        0x80..=0x9f => [u8::try_from(code).unwrap_or(b'?')],
        _ => return char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}'),
    };
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
    text.chars().next().unwrap_or('\u{fffd}')
}

/// `text` with its references replaced.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        match reference(here) {
            Some((text, length)) => {
                out.push_str(&text);
                rest = here.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = here.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_and_what_is_none() {
        assert_eq!(decode("a &amp; b &#8212; &#x2014; &#151; &nope; & c"), "a & b — — — &nope; & c");
    }

    #[test]
    fn these_are_all_names_of_the_standard() {
        let theirs = html5ever::data::NAMED_ENTITIES.entries().filter(|(_, (first, _))| *first != 0);
        let line = |(name, (first, second)): (&&str, &(u32, u32))| match second {
            0 => (name.as_bytes().to_vec(), format!("{name} {first:x}\n")),
            _ => (name.as_bytes().to_vec(), format!("{name} {first:x} {second:x}\n")),
        };
        let mut lines: Vec<_> = theirs.map(line).collect();
        lines.sort();
        let bare = lines.iter().filter(|(name, _)| !name.ends_with(b";")).map(|(name, _)| name.len());
        assert_eq!(bare.max(), Some(LONGEST_BARE));
        let lines: String = lines.into_iter().map(|(_, line)| line).collect();
        assert!(lines == ALL, "write entities.txt again:\n{lines}");
        for line in ALL.lines() {
            assert!(named(line.split(' ').next().unwrap()).is_some(), "{line}");
        }
    }
}
