//! [`Query`] × [`Library`] → the posts that match, in order.

use jiff::Timestamp;
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{Field, Is, Query, Term, What};
use crate::library::brief::Brief;
use crate::library::index::Values;
use crate::library::{Library, Order, order};
use crate::post::{Marks, Post, PostId, State};
use crate::text::Clean;
use crate::text::fold::fold;

/// A value of a query that no post of the library has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The field.
    pub field: Field,
    /// The value as it was written.
    pub value: Clean,
    /// The value it may have been meant to be, as it is written in a query.
    pub near: Option<Clean>,
}

impl Query {
    /// The posts that match, in order. Drafts, hidden posts and posts to come are left out unless the
    /// query asks for them with an `is:` of theirs.
    pub fn run(&self, library: &Library, marks: &Marks, order: Order, now: Timestamp) -> Vec<PostId> {
        let mut filter = Filter::new(self, library, marks, now);
        let found = library.sorted(order.by).iter().copied().filter(|id| filter.matches(*id)).collect();
        order::arrange(library, found, order, now)
    }

    /// The values of the query that no post of the library has: a list that stays empty has its reason here.
    pub fn unknown(&self, library: &Library) -> Vec<Unknown> {
        let mut unknown = Vec::new();
        for term in &self.terms {
            let What::Field(field, values) = &term.what else { continue };
            let known = library.values(*field);
            let missing = |value: &&Clean| !is_any(*field, value) && numbers(known, *field, value).is_empty();
            for value in values.iter().filter(missing) {
                // A value that was only begun is what Tab would make of it.
                let begun = library.names_like(*field, &fold(value)).into_iter().next();
                let names = || known.names().iter().map(Clean::as_str);
                let near = begun
                    .map(|candidate| candidate.text)
                    .or_else(|| crate::text::near::nearest(value, names()).map(super::spelled))
                    .map(|near| Clean::line(&near));
                unknown.push(Unknown { field: *field, value: value.clone(), near });
            }
        }
        unknown
    }
}

/// A query made ready for one library.
struct Filter<'a> {
    library: &'a Library,
    marks: &'a Marks,
    now: Timestamp,
    tests: Vec<(bool, Test<'a>)>,
    asked: Asked,
    letters: Letters,
}

/// The matcher for abbreviations, and room for what it looks at and finds.
struct Letters {
    matcher: Matcher,
    title: Vec<char>,
    word: Vec<char>,
    found: Vec<u32>,
}

