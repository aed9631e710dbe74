//! The address of a post (`Jekyll::URL`, `Jekyll::Drops::UrlDrop`): a template, its placeholders, its escaping.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::DateTime;

use crate::text::unlike::unlike;
use crate::value::{Map, Value};

/// The template that a style of `permalink` stands for (`Configuration::STYLE_TO_PERMALINK`).
pub(super) fn of_style(style: &str) -> &str {
    match style {
        "none" => "/:categories/:title:output_ext",
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        template => template,
    }
}

/// Whether a template may name a date: the names of all its placeholders that do have one of these words.
pub(super) fn says_date(template: &str) -> bool {
    ["year", "month", "day", "hour", "minute", "second", "week"].iter().any(|word| template.contains(word))
}

/// The end of a collection's own template (`Utils.add_permalink_suffix`).
pub(super) fn suffix(style: &str) -> &'static str {
    match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        style if style.ends_with('/') => "/",
        style if style.ends_with(":output_ext") => ":output_ext",
        _ => "",
    }
}

/// What the placeholders of a template stand for.
pub(super) struct Parts<'a> {
    /// The post's data.
    pub(super) data: &'a Map,
    /// Its date, in the zone that counts for addresses.
    pub(super) date: DateTime,
    /// The label of its collection.
    pub(super) collection: &'a str,
    /// Its path without the collection's folder and the ending.
    pub(super) path: &'a str,
    /// The name of its file without the ending.
    pub(super) basename: &'a str,
    /// The ending of the page.
    pub(super) output_ext: &'a str,
}

impl Parts<'_> {
    /// The address that a template gives.
    pub(super) fn url(&self, template: &str) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(at) = rest.find(':') {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            let length = from.bytes().skip(1).take_while(|b| b.is_ascii_lowercase() || *b == b'_').count();
            let name = from.get(1..=length).unwrap_or_default();
            // `:month_` is `:month` and an underscore.
            let known = [name, name.strip_suffix('_').unwrap_or(name)];
            match known.into_iter().find(|name| self.put(name, &mut out)) {
                Some(name) => rest = from.get(1 + name.len()..).unwrap_or_default(),
                None => {
                    out.push(':');
                    rest = from.get(1..).unwrap_or_default();
                }
            }
        }
        out.push_str(rest);
        sanitize(out)
    }

    /// Writes what a placeholder stands for; false where it is none.
    fn put(&self, name: &str, out: &mut String) -> bool {
        let date = match name {
            "collection" => return escape(self.collection, out),
            "path" => return escape(self.path, out),
            "output_ext" => return escape(self.output_ext, out),
            "name" => return escape(&slugify(self.basename, Mode::Default, false), out),
            "title" => return escape(&slugify(&self.slug(), Mode::Pretty, true), out),
            "slug" => return escape(&slugify(&self.slug(), Mode::Default, false), out),
            "categories" => return escape(&self.categories(str::to_lowercase), out),
            "slugified_categories" => {
                return escape(&self.categories(|name| slugify(name, Mode::Default, false)), out);
            }
            "year" => "%Y",
            "month" => "%m",
            "day" => "%d",
            "hour" => "%H",
            "minute" => "%M",
            "second" => "%S",
            "i_day" => "%-d",
            "i_month" => "%-m",
            "short_month" => "%b",
            "long_month" => "%B",
            "short_year" => "%y",
            "w_year" => "%G",
            "week" => "%V",
            "w_day" => "%u",
            "short_day" => "%a",
            "long_day" => "%A",
            "y_day" => "%j",
            _ => return false,
        };
        // Nothing of a date has to be escaped.
        write!(out, "{}", self.date.strftime(date)).is_ok()
    }

    fn slug(&self) -> Cow<'_, str> {
        match self.data.get("slug") {
            None | Some(Value::Null) => self.basename.into(),
            Some(slug) => slug.text(),
        }
    }

    fn categories(&self, form: impl Fn(&str) -> String) -> String {
        let all = self.data.get("categories").and_then(Value::as_list).unwrap_or_default();
        let mut all: Vec<String> = all.iter().map(|category| form(&category.printed())).collect();
        unlike(&mut all, String::clone);
        all.join("/")
    }
}

/// How [`slugify`] treats what is neither letter nor digit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It becomes a hyphen.
    Default,
    /// It does, but for `._~!$&'()+,;=@`.
    Pretty,
}

