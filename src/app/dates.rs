//! Dates as the reader wants them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::options::DateFormat;
use crate::date::{DateSource, PostDate};

/// The date in a row of the list. `full`: with its year, where no heading says it.
/// A date that is only the file's time has `~` in front.
pub fn row(date: &PostDate, format: &DateFormat, full: bool) -> String {
    let day = date.civil().date();
    let shown = match (format, full) {
        (DateFormat::Short, false) => pattern(day, "%-d %b"),
        (DateFormat::Short, true) => pattern(day, "%-d %b %Y"),
        (DateFormat::Iso, _) => pattern(day, "%Y-%m-%d"),
        (DateFormat::Pattern(own), _) => pattern(day, own),
    };
    about(date, shown)
}

/// The date in a row below a heading, which says its year. That of a file's time says none: where it is not of this year, its
/// year is all there is room for.
pub fn row_below(date: &PostDate, format: &DateFormat, now: Timestamp) -> String {
    let this_year = date.offset.to_datetime(now).year();
    match (date.source, format) {
        (DateSource::FileTime, DateFormat::Short) if date.civil().year() != this_year => {
            about(date, date.civil().year().to_string())
        }
        _ => row(date, format, false),
    }
}

/// The date in the byline of a post.
pub fn byline(date: &PostDate, format: &DateFormat, narrow: bool) -> String {
    let day = date.civil().date();
    let shown = match (format, narrow) {
        (DateFormat::Short, false) => pattern(day, "%-d %B %Y"),
        (DateFormat::Short, true) => pattern(day, "%-d %b %Y"),
        (DateFormat::Iso, _) => pattern(day, "%Y-%m-%d"),
        (DateFormat::Pattern(own), _) => pattern(day, own),
    };
    about(date, shown)
}

/// The cells of the widest date that a row can show, without its `~`.
pub fn row_cells(format: &DateFormat, full: bool) -> usize {
    match (format, full) {
        (DateFormat::Short, false) => 6,
        (DateFormat::Short, true) => 11,
        (DateFormat::Iso, _) => 10,
        (DateFormat::Pattern(own), _) => {
            let months = (1..=12).filter_map(|month| Date::new(2024, month, 28).ok());
            months.map(|day| crate::text::width::cells(&pattern(day, own))).max().unwrap_or(0).min(24)
        }
    }
}

fn about(date: &PostDate, shown: String) -> String {
    match date.source {
        DateSource::FileTime => format!("~{shown}"),
        DateSource::Written | DateSource::FileName => shown,
    }
}

/// A day by a pattern; ISO where the pattern is not one.
fn pattern(day: Date, pattern: &str) -> String {
    jiff::fmt::strtime::format(pattern, day).unwrap_or_else(|_| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn as_the_setting_says() {
        let civil = jiff::civil::date(2024, 3, 7).at(0, 0, 0, 0);
        let date = PostDate::in_zone(civil, &TimeZone::UTC, false, DateSource::Written).unwrap();
        let own = DateFormat::Pattern("%d.%m.".into());
        let shown = |format: &DateFormat, full| row(&date, format, full);
        assert_eq!(shown(&DateFormat::Short, false), "7 Mar");
        assert_eq!(shown(&DateFormat::Short, true), "7 Mar 2024");
        assert_eq!(shown(&DateFormat::Iso, false), "2024-03-07");
        assert_eq!(shown(&own, true), "07.03.");
        assert_eq!(shown(&DateFormat::Pattern("%".into()), true), "2024-03-07");
        assert_eq!(byline(&date, &DateFormat::Short, false), "7 March 2024");
        assert_eq!(row_cells(&own, false), 6);
    }

    #[test]
    fn a_files_time_is_about() {
        let date = PostDate::of_file(jiff::Timestamp::UNIX_EPOCH, &TimeZone::UTC);
        assert_eq!(row(&date, &DateFormat::Short, false), "~1 Jan");
        // Notes of three years were `~1 Jan` all three.
        let in_year =
            |year: i16| jiff::civil::date(year, 6, 1).at(0, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        let below = |format, year| row_below(&date, format, in_year(year).timestamp());
        assert_eq!(
            (below(&DateFormat::Short, 1970), below(&DateFormat::Short, 2020)),
            ("~1 Jan".into(), "~1970".into())
        );
        assert_eq!(below(&DateFormat::Iso, 2020), "~1970-01-01");
    }
}
