//! Over a real `sshd` on this machine: a reader's session, and a kiosk with `ForceCommand`.
//!
//! The test starts servers of its own on free ports of the loopback interface, with keys of its own. Where there is no
//! `sshd` or no `ssh`, it says so and ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use tempfile::TempDir;
use terminal::{LONG, Terminal};

/// A server with a blog behind it.
struct Server {
    folder: TempDir,
    port: u16,
    sshd: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
        if std::thread::panicking() {
            eprintln!("what sshd said:\n{}", fs::read_to_string(self.at("log")).unwrap_or_default());
        }
    }
}

fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    folders.map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn make_key(path: &Path) {
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(path).status();
    assert!(made.unwrap().success());
}

impl Server {
    /// Starts a server; `force` is what follows rushlight's own path in `ForceCommand`. None where it cannot be had.
    fn start(force: Option<&str>) -> Option<Self> {
        let (Some(sshd), Some(_), Some(_)) = (program("sshd"), program("ssh"), program("ssh-keygen")) else {
            eprintln!("no sshd, ssh or ssh-keygen here: skipped");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        write_blog(&at("blog"));
        fs::write(at("secret.md"), "# The secret\n").unwrap();
        make_key(&at("host"));
        make_key(&at("key"));
        fs::copy(at("key.pub"), at("keys")).unwrap();
        fs::set_permissions(at("keys"), fs::Permissions::from_mode(0o600)).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nUsePAM no\n\
             StrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\n\
             DisableForwarding yes\nPrintMotd no\nSubsystem sftp internal-sftp\n",
            at("host").display(),
            at("keys").display(),
        );
        if let Some(force) = force {
            let command = format!("{} {force}", env!("CARGO_BIN_EXE_rushlight"));
            config += &format!("ForceCommand {}\n", command.replace("BLOG", &at("blog").to_string_lossy()));
        }
        fs::write(at("config"), config).unwrap();
        // Of root's servers sshd wants a folder that only root can write; some systems make it at start-up only.
        let _ = fs::create_dir("/run/sshd");
        let log = fs::File::create(at("log")).unwrap();
        let sshd = Command::new(sshd)
            .args(["-D", "-e", "-o", "LogLevel=VERBOSE", "-f"])
            .arg(at("config"))
            .stderr(log)
            .spawn()
            .unwrap();
        let mut server = Self { folder, port, sshd };
        if server.answers() {
            return Some(server);
        }
        eprintln!("sshd does not start here: skipped\n{}", fs::read_to_string(server.at("log")).unwrap());
        None
    }

    fn answers(&mut self) -> bool {
        let start = Instant::now();
        while start.elapsed() < LONG {
            if self.sshd.try_wait().unwrap().is_some() {
                return false;
            }
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return true;
            }
            sleep(Duration::from_millis(20));
        }
        false
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The arguments of `ssh` up to the host.
    fn ssh(&self, terminal: bool) -> Vec<String> {
        let user = std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).ok();
        let user = user.unwrap_or_else(|| {
            let id = Command::new("id").arg("-un").output().unwrap();
            String::from_utf8_lossy(&id.stdout).trim().to_owned()
        });
        let mut words: Vec<String> = ["-F", "none", "-q", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes"]
            .iter()
            .map(|word| (*word).to_owned())
            .collect();
        words.extend(["-o".into(), "StrictHostKeyChecking=no".into()]);
        words.extend(["-o".into(), format!("UserKnownHostsFile={}", self.at("known").display())]);
        words.extend(["-i".into(), self.at("key").to_string_lossy().into_owned()]);
        words.extend(["-p".into(), self.port.to_string(), if terminal { "-tt" } else { "-T" }.into()]);
        words.push(format!("{user}@127.0.0.1"));
        words
    }

    /// A session with a terminal.
    fn session(&self, words: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new("ssh");
        command.args(self.ssh(true));
        command.args(words);
        Terminal::start(command, 80, 24)
    }

    /// A command without a terminal.
    fn says(&self, words: &[&str]) -> Output {
        Command::new("ssh").args(self.ssh(false)).args(words).stdin(Stdio::null()).output().unwrap()
    }

    /// A reader's own rushlight on the server, with a home folder of its own.
    fn reader(&self) -> String {
        let home = self.at("home");
        format!(
            "env -u XDG_STATE_HOME -u XDG_CONFIG_HOME -u XDG_CACHE_HOME LC_ALL=C.UTF-8 HOME={} {} {}",
            home.display(),
            env!("CARGO_BIN_EXE_rushlight"),
            self.at("blog").display()
        )
    }
}

