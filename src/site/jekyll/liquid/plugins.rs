//! What the markup of Jekyll's tags and of the usual plugins says: includes, languages, films, gists.
//!
//! Sources: `lib/jekyll/tags` of Jekyll 4.3, the READMEs of jekyll-gist, jekyll-youtube, Octopress' plugins.

use std::rc::Rc;

use super::ast::Include;
use super::expression::{Expr, Reader};

/// A link that stands for something embedded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// The address; may hold output.
    pub target: String,
    /// The words.
    pub words: String,
    /// Whether it is a film, a sound or a frame.
    pub media: bool,
}

/// Tags that print nothing a reader misses.
pub const SILENT: &[&str] = &[
    "seo",
    "feed_meta",
    "endraw",
    "toc",
    "more",
    "avatar",
    "csrf",
    "social",
    "polyfill",
    "minify",
    "sponsors",
];

/// Pairs whose content is simply what is shown.
pub const KNOWN_PAIRS: &[&str] = &["blockquote", "pullquote", "ifchanged", "details", "note", "alert", "raw"];

/// The markup of `include`: `file.html a="b" c=d`, where the file may hold output.
///
/// Source: `IncludeTag::VALID_SYNTAX` and `VARIABLE_SYNTAX`.
pub fn include(args: &str, relative: bool) -> Include {
    let args = args.trim();
    let split = file_end(args);
    let (file, rest) = args.split_at_checked(split).unwrap_or((args, ""));
    let file = file.trim().trim_matches(['"', '\'']);
    let params = (!rest.trim().is_empty()).then(|| params(rest));
    Include { file: file.into(), relative, params }
}

/// Where the name of the file ends: at the first blank outside `{{ }}`.
fn file_end(args: &str) -> usize {
    let after = |from: usize| args.get(from..).unwrap_or_default();
    let blank_from = |from: usize| from + after(from).find(char::is_whitespace).unwrap_or(after(from).len());
    let (mut from, mut blank) = (0, blank_from(0));
    while let Some(open) = args.get(from..blank).and_then(|word| word.find("{{")) {
        let Some(close) = after(from + open).find("}}") else { return args.len() };
        from += open + close + 2;
        if blank < from {
            blank = blank_from(from);
        }
    }
    blank
}

/// The parameters of an include: `name="text"`, `name='text'`, `name=variable`.
fn params(mut rest: &str) -> Vec<(Rc<str>, Expr)> {
    let mut params = Vec::new();
    while let Some((head, tail)) = rest.split_once('=') {
        let name = head.trim_end();
        let name =
            name.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).next().unwrap_or(name);
        let tail = tail.trim_start();
        let (value, after) = match tail.chars().next() {
            Some(quote @ ('"' | '\'')) => quoted(tail, quote),
            _ => {
                let length = tail.find(|c: char| c.is_whitespace()).unwrap_or(tail.len());
                let (word, after) = tail.split_at_checked(length).unwrap_or((tail, ""));
                (Reader::new(word).expression(), after)
            }
        };
        rest = after;
        if let Some(value) = value
            && !name.is_empty()
        {
            params.push((Rc::from(name), value));
        }
    }
    params
}

/// A quoted value with `\"` for the quote itself, and what follows it.
fn quoted(text: &str, quote: char) -> (Option<Expr>, &str) {
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            _ if c == quote => {
                return (Some(Expr::Literal(super::val::Val::text(value))), text.get(at + 1..).unwrap_or(""));
            }
            '\\' => match chars.next() {
                Some((_, next)) if next == quote => value.push(next),
                Some((_, next)) => value.extend(['\\', next]),
                None => value.push('\\'),
            },
            _ => value.push(c),
        }
    }
    (None, "")
}

/// The language of `highlight LANG linenos`, `code LANG` or Octopress' `codeblock Title lang:ruby`.
pub fn language(tag: &str, args: &str) -> String {
    let mut words = args.split_whitespace();
    let language = match tag {
        "codeblock" => words.find_map(|w| w.strip_prefix("lang:")),
        _ => words.next(),
    };
    language.unwrap_or_default().trim_matches(['"', '\'']).to_lowercase()
}

