//! Character references: `&amp;`, `&#8212;`, `&#x2014;`.

use std::borrow::Cow;

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
    let (first, second) = *html5ever::data::NAMED_ENTITIES.get(body.get(..=end)?)?;
    let mut out = String::new();
    out.extend(char::from_u32(first).filter(|_| first != 0));
    out.extend(char::from_u32(second).filter(|_| second != 0));
    (!out.is_empty()).then_some((out, length))
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
    #[test]
    fn names_numbers_and_what_is_none() {
        assert_eq!(super::decode("a &amp; b &#8212; &#x2014; &#151; &nope; & c"), "a & b — — — &nope; & c");
    }
}
