//! base16 and base24 schemes, and the table Role → Style made from one.
//!
//! A theme is made for one terminal: for its depth of colour, and for whether it has italics. It knows
//! nothing of files; the texts of the reader's own schemes are handed in.

mod catalog;
mod depth;
mod roles;
mod scheme;
#[cfg(test)]
mod tests;

pub use catalog::{BUILT_IN, Catalog};
pub use depth::{Depth, Rgb};
pub use scheme::{MAX_BYTES, Scheme};

use ratatui::style::{Color, Modifier, Style};

use crate::role::{Face, Role, Traits, Ui};
use roles::Ink;

/// The name of the theme that is the terminal's own colours.
pub const DEFAULT: &str = "default";

/// The contrast that running text has with its ground.
const TEXT_CONTRAST: f64 = 4.5;
/// The contrast that everything else has.
const OTHER_CONTRAST: f64 = 3.0;

/// How every face looks on one terminal.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name, as `--theme` takes it.
    pub name: String,
    /// The colours it may use.
    pub depth: Depth,
    /// Whether there is any colour.
    pub color: bool,
    /// Whether the terminal has italics; see [`Theme::with_italics`].
    pub italics: bool,
    /// Whether its ground is light; unknown for the terminal's own.
    pub light: Option<bool>,
    /// Nothing is styled; see [`Theme::bare`].
    bare: bool,
    inks: Inks,
    /// The style of each role, by its row in the table.
    styles: [Style; roles::ROWS],
}

/// The colours of a theme on its terminal.
#[derive(Clone, Debug, PartialEq)]
struct Inks {
    ground: Option<Color>,
    /// The ground of blocks of code.
    code: Option<Color>,
    /// The ground of hits and marked text.
    marked: Option<Color>,
    /// By the place of the ink in [`Ink::ALL`].
    colors: [Option<Color>; Ink::ALL.len()],
    /// Whether quiet text is dim: where no colour of its own says it.
    dim: bool,
}

impl Theme {
    /// The built-in theme of that name (`default` is the terminal's own colours). [`Catalog::theme`] knows
    /// the reader's own schemes too.
    pub fn named(name: &str, depth: Depth) -> Option<Self> {
        if name.eq_ignore_ascii_case(DEFAULT) {
            return Some(Self::own(depth));
        }
        Catalog::default().theme(name, depth)
    }

    /// The default: the terminal's own colours.
    pub fn own(depth: Depth) -> Self {
        Self::new(DEFAULT, depth, None, Inks::own(depth))
    }

    /// The theme of a scheme. With sixteen colours or none it looks like the default, since those are the
    /// terminal's own and no scheme's.
    pub fn of(scheme: &Scheme, depth: Depth) -> Self {
        let inks = match depth {
            Depth::None | Depth::Sixteen => Inks::own(depth),
            Depth::Palette | Depth::True => Inks::of(scheme, depth),
        };
        let light = inks.ground.map(|_| scheme.light);
        Self::new(&scheme.name, depth, light, inks)
    }

    fn new(name: &str, depth: Depth, light: Option<bool>, inks: Inks) -> Self {
        let styles = [Style::new(); roles::ROWS];
        let color = depth != Depth::None;
        Self { name: name.to_owned(), depth, color, italics: true, light, bare: false, inks, styles }
            .with_italics(true)
    }

    /// The same theme on a terminal with or without italics.
    pub fn with_italics(mut self, italics: bool) -> Self {
        self.italics = italics;
        for role in roles::all() {
            self.styles[roles::row(role)] = self.inks.style(role, italics);
        }
        self
    }

    /// The same theme where nothing is styled at all: everything looks like plain text.
    pub fn bare(self) -> Self {
        Self { bare: true, ..self }
    }

    /// How a face looks. Only [`Ui::Ground`] says what is behind it (and marked text and hits, of theirs): the
    /// ground is laid first and this on top of it.
    pub fn style(&self, face: Face) -> Style {
        if self.bare {
            return Style::default();
        }
        let style = self.styles[roles::row(face.role)];
        if face.traits.is_empty() {
            return style;
        }
        let mut style = style.add_modifier(roles::traits(face.traits, self.italics));
        let is = |traits| face.traits.intersects(traits);
        if is(Traits::SMALL) {
            style = self.inks.tinted(style, Ink::Quiet);
        }
        if is(Traits::INSERTED) {
            style = self.inks.tinted(style, Ink::Green);
        }
        if is(Traits::MARKED | Traits::HIT)
            && !is(Traits::CURRENT | Traits::SELECTED)
            && let Some(ground) = self.inks.marked
        {
            style = self.inks.tinted(style, Ink::Text).bg(ground);
        }
        // Underline is in the text's colour; only what is selected has the accent.
        if is(Traits::SELECTED) {
            style = self.inks.tinted(style, Ink::Accent).remove_modifier(Modifier::DIM);
        }
        style
    }

