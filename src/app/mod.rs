//! The state of a session, what messages do to it, and the table of keys.
