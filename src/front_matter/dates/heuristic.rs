//! Ruby's `Date._parse`, the heuristics behind `Time.parse`: a day of the week and a time are taken out of the text,
//! then the first of a row of patterns that fits says the day. The patterns are Ruby's own (`date_parse.c`), because
//! what they make of odd texts is what a blog's addresses are made of.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{Span, ToSpan};
use regex_lite::{Captures, Regex};

use super::{Written, offset};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What a text said so far.
#[derive(Debug, Default)]
struct Parts {
    year: Option<i64>,
    /// Whether the year was written whole, so that two digits do not stand for four.
    whole_year: bool,
    /// Whether the year stood last, so that the first two may be month and day.
    year_last: bool,
    before_christ: bool,
    month: Option<i64>,
    day: Option<i64>,
    day_of_year: Option<i64>,
    hour: Option<i64>,
    minute: Option<i64>,
    second: Option<i64>,
    zone: Option<String>,
}

/// What a pattern says when it fits.
type Say = fn(&mut Parts, &Captures<'_>);

/// A pattern, and what it says.
struct Rule {
    pattern: Regex,
    say: Say,
}

/// Reads a date of any form.
pub(super) fn parse(text: &str) -> Option<Written> {
    let mut rest = simplified(text);
    let mut parts = Parts::default();
    for rule in &RULES.always {
        rule.apply(&mut rest, &mut parts);
    }
    let _ = RULES.days.iter().any(|rule| rule.apply(&mut rest, &mut parts));
    for rule in &RULES.at_last {
        rule.apply(&mut rest, &mut parts);
    }
    parts.written()
}

/// The text in small letters; what is no letter, digit or one of `-+',./:@[]` becomes a blank.
fn simplified(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || "-+',./:@[]".contains(c) {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

impl Rule {
    fn new(pattern: &str, say: Say) -> Option<Self> {
        let pattern = pattern
            .replace("MONTH", &MONTHS.join("|"))
            .replace("ERA", r"c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.)");
        Some(Self { pattern: Regex::new(&pattern).ok()?, say })
    }

    /// Takes what fits out of the text.
    fn apply(&self, text: &mut String, parts: &mut Parts) -> bool {
        let Some(found) = self.pattern.captures(text) else { return false };
        (self.say)(parts, &found);
        let range = found.get(0).map(|all| all.range()).unwrap_or_default();
        text.replace_range(range, " ");
        true
    }
}

/// The patterns in their order.
struct Rules {
    /// Day of the week and time.
    always: Vec<Rule>,
    /// The day: the first that fits is the only one.
    days: Vec<Rule>,
    /// Before Christ, and a number that is left over.
    at_last: Vec<Rule>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let rules =
        |all: &[(&str, Say)]| all.iter().filter_map(|(pattern, say)| Rule::new(pattern, *say)).collect();
    Rules {
        always: rules(&[
            (r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*", |_, _| ()),
            (
                r"((?:\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|\d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)?)(?:\s*[ap](?:m\b|\.m\.))?|\d+\s*[ap](?:m\b|\.m\.))(?:\s*((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[a-z.\s]+(?:standard|daylight)\stime\b|[a-z]+(?:\sdst)?\b))?",
                Parts::time,
            ),
        ]),
        days: rules(&[
            (
                r"('?\d+)[^-\d\s]*\s*(MONTH)[^-\d\s']*(?:\s*(ERA)?\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?",
                |parts, found| parts.named(found, [4, 2, 1], Some(3)),
            ),
            (r"\b(MONTH)[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*(ERA)?\s*('?-?\d+))?", |parts, found| {
                parts.named(found, [4, 1, 2], Some(3))
            }),
            (r"('?[-+]?\d+)-(\d+)-('?-?\d+)", |parts, found| parts.named(found, [1, 2, 3], None)),
            (r"\b([mtshr])(\d+)\.(\d+)\.(\d+)", Parts::japanese),
            (r"('?-?\d+)-(MONTH)[^-/.]*-('?-?\d+)", |parts, found| parts.named(found, [3, 2, 1], None)),
            (r"\b(MONTH)[^-/.]*-('?-?\d+)(?:-('?-?\d+))?", |parts, found| {
                parts.named(found, [3, 1, 2], None)
            }),
            (r"('?-?\d+)/\s*('?\d+)(?:[^\d]\s*('?-?\d+))?", |parts, found| {
                parts.named(found, [1, 2, 3], None)
            }),
            (r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)", |parts, found| parts.named(found, [1, 2, 3], None)),
            // Weeks, which `Time.parse` does not know.
            (r"\b(?:\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b", |_, _| ()),
            (r"\b(\d{2}|\d{4})-(\d{3})\b", |parts, found| {
                (parts.year, parts.day_of_year) = (integer(found, 1), integer(found, 2));
            }),
            (r"'(\d+)\b", |parts, found| parts.year = integer(found, 1)),
            (r"\b(?:MONTH)\S*", |_, _| ()),
            (r"\d+(?:st|nd|rd|th)\b", |_, _| ()),
            (
                r"([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?([,.]\d*)?)?(?:\s*(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\]))?",
                Parts::digits,
            ),
        ]),
        at_last: rules(&[
            (r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)", |parts, _| parts.before_christ = true),
            (r"\A\s*(\d{1,2})\s*\z", Parts::left_over),
        ]),
    }
});

fn integer(found: &Captures<'_>, group: usize) -> Option<i64> {
    found.get(group)?.as_str().parse().ok()
}

fn group(found: &Captures<'_>, number: usize) -> Option<String> {
    found.get(number).map(|group| group.as_str().to_owned())
}

impl Parts {
    /// `22:54:00`, `10:54 pm`, `22h54`, with the zone that follows.
    fn time(&mut self, found: &Captures<'_>) {
        self.zone = group(found, 2);
        let text = found.get(1).map(|time| time.as_str()).unwrap_or_default();
        let mut numbers =
            text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::parse);
        let mut next = || numbers.next().and_then(Result::ok);
        (self.hour, self.minute, self.second) = (next(), next(), next());
        let half = text.trim_end_matches(['m', '.']).chars().last();
        if let (Some(hour), Some(half @ ('a' | 'p'))) = (self.hour, half) {
            self.hour = Some(hour % 12 + if half == 'p' { 12 } else { 0 });
        }
    }

    /// A day of three groups, given in the order year, month, day, and one that says the era.
    fn named(&mut self, found: &Captures<'_>, [year, month, day]: [usize; 3], era: Option<usize>) {
        let month = group(found, month).map(|word| match MONTHS.iter().position(|name| *name == word) {
            Some(at) => (at + 1).to_string(),
            None => word,
        });
        self.three(group(found, year), month, group(found, day));
        let era = era.and_then(|era| group(found, era));
        self.before_christ |= era.is_some_and(|era| era.starts_with('b'));
    }

    /// `s3e`: finds out which of three elements is the year: the one with more than two digits or an apostrophe.
    fn three(&mut self, year: Option<String>, month: Option<String>, day: Option<String>) {
        let is_long = |text: &Option<String>| {
            text.as_ref().is_some_and(|text| text.starts_with('\'') || text.len() > 2)
        };
        let (mut year, mut month, mut day) = match (year, month, day) {
            (Some(year), Some(month), None) => (None, Some(year), Some(month)),
            other => other,
        };
        if year.is_none() && is_long(&day) {
            year = day.take();
        }
        if let Some(text) = year.clone().filter(|text| text.ends_with(|c: char| !c.is_ascii_digit())) {
            year = day.replace(text.trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned());
        }
        if is_long(&month) {
            (year, month, day) = (month, day, year);
        }
        if is_long(&day) {
            std::mem::swap(&mut year, &mut day);
            self.year_last = true;
        }
        let digits = |text: &String| text.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok();
        if let Some(text) = &year {
            let signed = text.trim_start_matches('\'');
            self.year = signed.parse().ok();
            self.whole_year = signed.starts_with(['-', '+']) || signed.len() > 2;
        }
        (self.month, self.day) = (month.as_ref().and_then(digits), day.as_ref().and_then(digits));
    }

    /// Years of the Japanese eras.
    fn japanese(&mut self, found: &Captures<'_>) {
        let first = match found.get(1).map(|era| era.as_str()) {
            Some("m") => 1867,
            Some("t") => 1911,
            Some("s") => 1925,
            Some("h") => 1988,
            _ => 2018,
        };
        self.year = integer(found, 2).map(|year| year + first);
        self.whole_year = true;
        (self.month, self.day) = (integer(found, 3), integer(found, 4));
    }

    /// `20090819`, `20090819T225400Z`, `090819`, `2009231`. Fewer digits name no year.
    fn digits(&mut self, found: &Captures<'_>) {
        let text = group(found, 2).unwrap_or_default();
        let clock = group(found, 3);
        // A fraction after it makes the digits a time.
        if clock.is_none() && found.get(4).is_some() {
            return;
        }
        let part = |text: &str, at: usize, length: usize| {
            text.get(at..at + length).and_then(|part| part.parse().ok())
        };
        let long = text.len() > 6;
        let (year, rest) = text.split_at(if long { 4 } else { 2 });
        match text.len() {
            6 | 8 | 10 | 12 | 14 => (self.month, self.day) = (part(rest, 0, 2), part(rest, 2, 2)),
            5 | 7 => self.day_of_year = part(rest, 0, 3),
            _ => return,
        }
        let sign = if found.get(1).is_some_and(|sign| sign.as_str() == "-") { -1 } else { 1 };
        (self.year, self.whole_year) = (year.parse().ok().map(|year: i64| sign * year), long);
        let clock = clock.or_else(|| rest.get(4..).map(str::to_owned)).unwrap_or_default();
        for (place, at) in [&mut self.hour, &mut self.minute, &mut self.second].into_iter().zip([0, 2, 4]) {
            *place = part(&clock, at, 2).or(*place);
        }
        self.zone = group(found, 5).or(self.zone.take());
    }

    /// `2009-08-19 22`: an hour.
    fn left_over(&mut self, found: &Captures<'_>) {
        let number = integer(found, 1);
        match (self.hour, self.day) {
            (Some(_), None) => self.day = number.filter(|day| (1..=31).contains(day)),
            (None, Some(_)) => self.hour = number.filter(|hour| (0..=24).contains(hour)),
            _ => {}
        }
    }

    fn written(&self) -> Option<Written> {
        let mut year = self.year?;
        if self.before_christ {
            year = 1 - year;
        }
        if !self.whole_year && (0..=99).contains(&year) {
            year += if year >= 69 { 1900 } else { 2000 };
        }
        let date = match self.day_of_year {
            Some(day) => {
                first(year, 1)?.checked_add((1..=366).contains(&day).then_some(day - 1)?.days()).ok()?
            }
            None => match (self.month.unwrap_or(1), self.day.unwrap_or(1)) {
                // `08/19/2009`, which Ruby refuses.
                (day @ 13.., month) if self.year_last => rolled(year, month, day)?,
                (month, day) => rolled(year, month, day)?,
            },
        };
        let offset = self.zone.as_deref().and_then(zone);
        let (hour, minute, second) =
            (self.hour.unwrap_or(0), self.minute.unwrap_or(0), self.second.unwrap_or(0));
        let fits = (0..24).contains(&hour) || (hour, minute, second) == (24, 0, 0);
        if !fits || !(0..60).contains(&minute) || !(0..=60).contains(&second) {
            return None;
        }
        let span = Span::new().hours(hour).minutes(minute).seconds(second);
        let civil = date.to_datetime(Time::midnight()).checked_add(span).ok()?;
        Some(Written { civil, offset, has_time: self.hour.is_some() })
    }
}

fn first(year: i64, month: i64) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, 1).ok()
}

/// A day up to the thirty-first rolls over the end of a shorter month, as for Ruby's `Time`.
fn rolled(year: i64, month: i64, day: i64) -> Option<Date> {
    (1..=31).contains(&day).then_some(())?;
    first(year, month)?.checked_add((day - 1).days()).ok()
}

/// The zones that `Time.parse` knows: offsets, the names of RFC 822 and the letters of the military.
fn zone(text: &str) -> Option<Offset> {
    let hours = match text {
        "utc" | "z" | "ut" | "gmt" => 0,
        "est" | "cdt" => -5,
        "edt" => -4,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        _ => match text.as_bytes() {
            [letter @ b'a'..=b'i'] => i32::from(letter - b'a') + 1,
            [letter @ b'k'..=b'm'] => i32::from(letter - b'k') + 10,
            [letter @ b'n'..=b'y'] => -(i32::from(letter - b'n') + 1),
            _ => return offset(text),
        },
    };
    Offset::from_seconds(hours * 3600).ok()
}