/// A term made ready: everything folded, names turned into numbers.
enum Test<'a> {
    Word(String),
    Exact(String),
    Values(&'a Values, Vec<u32>),
    /// `lang:*`
    Any,
    Path(&'a [Box<str>], Vec<String>),
    Year(&'a [(i16, i16)]),
    After(jiff::civil::Date),
    Before(jiff::civil::Date),
    Is(&'a [Is]),
}

/// Which posts that are not on the web page today the query asks for.
#[derive(Clone, Copy, Default)]
struct Asked {
    draft: bool,
    hidden: bool,
    future: bool,
}

impl<'a> Filter<'a> {
    fn new(query: &'a Query, library: &'a Library, marks: &'a Marks, now: Timestamp) -> Self {
        let tests = query.terms.iter().map(|term| (term.negated, Test::new(term, library))).collect();
        let mut config = Config::DEFAULT;
        // Titles and words are folded already.
        config.normalize = false;
        config.ignore_case = false;
        Self {
            library,
            marks,
            now,
            tests,
            asked: Asked::by(query),
            letters: Letters {
                matcher: Matcher::new(config),
                title: Vec::new(),
                word: Vec::new(),
                found: Vec::new(),
            },
        }
    }

    fn matches(&mut self, id: PostId) -> bool {
        let Some(brief) = self.library.brief(id).filter(|brief| self.asked.admits(*brief, self.now)) else {
            return false;
        };
        if self.tests.is_empty() {
            return true;
        }
        let Some(post) = self.library.post(id) else { return false };
        let Self { library, marks, now, tests, letters, .. } = self;
        tests.iter().all(|(negated, test)| {
            *negated
                != match test {
                    Test::Word(word) if *negated => library.folded_title(id).contains(&**word),
                    Test::Word(word) => fuzzy(library.folded_title(id), word, letters),
                    Test::Exact(words) => contains_words(library.folded_title(id), words),
                    Test::Values(values, any) => {
                        values.of(id.0 as usize).iter().any(|value| any.binary_search(value).is_ok())
                    }
                    Test::Any => true,
                    Test::Path(paths, parts) => paths
                        .get(id.0 as usize)
                        .is_some_and(|path| parts.iter().any(|part| path.contains(&**part))),
                    Test::Year(years) => year(post)
                        .is_some_and(|year| years.iter().any(|(from, to)| (*from..=*to).contains(&year))),
                    Test::After(day) => post.meta.date.is_some_and(|date| date.civil().date() >= *day),
                    Test::Before(day) => post.meta.date.is_some_and(|date| date.civil().date() < *day),
                    Test::Is(states) => states.iter().any(|is| holds(*is, (id, brief), library, marks, *now)),
                }
        })
    }
}

impl<'a> Test<'a> {
    fn new(term: &'a Term, library: &'a Library) -> Self {
        match &term.what {
            What::Word(word) => Self::Word(fold(word)),
            What::Exact(words) => Self::Exact(one_blank(&fold(words))),
            What::Field(field, values) => Self::field(library.values(*field), *field, values),
            What::Path(parts) => {
                let paths = library.folded_paths();
                Self::Path(paths, parts.iter().map(|part| fold(part)).collect())
            }
            What::Year(years) => Self::Year(years),
            What::After(day) => Self::After(day.date),
            What::Before(day) => Self::Before(day.date),
            What::Is(states) => Self::Is(states),
        }
    }

    fn field(known: &'a Values, field: Field, values: &[Clean]) -> Self {
        if values.iter().any(|value| is_any(field, value)) {
            return Self::Any;
        }
        let mut any: Vec<u32> = values.iter().flat_map(|value| numbers(known, field, value)).collect();
        any.sort_unstable();
        Self::Values(known, any)
    }
}

/// Whether a value stands for every language, and for none.
fn is_any(field: Field, value: &str) -> bool {
    field == Field::Lang && value.trim() == "*"
}

/// The numbers of the values that a value of a query means. A name that some post has whole is that name;
/// else it may be whole words of series, authors and sites, and a language without its region.
pub(in crate::library) fn numbers(known: &Values, field: Field, value: &str) -> Vec<u32> {
    let folded = fold(value.trim());
    let whole = known.number(&folded);
    let part = |name: &str| match field {
        Field::Tag | Field::Category => false,
        Field::Series | Field::Author | Field::Site => whole.is_none() && contains_words(name, &folded),
        Field::Lang => name.strip_prefix(&*folded).is_some_and(|region| region.starts_with(['-', '_'])),
    };
    let parts = known.folded().filter(|(_, name)| part(name)).map(|(number, _)| number);
    match field {
        Field::Tag | Field::Category => whole.into_iter().collect(),
        Field::Series | Field::Author | Field::Site | Field::Lang => whole.into_iter().chain(parts).collect(),
    }
}

impl Asked {
    fn by(query: &Query) -> Self {
        let mut asked = Self::default();
        for term in query.terms.iter().filter(|term| !term.negated) {
            let What::Is(states) = &term.what else { continue };
            asked.draft |= states.contains(&Is::Draft);
            asked.hidden |= states.contains(&Is::Hidden);
            asked.future |= states.contains(&Is::Future);
            // What is wrong with a draft is found before it is published.
            let problem = states.contains(&Is::Problem);
            asked = Self {
                draft: asked.draft | problem,
                hidden: asked.hidden | problem,
                future: asked.future | problem,
            };
        }
        asked
    }

    fn admits(self, brief: Brief, now: Timestamp) -> bool {
        match brief.state() {
            State::Draft => self.draft,
            State::Hidden => self.hidden,
            State::Published => self.future || !brief.is_future(now),
        }
    }
}

fn holds(is: Is, (id, brief): (PostId, Brief), library: &Library, marks: &Marks, now: Timestamp) -> bool {
    let Some(post) = library.post(id) else { return false };
    match is {
        Is::Draft => post.meta.state == State::Draft,
        Is::Hidden => post.meta.state == State::Hidden,
        Is::Future => brief.is_future(now),
        Is::Published => post.meta.state == State::Published && !brief.is_future(now),
        Is::New => marks.is_new(id),
        Is::Problem => library.has_problems(id),
        Is::Undated => year(post).is_none(),
        Is::Unread => !marks.is_read(id),
        Is::Read => marks.is_read(id),
        Is::Starred => marks.is_starred(id),
    }
}

fn year(post: &Post) -> Option<i16> {
    post.meta.date.and_then(|date| date.year())
}

/// Whether a word is in a title: as it is, or, from three letters on, as an abbreviation of some of its words.
fn fuzzy(title: &str, word: &str, letters: &mut Letters) -> bool {
    if title.contains(word) {
        return true;
    }
    let Letters { matcher, title: haystack, word: needle, found } = letters;
    let (haystack, needle) = (wide(title, haystack), wide(word, needle));
    if needle.len() < 3 {
        return false;
    }
    match matcher.fuzzy_match(haystack, needle) {
        Some(score) if usize::from(score) >= worth(needle) => {}
        Some(_) | None => return false,
    }
    found.clear();
    matcher.fuzzy_indices(haystack, needle, found);
    abbreviates(haystack, found)
}

/// The form the fuzzy matcher takes: it counts characters, not bytes.
fn wide<'a>(text: &'a str, room: &'a mut Vec<char>) -> Utf32Str<'a> {
    if text.is_ascii() {
        return Utf32Str::Ascii(text.as_bytes());
    }
    room.clear();
    room.extend(text.chars());
    Utf32Str::Unicode(room)
}

/// The score from which a match is one a reader would see. The matcher gives 16 for a letter, takes 3 for
/// a gap and 1 for each further letter of it, and gives 8 and more for the beginning of a word.
fn worth(needle: Utf32Str<'_>) -> usize {
    16 * needle.len() + 8
}

/// Whether the letters found are an abbreviation: the first begins a word, and every other begins one too
/// or stands in the same word as the one before. `lose` is no abbreviation of “like prose”.
fn abbreviates(title: Utf32Str<'_>, found: &[u32]) -> bool {
    let letter = |at: u32| title.get(at).is_alphanumeric();
    let begins = |at: u32| at == 0 || !letter(at - 1);
    let same_word = |from: u32, to: u32| (from..to).all(letter);
    found.first().is_none_or(|first| begins(*first))
        && found.windows(2).all(|pair| begins(pair[1]) || same_word(pair[0], pair[1]))
}

/// Whether folded words stand in a folded text, and no letter of the same word before or behind them.
fn contains_words(text: &str, words: &str) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
        let (start, end) = (from + at, from + at + words.len());
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        let (first, last) = (words.chars().next(), words.chars().next_back());
        if !joins(before, first) && !joins(last, after) {
            return true;
        }
        from = start + first.map_or(1, char::len_utf8);
    }
    false
}

/// Whether two neighbours belong to one word. Scripts that write no blanks have no such words.
pub(in crate::library) fn joins(left: Option<char>, right: Option<char>) -> bool {
    let letter = |c: char| match c.is_ascii() {
        true => c.is_ascii_alphanumeric(),
        false => {
            c.is_alphanumeric()
                && !matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        }
    };
    left.is_some_and(letter) && right.is_some_and(letter)
}

fn one_blank(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
