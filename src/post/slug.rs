//! The last part of an address, which mostly needs no text of its own: the address has it.

use crate::text::Clean;

/// The last part of a post's address: none where the address says it, else what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slug(Option<Box<Clean>>);

impl Slug {
    /// A slug beside the address of its post.
    pub fn beside(url: &str, slug: Clean) -> Self {
        Self((*slug != *last_part(url)).then(|| Box::new(slug)))
    }

    /// The slug of a post that has this address.
    pub(super) fn of<'a>(&'a self, url: &'a str) -> &'a str {
        self.0.as_ref().map_or_else(|| last_part(url), |slug| slug.as_str())
    }
}

/// What stands behind the last slash of an address, without a slash at its end or `.html`.
fn last_part(url: &str) -> &str {
    let last = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.strip_suffix(".html").unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_that_its_address_says_takes_no_room() {
        let slug = |url: &str, slug: &str| {
            let kept = Slug::beside(url, Clean::line(slug));
            assert_eq!(kept.of(url), slug);
            kept.0.is_some()
        };
        let said =
            [("/2024/05/01/moths.html", "moths"), ("/notes/moths/", "moths"), ("/moths", "moths"), ("", "")];
        assert!(said.iter().all(|(url, of)| !slug(url, of)));
        let own = [
            ("/notes/a.md", "a"),
            ("/moths.html", "Moths"),
            ("/moths/", ""),
            ("", "moths"),
            ("/x.html/", "x.html"),
        ];
        assert!(own.iter().all(|(url, of)| slug(url, of)));
    }
}
