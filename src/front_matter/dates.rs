//! Dates as people write them, read as Ruby's `Time.parse` reads them: the time of day first, then what is left.
//!
//! `2009-08-19 22:54:00`, ` +0100`, `Z`, `T`, `EST`, `July 6, 2021`, `6 Jul 2021`, `2009/8/9`, `20090819`.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::value::Value;

/// A date as it was written: the zone only where one was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Date and time; midnight where no time was written.
    pub civil: DateTime,
    /// The offset from UTC.
    pub offset: Option<Offset>,
    /// Whether a time was written.
    pub has_time: bool,
}

/// The date that a value of a header says.
pub fn of_value(value: &Value) -> Option<Written> {
    match value {
        Value::Date(date) => Some(Written { civil: date.at(0, 0, 0, 0), offset: None, has_time: false }),
        Value::Time(moment) => Some(Written { civil: moment.civil, offset: moment.offset, has_time: true }),
        Value::Text(text) => parse(text),
        Value::Int(number) => parse(&number.to_string()),
        Value::Null | Value::Bool(_) | Value::Float(_) | Value::List(_) | Value::Map(_) => None,
    }
}

/// Reads a date.
pub fn parse(text: &str) -> Option<Written> {
    let text = text.trim();
    if text.len() > 128 || !text.is_ascii() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (clock, rest) = match clock(&lower) {
        Some((clock, rest)) => (Some(clock), rest),
        None => (None, lower.clone()),
    };
    let (date, digits_clock) = day(&rest)?;
    let (hour, minute, second, offset) = match (&clock, digits_clock) {
        (Some(clock), _) => (clock.hour, clock.minute, clock.second, clock.offset),
        (None, Some((hour, minute, second))) => (hour, minute, second, None),
        (None, None) => {
            return Some(Written { civil: date.at(0, 0, 0, 0), offset: None, has_time: false });
        }
    };
    let next = if hour == 24 { 1 } else { 0 };
    let date = date.checked_add(jiff::Span::new().days(next)).ok()?;
    let hour = if hour == 24 { 0 } else { hour };
    let time =
        Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.min(59).try_into().ok()?, 0).ok()?;
    Some(Written { civil: DateTime::from_parts(date, time), offset, has_time: true })
}

/// A time of day with its zone.
struct Clock {
    hour: i64,
    minute: i64,
    second: i64,
    offset: Option<Offset>,
}

/// A reader over ASCII text in lower case.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn number(&mut self, most: usize) -> Option<(i64, usize)> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).take(most).count();
        let number = self.rest.get(..length)?.parse().ok()?;
        self.rest = self.rest.get(length..)?;
        Some((number, length))
    }

    fn take(&mut self, what: &str) -> bool {
        match self.rest.strip_prefix(what) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn word(&mut self) -> &'a str {
        let length = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }
}

/// Finds `h:mm[:ss[.f]] [am|pm] [zone]` and gives the text without it.
fn clock(text: &str) -> Option<(Clock, String)> {
    let colon = text.find(':')?;
    let start = text.get(..colon)?.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let mut reader = Reader { rest: text.get(start..)? };
    let (mut hour, _) = reader.number(2)?;
    reader.take(":").then_some(())?;
    let (minute, _) = reader.number(2)?;
    let second = if reader.take(":") { reader.number(2)?.0 } else { 0 };
    if reader.rest.starts_with(['.', ',']) && reader.rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
        reader.rest = reader.rest.get(1..)?.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let before = reader.rest;
    reader.blanks();
    if let Some(noon) = half(&mut reader) {
        hour = hour % 12 + noon;
    }
    reader.blanks();
    let offset = zone(&mut reader);
    let end = if reader.rest.len() == before.trim_start().len() { before } else { reader.rest };
    let mut head = text.get(..start)?.to_owned();
    // The `T` between date and time.
    if head.ends_with('t') && head.as_bytes().iter().rev().nth(1).is_some_and(u8::is_ascii_digit) {
        head.pop();
    }
    head.push(' ');
    head.push_str(end);
    Some((Clock { hour, minute, second, offset }, head))
}

