//! What a plain YAML scalar means, as Ruby's Psych reads it (`psych/scalar_scanner.rb`): YAML 1.1 with habits.
//!
//! `yes`, `no`, `on` and `off` are booleans, but `y` is not; `012` is ten; `08` is a text; `22:54:00` is a number
//! of seconds; `1.10` is a number, `1.1.0` a text; `2009-08-19` a day.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::{Moment, Value};

/// The value of a scalar that stood without quotes.
pub(super) fn plain(text: &str) -> Value {
    let Some(first) = text.chars().next() else { return Value::Null };
    if starts_like_a_word(text, first) {
        return word(text);
    }
    if text.contains('\n') {
        return Value::Text(text.to_owned());
    }
    None.or_else(|| time(text))
        .or_else(|| day(text))
        .or_else(|| special_float(text))
        .or_else(|| sexagesimal(text))
        .or_else(|| float(text))
        .or_else(|| int(text))
        .unwrap_or_else(|| Value::Text(text.to_owned()))
}

/// `^[^\d.:-]?[[:alpha:]_\s!@#$%\^&*(){}<>|/\\~;=]+`: one character that is no digit, point, colon or hyphen may
/// come before the first that makes it a word.
fn starts_like_a_word(text: &str, first: char) -> bool {
    let wordy = |c: char| c.is_alphabetic() || c.is_whitespace() || "_!@#$%^&*(){}<>|/\\~;=".contains(c);
    if wordy(first) {
        return true;
    }
    let may_lead = !first.is_ascii_digit() && !matches!(first, '.' | ':' | '-');
    may_lead && text.chars().nth(1).is_some_and(wordy)
}

fn word(text: &str) -> Value {
    if text.len() <= 5 {
        let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if text == "~" || is(&["null"]) {
            return Value::Null;
        }
        if is(&["yes", "true", "on"]) {
            return Value::Bool(true);
        }
        if is(&["no", "false", "off"]) {
            return Value::Bool(false);
        }
    }
    Value::Text(text.to_owned())
}

/// Reads `count.start()..=count.end()` digits at the start of `text`.
fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(i64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).take(*count.end()).count();
    if length < *count.start() {
        return None;
    }
    Some((text.get(..length)?.parse().ok()?, text.get(length..)?))
}

fn civil_day(text: &str) -> Option<(i64, i64, i64, &str)> {
    let (year, rest) = digits(text, 4..=4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 1..=2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 1..=2)?;
    Some((year, month, day, rest))
}

fn day(text: &str) -> Option<Value> {
    let (year, month, day, rest) = civil_day(text)?;
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    rest.is_empty().then_some(Value::Date(date))
}

/// A timestamp of YAML 1.1: a day, `T` or blanks, `h:mm:ss`, a fraction, `Z` or an offset.
fn time(text: &str) -> Option<Value> {
    let (year, month, day, rest) = civil_day(text)?;
    let rest = match rest.strip_prefix(['T', 't']) {
        Some(rest) => rest,
        None => rest.strip_prefix([' ', '\t'])?.trim_start_matches([' ', '\t']),
    };
    let (hour, rest) = digits(rest, 1..=2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2..=2)?;
    let (second, rest) = digits(rest.strip_prefix(':')?, 2..=2)?;
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let offset = zone(rest.trim_start_matches([' ', '\t']))?;
    let fits = (0..24).contains(&hour) || (hour, minute, second) == (24, 0, 0);
    if !fits || minute > 59 || second > 60 {
        return None;
    }
    let midnight = rolled_day(year, month, day)?.to_datetime(Time::midnight());
    // `24:00:00` and `22:54:60` are the next day and the next minute.
    let span = jiff::Span::new().hours(hour).minutes(minute).seconds(second);
    Some(Value::Time(Moment { civil: midnight.checked_add(span).ok()?, offset }))
}

/// `Time.utc(2009, 2, 30)` is the second of March.
fn rolled_day(year: i64, month: i64, day: i64) -> Option<Date> {
    let first = Date::new(year.try_into().ok()?, month.try_into().ok()?, 1).ok()?;
    if !(1..=31).contains(&day) {
        return None;
    }
    first.checked_add(jiff::Span::new().days(day - 1)).ok()
}

/// The offset at the end of a timestamp; the outer option says whether the text ends there.
fn zone(text: &str) -> Option<Option<Offset>> {
    if text.is_empty() {
        return Some(None);
    }
    if text == "Z" {
        return Some(Some(Offset::UTC));
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, rest) = digits(rest, 1..=2)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) = if rest.is_empty() { (0, "") } else { digits(rest, 2..=2)? };
    let seconds = i32::try_from(sign * (hours * 3600 + minutes * 60)).ok()?;
    rest.is_empty().then_some(Some(Offset::from_seconds(seconds).ok()?))
}

fn special_float(text: &str) -> Option<Value> {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        ".inf" | "+.inf" => Some(Value::Float(f64::INFINITY)),
        "-.inf" => Some(Value::Float(f64::NEG_INFINITY)),
        ".nan" => Some(Value::Float(f64::NAN)),
        _ => None,
    }
}

