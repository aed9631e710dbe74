//! Draws the state: a function from App to Screen.
