//! Islands: what a template put into a text that markup must not read again.
//!
//! `site` replaces each by a placeholder of private-use characters in the text it gives to `markup`, which puts
//! the island's content where the placeholder stands. A text that comes from a file has these characters removed.

/// What stands for a piece of finished content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Island {
    /// A block of code, as `{% highlight %}` makes it.
    Code {
        /// The language; may be empty.
        language: String,
        /// The code.
        text: String,
    },
    /// HTML that Markdown must not touch.
    Html(String),
    /// Words shown as they are.
    Text(String),
    /// A link with words: a film, a gist.
    Link {
        /// The address.
        target: String,
        /// The words.
        words: String,
        /// Whether it stands for a film, a sound, a frame (shown with `►`).
        media: bool,
    },
    /// Mathematics.
    Math {
        /// The TeX.
        tex: String,
        /// The same with its delimiters, for where it turns out to be code.
        written: String,
        /// Whether it stands on lines of its own.
        display: bool,
    },
    /// A word of ours that says what stood here, dim.
    Aside(String),
}

const OPEN: char = '\u{f0000}';
const CLOSE: char = '\u{f0001}';
const DIGIT: u32 = 0xf0010;

/// The islands of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Islands {
    islands: Vec<Island>,
}

impl Islands {
    /// Keeps an island and gives the placeholder that stands for it.
    pub fn add(&mut self, island: Island) -> String {
        let number = self.islands.len();
        self.islands.push(island);
        let mut out = String::from(OPEN);
        out.extend(number.to_string().bytes().filter_map(|b| char::from_u32(DIGIT + u32::from(b - b'0'))));
        out.push(CLOSE);
        out
    }

    /// The island of a number.
    pub fn get(&self, number: usize) -> Option<&Island> {
        self.islands.get(number)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.islands.is_empty()
    }

    /// The first placeholder in `text`: its bytes and the number of its island.
    pub fn find(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
        let mut from = 0;
        loop {
            let start = from + text.get(from..)?.find(OPEN)?;
            let body = start + OPEN.len_utf8();
            let rest = text.get(body..)?;
            let length: usize = rest.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
            let digits = rest.get(..length)?;
            if length > 0 && rest.get(length..)?.starts_with(CLOSE) {
                let number = digits
                    .chars()
                    .fold(0usize, |n, c| n.saturating_mul(10).saturating_add((c as u32 - DIGIT) as usize));
                return Some((start..body + length + CLOSE.len_utf8(), number));
            }
            from = body;
        }
    }

    /// The placeholder at the start of `text`: its bytes and the number of its island.
    pub fn at_start(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
        // A long line is not looked through for a placeholder further on.
        if !text.starts_with(OPEN) {
            return None;
        }
        Self::find(text).filter(|(range, _)| range.start == 0)
    }

    /// `text` without the half of a placeholder at which it was cut.
    pub fn whole(text: &str) -> &str {
        match (text.rfind(OPEN), text.rfind(CLOSE)) {
            (Some(open), close) if close.is_none_or(|close| close < open) => text.get(..open).unwrap_or(text),
            _ => text,
        }
    }

    /// `text` without characters that could be taken for placeholders.
    pub fn disarm(text: &str) -> std::borrow::Cow<'_, str> {
        /// The byte with which plane 15 begins in UTF-8: hardly any text has one.
        const FIRST: u8 = 0xf3;
        let ours = |c: char| c == OPEN || c == CLOSE || is_digit(c);
        match memchr::memchr(FIRST, text.as_bytes()).is_some() && text.contains(ours) {
            true => text.replace(ours, "").into(),
            false => text.into(),
        }
    }
}

fn is_digit(c: char) -> bool {
    (DIGIT..DIGIT + 10).contains(&(c as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_leads_back_to_its_island() {
        let mut islands = Islands::default();
        for n in 0..12 {
            islands.add(Island::Text(n.to_string()));
        }
        let text = format!("a{}b", islands.add(Island::Aside("x".into())));
        let (range, number) = Islands::find(&text).unwrap();
        assert_eq!((&text[..range.start], &text[range.end..], number), ("a", "b", 12));
        assert_eq!(Islands::disarm(&text), "ab");
        assert_eq!(Islands::whole(&text[..range.end - 4]), "a");
        assert_eq!(Islands::whole(&text), text);
    }
}
