//! The numerals of ordered lists: figures, letters, Roman ones.

/// How an ordered list counts (HTML standard, 4.4.5, the attribute `type`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Numerals {
    /// `1.`, `2.`, `3.`
    #[default]
    Decimal,
    /// `a.` to `z.`, then `aa.`
    LowerLetters,
    /// `A.` to `Z.`, then `AA.`
    UpperLetters,
    /// `i.`, `ii.`, `iii.`
    LowerRoman,
    /// `I.`, `II.`, `III.`
    UpperRoman,
}

impl Numerals {
    /// A number in these numerals; in figures where they have none for it.
    pub fn of(self, number: i32) -> String {
        let shown = match self {
            Self::Decimal => None,
            Self::LowerLetters => letters(number),
            Self::UpperLetters => letters(number).map(|text| text.to_ascii_uppercase()),
            Self::LowerRoman => roman(number).map(|text| text.to_ascii_lowercase()),
            Self::UpperRoman => roman(number),
        };
        shown.unwrap_or_else(|| number.to_string())
    }
}

/// A number in a system of 26 letters that has no nought: `z` is followed by `aa`, and `az` by `ba` (CSS Counter Styles 3, "alphabetic").
fn letters(number: i32) -> Option<String> {
    let mut left = u32::try_from(number).ok().filter(|number| *number > 0)?;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(b'a' + u8::try_from(left % 26).ok()?);
        left /= 26;
    }
    letters.reverse();
    String::from_utf8(letters).ok()
}

/// A number from 1 to 3999 in Roman numerals (CSS Counter Styles 3, `upper-roman`).
fn roman(number: i32) -> Option<String> {
    const SIGNS: [(i32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::Numerals;

    #[test]
    fn numbers_as_browsers_write_them() {
        let all = |numbers: &[i32], numerals: Numerals| -> String {
            numbers.iter().map(|number| numerals.of(*number)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(all(&[1, 26, 27, 52, 53, 702, 703], Numerals::LowerLetters), "a z aa az ba zz aaa");
        assert_eq!(all(&[2, 28], Numerals::UpperLetters), "B AB");
        assert_eq!(all(&[1, 4, 9, 14, 40, 1999], Numerals::LowerRoman), "i iv ix xiv xl mcmxcix");
        assert_eq!(all(&[3999, 4000], Numerals::UpperRoman), "MMMCMXCIX 4000");
        assert_eq!(all(&[0, -3, i32::MIN], Numerals::LowerLetters), "0 -3 -2147483648");
        assert_eq!(all(&[0, -3], Numerals::UpperRoman), "0 -3");
    }
}
