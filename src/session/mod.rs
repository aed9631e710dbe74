//! The one loop: events in, effects out.
