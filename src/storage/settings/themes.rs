//! The themes that the settings name, and what is wrong with them.

use super::{Origin, Own, Settings};
use crate::problem::Problem;
use crate::text::Clean;
use crate::theme::{Catalog, Depth};

impl Settings {
    /// The theme, or both of a pair.
    fn themes(&self) -> Vec<&str> {
        match &self.pair {
            Some(pair) => vec![&pair.dark, &pair.light],
            None => vec![&self.theme],
        }
    }

    /// What is wrong with the themes in force, in words.
    pub fn wrong_themes(&self, catalog: &Catalog) -> Vec<String> {
        let origin = self.origin("theme");
        self.themes().into_iter().flat_map(|name| wrong(name, &origin, catalog)).collect()
    }

    /// What is wrong with the themes that single sites have.
    pub fn wrong_themes_of_sites(&self, catalog: &Catalog) -> Vec<String> {
        let wrong = |own: &Own| {
            let mut with = Self { file: self.file.clone(), ..Self::default() };
            with.put_own(own);
            with.wrong_themes(catalog)
        };
        self.of_sites.values().flat_map(wrong).collect()
    }
}

/// What is wrong with a theme of this name: what its file says; else, where there is none, that there is none.
fn wrong(name: &str, origin: &Origin, catalog: &Catalog) -> Vec<String> {
    let own: Vec<String> = catalog.wrong_with(name).map(Problem::to_string).collect();
    if !own.is_empty() || catalog.theme(name, Depth::None).is_some() {
        return own;
    }
    let near = catalog.near(name).map(|near| format!("did you mean {near}?"));
    let near = near.unwrap_or_else(|| "`rushlight themes` lists them".to_owned());
    let message = format!("no such theme: {}", Clean::line(name));
    vec![match origin {
        Origin::File(file, line) => Problem::new(file, &message, &near).at(*line).to_string(),
        Origin::Default | Origin::Remembered | Origin::Environment(_) | Origin::Flag(_) => {
            format!("{message}; {near}")
        }
    }]
}
