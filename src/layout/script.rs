//! Superscripts and subscripts as Unicode has them.
//!
//! Only digits and signs: the letters among them are missing from many fonts of terminals, and search does not
//! know them. Other scripts are written `^x` and `[x]`.

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Above the line.
    Super,
    /// Below the line.
    Sub,
}

impl Script {
    /// The character in this script.
    pub(super) fn of(self, c: char) -> Option<char> {
        let (digits, signs) = match self {
            Self::Super => ("⁰¹²³⁴⁵⁶⁷⁸⁹", "⁺⁻⁼⁽⁾"),
            Self::Sub => ("₀₁₂₃₄₅₆₇₈₉", "₊₋₌₍₎"),
        };
        match c {
            '0'..='9' => digits.chars().nth(c as usize - '0' as usize),
            '+' => signs.chars().next(),
            '-' | '−' => signs.chars().nth(1),
            '=' => signs.chars().nth(2),
            '(' => signs.chars().nth(3),
            ')' => signs.chars().nth(4),
            ' ' => Some(' '),
            _ => None,
        }
    }

    /// The text in this script, if all of it can be.
    pub(super) fn text(self, text: &str) -> Option<String> {
        let has_digit = text.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-'));
        text.chars().map(|c| self.of(c)).collect::<Option<String>>().filter(|_| has_digit)
    }

    /// What stands before and after a text that cannot be in this script.
    pub(super) fn around(self, text: &str) -> (&'static str, &'static str) {
        match self {
            _ if !text.chars().any(char::is_alphanumeric) => ("", ""),
            Self::Super if text.trim().contains(' ') => ("^(", ")"),
            Self::Super => ("^", ""),
            Self::Sub => ("[", "]"),
        }
    }
}

/// The mark of a footnote.
pub(super) fn note(number: usize, superscript: bool) -> String {
    let plain = number.to_string();
    match superscript {
        true => Script::Super.text(&plain).unwrap_or(plain),
        false => format!("[{plain}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_signs_are_unicode_and_words_are_not() {
        assert_eq!(Script::Super.text("-12"), Some("⁻¹²".to_owned()));
        assert_eq!(Script::Sub.text("2"), Some("₂".to_owned()));
        assert_eq!(Script::Super.text("th"), None);
        assert_eq!(Script::Super.around("th"), ("^", ""));
        assert_eq!(Script::Super.around("*"), ("", ""));
    }

    #[test]
    fn footnote_marks() {
        assert_eq!(note(12, true), "¹²");
        assert_eq!(note(12, false), "[12]");
    }
}
