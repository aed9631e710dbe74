//! The folders that a `.gitignore` names (gitignore(5)).

use crate::text::glob::Glob;

/// No more bytes of a file count: the lines that end within them.
pub(super) const MOST: usize = 64 << 10;

/// No longer line counts.
const LONGEST: usize = 4096;

/// No more parts of all its lines count. Each folder is held to all of them, once for each sign of its path.
const PARTS: usize = 16 << 10;

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
        let text = match text.as_bytes().get(..MOST) {
            // Where a line ends a letter does.
            Some(start) => text.get(..memchr::memrchr(b'\n', start).unwrap_or(0)).unwrap_or_default(),
            None => text,
        };
        let mut left = PARTS;
        let fits = |line: &Line| {
            let rest = left.checked_sub(line.glob.parts());
            left = rest.unwrap_or(0);
            rest.is_some()
        };
        let lines = text.trim_start_matches('\u{feff}').lines();
        Self { lines: lines.filter_map(Line::new).take_while(fits).collect() }
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
    use super::{Gitignore, MOST, PARTS};
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

    #[test]
    fn a_hostile_file_costs_no_more_than_so_many_parts() {
        // A hundred lines of two thousand stars were held to a thousand folders: 22 s.
        let parts = |file: &Gitignore| file.lines.iter().map(|line| line.glob.parts()).sum::<usize>();
        let stars = format!("out\n{}", format!("{}\n", "*a".repeat(2000)).repeat(100));
        let file = Gitignore::new(&stars);
        assert!(parts(&file) <= PARTS && file.ignores_folder("out"));
        let many = Gitignore::new(&"a\n".repeat(20_000_000));
        assert!(parts(&many) <= PARTS && many.lines.len() <= MOST / 2);
        // A line that is cut is another line.
        let cut = Gitignore::new(&format!("out\n#{}\nbuild\n", " ".repeat(MOST - 8)));
        assert!(cut.ignores_folder("out") && !cut.ignores_folder("bu"));
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
