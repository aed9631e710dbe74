//! Changing a query without typing: what the tag pane and "only this" do.

use super::{Field, Query, Term, What};
use crate::text::Clean;
use crate::text::fold::fold;

/// What a query says of a value of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Nothing.
    #[default]
    Neither,
    /// Posts must have it (or one of those chosen).
    Wanted,
    /// Posts must not have it.
    Excluded,
}

impl Query {
    /// What the query says of a value.
    pub fn choice(&self, field: Field, value: &str) -> Choice {
        let folded = fold(value.trim());
        let chosen = self.chosen(field);
        let found = chosen.iter().find(|(name, _)| fold(name.trim()) == folded);
        found.map_or(Choice::Neither, |(_, choice)| *choice)
    }

    /// The values of a field of which the query says something, in order.
    pub fn chosen(&self, field: Field) -> Vec<(Clean, Choice)> {
        let mut chosen = Vec::new();
        for term in &self.terms {
            let What::Field(of, values) = &term.what else { continue };
            let choice = if term.negated { Choice::Excluded } else { Choice::Wanted };
            if *of == field {
                chosen.extend(values.iter().map(|value| (value.clone(), choice)));
            }
        }
        chosen
    }

    /// The same query with another choice for a value. Where any of the chosen values will do already,
    /// a newly wanted one is one more of them.
    pub fn choose(&self, field: Field, value: &str, choice: Choice) -> Self {
        let mut query = self.forget(field, value);
        let name = Clean::line(value);
        match choice {
            Choice::Neither => {}
            Choice::Wanted if query.or_any(field, &name, self.is_any(field)) => {}
            Choice::Wanted => query.push(false, What::Field(field, vec![name])),
            Choice::Excluded => query.push(true, What::Field(field, vec![name])),
        }
        query
    }

    /// The same query with this value of the field and no other.
    pub fn only(&self, field: Field, value: &str) -> Self {
        let mut query = self.without(field);
        query.push(false, What::Field(field, vec![Clean::line(value)]));
        query
    }

    /// The same query without a word on the field: the rest of the filter.
    pub fn without(&self, field: Field) -> Self {
        self.retain(|term| !matches!(&term.what, What::Field(of, _) if *of == field))
    }

    /// The same query without the values of the field that posts must have; what is excluded stays so.
    pub fn without_wanted(&self, field: Field) -> Self {
        self.retain(|term| term.negated || !matches!(&term.what, What::Field(of, _) if *of == field))
    }

    /// Whether any of the wanted values of a field will do.
    pub fn is_any(&self, field: Field) -> bool {
        self.terms.iter().any(|term| match &term.what {
            What::Field(of, values) => *of == field && !term.negated && values.len() > 1,
            _ => false,
        })
    }

    /// The same query where any of the wanted values of a field will do, or all of them must hold.
    pub fn any_of(&self, field: Field, any: bool) -> Self {
        let chosen = self.chosen(field).into_iter();
        let wanted: Vec<_> =
            chosen.filter(|(_, choice)| *choice == Choice::Wanted).map(|(value, _)| value).collect();
        let mut query = self.without_wanted(field);
        match any {
            true if wanted.is_empty() => {}
            true => query.push(false, What::Field(field, wanted)),
            false => wanted.into_iter().for_each(|value| query.push(false, What::Field(field, vec![value]))),
        }
        query
    }

    fn forget(&self, field: Field, value: &str) -> Self {
        let folded = fold(value.trim());
        let mut query = self.clone();
        for term in &mut query.terms {
            if let What::Field(of, values) = &mut term.what
                && *of == field
            {
                values.retain(|name| fold(name.trim()) != folded);
            }
        }
        query.retain(|term| !matches!(&term.what, What::Field(_, values) if values.is_empty()))
    }

    fn or_any(&mut self, field: Field, name: &Clean, any: bool) -> bool {
        let term = self.terms.iter_mut().find_map(|term| match &mut term.what {
            What::Field(of, values) if *of == field && !term.negated => Some(values),
            _ => None,
        });
        match term {
            Some(values) if any => {
                values.push(name.clone());
                true
            }
            _ => false,
        }
    }

    fn retain(&self, keep: impl Fn(&Term) -> bool) -> Self {
        Self { terms: self.terms.iter().filter(|term| keep(term)).cloned().collect() }
    }

    fn push(&mut self, negated: bool, what: What) {
        self.terms.push(Term { negated, what });
    }
}
