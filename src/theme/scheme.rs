//! A scheme: the palette in a base16 or base24 file.
//!
//! The file is read line by line, not as YAML: the format has one key a line and nothing nested but
//! `palette:`, a colour without quotes (`000000`, `1e1000`) would be a number to YAML, and so every problem
//! has its line.

use crate::problem::Problem;
use crate::text::Clean;
use crate::text::near::nearest;

use super::depth::Rgb;

/// How large a file may be that is taken for a scheme.
pub const MAX_BYTES: usize = 64 * 1024;

/// A palette of sixteen colours, or of twenty-four.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// The name by which it is chosen: that of its file.
    pub name: Clean,
    /// The name it gives itself.
    pub title: Clean,
    /// Who made it.
    pub author: Clean,
    /// Whether its ground is light.
    pub light: bool,
    colors: [Rgb; SLOTS],
}

const SLOTS: usize = 24;

/// What base24 adds is, in a scheme of sixteen, another of the sixteen (tinted-theming, "base24 styling
/// guidelines", fallbacks).
const FALLBACKS: [usize; 8] = [0x00, 0x00, 0x08, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e];

impl Scheme {
    /// Reads a scheme. `file` names it in problems; there is no scheme where a colour is missing or wrong.
    pub fn parse(name: &str, file: &Clean, text: &str) -> Result<Self, Vec<Problem>> {
        if text.len() > MAX_BYTES {
            return Err(vec![Problem::new(file, "too large for a scheme", "")]);
        }
        let mut reader =
            Reader { file, colors: [None; SLOTS], facts: Facts::default(), problems: Vec::new() };
        for (number, line) in text.lines().enumerate() {
            reader.line(number + 1, line);
        }
        reader.finish(name)
    }

    /// The colour of a slot, 0 to 23.
    pub fn color(&self, slot: usize) -> Rgb {
        self.colors.get(slot).copied().unwrap_or_default()
    }
}

#[derive(Default)]
struct Facts {
    title: String,
    author: String,
    variant: String,
}

struct Reader<'a> {
    file: &'a Clean,
    colors: [Option<Rgb>; SLOTS],
    facts: Facts,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn line(&mut self, number: usize, line: &str) {
        let line = line.trim_start_matches('\u{feff}').trim();
        let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with('#')) else { return };
        let (key, value) = (key.trim().trim_matches(['"', '\'']), unquoted(value.trim()));
        match slot(key) {
            Some(slot) => match Rgb::parse(value) {
                Some(color) => self.colors[slot] = Some(color),
                None => self.wrong(
                    number,
                    &format!("{key} is no colour: {value}"),
                    "write six digits: \"1d1f21\"",
                ),
            },
            None => self.fact(key, value, number),
        }
    }

    fn fact(&mut self, key: &str, value: &str, number: usize) {
        match key {
            // The older form calls the name `scheme`.
            "name" | "scheme" => self.facts.title = value.to_owned(),
            "author" => self.facts.author = value.to_owned(),
            "variant" => self.facts.variant = value.to_owned(),
            key if key.starts_with("base") => {
                self.wrong(
                    number,
                    &format!("there is no {key} in a scheme"),
                    "they run from base00 to base17",
                );
            }
            _ => {}
        }
    }

    fn wrong(&mut self, line: usize, message: &str, remedy: &str) {
        self.problems.push(Problem::new(self.file, message, remedy).at(line));
    }

    fn finish(mut self, name: &str) -> Result<Scheme, Vec<Problem>> {
        let missing: Vec<_> = (0..16)
            .filter(|slot| self.colors[*slot].is_none())
            .map(|slot| format!("base{slot:02X}"))
            .collect();
        if !missing.is_empty() && self.problems.is_empty() {
            let message = match missing.len() {
                16 => "this is no base16 scheme".to_owned(),
                _ => format!("missing: {}", missing.join(", ")),
            };
            self.problems.push(Problem::new(self.file, &message, "a scheme has base00 to base0F"));
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let mut colors = self.colors.map(Option::unwrap_or_default);
        for (at, fallback) in FALLBACKS.into_iter().enumerate() {
            colors[16 + at] = self.colors[16 + at].unwrap_or(colors[fallback]);
        }
        let light = match nearest(&self.facts.variant, ["light", "dark"]) {
            Some(variant) => variant == "light",
            None => colors[0].is_light(),
        };
        let title = if self.facts.title.is_empty() { name } else { &self.facts.title };
        let (name, title, author) = (Clean::line(name), Clean::line(title), Clean::line(&self.facts.author));
        Ok(Scheme { name, title, author, light, colors })
    }
}

/// The slot of `base0A`, in either case.
fn slot(key: &str) -> Option<usize> {
    let digits = key.strip_prefix("base").filter(|digits| digits.len() == 2)?;
    usize::from_str_radix(digits, 16).ok().filter(|slot| *slot < SLOTS)
}

/// A value without its quotes, and without the comment behind it.
fn unquoted(value: &str) -> &str {
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            value.get(1..).and_then(|rest| rest.split(quote).next()).unwrap_or_default()
        }
        Some('#') | None => value.split_once(' ').map_or(value, |(color, _)| color),
        Some(_) => value.split(" #").next().unwrap_or_default().trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Scheme, String> {
        let file = Clean::line("x.yaml");
        Scheme::parse("x", &file, text)
            .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }

    fn palette(indent: &str, quote: &str) -> String {
        (0..16)
            .map(|slot| format!("{indent}base{slot:02X}: {quote}{slot:02x}0000{quote} # {slot}\n"))
            .collect()
    }

    #[test]
    fn the_older_form_and_the_newer() {
        let old = parse(&format!("scheme: \"Old\"\nauthor: 'A. B.'\n{}", palette("", "\""))).unwrap();
        let new =
            parse(&format!("system: base16\nname: Old\nauthor: A. B. # me\npalette:\n{}", palette("  ", "")))
                .unwrap();
        assert_eq!(old, new);
        assert_eq!((old.title.as_str(), old.author.as_str(), old.light), ("Old", "A. B.", false));
        assert_eq!(old.color(0x0a), Rgb(0x0a, 0, 0));
        assert_eq!(old.color(0x12), old.color(0x08));
    }

    #[test]
    fn the_variant_is_written_or_seen() {
        let light = palette("", "\"").replace("000000", "ffffff");
        assert!(parse(&light).unwrap().light);
        assert!(!parse(&format!("variant: dark\n{light}")).unwrap().light);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let text = palette("", "").replace("base0A: 0a0000", "base0A: red");
        assert_eq!(
            parse(&text).unwrap_err(),
            "x.yaml:11: base0A is no colour: red; write six digits: \"1d1f21\""
        );
        assert_eq!(
            parse(&palette("", "").replace("base0F", "author")).unwrap_err(),
            "x.yaml: missing: base0F; a scheme has base00 to base0F"
        );
        assert_eq!(
            parse("hello").unwrap_err(),
            "x.yaml: this is no base16 scheme; a scheme has base00 to base0F"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_scheme_or_says_why_not(text in "((base|name|é|:|\"|#|'|0A| )*\n){0,9}") {
            let _ = parse(&text);
        }
    }
}
