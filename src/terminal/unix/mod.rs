//! The terminal on Unix: one wait over the terminal, the signals and whoever wakes us.

mod asking;
mod outbox;
mod signals;
mod system;
mod tty;

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, kill_current_process_group};

use super::capabilities::Questions;
use super::panics::Recorded;
use super::{Errands, USUAL_SIZE};
use crate::screen::input::Parser;
use crate::screen::{Caps, Event, Reply, encode};
use crate::session::{Copied, Edge, Edited, Incoming, Waker};
pub use asking::ask;
use outbox::Outbox;
use signals::Signals;
pub use signals::{end_by, outlive_file_limits};
use system::{drain, has_shell, pipe, timespec};
use tty::Tty;

/// After so long an ESC was the key: longer than what keeps the bytes of one key apart on a slow line, shorter
/// than a reader notices.
const ESCAPE: Duration = Duration::from_millis(30);

/// The same while an answer is due: a line may cut it behind its ESC, and the rest must not be taken for keys.
const CUT: Duration = Duration::from_millis(200);

/// How long leaving may wait for a terminal that takes nothing, once we are told to end.
const FAREWELL: Duration = Duration::from_millis(40);

/// The same where the reader leaves: a slow line takes some time for the frame before, and would stay as it is drawn on.
const PARTING: Duration = Duration::from_secs(1);

/// How long, once we go on behind another job, it may take that we are told to end.
const BEHIND: Duration = Duration::from_millis(500);

/// The terminal the program was started in, from entering to leaving. Leaves on drop, in a panic too.
#[derive(Debug)]
pub struct Local {
    tty: Tty,
    signals: Signals,
    wake: OwnedFd,
    waker: Arc<OwnedFd>,
    outbox: Outbox,
    parser: Parser,
    /// When the last bytes came that only time can tell from a key.
    unsure: Option<Instant>,
    /// Signals were seen while something else was waited for.
    heard: bool,
    /// The terminal hung up.
    gone: bool,
    /// The terminal was given back for good.
    ended: bool,
    caps: Caps,
    /// What the terminal is asked behind the first frame.
    questions: Option<Questions>,
    errands: Errands,
    panics: Recorded,
}

impl Local {
    /// Takes over the terminal. What it is asked goes out behind the first frame, and nothing waits for it.
    pub fn enter(caps: Caps, questions: Questions, errands: Errands) -> io::Result<Self> {
        let tty = Tty::open()?;
        let signals = Signals::listen()?;
        let (wake, waker) = pipe()?;
        tty.raw()?;
        let mut local = Self {
            tty,
            signals,
            wake,
            waker: Arc::new(waker),
            outbox: Outbox::new(questions.ready),
            parser: Parser::default(),
            unsure: None,
            heard: false,
            gone: false,
            ended: false,
            caps,
            questions: Some(questions).filter(|questions| questions.any()),
            errands,
            panics: Recorded::begin(),
        };
        local.outbox.send(&local.tty, encode::ENTER, Instant::now())?;
        Ok(local)
    }

    /// Gives the terminal back as it was found. Answers that are still due are taken in first, unless we are told
    /// to end: else the shell would find them among its keys.
    fn leave(&mut self) {
        self.outbox.drop_rest();
        let is_told = self.signals.end().is_some() || self.gone;
        if is_told && self.tty.is_of_others() {
            // A job that was stopped gave the terminal back then, and is ended in the background.
            return;
        }
        if !is_told {
            let parser = &mut self.parser;
            self.outbox.await_answers(&self.tty, |bytes| {
                let mut events = Vec::new();
                parser.feed(bytes, &mut events);
                events.iter().filter(|event| **event == Event::Reply(Reply::Ready)).count()
            });
        }
        self.tty.send_within(encode::LEAVE, if is_told { FAREWELL } else { PARTING });
        self.tty.restore();
    }

    /// Takes it over again.
    fn enter_again(&mut self) -> io::Result<()> {
        self.tty.raw()?;
        self.parser = Parser::default();
        self.unsure = None;
        self.outbox.drop_rest();
        self.outbox.send(&self.tty, encode::ENTER, Instant::now())
    }

