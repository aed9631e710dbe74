//! What every theme holds to.

use super::*;
use crate::role::Token;

const DEPTHS: [Depth; 4] = [Depth::None, Depth::Sixteen, Depth::Palette, Depth::True];

fn rgb(color: Color) -> Rgb {
    match color {
        Color::Rgb(red, green, blue) => Rgb(red, green, blue),
        Color::Indexed(slot) => depth::palette(slot),
        other => panic!("{other} is no colour of a scheme"),
    }
}

/// Every style of a theme, with and without each trait, and the ground it lies on.
fn styles(theme: &Theme) -> Vec<(Face, Style)> {
    let traits = Traits::all().iter().chain([Traits::empty(), Traits::all()]);
    let faces = traits.flat_map(|traits| roles::all().map(move |role| Face::of(role).with(traits)));
    faces.map(|face| (face, theme.ground().patch(theme.style(face)))).collect()
}

#[test]
fn every_scheme_is_readable_at_every_depth() {
    for depth in [Depth::Palette, Depth::True] {
        for scheme in Catalog::default().schemes() {
            let theme = Theme::of(&scheme, depth);
            for (face, style) in styles(&theme) {
                let contrast = rgb(style.fg.unwrap()).contrast(rgb(style.bg.unwrap()));
                let need = if style.fg == theme.ground().fg { TEXT_CONTRAST } else { OTHER_CONTRAST };
                assert!(contrast >= need, "{} {depth:?} {face:?}: {contrast:.2}", scheme.name);
                if let (Role::Code(_), Some(ground)) = (face.role, theme.code_ground()) {
                    assert!(
                        rgb(style.fg.unwrap()).contrast(rgb(ground)) >= OTHER_CONTRAST,
                        "{}",
                        scheme.name
                    );
                }
            }
        }
    }
}

#[test]
fn without_colour_there_is_none() {
    for name in Catalog::default().names() {
        let theme = Theme::named(name, Depth::None).unwrap();
        assert!(!theme.color);
        assert!(styles(&theme).iter().all(|(_, style)| style.fg.is_none() && style.bg.is_none()), "{name}");
    }
}

#[test]
fn the_default_has_five_slots_and_no_ground() {
    use Color::{Blue, Cyan, Green, Magenta, Red};
    for depth in DEPTHS {
        let theme = Theme::named("default", depth).unwrap();
        for (face, style) in styles(&theme) {
            assert_eq!(style.bg, None, "{face:?}");
            assert!(style.fg.is_none_or(|fg| [Red, Green, Blue, Magenta, Cyan].contains(&fg)), "{face:?}");
        }
    }
}

/// The sixteen colours of terminals as they come: the five slots that are used, each with its ground, black or white.
const PALETTES: [(&str, [&str; 5]); 4] = [
    ("xterm", ["cd0000", "00cd00", "0000ee", "cd00cd", "00cdcd"]),
    ("VGA", ["aa0000", "00aa00", "0000aa", "aa00aa", "00aaaa"]),
    ("Tango", ["cc0000", "4e9a06", "3465a4", "75507b", "06989a"]),
    ("Campbell", ["c50f1f", "13a10e", "0037da", "881798", "3a96dd"]),
];

#[test]
fn with_sixteen_colours_every_theme_is_the_terminals_own_and_none_hides_text() {
    let own = Theme::own(Depth::Sixteen);
    for scheme in Catalog::default().schemes() {
        let theme = Theme::of(&scheme, Depth::Sixteen);
        assert!(styles(&theme) == styles(&own), "{}", scheme.name);
    }
    // What is read for long is in the terminal's own colour of text, which its owner can read.
    for role in [Role::Text, Role::Title, Role::Quote] {
        assert_eq!(own.style(role.into()).fg, None, "{role:?}");
    }
    for (name, slots) in PALETTES {
        for (slot, ground) in slots.iter().flat_map(|slot| [(slot, "000000"), (slot, "ffffff")]) {
            let contrast = Rgb::parse(slot).unwrap().contrast(Rgb::parse(ground).unwrap());
            assert!(contrast >= 1.5, "{name}: {slot} on {ground} is {contrast:.2}");
        }
    }
}

#[test]
fn underline_means_link_and_hit() {
    let theme = Theme::own(Depth::Sixteen);
    for (face, style) in styles(&theme) {
        let underlined = style.add_modifier.contains(Modifier::UNDERLINED);
        assert_eq!(underlined, face.traits.intersects(Traits::LINK | Traits::HIT), "{face:?}");
    }
}

#[test]
fn a_link_has_the_colour_of_its_text_and_the_selected_one_the_accent() {
    let theme = Theme::own(Depth::Sixteen);
    let link = Face::of(Role::Text).with(Traits::LINK);
    assert_eq!(theme.style(link), Style::new().underlined());
    let selected = theme.style(link.with(Traits::SELECTED));
    assert_eq!(selected.fg, Some(Color::Blue));
    assert!(selected.add_modifier.contains(Modifier::REVERSED | Modifier::UNDERLINED));
}

#[test]
fn what_must_be_told_apart_is_without_any_colour() {
    let theme = Theme::own(Depth::None);
    let style = |face: Face| theme.style(face).add_modifier;
    let text = style(Role::Text.into());
    for face in [
        Role::Title.into(),
        Role::Heading(3).into(),
        Role::Byline.into(),
        Face::of(Role::Text).with(Traits::EMPHASIS),
        Face::of(Role::Text).with(Traits::STRONG),
        Face::of(Role::Text).with(Traits::STRUCK),
        Face::of(Role::Text).with(Traits::LINK),
        Face::of(Role::Text).with(Traits::HIT),
        Face::of(Role::Text).with(Traits::CURRENT),
        Face::of(Role::Text).with(Traits::SMALL),
        Face::ui(Ui::RowRead),
        Face::ui(Ui::Problem),
        Face::ui(Ui::Letters),
    ] {
        assert_ne!(style(face), text, "{face:?}");
    }
}

#[test]
fn without_italics_emphasis_is_bold() {
    let theme = Theme::own(Depth::Sixteen).with_italics(false);
    let style = |face: Face| theme.style(face).add_modifier;
    assert_eq!(style(Face::of(Role::Text).with(Traits::EMPHASIS)), Modifier::BOLD);
    assert_eq!(style(Role::Heading(3).into()), Modifier::BOLD);
    assert!(styles(&theme).iter().all(|(_, style)| !style.add_modifier.contains(Modifier::ITALIC)));
}

#[test]
fn code_is_coloured_from_the_palette() {
    let theme = Theme::named("tomorrow-night", Depth::True).unwrap();
    let color = |token| theme.style(Role::Code(token).into()).fg;
    assert_eq!(color(Token::Keyword), Some(Color::Rgb(0xb2, 0x94, 0xbb)));
    assert_eq!(color(Token::Text), Some(Color::Rgb(0xb5, 0xbd, 0x68)));
    assert_eq!(theme.code_ground(), Some(Color::Rgb(0x28, 0x2a, 0x2e)));
    assert_eq!(theme.light, Some(false));
}