/// `12:30` and `22:54:00`: `[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}`, summed as Psych sums it.
fn sexagesimal(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let parts: Vec<&str> = unsigned.split(':').collect();
    if !(2..=3).contains(&parts.len()) || !unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut sum: i64 = 0;
    for (n, part) in parts.iter().enumerate() {
        let fits = match n {
            0 => part.bytes().all(|b| b.is_ascii_digit() || b == b'_'),
            _ => matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']),
        };
        if !fits {
            return None;
        }
        let number: i64 = part.replace('_', "").parse().ok()?;
        let number = if n == 0 && text.starts_with('-') { -number } else { number };
        sum = sum.checked_add(number.checked_mul([3600, 60, 1].get(n).copied()?)?)?;
    }
    Some(Value::Int(sum))
}

/// `[-+]?([0-9][0-9_,]*)?\.[0-9]*([eE][-+][0-9]+)?`: no exponent without a sign.
fn float(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, rest) = unsigned.split_once('.')?;
    let whole_fits = whole.is_empty() || whole.starts_with(|c: char| c.is_ascii_digit());
    if !whole_fits || !whole.bytes().all(|b| b.is_ascii_digit() || b == b'_' || b == b',') {
        return None;
    }
    let (fraction, exponent) = match rest.split_once(['e', 'E']) {
        Some((fraction, exponent)) => (fraction, Some(exponent)),
        None => (rest, None),
    };
    let signed =
        |e: &str| e.starts_with(['-', '+']) && e.len() > 1 && e.bytes().skip(1).all(|b| b.is_ascii_digit());
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || !exponent.is_none_or(signed) || unsigned == "." {
        return None;
    }
    let number: f64 = text.replace(['_', ','], "").parse().ok()?;
    Some(Value::Float(number))
}

/// Whole numbers, with `,` and `_` between digits (Psych's INTEGER_LEGACY); one too large stays a text.
fn int(text: &str) -> Option<Value> {
    let (negative, unsigned) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let only = |part: &str, fits: fn(u8) -> bool| {
        !part.is_empty() && part.bytes().all(|b| fits(b) || b == b'_' || b == b',')
    };
    let (radix, part) = if let Some(part) = unsigned.strip_prefix("0b") {
        (only(part, |b| matches!(b, b'0' | b'1')).then_some(2)?, part)
    } else if let Some(part) = unsigned.strip_prefix("0x") {
        (only(part, |b| b.is_ascii_hexdigit()).then_some(16)?, part)
    } else if let Some(part) = unsigned.strip_prefix('0').filter(|part| !part.is_empty()) {
        (only(part, |b| matches!(b, b'0'..=b'7')).then_some(8)?, part)
    } else {
        let separated = |pair: &[u8]| pair.iter().all(|b| matches!(b, b'_' | b','));
        let doubled = unsigned.as_bytes().windows(2).any(separated) || unsigned.ends_with(['_', ',']);
        let starts = unsigned.starts_with(|c: char| c.is_ascii_digit());
        ((starts && !doubled && only(unsigned, |b| b.is_ascii_digit())).then_some(10)?, unsigned)
    };
    let number = i64::from_str_radix(&part.replace(['_', ','], ""), radix).ok()?;
    Some(Value::Int(if negative { -number } else { number }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(source: &str) -> String {
        match plain(source) {
            Value::Text(text) => format!("{text:?}"),
            value => value.text().into_owned(),
        }
    }

    #[test]
    fn yaml_1_1_as_psych_reads_it() {
        for (source, expected) in [
            ("yes", "true"),
            ("Off", "false"),
            ("y", "\"y\""),
            ("~", ""),
            ("Null", ""),
            ("012", "10"),
            ("08", "\"08\""),
            ("0x1F", "31"),
            ("1_000", "1000"),
            ("1,000", "1000"),
            ("12:30", "45000"),
            ("22:54:00", "82440"),
            ("1.10", "1.1"),
            ("1.1.0", "\"1.1.0\""),
            ("1.5e5", "\"1.5e5\""),
            ("1.5e+5", "150000.0"),
            (".5", "0.5"),
            ("-", "\"-\""),
            ("+", "\"+\""),
            ("99999999999999999999", "\"99999999999999999999\""),
        ] {
            assert_eq!(text_of(source), expected, "{source}");
        }
    }

    #[test]
    fn days_and_times() {
        for (source, expected) in [
            ("2009-08-19", "2009-08-19"),
            ("2009-8-9", "2009-08-09"),
            ("2009-02-30", "\"2009-02-30\""),
            ("2009-08-19 22:54:00", "2009-08-19 22:54:00"),
            ("2009-08-19T22:54:00Z", "2009-08-19 22:54:00 UTC"),
            ("2009-08-19 2:54:00.25 +0100", "2009-08-19 02:54:00 +0100"),
            ("2009-08-19 22:54:00 -07:30", "2009-08-19 22:54:00 -0730"),
            ("2009-02-30 22:54:00", "2009-03-02 22:54:00"),
            ("2009-08-19 23:59:60", "2009-08-20 00:00:00"),
            ("2009-08-19 24:00:00", "2009-08-20 00:00:00"),
            ("2009-08-19 22:54", "\"2009-08-19 22:54\""),
            ("2009-08-19 22:54:00 UTC", "\"2009-08-19 22:54:00 UTC\""),
        ] {
            assert_eq!(text_of(source), expected, "{source}");
        }
    }
}