    /// Waits a while to be told to end, where the shell had us go on and kept the terminal: that comes right before or after,
    /// and who touches the terminal from behind is stopped once more and never hears of it.
    fn wait_behind(&mut self) {
        let until = Instant::now() + BEHIND;
        while self.signals.end().is_none() && self.tty.is_of_others() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let _ = poll(&mut [PollFd::new(self.signals.pipe(), PollFlags::IN)], Some(&timespec(left)));
            self.hear();
        }
    }

    /// Runs a program that draws in the terminal.
    fn lend(&mut self, command: &mut std::process::Command) -> io::Result<std::process::ExitStatus> {
        // What fails here leaves the terminal as it is drawn on.
        let (input, output) = self.tty.for_child()?;
        self.leave();
        self.signals.lend();
        let status = command.stdin(input).stdout(output).status();
        self.signals.take_back();
        self.enter_again()?;
        status
    }

    /// Takes in what came from the terminal.
    fn read(&mut self, incoming: &mut Vec<Incoming>) {
        let mut events = Vec::new();
        let open = self.tty.read(|bytes| self.parser.feed(bytes, &mut events));
        self.unsure = self.parser.is_waiting().then(Instant::now);
        self.sort(events, incoming);
        if !open {
            self.gone = true;
            incoming.push(Incoming::End);
        }
    }

    /// Answers that concern what goes out are for us; the rest is handed on.
    fn sort(&mut self, events: Vec<Event>, incoming: &mut Vec<Incoming>) {
        for event in events {
            match event {
                Event::Reply(Reply::Ready) => self.outbox.flow.answered(Instant::now()),
                Event::Reply(Reply::Sync(known)) => self.caps.sync = known,
                Event::Reply(Reply::Other) => {}
                event => incoming.push(Incoming::Event(event)),
            }
        }
    }

    /// Sends what the terminal takes of what waits; where it is gone, that is the end.
    fn flush(&mut self, incoming: &mut Vec<Incoming>) {
        if self.outbox.flush(&self.tty).is_err() {
            self.gone = true;
            self.outbox.drop_rest();
            incoming.push(Incoming::End);
        }
    }

    /// Takes in the signals that came.
    fn signalled(&mut self, incoming: &mut Vec<Incoming>) -> io::Result<()> {
        let came = self.signals.take();
        if came.ended {
            // With a hang-up comes the signal to go on, but nothing to go on in.
            incoming.push(Incoming::End);
            return Ok(());
        }
        if came.continued {
            // Somebody stopped us without asking, and the shell set its own modes since.
            self.enter_again()?;
            incoming.push(Incoming::Repaint);
        }
        if came.resized {
            let (width, height) = self.size();
            incoming.push(Incoming::Event(Event::Resize { width, height }));
        }
        if came.stopped {
            incoming.push(Incoming::Suspend);
        }
        Ok(())
    }

    /// Empties the pipe of the signals, so that it can be waited for again; the next wait looks at the notes.
    fn hear(&mut self) {
        drain(self.signals.pipe());
        self.heard = true;
    }

    /// After how long an ESC is the key.
    fn escape(&self) -> Duration {
        if self.outbox.flow.due(Instant::now()).is_some() { CUT } else { ESCAPE }
    }

    /// An ESC that nothing followed for long enough was the key.
    fn settle(&mut self, incoming: &mut Vec<Incoming>) {
        if self.unsure.is_some_and(|since| since.elapsed() >= self.escape()) {
            let mut events = Vec::new();
            self.parser.flush(&mut events);
            self.unsure = self.parser.is_waiting().then(Instant::now);
            self.sort(events, incoming);
        }
    }

    /// Waits for the three of them; which of them has something: terminal, signals, waker.
    fn poll(&self, until: Option<Instant>) -> io::Result<[bool; 3]> {
        let terminal = match self.outbox.is_empty() {
            true => PollFlags::IN,
            false => PollFlags::IN | PollFlags::OUT,
        };
        let mut fds = [
            PollFd::new(self.tty.input(), terminal),
            PollFd::new(self.signals.pipe(), PollFlags::IN),
            PollFd::new(&self.wake, PollFlags::IN),
        ];
        let timeout = until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => Ok(fds.map(|fd| !fd.revents().is_empty())),
            Err(rustix::io::Errno::INTR) => Ok([false; 3]),
            Err(error) => Err(error.into()),
        }
    }
}

