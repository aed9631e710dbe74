//! The host of an address in its ASCII form (Punycode, RFC 3492), so that nobody takes `аpple.com`, whose first letter is
//! Cyrillic, for `apple.com`: a terminal draws both alike, and what a reader cannot tell apart must be said otherwise.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The same address with its host in ASCII: each label that is not becomes `xn--…`, as resolvers and browsers write it
/// (RFC 5891, after lower-casing and NFKC as UTS #46 has them). What is not `scheme://host…`, and a host that is ASCII
/// already, stays as it is. The text need not be clean and does not become so.
pub fn with_ascii_host(address: &str) -> Cow<'_, str> {
    let Some(start) = address.find("://").map(|at| at + 3) else { return address.into() };
    let rest = address.get(start..).unwrap_or_default();
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = rest.get(..end).unwrap_or_default();
    let port = authority.rfind(':').filter(|at| authority.bytes().skip(at + 1).all(|b| b.is_ascii_digit()));
    let (authority, after) = rest.split_at(port.unwrap_or(end));
    // What stands before the last `@` is a name and a password, however much it looks like a host.
    let at = authority.rfind('@').map_or(0, |at| at + 1);
    let (user, host) = authority.split_at(at);
    if host.is_ascii() {
        return address.into();
    }
    let host: String = host.nfkc().flat_map(char::to_lowercase).nfkc().filter(|c| !is_ignored(*c)).collect();
    // The ideographic full stops part labels too (UTS #46).
    let labels: Vec<String> = host.split(['.', '\u{3002}']).map(label).collect();
    let before = address.get(..start).unwrap_or_default();
    format!("{before}{user}{}{after}", labels.join(".")).into()
}

/// Whether what an address leads to stands in the address itself (`data:`, RFC 2397).
pub fn is_inside(address: &str) -> bool {
    address.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// Whether the words of a link are an address of another host than the one it leads to, or look like its host in other
/// letters: what a reader who trusts the words must be told.
pub fn names_another_host(words: &str, address: &str) -> bool {
    let words = words.trim();
    let is_address = words.contains("://") || words.starts_with("www.");
    is_address && !words.contains(char::is_whitespace) && host(words) != host(address)
}

/// The host of an address, without `www.`; what is no `scheme://host…` is read as if a scheme stood in front.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let host = host.trim_end_matches('.').to_lowercase();
    host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
}

/// Characters that a resolver drops, so that a host with them is the host without (UTS #46, "ignored").
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// A label as ASCII; one that is too long for a name of a host stays as it is.
fn label(label: &str) -> String {
    if label.is_ascii() || label.chars().count() > LONGEST {
        return label.to_owned();
    }
    format!("xn--{}", punycode(label))
}

/// A label of a host has at most 63 bytes.
const LONGEST: usize = 63;

// The parameters of RFC 3492, section 5.
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST_BEYOND_ASCII: u32 = 128;

/// RFC 3492, section 6.3. A label of at most 63 characters overflows nothing.
fn punycode(label: &str) -> String {
    let points: Vec<u32> = label.chars().map(u32::from).collect();
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    if basic > 0 {
        out.push('-');
    }
    let (mut n, mut delta, mut bias, mut done) = (FIRST_BEYOND_ASCII, 0, FIRST_BIAS, basic);
    while let Some(next) = points.iter().copied().filter(|point| *point >= n).min() {
        delta += (next - n) * (done + 1);
        n = next;
        for &point in &points {
            if point < n {
                delta += 1;
            } else if point == n {
                number(&mut out, delta, bias);
                bias = adapted(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta += 1;
        n += 1;
    }
    out
}

/// A number of variable length, least significant digit first.
fn number(out: &mut String, mut left: u32, bias: u32) {
    let mut k = BASE;
    loop {
        let threshold = (k.saturating_sub(bias)).clamp(T_MIN, T_MAX);
        if left < threshold {
            return out.push(digit(left));
        }
        out.push(digit(threshold + (left - threshold) % (BASE - threshold)));
        left = (left - threshold) / (BASE - threshold);
        k += BASE;
    }
}

fn digit(value: u32) -> char {
    char::from_digit(if value < 26 { value + 10 } else { value - 26 }, BASE).unwrap_or('a')
}

/// RFC 3492, section 6.1.
fn adapted(delta: u32, points: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / DAMP } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hosts_are_written_as_resolvers_have_them() {
        for (written, shown) in [
            ("https://bücher.example/ä?ü#ö", "https://xn--bcher-kva.example/ä?ü#ö"),
            ("https://Bu\u{308}cher.example", "https://xn--bcher-kva.example"),
            ("http://例え.テスト/", "http://xn--r8jz45g.xn--zckzah/"),
            ("http://مثال.إختبار:80", "http://xn--mgbh0fb.xn--kgbechtv:80"),
            // The example of RFC 3492, section 7.1 (L): ASCII and letters beyond it in one label.
            ("http://3年b組金八先生", "http://xn--3b-ww4c5e180e575a65lsy2b"),
            ("https://apple.com/ß", "https://apple.com/ß"),
            ("mailto:ä@ö", "mailto:ä@ö"),
            ("/ä", "/ä"),
        ] {
            assert_eq!(with_ascii_host(written), shown);
        }
    }

    #[test]
    fn what_looks_like_another_host_is_seen_to_be_none() {
        for (written, shown) in [
            ("https://аpple.com/", "https://xn--pple-43d.com/"),
            ("https://apple\u{200b}.com/ü", "https://apple.com/ü"),
            ("https://apple。com/", "https://apple.com/"),
            ("https://bank.example@еvil.example/", "https://bank.example@xn--vil-qdd.example/"),
            ("https://evil.example\u{2044}bank.example/", "https://evil.xn--examplebank-lx3f.example/"),
        ] {
            assert_eq!(with_ascii_host(written), shown);
        }
    }

    #[test]
    fn words_that_are_another_address_are_told_from_those_that_are_this_one() {
        let evil = "https://evil.example/x";
        for words in [
            "https://bank.example/x",
            "www.bank.example",
            "https://evil.example@bank.example",
            "http://еvil.example",
        ] {
            assert!(names_another_host(words, evil), "{words}");
        }
        for words in [
            "https://evil.example",
            "www.evil.example",
            "http://EVIL.example:80/y",
            "bank",
            "node.js",
            "see https://bank.example",
        ] {
            assert!(!names_another_host(words, evil), "{words}");
        }
    }

    proptest! {
        #[test]
        fn any_host_gives_an_address(host in any::<String>()) {
            let address = format!("http://{host}");
            let ascii = with_ascii_host(&address);
            prop_assert_eq!(with_ascii_host(&ascii), &*ascii);
        }
    }
}
