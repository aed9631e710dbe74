//! Other programs that the reader asks for: the editor and the browser.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

use super::capabilities::Environment;

/// Which programs there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errands {
    /// The editor with its arguments, as a shell reads it.
    pub editor: Option<String>,
    /// The browser, likewise.
    pub browser: Option<String>,
    /// Whether the program may be stopped where a shell stands behind it.
    pub shell: bool,
}

/// Editors that take `file:line`.
const COLON: [&str; 5] = ["hx", "helix", "subl", "zed", "lapce"];
/// Editors that take `--goto file:line`, and must be told to wait.
const GOTO: [&str; 4] = ["code", "codium", "code-insiders", "cursor"];
/// Browsers that draw in the terminal.
const TEXT_BROWSERS: [&str; 7] = ["lynx", "w3m", "links", "links2", "elinks", "browsh", "www-browser"];

impl Errands {
    /// What the environment names: `VISUAL`, `EDITOR`, `BROWSER`; `browser` says whether one can be seen.
    pub fn from_environment(env: Environment<'_>, browser: bool) -> Self {
        let get = |name: &str| env(name).filter(|value| !value.trim().is_empty());
        let opener = match () {
            () if cfg!(target_os = "macos") => "open",
            () if cfg!(windows) => "explorer",
            () => "xdg-open",
        };
        Self {
            editor: get("VISUAL").or_else(|| get("EDITOR")),
            browser: get("BROWSER").or_else(|| browser.then(|| opener.to_owned())),
            shell: true,
        }
    }

    /// The command that edits a file at a line.
    pub(super) fn edit(&self, path: &Path, line: Option<usize>) -> Option<Command> {
        let editor = self.editor.as_deref()?;
        let file = path.as_os_str().to_owned();
        let at = |line: usize| {
            let mut file = file.clone();
            file.push(format!(":{line}"));
            file
        };
        let name = program(editor);
        let arguments: Vec<OsString> = match line {
            None if GOTO.contains(&name) => vec!["--wait".into(), file],
            None => vec![file],
            Some(line) if GOTO.contains(&name) => vec!["--wait".into(), "--goto".into(), at(line)],
            Some(line) if COLON.contains(&name) => vec![at(line)],
            Some(line) => vec![format!("+{line}").into(), file],
        };
        Some(shell(editor, &arguments))
    }

    /// The command that shows an address, and whether it draws in this terminal.
    pub(super) fn browse(&self, address: &str) -> Option<(Command, bool)> {
        let browser = self.browser.as_deref()?;
        let here = TEXT_BROWSERS.contains(&program(browser));
        let mut command = shell(browser, &[address.into()]);
        if !here {
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        }
        Some((command, here))
    }
}

/// The name of the program in a command with arguments.
fn program(command: &str) -> &str {
    let first = command.split_whitespace().next().unwrap_or_default();
    first.rsplit(['/', '\\']).next().unwrap_or_default().trim_end_matches(".exe")
}

/// A command as the shell reads it, with arguments that the shell does not read: as git runs editors.
#[cfg(unix)]
fn shell(command: &str, arguments: &[OsString]) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{command} \"$@\"")).arg(program(command)).args(arguments);
    shell
}

/// A command with its arguments between blanks.
#[cfg(not(unix))]
fn shell(command: &str, arguments: &[OsString]) -> Command {
    let mut words = command.split_whitespace();
    let mut program = Command::new(words.next().unwrap_or_default());
    program.args(words).args(arguments);
    program
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(editor: &str, line: Option<usize>) -> String {
        let errands = Errands { editor: Some(editor.into()), browser: None, shell: true };
        let command = errands.edit(Path::new("a b.md"), line).unwrap();
        command.get_args().map(|a| a.to_string_lossy().into_owned()).collect::<Vec<_>>().join("|")
    }

    #[test]
    #[cfg(unix)]
    fn each_editor_is_told_the_line_in_its_own_way() {
        assert_eq!(edit("vim -n", Some(7)), "-c|vim -n \"$@\"|vim|+7|a b.md");
        assert_eq!(edit("/usr/bin/hx", Some(7)), "-c|/usr/bin/hx \"$@\"|hx|a b.md:7");
        assert_eq!(edit("code", Some(7)), "-c|code \"$@\"|code|--wait|--goto|a b.md:7");
        assert_eq!(edit("nano", None), "-c|nano \"$@\"|nano|a b.md");
    }

    #[test]
    fn no_browser_where_none_can_be_seen() {
        assert_eq!(Errands::from_environment(&|_| None, false).browser, None);
        assert!(Errands::from_environment(&|_| None, true).browser.is_some());
    }
}
