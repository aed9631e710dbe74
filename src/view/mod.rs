//! Draws the state: a function from App to Screen. It only reads and keeps nothing.

use crate::app::App;
use crate::screen::Screen;
use crate::theme::Theme;

/// Draws a frame. `screen` is empty and as large as the app's window.
pub fn draw(app: &App, theme: &Theme, screen: &mut Screen) {
    let _ = (app, theme, screen);
}
