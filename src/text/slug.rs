//! Slugs: a title as a part of an address. The schemes of the generators that need one live with them.

/// Lower case, letters and digits of any script kept, everything else one hyphen, none at the ends.
/// This is Jekyll's `slugify` in its default mode (`Jekyll::Utils.slugify`, mode "default").
pub fn slugify(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_joined_by_hyphens() {
        assert_eq!(super::slugify("Hello,  Wörld & co!"), "hello-wörld-co");
    }
}
