//! File names of posts (`Document::DATE_FILENAME_MATCHER`): `2009-08-19-slug.md`, also `9-8-1-slug.md`.

/// A file's name, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name<'a> {
    /// The date at its start, as written.
    pub(super) date: Option<&'a str>,
    /// What stands between the date and the ending, without points at its end.
    pub(super) slug: &'a str,
    /// The ending with its point; empty where there is none.
    pub(super) extension: &'a str,
}

impl<'a> Name<'a> {
    /// Takes a file's name apart.
    pub(super) fn of(name: &'a str) -> Self {
        let point = name.rfind('.').filter(|point| *point + 1 < name.len() && *point > 0);
        let (stem, extension) = point.map_or((name, ""), |point| name.split_at(point));
        let (date, slug) = match dated(stem) {
            Some((date, slug)) if !extension.is_empty() => (Some(date), slug),
            _ => (None, stem),
        };
        Self { date, slug: slug.trim_end_matches('.'), extension }
    }
}

/// `(\d{2,4}-\d{1,2}-\d{1,2})-(.*)`.
fn dated(stem: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for (least, most) in [(2, 4), (1, 2), (1, 2)] {
        let rest = stem.get(at..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&digits) || !rest.get(digits..)?.starts_with('-') {
            return None;
        }
        at += digits + 1;
    }
    Some((stem.get(..at - 1)?, stem.get(at..)?))
}

/// `Utils.titleize_slug`: words between hyphens, each with a capital and the rest in small letters.
pub(super) fn titleize(slug: &str) -> String {
    let words: Vec<String> = slug.trim_end_matches('-').split('-').map(capitalize).collect();
    words.join(" ")
}

fn capitalize(word: &str) -> String {
    let mut chars = word.chars();
    // One letter may become two, of which the first alone is a capital: `ß` is `Ss`.
    let mut upper = chars.next().into_iter().flat_map(char::to_uppercase);
    let first = upper.next().map(String::from).unwrap_or_default();
    first + &upper.collect::<String>().to_lowercase() + &chars.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_posts() {
        let parts = |name| {
            let name = Name::of(name);
            (name.date.unwrap_or("-").to_owned(), name.slug.to_owned(), name.extension.to_owned())
        };
        let of = |date: &str, slug: &str, ext: &str| (date.to_owned(), slug.to_owned(), ext.to_owned());
        assert_eq!(parts("2009-08-19-the-journey.md"), of("2009-08-19", "the-journey", ".md"));
        assert_eq!(parts("2019-7-20-x.y.markdown"), of("2019-7-20", "x.y", ".markdown"));
        assert_eq!(parts("09-1-2-a.html"), of("09-1-2", "a", ".html"));
        assert_eq!(parts("2009-08-19-etc...md"), of("2009-08-19", "etc", ".md"));
        assert_eq!(parts("notes.md"), of("-", "notes", ".md"));
        assert_eq!(parts("12345-01-01-a.md"), of("-", "12345-01-01-a", ".md"));
    }

    #[test]
    fn a_title_from_a_slug() {
        assert_eq!(titleize("foo-BAR-éa--x-"), "Foo Bar Éa  X");
    }
}
