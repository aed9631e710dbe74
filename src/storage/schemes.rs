//! The schemes a reader put into the folder `themes` beside the settings.

use std::path::Path;

use super::{Paths, read_text};
use crate::problem::Problem;
use crate::text::Clean;
use crate::theme::{Catalog, MAX_BYTES};

/// How many files of the folder are looked at.
const MAX_FILES: usize = 1000;

/// All schemes one can choose from; the catalog knows what is wrong with those of the reader's own.
pub fn schemes(paths: &Paths) -> Catalog {
    let mut catalog = Catalog::default();
    // No folder is the usual case and no problem.
    let entries = paths.themes.as_deref().and_then(|folder| std::fs::read_dir(folder).ok());
    let mut files: Vec<_> =
        entries.into_iter().flatten().take(MAX_FILES).filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    for path in files.iter().filter(|path| is_yaml(path)) {
        let file = Clean::line(&path.to_string_lossy());
        let name = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        match read_text(path, MAX_BYTES) {
            Ok(text) => catalog.add(&name, &file, &text),
            Err(error) => {
                let problem = Problem::new(&file, &format!("cannot be read: {error}"), "");
                catalog.add_broken(&name, vec![problem]);
            }
        }
    }
    catalog
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_own_schemes_stand_beside_the_built_in_ones() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::below(folder.path());
        assert_eq!(schemes(&paths).wrong().count(), 0);
        let themes = folder.path().join("themes");
        std::fs::create_dir(&themes).unwrap();
        let colors: String = (0..16).map(|slot| format!("base{slot:02X}: \"{slot:02x}0000\"\n")).collect();
        std::fs::write(themes.join("Tallow.yaml"), colors).unwrap();
        std::fs::write(themes.join("broken.yaml"), "base00: red").unwrap();
        std::fs::write(themes.join("readme.txt"), "hello").unwrap();
        let catalog = schemes(&paths);
        let problems: Vec<_> = catalog.wrong_with("Broken").collect();
        assert!(catalog.names().contains(&"tallow"));
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0]
                .to_string()
                .ends_with("broken.yaml:1: base00 is no colour: red; write six digits: \"1d1f21\"")
        );
    }
}
