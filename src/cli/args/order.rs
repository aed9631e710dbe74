//! Options that every command takes may stand before it, as with git: `rushlight --config FILE list`.

use std::ffi::OsString;

use clap::{Args as _, Command, CommandFactory};

use super::{Cli, CommonArgs};

/// The arguments with such options behind the command, as the grammar has them. What else stands before a command is a path.
pub fn in_order(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let common = CommonArgs::augment_args(Command::new(""));
    let mut at = 1;
    while let Some(taken) = arguments.get(at).and_then(|word| takes(&common, word.to_str()?)) {
        at += taken;
    }
    let program = Cli::command();
    let command = arguments.get(at).and_then(|word| program.find_subcommand(word));
    let takes_them = command.is_some_and(|command| {
        common.get_arguments().all(|arg| command.get_arguments().any(|own| own.get_id() == arg.get_id()))
    });
    if let Some(words) = arguments.get_mut(1..=at).filter(|_| takes_them) {
        words.rotate_right(1);
    }
    arguments
}

/// How many words such an option takes; none where the word is none.
fn takes(common: &Command, word: &str) -> Option<usize> {
    let (name, value) = match word.strip_prefix("--")?.split_once('=') {
        Some((name, _)) => (name, true),
        None => (word.strip_prefix("--")?, false),
    };
    let arg = common.get_arguments().find(|arg| arg.get_long() == Some(name))?;
    Some(1 + usize::from(arg.get_action().takes_values() && !value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> String {
        let words = in_order(line.split(' ').map(OsString::from).collect());
        words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_every_command_takes_may_stand_before_it() {
        assert_eq!(said("rushlight --config a.yaml list x"), "rushlight list --config a.yaml x");
        assert_eq!(said("rushlight --ascii --theme=nord print y"), "rushlight print --ascii --theme=nord y");
        for same in [
            "rushlight",
            "rushlight list --ascii",
            "rushlight --ascii",
            "rushlight --config list",
            "rushlight --ascii folder list",
            "rushlight -q a list",
            "rushlight --ascii marks export",
        ] {
            assert_eq!(said(same), same);
        }
    }
}
