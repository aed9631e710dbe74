//! The manual page: one for the program and all its commands, in the sections that manual pages have.

use clap::{Arg, Args as _, Command, CommandFactory};

use super::roff;
use crate::app::keymap::Keymap;
use crate::cli::args::{Cli, CommonArgs};
use crate::library::{grammar, states, views};

/// Options of every command are explained once.
const COMMON: &str = "Besides its own options each command takes \
    `--config`, `--color`, `--theme`, `--ascii` where they make a difference, and `--help`.";

/// What lies where, where nothing else is said: the folders of the XDG Base Directory Specification.
const FILES: [(&str, &str); 6] = [
    (
        "$XDG_CONFIG_HOME/rushlight/config.yaml",
        "Settings; without the variable below ~/.config. `rushlight --print-config` says which file counts and what every setting is.",
    ),
    ("themes/*.yaml beside the settings", "Schemes of your own, in the base16 and base24 formats."),
    (
        "$XDG_STATE_HOME/rushlight/state.yaml",
        "What keys changed: the theme, the length of lines, saved views; without the variable below ~/.local/state.",
    ),
    ("$XDG_STATE_HOME/rushlight/marks.db", "What was read and starred, and where you stopped (SQLite)."),
    (
        "$XDG_CACHE_HOME/rushlight/",
        "The index of heads and texts, which can be made again; without the variable below ~/.cache.",
    ),
    ("_config.yml, hugo.toml, config.toml", "The configuration of a site, by which it is known and read."),
];

/// What is read of the environment.
const ENVIRONMENT: [(&str, &str); 11] = [
    ("RUSHLIGHT_CONFIG", "The settings file, as --config names it."),
    ("VISUAL, EDITOR", "The editor, the first that is set; without them vi, on Windows notepad."),
    ("BROWSER", "What opens addresses, else the desktop's own program."),
    ("NO_COLOR", "No colour, where it is not empty and neither the settings nor a flag ask for it."),
    (
        "TERM, COLORTERM, COLORFGBG",
        "What the terminal can do; with TERM=dumb it is read line by line, without styles.",
    ),
    ("COLUMNS, LINES", "The size of a page line by line; COLUMNS also of what is printed."),
    (
        "LC_ALL, LC_CTYPE, LC_MESSAGES, LANG",
        "The encoding of the terminal, and the language in which translated posts are shown.",
    ),
    (
        "TMUX, TERM_PROGRAM, VTE_VERSION and others",
        "Which terminal it is; `rushlight doctor` says what came of it.",
    ),
    ("SSH_CONNECTION, SSH_TTY", "Whether the reader sits at another machine."),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "See FILES."),
    ("SSH_ORIGINAL_COMMAND", "The command of a stranger, with --kiosk."),
];

/// What a filter is.
const FILTERS: &str = "In the field that / opens, in -q and in the views that you save. Terms stand side by side, and all must hold.";

/// How the program ends.
const EXIT: [(&str, &str); 4] = [
    ("0", "All went well; of `search`: something was found."),
    ("1", "It failed; of `search`: nothing was found."),
    ("2", "It was called wrongly; of `search` also: it failed."),
    ("128+n", "As a shell tells it: signal n ended the session. What is to be kept is kept."),
];

/// The page, in roff.
pub(super) fn page(keys: &Keymap) -> String {
    let mut program = Cli::command();
    program.build();
    let mut out = format!(".TH rushlight 1 \"\" \"rushlight {}\"\n", roff(env!("CARGO_PKG_VERSION")));
    let about = program.get_about().map(ToString::to_string).unwrap_or_default();
    section(&mut out, "NAME");
    out += &format!("rushlight \\- {}\n", roff(&about));
    section(&mut out, "SYNOPSIS");
    out += &synopsis(&program);
    section(&mut out, "DESCRIPTION");
    out += &prose(&program.get_long_about().map(ToString::to_string).unwrap_or(about));
    section(&mut out, "OPTIONS");
    let (kiosk, own): (Vec<&Arg>, Vec<&Arg>) =
        program.get_arguments().partition(|arg| arg.get_help_heading().is_some());
    own.into_iter().for_each(|arg| argument(&mut out, arg));
    section(&mut out, "COMMANDS");
    out += &prose(COMMON);
    program.get_subcommands().for_each(|command| self::command(&mut out, command));
    section(&mut out, "KIOSK");
    out += &prose(kiosk.first().and_then(|arg| arg.get_help_heading()).unwrap_or_default());
    kiosk.into_iter().for_each(|arg| argument(&mut out, arg));
    out += &super::key_sections(keys);
    section(&mut out, "FILTERS");
    out += &prose(FILTERS);
    rows(&mut out, &grammar());
    out += &prose("After is:");
    rows(&mut out, &states());
    out += &prose("The views of --view:");
    rows(&mut out, &views());
    for (name, rows) in [("FILES", &FILES[..]), ("ENVIRONMENT", &ENVIRONMENT), ("EXIT STATUS", &EXIT)] {
        section(&mut out, name);
        self::rows(&mut out, rows);
    }
    section(&mut out, "EXAMPLES");
    out += &as_written(&after(&program));
    out
}

