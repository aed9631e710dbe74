//! What becomes of bare words in Markdown: addresses that are links, `:smile:`.

use std::borrow::Cow;

use linkify::{LinkFinder, LinkKind};

use super::build::Builder;
use super::{Dialect, Emoji, Flavor, autolink};
use crate::text::width::cells;

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
    let emoji = emoji(text, dialect.emoji);
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
    let signs = memchr::memchr2(b':', b'@', text.as_bytes()).is_some();
    signs && (text.contains("://") || text.contains('@'))
        || memchr::memchr(b'w', text.as_bytes()).is_some() && text.contains("www.")
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
pub(super) fn emoji(text: &str, kind: Emoji) -> Cow<'_, str> {
    if kind == Emoji::Never || memchr::memchr_iter(b':', text.as_bytes()).nth(1).is_none() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // The character before what is left; none where an emoji stands there.
    let mut last = None;
    while let Some(at) = rest.find(':') {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        last = before.chars().next_back().or(last);
        let name = here.get(1..).and_then(|r| r.split_once(':'));
        let named = name.filter(|(name, _)| name.len() < 40);
        let named = named.and_then(|(name, after)| Some((super::emoji::named(name)?, after)));
        let apart = |after: &str| !is_in_word(last) && last != Some(':') && !is_in_word(after.chars().next());
        match named.filter(|(_, after)| kind == Emoji::Anywhere || apart(after)) {
            Some((emoji, after)) => {
                out.push_str(emoji);
                (rest, last) = (after, None);
            }
            None => {
                out.push(':');
                (rest, last) = (here.get(1..).unwrap_or_default(), Some(':'));
            }
        }
    }
    out.push_str(rest);
    out.into()
}

/// Whether a character makes a word of what stands beside it; scripts without blanks between words know no such thing.
fn is_in_word(c: Option<char>) -> bool {
    c.is_some_and(|c| (c.is_alphanumeric() || c == '_') && cells(c.encode_utf8(&mut [0; 4])) < 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_stand_apart_from_words() {
        // `:x:` was an emoji in a line of /etc/passwd.
        for text in
            ["root:x:0:0:root", "12:100:30", "std::x::y", "a:x: b", "a :x:b", "_:x:_", ":not_there:", ":x :"]
        {
            assert_eq!(emoji(text, Emoji::Words), text);
        }
        for (text, shown) in [
            (":x:", "❌"),
            ("a :x: b", "a ❌ b"),
            ("(:x:), \":x:\" -:x:- :x:.", "(❌), \"❌\" -❌- ❌."),
            (":x::+1: :x :x:", "❌👍 :x ❌"),
            ("日本:x:語", "日本❌語"),
        ] {
            assert_eq!(emoji(text, Emoji::Words), shown, "{text}");
            assert_eq!(emoji(text, Emoji::Never), text);
        }
    }

    #[test]
    fn a_generator_knows_no_words() {
        // As hugo 0.111.3 has it with `enableEmoji`.
        for (text, shown) in [
            ("root:x:0:0", "root❌0:0"),
            ("12:100:30 a:+1:b", "12💯30 a👍b"),
            (":not_there: :x :x: :not there:x:", ":not_there: :x ❌ :not there❌"),
            ("`code :x: in` http://a/:x:", "`code ❌ in` http://a/❌"),
        ] {
            assert_eq!(emoji(text, Emoji::Anywhere), shown, "{text}");
        }
    }
}
