//! Draws the state: a function from App to Screen. It only reads and keeps nothing.
//!
//! Each part of the screen has its file; where it lies is said by `app::regions`, how it looks by the theme.

mod field;
mod header;
mod ink;
mod list;
mod pane;
mod peek;
mod post;
mod search;
mod small;
mod status;
#[cfg(test)]
mod tests;
mod wide;

use crate::app::App;
use crate::app::keymap::Context;
use crate::app::overlay::Overlay;
use crate::app::regions::Show;
use crate::layout::Glyphs;
use crate::screen::{Screen, Takes};
use crate::text::width::Ambiguous;
use crate::theme::Theme;
use ink::Ink;

/// What a frame is of. A pane lies over it and is no place of its own.
fn place(app: &App) -> String {
    match (app.overlay(), app.show()) {
        (Some(Overlay::Search(pane)), _) => format!("search {}", pane.search().shown()),
        (_, Show::List) => format!("list {} {:?}", app.list().query(), app.list().order()),
        (_, Show::Post | Show::Both) => format!("post {:?}", app.reader().post()),
    }
}

/// What keys are for.
fn takes(app: &App) -> Takes {
    match app.overlay() {
        _ if app.contexts() == [Context::Field] => Takes::Text,
        Some(Overlay::Letters(_)) => Takes::Letters,
        Some(Overlay::Wide(_)) => Takes::Panned,
        Some(Overlay::Pane(_) | Overlay::Peek(_) | Overlay::Search(_)) | None => Takes::Keys,
    }
}

/// Draws a frame, all of it. `screen` is new or begun again, as large as the app's window; what its cells show is blanked.
pub fn draw(app: &App, theme: &Theme, screen: &mut Screen) {
    let options = app.options();
    let glyphs = Glyphs::set(options.ascii || options.ambiguous == Ambiguous::Wide);
    let mut ink = Ink { app, theme, screen, glyphs, ambiguous: options.ambiguous };
    let window = ink.screen.area();
    ink.clear(window);
    ink.screen.said.place = place(app);
    ink.screen.said.takes = takes(app);
    if small::is_small(window) {
        return small::draw(&mut ink, window);
    }
    let regions = app.regions();
    if let Some(area) = regions.header {
        header::draw(&mut ink, area);
    }
    if let Some(area) = regions.list {
        list::draw(&mut ink, area);
    }
    if let Some(area) = regions.post {
        post::draw(&mut ink, area);
    }
    if let (Some(overlay), Some(area)) = (app.overlay(), regions.pane) {
        ink.clear(area);
        match overlay {
            Overlay::Pane(pane) => pane::draw(&mut ink, area, pane),
            Overlay::Peek(peek) => peek::draw(&mut ink, area, peek),
            Overlay::Wide(wide) => wide::draw(&mut ink, area, wide),
            Overlay::Search(pane) => search::draw(&mut ink, area, pane),
            Overlay::Letters(_) => {}
        }
    }
    if let Some(area) = regions.status {
        ink.clear(area);
        status::draw(&mut ink, area);
    }
}
