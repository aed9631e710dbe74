//! The post: the lines that the page has laid out, links in the link plane, code in its colours.

use std::borrow::Cow;
use std::collections::HashMap;

use ratatui::layout::Rect;
use ratatui::style::Color;

use super::ink::Ink;
use crate::app::Focus;
use crate::app::overlay::{Letters, Overlay, Thing};
use crate::app::reader::Page;
use crate::document::LinkId;
use crate::layout::Line;
use crate::role::{Role, Traits, Ui};
use crate::screen::SaidLink;

/// Draws the post.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect) {
    let Some(page) = ink.app.reader().page() else { return };
    let letters = match ink.app.overlay() {
        Some(Overlay::Letters(letters)) => Some(letters),
        Some(Overlay::Pane(_) | Overlay::Peek(_) | Overlay::Wide(_) | Overlay::Search(_)) | None => None,
    };
    let mut targets = HashMap::new();
    let mut lettered = Vec::new();
    for (y, (spot, line)) in page.lines().iter().take(usize::from(area.height)).enumerate() {
        ink.line(area, y, spot.block, spot.line);
        draw_line(ink, area, y, &marked(page, spot.block, line), page, &mut targets);
        if let Some(letters) = letters {
            draw_letters(ink, area, (y, spot.block), line, letters, &mut lettered);
        }
    }
    let reading = ink.app.focus() != Focus::List && ink.app.overlay().is_none();
    if reading && ink.screen.cursor.is_none() {
        // Without a link, reading begins at the first line with words.
        let first = page.lines().iter().position(|(_, line)| !line.is_blank()).unwrap_or(0);
        let text = page.lines().get(first).map(|(_, line)| line.text()).unwrap_or_default();
        let indent = text.len() - text.trim_start_matches(' ').len();
        ink.cursor(area, indent, first);
    }
}

/// The line in the colours of its code, what was found on it marked.
fn marked<'a>(page: &Page, block: usize, line: &'a Line) -> Cow<'a, Line> {
    let tokens = line.code.and_then(|code| page.tokens(code.number));
    let line = tokens.map_or(Cow::Borrowed(line), |tokens| Cow::Owned(line.with_tokens(tokens)));
    let hits = page.find().map_or(&[][..], |find| find.hits_in(block));
    if hits.is_empty() {
        return line;
    }
    let current = page.find().and_then(|find| find.current()).filter(|(at, _)| *at == block);
    Cow::Owned(line.with_hits(hits, current.map(|(_, hit)| hit)))
}

fn draw_line(
    ink: &mut Ink<'_>,
    area: Rect,
    y: usize,
    line: &Line,
    page: &Page,
    targets: &mut HashMap<LinkId, u16>,
) {
    let mut x = 0;
    let reading = ink.app.focus() != Focus::List;
    if let (Some(row), Some(color)) = (line.code, ink.theme.code_ground()) {
        draw_ground(ink, area, y, line, page, row.number, color);
    }
    for span in &line.spans {
        let selected = reading && span.link.is_some() && span.link == page.link();
        let face = if selected { span.face.with(Traits::SELECTED) } else { span.face };
        let style = ink.theme.style(face);
        let seen = targets.len();
        let link = span.link.map_or(0, |link| target(ink, link, targets));
        if let Some(number) = span.link.filter(|_| targets.len() > seen) {
            say_link(ink, area, (x, y), number, selected);
        }
        let stands = selected || reading && face.traits.contains(Traits::CURRENT);
        if stands && ink.screen.cursor.is_none() {
            ink.cursor(area, x, y);
        }
        x = ink.put_styled(area, x, y, &span.text, style, link);
    }
}

/// A link begins here.
fn say_link(ink: &mut Ink<'_>, area: Rect, (x, y): (usize, usize), link: LinkId, selected: bool) {
    if let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) {
        let at = (area.x + x, area.y + y).into();
        ink.screen.said.links.push(SaidLink { at, number: link + 1, selected });
    }
}

/// The ground of a row of code: from the cell before the code to the end of prose, or of the block's longest row in view.
fn draw_ground(
    ink: &mut Ink<'_>,
    area: Rect,
    y: usize,
    line: &Line,
    page: &Page,
    number: usize,
    color: Color,
) {
    let before = line.spans.iter().take_while(|span| !matches!(span.face.role, Role::Code(_)));
    let start: usize = before.map(|span| ink.cells(&span.text)).sum();
    let block = page.lines().iter().filter(|(_, line)| line.code.is_some_and(|row| row.number == number));
    let longest = block.map(|(_, line)| line.cells(ink.ambiguous) + 1).max().unwrap_or(0);
    let end = longest.max(page.prose_edge());
    ink.ground(area, start.saturating_sub(1)..end, y, color);
}

/// The number of a link's address in the frame, from 1; 0 where it has no address for others.
fn target(ink: &mut Ink<'_>, link: LinkId, targets: &mut HashMap<LinkId, u16>) -> u16 {
    if let Some(number) = targets.get(&link) {
        return *number;
    }
    let address = ink.app.web_of_link(link);
    let number = address.map_or(0, |address| {
        ink.screen.targets.push(address);
        u16::try_from(ink.screen.targets.len()).unwrap_or(0)
    });
    targets.insert(link, number);
    number
}

/// Letters over the first cells of each thing that begins on the line.
fn draw_letters(
    ink: &mut Ink<'_>,
    area: Rect,
    (y, block): (usize, usize),
    line: &Line,
    letters: &Letters,
    lettered: &mut Vec<Thing>,
) {
    if line.is_blank() {
        return;
    }
    let text = line.text();
    let indent = text.len() - text.trim_start_matches(' ').len();
    let code = line.code.map(|code| (Thing::Code(code.number), indent));
    let links =
        line.links(ink.ambiguous).into_iter().map(|piece| (Thing::Link(piece.link), piece.cells.start));
    for (thing, cell) in std::iter::once((Thing::Block(block), indent)).chain(code).chain(links) {
        if lettered.contains(&thing) {
            continue;
        }
        lettered.push(thing);
        if let Some(letters) = letters.of(thing) {
            if ink.screen.cursor.is_none() {
                ink.cursor(area, cell, y);
            }
            ink.ui(area, cell, y, letters, Ui::Letters);
        }
    }
}
