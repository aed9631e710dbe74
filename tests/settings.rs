//! What is wrong with settings and themes, and where it is said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with a post, `note.md`, and one for the settings, `rushlight`.
fn home() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("rushlight/themes")).unwrap();
    fs::write(folder.path().join("note.md"), "# Note\n\ntext\n").unwrap();
    folder
}

fn write(home: &TempDir, name: &str, text: &str) {
    fs::write(home.path().join("rushlight").join(name), text).unwrap();
}

fn run(home: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rushlight"));
    command.args(arguments).current_dir(home.path()).env_clear();
    command.env("HOME", home.path()).env("XDG_CONFIG_HOME", home.path()).env("LC_ALL", "C.UTF-8");
    command.output().unwrap()
}

/// What is said on standard error, without the folder of the test.
fn said(home: &TempDir, arguments: &[&str]) -> String {
    let said = String::from_utf8(run(home, arguments).stderr).unwrap();
    said.replace(&format!("{}/rushlight/", home.path().display()), "")
}

const BROKEN: &str =
    "rushlight: themes/broken.yaml:6: base05 is no colour: zzz; write six digits: \"1d1f21\"\n";

/// A home with two themes of the reader's own, one of them broken.
fn themes() -> TempDir {
    let home = home();
    let colors: String = (0..16).map(|slot| format!("base{slot:02X}: \"{slot:02x}0000\"\n")).collect();
    write(&home, "themes/mine.yaml", &colors);
    write(&home, "themes/broken.yaml", &colors.replace("050000", "zzz"));
    home
}

/// A broken theme was said with each command, and who asked for it was told that there is no such theme.
#[test]
fn what_is_wrong_with_a_theme_is_said_where_it_is_asked_for() {
    let home = themes();
    assert_eq!(said(&home, &["print", "note.md"]), "");
    assert_eq!(said(&home, &["print", "--theme", "mine", "note.md"]), "");
    assert_eq!(said(&home, &["--print-config"]), "");
    assert_eq!(said(&home, &["print", "--theme", "Broken", "note.md"]), BROKEN);
    assert_eq!(run(&home, &["print", "--theme", "broken", "note.md"]).status.code(), Some(2));
    assert_eq!(said(&home, &["themes"]), BROKEN);
    assert_eq!(said(&home, &["doctor"]), BROKEN);
}

/// What a session says of more than one leads to `--print-config`, which said nothing of themes.
#[test]
fn the_settings_name_every_theme_that_is_not_there() {
    let home = themes();
    let none = |line, name, near| format!("rushlight: config.yaml:{line}: no such theme: {name}; {near}\n");
    let listed = "`rushlight themes` lists them";
    write(&home, "config.yaml", "theme: broken\n");
    assert_eq!(said(&home, &["--print-config"]), BROKEN);
    assert_eq!(said(&home, &["themes"]), BROKEN, "once");
    write(&home, "config.yaml", "measure: 66\ntheme: drakula\n");
    assert_eq!(said(&home, &["--print-config"]), none(2, "drakula", listed));
    assert_eq!(said(&home, &["print", "note.md"]), none(2, "drakula", listed));
    write(&home, "config.yaml", "theme: {dark: nord, light: one-lihgt}\nsites:\n  .: {theme: nrd}\n");
    let both = none(1, "one-lihgt", "did you mean one-light?") + &none(3, "nrd", "did you mean nord?");
    assert_eq!(said(&home, &["--print-config"]), both);
}
