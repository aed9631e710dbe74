//! The lines of a text by their bytes.

/// Where the lines of a text end. Most events are about the line of the one before or the next.
pub(super) struct Lines {
    ends: Vec<usize>,
    /// How many lines end before the last place that was asked for.
    before: usize,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self { ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(), before: 0 }
    }

    /// The line on which a byte stands, from 1.
    pub(super) fn line_of(&mut self, at: usize) -> usize {
        let is_it = |before: usize| {
            before.checked_sub(1).is_none_or(|last| self.ends.get(last).is_some_and(|end| *end < at))
                && self.ends.get(before).is_none_or(|end| *end >= at)
        };
        self.before = [self.before, self.before + 1]
            .into_iter()
            .find(|before| is_it(*before))
            .unwrap_or_else(|| self.ends.partition_point(|end| *end < at));
        self.before + 1
    }
}
