//! What the documents say is what the program says: tables in them are made by the program.
//!
//! After a change, `UPDATE_DOCS=1 cargo test --test docs` writes them again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

use rushlight::storage::{OF_SITE, OPTIONS, Paths, Settings};

#[test]
fn the_readme_has_the_table_of_keys() {
    let output = Command::new(env!("CARGO_BIN_EXE_rushlight"))
        .args(["keys", "--markdown"])
        .env("RUSHLIGHT_CONFIG", nothing())
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    compare("README.md", "keys", &String::from_utf8(output.stdout).unwrap());
}

#[test]
fn the_page_on_settings_has_every_setting() {
    let own = Settings::default().print(&Paths::default());
    let value = |name: &str| {
        let line = own.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap();
        line.split("  #").next().unwrap().trim().to_owned()
    };
    let mut table = String::from("| Setting | takes | without it | |\n|---|---|---|---|\n");
    for row in &OPTIONS {
        table += &format!("| `{}` | {} | `{}` | {} |\n", row.name, row.takes, value(row.name), row.words);
    }
    compare("docs/configuration.md", "settings", &table);
    let names: Vec<String> = OF_SITE.iter().map(|name| format!("`{name}`")).collect();
    compare("docs/configuration.md", "site settings", &names.join(", "));
}

/// A settings file that holds nothing, so that nobody's own keys are printed.
fn nothing() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-settings.yaml");
    std::fs::write(&path, "").unwrap();
    path
}

/// Compares the part of a document between `<!-- name: begin` and `<!-- name: end -->`.
fn compare(document: &str, name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (before, rest) = text.split_once(&format!("<!-- {name}: begin")).unwrap();
    let (mark, rest) = rest.split_once('\n').unwrap();
    let (found, after) = rest.split_once(&format!("<!-- {name}: end -->")).unwrap();
    let expected = format!("\n{}\n\n", expected.trim());
    if found == expected {
        return;
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let text = format!("{before}<!-- {name}: begin{mark}\n{expected}<!-- {name}: end -->{after}");
        std::fs::write(&path, text).unwrap();
        return;
    }
    panic!("{document} is out of date: run UPDATE_DOCS=1 cargo test --test docs\n{expected}");
}
