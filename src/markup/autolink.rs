//! Bare addresses that Goldmark makes links of.
//!
//! Source: `extension/linkify.go` of Goldmark: an address begins a line or stands after a blank, `*`, `_`, `~`, `(` or
//! anything that is more than words; its host ends in a name of small letters; only ASCII belongs to it, so that
//! Chinese words behind it do not; what ends a sentence is left outside, or else closing brackets too many.

/// What typography makes of signs that belong to an address, and what they were: an address is found before
/// typography is, and there was none in it.
const SIGNS: [(char, &str); 8] =
    [('—', "---"), ('–', "--"), ('“', "\""), ('”', "\""), ('‘', "'"), ('’', "'"), ('»', ">>"), ('…', "...")];

/// So long a host may be.
const LONGEST_HOST: usize = 256;

/// An address among words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its bytes.
    pub range: std::ops::Range<usize>,
    /// Its words.
    pub words: String,
    /// Where it leads.
    pub target: String,
}

/// The addresses in `text`, whose source is `source`.
pub(super) fn find(text: &str, source: &str) -> Vec<Found> {
    let made = Made { source };
    let mut found = Vec::new();
    let (mut at, mut previous) = (0, None);
    while let Some(rest) = text.get(at..) {
        let Some(next) = rest.chars().next() else { break };
        let here = if may_begin(previous) { starting(rest, made) } else { None };
        match here {
            Some((length, scheme)) => {
                let words = made.undone(rest.get(..length).unwrap_or_default());
                previous = words.chars().next_back();
                let target = format!("{scheme}{words}");
                found.push(Found { range: at..at + length, words, target });
                at += length;
            }
            None => {
                previous = Some(next);
                at += next.len_utf8();
            }
        }
    }
    found
}

/// Words that typography was done to, and their source.
#[derive(Clone, Copy)]
struct Made<'a> {
    source: &'a str,
}

impl Made<'_> {
    /// What a sign was before, unless the author wrote it so.
    fn sign(self, sign: char) -> Option<&'static str> {
        let (_, was) = SIGNS.iter().find(|(made, _)| *made == sign)?;
        (!self.source.contains(sign)).then_some(was)
    }

    /// The words as they were written.
    fn undone(self, words: &str) -> String {
        let mut out = String::with_capacity(words.len());
        for c in words.chars() {
            match self.sign(c) {
                Some(was) => out.push_str(was),
                None => out.push(c),
            }
        }
        out
    }
}

fn may_begin(previous: Option<char>) -> bool {
    previous.is_none_or(|c| c.is_whitespace() || "*_~(“”‘’«»–—…".contains(c))
}

/// The length of the address that `text` begins with, and what it lacks in front.
fn starting(text: &str, made: Made<'_>) -> Option<(usize, &'static str)> {
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let scheme = ["http://", "https://", "ftp://"].into_iter().find(|scheme| text.starts_with(scheme));
    if let Some(scheme) = scheme {
        let length = scheme.len() + address(text.get(scheme.len()..)?, true, made)?;
        return Some((trimmed(text.get(..length)?), ""));
    }
    if let Some(rest) = text.strip_prefix("www.") {
        let length = 4 + address(rest, false, made)?;
        // `linkifyProtocol` of Hugo is `https` unless set otherwise.
        return Some((trimmed(text.get(..length)?), "https://"));
    }
    Some((mail(text)?, "mailto:"))
}

/// The length of host, port and path.
fn address(text: &str, port: bool, made: Made<'_>) -> Option<usize> {
    let bytes = text.as_bytes();
    let in_host = |b: &&u8| b.is_ascii_alphanumeric() || b"-@:%._+~#=".contains(b);
    let run = bytes.iter().take(LONGEST_HOST).take_while(in_host).count();
    let small = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let dot = (1..run).rev().find(|at| bytes.get(*at) == Some(&b'.') && small(at + 1))?;
    let mut end = dot + 1 + bytes.get(dot + 1..)?.iter().take_while(|b| b.is_ascii_lowercase()).count();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    if port && bytes.get(end) == Some(&b':') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'/' | b'#' | b'?')) {
        let in_path = |c: char| {
            c.is_ascii_alphanumeric() || "-@:%_+.~#$!?&/=();,'\">^{}[]`".contains(c) || made.sign(c).is_some()
        };
        let path = text.get(end..)?;
        end += path.find(|c| !in_path(c)).unwrap_or(path.len());
    }
    Some(end)
}

