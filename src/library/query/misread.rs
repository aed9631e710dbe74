//! Signs of other query languages, which ours takes for words of a title.

use std::fmt;

use super::{KEYS, Query, Term, What, find_key};
use crate::text::Clean;

/// What of a query is taken for words of a title and was hardly meant so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The signs as they were written.
    pub signs: Vec<Clean>,
    /// What was meant, as far as it can be said.
    pub meant: Option<Query>,
}

/// What joins terms elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Or,
    And,
    Not,
}

impl Joint {
    const ALL: [(&'static str, Self); 8] = [
        ("or", Self::Or),
        ("|", Self::Or),
        ("||", Self::Or),
        ("and", Self::And),
        ("&", Self::And),
        ("&&", Self::And),
        ("+", Self::And),
        ("not", Self::Not),
    ];

    fn of(term: &Term) -> Option<Self> {
        let What::Word(word) = &term.what else { return None };
        Self::ALL.into_iter().find(|(sign, _)| sign.eq_ignore_ascii_case(word)).map(|(_, joint)| joint)
    }
}

impl Query {
    /// What of it is taken for words of a title beside terms with a key: where the list is empty, this may be why. `war and
    /// peace` has no key, and is a title.
    pub fn misread(&self) -> Option<Misread> {
        let mut signs: Vec<Clean> = self.terms.iter().filter_map(sign).collect();
        let bare = Self::parse(&self.without_signs()).ok();
        let is_keyed = |query: &Self| query.terms.iter().any(|term| is_keyed(&term.what));
        if signs.is_empty() || !bare.as_ref().is_some_and(is_keyed) {
            return None;
        }
        signs.dedup();
        // Within quotes a parenthesis may be one of a name.
        let is_sure = !self.has_quotes()
            || self.terms.iter().all(|term| sign(term).is_none() || Joint::of(term).is_some());
        let meant = bare.filter(|_| is_sure).and_then(joined);
        Some(Misread { signs, meant })
    }

    /// Its text without parentheses, with what joins terms apart from them.
    fn without_signs(&self) -> String {
        if self.has_quotes() {
            return self.to_string();
        }
        let mut text = self.to_string().replace(['(', ')'], " ");
        for (key, _) in KEYS {
            text = text.replace(&format!("!{key}:"), &format!("not {key}:"));
            // `tag:c|tag:go` is read as two values of `tag:` and written with a comma.
            text = text.replace(&format!(",{key}:"), &format!(" or {key}:"));
        }
        text
    }

    fn has_quotes(&self) -> bool {
        self.to_string().contains('"')
    }
}

fn is_keyed(what: &What) -> bool {
    !matches!(what, What::Word(_) | What::Exact(_))
}

/// What of a term is a sign of another language.
fn sign(term: &Term) -> Option<Clean> {
    let has_key = |text: &str| text.split_once(':').is_some_and(|(key, _)| find_key(key).is_some());
    let sign = match &term.what {
        What::Word(word) if Joint::of(term).is_some() => return Some(word.clone()),
        What::Word(word) if has_key(word.trim_start_matches('(')) && word.starts_with('(') => "(",
        What::Word(word) if has_key(word.trim_start_matches(['!', '('])) && word.starts_with('!') => "!",
        What::Word(word) if matches!(word.as_str(), "(" | ")") => word,
        What::Field(_, values) if values.iter().any(|value| has_key(value)) => "|",
        What::Field(_, values) if values.iter().any(|value| value.ends_with(')') && !value.contains('(')) => {
            ")"
        }
        What::Word(_)
        | What::Exact(_)
        | What::Field(..)
        | What::Path(_)
        | What::Year(_)
        | What::After(_)
        | What::Before(_)
        | What::Is(_) => return None,
    };
    Some(Clean::line(sign))
}

/// A query whose words join its terms, as ours says it; none where ours cannot.
fn joined(query: Query) -> Option<Query> {
    let mut terms: Vec<Term> = Vec::new();
    let (mut or, mut not) = (false, false);
    for mut term in query.terms {
        match Joint::of(&term) {
            Some(Joint::Or) => or = true,
            Some(Joint::Not) => not = !not,
            Some(Joint::And) => {}
            None => {
                term.negated ^= std::mem::take(&mut not);
                match std::mem::take(&mut or) {
                    true => merge(terms.last_mut()?, term)?,
                    false => terms.push(term),
                }
            }
        }
    }
    (!terms.is_empty()).then_some(Query { terms })
}

/// Puts the values of a term to those of another with the same key.
fn merge(to: &mut Term, term: Term) -> Option<()> {
    if to.negated || term.negated {
        return None;
    }
    match (&mut to.what, term.what) {
        (What::Field(one, values), What::Field(other, more)) if *one == other => values.extend(more),
        (What::Path(values), What::Path(more)) => values.extend(more),
        (What::Year(values), What::Year(more)) => values.extend(more),
        (What::Is(values), What::Is(more)) => values.extend(more),
        _ => return None,
    }
    Some(())
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signs: Vec<String> = self.signs.iter().map(|sign| format!("“{sign}”")).collect();
        let are = if signs.len() == 1 { "is no sign" } else { "are no signs" };
        write!(f, "{} {are} of a filter; ", signs.join(" and "))?;
        match &self.meant {
            Some(meant) => write!(f, "write {meant}"),
            None => {
                f.write_str("write tag:a,b for either, tag:a tag:b for both, -tag:a for posts without it")
            }
        }
    }
}
