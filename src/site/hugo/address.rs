//! The address of a page: `url`, else the section's permalink pattern, else its place among the content.
//!
//! Source: <https://gohugo.io/content-management/urls/>, `resources/page/permalinks.go`, `page_paths.go` of Hugo.

use crate::date::PostDate;
use crate::text::fold::fold;

use super::config::Config;

/// What an address is made of.
pub(super) struct Parts<'a> {
    /// The folders of the page below the content, without that of its bundle.
    pub sections: Vec<&'a str>,
    /// The name of its file or bundle, without language and ending.
    pub name: &'a str,
    /// `slug` of its header.
    pub slug: &'a str,
    /// `url` of its header.
    pub url: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its date.
    pub date: Option<PostDate>,
    /// Its language where that shows in the address.
    pub lang: &'a str,
}

/// The address from the root of the site.
pub(super) fn of(parts: &Parts<'_>, config: &Config) -> String {
    let lang = if parts.lang.is_empty() { String::new() } else { format!("/{}", parts.lang) };
    if !parts.url.is_empty() {
        let url =
            if parts.url.contains("/:") { fill(parts.url, parts, config) } else { parts.url.to_owned() };
        let last = url.rsplit('/').next().unwrap_or_default();
        let end = if last.is_empty() || last.contains('.') { "" } else { "/" };
        return match url.starts_with('/') {
            true => format!("{url}{end}"),
            false => format!("{lang}/{url}{end}"),
        };
    }
    let pattern = pattern(parts, config);
    let path = match pattern {
        Some(pattern) => fill(pattern, parts, config),
        None => {
            let last = if parts.slug.is_empty() { parts.name } else { parts.slug };
            let mut path: String = parts.sections.iter().map(|s| format!("/{}", part(s, config))).collect();
            path.push('/');
            path.push_str(&part(last, config));
            path
        }
    };
    let path = path.trim_matches('/');
    let has_ending = path.rsplit('/').next().is_some_and(|last| last.contains('.')) && pattern.is_some();
    match (path.is_empty(), config.ugly) {
        (true, _) => format!("{lang}/"),
        _ if has_ending && path.ends_with(".html") => format!("{lang}/{path}"),
        (false, true) => format!("{lang}/{path}.html"),
        (false, false) => format!("{lang}/{path}/"),
    }
}

/// The pattern of the nearest section that has one; `/` is that of all.
fn pattern<'c>(parts: &Parts<'_>, config: &'c Config) -> Option<&'c str> {
    let of = |name: &str| config.permalinks.iter().find(|(s, _)| s == name).map(|(_, p)| p.as_str());
    for depth in (1..=parts.sections.len()).rev() {
        if let Some(found) = parts.sections.get(..depth).and_then(|s| of(&s.join("/"))) {
            return Some(found);
        }
    }
    of("")
}

/// A pattern with its tokens filled in.
fn fill(pattern: &str, parts: &Parts<'_>, config: &Config) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let tail = tail.get(1..).unwrap_or_default();
        let length = tail.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(tail.len());
        let (token, mut tail) = tail.split_at_checked(length).unwrap_or((tail, ""));
        let mut range = "";
        if token == "sections"
            && let Some((inside, after)) = tail.strip_prefix('[').and_then(|t| t.split_once(']'))
        {
            (range, tail) = (inside, after);
        }
        match value(token, range, parts, config) {
            Some(text) => out.push_str(&text),
            None => out.extend([":", token]),
        }
        rest = tail;
    }
    out.push_str(rest);
    // Empty parts leave no double slash.
    while out.contains("//") {
        out = out.replace("//", "/");
    }
    out
}

fn value(token: &str, range: &str, parts: &Parts<'_>, config: &Config) -> Option<String> {
    let date = |format: &str| parts.date.map(|d| d.civil().strftime(format).to_string()).unwrap_or_default();
    let or = |first: &str, second: &str| part(if first.is_empty() { second } else { first }, config);
    Some(match token {
        "year" => date("%Y"),
        "month" => date("%m"),
        "day" => date("%d"),
        "monthname" => date("%B"),
        "weekday" => date("%w"),
        "weekdayname" => date("%A"),
        "yearday" => date("%j").trim_start_matches('0').to_owned(),
        "section" => part(parts.sections.first().copied().unwrap_or_default(), config),
        "sections" => {
            cut(&parts.sections, range).iter().map(|s| part(s, config)).collect::<Vec<_>>().join("/")
        }
        // In titles `+` goes too, as `PermalinkExpander` makes addresses of them.
        "title" => part(parts.title, config).replace('+', ""),
        "slug" if parts.slug.is_empty() => part(parts.title, config).replace('+', ""),
        "slug" => part(parts.slug, config),
        "slugorfilename" | "slugorcontentbasename" => or(parts.slug, parts.name),
        "filename" | "contentbasename" => part(parts.name, config),
        _ => return None,
    })
}

/// `[1:]`, `[last]`, `[0]` of the sections.
fn cut<'a, 'b>(sections: &'b [&'a str], range: &str) -> &'b [&'a str] {
    let place = |text: &str, default: usize| match text.trim() {
        "" => default,
        "last" => sections.len().saturating_sub(1),
        number => number.parse().unwrap_or(default),
    };
    let (from, to) = match range.split_once(':') {
        _ if range.is_empty() => (0, sections.len()),
        Some((from, to)) => (place(from, 0), place(to, sections.len())),
        None => (place(range, 0), place(range, 0) + 1),
    };
    let to = to.min(sections.len());
    sections.get(from.min(to)..to).unwrap_or_default()
}

/// A part of an address: blanks become hyphens, letters small, what addresses cannot hold goes
/// (`PathSpec.MakePathSanitized`, `paths.Sanitize`).
pub(super) fn part(text: &str, config: &Config) -> String {
    let folded = if config.no_accents { fold(text) } else { String::new() };
    let text = if config.no_accents { folded.as_str() } else { text.trim() };
    let mut out = String::with_capacity(text.len());
    let mut hyphen = false;
    for c in text.chars() {
        let stays = c.is_alphanumeric()
            || matches!(c, '.' | '/' | '\\' | '_' | '#' | '+' | '~' | '-' | '@')
            || unicode_normalization::char::is_combining_mark(c);
        match c {
            _ if c.is_whitespace() => hyphen = !out.is_empty(),
            _ if !stays => {}
            _ => {
                if hyphen && !out.ends_with('-') && c != '-' {
                    out.push('-');
                }
                hyphen = false;
                out.push(c);
            }
        }
    }
    if config.keep_case { out } else { out.to_lowercase() }
}
