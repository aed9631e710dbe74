//! Sets of signs, `[a-z]`, as git's `wildmatch.c` and Ruby's `dir.c` read them.

use std::ops::RangeInclusive;

/// Signs of which one stands in a path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Class {
    not: bool,
    ranges: Vec<RangeInclusive<char>>,
}

/// The names of git's sets, all of them of ASCII (`sane_ctype`).
const NAMED: [(&str, &[RangeInclusive<char>]); 12] = [
    ("alnum", &['0'..='9', 'A'..='Z', 'a'..='z']),
    ("alpha", &['A'..='Z', 'a'..='z']),
    ("blank", &[' '..=' ', '\t'..='\t']),
    ("cntrl", &['\0'..='\x1f', '\x7f'..='\x7f']),
    ("digit", &['0'..='9']),
    ("graph", &['!'..='~']),
    ("lower", &['a'..='z']),
    ("print", &[' '..='~']),
    ("punct", &['!'..='/', ':'..='@', '['..='`', '{'..='~']),
    ("space", &[' '..=' ', '\t'..='\n', '\r'..='\r']),
    ("upper", &['A'..='Z']),
    ("xdigit", &['0'..='9', 'A'..='F', 'a'..='f']),
];

impl Class {
    /// Whether a sign is one of these.
    pub(super) fn has(&self, sign: char) -> bool {
        self.ranges.iter().any(|range| range.contains(&sign)) != self.not
    }

    /// What stands behind a `[` as git reads it, and what stands behind the set; none where it is none: git finds nothing by such a
    /// glob. The beginning of a range is in it, be it turned around.
    pub(super) fn git(text: &str) -> Option<(Self, &str)> {
        let mut reader = Reader::new(text);
        // A `]` in front is one of its signs.
        let mut is_first = true;
        while std::mem::take(&mut is_first) || !reader.rest.starts_with(']') {
            match reader.rest.strip_prefix("[:") {
                Some(after) => reader.name(after)?,
                None => {
                    let (from, _) = reader.range()?;
                    reader.class.ranges.push(from..=from);
                }
            }
        }
        Some(reader.end())
    }

    /// The same as Ruby reads it: a `]` in front ends the set, names are signs, and both ends of a range are in it, be it turned
    /// around.
    pub(super) fn ruby(text: &str) -> Option<(Self, &str)> {
        let mut reader = Reader::new(text);
        while !reader.rest.starts_with(']') {
            let (from, to) = reader.range()?;
            reader.class.ranges.extend([from..=from, to..=to]);
        }
        Some(reader.end())
    }
}

/// A set as far as it was read.
struct Reader<'a> {
    class: Class,
    rest: &'a str,
    /// How much stands from the next `]` on, where that was looked for.
    close: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let rest = text.strip_prefix(['!', '^']).unwrap_or(text);
        let class = Class { not: rest.len() < text.len(), ranges: Vec::new() };
        Self { class, rest, close: usize::MAX }
    }

    /// A sign, which may have a `\` in front.
    fn sign(&mut self) -> Option<char> {
        let rest = self.rest.strip_prefix('\\').unwrap_or(self.rest);
        let sign = rest.chars().next()?;
        self.rest = &rest[sign.len_utf8()..];
        Some(sign)
    }

    /// `a`, or `a-z`.
    fn range(&mut self) -> Option<(char, char)> {
        let from = self.sign()?;
        let to = match self.rest.strip_prefix('-') {
            Some(after) if !after.starts_with(']') => {
                self.rest = after;
                self.sign()?
            }
            Some(_) | None => from,
        };
        self.class.ranges.push(from..=to);
        Some((from, to))
    }

    /// `[:alpha:]` from behind its `[:`; where the next `]` has no `:` in front, the `[` is a sign.
    fn name(&mut self, after: &'a str) -> Option<()> {
        if self.close > after.len() {
            self.close = after.len() - after.find(']')?;
        }
        match after[..after.len() - self.close].strip_suffix(':') {
            Some(name) => {
                let (_, ranges) = NAMED.iter().find(|(own, _)| *own == name)?;
                self.class.ranges.extend_from_slice(ranges);
                self.rest = &after[after.len() - self.close + 1..];
            }
            None => {
                self.class.ranges.push('['..='[');
                self.rest = &self.rest[1..];
            }
        }
        Some(())
    }

    /// The set, and what stands behind its `]`.
    fn end(self) -> (Class, &'a str) {
        (self.class, &self.rest[1..])
    }
}
