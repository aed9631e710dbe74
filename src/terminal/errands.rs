//! Other programs that the reader asks for: the editor, the browser, and where copies go.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use super::capabilities::{Clipboard, Environment};
use super::copying::Copying;
use crate::session::Edited;

/// Which programs there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errands {
    /// The editor with its arguments, as a shell reads it.
    pub editor: Option<String>,
    /// The browser, likewise.
    pub browser: Option<String>,
    /// Whether the program may be stopped where a shell stands behind it.
    pub shell: bool,
    /// How text is copied.
    pub copying: Copying,
}

/// How an editor is told the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    /// `+7 file`: vi and its kin, nano, emacs, kak, micro, joe; and what is not in the table, as `less` does it.
    Plus,
    /// `file:7`.
    Colon,
    /// `--goto file:7`.
    Goto,
    /// `-l 7 file`.
    Option(&'static str),
    /// Not at all.
    Not,
}

/// Editors that are told otherwise, or have to be told to wait until the file is closed.
const EDITORS: [(&str, Tells, &[&str]); 24] = [
    ("hx", Tells::Colon, &[]),
    ("helix", Tells::Colon, &[]),
    ("zed", Tells::Colon, &["--wait"]),
    ("zeditor", Tells::Colon, &["--wait"]),
    ("subl", Tells::Colon, &["--wait"]),
    ("sublime_text", Tells::Colon, &["--wait"]),
    ("lapce", Tells::Colon, &["--wait"]),
    ("code", Tells::Goto, &["--wait"]),
    ("code-insiders", Tells::Goto, &["--wait"]),
    ("codium", Tells::Goto, &["--wait"]),
    ("vscodium", Tells::Goto, &["--wait"]),
    ("cursor", Tells::Goto, &["--wait"]),
    ("windsurf", Tells::Goto, &["--wait"]),
    ("mate", Tells::Option("-l"), &["-w"]),
    ("kate", Tells::Option("-l"), &["-b"]),
    ("kwrite", Tells::Option("-l"), &[]),
    ("bbedit", Tells::Plus, &["-w"]),
    ("gvim", Tells::Plus, &["-f"]),
    ("mvim", Tells::Plus, &["-f"]),
    ("gedit", Tells::Plus, &["-s"]),
    ("ed", Tells::Not, &[]),
    ("notepad", Tells::Not, &[]),
    ("open", Tells::Not, &["-W", "-t"]),
    ("xdg-open", Tells::Not, &[]),
];

/// Browsers that draw in the terminal.
const TEXT_BROWSERS: [&str; 7] = ["lynx", "w3m", "links", "links2", "elinks", "browsh", "www-browser"];

impl Errands {
    /// What the environment names: `VISUAL`, `EDITOR`, else the usual editor; `BROWSER`; `browser` says whether one can be seen.
    pub fn from_environment(env: Environment<'_>, browser: bool, clipboard: Clipboard) -> Self {
        let get = |name: &str| env(name).filter(|value| !value.trim().is_empty());
        let opener = match () {
            () if cfg!(target_os = "macos") => "open",
            () if cfg!(windows) => "explorer",
            () => "xdg-open",
        };
        Self {
            editor: get("VISUAL").or_else(|| get("EDITOR")).or_else(|| usual_editor(get("PATH"))),
            browser: get("BROWSER").or_else(|| browser.then(|| opener.to_owned())),
            shell: true,
            copying: Copying::new(env, clipboard),
        }
    }

    /// What strangers may have done: text goes to their own terminal, where that has a clipboard, and no program is run.
    pub fn of_kiosk(clipboard: Clipboard) -> Self {
        let way = match clipboard {
            Clipboard::Program | Clipboard::Tmux => Clipboard::Terminal,
            Clipboard::Auto | Clipboard::Terminal | Clipboard::Passthrough | Clipboard::Never => clipboard,
        };
        Self { copying: Copying::new(&|_| None, way), ..Self::default() }
    }

    /// The command that edits a file at a line.
    pub(super) fn edit(&self, path: &Path, line: Option<usize>) -> Option<Command> {
        let editor = self.editor.as_deref()?;
        let name = program(editor);
        let row = EDITORS.iter().find(|(other, ..)| *other == name);
        let (tells, waits) = row.map_or((Tells::Plus, &[][..]), |(_, tells, waits)| (*tells, *waits));
        let mut arguments: Vec<OsString> = waits.iter().map(OsString::from).collect();
        arguments.extend(at_line(tells, path, line));
        Some(shell(editor, &arguments))
    }

