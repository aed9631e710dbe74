//! What the app asks for, done: one call for each effect.

use std::path::Path;
use std::time::Instant;

use super::workers::Job;
use super::{Copied, Edited, Ended, Session};
use crate::app::{Answer, Effect, Memory};
use crate::post::PostId;
use crate::screen::{Event, encode};
use crate::text::Clean;
use crate::text::count::counted;

impl Session<'_> {
    pub(super) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Open { post, generation } => {
                    let library = self.app.library().clone();
                    self.workers.begin(Job::Open { library, post, generation });
                }
                Effect::Fetch { post, purpose } => {
                    let library = self.app.library().clone();
                    self.workers.begin(Job::Fetch { library, post, purpose });
                }
                Effect::Highlight { generation, number, language, text } => {
                    self.workers.begin(Job::Highlight { generation, number, language, text });
                }
                Effect::Search { search, posts } => {
                    let library = self.app.library().clone();
                    self.workers.begin(Job::Search { library, search, posts });
                }
                Effect::Excerpts { search, posts } => {
                    let library = self.app.library().clone();
                    self.workers.begin(Job::Excerpts { library, search, posts });
                }
                Effect::Copy(text) => self.copy(&text),
                Effect::Browse(address) => self.browse(&address),
                Effect::Edit { path, line } => self.edit(&path, line),
                Effect::EditPost { post, shown } => self.edit_post(post, &shown),
                Effect::Remember(memory) => self.remember(memory),
                Effect::Mark { ticket, markings } => self.store.mark(ticket, markings),
                Effect::Visit { visits, at } => self.store.visit(visits, at),
                Effect::Prepare(arrival) => {
                    let (before, recipe) = (self.app.library().clone(), self.app.recipe());
                    self.workers.begin(Job::Prepare { arrival, before, recipe });
                }
                Effect::Reload => self.watching.ask_for_all(Instant::now()),
                Effect::Mouse(on) => self.set_mouse(on),
                Effect::Suspend => self.suspend(),
                Effect::Repaint => self.forget(),
                Effect::Quit => self.ended = Some(Ended::Quit),
            }
        }
    }

    /// Copies. That it was copied is said already; what is only sent to a terminal may still not be in its
    /// clipboard, and that is said instead.
    fn copy(&mut self, text: &Clean) {
        match self.put(text) {
            Ok(Copied::Taken) => {}
            Ok(Copied::Shown) => self.said("There is no clipboard here; this is the text:"),
            Ok(_) => {
                let lines = text.lines().count();
                let what = if lines > 1 { counted(lines, "line") } else { text.to_string() };
                self.said(&format!("Sent to the clipboard of your terminal: {what}"));
            }
            Err(_) if self.app.options().strangers => {
                let shown = if text.lines().count() > 1 { "" } else { text };
                self.failed(&format!("This terminal has no clipboard that takes it. {shown}"));
            }
            Err(why) => self.failed(why),
        }
    }

    /// Brings a text to the clipboard, as far as that is known.
    fn put(&mut self, text: &Clean) -> Result<Copied, &'static str> {
        let copied = self.edge.copy(text);
        let fits = match copied {
            Copied::Taken | Copied::Shown => true,
            Copied::Terminal { through_tmux } => encode::clipboard(&mut self.extra, text, through_tmux),
            Copied::Nowhere => return Err("There is no clipboard here; the setting `clipboard` names one"),
        };
        if fits { Ok(copied) } else { Err("This is too long for the clipboard of a terminal") }
    }

    fn browse(&mut self, address: &Clean) {
        let Some(checked) = encode::address(address) else {
            return self.failed(&format!("Not an address of the web: {address}"));
        };
        match self.edge.browse(&checked) {
            Ok(true) => self.said(&format!("Opened in the browser: {address}")),
            Ok(false) => match self.put(address) {
                Ok(Copied::Shown) => self.said("No browser here, and no clipboard; this is the address:"),
                Ok(Copied::Taken) => self.said(&format!("No browser here; copied: {address}")),
                Ok(_) => self.said(&format!("No browser here; sent to your terminal’s clipboard: {address}")),
                Err(_) => self.said(&format!("No browser here, and no clipboard: {address}")),
            },
            Err(error) => self.failed(&format!("The browser did not start: {error}")),
        }
    }

    fn edit_post(&mut self, id: PostId, shown: &[Clean]) {
        let library = self.app.library().clone();
        let post = library.post(id).and_then(|post| Some((post, library.site_of(post)?)));
        if let Some((post, site)) = post {
            self.edit(&site.root.join(post.path()), library.line_of(id, shown));
        }
    }

    fn edit(&mut self, path: &Path, line: Option<usize>) {
        let result = self.edge.edit(path, line);
        self.back();
        match result {
            Ok(Edited::Done) => self.watching.ask_for_all(Instant::now()),
            Ok(Edited::Failed(words)) => {
                // It may have written all the same.
                self.watching.ask_for_all(Instant::now());
                self.failed(&words);
            }
            Ok(Edited::Nowhere) if self.app.options().strangers => self.failed("No editor in a kiosk"),
            Ok(Edited::Nowhere) => self.failed("No editor, and no vi: set VISUAL or EDITOR"),
            Err(error) => self.failed(&format!("The editor did not start: {error}")),
        }
    }

    fn remember(&mut self, memory: Memory) {
        self.store.remember(memory);
        if self.edge.is_by_lines() {
            // A line is answered once: that it was not kept belongs to the answer, and may be the last.
            self.store.finish();
        }
    }

    fn set_mouse(&mut self, on: bool) {
        self.mouse = on;
        self.extra.extend_from_slice(if on { encode::MOUSE_ON } else { encode::MOUSE_OFF });
    }

    pub(super) fn suspend(&mut self) {
        // Who is stopped holds up no other terminal's marks.
        self.store.finish();
        match self.edge.suspend() {
            Ok(true) => self.back(),
            Ok(false) => self.failed("No shell to go back to"),
            Err(_) => self.ended = Some(Ended::Cut),
        }
    }

    /// The terminal was somebody else's for a while: its size, its modes and what it shows may have changed.
    pub(super) fn back(&mut self) {
        if self.mouse {
            self.extra.extend_from_slice(encode::MOUSE_ON);
        }
        self.forget();
        let (width, height) = self.edge.size();
        self.event(Event::Resize { width, height });
    }

    fn said(&mut self, what: &str) {
        self.answer(Answer::Said(Clean::line(what)));
    }

    fn failed(&mut self, what: &str) {
        self.answer(Answer::Failed(Clean::line(what)));
    }
}