fn write_blog(root: &Path) {
    fs::create_dir_all(root.join("_posts")).unwrap();
    fs::write(root.join("_config.yml"), "title: Marsh\nurl: https://marsh.example\n").unwrap();
    for (name, title, tag) in [
        ("2024-03-27-two-ways.md", "Two ways to lose a packet", "networks"),
        ("2024-02-18-sorted.md", "The list that sorted itself", "algorithms"),
    ] {
        let body: String = (1..=60).map(|n| format!("Paragraph {n} of it.\n\n")).collect();
        let text = format!("---\ntitle: {title}\ntags: [{tag}]\n---\nIt begins.\n\n{body}");
        fs::write(root.join("_posts").join(name), text).unwrap();
    }
}

#[test]
fn a_reader_opens_filters_reads_resizes_and_is_cut_off() {
    let Some(server) = Server::start(None) else { return };
    let mut terminal = server.session(&[&server.reader()]);
    terminal.wait_for("The list that sorted itself");
    terminal.keys("/tag:networks\r");
    terminal.wait_without("The list that sorted itself");
    terminal.keys("\r");
    terminal.wait_for("It begins.");
    terminal.keys(" ");
    terminal.wait_without("It begins.");
    terminal.resize(40, 12);
    terminal.wait("a page of 40 columns", |screen| {
        screen.contents().contains("Paragraph") && screen.contents().lines().count() <= 12
    });
    terminal.keys("Q");
    assert!(terminal.ended().success());

    // The line breaks: nothing of ours stays behind on the server.
    let mut terminal = server.session(&[&server.reader()]);
    terminal.wait_for("The list that sorted itself");
    let pattern = server.at("blog").to_string_lossy().into_owned();
    assert!(running(&pattern));
    terminal.child.kill().unwrap();
    let start = Instant::now();
    while running(&pattern) {
        assert!(start.elapsed() < LONG, "rushlight still runs without a terminal");
        sleep(Duration::from_millis(20));
    }
}

/// Whether a rushlight runs on a folder.
fn running(folder: &str) -> bool {
    let processes = Command::new("ps").args(["-eo", "args"]).output().unwrap();
    let text = String::from_utf8_lossy(&processes.stdout).into_owned();
    text.lines().any(|line| line.starts_with(env!("CARGO_BIN_EXE_rushlight")) && line.contains(folder))
}

#[test]
fn a_kiosk_is_read_and_does_what_it_is_told() {
    let Some(server) = Server::start(Some("--kiosk BLOG")) else { return };
    let mut terminal = server.session(&[]);
    terminal.wait_for("The list that sorted itself");
    terminal.keys("j\r");
    terminal.wait_for("It begins.");
    terminal.keys("Q");
    assert!(terminal.ended().success());

    let printed = server.says(&["print", "two-ways", "--width", "40"]);
    assert!(String::from_utf8_lossy(&printed.stdout).contains("It begins."), "{printed:?}");
    let listed = server.says(&["list", "-q", "tag:networks"]);
    assert_eq!(
        String::from_utf8_lossy(&listed.stdout),
        "2024-03-27\tTwo ways to lose a packet\tnetworks\t_posts/2024-03-27-two-ways.md\n"
    );
    assert!(String::from_utf8_lossy(&server.says(&["tags"]).stdout).contains("networks"));
}

#[test]
fn nothing_leads_out_of_a_kiosk() {
    let Some(server) = Server::start(Some("--kiosk BLOG")) else { return };
    let secret = server.at("secret.md").to_string_lossy().into_owned();
    for words in [
        "sh",
        "bash -i",
        "cat /etc/passwd",
        "internal-sftp",
        "list; id",
        "print -",
        "print $(id)",
        "--config x",
    ] {
        let out = server.says(&[words]);
        let said = [out.stdout.clone(), out.stderr.clone()].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(!out.status.success(), "{words}: {said}");
        assert!(!said.contains("root:") && !said.contains("uid="), "{words}: {said}");
    }
    let out = server.says(&["print", &secret]);
    assert!(!String::from_utf8_lossy(&out.stdout).contains("The secret"));
    // A file copy speaks the protocol of sftp, which is refused as any other command is.
    if let Some(sftp) = program("sftp") {
        let mut words = server.ssh(false);
        let host = words.pop().unwrap();
        let port = words.iter().position(|word| word == "-p").unwrap();
        words[port] = "-P".into();
        words.retain(|word| word != "-T");
        let batch = server.at("batch");
        fs::write(&batch, format!("get {secret} {}\n", server.at("stolen").display())).unwrap();
        let status = Command::new(sftp).arg("-b").arg(&batch).args(words).arg(host).output().unwrap().status;
        assert!(!status.success() && !server.at("stolen").exists());
    }
    // In the reader: no editor, no shell to go back to, no pager or browser of the host.
    let mut terminal = server.session(&[]);
    terminal.wait_for("The list that sorted itself");
    for (keys, words) in
        [("e", "No editor in a kiosk"), ("\u{1a}", "No shell"), ("O", "sent to your terminal")]
    {
        terminal.keys(keys);
        terminal.wait_for(words);
    }
    terminal.keys("Q");
    assert!(terminal.ended().success());
}
