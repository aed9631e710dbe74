//! The local edge: the terminal the program was started in.
