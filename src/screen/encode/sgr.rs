//! The pen: colours and attributes, and the shortest way from one to another (ECMA-48 SGR, xterm's colours).

use std::io::Write;

use ratatui::style::{Color, Modifier, Style};

/// How text is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pen {
    /// The colour of the text.
    pub fg: Color,
    /// The colour of the ground.
    pub bg: Color,
    /// Bold, italic and so on.
    pub modifiers: Modifier,
}

impl From<Style> for Pen {
    fn from(style: Style) -> Self {
        Self {
            fg: style.fg.unwrap_or_default(),
            bg: style.bg.unwrap_or_default(),
            modifiers: style.add_modifier - style.sub_modifier,
        }
    }
}

impl Pen {
    /// Whether a blank drawn with this pen shows nothing but its ground.
    pub fn leaves_blanks_empty(self) -> bool {
        !self.modifiers.intersects(Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT)
    }

    /// The pen that a blank needs: nothing but the ground, where nothing else shows.
    pub fn for_blank(self) -> Self {
        match self.leaves_blanks_empty() {
            true => Self { bg: self.bg, ..Self::default() },
            false => self,
        }
    }
}

/// Attributes with the codes that turn them on and off. Those that share an "off" stand together.
const ATTRIBUTES: [(Modifier, &str, &str); 9] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::RAPID_BLINK, "6", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// Writes the shorter of two ways: what changes, or everything after a reset.
pub(super) fn transition(out: &mut Vec<u8>, from: Pen, to: Pen) {
    let start = out.len();
    out.extend_from_slice(b"\x1b[");
    if to == Pen::default() {
        out.push(b'm');
        return;
    }
    let changes = out.len();
    step(out, from, to);
    let anew = out.len();
    out.extend_from_slice(b"0;");
    step(out, Pen::default(), to);
    match out.len() - anew < anew - changes {
        true => drop(out.drain(changes..anew)),
        false => out.truncate(anew),
    }
    // Every code was followed by a semicolon; the last one ends the sequence instead.
    match out.len() > start + 2 {
        true => *out.last_mut().unwrap_or(&mut 0) = b'm',
        false => out.truncate(start),
    }
}

fn step(out: &mut Vec<u8>, from: Pen, to: Pen) {
    let mut on = from.modifiers;
    for (attribute, _, off) in ATTRIBUTES {
        if on.contains(attribute) && !to.modifiers.contains(attribute) {
            code(out, off);
            on -= sharing(off);
        }
    }
    for (attribute, code_on, _) in ATTRIBUTES {
        if to.modifiers.contains(attribute) && !on.contains(attribute) {
            code(out, code_on);
        }
    }
    if from.fg != to.fg {
        color(out, to.fg, 30);
    }
    if from.bg != to.bg {
        color(out, to.bg, 40);
    }
}

/// All attributes that one "off" turns off.
fn sharing(off: &str) -> Modifier {
    ATTRIBUTES.iter().filter(|(_, _, other)| *other == off).fold(Modifier::empty(), |all, (a, _, _)| all | *a)
}

fn code(out: &mut Vec<u8>, code: &str) {
    out.extend_from_slice(code.as_bytes());
    out.push(b';');
}

/// A colour of the text (`base` 30) or of the ground (40). The first sixteen have codes of their own, which
/// every terminal knows.
fn color(out: &mut Vec<u8>, color: Color, base: u16) {
    let slot = match color {
        Color::Reset => return number(out, base + 9),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(n) => n,
        Color::Rgb(r, g, b) => {
            let _ = write!(out, "{};2;{r};{g};{b};", base + 8);
            return;
        }
    };
    match slot {
        0..=7 => number(out, base + u16::from(slot)),
        8..=15 => number(out, base + 52 + u16::from(slot)),
        16.. => {
            let _ = write!(out, "{};5;{slot};", base + 8);
        }
    }
}

fn number(out: &mut Vec<u8>, n: u16) {
    let _ = write!(out, "{n};");
}
