//! Globs: `*` and `?` within a name, `[a-z]`, `\` before a sign that stands for itself, `**` over folders, as gitignore(5),
//! Ruby's `File.fnmatch?` and its `Dir.glob` read them. What is a byte for git is a character here.
//!
//! Matching takes at most as many steps as both lengths multiplied, whatever stars there are.

mod class;

use class::Class;

/// No pattern stands for more than this many without braces, and no more braces than these are opened, one after the other.
const MOST: usize = 64;

/// In a longer pattern braces stand for themselves: no path is so long.
const LONGEST: usize = 4096;

/// A glob that a path is held to, `/` between its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob {
    /// What it may stand for; none where it stands for nothing.
    ways: Vec<Vec<Part>>,
    dialect: Dialect,
}

/// Who reads a glob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    /// gitignore(5).
    Git,
    /// `File.fnmatch?` without flags: a slash is a sign as any other.
    Flat,
    /// `Dir.glob`.
    Folders,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Sign(char),
    /// `?`: anything but a slash.
    One,
    /// `*`: any number of those.
    Any,
    /// `[a-z]`, `[!a-z]`.
    Of(Class),
    /// `**/`: no folder, or some. Stands where a name begins, and [`Part::Within`] behind it.
    Folders,
    /// Within the name of one of these folders.
    Within,
    /// `**` at the end: all that follows, and something does.
    Rest,
}

impl Glob {
    /// A glob as gitignore(5) has it.
    pub fn new(glob: &str) -> Self {
        Self::of([glob], Dialect::Git)
    }

    /// A glob whose `*`, `?` and sets stand for slashes, too: Ruby's `File.fnmatch?` without flags.
    pub fn flat(glob: &str) -> Self {
        Self::of([glob], Dialect::Flat)
    }

    /// A glob in which `{a,b}` is one or the other: Ruby's `Dir.glob`.
    pub fn with_braces(glob: &str) -> Self {
        let mut ways = Vec::new();
        unfold(glob, if glob.len() > LONGEST { 0 } else { MOST }, &mut ways);
        Self::of(ways.iter().map(String::as_str), Dialect::Folders)
    }

    fn of<'a>(ways: impl IntoIterator<Item = &'a str>, dialect: Dialect) -> Self {
        Self { ways: ways.into_iter().filter_map(|way| parts(way, dialect)).collect(), dialect }
    }

    /// Of how many parts it is made: so many steps it takes at most for each sign of a path.
    pub fn parts(&self) -> usize {
        self.ways.iter().map(Vec::len).sum()
    }

    /// Whether it stands for this path, from its first sign to its last.
    pub fn matches(&self, path: &str) -> bool {
        self.ways.iter().any(|way| is_way(way, path, self.dialect == Dialect::Flat))
    }
}

/// The globs that one with braces stands for.
fn unfold(glob: &str, left: usize, into: &mut Vec<String>) {
    let opened = if left > 0 && into.len() < MOST { braces(glob) } else { None };
    let Some((before, choices, after)) = opened else { return into.push(glob.to_owned()) };
    for choice in choices {
        if into.len() < MOST {
            unfold(&format!("{before}{choice}{after}"), left - 1, into);
        }
    }
}

/// What stands before the first braces, in them and behind them.
fn braces(glob: &str) -> Option<(&str, Vec<&str>, &str)> {
    let (mut depth, mut open, mut from, mut choices) = (0, 0, 0, Vec::new());
    let mut signs = glob.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => _ = signs.next(),
            '{' => {
                if depth == 0 {
                    (open, from) = (at, at + 1);
                }
                depth += 1;
            }
            ',' if depth == 1 => {
                choices.push(&glob[from..at]);
                from = at + 1;
            }
            '}' if depth == 1 => {
                choices.push(&glob[from..at]);
                return Some((&glob[..open], choices, &glob[at + 1..]));
            }
            '}' if depth > 1 => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What a glob is made of; none where it stands for nothing.
fn parts(glob: &str, dialect: Dialect) -> Option<Vec<Part>> {
    let has_folders = dialect != Dialect::Flat;
    let mut parts = Vec::new();
    let mut rest = glob;
    let mut begins = has_folders;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        if begins && let Some(after) = rest.strip_prefix("**/") {
            parts.extend([Part::Folders, Part::Within]);
            rest = after;
            continue;
        }
        begins = sign == '/' && has_folders;
        (rest, _) = match sign {
            '*' if rest == "**" && has_folders && ends_name(&parts) => ("", parts.push(Part::Rest)),
            '*' => (after.trim_start_matches('*'), parts.push(Part::Any)),
            '?' => (after, parts.push(Part::One)),
            '\\' => match after.chars().next() {
                Some(escaped) => (&after[escaped.len_utf8()..], parts.push(Part::Sign(escaped))),
                // At the end git finds nothing by it; for Ruby it stands for nothing.
                None if dialect == Dialect::Git => return None,
                None => (after, ()),
            },
            '[' => {
                let (class, after) = match dialect {
                    Dialect::Git => Class::git(after)?,
                    Dialect::Flat | Dialect::Folders => Class::ruby(after)?,
                };
                (after, parts.push(Part::Of(class)))
            }
            sign => (after, parts.push(Part::Sign(sign))),
        };
    }
    Some(parts)
}