/// Names, and what each means.
fn rows<T: AsRef<str>>(out: &mut String, rows: &[(T, T)]) {
    for (name, words) in rows {
        *out += &format!(".TP\n.B {}\n{}\n", roff(name.as_ref()), roff(words.as_ref()));
    }
}

fn section(out: &mut String, name: &str) {
    *out += &format!(".SH {name}\n");
}

/// Each way to call it on a line of its own.
fn synopsis(program: &Command) -> String {
    let all = program.get_subcommands().flat_map(|command| {
        let inner: Vec<&Command> = command.get_subcommands().collect();
        if inner.is_empty() { vec![command] } else { inner }
    });
    let usage = |command: &Command| usage(command).lines().next().unwrap_or_default().trim().to_owned();
    let lines: Vec<String> = std::iter::once(program).chain(all).map(usage).collect();
    as_written(&lines.join("\n"))
}

/// How a command is called.
fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.strip_prefix("Usage: ").unwrap_or(&usage).to_owned()
}

/// A command with its own options and its examples; the commands below it, too.
fn command(out: &mut String, command: &Command) {
    if command.has_subcommands() {
        command.get_subcommands().for_each(|inner| self::command(out, inner));
        return;
    }
    *out += &format!(".SS {}\n", roff(&usage(command)));
    *out += &prose(&format!("{}.", command.get_about().map(ToString::to_string).unwrap_or_default()));
    let common = CommonArgs::augment_args(Command::new(""));
    let is_common = |arg: &&Arg| common.get_arguments().any(|other| other.get_id() == arg.get_id());
    let is_help = |arg: &&Arg| arg.get_id() == "help";
    let own = command.get_arguments().filter(|arg| !is_common(arg) && !is_help(arg));
    own.for_each(|arg| argument(out, arg));
    let after = after(command);
    if !after.is_empty() {
        *out += ".PP\n";
        *out += &as_written(&after);
    }
}

/// What stands at the end of a command's help.
fn after(command: &Command) -> String {
    command.get_after_help().map(ToString::to_string).unwrap_or_default()
}

/// An option or an argument.
fn argument(out: &mut String, arg: &Arg) {
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names = short.into_iter().chain(long).collect::<Vec<_>>().join(", ");
    let takes = arg.get_num_args().is_some_and(|count| count.takes_values());
    let values = arg.get_value_names().filter(|_| takes).unwrap_or_default();
    let values = values.iter().map(|name| name.to_string()).collect::<Vec<_>>().join(" ");
    let head = [names, values].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    *out += &format!(".TP\n.B {}\n", roff(&head));
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let default = arg.get_default_values().first().filter(|_| takes);
    let default = default.map(|value| format!(" [default: {}]", value.display())).unwrap_or_default();
    *out += &format!("{}\n", roff(&(help + &default)));
    let possible = arg.get_possible_values();
    if takes && possible.iter().any(|value| value.get_help().is_some()) {
        for value in possible {
            let words = value.get_help().map(ToString::to_string).unwrap_or_default();
            *out += &format!(".br\n{}: {}\n", roff(value.get_name()), roff(&words));
        }
    }
}

/// Paragraphs.
fn prose(text: &str) -> String {
    text.split("\n\n").map(|part| format!(".PP\n{}\n", roff(part.trim()))).collect()
}

/// Lines as they are.
fn as_written(text: &str) -> String {
    let lines: String = text.lines().map(|line| format!("{}\n", roff(line))).collect();
    format!(".nf\n{lines}.fi\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_all_commands_and_the_sections_that_pages_have() {
        // `--links` and `--width` were on no page, and the pages that it named could not be had.
        let page = page(&Keymap::new(&[], true).0);
        let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        let all = [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "COMMANDS",
            "KIOSK",
            "KEYS",
            "FILTERS",
            "FILES",
            "ENVIRONMENT",
            "EXIT STATUS",
            "EXAMPLES",
        ];
        assert_eq!(sections, all);
        let wide = ".TP\n.B \\-w, \\-\\-width CELLS\nCells of a line";
        assert!(page.contains(wide) && page.contains("\\-\\-links HOW"), "{page}");
        assert!(
            page.contains(".SS rushlight marks import <FILE>\n") && !page.contains("rushlight\\-print(1)")
        );
        let closed = "Close after so many minutes without a key; 0: never [default: 30]";
        assert!(page.contains(closed), "{page}");
        assert!(
            page.contains(".B tag:linux\nposts with the tag") && page.contains(".B starred\nis:starred\n")
        );
        assert_eq!(page.matches("\n.B \\-\\-theme NAME").count(), 1, "what all take is told once");
    }
}
