//! Copies through a program of the desktop, or through tmux: without a shell, and without waiting for one that hangs.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use super::capabilities::{Clipboard, Environment};
use crate::session::Copied;

/// How long a program may take to say that it has the text: longer than any that works.
const PATIENCE: Duration = Duration::from_millis(400);

/// A program with its arguments.
type Call = (&'static str, &'static [&'static str]);

/// tmux keeps the text in a buffer and, with `-w` (tmux 3.2), hands it on to the clipboard of its terminal.
const TMUX: Call = ("tmux", &["load-buffer", "-w", "-"]);

/// How text is copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copying {
    way: Clipboard,
    /// The programs that may be there, the best first.
    programs: Vec<Call>,
}

impl Copying {
    /// By what was decided, with the programs that fit the desktop.
    pub fn new(env: Environment<'_>, way: Clipboard) -> Self {
        let has = |name: &str| env(name).is_some_and(|value| !value.is_empty());
        let all: [(bool, Call); 5] = [
            (cfg!(target_os = "macos"), ("pbcopy", &[])),
            (has("WAYLAND_DISPLAY"), ("wl-copy", &[])),
            (has("DISPLAY"), ("xclip", &["-selection", "clipboard", "-in"])),
            (has("DISPLAY"), ("xsel", &["--clipboard", "--input"])),
            (cfg!(windows) || has("WSL_DISTRO_NAME"), ("clip.exe", &[])),
        ];
        let programs = match way {
            Clipboard::Program => all.into_iter().filter(|(fits, _)| *fits).map(|(_, call)| call).collect(),
            Clipboard::Tmux => vec![TMUX],
            Clipboard::Auto | Clipboard::Terminal | Clipboard::Passthrough | Clipboard::Never => Vec::new(),
        };
        Self { way, programs }
    }

    /// Copies, and says where the text went. Where no program took it, the terminal is to be sent it.
    pub fn copy(&self, text: &str) -> Copied {
        if self.programs.iter().any(|call| taken(*call, text)) {
            return Copied::Taken;
        }
        match self.way {
            Clipboard::Never => Copied::Nowhere,
            Clipboard::Passthrough => Copied::Terminal { through_tmux: true },
            Clipboard::Auto | Clipboard::Program | Clipboard::Tmux | Clipboard::Terminal => {
                Copied::Terminal { through_tmux: false }
            }
        }
    }
}

/// Whether a program is there, took the text and said that all went well.
fn taken((program, arguments): Call, text: &str) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let Ok(mut child) = command.spawn() else { return false };
    let (sender, result) = channel();
    let text = text.to_owned();
    std::thread::spawn(move || {
        // The pipe is closed behind the text, or the program would wait for more.
        let written = child.stdin.take().is_some_and(|mut pipe| pipe.write_all(text.as_bytes()).is_ok());
        let success = child.wait().is_ok_and(|status| status.success());
        // Nobody listens any more where this took too long.
        let _ = sender.send(written && success);
    });
    result.recv_timeout(PATIENCE).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programs(variables: &[&str], way: Clipboard) -> Vec<&'static str> {
        let env = |name: &str| variables.contains(&name).then(|| "1".to_owned());
        Copying::new(&env, way).programs.iter().map(|(program, _)| *program).collect()
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_programs_of_the_desktop_that_is_there() {
        assert_eq!(
            programs(&["WAYLAND_DISPLAY", "DISPLAY"], Clipboard::Program),
            ["wl-copy", "xclip", "xsel"]
        );
        assert_eq!(programs(&["WSL_DISTRO_NAME"], Clipboard::Program), ["clip.exe"]);
        assert_eq!(programs(&["DISPLAY"], Clipboard::Tmux), ["tmux"]);
        assert!(programs(&["DISPLAY"], Clipboard::Terminal).is_empty());
    }

    #[test]
    #[cfg(unix)]
    fn only_a_program_that_took_the_text_counts() {
        assert!(taken(("cat", &[]), "a $(b) text"));
        assert!(!taken(("false", &[]), "text"));
        assert!(!taken(("no-such-program-here", &[]), "text"));
        assert!(!taken(("sleep", &["5"]), "text"), "one that hangs is not waited for");
        let copying = Copying { way: Clipboard::Program, programs: vec![("false", &[])] };
        assert_eq!(copying.copy("text"), Copied::Terminal { through_tmux: false });
        assert_eq!(Copying { way: Clipboard::Never, programs: Vec::new() }.copy("text"), Copied::Nowhere);
    }
}
