//! The date of a post: an instant to sort by, and the civil date as its author wrote it.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// Where a date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateSource {
    /// In the front matter.
    Written,
    /// In the name of the file or its folder.
    FileName,
    /// The file's time of modification: shown as `~`, makes no year.
    FileTime,
}

/// The date of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PostDate {
    /// The date and time as written, in the zone it was written in.
    pub civil: DateTime,
    /// The instant it names.
    pub instant: Timestamp,
    /// The offset of the zone from UTC.
    pub offset: Offset,
    /// Whether a time of day was written, or only a day.
    pub has_time: bool,
    /// Where the date was found.
    pub source: DateSource,
}

impl PostDate {
    /// A civil date in a zone.
    pub fn in_zone(civil: DateTime, zone: &TimeZone, has_time: bool, source: DateSource) -> Option<Self> {
        let zoned = civil.to_zoned(zone.clone()).ok()?;
        Some(Self { civil, instant: zoned.timestamp(), offset: zoned.offset(), has_time, source })
    }

    /// A date whose zone was written beside it.
    pub fn with_offset(civil: DateTime, offset: Offset, source: DateSource) -> Option<Self> {
        let instant = offset.to_timestamp(civil).ok()?;
        Some(Self { civil, instant, offset, has_time: true, source })
    }

    /// The time of a file, as seen in a zone.
    pub fn of_file(instant: Timestamp, zone: &TimeZone) -> Self {
        let zoned = Zoned::new(instant, zone.clone());
        Self {
            civil: zoned.datetime(),
            instant,
            offset: zoned.offset(),
            has_time: true,
            source: DateSource::FileTime,
        }
    }

    /// The year that groups the post, none for a file's time.
    pub fn year(&self) -> Option<i16> {
        (self.source != DateSource::FileTime).then(|| self.civil.year())
    }

    /// RFC 3339 with the offset, as `list --json` prints it.
    pub fn rfc3339(&self) -> String {
        let zone = TimeZone::fixed(self.offset);
        Zoned::new(self.instant, zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}
