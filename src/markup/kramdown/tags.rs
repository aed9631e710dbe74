//! Tags of HTML as kramdown recognises them, and the elements it tells apart.

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag {
    /// The name, lower case.
    pub(super) name: String,
    pub(super) attrs: Vec<(String, String)>,
    /// Whether it closes itself: `<br/>`.
    pub(super) closed: bool,
    /// Its bytes.
    pub(super) length: usize,
}

/// The length of a name at the start of `text`; one colon may stand in it.
pub(super) fn name_length(text: &str) -> usize {
    let part = |text: &str| {
        let mut chars = text.char_indices();
        match chars.next() {
            Some((_, c)) if c.is_alphabetic() || c == '_' => {}
            _ => return 0,
        }
        chars
            .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '-' | '.' | '_')))
            .map_or(text.len(), |(at, _)| at)
    };
    let first = part(text);
    let rest = text.get(first..).and_then(|rest| rest.strip_prefix(':')).map_or(0, part);
    if first > 0 && rest > 0 { first + 1 + rest } else { first }
}

/// The start tag at the start of `text`. Values without quotes may hold letters and digits only.
pub(super) fn start(text: &str) -> Option<Tag> {
    let body = text.strip_prefix('<')?;
    let length = name_length(body);
    if length == 0 {
        return None;
    }
    let name = body.get(..length)?.to_ascii_lowercase();
    let mut rest = body.get(length..)?;
    let mut attrs = Vec::new();
    loop {
        let next = rest.trim_start();
        if let Some(end) = next.strip_prefix('>') {
            return Some(Tag { name, attrs, closed: false, length: text.len() - end.len() });
        }
        if let Some(end) = next.strip_prefix("/>") {
            return Some(Tag { name, attrs, closed: true, length: text.len() - end.len() });
        }
        let key = name_length(next);
        if next.len() == rest.len() || key == 0 {
            return None;
        }
        let (key, after) = next.split_at(key);
        let (value, after) = value(after)?;
        attrs.push((key.to_ascii_lowercase(), value.to_owned()));
        rest = after;
    }
}

/// The value of an attribute and what follows it; no value is an empty one.
fn value(text: &str) -> Option<(&str, &str)> {
    let Some(rest) = text.trim_start().strip_prefix('=') else { return Some(("", text)) };
    let rest = rest.trim_start();
    for quote in ['"', '\''] {
        if let Some(body) = rest.strip_prefix(quote) {
            return body.split_once(quote);
        }
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    (end > 0).then(|| rest.split_at(end))
}

/// The name and the length of the end tag at the start of `text`.
pub(super) fn end(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix("</")?;
    let length = name_length(body);
    let tail = body.get(length..)?.trim_start().strip_prefix('>')?;
    (length > 0)
        .then(|| (body.get(..length).unwrap_or_default().to_ascii_lowercase(), text.len() - tail.len()))
}

/// The length of the comment at the start of `text`.
pub(super) fn comment(text: &str) -> Option<usize> {
    text.strip_prefix("<!--")?.find("-->").map(|at| at + 7)
}

/// Where the end tag of `name` begins.
pub(super) fn find_end(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find("</")?;
        if end(text.get(at..)?).is_some_and(|(found, _)| found == name) {
            return Some(at);
        }
        from = at + 2;
    }
}

/// Elements that stand inside a line.
pub(super) fn is_span(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(
        name.as_str(),
        "a" | "abbr"
            | "acronym"
            | "b"
            | "big"
            | "bdo"
            | "br"
            | "button"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "img"
            | "input"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "option"
            | "q"
            | "rb"
            | "rbc"
            | "rp"
            | "rt"
            | "rtc"
            | "ruby"
            | "samp"
            | "select"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "var"
    )
}

/// Elements that may not stand inside a line: there their tags are words.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "applet"
            | "body"
            | "blockquote"
            | "caption"
            | "col"
            | "colgroup"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "head"
            | "iframe"
            | "legend"
            | "menu"
            | "li"
            | "main"
            | "map"
            | "nav"
            | "ol"
            | "optgroup"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "thead"
            | "tfoot"
            | "tr"
            | "ul"
    )
}

/// Elements whose content is read as blocks when Markdown is asked for (`markdown="1"`).
pub(super) fn holds_blocks(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "applet"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "fieldset"
            | "figure"
            | "figcaption"
            | "footer"
            | "form"
            | "header"
            | "hgroup"
            | "iframe"
            | "li"
            | "main"
            | "map"
            | "menu"
            | "nav"
            | "noscript"
            | "object"
            | "section"
            | "summary"
            | "td"
    )
}

/// Elements whose content is read as words when Markdown is asked for.
pub(super) fn holds_words(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdo"
            | "big"
            | "button"
            | "cite"
            | "caption"
            | "del"
            | "dfn"
            | "dt"
            | "em"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "i"
            | "ins"
            | "label"
            | "legend"
            | "optgroup"
            | "p"
            | "q"
            | "rb"
            | "rbc"
            | "rp"
            | "rt"
            | "rtc"
            | "ruby"
            | "select"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "th"
            | "tt"
    )
}
