//! The program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    rushlight::cli::run(std::env::args_os(), &rushlight::cli::Environment::of_process())
}