/// Whether a name begins behind these parts.
fn ends_name(parts: &[Part]) -> bool {
    matches!(parts.last(), None | Some(Part::Sign('/') | Part::Within))
}

/// Walks all ways through the parts at once: `here[n]` says that the first `n` parts may stand for what was read.
fn is_way(parts: &[Part], path: &str, flat: bool) -> bool {
    let mut here = vec![false; parts.len() + 1];
    here[0] = true;
    pass(parts, &mut here);
    let mut next = here.clone();
    for sign in path.chars() {
        next.fill(false);
        let inside = flat || sign != '/';
        for (at, part) in parts.iter().enumerate().filter(|(at, _)| here[*at]) {
            match part {
                Part::Sign(own) => next[at + 1] |= *own == sign,
                Part::One => next[at + 1] |= inside,
                Part::Any => next[at] |= inside,
                Part::Of(class) => next[at + 1] |= inside && class.has(sign),
                Part::Folders => next[at + 1] |= sign != '/',
                Part::Within if sign == '/' => next[at - 1] = true,
                Part::Within => next[at] = true,
                Part::Rest => (next[at], next[at + 1]) = (true, true),
            }
        }
        pass(parts, &mut next);
        std::mem::swap(&mut here, &mut next);
        if !here.contains(&true) {
            return false;
        }
    }
    here[parts.len()]
}

