//! `rushlight themes`: the themes by name, each line in the theme's own colours.

use super::args::CommonArgs;
use super::environment::Environment;
use super::output::{Fault, emit};
use super::settings;
use crate::role::{Face, Role, Token, Ui};
use crate::screen::encode;
use crate::theme::Theme;

/// A line of words in the faces that tell themes apart.
const SPECIMEN: [(&str, Role); 6] = [
    ("heading ", Role::Heading(1)),
    ("text ", Role::Text),
    ("code ", Role::InlineCode),
    ("fn ", Role::Code(Token::Keyword)),
    ("\"string\" ", Role::Code(Token::Text)),
    ("// comment", Role::Code(Token::Comment)),
];

/// Runs the command.
pub fn run(args: &CommonArgs, environment: &Environment) -> Result<(), Fault> {
    let chosen = settings::choose(args, environment)?;
    chosen.say_wrong_themes();
    let mut out = Vec::new();
    for name in chosen.catalog.names() {
        if chosen.plain {
            out.extend_from_slice(format!("{name}\n").as_bytes());
            continue;
        }
        let Some(theme) = chosen.catalog.theme(name, chosen.can.depth) else { continue };
        let mark = if theme.name == chosen.theme.name { "▌ " } else { "  " };
        row(&mut out, mark, &theme);
    }
    emit(&out)
}

fn row(out: &mut Vec<u8>, mark: &str, theme: &Theme) {
    let ground = theme.ground();
    let style = |face: Face| ground.patch(theme.style(face));
    let name = format!("{mark}{:<24}", theme.name);
    let head = [(name.as_str(), style(Face::ui(Ui::Row)), None)];
    let rest = SPECIMEN.iter().map(|(words, role)| (*words, style(Face::of(*role)), None));
    encode::row(out, head.into_iter().chain(rest), false);
    out.push(b'\n');
}
