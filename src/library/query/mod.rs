//! The query language: what the reader types to see some of the posts.
//!
//! `tag:linux -tag:draft after:2020 is:unread "exact words" fuzzy` — every term must hold; a term with
//! several values (`tag:a,b` or `tag:a|b`) holds where any of them does; `-` in front turns a term round.
//! A [`Query`] is a value that is read from text, changed by the tag pane, and written as text again.

mod edit;
mod grammar;
mod misread;
mod parse;
mod run;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::civil::Date;

pub use edit::Choice;
pub use grammar::{grammar, states, views};
pub use misread::Misread;
pub use parse::QueryError;
pub(super) use parse::{Reader, find_key, is_quote};
pub use run::Unknown;
pub(super) use run::{joins, numbers};

use crate::text::Clean;

/// A filter expression: every term must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    terms: Vec<Term>,
}

impl Query {
    /// Whether it asks what is wrong with posts.
    pub fn asks_for_problems(&self) -> bool {
        self.asks_for(&[Is::Problem])
    }

    /// Whether it asks what the reader did with posts.
    pub fn asks_for_marks(&self) -> bool {
        self.asks_for(&[Is::Read, Is::Unread, Is::Starred, Is::New])
    }

    fn asks_for(&self, any: &[Is]) -> bool {
        let asks =
            |term: &Term| matches!(&term.what, What::Is(states) if any.iter().any(|is| states.contains(is)));
        self.terms.iter().any(asks)
    }
}

/// One term of a query.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// Whether the term must not hold.
    pub negated: bool,
    /// What must (or must not) hold.
    pub what: What,
}

/// What a term asks for. Where there are several values, any of them will do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// A word, found fuzzily in the title.
    Word(Clean),
    /// Words in quotes: these words in this order in the title.
    Exact(Clean),
    /// A value of a field.
    Field(Field, Vec<Clean>),
    /// A part of the path.
    Path(Vec<Clean>),
    /// Years, each a range with both ends in it.
    Year(Vec<(i16, i16)>),
    /// On that day or later; a month or a year stands for its first day.
    After(Day),
    /// Earlier than that day, month or year.
    Before(Day),
    /// A state of the post or of the reader's mark.
    Is(Vec<Is>),
}

/// The fields whose values the tag pane counts, in the order of its groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `tag:` is the whole tag.
    Tag,
    /// `category:` is the whole category.
    Category,
    /// `series:` is the name, or whole words of it.
    Series,
    /// `lang:` is the language with or without its region: `en` finds `en-GB`. `lang:*` is every language.
    Lang,
    /// `author:` is the name, or whole words of it.
    Author,
    /// `site:` is the title of the site, or whole words of it.
    Site,
}

impl Field {
    /// All fields, in the order of the groups of the tag pane.
    pub const ALL: [Self; 6] =
        [Self::Tag, Self::Category, Self::Series, Self::Lang, Self::Author, Self::Site];

    /// The key of the query language, without its colon.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Category => "category",
            Self::Series => "series",
            Self::Lang => "lang",
            Self::Author => "author",
            Self::Site => "site",
        }
    }

    /// The heading of its group in the tag pane.
    pub const fn group(self) -> &'static str {
        match self {
            Self::Tag => "Tags",
            Self::Category => "Categories",
            Self::Series => "Series",
            Self::Lang => "Languages",
            Self::Author => "Authors",
            Self::Site => "Sites",
        }
    }
}

/// What `is:` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Is {
    /// A draft.
    Draft,
    /// Its header says `published: false`, or it has expired.
    Hidden,
    /// Its date is still to come.
    Future,
    /// On the web page today: what a list shows unless it is asked for more.
    Published,
    /// Of the last thirty days, and not read yet.
    New,
    /// Something is wrong with its header.
    Problem,
    /// No date was written.
    Undated,
    /// Not read to its end.
    Unread,
    /// Read to its end.
    Read,
    /// Has a star.
    Starred,
}