/// `am`, `p.m.`: the hours that are added.
fn half(reader: &mut Reader<'_>) -> Option<i64> {
    [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)]
        .iter()
        .find(|(word, _)| reader.take(word))
        .map(|(_, h)| *h)
}

/// An offset or a name that `Time.parse` knows; another name is no zone, as for Ruby.
fn zone(reader: &mut Reader<'_>) -> Option<Offset> {
    let names = ["utc", "gmt", "ut", "z", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt"];
    let hours = [0, 0, 0, 0, -5, -4, -6, -5, -7, -6, -8, -7];
    let mut named = None;
    if reader.rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let mut ahead = Reader { rest: reader.rest };
        let word = ahead.word();
        let month_or_day = month(word).is_some() || is_weekday(word);
        if !month_or_day {
            *reader = ahead;
            named = names.iter().zip(hours).find(|(name, _)| **name == word).map(|(_, hours)| hours);
        }
    }
    let sign = if reader.rest.starts_with('-') { -1 } else { 1 };
    if named.is_none_or(|hours| hours == 0) && reader.rest.starts_with(['+', '-']) {
        let mut ahead = Reader { rest: reader.rest.get(1..)? };
        let seconds = offset_seconds(&mut ahead)?;
        *reader = ahead;
        return Offset::from_seconds(i32::try_from(sign * seconds).ok()?).ok();
    }
    named.and_then(|hours| Offset::from_seconds(hours * 3600).ok())
}

/// `hh`, `hhmm`, `hh:mm`.
fn offset_seconds(reader: &mut Reader<'_>) -> Option<i64> {
    let (number, length) = reader.number(4)?;
    if length >= 3 {
        return Some((number / 100) * 3600 + (number % 100) * 60);
    }
    let minutes = if reader.take(":") { reader.number(2)?.0 } else { 0 };
    Some(number * 3600 + minutes * 60)
}

/// What a run of digits says after its date: hour, minute, second.
type DigitsClock = Option<(i64, i64, i64)>;

/// The day in what is left of a text.
fn day(text: &str) -> Option<(Date, DigitsClock)> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_ascii_whitespace() || matches!(c, ',' | '/' | '.' | '-'))
        .filter(|part| !part.is_empty() && !is_weekday(part))
        .collect();
    if let Some(at) = parts.iter().position(|part| month(part).is_some()) {
        return Some((named_day(&parts, at)?, None));
    }
    match parts.as_slice() {
        [digits] if digits.len() >= 8 => run_of_digits(digits),
        [year] => {
            let year = number(year).filter(|year| (1000..=9999).contains(year))?;
            Some((Date::new(year as i16, 1, 1).ok()?, None))
        }
        [year, month] if year.len() == 4 => Some((date(number(year)?, number(month)?, 1)?, None)),
        [a, b, c, ..] => Some((ordered(a, b, c)?, None)),
        _ => None,
    }
}

/// `6 Jul 2021`, `July 6 2021`, `July 2021`, `2021 Jul 6`.
fn named_day(parts: &[&str], at: usize) -> Option<Date> {
    let month = month(parts.get(at)?)?;
    let numbers: Vec<&str> =
        parts.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, part)| ordinal(part)).collect();
    let numbers: Vec<&str> = numbers.into_iter().filter(|part| number(part).is_some()).collect();
    let is_year = |part: &str| part.len() > 2;
    match numbers.as_slice() {
        [year] if is_year(year) => date(full_year(year)?, month, 1),
        [year, day, ..] if is_year(year) => date(full_year(year)?, month, number(day)?),
        [day, year, ..] => date(full_year(year)?, month, number(day)?),
        _ => None,
    }
}

/// `6th` is `6`.
fn ordinal(part: &str) -> &str {
    let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    match part.get(digits.len()..) {
        Some("st" | "nd" | "rd" | "th") => digits,
        _ => part,
    }
}

/// Year, month, day; or day, month, year where the last is the year. A month past twelve changes places with the day.
fn ordered(a: &str, b: &str, c: &str) -> Option<Date> {
    let (year, month, day) = match c.len() > 2 && a.len() <= 2 {
        true => (c, b, a),
        false => (a, b, c),
    };
    let (year, month, day) = (full_year(year)?, number(month)?, number(day)?);
    date(year, month, day).or_else(|| (c.len() > 2 && month > 12).then(|| date(year, day, month)).flatten())
}

