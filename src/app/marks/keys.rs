//! The keys for marks: read, star, all read, undo, and the way to what is not read.

use super::Why;
use crate::app::keymap::Context;
use crate::app::list::Unread;
use crate::app::{App, Effect, Message};
use crate::post::{Change, PostId};
use crate::text::count::counted;

impl App {
    /// `m`: the post is read, or is not any more.
    pub(in crate::app) fn mark_read(&mut self) -> Vec<Effect> {
        let Some(post) = self.marked_post() else { return Vec::new() };
        let read = !self.mark_of(post).read.value;
        let said = |read| if read { "Read" } else { "Not read" };
        let words = format!("{}; {} takes it back", said(read), self.undo_key());
        self.mark(vec![(post, Change::Read(read))], Why::Key(words, format!("{} again", said(!read))))
    }

    /// `*`: the post gets a star, or loses it.
    pub(in crate::app) fn star(&mut self) -> Vec<Effect> {
        let Some(post) = self.marked_post() else { return Vec::new() };
        let starred = !self.mark_of(post).starred.value;
        let said = |starred| if starred { "Starred" } else { "No star" };
        let words = format!("{}; {} takes it back", said(starred), self.undo_key());
        self.mark(
            vec![(post, Change::Starred(starred))],
            Why::Key(words, format!("{} again", said(!starred))),
        )
    }

    /// `A`: all posts of the list are read.
    pub(in crate::app) fn all_read(&mut self) -> Vec<Effect> {
        let unread = |post: &PostId| self.keeps(*post) && !self.mark_of(*post).read.value;
        let posts: Vec<PostId> = self.list.posts().iter().copied().filter(unread).collect();
        let posts_are = match posts.len() {
            0 => {
                let off = self.list.posts().iter().any(|post| !self.keeps(*post));
                self.prompt.say(if off { OFF } else { "All of these are read" });
                return Vec::new();
            }
            1 => "1 post is".to_owned(),
            n => format!("{} are", counted(n, "post")),
        };
        let words = format!("{posts_are} read; {} takes it back", self.undo_key());
        let changes = posts.into_iter().map(|post| (post, Change::Read(true))).collect();
        self.mark(changes, Why::Key(words, format!("{posts_are} not read again")))
    }

    /// `U`: takes back what was last marked.
    pub(in crate::app) fn undo(&mut self) -> Vec<Effect> {
        let Some(undo) = self.marker.undo.pop() else {
            self.prompt.say("Nothing was marked that could be taken back");
            return Vec::new();
        };
        self.mark(undo.changes, Why::Undo(undo.words))
    }

    /// To the next post of the list that is not read, or the one before.
    pub(in crate::app) fn next_unread(&mut self, on: bool) {
        match self.list.next_unread(on) {
            Unread::There => {}
            Unread::Around if on => self.prompt.say("From the top again"),
            Unread::Around => self.prompt.say("From the end again"),
            Unread::Only => self.prompt.say("This is the only one that is not read"),
            Unread::None => self.prompt.say("All of these are read"),
        }
    }

    /// The post that a key marks; none where there is none, or where marks are off.
    fn marked_post(&mut self) -> Option<PostId> {
        let post = self.current()?;
        if !self.keeps(post) {
            self.prompt.say(OFF);
            return None;
        }
        Some(post)
    }

    fn undo_key(&self) -> String {
        self.keys.key(&[Context::Everywhere], Message::Undo)
    }
}

/// What is said where the settings say so.
const OFF: &str = "Marks are off for this site";