/// `Utils.slugify`: runs of other characters become one hyphen, and one hyphen at either end goes.
pub(super) fn slugify(text: &str, mode: Mode, cased: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_letter_mark_or_digit(c) || mode == Mode::Pretty && "._~!$&'()+,;=@".contains(c) {
            match cased {
                true => out.push(c),
                false => out.extend(c.to_lowercase()),
            }
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    let slug = out.strip_prefix('-').unwrap_or(&out);
    slug.strip_suffix('-').unwrap_or(slug).to_owned()
}

/// `[\p{M}\p{L}\p{Nd}]`. Rust's `is_numeric` also holds letter-like numbers and fractions, which Ruby's does not.
fn is_letter_mark_or_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    if c.is_numeric() {
        return !matches!(c as u32,
            0xb2 | 0xb3 | 0xb9 | 0xbc..=0xbe | 0x9f4..=0x9f9 | 0xb72..=0xb77 | 0xbf0..=0xbf2 | 0xc78..=0xc7e
            | 0xd58..=0xd5e | 0xd70..=0xd78 | 0xf2a..=0xf33 | 0x1369..=0x137c | 0x16ee..=0x16f0 | 0x17f0..=0x17f9
            | 0x19da | 0x2070..=0x218b | 0x2460..=0x249b | 0x24ea..=0x24ff | 0x2776..=0x2793 | 0x2cfd
            | 0x3007 | 0x3021..=0x303a | 0x3192..=0x3195 | 0x3220..=0x3229 | 0x3248..=0x325f | 0x3280..=0x3289
            | 0x32b1..=0x32bf | 0xa6e6..=0xa6ef | 0xa830..=0xa835);
    }
    let circled = matches!(c as u32, 0x24b6..=0x24e9 | 0x1f130..=0x1f189);
    c.is_alphabetic() && !circled || unicode_normalization::char::is_combining_mark(c)
}

/// `URL.escape_path`: what a path of RFC 3986 does not hold, and `?` stays. Always true.
fn escape(path: &str, out: &mut String) -> bool {
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b','
            | b';' | b'=' | b':' | b'@' | b'/' | b'?' => out.push(char::from(byte)),
            byte => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    true
}

/// `URL#sanitize_url`: a slash in front, none twice, and no way up.
fn sanitize(url: String) -> String {
    let is_odd = |pair: &[u8]| matches!(pair, b"//" | b".." | b"./");
    if url.starts_with('/') && !url.as_bytes().windows(2).any(is_odd) {
        return url;
    }
    let url = format!("/{url}").replace("..", "/").replace("./", "");
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c != '/' || !out.ends_with('/') {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(template: &str) -> String {
        let mut data = Map::default();
        data.insert("slug", Value::Text("Some_Title.2~é".into()));
        let categories = ["C#", "c#", "Web Dev"].map(|name| Value::Text(name.into()));
        data.insert("categories", Value::List(categories.to_vec()));
        let parts = Parts {
            data: &data,
            date: jiff::civil::date(2009, 8, 9).at(7, 5, 3, 0),
            collection: "posts",
            path: "/sub/2009-08-09-x",
            basename: "2009-08-09-x",
            output_ext: ".html",
        };
        parts.url(of_style(template))
    }

    #[test]
    fn styles_and_placeholders() {
        for (template, expected) in [
            ("date", "/c%23/web%20dev/2009/08/09/Some_Title.2~%C3%A9.html"),
            ("pretty", "/c%23/web%20dev/2009/08/09/Some_Title.2~%C3%A9/"),
            ("ordinal", "/c%23/web%20dev/2009/221/Some_Title.2~%C3%A9.html"),
            ("none", "/c%23/web%20dev/Some_Title.2~%C3%A9.html"),
            ("weekdate", "/c%23/web%20dev/2009/W32/Sun/Some_Title.2~%C3%A9.html"),
            (":year/:i_month/:i_day/:short_year/:slug", "/2009/8/9/09/some-title-2-%C3%A9"),
            ("/:month_:day//x/../:name", "/08_09/x/2009-08-09-x"),
            ("/:slugified_categories/:path", "/c/web-dev/sub/2009-08-09-x"),
            ("/:nothing/:hour:minute:second", "/:nothing/070503"),
        ] {
            assert_eq!(url(template), expected, "{template}");
        }
    }

    #[test]
    fn slugs_as_ruby_makes_them() {
        assert_eq!(slugify("Hello²①Ⅷ９_ x.y~z! wörld", Mode::Pretty, true), "Hello-９_-x.y~z!-wörld");
        assert_eq!(slugify("--a--b--", Mode::Default, false), "a-b");
    }
}
