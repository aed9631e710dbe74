//! `rushlight --kiosk PATH`: one site for strangers, as a `ForceCommand` of sshd or as a login shell.
//!
//! A stranger reads the site, or says one command of [`Guest`]. What could lead out is absent, not forbidden: no
//! argument names a file, settings come from the host's command line alone, and there is neither editor nor browser
//! nor shell to go back to.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Parser;

use super::args::{
    CommonArgs, Guest, GuestCli, GuestListArgs, KioskArgs, ListArgs, PrintArgs, ReadArgs, SearchArgs,
};
use super::environment::{Confined, Environment};
use super::output::{Fault, emit};
use super::{list, print, read, search, tags};

/// What sshd lets a command find of what the stranger asked for (sshd_config(5), ForceCommand).
const ASKED: &str = "SSH_ORIGINAL_COMMAND";

/// Runs the command.
pub fn run(args: &ReadArgs, environment: &Environment) -> Result<(), Fault> {
    let Some(path) = &args.kiosk.path else { return read::run(args, environment) };
    // A command that is not text names nothing here, and is not no command either.
    if args.kiosk.command.is_none() && environment.garbled.iter().any(|name| name == ASKED) {
        return Err(Fault::Usage("this command is not UTF-8; `help` says what there is".into()));
    }
    let asked = args.kiosk.command.as_deref().or(environment.variable(ASKED)).unwrap_or_default();
    let words = shell_words::split(asked)
        .map_err(|_| Fault::Usage("a quotation mark has no second one in this command".into()))?;
    let inside = environment.confine(confined(path, &args.kiosk, environment)?);
    match words.is_empty() {
        true => read::run(&reading(args), &inside),
        false => guest(words, args, &inside),
    }
}

fn confined(path: &Path, args: &KioskArgs, environment: &Environment) -> Result<Confined, Fault> {
    let folder = environment.here.join(path);
    let site = dunce::canonicalize(&folder)
        .map_err(|error| Fault::failed(format!("cannot open {}: {error}", path.display())))?;
    let minutes = u64::from(args.idle);
    let absolute = |folder: &PathBuf| environment.here.join(folder);
    Ok(Confined {
        site,
        cache: args.cache.as_ref().map(absolute),
        marks: args.marks.as_ref().map(absolute),
        idle: (minutes > 0).then(|| Duration::from_secs(60 * minutes)),
    })
}

/// The arguments of the reader: all that the host said but the kiosk itself.
fn reading(args: &ReadArgs) -> ReadArgs {
    ReadArgs { kiosk: KioskArgs::default(), print_config: false, ..args.clone() }
}

/// What a stranger asked for in words.
fn guest(words: Vec<String>, args: &ReadArgs, inside: &Environment) -> Result<(), Fault> {
    let words: Vec<String> = std::iter::once("ssh".to_owned()).chain(words).collect();
    match GuestCli::try_parse_from(&words).map_err(|error| search::explained(error, &words)) {
        Ok(GuestCli { command: Guest::Print { posts, width, links, color } }) => {
            let common = CommonArgs { color: color.or(args.common.color), ..args.common.clone() };
            print::run(&PrintArgs { posts, width, links, site: args.site.clone(), common }, inside)
        }
        Ok(GuestCli { command: Guest::List(asked) }) => list::run(&listing(asked, args), inside),
        Ok(GuestCli { command: Guest::Search { words, asked } }) => {
            let GuestListArgs { filter, json } = asked;
            let (site, common) = (args.site.clone(), args.common.clone());
            search::run(&SearchArgs { words, filter, json, site, common }, inside)
        }
        Ok(GuestCli { command: Guest::Tags(asked) }) => tags::run(&listing(asked, args), inside),
        Err(help) if !help.use_stderr() => emit(help.render().to_string().as_bytes()),
        // ssh takes `ssh host --help` as its own option: the word reaches us.
        Err(wrong) => Err(Fault::Usage(wrong.render().to_string().replace("'--help'", "'help'"))),
    }
}

fn listing(asked: GuestListArgs, args: &ReadArgs) -> ListArgs {
    let GuestListArgs { filter, json } = asked;
    ListArgs { paths: Vec::new(), filter, json, site: args.site.clone(), common: args.common.clone() }
}