impl Edge for Local {
    fn size(&self) -> (u16, u16) {
        self.tty.size().unwrap_or(USUAL_SIZE)
    }

    fn caps(&self) -> Caps {
        self.caps
    }

    fn waker(&self) -> Waker {
        let pipe = self.waker.clone();
        // A full pipe wakes as well as one byte does.
        Arc::new(move || {
            let _ = rustix::io::write(&*pipe, b"!");
        })
    }

    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Incoming>> {
        let mut incoming = Vec::new();
        let held = !self.takes();
        loop {
            let sure = self.unsure.map(|since| since + self.escape());
            let first = until.into_iter().chain(sure).chain(self.outbox.flow.deadline()).min();
            let first = if self.heard { Some(Instant::now()) } else { first };
            let [terminal, signals, woken] = self.poll(first)?;
            let signals = signals || self.heard;
            if signals {
                self.heard = false;
                self.signalled(&mut incoming)?;
            }
            // What is typed for another job is not for one that was stopped and is to end: it would be stopped once more.
            if terminal && !(self.signals.end().is_some() && self.tty.is_of_others()) {
                self.flush(&mut incoming);
                self.read(&mut incoming);
            }
            self.settle(&mut incoming);
            self.outbox.flow.look(Instant::now());
            if woken {
                drain(&self.wake);
            }
            let ready = woken || !incoming.is_empty() || held && self.takes();
            if ready || until.is_some_and(|until| Instant::now() >= until) {
                return Ok(incoming);
            }
        }
    }

    fn takes(&self) -> bool {
        self.outbox.is_clear(Instant::now())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(questions) = self.questions.take() else {
            return self.outbox.send(&self.tty, bytes, Instant::now());
        };
        self.outbox.put(bytes);
        self.outbox.put(&questions.bytes());
        self.outbox.ask(Instant::now());
        self.outbox.flush(&self.tty)
    }

    fn end(&mut self) {
        if !std::mem::replace(&mut self.ended, true) {
            self.leave();
        }
    }

    fn signal(&self) -> Option<i32> {
        self.signals.end()
    }

    fn suspend(&mut self) -> io::Result<bool> {
        if !self.errands.shell || !has_shell() {
            return Ok(false);
        }
        self.leave();
        self.signals.forget_stop();
        // The whole job stops, as it would if the terminal had sent the signal.
        kill_current_process_group(Signal::STOP)?;
        // Another thread may take the signal, and this one run on for a moment: it must not enter yet.
        while !self.signals.is_over() {
            let _ = poll(&mut [PollFd::new(self.signals.pipe(), PollFlags::IN)], None);
            self.hear();
        }
        self.wait_behind();
        if self.signals.end().is_none() {
            self.enter_again()?;
        }
        Ok(true)
    }

    fn edit(&mut self, path: &Path, line: Option<usize>) -> io::Result<Edited> {
        let Some(mut command) = self.errands.edit(path, line) else { return Ok(Edited::Nowhere) };
        self.lend(&mut command).map(|status| self.errands.edited(status))
    }

    fn copy(&mut self, text: &str) -> Copied {
        self.errands.copying.copy(text)
    }

    fn browse(&mut self, address: &str) -> io::Result<bool> {
        let Some((mut command, here)) = self.errands.browse(address) else { return Ok(false) };
        if here {
            self.lend(&mut command)?;
            return Ok(true);
        }
        // In a group of its own, so that no key of ours reaches it.
        let mut child = command.process_group(0).spawn()?;
        std::thread::spawn(move || child.wait());
        Ok(true)
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        self.end();
        self.panics.end();
    }
}
