//! Dates as Ruby prints and reads them.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// Seconds since 1970, in the zone of `now`.
pub fn from_seconds(seconds: i64, now: &Zoned) -> Option<Zoned> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(now.time_zone().clone()))
}

/// Prints by a `strftime` format of Ruby: also the flags `-`, `0`, `^`, `_`, a width, `%L`, `%s`, `%P`.
pub fn format(time: &Zoned, format: &str) -> String {
    let mut out = String::with_capacity(format.len() * 2);
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let spec = tail.get(1..).unwrap_or_default();
        let flags = spec.find(|c: char| !"-0^_#:".contains(c)).unwrap_or(spec.len());
        let (flags, spec) = spec.split_at_checked(flags).unwrap_or(("", spec));
        let digits = spec.find(|c: char| !c.is_ascii_digit()).unwrap_or(spec.len());
        let (width, spec) = spec.split_at_checked(digits).unwrap_or(("", spec));
        let Some(letter) = spec.chars().next() else {
            out.push_str(tail);
            return out;
        };
        match directive(time, letter, flags) {
            Some((text, pad, natural)) => out.push_str(&padded(&text, pad, natural, flags, width)),
            None => out.push_str(tail.get(..tail.len() - spec.len() + letter.len_utf8()).unwrap_or_default()),
        }
        rest = spec.get(letter.len_utf8()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The text of a directive, what it is padded with, and to how many characters.
fn directive(time: &Zoned, letter: char, flags: &str) -> Option<(String, char, usize)> {
    let hour12 = match time.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let zero = |n: i64, width: usize| Some((n.to_string(), '0', width));
    let blank = |n: i64, width: usize| Some((n.to_string(), ' ', width));
    let by = |format: &str| Some((time.strftime(format).to_string(), ' ', 0));
    match letter {
        'Y' => zero(time.year().into(), 4),
        'C' => zero((time.year() / 100).into(), 2),
        'y' => zero((time.year() % 100).into(), 2),
        'm' => zero(time.month().into(), 2),
        'd' => zero(time.day().into(), 2),
        'e' => blank(time.day().into(), 2),
        'j' => zero(time.day_of_year().into(), 3),
        'H' => zero(time.hour().into(), 2),
        'k' => blank(time.hour().into(), 2),
        'I' => zero(hour12.into(), 2),
        'l' => blank(hour12.into(), 2),
        'M' => zero(time.minute().into(), 2),
        'S' => zero(time.second().into(), 2),
        'L' => zero(time.millisecond().into(), 3),
        'N' => zero(time.subsec_nanosecond().into(), 9),
        's' => zero(time.timestamp().as_second(), 0),
        'u' => zero(time.weekday().to_monday_one_offset().into(), 0),
        'w' => zero(time.weekday().to_sunday_zero_offset().into(), 0),
        'p' => Some((if time.hour() < 12 { "AM" } else { "PM" }.into(), ' ', 0)),
        'P' => Some((if time.hour() < 12 { "am" } else { "pm" }.into(), ' ', 0)),
        'B' => by("%B"),
        'b' | 'h' => by("%b"),
        'A' => by("%A"),
        'a' => by("%a"),
        'z' if flags.contains(':') => by("%:z"),
        'z' => by("%z"),
        // A time that was written with an offset has no zone with a name.
        'Z' => match time.time_zone().iana_name() {
            Some(_) => by("%Z"),
            None => Some((String::new(), ' ', 0)),
        },
        'U' | 'W' | 'V' | 'G' => by(&format!("%{letter}")),
        'F' => Some((format(time, "%Y-%m-%d"), ' ', 0)),
        'T' | 'X' => Some((format(time, "%H:%M:%S"), ' ', 0)),
        'R' => Some((format(time, "%H:%M"), ' ', 0)),
        'r' => Some((format(time, "%I:%M:%S %p"), ' ', 0)),
        'D' | 'x' => Some((format(time, "%m/%d/%y"), ' ', 0)),
        'c' => Some((format(time, "%a %b %e %H:%M:%S %Y"), ' ', 0)),
        'v' => Some((format(time, "%e-%^b-%Y"), ' ', 0)),
        'n' => Some(("\n".into(), ' ', 0)),
        't' => Some(("\t".into(), ' ', 0)),
        '%' => Some(("%".into(), ' ', 0)),
        _ => None,
    }
}

fn padded(text: &str, pad: char, natural: usize, flags: &str, width: &str) -> String {
    let text = if flags.contains('^') { text.to_uppercase() } else { text.to_owned() };
    if flags.contains('-') {
        return text;
    }
    let pad = if flags.contains('_') {
        ' '
    } else if flags.contains('0') {
        '0'
    } else {
        pad
    };
    let width = width.parse().unwrap_or(natural).min(64);
    let missing = width.saturating_sub(text.chars().count());
    pad.to_string().repeat(missing) + &text
}

/// Reads a written date: `2020-1-2`, with a time, with a zone, RFC 2822, `Jan 2, 2020`, `2 January 2020`.
/// A date that names no zone is in that of `now`.
pub fn read(text: &str, now: &Zoned) -> Option<Zoned> {
    let text = text.trim();
    if text.len() > 64 {
        return None;
    }
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant.to_zoned(offset_of(text).unwrap_or_else(|| now.time_zone().clone())));
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(zoned);
    }
    let mut parts = Parts::default();
    for word in text.split(|c: char| c.is_whitespace() || c == ',' || c == 'T').filter(|w| !w.is_empty()) {
        parts.take(word);
    }
    let date = Date::new(parts.year?, parts.month?, parts.day.unwrap_or(1)).ok()?;
    let zone = parts.zone.unwrap_or_else(|| now.time_zone().clone());
    DateTime::from_parts(date, parts.time.unwrap_or_default()).to_zoned(zone).ok()
}

