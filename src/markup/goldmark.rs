//! Goldmark's attributes: `{#id .class}` behind a heading, and on the line below another block.
//!
//! Source: Hugo's documentation, "Markdown attributes". They are read here because pulldown-cmark reads them as another
//! dialect does, and not below blocks.

/// The words of a heading without the attributes at their end, and the id in these.
pub(super) fn heading_attributes(words: &str) -> (&str, Option<&str>) {
    let found = words.trim_end().strip_suffix('}').and_then(|t| t.rsplit_once('{'));
    let is_list = |inside: &str| inside.trim_start().starts_with(['#', '.']) || inside.contains('=');
    match found.filter(|(_, inside)| is_list(inside)) {
        Some((before, inside)) => {
            (before.trim_end(), inside.split_whitespace().find_map(|part| part.strip_prefix('#')))
        }
        None => (words, None),
    }
}

/// The text without lines that are attributes of the block above.
/// Their line breaks stay, so that line numbers do.
pub(super) fn without_attributes(text: &str) -> std::borrow::Cow<'_, str> {
    let is_one = |line: &str| {
        let inside = line.trim().trim_start_matches('>').trim_start();
        let inside = inside.strip_prefix('{').and_then(|l| l.strip_suffix('}')).unwrap_or_default();
        let part = |part: &str| part.starts_with(['#', '.']) || part.contains('=');
        inside.split_whitespace().next().is_some_and(part) && !inside.contains(['{', '}'])
    };
    if !text.contains("\n{") && !text.lines().any(is_one) {
        return text.into();
    }
    let (mut out, mut fence, mut above) = (String::with_capacity(text.len()), None, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(['>', ' ']);
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (None, mark) => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
        }
        match fence.is_none() && above && is_one(line) {
            true => out.push_str(if line.ends_with('\n') { "\n" } else { "" }),
            false => out.push_str(line),
        }
        above = !bare.trim().is_empty();
    }
    out.into()
}
