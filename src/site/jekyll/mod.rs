//! Everything that is true of Jekyll.

pub mod liquid;
