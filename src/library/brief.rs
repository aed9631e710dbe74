//! What every list asks of every post, side by side: the posts themselves lie all over the memory.

use jiff::Timestamp;

use super::Group;
use crate::post::{Post, State};

/// When a post is shown and under which heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    /// The instant of its date, where it has one: seconds since 1970, and nanoseconds of the same sign.
    second: i64,
    nanosecond: i32,
    /// The year of its date, where that is written.
    year: i16,
    dated: Dated,
    state: State,
}

/// Where the date of a post is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Dated {
    Written,
    OfFile,
    Not,
}

impl Brief {
    pub(super) fn of(post: &Post) -> Self {
        let date = post.meta.date;
        let instant = date.map_or(Timestamp::UNIX_EPOCH, |date| date.instant);
        let year = date.and_then(|date| date.year());
        Self {
            second: instant.as_second(),
            nanosecond: instant.subsec_nanosecond(),
            year: year.unwrap_or_default(),
            dated: match (year, date) {
                (Some(_), _) => Dated::Written,
                (None, Some(_)) => Dated::OfFile,
                (None, None) => Dated::Not,
            },
            state: post.meta.state,
        }
    }

    /// Sorts the newest first: those whose date is written before those that have the time of their file, before the others.
    pub(super) fn key(self) -> impl Ord + Copy {
        (self.dated, std::cmp::Reverse((self.second, self.nanosecond)))
    }

    /// Whether the date is still to come. The time of a file says nothing about that.
    pub(super) fn is_future(self, now: Timestamp) -> bool {
        self.dated == Dated::Written
            && (self.second, self.nanosecond) > (now.as_second(), now.subsec_nanosecond())
    }

    pub(super) fn state(self) -> State {
        self.state
    }

    /// The heading under which a list sorted by date shows it.
    pub(super) fn group(self, now: Timestamp) -> Group {
        match self.dated {
            _ if self.state != State::Published || self.is_future(now) => Group::Coming,
            Dated::Written => Group::Year(self.year),
            Dated::OfFile | Dated::Not => Group::Undated,
        }
    }
}
