//! Rushlight reads a blog in the terminal.
#![doc = include_str!("ARCHITECTURE.md")]

// In the order of the layers: a module uses only modules of lower rows. `tests/layers.rs` holds it.
pub mod date;
pub mod problem;
pub mod role;
pub mod text;
pub mod threads;
pub mod value;

pub mod document;
pub mod post;

pub mod front_matter;
pub mod highlight;
pub mod markup;
pub mod theme;

pub mod site;

pub mod layout;
pub mod library;
pub mod screen;

pub mod app;

pub mod view;

pub mod session;

pub mod storage;
pub mod terminal;

pub mod cli;
