//! Text → [`Query`], with errors that say where and what would help.

use std::ops::Range;

use jiff::civil::Date;

use super::{Day, DayUnit, Field, Is, KEYS, Query, Term, What};
use crate::text::Clean;
use crate::text::near::nearest;

/// What is wrong with a query, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The bytes of the query that are wrong.
    pub range: Range<usize>,
    /// What is wrong and what would help, in words.
    pub message: String,
}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for QueryError {}

impl Query {
    /// Reads a query. Keys and values in any case; a quote that is still open ends with the text, so that
    /// a list can follow while it is typed. Ranges of errors refer to the text as [`Clean::line`] leaves it.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let text = Clean::line(text);
        let mut terms = Vec::new();
        let mut reader = Reader::new(&text);
        while let Some(term) = reader.term()? {
            terms.push(term);
        }
        Ok(Self { terms })
    }
}

/// What opens or closes an exact value: typewriters' and printers' quotes.
pub(in crate::library) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201f}')
}

/// One value after a key, with its bytes in the query.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::library) struct Piece {
    pub(in crate::library) text: String,
    pub(in crate::library) range: Range<usize>,
}

/// Walks through the text of a query.
pub(in crate::library) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// The head of a term: where it begins, and the key where there is one.
pub(in crate::library) struct Head<'a> {
    pub(in crate::library) negated: bool,
    pub(in crate::library) key: Option<&'a str>,
    /// Where the key begins (the word, where there is no key).
    pub(in crate::library) start: usize,
}

impl<'a> Reader<'a> {
    pub(in crate::library) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The bytes read so far.
    pub(in crate::library) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The blanks, the sign and the key of the next term; lone hyphens are passed over.
    pub(in crate::library) fn head(&mut self) -> Option<Head<'a>> {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            let negated = self.peek()? == '-';
            self.at += usize::from(negated);
            if self.peek().is_none_or(char::is_whitespace) {
                continue;
            }
            let start = self.at;
            let letters = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
            let key = self.rest().get(..letters).filter(|_| {
                letters > 0 && self.rest().as_bytes().get(letters) == Some(&b':') && !self.is_word(letters)
            });
            self.at += key.map_or(0, |key| key.len() + 1);
            return Some(Head { negated, key, start });
        }
    }

    /// Whether letters and a colon are a word all the same: `rust: the book`. Our own keys never are.
    fn is_word(&self, letters: usize) -> bool {
        let after = self.rest().get(letters + 1..).and_then(|rest| rest.chars().next());
        let ours = self.rest().get(..letters).is_some_and(|key| find_key(key).is_some());
        !ours && after.is_none_or(char::is_whitespace)
    }

    fn term(&mut self) -> Result<Option<Term>, QueryError> {
        while let Some(head) = self.head() {
            let what = match head.key {
                Some(key) => Some(self.keyed(key, head.start)?),
                None => self.words(),
            };
            if let Some(what) = what {
                return Ok(Some(Term { negated: head.negated, what }));
            }
        }
        Ok(None)
    }

    /// A word, or words in quotes; nothing where the quotes hold nothing yet.
    pub(in crate::library) fn words(&mut self) -> Option<What> {
        if self.peek().is_some_and(is_quote) {
            let words = Clean::line(&self.quoted()).trimmed();
            return (!words.is_empty()).then_some(What::Exact(words));
        }
        let word = self.rest().split(char::is_whitespace).next().unwrap_or_default();
        self.at += word.len();
        Some(What::Word(Clean::line(word)))
    }

    fn keyed(&mut self, key: &str, start: usize) -> Result<What, QueryError> {
        let Some(known) = find_key(key) else { return Err(self.unknown_key(key, start)) };
        let pieces: Vec<_> = self.values().into_iter().filter(|piece| !piece.text.is_empty()).collect();
        if pieces.is_empty() {
            let is_field = Field::ALL.iter().any(|field| field.key() == known);
            let quoted = if is_field { format!(" or {known}:\"two words\"") } else { String::new() };
            let message = format!("{known}: needs a value right after it, as in {}{quoted}", example(known));
            return Err(QueryError { range: start..self.at, message });
        }
        what(known, &pieces)
    }

    /// The values after a key, up to the next blank outside quotes.
    pub(in crate::library) fn values(&mut self) -> Vec<Piece> {
        let mut pieces = vec![self.value()];
        while matches!(self.peek(), Some(',' | '|')) {
            self.at += 1;
            pieces.push(self.value());
        }
        pieces
    }

    fn value(&mut self) -> Piece {
        let start = self.at;
        let text = match self.peek() {
            Some(quote) if is_quote(quote) => {
                let quoted = self.quoted().trim().to_owned();
                quoted + self.bare()
            }
            _ => self.bare().to_owned(),
        };
        Piece { text, range: start..self.at }
    }

    fn bare(&mut self) -> &'a str {
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '|');
        let bare = self.rest().split(ends).next().unwrap_or_default();
        self.at += bare.len();
        bare
    }

    /// What stands in quotes; a quote or a backslash behind a backslash stands for itself.
    fn quoted(&mut self) -> String {
        let mut out = String::new();
        let mut chars = self.rest().char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            match (c, chars.peek()) {
                ('\\', Some((_, next))) if *next == '\\' || is_quote(*next) => {
                    out.push(*next);
                    chars.next();
                }
                (c, _) if is_quote(c) => {
                    self.at += at + c.len_utf8();
                    return out;
                }
                (c, _) => out.push(c),
            }
        }
        self.at = self.text.len();
        out
    }

    fn unknown_key(&mut self, key: &str, start: usize) -> QueryError {
        let end = start + key.len() + 1;
        let value = self.values().pop().map(|piece| piece.text).unwrap_or_default();
        let near = nearest(key, KEYS.iter().map(|(key, _)| *key));
        let help = match near {
            Some(near) => format!("did you mean {near}:{}?", super::spelled(&value)),
            None => format!("for these words write \"{key}:{value}\""),
        };
        QueryError { range: start..end, message: format!("there is no “{key}:”; {help}") }
    }
}

