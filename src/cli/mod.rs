//! The commands: each joins edge, store and session in its own way. One file a command.

mod args;
mod doctor;
mod environment;
mod gather;
mod kiosk;
mod list;
mod manual;
mod marks;
mod memory;
mod output;
mod places;
mod print;
mod query;
mod read;
mod scanning;
mod search;
mod settings;
mod tags;
mod themes;

pub use environment::Environment;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use output::Fault;

/// Runs the program: 0 done, 1 failed, 2 called wrongly; a search 0 found, 1 nothing found, 2 failed; a signal
/// ends it as it ends programs that do not listen.
pub fn run(arguments: impl IntoIterator<Item = OsString>, environment: &Environment) -> ExitCode {
    crate::terminal::clean_panics();
    crate::terminal::outlive_file_limits();
    let arguments = args::in_order(arguments.into_iter().collect());
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        // Help and version end here too, with code 0.
        Err(error) => return output::wrong_arguments(&search::explained(error, &arguments), &arguments),
    };
    match command(cli, environment) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => fault.report(),
    }
}

fn command(cli: Cli, environment: &Environment) -> Result<(), Fault> {
    match cli.command {
        None if cli.read.kiosk.path.is_some() => kiosk::run(&cli.read, environment),
        None => read::run(&cli.read, environment),
        Some(Command::Print(args)) => print::run(&args, environment),
        Some(Command::List(args)) => list::run(&args, environment),
        Some(Command::Search(args)) => search::run(&args, environment),
        Some(Command::Tags(args)) => tags::run(&args, environment),
        Some(Command::Themes(args)) => themes::run(&args, environment),
        Some(Command::Doctor(args)) => doctor::run(&args, environment),
        Some(Command::Keys(args)) => manual::keys(&args, environment),
        Some(Command::Marks(command)) => marks::run(&command, environment),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man) => manual::man(),
    }
}
