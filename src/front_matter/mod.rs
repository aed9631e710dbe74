//! The header of a post: split off, read leniently, understood by the rules found in the wild.
