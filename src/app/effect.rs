//! What should be done, and what came of it: plain values. `update` performs nothing; the session does.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::Arrival;
use crate::highlight::Highlighted;
use crate::library::Library;
use crate::library::fulltext::{Excerpt, Hit, Search};
use crate::post::{Kept, Marking, PostId, Visited};
use crate::site::{Failure, Opened};
use crate::text::Clean;

/// Something the session should do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read a post's body on a worker; the answer is [`Answer::Opened`] with the same generation.
    Open {
        /// The post.
        post: PostId,
        /// Tells this request from later ones.
        generation: u64,
    },
    /// Read a post's body beside the open one; the answer is [`Answer::Fetched`] with the same purpose.
    Fetch {
        /// The post.
        post: PostId,
        /// What it is for.
        purpose: Purpose,
    },
    /// Tell the tokens of a block of code apart on a worker; the answer is [`Answer::Highlighted`].
    Highlight {
        /// The generation of the opened post.
        generation: u64,
        /// The number of the block of code in the document.
        number: usize,
        /// Its language; may be empty.
        language: Clean,
        /// The code.
        text: Clean,
    },
    /// Look through posts for words on a worker; the answers are [`Answer::Found`]. They carry the search itself, by whose
    /// place in memory they are told from those of others: who keeps it no more waits no more.
    Search {
        /// What is looked for.
        search: Arc<Search>,
        /// The posts among which, newest first.
        posts: Vec<PostId>,
    },
    /// Look up the sentences of posts that were found; the answer is [`Answer::Excerpts`].
    Excerpts {
        /// What was looked for.
        search: Arc<Search>,
        /// The posts.
        posts: Vec<PostId>,
    },
    /// Put a text on the clipboard.
    Copy(Clean),
    /// Show an address in the web browser, or where there is none, show it whole and copy it.
    Browse(Clean),
    /// Open a file in the editor.
    Edit {
        /// The file, absolute.
        path: PathBuf,
        /// The line, from 1.
        line: Option<usize>,
    },
    /// Open a post's file in the editor, at the line that shows these lines of its page.
    EditPost {
        /// The post.
        post: PostId,
        /// The first lines in view.
        shown: Vec<Clean>,
    },
    /// Keep a setting that the reader changed with a key.
    Remember(Memory),
    /// Keep changes to marks, all of them or none; the answer is [`Answer::Marked`] with the same ticket.
    Mark {
        /// Tells these changes from others.
        ticket: u64,
        /// The changes.
        markings: Vec<Marking>,
    },
    /// Keep that sites were visited.
    Visit {
        /// The sites, and hashes of the posts that are there.
        visits: Vec<(String, Visited)>,
        /// When.
        at: Timestamp,
    },
    /// Make a library ready again that was found, since something changed meanwhile; the answer is [`Answer::Prepared`].
    Prepare(Box<Arrival>),
    /// Scan the sites again; the answer is [`Answer::Refreshed`].
    Reload,
    /// Capture the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Stop, as Ctrl-Z does; draw everything again afterwards.
    Suspend,
    /// Draw everything again.
    Repaint,
    /// End the session.
    Quit,
}

/// A setting that the program changes by itself when a key asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Memory {
    /// Whether the list stays beside the post in wide windows (`z`).
    List(bool),
    /// Whether the lines of the program itself are hidden (`Z`).
    Zen(bool),
    /// The theme's name.
    Theme(String),
    /// The measure of prose in cells.
    Measure(usize),
    /// A saved view.
    View {
        /// Its name.
        name: Clean,
        /// Its query; none where the view is forgotten.
        query: Option<Clean>,
    },
}

/// What a body is fetched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A look at its first lines.
    Look,
    /// To be copied.
    Copy,
}

/// What came of an effect.
#[derive(Debug)]
pub enum Answer {
    /// A post was read, or could not be.
    Opened {
        /// The post.
        post: PostId,
        /// The generation of the request.
        generation: u64,
        /// The body.
        result: Result<Opened, Failure>,
    },
    /// A post was read beside the open one, or could not be.
    Fetched {
        /// The post.
        post: PostId,
        /// What it is for.
        purpose: Purpose,
        /// The body.
        result: Result<Opened, Failure>,
    },
    /// A block of code was told apart.
    Highlighted {
        /// The generation of the request.
        generation: u64,
        /// The number of the block of code in the document.
        number: usize,
        /// Its tokens.
        tokens: Highlighted,
    },
    /// Posts were found while the sites are scanned for the first time, or all were.
    Gathered {
        /// What there is so far, or all.
        arrival: Box<Arrival>,
        /// What a newcomer should know of these sites; empty where there is nothing.
        notice: Clean,
    },
    /// A library that was found is ready again.
    Prepared(Box<Arrival>),
    /// The sites were scanned again, asked for or because files have changed; or why they could not be.
    Refreshed(Result<Arc<Library>, Clean>),
    /// What the bodies of posts yield became known to the library, or is a little more of it being found out.
    Learned,
    /// Posts that a search found: those since the last answer.
    Found {
        /// What was looked for.
        search: Arc<Search>,
        /// The posts.
        hits: Vec<Hit>,
        /// Whether all posts were looked at.
        done: bool,
    },
    /// Sentences of posts that a search found.
    Excerpts {
        /// What was looked for.
        search: Arc<Search>,
        /// The sentence of each; none where the text has none of the words.
        excerpts: Vec<(PostId, Option<Excerpt>)>,
    },
    /// Changes to marks are kept, or why they are not.
    Marked {
        /// The ticket of the request.
        ticket: u64,
        /// Whether they are kept.
        result: Result<(), Clean>,
    },
    /// Somebody else changed marks: this is what is kept now.
    Kept(Box<Kept>),
    /// One line to show: what an effect did, and which key helps.
    Said(Clean),
    /// The same, of something that went wrong.
    Failed(Clean),
}