/// Steps over the parts that may stand for nothing.
fn pass(parts: &[Part], here: &mut [bool]) {
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Any => here[at + 1] |= here[at],
            Part::Folders => here[at + 2] |= here[at],
            Part::Sign(_) | Part::One | Part::Of(_) | Part::Within | Part::Rest => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'a>(glob: &str, paths: &[&'a str]) -> Vec<&'a str> {
        let glob = Glob::new(glob);
        paths.iter().copied().filter(|path| glob.matches(path)).collect()
    }

    #[test]
    fn stars_stay_within_a_name_and_two_go_over_folders() {
        let paths = ["", "a", "ab", "b", "a/b", "a/b/c", "b/a", "x/b/a", "xb"];
        assert_eq!(of("*", &paths), ["", "a", "ab", "b", "xb"]);
        assert_eq!(of("a*", &paths), ["a", "ab"]);
        assert_eq!(of("a/*", &paths), ["a/b"]);
        assert_eq!(of("*/*", &paths), ["a/b", "b/a"]);
        assert_eq!(of("?", &paths), ["a", "b"]);
        assert_eq!(of("**/b", &paths), ["b", "a/b"]);
        assert_eq!(of("**/a", &paths), ["a", "b/a", "x/b/a"]);
        assert_eq!(of("a/**", &paths), ["a/b", "a/b/c"]);
        assert_eq!(of("a/**/c", &paths), ["a/b/c"]);
        assert_eq!(of("a/**/b", &paths), ["a/b"]);
        assert_eq!(of("**", &paths), ["a", "ab", "b", "a/b", "a/b/c", "b/a", "x/b/a", "xb"]);
        assert_eq!(of("a**", &paths), ["a", "ab"]);
        assert_eq!(of("**b", &paths), ["ab", "b", "xb"]);
    }

    #[test]
    fn classes_and_signs_that_stand_for_themselves() {
        let paths = ["a", "b", "z", "-", "]", "[", "é", "*", "!", "/", "\\", "{a,b}"];
        assert_eq!(of("[a-cé]", &paths), ["a", "b", "é"]);
        assert_eq!(of("[!a-z]", &paths), ["-", "]", "[", "é", "*", "!", "\\"]);
        assert_eq!(of("[]-]", &paths), ["-", "]"]);
        assert_eq!(of("[^]]", &paths), ["a", "b", "z", "-", "[", "é", "*", "!", "\\"]);
        assert_eq!(of("[\\]a]", &paths), ["a", "]"]);
        assert_eq!(of("\\*", &paths), ["*"]);
        assert_eq!(of("{a,b}", &paths), ["{a,b}"]);
    }

    #[test]
    fn git_has_names_for_sets_and_finds_nothing_by_what_is_broken() {
        // As `git check-ignore` says; a set of letters was the five signs of `[:alph`, and a `]` behind it.
        let paths = ["a", "Z", "7", "-", ":", "]", "[", "a]", "x", " ", "é"];
        assert_eq!(of("[[:alpha:]]", &paths), ["a", "Z", "x"]);
        assert_eq!(of("[^[:alnum:]_]", &paths), ["-", ":", "]", "[", " ", "é"]);
        assert_eq!(of("[[:digit:][:space:]-]", &paths), ["7", "-", " "]);
        assert_eq!(of("[[:punct:]]", &paths), ["-", ":", "]", "["]);
        assert_eq!(of("[[:alpha:]", &paths), [] as [&str; 0], "has no end");
        assert_eq!(of("[:alpha:]", &paths), ["a", ":"], "signs, since it is no name outside a set");
        assert_eq!(of("[[:a]", &paths), ["a", ":", "["]);
        assert_eq!(of("[[:a]]", &paths), ["a]"]);
        assert_eq!(of("[z-ax]", &paths), ["x"], "where a range is turned around, only its beginning counts");
        for broken in ["[[:word:]x]", "[", "[]", "[a-", "a\\", "\\"] {
            assert_eq!(of(broken, &["a", "x", "[", "[]", "a\\", "\\"]), [] as [&str; 0], "{broken}");
        }
    }

    #[test]
    fn for_ruby_a_bracket_in_front_ends_a_set_and_names_are_signs() {
        // As `File.fnmatch?` says: `[]a]` was one of two signs, as for git.
        for (glob, fits, not) in [
            ("[]a]", "", "] a a] ]a]"),
            ("[!]a]", "xa] ]a]", "x a]"),
            ("[[:alpha:]]", "a] :] [] h]", "a b ]"),
            ("[c-a]", "a c", "b"),
            ("a\\", "a", "a\\"),
            ("[a", "", "a [a"),
        ] {
            for glob in [Glob::flat(glob), Glob::with_braces(glob)] {
                assert!(fits.split_whitespace().all(|path| glob.matches(path)), "{glob:?}");
                assert!(!not.split_whitespace().any(|path| glob.matches(path)), "{glob:?}");
            }
        }
    }

    #[test]
    fn a_flat_one_takes_slashes_for_signs() {
        for (glob, path) in
            [("*/x", "a/b/x"), ("[a-c]?z", "bbz"), ("a*", "a"), ("**", "a/b"), ("a[!b]c", "a/c")]
        {
            assert!(Glob::flat(glob).matches(path), "{glob} {path}");
        }
        for (glob, path) in [("[!a]", "a"), ("a*b*c", "aXbX"), ("**/b", "b"), ("?", "")] {
            assert!(!Glob::flat(glob).matches(path), "{glob} {path}");
        }
    }

    #[test]
    fn braces_are_one_or_the_other() {
        let glob = Glob::with_braces("_posts/{a,b{1,2},}/*.md");
        let fits = ["_posts/a/x.md", "_posts/b1/x.md", "_posts/b2/.md", "_posts//x.md"];
        assert!(fits.into_iter().all(|path| glob.matches(path)));
        assert!(!glob.matches("_posts/b/x.md"));
        assert!(Glob::with_braces("a{b").matches("a{b"));
        assert!(Glob::with_braces("\\{a,b}").matches("{a,b}"));
    }

    #[test]
    fn many_stars_and_many_braces_take_no_long_time() {
        let stars = Glob::new(&"*a".repeat(300));
        assert!(!stars.matches(&"a".repeat(299)));
        assert!(stars.matches(&"a".repeat(3000)));
        let folders = Glob::new(&"**/".repeat(300));
        assert!(!folders.matches(&"a/".repeat(2000)[1..]));
        assert!(!Glob::new(&"[[:".repeat(1000)).matches("["));
        assert!(Glob::new(&format!("{}x]", "[[:".repeat(1000))).matches(":"));
        let braces = Glob::with_braces(&"{a,b}".repeat(500));
        assert!(braces.ways.len() <= MOST);
    }
}