/// The link that a plugin's tag for something embedded stands for.
pub fn embed(tag: &str, args: &str) -> Option<Embed> {
    let words: Vec<&str> = args.split_whitespace().map(|w| w.trim_matches(['"', '\'', ','])).collect();
    let id = words.first().copied().unwrap_or_default();
    let by = |base: &str| if id.contains("://") { id.to_owned() } else { format!("{base}{id}") };
    let (target, name, media) = match tag {
        "gist" => (by("https://gist.github.com/"), "Gist", false),
        "youtube" | "youtube_video" | "yt" => (by("https://www.youtube.com/watch?v="), "YouTube", true),
        "vimeo" => (by("https://vimeo.com/"), "Vimeo", true),
        "video" | "audio" => (id.to_owned(), "", true),
        "twitter" | "tweet" => (words.iter().find(|w| w.contains("://"))?.to_string(), "Tweet", false),
        "jsfiddle" => (by("https://jsfiddle.net/"), "JSFiddle", false),
        "codepen" => (by("https://codepen.io/"), "CodePen", false),
        "soundcloud" => (by("https://soundcloud.com/"), "SoundCloud", true),
        "spotify" => (by("https://open.spotify.com/"), "Spotify", true),
        "speakerdeck" => (by("https://speakerdeck.com/"), "Speaker Deck", true),
        "slideshare" => (by("https://www.slideshare.net/"), "SlideShare", true),
        "instagram" => (by("https://www.instagram.com/p/"), "Instagram", false),
        "asciinema" => (by("https://asciinema.org/a/"), "asciinema", true),
        "img" | "image" => return image(&words),
        _ => return None,
    };
    if id.is_empty() {
        return None;
    }
    let words = match name {
        "" => target.clone(),
        _ => format!("{name}: {}", words.join(" ")),
    };
    Some(Embed { target, words, media })
}

/// Octopress' `img [class] address [width [height]] [title]`.
fn image(words: &[&str]) -> Option<Embed> {
    let at = words.iter().position(|w| w.contains('/') || w.contains("{{"))?;
    let title: Vec<&str> =
        words.iter().skip(at + 1).copied().skip_while(|w| w.bytes().all(|b| b.is_ascii_digit())).collect();
    let words_shown = if title.is_empty() { words[at].to_owned() } else { title.join(" ") };
    Some(Embed { target: words[at].to_owned(), words: words_shown, media: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_include_names_a_file_and_parameters() {
        let found = include(r#"a/b.html x="1 \"q\"" y=page.z"#, false);
        assert_eq!(&*found.file, "a/b.html");
        let names: Vec<String> = found.params.unwrap().iter().map(|(n, v)| format!("{n} {v:?}")).collect();
        assert_eq!(names[0], r#"x Literal(Text("1 \"q\""))"#);
        assert!(names[1].starts_with("y Lookup"));
    }

    #[test]
    fn the_name_of_a_file_may_hold_output_with_blanks() {
        // The blank was looked for again behind each output: 80 kB of them took ten seconds.
        let many = "{{a}}".repeat(300_000);
        for (args, file) in [
            ("a/{{ b }}.html x=1", "a/{{ b }}.html"),
            ("{{ a }}{{b}}{{ c }} x", "{{ a }}{{b}}{{ c }}"),
            ("a {{ b }}", "a"),
            ("a{{ b c", "a{{ b c"),
            (&many, &many),
        ] {
            assert_eq!(&args[..file_end(args)], file);
        }
    }

    #[test]
    fn the_file_may_be_computed() {
        assert_eq!(&*include("{{ page.kind }}.html", false).file, "{{ page.kind }}.html");
        assert!(include("{{ a }}/{{ b }}.md x=1", false).params.is_some());
    }

    #[test]
    fn a_film_becomes_its_address() {
        assert_eq!(embed("youtube", "abc").unwrap().target, "https://www.youtube.com/watch?v=abc");
        assert_eq!(embed("gist", "u/1 f.rb").unwrap().words, "Gist: u/1 f.rb");
        assert_eq!(embed("nothing", "x"), None);
    }
}
