//! The one door for foreign text.
//!
//! A post's author chooses every character of a post, and a terminal obeys some of them. What passes
//! here can be drawn: no C0 or C1 control, no DEL, no bidirectional override, embedding or isolate.
//! The joiners ZWNJ and ZWJ and the marks LRM and RLM stay, because Persian, Arabic and emoji need them.
//! Decoding (YAML escapes, HTML entities, per cent, Liquid) must come before: `&#27;` is an ESC only after it.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::{Deref, Range};

/// Text that may be shown on a terminal as it is. No room is kept for more: ten thousand posts hold a hundred thousand.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean(Box<str>);

/// What becomes of one character on its way to the screen.
enum Fate {
    Stays,
    Goes,
    /// A line break: kept in [`Clean::text`], a blank in [`Clean::line`].
    Breaks,
    /// A tab: kept in [`Clean::text`], a blank in [`Clean::line`].
    Tabs,
}

fn fate(c: char) -> Fate {
    match c {
        ' '..='~' => Fate::Stays,
        '\n' | '\u{2028}' | '\u{2029}' | '\u{0b}' | '\u{0c}' => Fate::Breaks,
        '\t' => Fate::Tabs,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Fate::Goes,
        // Soft hyphens show as a hyphen in some terminals and as nothing in others.
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => Fate::Goes,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' => Fate::Goes,
        // Deprecated language tag and the noncharacters; the tag letters themselves build flags of regions.
        '\u{e0001}' | '\u{fffe}' | '\u{ffff}' => Fate::Goes,
        _ => Fate::Stays,
    }
}

/// Whether all bytes are printable ASCII: looked at sixteen at a time, as compilers make one comparison of it.
fn is_plain(bytes: &[u8]) -> bool {
    let plain = |part: &[u8]| part.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    let (parts, rest) = bytes.as_chunks::<16>();
    parts.iter().all(|part| plain(part)) && plain(rest)
}

impl Clean {
    /// One line of text: line breaks and tabs become single blanks.
    pub fn line(raw: &str) -> Self {
        Self::filtered(raw, " ", " ")
    }

    /// Text of several lines: `\n` and `\t` stay; CR LF and a lone CR become `\n`.
    pub fn text(raw: &str) -> Self {
        if is_plain(raw.as_bytes()) {
            return Self(raw.into());
        }
        let raw: Cow<'_, str> = match raw.contains('\r') {
            true => raw.replace("\r\n", "\n").replace('\r', "\n").into(),
            false => raw.into(),
        };
        Self::filtered(&raw, "\n", "\t")
    }

    fn filtered(raw: &str, line_break: &str, tab: &str) -> Self {
        if is_plain(raw.as_bytes()) {
            return Self(raw.into());
        }
        let mut out = String::with_capacity(raw.len());
        let mut chars = raw.chars().peekable();
        while let Some(c) = chars.next() {
            match fate(c) {
                Fate::Stays => out.push(c),
                Fate::Goes if c == '\r' && chars.peek() != Some(&'\n') => out.push_str(line_break),
                Fate::Goes => {}
                Fate::Breaks => out.push_str(line_break),
                Fate::Tabs => out.push_str(tab),
            }
        }
        Self(out.into())
    }

    /// The text as a plain string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part between two byte offsets; empty where they do not lie on characters of the text.
    pub fn slice(&self, range: Range<usize>) -> Self {
        Self(self.0.get(range).unwrap_or_default().into())
    }

    /// Adds clean text at the end.
    pub fn push(&mut self, more: &Self) {
        self.0 = [&*self.0, &*more.0].concat().into();
    }

    /// The texts one after the other with `between` in between.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Self>, between: &'static str) -> Self {
        let mut out = String::new();
        for (n, part) in parts.into_iter().enumerate() {
            if n > 0 {
                out.push_str(between);
            }
            out.push_str(&part.0);
        }
        Self::text(&out)
    }

    /// The text without blanks at either end.
    pub fn trimmed(&self) -> Self {
        Self(self.0.trim().into())
    }

    /// The owned string, for those who go on building; it is foreign text again.
    pub fn into_string(self) -> String {
        self.0.into()
    }
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Clean {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl PartialEq<str> for Clean {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Clean {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl From<&str> for Clean {
    /// The same as [`Clean::text`].
    fn from(raw: &str) -> Self {
        Self::text(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::Clean;
    use proptest::prelude::*;

    #[test]
    fn a_title_cannot_move_the_cursor_or_break_the_line() {
        assert_eq!(Clean::line("a\u{1b}[2Jb\r\nc\td\u{9b}31m"), "a[2Jb c d31m");
    }

    #[test]
    fn text_keeps_lines_and_tabs_whatever_ends_its_lines() {
        assert_eq!(Clean::text("a\r\nb\rc\n\td"), "a\nb\nc\n\td");
    }

    #[test]
    fn overrides_go_and_joiners_stay() {
        assert_eq!(
            Clean::line("a\u{202e}b\u{2066}c می\u{200c}خواهم 👩\u{200d}💻"),
            "abc می\u{200c}خواهم 👩\u{200d}💻"
        );
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(raw in any::<String>()) {
            let once = Clean::text(&raw);
            prop_assert_eq!(&Clean::text(&once), &once);
            let line = Clean::line(&raw);
            prop_assert_eq!(&Clean::line(&line), &line);
        }

        #[test]
        fn nothing_a_terminal_obeys_is_left(raw in any::<String>()) {
            let text = Clean::text(&raw);
            prop_assert!(text.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
        }
    }
}
