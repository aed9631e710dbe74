//! Titles, tags and names as found in the wild, made [`Clean`].

use std::borrow::Cow;

use crate::text::Clean;
use crate::text::unlike::unlike;
use crate::value::Value;

/// One line of text: entities decoded, blanks trimmed.
pub fn line(value: &Value) -> Clean {
    entry(&value.text())
}

fn entry(text: &str) -> Clean {
    Clean::line(decode_entities(text.trim()).trim())
}

/// The texts of a value: the items of a list, or the value itself. Empty ones and repetitions go.
pub fn list(value: &Value) -> Vec<Clean> {
    match value {
        Value::List(items) => texts(items.iter().map(name)),
        value => texts([name(value)]),
    }
}

/// The same where a text may hold several, with commas between them.
pub fn comma_list(value: &Value) -> Vec<Clean> {
    match value {
        Value::Text(text) if text.contains(',') => texts(text.split(',').map(entry)),
        value => list(value),
    }
}

fn texts(all: impl IntoIterator<Item = Clean>) -> Vec<Clean> {
    let mut out: Vec<Clean> = all.into_iter().filter(|text| !text.is_empty()).collect();
    unlike(&mut out, Clean::clone);
    out
}

/// Adds a text that is neither empty nor there already.
pub fn add(out: &mut Vec<Clean>, text: Clean) {
    if !text.is_empty() && !out.contains(&text) {
        out.push(text);
    }
}

/// The name of a thing: a text, or the `name`, `title` or `id` of a map.
fn name(value: &Value) -> Clean {
    match value {
        Value::Map(map) => ["name", "display_name", "title", "id"]
            .iter()
            .find_map(|key| map.get(key))
            .map(line)
            .unwrap_or_default(),
        value => line(value),
    }
}

/// Decodes HTML entities: numbers, and the names that titles use.
pub fn decode_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.bytes().take(12).position(|b| b == b';');
        let decoded = end.and_then(|end| entity(from.get(1..end)?).map(|text| (text, end + 1)));
        match decoded {
            Some((text, length)) => {
                out.push(text);
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// The named entities of HTML that stand in titles.
const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("middot", '·'),
    ("bull", '•'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("times", '×'),
    ("deg", '°'),
    ("euro", '€'),
    ("pound", '£'),
    ("sect", '§'),
    ("para", '¶'),
    ("larr", '←'),
    ("rarr", '→'),
    ("uarr", '↑'),
    ("darr", '↓'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
    ("ntilde", 'ñ'),
    ("oslash", 'ø'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("aacute", 'á'),
    ("uacute", 'ú'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("pi", 'π'),
    ("lambda", 'λ'),
    ("micro", 'µ'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_in_titles() {
        assert_eq!(decode_entities("Q&amp;A &#8211; &unknown; R&D &#x41;"), "Q&A – &unknown; R&D A");
    }

    #[test]
    fn lists_of_names() {
        let names = |value: Value| list(&value).iter().map(|c| c.to_string()).collect::<Vec<_>>();
        assert_eq!(
            names(Value::List(vec![Value::Int(2012), Value::Null, Value::Text(" a ".into())])),
            ["2012", "a"]
        );
        assert_eq!(names(Value::Text("distributed computing".into())), ["distributed computing"]);
    }
}
