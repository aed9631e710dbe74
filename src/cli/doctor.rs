//! `rushlight doctor [PATH…]`: what was found out about the terminal, from which variable or answer, and what overrides it;
//! and what was found of the blogs that are named.

mod blog;

use super::args::DoctorArgs;
use super::environment::Environment;
use super::output::{Fault, emit};
use super::settings::{self, Chosen};
use crate::screen::Reply;
use crate::terminal::capabilities::Decision;
use crate::text::Clean;
use crate::text::width::cells;
use crate::theme::Rgb;

/// The head of the table.
const HEAD: [&str; 4] = ["What", "Found", "From", "Overridden by"];

/// Runs the command.
pub fn run(args: &DoctorArgs, environment: &Environment) -> Result<(), Fault> {
    let blogs = if args.paths.is_empty() { Vec::new() } else { blog::found(args, environment)? };
    let chosen = settings::choose(&args.common, environment)?;
    chosen.say_wrong_themes();
    let mut decisions = chosen.can.decisions.clone();
    if args.linear
        && let Some(reading) = decisions.iter_mut().find(|decision| decision.about == "reading")
    {
        (reading.found, reading.why) = (Clean::line("line by line"), Clean::line("--linear"));
    }
    let may_ask = chosen.can.questions.ready && environment.output_is_terminal;
    let said = match may_ask {
        true => answers(&mut decisions, &chosen),
        false => {
            "The terminal was not asked: it is none that answers, or the output is no terminal.".to_owned()
        }
    };
    let paths = [("Settings", &chosen.paths.config), ("Your own themes", &chosen.paths.themes)];
    let paths = paths.into_iter().filter_map(|(what, path)| Some((what, path.as_ref()?)));
    let mut out = format!("rushlight {}\n\n{}\n{said}\n", env!("CARGO_PKG_VERSION"), table(&decisions));
    for (what, path) in paths {
        let there = if path.exists() { "" } else { " (not there)" };
        out += &format!("{what}: {}{there}\n", path.display());
    }
    blogs.iter().for_each(|blog| out += &format!("\n{blog}"));
    // Whatever came in from outside, nothing that a terminal obeys goes out.
    emit(Clean::text(&out).as_bytes())
}

/// Asks the terminal and lays what it says over what was decided; what it said, in words.
fn answers(decisions: &mut [Decision], chosen: &Chosen) -> String {
    let questions = crate::terminal::Questions { ground: true, ..chosen.can.questions };
    let replies = crate::terminal::ask(questions).unwrap_or_default();
    for reply in &replies {
        let (about, found, question) = match reply {
            Reply::Background(red, green, blue) => {
                let light = if Rgb(*red, *green, *blue).is_light() { "light" } else { "dark" };
                ("ground", format!("{light} (#{red:02x}{green:02x}{blue:02x})"), "OSC 11")
            }
            Reply::Sync(true) => ("frames at once", "yes".to_owned(), "DECRQM 2026"),
            Reply::Sync(false) => ("frames at once", "no".to_owned(), "DECRQM 2026"),
            Reply::Ready | Reply::Other => continue,
        };
        if let Some(decision) = decisions.iter_mut().find(|decision| decision.about == about) {
            decision.found = Clean::line(&found);
            decision.why = Clean::line(&format!("the terminal's answer to {question}"));
        }
    }
    match replies.last() {
        Some(Reply::Ready) => "The terminal answers.".to_owned(),
        _ => "The terminal did not answer within a second; nothing waits for it.".to_owned(),
    }
}

fn table(decisions: &[Decision]) -> String {
    let rows = decisions.iter().map(|d| [d.about, &*d.found, &*d.why, d.option]);
    let rows: Vec<[&str; 4]> = std::iter::once(HEAD).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| cells(row[column])).max().unwrap_or(0);
    let widths = [width(0), width(1).min(34), width(2).min(40)];
    let mut out = String::new();
    for row in &rows {
        for (text, width) in row.iter().zip(widths) {
            let pad = width.saturating_sub(cells(text));
            out += &format!("{text}{:pad$}  ", "");
        }
        out += row[3];
        out.push('\n');
    }
    out
}
