//! Bytes become text: by the byte order mark, then the site's `encoding`, else UTF-8, else Windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::problem::Problem;
use crate::text::Clean;

/// Decodes a file. What is no UTF-8 although nothing says so is read as Windows-1252, with a problem.
pub fn decode<'a>(
    bytes: &'a [u8],
    site: Option<&'static Encoding>,
    file: &Clean,
) -> (Cow<'a, str>, Option<Problem>) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return (encoding.decode_without_bom_handling(rest).0, None);
    }
    if let Some(encoding) = site.filter(|encoding| *encoding != UTF_8) {
        return (encoding.decode_without_bom_handling(bytes).0, None);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => {
            let line =
                memchr::memchr_iter(b'\n', bytes.get(..error.valid_up_to()).unwrap_or_default()).count() + 1;
            let problem = Problem::new(
                file,
                "not UTF-8; read as Windows-1252",
                "save the file as UTF-8 or set `encoding`",
            );
            (WINDOWS_1252.decode_without_bom_handling(bytes).0, Some(problem.at(line)))
        }
    }
}

/// Decodes the start of a file: a character that the end cuts in two is dropped.
pub fn decode_head<'a>(
    bytes: &'a [u8],
    site: Option<&'static Encoding>,
    file: &Clean,
) -> (Cow<'a, str>, Option<Problem>) {
    let whole = match std::str::from_utf8(bytes) {
        // Most files, and ten thousand of them: nothing is looked at twice.
        Ok(text) if Encoding::for_bom(bytes).is_none() && site.is_none_or(|site| site == UTF_8) => {
            return (Cow::Borrowed(text), None);
        }
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    };
    decode(whole, site, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, bool) {
        let (text, problem) = decode(bytes, None, &Clean::line("a.md"));
        (text.into_owned(), problem.is_some())
    }

    #[test]
    fn marks_encodings_and_what_has_neither() {
        assert_eq!(text(b"\xef\xbb\xbfa"), ("a".into(), false));
        assert_eq!(text(b"\xff\xfea\0"), ("a".into(), false));
        assert_eq!(text("é".as_bytes()), ("é".into(), false));
        assert_eq!(text(b"caf\xe9"), ("café".into(), true));
    }
}
