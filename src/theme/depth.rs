//! Colours as numbers: how well one is read on another, and what is left of one on a terminal with fewer.

use ratatui::style::Color;

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None: bold, italic, underline, reverse only.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// The palette of 256.
    Palette,
    /// 24 bits.
    True,
}

/// A colour in red, green and blue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// How much light a part of a colour is, 0 to 1 (WCAG 2.2, "relative luminance"). A theme asks for it hundreds of times; and who takes
/// numbers to a power at run time has a library of mathematics loaded at every start.
static LINEAR: [f64; 256] = {
    let mut table = [0.0; 256];
    let mut part = 0;
    while part < 256 {
        let share = part as f64 / 255.0;
        table[part] = if share <= 0.04045 { share / 12.92 } else { power((share + 0.055) / 1.055) };
        part += 1;
    }
    table
};

/// A number to the power of 2.4: the fifth root of its twelfth, by Newton's method.
const fn power(number: f64) -> f64 {
    let square = number * number;
    let twelfth = square * square * square * square * square * square;
    let mut root = square;
    let mut step = 0;
    while step < 32 {
        root = (4.0 * root + twelfth / (root * root * root * root)) / 5.0;
        step += 1;
    }
    root
}

impl Rgb {
    const BLACK: Self = Self(0, 0, 0);
    const WHITE: Self = Self(255, 255, 255);

    /// Reads `1d1f21`, with or without `#` in front.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#').unwrap_or(text);
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// The relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
    fn luminance(self) -> f64 {
        let linear = |part: u8| LINEAR[usize::from(part)];
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Whether the colour is a light one, as a ground.
    pub fn is_light(self) -> bool {
        self.contrast(Self::BLACK) > self.contrast(Self::WHITE)
    }

    /// The contrast with another colour, 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest colour to this one that is read well enough on a ground: moved towards `text`, then
    /// towards black or white, whichever is further from the ground.
    pub fn legible(self, ground: Self, need: f64, text: Self) -> Self {
        let far = if ground.is_light() { Self::BLACK } else { Self::WHITE };
        let steps = (0..=20).map(|step| self.mix(text, step)).chain((1..=20).map(|step| text.mix(far, step)));
        steps.into_iter().find(|color| color.contrast(ground) >= need).unwrap_or(far)
    }

    /// The colour with so many twentieths of another.
    fn mix(self, other: Self, twentieths: u16) -> Self {
        let part =
            |a: u8, b: u8| ((u16::from(a) * (20 - twentieths) + u16::from(b) * twentieths + 10) / 20) as u8;
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }

    /// The colour in the palette of 256 that is nearest, among those that are admitted. The first sixteen are
    /// left out: they are the terminal's own and may be any colour.
    pub(super) fn in_palette(self, admits: impl Fn(Self) -> bool) -> u8 {
        let distance = |other: Self| {
            let part = |a: u8, b: u8| (i32::from(a) - i32::from(b)).pow(2);
            2 * part(self.0, other.0) + 4 * part(self.1, other.1) + 3 * part(self.2, other.2)
        };
        let admitted = (16..=255).filter(|slot| admits(palette(*slot)));
        let nearest = admitted.min_by_key(|slot| distance(palette(*slot)));
        nearest.unwrap_or(if self.is_light() { 231 } else { 16 })
    }
}

impl From<Rgb> for Color {
    fn from(Rgb(red, green, blue): Rgb) -> Self {
        Self::Rgb(red, green, blue)
    }
}

/// The colour of a slot from 16 on in the palette of 256, as xterm defines it: a cube of six steps and a
/// ramp of greys.
pub(super) fn palette(slot: u8) -> Rgb {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match slot {
        232.. => {
            let grey = 8 + 10 * (slot - 232);
            Rgb(grey, grey, grey)
        }
        _ => {
            let at = slot.saturating_sub(16);
            Rgb(step(at / 36), step(at / 6 % 6), step(at % 6))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_is_counted_as_the_standard_says() {
        for (part, light) in LINEAR.iter().enumerate() {
            let share = part as f64 / 255.0;
            let want = if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) };
            assert!((light - want).abs() < 1e-14, "{part}: {light} {want}");
        }
    }

    #[test]
    fn contrast_as_the_standard_counts_it() {
        let contrast = |a, b| (Rgb::parse(a).unwrap().contrast(Rgb::parse(b).unwrap()) * 100.0).round();
        assert_eq!(contrast("000000", "#ffffff"), 2100.0);
        assert_eq!(contrast("777777", "ffffff"), 448.0);
    }

    #[test]
    fn faint_colours_become_legible_and_others_stay() {
        let (white, grey) = (Rgb(255, 255, 255), Rgb(0xe8, 0xe8, 0xe8));
        let text = Rgb(0x33, 0x33, 0x33);
        assert!(grey.legible(white, 3.0, text).contrast(white) >= 3.0);
        assert_eq!(text.legible(white, 4.5, text), text);
        assert_eq!(white.legible(white, 4.5, white).contrast(white).floor(), 4.0);
    }

    #[test]
    fn the_palette_is_xterms() {
        assert_eq!(
            (palette(16), palette(231), palette(255)),
            (Rgb(0, 0, 0), Rgb(255, 255, 255), Rgb(238, 238, 238))
        );
        assert_eq!(Rgb(0x28, 0x28, 0x28).in_palette(|_| true), 235);
        assert_eq!(Rgb(0x5f, 0xaf, 0xff).in_palette(|_| true), 75);
        assert_eq!(Rgb(250, 250, 250).in_palette(|_| false), 231);
    }

    #[test]
    fn what_is_no_colour_is_none() {
        assert_eq!(["", "fff", "1d1f2", "#1d1f2g", "é0é0"].map(Rgb::parse), [None; 5]);
    }
}