impl Is {
    /// All of them with the word for each and what it means, in the order of the help.
    pub const ALL: [(Self, &'static str, &'static str); 10] = [
        (Self::Draft, "draft", "drafts"),
        (Self::Future, "future", "posts whose date is still to come"),
        (Self::Hidden, "hidden", "posts with published: false, and expired ones"),
        (Self::Published, "published", "posts that are on the web page today"),
        (Self::New, "new", "posts of the last thirty days that are not read"),
        (Self::Unread, "unread", "posts not read to their end"),
        (Self::Read, "read", "posts read to their end"),
        (Self::Starred, "starred", "posts with a star"),
        (Self::Problem, "problem", "posts with something wrong in them"),
        (Self::Undated, "undated", "posts without a date"),
    ];

    /// The word after `is:`.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(is, ..)| *is == self).map_or("", |(_, word, _)| word)
    }
}

/// The views that there are without settings: a name and a query each.
pub const VIEWS: [(&str, &str); 5] = [
    ("all", ""),
    ("unread", "is:unread"),
    ("starred", "is:starred"),
    ("drafts", "is:draft,hidden,future"),
    ("problems", "is:problem"),
];

/// Every key of the query language, with words on it for the help.
pub const KEYS: [(&str, &str); 11] = [
    ("tag", "posts with the tag; tag:a,b has either, tag:a tag:b both"),
    ("category", "posts of the category or section"),
    ("year", "posts of the year; year:2019-2021 too"),
    ("after", "posts of that day, month or year, and later ones"),
    ("before", "posts earlier than that day, month or year"),
    ("is", "draft, future, hidden, published, new, unread, read, starred, problem, undated"),
    ("lang", "posts in the language; lang:* each translation as a row of its own"),
    ("author", "posts by the author"),
    ("series", "posts of the series"),
    ("site", "posts of the site"),
    ("path", "posts whose path has this in it"),
];

/// A day, or a month or a year that stands for its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Day {
    /// The first day.
    pub date: Date,
    /// What was written.
    pub unit: DayUnit,
}

/// How exact a [`Day`] was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayUnit {
    /// `2024`
    Year,
    /// `2024-03`
    Month,
    /// `2024-03-27`
    Day,
}

impl Query {
    /// Its terms in order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms of some kind, and the rest as a query.
    pub(super) fn split(self, of_kind: impl Fn(&What) -> bool) -> (Vec<Term>, Self) {
        let (some, terms) = self.terms.into_iter().partition(|term| of_kind(&term.what));
        (some, Self { terms })
    }

    /// Whether it asks for nothing, so that every published post matches.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl fmt::Display for Query {
    /// The text that [`Query::parse`] reads as this query.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, term) in self.terms.iter().enumerate() {
            if n > 0 {
                f.write_str(" ")?;
            }
            term.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        match &self.what {
            What::Word(word) => f.write_str(word),
            What::Exact(words) => f.write_str(&quoted(words)),
            What::Field(field, values) => keyed(f, field.key(), values.iter().map(|value| spelled(value))),
            What::Path(parts) => keyed(f, "path", parts.iter().map(|part| spelled(part))),
            What::Year(years) => keyed(f, "year", years.iter().map(|(from, to)| span(*from, *to))),
            What::After(day) => write!(f, "after:{day}"),
            What::Before(day) => write!(f, "before:{day}"),
            What::Is(states) => keyed(f, "is", states.iter().map(|is| is.word().to_owned())),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.date.year(), self.date.month(), self.date.day());
        match self.unit {
            DayUnit::Year => write!(f, "{year:04}"),
            DayUnit::Month => write!(f, "{year:04}-{month:02}"),
            DayUnit::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

fn keyed(f: &mut fmt::Formatter<'_>, key: &str, values: impl Iterator<Item = String>) -> fmt::Result {
    write!(f, "{key}:{}", values.collect::<Vec<_>>().join(","))
}

fn span(from: i16, to: i16) -> String {
    if from == to { format!("{from:04}") } else { format!("{from:04}-{to:04}") }
}

/// A value as it stands after its key: in quotes where it would not be one value without them.
pub(super) fn spelled(value: &str) -> String {
    let bare = |c: char| !c.is_whitespace() && !matches!(c, ',' | '|') && !parse::is_quote(c);
    if !value.is_empty() && value.chars().all(bare) { value.to_owned() } else { quoted(value) }
}

fn quoted(value: &str) -> String {
    let mut out = String::from('"');
    for c in value.chars() {
        if c == '\\' || parse::is_quote(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out + "\""
}
