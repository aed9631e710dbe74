//! Links as written become addresses or paths from the root of the site, by the rules of RFC 3986.

use percent_encoding::percent_decode_str;

use crate::document::Target;
use crate::text::Clean;
use crate::text::address::with_ascii_host;

use super::{Page, Site};

/// Resolves a target against the address of its post.
pub(crate) fn resolve(page: &Page<'_>, written: &str) -> Target {
    let written = written.trim();
    if let Some(fragment) = written.strip_prefix('#') {
        return Target::Anchor(Clean::line(&percent_decode_str(fragment).decode_utf8_lossy()));
    }
    let site = page.site;
    if let Some(rest) = written.strip_prefix("//") {
        let scheme = site.url.split_once("://").map_or("https", |(scheme, _)| scheme);
        return own_or_web(site, &format!("{scheme}://{rest}"));
    }
    if has_scheme(written) {
        return own_or_web(site, written);
    }
    if written.starts_with('/') {
        return rooted(site, &without_dots(written));
    }
    let here = page.post.meta.url.as_str();
    let folder = here.rfind('/').map_or("/", |at| here.get(..=at).unwrap_or("/"));
    let whole = match written.starts_with('?') || written.is_empty() {
        true => format!("{here}{written}"),
        false => format!("{folder}{written}"),
    };
    Target::Site(Clean::line(&without_dots(&whole)))
}

/// An absolute address; one of the site itself becomes a path of it.
fn own_or_web(site: &Site, address: &str) -> Target {
    let below = (!site.url.is_empty()).then(|| address.strip_prefix(site.url.as_str())).flatten();
    match below.filter(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#'])) {
        Some(rest) => match rest.strip_prefix(site.base.as_str()) {
            Some(path) if path.starts_with('/') => Target::Site(Clean::line(path)),
            Some("") if !rest.is_empty() || site.base.is_empty() => Target::Site(Clean::line("/")),
            _ => web(address),
        },
        None => web(address),
    }
}

/// An address of another site. Its host is in ASCII, so that wherever it is shown one sees where it leads.
fn web(address: &str) -> Target {
    Target::Web(Clean::line(&with_ascii_host(address)))
}

/// A path from the root of the host: of the site where it lies below the site's base.
fn rooted(site: &Site, path: &str) -> Target {
    match path.strip_prefix(site.base.as_str()) {
        Some("") => Target::Site(Clean::line("/")),
        Some(rest) if rest.starts_with('/') => Target::Site(Clean::line(rest)),
        _ if site.url.is_empty() => Target::Site(Clean::line(path)),
        _ => Target::Web(Clean::line(&format!("{}{path}", site.url))),
    }
}

/// `scheme:` at the start (RFC 3986, 3.1).
pub(crate) fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// Removes `.` and `..` from the path, not from query and fragment (RFC 3986, 5.2.4).
pub(crate) fn without_dots(address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, rest) = address.split_at(end);
    let mut kept: Vec<&str> = Vec::new();
    let mut folder = false;
    for part in path.split('/') {
        folder = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." if kept.len() > 1 => {
                kept.pop();
            }
            ".." => {}
            part => kept.push(part),
        }
    }
    let mut out = kept.join("/");
    if folder && !out.ends_with('/') {
        out.push('/');
    }
    out.push_str(rest);
    out
}

/// The address of a site in two: scheme and host, and the path below.
pub(super) fn host_and_path(base: &str) -> (Clean, Clean) {
    let base = base.trim_end_matches('/');
    let Some(host) = base.find("://").map(|n| n + 3) else {
        return (Clean::default(), Clean::line(base));
    };
    let end = base.get(host..).and_then(|rest| rest.find('/')).map_or(base.len(), |n| host + n);
    let (url, path) = base.split_at_checked(end).unwrap_or((base, ""));
    (Clean::line(url), Clean::line(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_removed_from_paths_alone() {
        assert_eq!(without_dots("/a/b/../c/./d?x=../y"), "/a/c/d?x=../y");
        assert_eq!(without_dots("/a/.."), "/");
        assert_eq!(without_dots("/../../a"), "/a");
    }

    #[test]
    fn what_a_scheme_is() {
        assert!(has_scheme("mailto:a@b") && has_scheme("https://x"));
        assert!(!has_scheme("2012:x") && !has_scheme("a/b:c") && !has_scheme("x"));
    }
}
