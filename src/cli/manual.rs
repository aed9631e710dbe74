//! What the program says of itself: `keys`, `completions`, `man`.

mod page;

use clap::CommandFactory;

use super::args::{Cli, KeysArgs};
use super::environment::Environment;
use super::output::{Fault, emit};
use super::settings;
use crate::app::keymap::{Keymap, chord};

/// `rushlight keys`
pub fn keys(args: &KeysArgs, environment: &Environment) -> Result<(), Fault> {
    let chosen = settings::choose(&args.common, environment)?;
    let (keys, _) = Keymap::new(&chosen.app_options().keys, chosen.can.ascii);
    match (args.markdown, args.names) {
        (true, _) => emit(markdown(&keys).as_bytes()),
        (false, true) => emit(names(&keys).as_bytes()),
        (false, false) => emit(plain(&keys).as_bytes()),
    }
}

/// The keys in force as the settings file writes them: context, action, keys, and what the action does.
fn names(keys: &Keymap) -> String {
    let mut out = String::from("keys:\n");
    let mut context = None;
    for row in keys.rows() {
        if context != Some(row.context) {
            out.push_str(&format!("  {}:\n", row.context.name()));
            context = Some(row.context);
        }
        let written = row.keys.iter().map(|key| chord::write(*key)).collect::<Vec<_>>().join(" ");
        let setting = format!("    {}: '{}'", row.row.name, written.replace('\'', "''"));
        let pad = " ".repeat(44usize.saturating_sub(setting.len()));
        out.push_str(&format!("{setting}{pad}  # {}\n", row.row.words));
    }
    out
}

/// The keys by context, in columns.
fn plain(keys: &Keymap) -> String {
    let mut out = String::new();
    let mut context = None;
    for row in keys.rows() {
        if context != Some(row.context) {
            let gap = if context.is_some() { "\n" } else { "" };
            out.push_str(&format!("{gap}{}\n", row.context.title()));
            context = Some(row.context);
        }
        let names = keys.keys(row);
        let pad = " ".repeat(24usize.saturating_sub(crate::text::width::cells(&names)));
        out.push_str(&format!("  {names}{pad}  {}\n", row.row.words));
    }
    out
}

/// The keys as Markdown tables, as the README has them.
pub fn markdown(keys: &Keymap) -> String {
    let mut out = String::new();
    let mut context = None;
    for row in keys.rows() {
        if context != Some(row.context) {
            let gap = if context.is_some() { "\n" } else { "" };
            out.push_str(&format!("{gap}| {} | does |\n|---|---|\n", row.context.title()));
            context = Some(row.context);
        }
        let names = keys.keys(row).replace('|', "\\|");
        out.push_str(&format!("| {names} | {} |\n", row.row.words.replace('|', "\\|")));
    }
    out
}

/// `rushlight completions SHELL`
pub fn completions(shell: clap_complete::Shell) -> Result<(), Fault> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "rushlight", &mut out);
    emit(&out)
}

/// `rushlight man`: the manual page in roff, all commands and the keys included.
pub fn man() -> Result<(), Fault> {
    let (keys, _) = Keymap::new(&[], true);
    emit(page::page(&keys).as_bytes())
}

fn key_sections(keys: &Keymap) -> String {
    let mut out = String::from(".SH KEYS\n");
    let mut context = None;
    for row in keys.rows() {
        if context != Some(row.context) {
            out.push_str(&format!(".SS {}\n", roff(row.context.title())));
            context = Some(row.context);
        }
        out.push_str(&format!(".TP\n.B {}\n{}\n", roff(&keys.keys(row)), roff(row.row.words)));
    }
    out
}

/// Text for roff: no escape, no request at the start of a line.
fn roff(text: &str) -> String {
    let escaped = text.replace('\\', "\\e").replace('-', "\\-").replace('"', "\\(dq");
    match escaped.starts_with(['.', '\'']) {
        true => format!("\\&{escaped}"),
        false => escaped,
    }
}
