//! Translations, saved views and parted words in the real program, on a usual terminal and on a phone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;

use portable_pty::CommandBuilder;
use tempfile::TempDir;
use terminal::{Terminal, blog};

const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

/// Starts rushlight with settings, in a state folder that several runs may share.
fn read(blog: &TempDir, state: &TempDir, settings: &str, (width, height): (u16, u16)) -> Terminal {
    let file = state.path().join("config.yaml");
    fs::write(&file, settings).unwrap();
    let mut command = CommandBuilder::new("sh");
    let (program, state, blog) = (env!("CARGO_BIN_EXE_rushlight"), state.path(), blog.path());
    let (state, file, blog) = (state.display(), file.display(), blog.display());
    command.args(["-c", &format!("XDG_STATE_HOME={state} exec {program} --config {file} {blog}")]);
    Terminal::start(command, width, height)
}

/// A Jekyll site whose one article is there in English and in German.
fn two_languages() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("_posts")).unwrap();
    fs::write(folder.path().join("_config.yml"), "title: The Marsh Diary\nlang: en\n").unwrap();
    for (lang, title, body) in [
        ("en", "A lost packet", "The packet went into the marsh."),
        (
            "de",
            "Ein Paket im Moor",
            "Donaudampfschifffahrtsgesellschaft und Verantwortungsbewusstsein im Moor.",
        ),
    ] {
        let text = format!("---\ntitle: {title}\nlang: {lang}\nref: packet\n---\n{body}\n");
        fs::write(folder.path().join(format!("_posts/2024-03-27-{lang}.md")), text).unwrap();
    }
    folder
}

#[test]
fn a_translation_is_chosen_and_back_leads_back() {
    for size in SIZES {
        let (blog, state) = (two_languages(), tempfile::tempdir().unwrap());
        let mut terminal = read(&blog, &state, "", size);
        terminal.wait_for("A lost packet");
        assert!(terminal.text().contains("en +1"), "{}", terminal.text());
        assert!(!terminal.text().contains("Ein Paket im Moor"), "{}", terminal.text());
        terminal.keys("\r");
        terminal.wait_for("went into the marsh");
        terminal.keys("T");
        terminal.wait_for("Languages");
        terminal.keys("\r");
        terminal.wait_for("im Moor.");
        terminal.keys("h");
        terminal.wait_for("went into the marsh");
    }
}

#[test]
fn words_are_parted_by_the_language_of_the_post() {
    for size in SIZES {
        let (blog, state) = (two_languages(), tempfile::tempdir().unwrap());
        for parted in [true, false] {
            let settings = format!("hyphenate: {parted}\nlanguage: de\nmeasure: 30\n");
            let mut terminal = read(&blog, &state, &settings, size);
            terminal.wait_for("Ein Paket im Moor");
            terminal.keys("\r");
            terminal.wait_for("Moor.");
            let is_parted = terminal.text().lines().any(|line| line.trim_end().ends_with("-"));
            assert_eq!(is_parted, parted, "{}", terminal.text());
            terminal.keys("qq");
            terminal.ended();
        }
    }
}

#[test]
fn a_saved_view_is_there_the_next_time() {
    for size in SIZES {
        let (blog, state) = (blog(), tempfile::tempdir().unwrap());
        let mut terminal = read(&blog, &state, "", size);
        terminal.wait_for("Two ways to lose a packet");
        terminal.keys("/tag:linux\r");
        terminal.wait_without("The list that sorted itself");
        terminal.keys("vw");
        terminal.wait_for("Save this filter as");
        terminal.keys("penguins\r");
        terminal.wait_without("Save this filter as");
        terminal.keys("q");
        terminal.keys("q");
        terminal.ended();
        let mut again = read(&blog, &state, "", size);
        again.wait_for("The list that sorted itself");
        again.keys("v");
        again.wait_for("penguins");
    }
}

#[test]
fn a_title_from_right_to_left_leaves_its_date_and_tags_alone() {
    // Who orders the row decides what is sent; where no mark stood behind the title, such a terminal put the tag before it.
    let blog = tempfile::tempdir().unwrap();
    fs::create_dir(blog.path().join("_posts")).unwrap();
    let text = "---\ntitle: שלום עולם\ntags: [linux]\n---\nאבג 12 דהו.\n";
    fs::write(blog.path().join("_posts/2024-03-27-hello.md"), text).unwrap();
    for size in SIZES {
        for (bidi, title, words) in [
            ("terminal", "שלום עולם\u{200e}", "דהו\u{200e} 12 אבג\u{200e}"),
            ("rushlight", "םלוע םולש", ".והד 12 גבא"),
        ] {
            let state = tempfile::tempdir().unwrap();
            let mut terminal = read(&blog, &state, &format!("bidi: {bidi}\n"), size);
            terminal.wait_for(title);
            terminal.keys("\r");
            terminal.wait_for(words);
            terminal.keys("qq");
            terminal.ended();
        }
    }
}

#[test]
fn what_is_wrong_with_the_settings_is_told_on_the_first_screen() {
    // It went to standard error, and the screen of the reader covered it until the end.
    for size in SIZES {
        for (settings, says) in [
            ("thme: nord\n", "there is no setting “thme”"),
            ("keys: {list: {open: ctrl-i}}\nthme: nord\n", "(and 1 more problem: rushlight --print-config)"),
            ("theme: nrd\n", "no such theme: nrd; did you mean nord?"),
        ] {
            let (blog, state) = (blog(), tempfile::tempdir().unwrap());
            let mut terminal = read(&blog, &state, settings, size);
            let words = |screen: &vt100::Screen| {
                screen.contents().split_whitespace().collect::<Vec<_>>().join(" ").contains(says)
            };
            terminal.wait(says, |screen| screen.alternate_screen() && words(screen));
            terminal.wait_for("Two ways to lose a packet");
            terminal.keys("j");
            terminal.wait("list alone", |screen| !words(screen));
            terminal.keys("q");
            terminal.wait("the same at the end", |screen| !screen.alternate_screen());
            terminal.ended();
        }
    }
}