fn offset_of(text: &str) -> Option<TimeZone> {
    let at = text.rfind(['+', '-', 'Z', 'z'])?;
    zone(text.get(at..)?)
}

fn zone(word: &str) -> Option<TimeZone> {
    if matches!(word, "Z" | "z" | "UTC" | "GMT") {
        return Some(TimeZone::UTC);
    }
    let sign = match word.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes =
        if minutes.is_empty() { 0 } else { minutes.parse::<i32>().ok().filter(|minutes| *minutes < 60)? };
    let seconds = sign * (hours.parse::<i32>().ok()? * 3600 + minutes * 60);
    Some(TimeZone::fixed(Offset::from_seconds(seconds).ok()?))
}

/// What the words of a date say.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<Time>,
    zone: Option<TimeZone>,
}

impl Parts {
    fn take(&mut self, word: &str) {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let small = word.to_lowercase();
        let numbers: Vec<i64> = small.split(['-', '/', '.', ':']).map_while(|n| n.parse().ok()).collect();
        if small.contains(':') && self.zone_or_time(&small) {
            return;
        }
        if let Some(zone) = zone(word) {
            self.zone = Some(zone);
        } else if let [year, month, day] = numbers[..] {
            let turned = day > 31;
            let (year, month, day) = if turned { (day, year, month) } else { (year, month, day) };
            (self.year, self.month, self.day) =
                (i16::try_from(year).ok(), month.try_into().ok(), day.try_into().ok());
        } else if let [year, month] = numbers[..] {
            (self.year, self.month) = (year.try_into().ok(), month.try_into().ok());
        } else if let Some(month) = MONTHS.iter().position(|m| small.starts_with(m)) {
            self.month = i8::try_from(month + 1).ok();
        } else if let Ok(number) = small.trim_end_matches(|c: char| c.is_alphabetic()).parse::<i64>() {
            match number {
                1..=31 if self.day.is_none() => self.day = number.try_into().ok(),
                _ => self.year = number.try_into().ok(),
            }
        }
    }

    /// `12:30:05`, with a zone behind it maybe.
    fn zone_or_time(&mut self, word: &str) -> bool {
        let end = word.find(['+', '-', 'z']).unwrap_or(word.len());
        let (clock, rest) = word.split_at_checked(end).unwrap_or((word, ""));
        if clock.is_empty() {
            self.zone = zone(rest);
            return self.zone.is_some();
        }
        let mut parts = clock.split(':').map(|n| n.split('.').next().unwrap_or(n).parse::<i8>().ok());
        let hour = parts.next().flatten();
        let minute = parts.next().flatten();
        let second = parts.next().flatten().unwrap_or(0);
        self.time = hour.zip(minute).and_then(|(h, m)| Time::new(h, m, second, 0).ok());
        if let Some(zone) = zone(&rest.to_uppercase()) {
            self.zone = Some(zone);
        }
        self.time.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Zoned {
        "2020-05-06T07:08:09+00:00[UTC]".parse().unwrap()
    }

    #[test]
    fn formats_as_ruby_does() {
        assert_eq!(format(&now(), "%-d %b %Y, %l:%M %P %^a %% %Q"), "6 May 2020,  7:08 am WED % %Q");
        assert_eq!(format(&now(), "%F %T %z %j %3d"), "2020-05-06 07:08:09 +0000 127 006");
    }

    #[test]
    fn reads_dates_as_people_write_them() {
        for text in ["2017-3-1", "March 1, 2017", "1 Mar 2017", "2017/03/01", "2017-03-01T00:00:00Z"] {
            assert_eq!(read(text, &now()).unwrap().date().to_string(), "2017-03-01", "{text}");
        }
        let zoned = read("2017-03-01 10:30:00 +0200", &now()).unwrap();
        assert_eq!(format(&zoned, "%FT%T%:z"), "2017-03-01T10:30:00+02:00");
        assert!(read("no date", &now()).is_none());
    }
}
