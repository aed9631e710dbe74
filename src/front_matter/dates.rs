//! Dates as people write them, read as Ruby's `Time.parse` reads them: the time of day first, then what is left.
//!
//! `2009-08-19 22:54:00`, ` +0100`, `Z`, `T`, `EST`, `July 6, 2021`, `6 Jul 2021`, `2009/8/9`, `20090819`.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::value::Value;

mod heuristic;

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
        Value::List(_) => parse(&value.printed()),
        Value::Null | Value::Bool(_) | Value::Float(_) | Value::Map(_) => None,
    }
}

/// Reads a date. One without a year is none: Ruby takes the year of the day it runs on.
pub fn parse(text: &str) -> Option<Written> {
    let text = text.trim();
    if text.len() > 128 {
        return None;
    }
    iso(text).or_else(|| heuristic::parse(text))
}

/// The forms that most posts have, without the heuristics: `2009-8-19`, `2009-08-19 22:54[:00][Z| +0100|+01:00]`.
fn iso(text: &str) -> Option<Written> {
    let (year, rest) = number(text, 4, 4)?;
    let (month, rest) = number(rest.strip_prefix('-')?, 1, 2)?;
    let (day, rest) = number(rest.strip_prefix('-')?, 1, 2)?;
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    if rest.is_empty() {
        return Some(Written { civil: date.at(0, 0, 0, 0), offset: None, has_time: false });
    }
    let (hour, rest) = number(rest.strip_prefix(['T', ' '])?, 2, 2)?;
    let (minute, rest) = number(rest.strip_prefix(':')?, 2, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => number(rest, 2, 2)?,
        None => (0, rest),
    };
    let time = Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()?;
    let offset = match rest.strip_prefix(' ').unwrap_or(rest) {
        "" => None,
        "Z" => Some(Offset::UTC),
        zone => Some(offset(zone)?),
    };
    Some(Written { civil: DateTime::from_parts(date, time), offset, has_time: true })
}

/// A number of so many digits, and what follows it.
fn number(text: &str, least: usize, most: usize) -> Option<(i64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).take(most).count();
    (length >= least).then_some(())?;
    Some((text.get(..length)?.parse().ok()?, text.get(length..)?))
}

/// `+hh`, `+hhmm`, `+hh:mm`, also with seconds (`Time.zone_offset`); no other form is an offset to Ruby.
fn offset(text: &str) -> Option<Offset> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = number(text.strip_prefix(['+', '-'])?, 2, 2)?;
    let colon = rest.starts_with(':');
    let mut more = [0, 0];
    let mut rest = rest;
    for part in &mut more {
        if !rest.is_empty() {
            let digits = if colon { rest.strip_prefix(':')? } else { rest };
            (*part, rest) = number(digits, 2, 2)?;
        }
    }
    let seconds = sign * (hours * 3600 + more[0] * 60 + more[1]);
    rest.is_empty().then_some(())?;
    Offset::from_seconds(i32::try_from(seconds).ok()?).ok()
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
            ("2009-08-19 22:54:00 GMT+0200", "2009-08-19 22:54:00"),
            ("Wed, 19 Aug 2009 22:54:00 -0700", "2009-08-19 22:54:00 -07"),
            ("Wed Aug 19 22:54:00 PDT 2009", "2009-08-19 22:54:00 -07"),
            ("July 6, 2021", "2021-07-06"),
            ("6 Jul 2021", "2021-07-06"),
            ("6th July, 2021", "2021-07-06"),
            ("6th of July, 2021", "2021-07-01"),
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
            ("2009-08-19 22:54:00 +2", "2009-08-19 22:54:00"),
            ("2009-08-19+02:00", "2009-08-19 02:00:00"),
            ("2009-08-19 23:59:60", "2009-08-20 00:00:00"),
            ("20090819T2254", "2009-08-19 22:54:00"),
            ("2009-231", "2009-08-19"),
            ("19Aug09", "2009-08-19"),
            ("Aug 19 '09", "2009-08-19"),
            ("8/2009", "2009-08-01"),
            ("(2009-08-19 10:00)", "2009-08-19 10:00:00"),
            ("2009-08-19 22:54 à Paris", "2009-08-19 22:54:00"),
            ("2009-08-19 22", "2009-08-19 22:00:00"),
            ("H21.08.19", "2009-08-19"),
            ("August 19", "-"),
            ("10:00", "-"),
            ("soon", "-"),
            ("", "-"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
