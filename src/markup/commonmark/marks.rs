//! Words between two signs that no parser of CommonMark knows: `==marked==`, `++inserted++`, `x^2^` and `H~2~O` inside a word.
//!
//! Source: Obsidian's help, "Basic formatting syntax"; Hugo's documentation, "Markup: extras".

use html5ever::{LocalName, local_name};

use super::{Writer, words};

impl Writer<'_, '_> {
    /// Writes words, with what stands between signs that the dialect knows marked; false where there are none.
    pub(super) fn marked(&mut self, text: &str, around: words::Around<'_>) -> bool {
        let extras = self.dialect.extras;
        let signs = [
            (self.dialect.vault || extras.mark, "==", local_name!("mark")),
            (extras.insert, "++", local_name!("ins")),
            (extras.superscript, "^", local_name!("sup")),
            (extras.subscript, "~", local_name!("sub")),
        ];
        signs.into_iter().any(|(is_on, sign, name)| is_on && self.between(sign, name, text, around))
    }

    fn between(&mut self, sign: &str, name: LocalName, text: &str, around: words::Around<'_>) -> bool {
        let mut rest = text;
        while let Some((before, inside, after)) = apart(rest, sign) {
            self.words(before, around);
            self.open(name.clone());
            self.words(inside, around);
            self.builder.close(&name);
            rest = after;
        }
        let is_any = rest.len() < text.len();
        if is_any {
            self.words(rest, around);
        }
        is_any
    }

    /// Words that may hold signs of another kind.
    fn words(&mut self, text: &str, around: words::Around<'_>) {
        if !text.is_empty() && !self.marked(text, around) {
            words::write(self.builder, text, self.dialect, around);
        }
    }
}

/// The first words between a sign and the next: before, inside, after. They stand apart from others; between signs of one
/// character, which stand inside words, there is no blank.
fn apart<'t>(text: &'t str, sign: &str) -> Option<(&'t str, &'t str, &'t str)> {
    // Most texts have none: to look for one sign takes less than to begin to look for two.
    memchr::memchr(*sign.as_bytes().first()?, text.as_bytes())?;
    let is_sign = |c: char| sign.starts_with(c);
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find(sign)?;
        let (before, after) = (text.get(..at)?, text.get(at + sign.len()..)?);
        let end = after.find(sign)?;
        let (inside, rest) = (after.get(..end)?, after.get(end + sign.len()..)?);
        let is_one_word = sign.len() == 1 && !inside.contains(char::is_whitespace);
        let is_apart = !before.ends_with(|c: char| c.is_alphanumeric() || is_sign(c))
            && !rest.starts_with(|c: char| c.is_alphanumeric() || is_sign(c));
        let is_apart = is_one_word || sign.len() > 1 && is_apart;
        if is_apart && !inside.is_empty() && inside.trim() == inside && !inside.starts_with(is_sign) {
            return Some((before, inside, rest));
        }
        from = at + sign.len();
    }
}
