//! The layers of the house: a module uses only modules of lower rows.
//!
//! The first test reads every `crate::` and `super::` path of `src/`, so a folder that is not in the table, or a use
//! that goes up or sideways, fails with the file and the line. The second says which crates are named in one room
//! only, the third that nothing below the edge reaches for the world outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// The rows from bottom to top. Modules of one row do not see each other, except as `SIDEWAYS` says.
const ROWS: &[&[&str]] = &[
    &["text", "role", "value", "date", "problem", "threads"],
    &["document", "post"],
    &["front_matter", "markup", "highlight", "theme"],
    &["site"],
    &["library", "layout", "screen"],
    &["app"],
    &["view"],
    &["session"],
    &["terminal", "storage"],
    &["cli"],
];

/// Uses inside a row that are part of the shape.
const SIDEWAYS: &[(&str, &str)] = &[
    // A problem's words are clean text.
    ("problem", "text"),
    // Reading a value yields problems.
    ("value", "problem"),
    ("value", "text"),
];

/// Crates that only these rooms name.
const ROOMS: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["markup"]),
    ("html5ever", &["markup"]),
    ("syntect", &["highlight"]),
    ("two_face", &["highlight"]),
    ("libyaml_safer", &["value"]),
    ("serde_yaml", &["value"]),
    ("hypher", &["text"]),
    ("crossterm", &["terminal"]),
    ("notify", &["storage"]),
    ("rustix", &["site/files", "terminal", "storage/remote", "storage/background", "storage/watch/let_go"]),
    ("signal_hook", &["terminal"]),
    ("directories", &["storage"]),
    ("clap", &["cli"]),
    ("rusqlite", &["storage/index", "storage/marks"]),
    ("ratatui", &["theme", "app/regions", "screen", "view"]),
];

/// What nothing below the edge (rows 0 to 6) names.
const OUTSIDE: &[&str] =
    &["std::env", "SystemTime::now", "Timestamp::now", "Zoned::now", "std::net", "println!", "eprintln!"];

struct Source {
    path: PathBuf,
    /// The room: the first part of the path below `src`.
    module: String,
    /// The path below `src` without the ending.
    below: String,
    /// The lines without comments.
    lines: Vec<String>,
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    files
        .into_iter()
        .map(|path| {
            let below = path.strip_prefix("src").unwrap().with_extension("");
            let below = below.to_string_lossy().replace('\\', "/");
            let module = below.split('/').next().unwrap_or_default().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().map(|l| l.split("//").next().unwrap_or_default().to_owned()).collect();
            Source { path, module, below, lines }
        })
        .collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn row_of(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

/// Every module named after `crate::`, those of groups `crate::{a, b::c}` included, with its line.
fn named_modules(lines: &[String]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        for (at, _) in line.match_indices("crate::").filter(|(at, _)| !line[..*at].ends_with('$')) {
            let following = lines[n + 1..].iter().take(12).cloned().collect::<String>();
            let rest = line[at + 7..].to_owned() + &following;
            match rest.strip_prefix('{') {
                Some(group) => found.extend(top_level(group).into_iter().map(|path| (n + 1, path))),
                None => found.push((n + 1, rest)),
            }
        }
    }
    let name = |path: String| {
        path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    found.into_iter().map(|(n, path)| (n, name(path))).filter(|(_, name)| !name.is_empty()).collect()
}

/// The comma-separated parts of a group up to its closing brace, without what nested groups hold.
fn top_level(group: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ if depth == 0 => parts.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    parts
}

#[test]
fn a_module_uses_only_lower_rows() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| !["lib", "main"].contains(&s.module.as_str())) {
        let module = source.module.as_str();
        let Some(row) = row_of(module) else {
            wrong.push(format!("{}: not in the table of layers", source.path.display()));
            continue;
        };
        for (n, used) in named_modules(&source.lines) {
            if used == module || SIDEWAYS.contains(&(module, &used)) {
                continue;
            }
            match row_of(&used) {
                Some(other) if other < row => {}
                Some(_) => {
                    wrong.push(format!("{}:{n}: {module} uses {used}, not below it", source.path.display()))
                }
                None => wrong.push(format!("{}:{n}: crate::{used} is in no row", source.path.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn super_never_leaves_its_room() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| !["lib", "main"].contains(&s.module.as_str())) {
        let depth = source.below.trim_end_matches("/mod").split('/').count();
        let mut inside_tests = 0;
        for (n, line) in source.lines.iter().enumerate() {
            inside_tests |= usize::from(line.contains("mod tests {"));
            let steps = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            let steps = steps.map(|path| path.matches("super::").count()).max().unwrap_or(0);
            if steps > depth - 1 + inside_tests {
                wrong.push(format!("{}:{}: super:: leaves {}", source.path.display(), n + 1, source.module));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn foreign_crates_are_named_in_their_rooms_only() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (n, line) in source.lines.iter().enumerate() {
            for (name, rooms) in ROOMS {
                let uses = line.contains(&format!("{name}::")) || line.contains(&format!("use {name}"));
                if uses && !rooms.iter().any(|room| source.below.starts_with(room)) {
                    wrong.push(format!(
                        "{}:{}: only {} name {name}",
                        source.path.display(),
                        n + 1,
                        rooms.join(", ")
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_below_the_edge_reaches_outside() {
    let mut wrong = Vec::new();
    let below_the_edge =
        |s: &&Source| row_of(&s.module).is_some_and(|row| row <= 6) && !s.below.ends_with("tests");
    for source in sources().iter().filter(below_the_edge) {
        let reads_files = source.below.starts_with("site/files");
        for (n, line) in source.lines.iter().enumerate() {
            if line.contains("mod tests {") {
                break;
            }
            let reads = !reads_files && (line.contains("std::fs") || line.contains("fs::read"));
            if reads || OUTSIDE.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}:{}: {}", source.path.display(), n + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
