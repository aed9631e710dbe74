//! Filters on addresses, and text as addresses carry it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::super::eval::Interpreter;
use super::super::val::Val;
use super::{Answer, Call, Fault};

/// What `CGI.escape` leaves; blanks become `+`.
const CGI: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b' ');
/// What `Addressable::URI.normalize_component` leaves.
const URI: &AsciiSet =
    &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\');

/// `url_encode`, `url_decode`, `cgi_escape`, `uri_escape` and base64.
pub(super) fn code(call: &mut Call<'_, '_>) -> Answer {
    let text = call.text();
    let made = match call.name {
        "url_encode" | "cgi_escape" => utf8_percent_encode(&text, CGI).to_string().replace(' ', "+"),
        "uri_escape" => utf8_percent_encode(&text, URI).to_string(),
        "url_decode" => percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned(),
        "base64_encode" => base64(text.as_bytes(), b"+/"),
        "base64_url_safe_encode" => base64(text.as_bytes(), b"-_"),
        _ => unbase64(&text).ok_or_else(|| Fault::Misuse("this is no base64".into()))?,
    };
    call.made(made)
}

fn alphabet(last: &[u8; 2]) -> impl Fn(usize) -> char + '_ {
    move |n| match u8::try_from(n).unwrap_or(0) {
        n @ 0..26 => (b'A' + n) as char,
        n @ 26..52 => (b'a' + n - 26) as char,
        n @ 52..62 => (b'0' + n - 52) as char,
        62 => last[0] as char,
        _ => last[1] as char,
    }
}

fn base64(bytes: &[u8], last: &[u8; 2]) -> String {
    let letter = alphabet(last);
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0usize, |w, b| w << 8 | usize::from(*b)) << (8 * (3 - three.len()));
        for n in 0..4 {
            out.push(if n <= three.len() { letter(word >> (18 - 6 * n) & 63) } else { '=' });
        }
    }
    out
}

fn unbase64(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let (mut word, mut bits) = (0u32, 0u32);
    for b in text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        let six = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        word = (word << 6 | u32::from(six)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(word >> bits & 0xff).ok()?);
        }
    }
    String::from_utf8(out).ok()
}

/// `relative_url`, `absolute_url`, `strip_index`.
pub(super) fn address(call: &mut Call<'_, '_>) -> Answer {
    if matches!(call.input, Val::Nil) {
        return Ok(Val::Nil);
    }
    let text = call.text();
    let made = match call.name {
        "relative_url" => relative(call.to, &text),
        "strip_index" => {
            let folder = text.strip_suffix("/index.html").or_else(|| text.strip_suffix("/index.htm"));
            folder.map_or_else(|| text.to_string(), |folder| format!("{folder}/"))
        }
        _ => absolute(call.to, &text),
    };
    call.made(made)
}

fn setting(to: &Interpreter<'_>, key: &str) -> String {
    to.host.config(key).unwrap_or_default().print().trim_end_matches('/').to_owned()
}

/// With the site's `baseurl` in front. Source: `Jekyll::Filters::URLFilters#compute_relative_url`.
pub fn relative(to: &Interpreter<'_>, text: &str) -> String {
    if has_scheme(text) {
        return text.to_owned();
    }
    let base = setting(to, "baseurl");
    let base = base.trim_start_matches('/');
    let mut out = String::new();
    for part in [base, text.trim_start_matches('/')] {
        if !part.is_empty() {
            out.push('/');
            out.push_str(part);
        }
    }
    match (out.is_empty(), text.is_empty()) {
        (true, true) => String::new(),
        (true, false) => "/".to_owned(),
        // `relative_url` of "/" keeps the slash at the end.
        (false, _) if text.ends_with('/') && !out.ends_with('/') => out + "/",
        (false, _) => out,
    }
}

/// With the site's `url` too.
fn absolute(to: &Interpreter<'_>, text: &str) -> String {
    if has_scheme(text) {
        return text.to_owned();
    }
    format!("{}{}", setting(to, "url"), relative(to, text))
}

fn has_scheme(text: &str) -> bool {
    let scheme = text.split(':').next().unwrap_or_default();
    scheme.len() < text.len()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}
