//! The names of keys, as the table, the settings and the help write them.

use crate::screen::{Key, KeyCode};

/// Keys with a name of their own: as they are written, and as they are shown.
const NAMED: &[(&str, KeyCode, &str)] = &[
    ("space", KeyCode::Char(' '), "space"),
    ("enter", KeyCode::Enter, "Enter"),
    ("esc", KeyCode::Esc, "Esc"),
    ("tab", KeyCode::Tab, "Tab"),
    ("backspace", KeyCode::Backspace, "Backspace"),
    ("delete", KeyCode::Delete, "Del"),
    ("insert", KeyCode::Insert, "Ins"),
    ("up", KeyCode::Up, "↑"),
    ("down", KeyCode::Down, "↓"),
    ("left", KeyCode::Left, "←"),
    ("right", KeyCode::Right, "→"),
    ("home", KeyCode::Home, "Home"),
    ("end", KeyCode::End, "End"),
    ("pageup", KeyCode::PageUp, "PgUp"),
    ("pagedown", KeyCode::PageDown, "PgDn"),
];

/// What Ctrl makes of a letter that a terminal sends as another key.
const SAME: &[(char, &str)] =
    &[('i', "tab"), ('m', "enter"), ('j', "enter"), ('[', "esc"), ('h', "backspace"), ('?', "backspace")];

/// Reads the name of a key: `j`, `G`, `space`, `ctrl-e`, `alt-x`, `shift-tab`, `f5`.
pub fn parse(name: &str) -> Result<Key, String> {
    let mut key = Key::plain(KeyCode::Esc);
    let mut rest = name;
    loop {
        let lower = rest.to_ascii_lowercase();
        let (flag, length) = match () {
            () if lower.starts_with("ctrl-") && rest.len() > 5 => (&mut key.ctrl, 5),
            () if lower.starts_with("alt-") && rest.len() > 4 => (&mut key.alt, 4),
            () if lower.starts_with("shift-") && rest.len() > 6 => (&mut key.shift, 6),
            () => break,
        };
        *flag = true;
        rest = rest.get(length..).unwrap_or_default();
    }
    key.code = code(rest).ok_or_else(|| format!("there is no key `{name}`"))?;
    distinct(key, name)
}

fn code(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control()).then_some(KeyCode::Char(c));
    }
    let lower = name.to_ascii_lowercase();
    if let Some((_, code, _)) =
        NAMED.iter().find(|(named, _, shown)| *named == lower || shown.eq_ignore_ascii_case(name))
    {
        return Some(*code);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

/// The key as a terminal sends it, or why it cannot be told from another.
fn distinct(mut key: Key, name: &str) -> Result<Key, String> {
    let KeyCode::Char(c) = key.code else { return Ok(key) };
    if key.ctrl {
        let c = c.to_ascii_lowercase();
        if let Some((_, same)) = SAME.iter().find(|(letter, _)| *letter == c) {
            return Err(format!("a terminal cannot tell `{name}` from `{same}`"));
        }
        if !c.is_ascii_lowercase() && !matches!(c, ' ' | '\\' | ']' | '^' | '_') {
            return Err(format!("a terminal does not send `{name}`"));
        }
        if key.shift {
            return Err(format!("a terminal cannot tell `{name}` from `ctrl-{c}`"));
        }
        key.code = KeyCode::Char(c);
    } else if key.shift {
        // Shift is in the character itself.
        key.shift = false;
        key.code = KeyCode::Char(c.to_uppercase().next().unwrap_or(c));
    }
    Ok(key)
}

/// The key as settings write it: `j`, `space`, `ctrl-e`, `shift-tab`, `down`.
pub fn write(key: Key) -> String {
    let flags = [(key.ctrl, "ctrl-"), (key.alt, "alt-"), (key.shift, "shift-")];
    let mut out: String = flags.iter().filter(|(flag, _)| *flag).map(|(_, word)| *word).collect();
    match (key.code, NAMED.iter().find(|(_, code, _)| *code == key.code)) {
        (_, Some((name, ..))) => out.push_str(name),
        (KeyCode::Char(c), None) => out.push(c),
        (KeyCode::F(number), None) => out.push_str(&format!("f{number}")),
        // Every other key is in the table of names.
        (_, None) => {}
    }
    out
}

/// The key as it is shown: `j`, `space`, `Ctrl-E`, `Shift-Tab`, `↓`.
pub fn show(key: Key, ascii: bool) -> String {
    let mut out = String::new();
    for (flag, word) in [(key.ctrl, "Ctrl-"), (key.alt, "Alt-"), (key.shift, "Shift-")] {
        if flag {
            out.push_str(word);
        }
    }
    match key.code {
        KeyCode::F(number) => out.push_str(&format!("F{number}")),
        KeyCode::Char(c) if c != ' ' => match key.ctrl {
            true => out.extend(c.to_uppercase()),
            false => out.push(c),
        },
        code => {
            let named = NAMED.iter().find(|(_, of, _)| *of == code);
            let (name, shown) = named.map_or(("", ""), |(name, _, shown)| (name, shown));
            match ascii && !shown.is_ascii() {
                true => {
                    let mut chars = name.chars();
                    out.extend(chars.next().map(|c| c.to_ascii_uppercase()));
                    out.push_str(chars.as_str());
                }
                false => out.push_str(shown),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for name in ["j", "G", "space", "Ctrl-E", "Shift-Tab", "PgDn", "F5", "-", "Alt-x", "?"] {
            let written = name.replace("PgDn", "pagedown");
            assert_eq!(show(parse(&written).unwrap(), false), name);
        }
        assert_eq!(show(parse("down").unwrap(), true), "Down");
    }

    #[test]
    fn what_is_written_reads_back() {
        for row in super::super::ROWS {
            for name in row.keys.split_whitespace() {
                assert_eq!(write(parse(name).unwrap()), name);
            }
        }
        assert_eq!(write(parse("f12").unwrap()), "f12");
    }

    #[test]
    fn keys_that_a_terminal_sends_alike_are_refused() {
        assert_eq!(parse("ctrl-i").unwrap_err(), "a terminal cannot tell `ctrl-i` from `tab`");
        assert_eq!(parse("Ctrl-Shift-e").unwrap_err(), "a terminal cannot tell `Ctrl-Shift-e` from `ctrl-e`");
        assert_eq!(parse("hyper-x").unwrap_err(), "there is no key `hyper-x`");
        assert_eq!(parse("shift-g").unwrap(), Key::char('G'));
    }
}
