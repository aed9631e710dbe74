//! The terminal on Windows: the console's events through crossterm, on a thread of their own, because nothing
//! but the console can be waited for together with it.

use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossterm::event::{
    self as console, Event as ConsoleEvent, KeyCode as ConsoleKey, KeyEvent, KeyEventKind, KeyModifiers,
    MouseButton, MouseEventKind,
};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode, size};

use super::capabilities::Questions;
use super::panics::Recorded;
use super::{Errands, USUAL_SIZE};
use crate::screen::{Caps, Event, Key, KeyCode, Mouse, MouseAction, Reply, encode};
use crate::session::{Copied, Edge, Edited, Incoming, Waker};
use crate::text::Clean;

/// How often the thread looks whether the console is lent to another program.
const PAUSE: Duration = Duration::from_millis(100);

/// The console the program was started in, from entering to leaving. Leaves on drop, in a panic too.
pub struct Local {
    incoming: Receiver<Option<Incoming>>,
    sender: Sender<Option<Incoming>>,
    /// Whoever holds it reads the console.
    console: Arc<Mutex<()>>,
    caps: Caps,
    errands: Errands,
    panics: Recorded,
}

/// Ends the program as a signal would: here none does.
pub fn end_by(_: i32) {}

/// No file has a limit of its size here.
pub fn outlive_file_limits() {}

/// A console is asked nothing: its answers would come as keys.
pub fn ask(_: Questions) -> io::Result<Vec<Reply>> {
    Ok(Vec::new())
}

impl Local {
    /// Takes over the console. It is asked nothing: its answers would come as keys.
    pub fn enter(caps: Caps, _: Questions, errands: Errands) -> io::Result<Self> {
        // Asking is what turns the sequences on.
        if !crossterm::ansi_support::supports_ansi() {
            return Err(io::Error::other("this console knows no sequences"));
        }
        enable_raw_mode()?;
        let (sender, incoming) = channel();
        let console = Arc::new(Mutex::new(()));
        let (events, gate) = (sender.clone(), console.clone());
        std::thread::spawn(move || listen(&events, &gate));
        let mut local = Self { incoming, sender, console, caps, errands, panics: Recorded::begin() };
        local.write(encode::ENTER)?;
        Ok(local)
    }

    fn leave(&mut self) {
        // Where this fails the console is gone.
        let _ = self.write(encode::LEAVE);
        let _ = disable_raw_mode();
    }
}

/// Sends what comes from the console until nobody takes it any more.
fn listen(events: &Sender<Option<Incoming>>, gate: &Mutex<()>) {
    loop {
        let held = gate.lock().unwrap_or_else(PoisonError::into_inner);
        let came = console::poll(PAUSE).and_then(|any| any.then(console::read).transpose());
        drop(held);
        let incoming = match came {
            Ok(None) => continue,
            Ok(Some(event)) => translated(event).map(Incoming::Event),
            Err(_) => Some(Incoming::End),
        };
        if incoming.is_some() && events.send(incoming).is_err() {
            return;
        }
    }
}

fn translated(event: ConsoleEvent) -> Option<Event> {
    match event {
        ConsoleEvent::Key(key) => key_event(key).map(Event::Key),
        ConsoleEvent::Paste(text) => Some(Event::Paste(Clean::text(&text))),
        ConsoleEvent::Resize(width, height) => Some(Event::Resize { width, height }),
        ConsoleEvent::FocusGained => Some(Event::Focus(true)),
        ConsoleEvent::FocusLost => Some(Event::Focus(false)),
        ConsoleEvent::Mouse(mouse) => {
            let action = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseAction::Press,
                MouseEventKind::ScrollUp => MouseAction::WheelUp,
                MouseEventKind::ScrollDown => MouseAction::WheelDown,
                _ => return None,
            };
            Some(Event::Mouse(Mouse { action, x: mouse.column, y: mouse.row }))
        }
    }
}

fn key_event(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let code = match key.code {
        ConsoleKey::Char(c) => KeyCode::Char(c),
        ConsoleKey::Enter => KeyCode::Enter,
        ConsoleKey::Esc => KeyCode::Esc,
        ConsoleKey::Tab | ConsoleKey::BackTab => KeyCode::Tab,
        ConsoleKey::Backspace => KeyCode::Backspace,
        ConsoleKey::Delete => KeyCode::Delete,
        ConsoleKey::Insert => KeyCode::Insert,
        ConsoleKey::Up => KeyCode::Up,
        ConsoleKey::Down => KeyCode::Down,
        ConsoleKey::Left => KeyCode::Left,
        ConsoleKey::Right => KeyCode::Right,
        ConsoleKey::Home => KeyCode::Home,
        ConsoleKey::End => KeyCode::End,
        ConsoleKey::PageUp => KeyCode::PageUp,
        ConsoleKey::PageDown => KeyCode::PageDown,
        ConsoleKey::F(n) => KeyCode::F(n),
        _ => return None,
    };
    let held = |modifier| key.modifiers.contains(modifier);
    let character = matches!(code, KeyCode::Char(_));
    // AltGr is reported as Ctrl and Alt together: it made the character and says nothing more.
    let altgr = character && held(KeyModifiers::CONTROL) && held(KeyModifiers::ALT);
    Some(Key {
        code,
        ctrl: held(KeyModifiers::CONTROL) && !altgr,
        alt: held(KeyModifiers::ALT) && !altgr,
        shift: !character && (held(KeyModifiers::SHIFT) || key.code == ConsoleKey::BackTab),
    })
}

impl Edge for Local {
    fn size(&self) -> (u16, u16) {
        size().unwrap_or(USUAL_SIZE)
    }

    fn caps(&self) -> Caps {
        self.caps
    }

    fn waker(&self) -> Waker {
        let sender = Mutex::new(self.sender.clone());
        Arc::new(move || {
            let _ = sender.lock().unwrap_or_else(PoisonError::into_inner).send(None);
        })
    }

    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Incoming>> {
        let first = match until {
            None => self.incoming.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) => self.incoming.recv_timeout(until.saturating_duration_since(Instant::now())),
        };
        match first {
            Ok(first) => Ok(first.into_iter().chain(self.incoming.try_iter().flatten()).collect()),
            Err(RecvTimeoutError::Timeout) => Ok(Vec::new()),
            Err(RecvTimeoutError::Disconnected) => Ok(vec![Incoming::End]),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn edit(&mut self, path: &Path, line: Option<usize>) -> io::Result<Edited> {
        let Some(mut command) = self.errands.edit(path, line) else { return Ok(Edited::Nowhere) };
        self.leave();
        let console = self.console.clone();
        let status = {
            let _held = console.lock().unwrap_or_else(PoisonError::into_inner);
            command.status()
        };
        enable_raw_mode()?;
        self.write(encode::ENTER)?;
        status.map(|status| self.errands.edited(status))
    }

    fn copy(&mut self, text: &str) -> Copied {
        self.errands.copying.copy(text)
    }

    fn browse(&mut self, address: &str) -> io::Result<bool> {
        let Some((mut command, _)) = self.errands.browse(address) else { return Ok(false) };
        command.spawn().map(|_| true)
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        self.leave();
        self.panics.end();
    }
}
