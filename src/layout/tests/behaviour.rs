//! One rule of the page after the other.
