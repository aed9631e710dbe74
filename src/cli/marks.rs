//! `rushlight marks`: marks as JSON, out and in.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::args::MarksCommand;
use super::environment::Environment;
use super::output::{Fault, complain, emit};
use crate::storage::{Paths, marks};
use crate::text::count::counted;

/// How large a file is read: some hundred thousand posts.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Runs the command.
pub fn run(command: &MarksCommand, environment: &Environment) -> Result<(), Fault> {
    let path = Paths::of_machine(None).marks;
    let path = path.ok_or_else(|| Fault::failed("this machine has no folder in which marks can be kept"))?;
    match command {
        MarksCommand::Export => emit(marks::export(&path).map_err(Fault::failed)?.as_bytes()),
        MarksCommand::Import { file } => import(&path, file, environment),
    }
}

fn import(path: &Path, file: &PathBuf, environment: &Environment) -> Result<(), Fault> {
    let name = file.display();
    let mut text = String::new();
    let read = match file.as_os_str() == "-" {
        true => std::io::stdin().lock().take(MAX_BYTES).read_to_string(&mut text),
        false => std::fs::File::open(environment.here.join(file))
            .and_then(|file| file.take(MAX_BYTES).read_to_string(&mut text)),
    };
    read.map_err(|error| Fault::failed(format!("cannot read {name}: {error}")))?;
    let (said, news) =
        marks::import(path, &text).map_err(|wrong| Fault::failed(format!("{name}: {wrong}")))?;
    let were = if news == 1 { "was" } else { "were" };
    complain(&format!("{news} of {} {were} news", counted(said, "mark")));
    Ok(())
}