/// The key as the table spells it.
pub(in crate::library) fn find_key(key: &str) -> Option<&'static str> {
    KEYS.iter().map(|(known, _)| *known).find(|known| known.eq_ignore_ascii_case(key))
}

/// A term of a key, as an example.
pub(super) fn example(key: &str) -> &'static str {
    match key {
        "year" => "year:2024",
        "after" => "after:2024-03",
        "before" => "before:2024-03-27",
        "is" => "is:unread",
        "lang" => "lang:en",
        "path" => "path:notes/",
        "tag" => "tag:linux",
        "category" => "category:news",
        "series" => "series:generators",
        "author" => "author:ada",
        _ => "site:garden",
    }
}

fn what(key: &str, pieces: &[Piece]) -> Result<What, QueryError> {
    let texts = || pieces.iter().map(|piece| Clean::line(&piece.text)).collect();
    match key {
        "year" => pieces.iter().map(years).collect::<Result<_, _>>().map(What::Year),
        "after" => one_day(key, pieces).map(What::After),
        "before" => one_day(key, pieces).map(What::Before),
        "is" => pieces.iter().map(state).collect::<Result<_, _>>().map(What::Is),
        "path" => Ok(What::Path(texts())),
        key => match Field::ALL.into_iter().find(|field| field.key() == key) {
            Some(field) => Ok(What::Field(field, texts())),
            None => Ok(What::Path(texts())),
        },
    }
}

fn state(piece: &Piece) -> Result<Is, QueryError> {
    let found = Is::ALL.iter().find(|(_, word, _)| word.eq_ignore_ascii_case(&piece.text));
    found.map(|(is, ..)| *is).ok_or_else(|| {
        let words = Is::ALL.map(|(_, word, _)| word);
        let help = match nearest(&piece.text, words) {
            Some(near) => format!("did you mean is:{near}?"),
            None => format!("it knows {}", words.join(", ")),
        };
        QueryError {
            range: piece.range.clone(),
            message: format!("is: does not know “{}”; {help}", piece.text),
        }
    })
}

/// A year in four digits: of one in fewer nobody knows the century.
fn year(text: &str) -> Option<i16> {
    text.parse().ok().filter(|_| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn years(piece: &Piece) -> Result<(i16, i16), QueryError> {
    let wrong = || QueryError {
        range: piece.range.clone(),
        message: format!("“{}” is no year; write year:2024 or year:2019-2021", piece.text),
    };
    let (from, to) = piece.text.split_once("..").or(piece.text.split_once('-')).unwrap_or((&piece.text, ""));
    let from = year(from).ok_or_else(wrong)?;
    let to = if to.is_empty() { from } else { year(to).ok_or_else(wrong)? };
    Ok((from.min(to), from.max(to)))
}

fn one_day(key: &str, pieces: &[Piece]) -> Result<Day, QueryError> {
    match pieces {
        [piece] => day(piece).ok_or_else(|| QueryError {
            range: piece.range.clone(),
            message: format!(
                "“{}” is no date; write {key}:2024, {key}:2024-03 or {key}:2024-03-27",
                piece.text
            ),
        }),
        _ => {
            let range = pieces.first().map_or(0, |p| p.range.start)..pieces.last().map_or(0, |p| p.range.end);
            Err(QueryError { range, message: format!("{key}: takes one date, as in {}", example(key)) })
        }
    }
}

fn day(piece: &Piece) -> Option<Day> {
    let mut parts = piece.text.split(['-', '/']);
    let year = year(parts.next()?)?;
    let (month, day, unit) = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => (1, 1, DayUnit::Year),
        (Some(month), None, _) => (month.parse().ok()?, 1, DayUnit::Month),
        (Some(month), Some(day), None) => (month.parse().ok()?, day.parse().ok()?, DayUnit::Day),
        _ => return None,
    };
    Some(Day { date: Date::new(year, month, day).ok()?, unit })
}
