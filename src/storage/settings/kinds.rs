//! What a setting may be where a word, a number or a name is not all of it.

use crate::text::Clean;

/// Whether something is done always, never, or where it fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// Where it fits.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How `print` shows where links lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Links {
    /// Behind the words on a terminal, else after them.
    #[default]
    Auto,
    /// Behind the words, for terminals that follow links.
    Osc8,
    /// After the words.
    Inline,
    /// In a list at the end.
    List,
    /// Not at all.
    None,
}

/// Where copies go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copies {
    /// Where the environment says.
    #[default]
    Auto,
    /// To a program of the desktop.
    Program,
    /// To the terminal.
    Terminal,
    /// To tmux.
    Tmux,
    /// To the terminal around tmux.
    Passthrough,
    /// Nowhere.
    Never,
}

/// A theme for each ground that a terminal may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// That for a dark ground, and for one of which nothing is known.
    pub dark: String,
    /// That for a light ground.
    pub light: String,
}

/// A query saved under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The name.
    pub name: Clean,
    /// The query, which can be read.
    pub query: Clean,
}
