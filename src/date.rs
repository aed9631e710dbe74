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
    /// The instant it names.
    pub instant: Timestamp,
    /// The offset of the zone from UTC.
    pub offset: Offset,
    /// Whether a time of day was written, or only a day.
    pub has_time: bool,
    /// Whether a zone was written beside it, or the site's counts.
    pub has_zone: bool,
    /// Where the date was found.
    pub source: DateSource,
}

impl PostDate {
    /// A civil date in a zone.
    pub fn in_zone(civil: DateTime, zone: &TimeZone, has_time: bool, source: DateSource) -> Option<Self> {
        let zoned = civil.to_zoned(zone.clone()).ok()?;
        Some(Self { instant: zoned.timestamp(), offset: zoned.offset(), has_time, has_zone: false, source })
    }

    /// A date whose zone was written beside it.
    pub fn with_offset(civil: DateTime, offset: Offset, source: DateSource) -> Option<Self> {
        let instant = offset.to_timestamp(civil).ok()?;
        Some(Self { instant, offset, has_time: true, has_zone: true, source })
    }

    /// A date of a header: at the offset written beside it, else in the site's zone.
    pub fn written(civil: DateTime, offset: Option<Offset>, has_time: bool, zone: &TimeZone) -> Option<Self> {
        match offset {
            Some(offset) => Self::with_offset(civil, offset, DateSource::Written),
            None => Self::in_zone(civil, zone, has_time, DateSource::Written),
        }
    }

    /// The time of a file, as seen in a zone.
    pub fn of_file(instant: Timestamp, zone: &TimeZone) -> Self {
        let zoned = Zoned::new(instant, zone.clone());
        Self { instant, offset: zoned.offset(), has_time: true, has_zone: true, source: DateSource::FileTime }
    }

    /// The date and time as written, in the zone it was written in. An hour that the change to summer time leaves out is the one
    /// after it, as Ruby and Go have it.
    pub fn civil(&self) -> DateTime {
        self.offset.to_datetime(self.instant)
    }

    /// The year that groups the post, none for a file's time.
    pub fn year(&self) -> Option<i16> {
        (self.source != DateSource::FileTime).then(|| self.civil().year())
    }

    /// What was written, in the form of RFC 3339, as `list --json` prints it: no time and no offset that its author
    /// did not write.
    pub fn rfc3339(&self) -> String {
        match (self.has_time, self.has_zone) {
            (false, _) => self.civil().date().to_string(),
            (true, false) => self.civil().strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            (true, true) => {
                let zoned = Zoned::new(self.instant, TimeZone::fixed(self.offset));
                zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
            }
        }
    }
}
