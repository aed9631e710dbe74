//! The folders that a `.gitignore` names (gitignore(5)).

use crate::text::glob::Glob;

/// No more lines of a file count, and none that is longer.
const MOST: usize = 10_000;
const LONGEST: usize = 4096;

/// The lines of a `.gitignore`.
#[derive(Default)]
pub(super) struct Gitignore {
    lines: Vec<Line>,
}

struct Line {
    glob: Glob,
    /// `!`: what it names is not ignored after all.
    not: bool,
}

impl Gitignore {
    /// Reads a file.
    pub(super) fn new(text: &str) -> Self {
        Self { lines: text.trim_start_matches('\u{feff}').lines().take(MOST).filter_map(Line::new).collect() }
    }

    /// Whether a folder is ignored, by its path from where the file lies: the last line that names it says so.
    pub(super) fn ignores_folder(&self, path: &str) -> bool {
        self.lines.iter().rfind(|line| line.glob.matches(path)).is_some_and(|line| !line.not)
    }
}

impl Line {
    fn new(line: &str) -> Option<Self> {
        let trimmed = line.trim_end_matches(' ');
        // A blank stays that has a `\` in front.
        let line = if trimmed.ends_with('\\') && trimmed.len() < line.len() {
            &line[..trimmed.len() + 1]
        } else {
            trimmed
        };
        if line.is_empty() || line.starts_with('#') || line.len() > LONGEST {
            return None;
        }
        let (line, not) = line.strip_prefix('!').map_or((line, false), |line| (line, true));
        let line = line.strip_suffix('/').unwrap_or(line);
        let glob = match line.contains('/') {
            true => Glob::new(line.strip_prefix('/').unwrap_or(line)),
            false => Glob::new(&format!("**/{line}")),
        };
        Some(Self { glob, not })
    }
}

#[cfg(test)]
mod tests {
    use super::Gitignore;
    use proptest::prelude::*;

    #[test]
    fn a_blank_that_is_no_space_is_a_letter_of_the_name() {
        // Cut behind the `\`, it was cut in its middle, and no post was shown.
        assert!(Gitignore::new("x\\\u{a0}\n").ignores_folder("x\u{a0}"));
    }

    #[test]
    fn sets_are_those_of_git() {
        let file = Gitignore::new("[[:digit:]]*\nold-[!]x]\n[\n");
        for (path, ignored) in [
            ("2024-out", true),
            ("a/7", true),
            ("out-7", false),
            ("old-a", true),
            ("old-]", false),
            ("[", false),
        ] {
            assert_eq!(file.ignores_folder(path), ignored, "{path}");
        }
        assert!(!Gitignore::new(&"[".repeat(4000)).ignores_folder(&"[".repeat(4000)));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>(), path in any::<String>()) {
            Gitignore::new(&text).ignores_folder(&path);
        }
    }

    #[test]
    fn the_last_line_that_names_a_folder_decides() {
        let file = Gitignore::new(
            "\u{feff}# comment\n\nout/\r\n/build\nsub/site\ndeep/**\n!deep/kept\n*.d  \n\\#hash\n\\!bang\nblank\\ \n[ab]x\n",
        );
        for (path, ignored) in [
            ("out", true),
            ("a/out", true),
            ("outer", false),
            ("build", true),
            ("a/build", false),
            ("sub/site", true),
            ("a/sub/site", false),
            ("deep", false),
            ("deep/any", true),
            ("deep/kept", false),
            ("x.d", true),
            ("#hash", true),
            ("# comment", false),
            ("!bang", true),
            ("blank ", true),
            ("blank", false),
            ("ax", true),
            ("cx", false),
        ] {
            assert_eq!(file.ignores_folder(path), ignored, "{path}");
        }
    }
}