/// `20090819` and `20090819225400`.
fn run_of_digits(digits: &str) -> Option<(Date, DigitsClock)> {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(number);
    let date = date(part(0..4)?, part(4..6)?, part(6..8)?)?;
    let digits_clock = match digits.len() {
        8 => None,
        12 => Some((part(8..10)?, part(10..12)?, 0)),
        14 => Some((part(8..10)?, part(10..12)?, part(12..14)?)),
        _ => return None,
    };
    Some((date, digits_clock))
}

fn number(text: &str) -> Option<i64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// Two digits are a year from 1969 to 2068, as for Ruby.
fn full_year(text: &str) -> Option<i64> {
    let year = number(text)?;
    Some(match (text.len(), year) {
        (1 | 2, 69..) => 1900 + year,
        (1 | 2, _) => 2000 + year,
        _ => year,
    })
}

/// A day up to the thirty-first rolls over the end of a shorter month, as for Ruby's `Time`.
fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    if !(1..=31).contains(&day) {
        return None;
    }
    let first = Date::new(year.try_into().ok()?, month.try_into().ok()?, 1).ok()?;
    first.checked_add(jiff::Span::new().days(day - 1)).ok()
}

fn is_weekday(word: &str) -> bool {
    ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        .iter()
        .any(|name| word.len() >= 3 && name.starts_with(word))
}

fn month(word: &str) -> Option<i64> {
    let names = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = names.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    Some(at as i64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match parse(text) {
            None => "-".into(),
            Some(Written { civil, offset, has_time }) => {
                let time =
                    if has_time { format!(" {}", civil.time().strftime("%H:%M:%S")) } else { String::new() };
                let zone = offset.map(|offset| format!(" {offset}")).unwrap_or_default();
                format!("{}{time}{zone}", civil.date())
            }
        }
    }

    #[test]
    fn dates_as_found_in_the_wild() {
        for (text, expected) in [
            ("2009-08-19", "2009-08-19"),
            ("2009-8-9", "2009-08-09"),
            ("2009-08-19 22:54:00", "2009-08-19 22:54:00"),
            ("2009-08-19 22:54", "2009-08-19 22:54:00"),
            ("2009-08-19 22:54:00 +0100", "2009-08-19 22:54:00 +01"),
            ("2014-05-09T13:49:34-04:00", "2014-05-09 13:49:34 -04"),
            ("2009-08-19T22:54:00.123Z", "2009-08-19 22:54:00 +00"),
            ("2009-08-19 22:54:00 UTC", "2009-08-19 22:54:00 +00"),
            ("2009-08-19 22:54:00 EST", "2009-08-19 22:54:00 -05"),
            ("2009-08-19 22:54:00 CET", "2009-08-19 22:54:00"),
            ("2009-08-19 22:54:00 GMT+0200", "2009-08-19 22:54:00 +02"),
            ("Wed, 19 Aug 2009 22:54:00 -0700", "2009-08-19 22:54:00 -07"),
            ("Wed Aug 19 22:54:00 PDT 2009", "2009-08-19 22:54:00 -07"),
            ("July 6, 2021", "2021-07-06"),
            ("6 Jul 2021", "2021-07-06"),
            ("6th of July, 2021", "2021-07-06"),
            ("Aug 19, 2009 10:54 pm", "2009-08-19 22:54:00"),
            ("August 2009", "2009-08-01"),
            ("2009/8/9", "2009-08-09"),
            ("19/08/2009", "2009-08-19"),
            ("08/19/2009", "2009-08-19"),
            ("19.8.2009", "2009-08-19"),
            ("09-08-19", "2009-08-19"),
            ("20090819", "2009-08-19"),
            ("20090819225400", "2009-08-19 22:54:00"),
            ("2009-02-30", "2009-03-02"),
            ("2009-08-19 24:00:00", "2009-08-20 00:00:00"),
            ("2009-13-01", "-"),
            ("soon", "-"),
            ("", "-"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
