//! Strings on a terminal: cleaning, width in cells, the form in which words are searched, slugs.
//!
//! [`Clean`] is the type of every string that may reach a screen; only the module `clean` makes one.

pub mod address;
pub mod ascii;
pub mod bidi;
mod clean;
pub mod count;
pub mod fold;
pub mod glob;
pub mod hash;
pub mod hyphen;
pub mod natural;
pub mod near;
pub mod slug;
pub mod unlike;
pub mod width;

pub use clean::Clean;
