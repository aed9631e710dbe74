//! Filters that know HTML.

use super::super::val::Val;
use super::{Answer, Call};

/// `escape`, `escape_once`, `xml_escape`, `strip_html`.
pub(super) fn plain(call: &mut Call<'_, '_>) -> Answer {
    if matches!(call.input, Val::Nil) {
        return Ok(Val::Nil);
    }
    let text = call.text();
    let made = match call.name {
        "strip_html" => strip(&text),
        "escape_once" => escape_once(&text),
        _ => escape(&text),
    };
    call.made(made)
}

/// `& < > " '` as entities.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The same, but an `&` that begins an entity stays.
fn escape_once(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(&escape(before));
        let end = tail.bytes().take(12).position(|b| b == b';').unwrap_or(0);
        let name = tail.get(1..end).unwrap_or_default();
        let entity = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
        out.push_str(if entity { "&" } else { "&amp;" });
        rest = tail.get(1..).unwrap_or_default();
    }
    out.push_str(&escape(rest));
    out
}

/// Without scripts, styles, comments and tags. Source: `StandardFilters::STRIP_HTML_BLOCKS`.
fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let close = [("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"), ("<", ">")]
            .into_iter()
            .filter(|(open, _)| tail.get(..open.len()).is_some_and(|t| t.eq_ignore_ascii_case(open)))
            .find_map(|(_, close)| tail.find(close).map(|n| n + close.len()));
        match close {
            Some(end) => rest = tail.get(end..).unwrap_or_default(),
            None => {
                // Nothing closes any more.
                out.push_str(tail);
                rest = "";
            }
        }
    }
    out.push_str(rest);
    out
}

/// `inspect`: how Ruby would show the value.
pub(super) fn inspect(call: &mut Call<'_, '_>) -> Answer {
    let shown = escape(&call.input.inspect());
    call.made(shown)
}

/// `markdownify`.
pub(super) fn markdownify(call: &mut Call<'_, '_>) -> Answer {
    let text = call.text();
    // Reading Markdown is worth about so many steps, and a page of a long text takes fifty times its bytes.
    call.to.budget.step(50 + text.len() / 2)?;
    call.to.budget.make(text.len() * 2)?;
    let html = call.to.host.to_html(&text);
    call.made(html)
}
