//! Superscripts and subscripts as Unicode has them.
//!
//! Words of letters stay words: small letters are hard to read in a row and search does not know them. So only
//! digits, signs and a few letters (`1ˢᵗ`, `xᵢ`) are set so; everything else is written `^(…)` and `_(…)`, as in TeX.

/// The most letters that are set as small ones.
const LETTERS: usize = 3;

/// Characters and their superscripts (Unicode: Superscripts and Subscripts, Phonetic Extensions, Spacing Modifier Letters).
const SUPER: (&str, &str) = (
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
);

/// Characters and their subscripts.
const SUB: (&str, &str) = ("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");

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
        let (plain, small) = match self {
            Self::Super => SUPER,
            Self::Sub => SUB,
        };
        if c == ' ' {
            return Some(c);
        }
        small.chars().nth(plain.chars().position(|known| known == c)?)
    }

    /// The text in this script, if all of it can be and it is not too long to read.
    pub(super) fn text(self, text: &str) -> Option<String> {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let says = text.chars().any(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '−'));
        let short = says && letters <= LETTERS;
        text.chars().map(|c| self.of(c)).collect::<Option<String>>().filter(|_| short)
    }

    /// What stands before and after a text that cannot be in this script. Brackets are not doubled: a mention `[3]` is one as it is.
    pub(super) fn around(self, text: &str) -> (&'static str, &'static str) {
        let text = text.trim();
        let is_in = |open, close| text.starts_with(open) && text.ends_with(close);
        let is_one = text.chars().all(char::is_alphanumeric) || is_in('(', ')');
        match self {
            _ if !text.chars().any(char::is_alphanumeric) || is_in('[', ']') => ("", ""),
            Self::Super if is_one => ("^", ""),
            Self::Super => ("^(", ")"),
            Self::Sub if is_one => ("_", ""),
            Self::Sub => ("_(", ")"),
        }
    }
}

/// Whether a character is a digit of the marks of footnotes.
pub(super) fn is_raised_digit(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
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
    fn digits_signs_and_few_letters_are_small_and_words_are_not() {
        assert_eq!(Script::Super.text("-12"), Some("⁻¹²".to_owned()));
        assert_eq!(Script::Sub.text("2"), Some("₂".to_owned()));
        assert_eq!(Script::Super.text("th"), Some("ᵗʰ".to_owned()));
        assert_eq!(Script::Super.text("citation needed"), None);
        assert_eq!(Script::Super.around("citation needed"), ("^(", ")"));
        assert_eq!(Script::Super.around("*"), ("", ""));
        // `note^[3]` and `x[i,j]` said what nobody wrote.
        assert_eq!(Script::Super.around("[3]"), ("", ""));
        assert_eq!(Script::Sub.around("i,j"), ("_(", ")"));
        assert_eq!(Script::Sub.around("max"), ("_", ""));
        assert_eq!(Script::Super.around("(see below)"), ("^", ""));
    }

    #[test]
    fn footnote_marks() {
        assert_eq!(note(12, true), "¹²");
        assert_eq!(note(12, false), "[12]");
    }
}
