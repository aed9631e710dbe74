//! Layouts read like pages.
