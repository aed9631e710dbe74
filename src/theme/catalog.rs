//! The themes one can choose from: the default, the schemes that are built in, the reader's own.

use super::depth::Depth;
use super::scheme::Scheme;
use super::{DEFAULT, Theme};
use crate::problem::Problem;
use crate::text::Clean;
use crate::text::near::nearest;

macro_rules! built_in {
    ($name:literal) => {
        ($name, include_str!(concat!("../../themes/", $name, ".yaml")))
    };
}

/// Every file of the folder `themes`: one line each.
pub const BUILT_IN: [(&str, &str); 16] = [
    built_in!("catppuccin-latte"),
    built_in!("catppuccin-mocha"),
    built_in!("default-dark"),
    built_in!("everforest"),
    built_in!("github"),
    built_in!("gruvbox-dark"),
    built_in!("gruvbox-light"),
    built_in!("nord"),
    built_in!("one-light"),
    built_in!("onedark"),
    built_in!("rose-pine"),
    built_in!("rose-pine-dawn"),
    built_in!("solarized-dark"),
    built_in!("solarized-light"),
    built_in!("tomorrow"),
    built_in!("tomorrow-night"),
];

/// The schemes one can choose from. Those that are built in are read when one of them is asked for: most starts need none.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Those of the reader's own, by name.
    own: Vec<Scheme>,
    /// Files of the reader's own that are no schemes: the name each would have, and what is wrong with it.
    broken: Vec<(String, Vec<Problem>)>,
}

/// A scheme that is built in.
fn built_in((name, text): &(&str, &str)) -> Option<Scheme> {
    Scheme::parse(name, &Clean::line(name), text).ok()
}

impl Catalog {
    /// Adds a scheme of the reader's own, in place of one of the same name; else keeps what is wrong with it.
    pub fn add(&mut self, name: &str, file: &Clean, text: &str) {
        match Scheme::parse(name, file, text) {
            Ok(scheme) => {
                self.own.retain(|other| other.name != scheme.name);
                self.own.push(scheme);
            }
            Err(problems) => self.add_broken(name, problems),
        }
    }

    /// Keeps what is wrong with a file that is no scheme.
    pub fn add_broken(&mut self, name: &str, problems: Vec<Problem>) {
        self.broken.push((name.to_owned(), problems));
    }

    /// What is wrong with the file of a theme, in any case. A built-in theme of that name is there all the same.
    pub fn wrong_with(&self, name: &str) -> impl Iterator<Item = &Problem> {
        let of_name = self.broken.iter().filter(move |(broken, _)| broken.eq_ignore_ascii_case(name));
        of_name.flat_map(|(_, problems)| problems)
    }

    /// What is wrong with all files of the reader's own.
    pub fn wrong(&self) -> impl Iterator<Item = &Problem> {
        self.broken.iter().flat_map(|(_, problems)| problems)
    }

    /// The schemes by name. The default theme has none.
    pub fn schemes(&self) -> Vec<Scheme> {
        self.names().into_iter().skip(1).filter_map(|name| self.scheme(name)).collect()
    }

    /// Every theme's name, the default's first.
    pub fn names(&self) -> Vec<&str> {
        let own = self.own.iter().map(|scheme| scheme.name.as_str());
        let mut names: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).chain(own).collect();
        names.sort_unstable();
        names.dedup();
        names.insert(0, DEFAULT);
        names
    }

    /// The scheme of a name, in any case.
    fn scheme(&self, name: &str) -> Option<Scheme> {
        let own = self.own.iter().find(|scheme| scheme.name.eq_ignore_ascii_case(name)).cloned();
        own.or_else(|| BUILT_IN.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).and_then(built_in))
    }

    /// The theme of a name, in any case.
    pub fn theme(&self, name: &str, depth: Depth) -> Option<Theme> {
        if name.eq_ignore_ascii_case(DEFAULT) {
            return Some(Theme::own(depth));
        }
        self.scheme(name).map(|scheme| Theme::of(&scheme, depth))
    }

    /// The name that somebody meant who mistyped one.
    pub fn near(&self, name: &str) -> Option<&str> {
        nearest(name, self.names())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_listed_and_complete() {
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/themes")).unwrap();
        let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut files: Vec<_> =
            names.filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned)).collect();
        files.sort();
        assert_eq!(files, BUILT_IN.map(|(name, _)| name.to_owned()));
        for (name, text) in BUILT_IN {
            let scheme = Scheme::parse(name, &Clean::line(name), text).unwrap();
            assert!(!scheme.author.is_empty() && text.contains("Licence:"), "{name}");
            assert_eq!(scheme.light, scheme.color(0).is_light(), "{name}");
            let licences = include_str!("../../themes/LICENSES.md");
            assert!(
                licences.contains(&format!("`{name}.yaml`")) && licences.contains(&*scheme.author),
                "{name}"
            );
        }
    }

    #[test]
    fn at_least_ten_and_four_of_them_light() {
        let catalog = Catalog::default();
        assert!(catalog.schemes().len() >= 10);
        assert!(catalog.schemes().iter().filter(|scheme| scheme.light).count() >= 4);
        assert_eq!(catalog.names()[0], "default");
    }

    #[test]
    fn a_scheme_of_ones_own_takes_the_place_of_the_built_in_one() {
        let mut catalog = Catalog::default();
        let before = catalog.names().len();
        let file = Clean::line("nord.yaml");
        let text = BUILT_IN[0].1.replace("name:", "name: Mine #");
        catalog.add("nord", &file, &text);
        assert_eq!(catalog.wrong().count(), 0);
        assert_eq!(catalog.names().len(), before);
        let nord = catalog.scheme("nord").unwrap();
        assert_eq!(nord.title, "Mine");
        catalog.add("x", &Clean::line("x.yaml"), "");
        assert_eq!((catalog.wrong_with("X").count(), catalog.wrong_with("nord").count()), (1, 0));
    }

    #[test]
    fn names_in_any_case_and_a_slip() {
        let catalog = Catalog::default();
        assert_eq!(catalog.theme("NORD", Depth::True).unwrap().name, "nord");
        assert!(catalog.theme("nrod", Depth::True).is_none());
        assert_eq!(catalog.near("nrod"), Some("nord"));
    }
}