/// The length without what ends a sentence, else without closing brackets that nothing opened or an entity.
fn trimmed(link: &str) -> usize {
    let ended = link.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '…']);
    if ended.len() < link.len() {
        return ended.len();
    }
    if link.ends_with(')') {
        let count = |c| link.bytes().filter(|b| *b == c).count();
        let open = count(b')').saturating_sub(count(b'('));
        let at_end = link.len() - link.trim_end_matches(')').len();
        return link.len() - open.min(at_end);
    }
    if let Some(body) = link.strip_suffix(';') {
        let name = body.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        if name.len() < body.len() && name.ends_with('&') {
            return name.len() - 1;
        }
    }
    link.len()
}

/// The length of an address of mail.
fn mail(text: &str) -> Option<usize> {
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(b);
    let name = text.bytes().take(LONGEST_HOST).take_while(in_name).count();
    let host = text.get(name..)?.strip_prefix('@')?;
    let length = host.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.')).count();
    let host = host.get(..length)?.trim_end_matches('.');
    let after = text.as_bytes().get(name + 1 + host.len());
    let whole = host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric());
    let whole = whole && !host.ends_with('-') && after != Some(&b'_');
    whole.then_some(name + 1 + host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        find(text, "").into_iter().map(|found| found.target).collect()
    }

    #[test]
    fn addresses_begin_after_blanks_and_marks_only() {
        assert_eq!(
            targets("https://a.org (http://b.org) x:https://c.org"),
            ["https://a.org", "http://b.org"]
        );
        assert_eq!(
            targets("www.a.org/x ftp://b.org me@c.org"),
            ["https://www.a.org/x", "ftp://b.org", "mailto:me@c.org"]
        );
    }

    #[test]
    fn only_ascii_belongs_to_an_address() {
        assert_eq!(targets("见 https://a.org/b，然后 https://c.org。"), ["https://a.org/b", "https://c.org"]);
        assert_eq!(targets("见https://a.org/b"), [""; 0]);
    }

    #[test]
    fn typography_leaves_addresses_alone() {
        assert_eq!(targets("https://a.org/b–c – d"), ["https://a.org/b--c"]);
        assert_eq!(find("https://a.org/b–c", "https://a.org/b–c")[0].target, "https://a.org/b");
    }

    #[test]
    fn quotes_belong_to_the_path() {
        assert_eq!(targets("“https://a.org/b” and “https://a.org”"), ["https://a.org/b\"", "https://a.org"]);
        assert_eq!(find("„https://a.org/b“", "„https://a.org/b“"), []);
        assert_eq!(find("(“https://a.org/b”)", "(“https://a.org/b”)")[0].target, "https://a.org/b");
    }

    #[test]
    fn hosts_end_in_small_letters() {
        assert_eq!(targets("http://localhost:1313/ http://1.2.3.4/ http://A.COM"), [""; 0]);
        assert_eq!(
            targets("http://a.org:8080/x http://a.org#b.c"),
            ["http://a.org:8080/x", "http://a.org#b.c"]
        );
    }

    #[test]
    fn ends_of_sentences_stay_outside() {
        assert_eq!(
            targets("https://a.org/b?! (https://c.org/d), https://e.org/f(g)"),
            ["https://a.org/b", "https://c.org/d)", "https://e.org/f(g)"]
        );
        assert_eq!(
            targets("https://a.org/?b&c=d; https://a.org/?b&lt;"),
            ["https://a.org/?b&c=d;", "https://a.org/?b"]
        );
    }
}
