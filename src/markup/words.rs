//! What becomes of bare words in Markdown: addresses that are links, `:smile:`.

use linkify::{LinkFinder, LinkKind};

use super::build::Builder;
use super::{Dialect, Flavor, autolink};

/// What stands around words.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// Whether they are inside a link.
    pub linked: bool,
    /// Their source.
    pub source: &'a str,
}

/// Writes words to a page, with the links and emoji that the dialect makes of them.
pub(super) fn write(builder: &mut Builder<'_>, text: &str, dialect: &Dialect, around: Around<'_>) {
    let emoji = if dialect.emoji { emoji(text) } else { text.into() };
    if !dialect.autolinks || around.linked || !may_hold_link(&emoji) {
        return builder.text(&emoji);
    }
    match dialect.flavor {
        Flavor::Goldmark => write_goldmark(builder, &emoji, around),
        Flavor::Gfm | Flavor::Kramdown { .. } | Flavor::Zola => write_gfm(builder, &emoji),
    }
}

fn write_goldmark(builder: &mut Builder<'_>, text: &str, around: Around<'_>) {
    let mut done = 0;
    for found in autolink::find(text, around.source) {
        builder.text(text.get(done..found.range.start).unwrap_or_default());
        link(builder, found.target, &found.words);
        done = found.range.end;
    }
    builder.text(text.get(done..).unwrap_or_default());
}

fn link(builder: &mut Builder<'_>, target: String, words: &str) {
    builder.open("a", vec![("href".into(), target)]);
    builder.text(words);
    builder.close("a");
}

fn write_gfm(builder: &mut Builder<'_>, emoji: &str) {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false);
    let mut done = 0;
    for link in finder.links(emoji) {
        let words = link.as_str();
        let Some(address) = address(words, link.kind(), emoji.get(..link.start()).unwrap_or_default()) else {
            continue;
        };
        builder.text(emoji.get(done..link.start()).unwrap_or_default());
        self::link(builder, address, words);
        done = link.end();
    }
    builder.text(emoji.get(done..).unwrap_or_default());
}

fn may_hold_link(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains('@')
}

/// The address that a bare one leads to (GFM, "Autolinks (extension)"): `http`, `https`, `ftp`, `www.`, mail.
fn address(words: &str, kind: &LinkKind, before: &str) -> Option<String> {
    if *kind == LinkKind::Email {
        return Some(format!("mailto:{words}"));
    }
    let lower = words.get(..8.min(words.len())).unwrap_or(words).to_ascii_lowercase();
    if ["http://", "https://", "ftp://"].iter().any(|scheme| lower.starts_with(scheme)) {
        return Some(words.to_owned());
    }
    let starts =
        before.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '('));
    (starts && lower.starts_with("www.")).then(|| format!("http://{words}"))
}

/// `:smile:` and the like replaced by what they name.
pub(super) fn emoji(text: &str) -> std::borrow::Cow<'_, str> {
    if text.bytes().filter(|b| *b == b':').take(2).count() < 2 {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let name = here.get(1..).and_then(|r| r.split_once(':')).map(|(name, _)| name);
        let named = name.filter(|n| n.len() < 40).and_then(|n| Some((n, emojis::get_by_shortcode(n)?)));
        match named {
            Some((name, emoji)) => {
                out.push_str(emoji.as_str());
                rest = here.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push(':');
                rest = here.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out.into()
}
