//! A list that is made beside the one that is shown, of other posts.

use jiff::Timestamp;

use super::List;
use crate::library::{Library, Order, Query};
use crate::post::{Marks, Numbers};
use crate::text::Clean;

/// How a list is made of posts.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    query: Query,
    order: Order,
    languages: Vec<Clean>,
    went_by: Marks,
}

impl List {
    /// How this list was made.
    pub fn way(&self) -> Way {
        let Self { query, order, languages, went_by, .. } = self;
        Way { query: query.clone(), order: *order, languages: languages.clone(), went_by: went_by.clone() }
    }

    /// A list made in this way of posts that have other numbers, and these marks. Rows stay that the filter let through.
    pub fn in_place_of(
        way: &Way,
        numbers: &Numbers,
        marks: Marks,
        library: &Library,
        now: Timestamp,
    ) -> Self {
        let Way { query, order, languages, went_by } = way.clone();
        let went_by = went_by.renumbered(numbers, &marks);
        let mut list = Self { query, order, languages, marks, went_by, ..Self::default() };
        list.fill(library, now);
        list
    }
}
