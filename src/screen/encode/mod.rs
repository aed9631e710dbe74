//! Values to bytes: the only place that writes sequences for a terminal.
//!
//! A second check stands here, behind `Clean`: what a terminal would obey is never written, whoever asks.

mod gate;
mod modes;
mod moves;
mod osc;
mod sgr;
#[cfg(test)]
mod tests;

pub use gate::{checked, checked_lines};
pub use modes::{
    ASK_GROUND, ASK_READY, ASK_SYNC, BRING_BACK, ENTER, ERASE_LINE, HIDE, KEEP, LEAVE, MOUSE_OFF, MOUSE_ON,
    SHOW, SYNC_BEGIN, SYNC_END, WIPE,
};
pub use moves::{At, end_region, erase_cells, move_to, repeat, repeat_cost, scroll_inside, scroll_region};
pub use osc::{address, clipboard};
pub use sgr::Pen;

use ratatui::style::Style;

/// Writes text with styles and links, and remembers which of them are on, so that none is sent twice.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// What was written.
    pub out: Vec<u8>,
    pen: Pen,
    link: Option<String>,
    links: bool,
}

impl Writer {
    /// A writer for a terminal whose pen is as after a reset. Without `links` none is written.
    pub fn new(links: bool) -> Self {
        Self { links, ..Self::default() }
    }

    /// How text is drawn now.
    pub fn pen(&self) -> Pen {
        self.pen
    }

    /// How text is drawn from here on.
    pub fn set_pen(&mut self, pen: Pen) {
        if pen != self.pen {
            sgr::transition(&mut self.out, self.pen, pen);
            self.pen = pen;
        }
    }

    /// The link that text belongs to from here on.
    pub fn set_link(&mut self, link: Option<&str>) {
        if !self.links || link == self.link.as_deref() {
            return;
        }
        match link.and_then(address) {
            Some(checked) => osc::open_link(&mut self.out, &checked),
            // What no terminal should open is no link, and must not stay in the one before.
            None if self.link.as_deref().and_then(address).is_some() => osc::close_link(&mut self.out),
            None => {}
        }
        self.link = link.map(str::to_owned);
    }

    /// Whether text belongs to `link` now, so that [`Writer::set_link`] would write nothing.
    pub fn is_link(&self, link: Option<&str>) -> bool {
        !self.links || link == self.link.as_deref()
    }

    /// Draws text; what a terminal would obey becomes a blank.
    pub fn text(&mut self, text: &str) {
        if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
            self.out.extend_from_slice(text.as_bytes());
            return;
        }
        let mut utf8 = [0; 4];
        for c in text.chars() {
            let c = if is_obeyed(c) { ' ' } else { c };
            self.out.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes());
        }
    }

    /// Leaves link and pen as after a reset.
    pub fn reset(&mut self) {
        self.set_link(None);
        self.set_pen(Pen::default());
    }
}

/// Whether a terminal would obey a character instead of drawing it, or draw what follows elsewhere.
pub fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes one row of runs, each with its style and its address, and leaves the terminal's pen as it was.
/// No line break is written. Addresses count only with `links`.
pub fn row<'a>(
    out: &mut Vec<u8>,
    runs: impl IntoIterator<Item = (&'a str, Style, Option<&'a str>)>,
    links: bool,
) {
    let mut writer = Writer { out: std::mem::take(out), ..Writer::new(links) };
    for (text, style, link) in runs {
        writer.set_link(link);
        writer.set_pen(style.into());
        writer.text(text);
    }
    writer.reset();
    *out = writer.out;
}
