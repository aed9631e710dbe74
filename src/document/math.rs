//! TeX as Unicode, as far as a table of ours knows it: Greek, relations, arrows, scripts, fractions, roots.
//!
//! A formula that needs more than a line of text (matrices, alignments, unknown commands) has no Unicode form
//! here, and is shown as its TeX.

mod symbols;

use crate::text::Clean;

/// Groups may be nested this deep.
const DEEPEST: usize = 20;

/// The formula in Unicode; none where something in it is not known.
pub fn unicode(tex: &str) -> Option<Clean> {
    if tex.len() > 4000 {
        return None;
    }
    let mut reader = Reader { rest: tex.trim(), depth: 0 };
    let text = reader.all(None)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(Clean::line(&words.join(" ")))
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl Reader<'_> {
    /// Everything up to `end`, or to the end of the formula.
    fn all(&mut self, end: Option<char>) -> Option<String> {
        let mut out = String::new();
        loop {
            match self.rest.chars().next() {
                None => return end.is_none().then_some(out),
                c if c == end => {
                    self.skip(1);
                    return Some(out);
                }
                Some(_) => out.push_str(&self.atom()?),
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// One character, command or group.
    fn atom(&mut self) -> Option<String> {
        let c = self.rest.chars().next()?;
        if c == '\\' {
            return self.command();
        }
        self.skip(c.len_utf8());
        match c {
            '{' => self.group(),
            '}' | '&' | '%' | '#' => None,
            '^' => self.script(symbols::superscript, '^'),
            '_' => self.script(symbols::subscript, '_'),
            '~' => Some(" ".into()),
            '\'' => Some("′".into()),
            '-' => Some("−".into()),
            '*' => Some("∗".into()),
            _ => Some(c.to_string()),
        }
    }

    /// The rest of a group whose brace has been read.
    fn group(&mut self) -> Option<String> {
        self.depth += 1;
        let inside = if self.depth > DEEPEST { None } else { self.all(Some('}')) };
        self.depth -= 1;
        inside
    }

    /// What a command or a script applies to.
    fn argument(&mut self) -> Option<String> {
        self.rest = self.rest.trim_start();
        self.depth += 1;
        let argument = if self.depth > DEEPEST { None } else { self.atom() };
        self.depth -= 1;
        argument
    }

    /// A script: raised or lowered characters where all exist, else `^(…)`.
    fn script(&mut self, of: fn(char) -> Option<char>, mark: char) -> Option<String> {
        let inside = self.argument()?;
        let raised: Option<String> = inside.chars().filter(|c| *c != ' ').map(of).collect();
        Some(raised.unwrap_or_else(|| match inside.chars().count() {
            1 => format!("{mark}{inside}"),
            _ => format!("{mark}({})", inside.trim()),
        }))
    }

    fn command(&mut self) -> Option<String> {
        self.skip(1);
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            let c = self.rest.chars().next()?;
            self.skip(c.len_utf8());
            return match c {
                ',' | ':' | ';' | ' ' | '!' => Some(if c == '!' { String::new() } else { " ".into() }),
                '{' | '}' | '%' | '$' | '#' | '&' | '_' => Some(c.to_string()),
                '|' => Some("‖".into()),
                _ => None,
            };
        }
        let name = self.rest.get(..letters)?;
        self.skip(letters);
        self.named(name)
    }

    fn named(&mut self, name: &str) -> Option<String> {
        if let Some(symbol) = symbols::symbol(name) {
            return Some(symbol.into());
        }
        match name {
            "frac" | "dfrac" | "tfrac" => {
                let (above, below) = (self.argument()?, self.argument()?);
                Some(format!("{}/{}", factor(&above), factor(&below)))
            }
            "binom" => {
                let (above, below) = (self.argument()?, self.argument()?);
                Some(format!("C({}, {})", above.trim(), below.trim()))
            }
            "sqrt" => self.root(),
            "text" | "mathrm" | "mathbf" | "mathit" | "mathsf" | "mathtt" | "operatorname" | "textbf"
            | "textit" | "textrm" | "boldsymbol" | "bm" | "mathcal" | "mathscr" | "mathfrak" | "mbox"
            | "hbox" => self.argument(),
            "mathbb" => Some(self.argument()?.chars().map(symbols::blackboard).collect()),
            "hat" | "bar" | "tilde" | "dot" | "ddot" | "vec" | "overline" => self.accented(name),
            "left" | "right" | "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl" | "Bigr" => {
                if self.rest.starts_with('.') {
                    self.skip(1);
                }
                Some(String::new())
            }
            "limits" | "nolimits" | "displaystyle" | "textstyle" | "scriptstyle" => Some(String::new()),
            _ => None,
        }
    }

    fn root(&mut self) -> Option<String> {
        let mut degree = String::new();
        if self.rest.starts_with('[') {
            self.skip(1);
            degree = self.all(Some(']'))?.chars().map(symbols::superscript).collect::<Option<String>>()?;
        }
        let inside = self.argument()?;
        Some(format!("{degree}√{}", factor(&inside)))
    }

    /// A letter with an accent above it, as a combining character.
    fn accented(&mut self, name: &str) -> Option<String> {
        let inside = self.argument()?;
        let mark = match name {
            "hat" => '\u{302}',
            "bar" | "overline" => '\u{304}',
            "tilde" => '\u{303}',
            "dot" => '\u{307}',
            "ddot" => '\u{308}',
            _ => '\u{20d7}',
        };
        (inside.chars().count() == 1).then(|| format!("{inside}{mark}"))
    }
}

/// A part of a fraction or under a root, in parentheses where it is more than one thing.
fn factor(text: &str) -> String {
    let text = text.trim();
    match text.chars().all(char::is_alphanumeric) || text.chars().count() == 1 {
        true => text.to_owned(),
        false => format!("({text})"),
    }
}

#[cfg(test)]
mod tests {
    use super::unicode;

    #[test]
    fn formulas_on_one_line() {
        let of = |tex| unicode(tex).map(crate::text::Clean::into_string).unwrap_or_else(|| "none".into());
        assert_eq!(of(r"E = mc^2"), "E = mc²");
        assert_eq!(of(r"\sum_{i=1}^{n} \frac{1}{x_i + 1} \le \sqrt{2}"), "∑ᵢ₌₁ⁿ 1/(xᵢ + 1) ≤ √2");
        assert_eq!(of(r"\forall x \in \mathbb{R}: \alpha \to \infty"), "∀ x ∈ ℝ: α → ∞");
    }

    #[test]
    fn what_is_not_known_stays_tex() {
        assert_eq!(unicode(r"\begin{pmatrix} 1 & 2 \end{pmatrix}"), None);
        assert_eq!(unicode(&"{".repeat(3000)), None);
    }
}