    /// The ground of everything: what a screen is filled with first.
    pub fn ground(&self) -> Style {
        self.style(Face::ui(Ui::Ground))
    }

    /// The ground of a row of code, from the block's edge to the pane's; only true-colour schemes have one.
    pub fn code_ground(&self) -> Option<Color> {
        self.inks.code
    }
}

impl Inks {
    /// The terminal's own colours, or none at all.
    fn own(depth: Depth) -> Self {
        let slot = |ink: Ink| ink.own().filter(|_| depth != Depth::None).map(own_color);
        Self { ground: None, code: None, marked: None, colors: Ink::ALL.map(slot), dim: true }
    }

    /// The colours of a scheme, each as legible as it must be, and as near as the depth allows.
    fn of(scheme: &Scheme, depth: Depth) -> Self {
        let grounds = Grounds::of(scheme, depth);
        let text = scheme.color(Ink::Text.slot());
        let color = |ink: Ink| {
            let need = if ink == Ink::Text { TEXT_CONTRAST } else { OTHER_CONTRAST };
            // Only running text is drawn on the ground of what is marked.
            let behind = [grounds.base, grounds.code, grounds.marked];
            let behind = if ink == Ink::Text { &behind[..] } else { &behind[..2] };
            Some(grounds.ink(scheme.color(ink.slot()), text, need, behind))
        };
        let code = (depth == Depth::True).then(|| grounds.code.into());
        Self {
            ground: Some(grounds.show(grounds.base)),
            code,
            marked: Some(grounds.show(grounds.marked)),
            colors: Ink::ALL.map(color),
            dim: false,
        }
    }

    fn color(&self, ink: Ink) -> Option<Color> {
        self.colors.get(ink as usize).copied().flatten()
    }

    fn style(&self, role: Role, italics: bool) -> Style {
        let look = roles::of(role, italics);
        let modifiers = if italics { look.modifiers } else { look.modifiers.difference(Modifier::ITALIC) };
        let style = self.tinted(Style::new(), look.ink).add_modifier(modifiers);
        match self.ground {
            Some(ground) if role == Role::Ui(Ui::Ground) => style.bg(ground),
            Some(_) | None => style,
        }
    }

    /// A style in another ink.
    fn tinted(&self, style: Style, ink: Ink) -> Style {
        let style = if self.dim && ink.is_dim() { style.add_modifier(Modifier::DIM) } else { style };
        match self.color(ink) {
            Some(color) => style.fg(color),
            None => style,
        }
    }
}

/// The grounds of a scheme, as the terminal shows them.
struct Grounds {
    depth: Depth,
    base: Rgb,
    code: Rgb,
    marked: Rgb,
}

impl Grounds {
    fn of(scheme: &Scheme, depth: Depth) -> Self {
        let shown = |slot: usize| match depth {
            Depth::Palette => depth::palette(scheme.color(slot).in_palette(|_| true)),
            Depth::True | Depth::Sixteen | Depth::None => scheme.color(slot),
        };
        let base = shown(0);
        // The ground of what is marked must leave text legible: schemes differ in how strong theirs is.
        let text = scheme.color(Ink::Text.slot());
        let fit = |slots: [usize; 3]| {
            let candidates = slots.map(shown);
            candidates.into_iter().find(|ground| text.contrast(*ground) >= TEXT_CONTRAST).unwrap_or(base)
        };
        Self { depth, base, code: fit([1, 0, 0]), marked: fit([2, 1, 0]) }
    }

    fn show(&self, color: Rgb) -> Color {
        match self.depth {
            Depth::Palette => Color::Indexed(color.in_palette(|_| true)),
            Depth::True | Depth::Sixteen | Depth::None => color.into(),
        }
    }

    /// A colour that is read on all of these grounds.
    fn ink(&self, color: Rgb, text: Rgb, need: f64, grounds: &[Rgb]) -> Color {
        let legible = grounds.iter().fold(color, |color, ground| color.legible(*ground, need, text));
        let read = |color: Rgb| grounds.iter().all(|ground| color.contrast(*ground) >= need);
        match self.depth {
            Depth::Palette => Color::Indexed(legible.in_palette(read)),
            Depth::True | Depth::Sixteen | Depth::None => legible.into(),
        }
    }
}

/// The terminal's own colour of a slot.
fn own_color(slot: u8) -> Color {
    match slot {
        1 => Color::Red,
        2 => Color::Green,
        4 => Color::Blue,
        5 => Color::Magenta,
        _ => Color::Cyan,
    }
}
