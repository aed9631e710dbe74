//! Which folders are ours on this machine.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The name of the file of marks.
const MARKS: &str = "marks.db";

/// The files and folders the program keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// The settings file; none where the machine has no such folder.
    pub config: Option<PathBuf>,
    /// The folder of the reader's own schemes, beside the settings file.
    pub themes: Option<PathBuf>,
    /// The file of what keys changed.
    pub state: Option<PathBuf>,
    /// The file of what the reader did with posts.
    pub marks: Option<PathBuf>,
    /// The folder of what can be made again.
    pub cache: Option<PathBuf>,
}

impl Paths {
    /// The paths on this machine. `config` is what `--config` or `RUSHLIGHT_CONFIG` names.
    pub fn of_machine(config: Option<&Path>) -> Self {
        let machine = ProjectDirs::from("", "", "rushlight").map(|folders| {
            // Only Linux has a folder for state; elsewhere it lies with the data.
            let state = folders.state_dir().unwrap_or(folders.data_local_dir());
            Self {
                config: Some(folders.config_dir().join("config.yaml")),
                themes: None,
                state: Some(state.join("state.yaml")),
                marks: Some(state.join(MARKS)),
                cache: Some(folders.cache_dir().to_owned()),
            }
        });
        machine.unwrap_or_default().with_config(config)
    }

    /// The paths of a kiosk: what its host named, and nothing of the account it runs in.
    pub fn confined(config: Option<&Path>, cache: Option<&Path>, marks: Option<&Path>) -> Self {
        let marks = marks.map(|folder| folder.join(MARKS));
        Self { cache: cache.map(Path::to_owned), marks, ..Self::default() }.with_config(config)
    }

    /// All paths below one folder.
    pub fn below(folder: &Path) -> Self {
        let path = |name: &str| Some(folder.join(name));
        Self {
            config: path("config.yaml"),
            themes: None,
            state: path("state.yaml"),
            marks: path(MARKS),
            cache: path("cache"),
        }
        .with_config(None)
    }

    fn with_config(mut self, config: Option<&Path>) -> Self {
        self.config = config.map(Path::to_owned).or(self.config);
        self.themes = self.config.as_ref().map(|config| config.with_file_name("themes"));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_lie_beside_the_settings_wherever_these_are() {
        let paths = Paths::of_machine(Some(Path::new("/etc/my/rushlight.yaml")));
        assert_eq!(paths.config.as_deref(), Some(Path::new("/etc/my/rushlight.yaml")));
        assert_eq!(paths.themes.as_deref(), Some(Path::new("/etc/my/themes")));
    }
}