    /// What to say of an editor that has ended. 126 and 127 are the shell's: POSIX, Shell Command Language, 2.8.2.
    pub(super) fn edited(&self, status: ExitStatus) -> Edited {
        // With its path, as it is written where it can be corrected.
        let name = written(self.editor.as_deref().unwrap_or_default());
        Edited::Failed(match status.code() {
            Some(0) => return Edited::Done,
            Some(126) if cfg!(unix) => format!("{name}: cannot be run; VISUAL or EDITOR names the editor"),
            Some(127) if cfg!(unix) => format!("{name}: not found; VISUAL or EDITOR names the editor"),
            Some(code) => format!("{name} ended with {code}"),
            None => format!("{name} was ended from outside"),
        })
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

/// The editor where nobody named one, as git, less and mutt have it: `vi` where there is one, on Windows `notepad`.
fn usual_editor(path: Option<String>) -> Option<String> {
    if cfg!(windows) {
        return Some("notepad".to_owned());
    }
    let has_vi = |folder: std::path::PathBuf| folder.is_absolute() && folder.join("vi").is_file();
    std::env::split_paths(&path?).any(has_vi).then(|| "vi".to_owned())
}

/// The arguments that name a file and a line in it.
fn at_line(tells: Tells, path: &Path, line: Option<usize>) -> Vec<OsString> {
    let file = path.as_os_str().to_owned();
    let Some(line) = line else { return vec![file] };
    let mut colon = file.clone();
    colon.push(format!(":{line}"));
    match tells {
        Tells::Plus => vec![format!("+{line}").into(), file],
        Tells::Colon => vec![colon],
        Tells::Goto => vec!["--goto".into(), colon],
        Tells::Option(option) => vec![option.into(), line.to_string().into(), file],
        Tells::Not => vec![file],
    }
}

/// The name of the program in a command with arguments.
fn program(command: &str) -> &str {
    written(command).rsplit(['/', '\\']).next().unwrap_or_default().trim_end_matches(".exe")
}

/// The program in a command with arguments, as it is written; it may stand in quotes.
fn written(command: &str) -> &str {
    let command = command.trim_start();
    let quoted = command.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quoted {
        Some(quote) => command.split(quote).nth(1).unwrap_or_default(),
        None => command.split_whitespace().next().unwrap_or_default(),
    }
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
        let errands = Errands { editor: Some(editor.into()), ..Errands::default() };
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
        assert_eq!(edit("mate", Some(7)), "-c|mate \"$@\"|mate|-w|-l|7|a b.md");
        assert_eq!(edit("subl -n", Some(7)), "-c|subl -n \"$@\"|subl|--wait|a b.md:7");
        for editor in ["vi", "nvim", "nano", "emacs -nw", "emacsclient -t", "kak", "micro", "something"] {
            let told = edit(editor, Some(7));
            assert!(told.ends_with("|+7|a b.md"), "{told}");
        }
        assert_eq!(edit("ed", Some(7)), "-c|ed \"$@\"|ed|a b.md");
        let quoted = "'/opt/my editors/hx' -v";
        assert_eq!(edit(quoted, Some(7)), format!("-c|{quoted} \"$@\"|hx|a b.md:7"));
    }

    #[test]
    #[cfg(unix)]
    fn without_a_named_editor_it_is_vi_where_there_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_string_lossy().into_owned();
        let editor = |named: Option<&str>| {
            let get = |name: &str| match name {
                "EDITOR" => named.map(str::to_owned),
                "PATH" => Some(format!("/nowhere:{path}")),
                _ => None,
            };
            Errands::from_environment(&get, false, Clipboard::Auto).editor
        };
        assert_eq!(editor(None), None);
        std::fs::write(folder.path().join("vi"), "").unwrap();
        assert_eq!(editor(None).as_deref(), Some("vi"));
        assert_eq!(editor(Some("nano")).as_deref(), Some("nano"));
    }

    #[test]
    fn no_browser_where_none_can_be_seen() {
        assert_eq!(Errands::from_environment(&|_| None, false, Clipboard::Auto).browser, None);
        assert!(Errands::from_environment(&|_| None, true, Clipboard::Auto).browser.is_some());
    }
}
