//! A site's own shortcodes: the plain part of Go's templates that most of them are made of.
//!
//! Source: <https://gohugo.io/templates/shortcode/> and Go's `text/template`, `html/template`. Known are text, `.Get`,
//! `.Inner`, variables, `if`, `with` and functions that change text; a template with anything else (images, files,
//! loops) gives none, and the caller shows what it can without it. Total; the output is bounded.

use std::collections::HashMap;

use super::cut::Call;

/// A template larger than this is not read.
const LARGEST: usize = 64 << 10;
/// What comes out is no longer than this.
const LONGEST: usize = 1 << 20;
/// Parts may be nested this deep.
const DEEPEST: usize = 24;

/// A value: text, and whether it is HTML already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Value {
    text: String,
    safe: bool,
}

impl Value {
    fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), safe: false }
    }

    fn safe(text: impl Into<String>) -> Self {
        Self { text: text.into(), safe: true }
    }

    fn truth(yes: bool) -> Self {
        Self::text(if yes { "true" } else { "" })
    }

    fn is_true(&self) -> bool {
        !matches!(self.text.as_str(), "" | "false" | "0")
    }
}

/// Renders a template for a call; none where it asks for more than is known here.
pub(super) fn render(
    template: &str,
    call: &Call<'_>,
    inner: &str,
    to_html: &dyn Fn(&str) -> String,
) -> Option<String> {
    if template.len() > LARGEST {
        return None;
    }
    let mut run = Run { pieces: pieces(template)?, at: 0, call, inner, to_html, variables: HashMap::new() };
    let mut out = String::new();
    let end = run.block(&mut out, &Value::default(), true, 0)?;
    end.is_empty().then_some(out)
}

/// A piece of a template: text, or what stands in `{{ }}`.
enum Piece<'t> {
    Text(&'t str),
    Action(&'t str),
}

fn pieces(template: &str) -> Option<Vec<Piece<'_>>> {
    let (mut out, mut rest) = (Vec::new(), template);
    while let Some((before, tail)) = rest.split_once("{{") {
        let (action, after) = tail.split_once("}}")?;
        let trimmed_left = action.starts_with("- ") || action.starts_with("-/*") || action == "-";
        let trimmed_right = action.ends_with(" -") || action.ends_with("*/-");
        out.push(Piece::Text(if trimmed_left { before.trim_end() } else { before }));
        let action = action.strip_prefix('-').filter(|_| trimmed_left).unwrap_or(action);
        let action = action.strip_suffix('-').filter(|_| trimmed_right).unwrap_or(action);
        out.push(Piece::Action(action.trim()));
        rest = if trimmed_right { after.trim_start() } else { after };
    }
    out.push(Piece::Text(rest));
    Some(out)
}

struct Run<'r> {
    pieces: Vec<Piece<'r>>,
    at: usize,
    call: &'r Call<'r>,
    inner: &'r str,
    to_html: &'r dyn Fn(&str) -> String,
    variables: HashMap<String, Value>,
}

impl<'r> Run<'r> {
    /// Writes up to the `end` or `else` that belongs to this block, and gives it; nothing at the end of all.
    fn block(&mut self, out: &mut String, dot: &Value, shows: bool, depth: usize) -> Option<&'r str> {
        if depth > DEEPEST {
            return None;
        }
        loop {
            let Some(piece) = self.pieces.get(self.at) else { return Some("") };
            self.at += 1;
            let action = match piece {
                Piece::Text(text) => {
                    out.push_str(if shows { text } else { "" });
                    continue;
                }
                Piece::Action(action) => *action,
            };
            let (word, rest) = action.split_once(char::is_whitespace).unwrap_or((action, ""));
            match word {
                "" => {}
                "end" | "else" => return Some(action),
                "if" | "with" => self.choice(word == "with", rest, out, dot, shows, depth)?,
                "range" | "define" | "block" | "template" | "break" | "continue" | "return" => return None,
                _ if action.starts_with("/*") => {}
                _ => self.print(action, out, dot, shows)?,
            }
            if out.len() > LONGEST {
                return None;
            }
        }
    }

    fn print(&mut self, action: &str, out: &mut String, dot: &Value, shows: bool) -> Option<()> {
        if !shows {
            return Some(());
        }
        let set = action.strip_prefix('$').and_then(|a| a.split_once('='));
        if let Some((name, rest)) = set {
            let name = name.trim_end_matches(':').trim();
            if name.chars().all(|c| c.is_alphanumeric() || c == '_') {
                let value = self.pipeline(rest, dot)?;
                self.variables.insert(name.to_owned(), value);
                return Some(());
            }
        }
        let value = self.pipeline(action, dot)?;
        match value.safe {
            true => out.push_str(&value.text),
            false => out.push_str(&super::builtin::escape(&value.text)),
        }
        Some(())
    }

    /// `if` or `with` up to its end: the first branch whose condition holds is shown.
    fn choice(
        &mut self,
        with: bool,
        condition: &str,
        out: &mut String,
        dot: &Value,
        shows: bool,
        depth: usize,
    ) -> Option<()> {
        let (mut with, mut condition, mut done) = (with, condition, false);
        loop {
            let value = if shows && !done { self.pipeline(condition, dot)? } else { Value::default() };
            let taken = shows && !done && value.is_true();
            done |= taken;
            let end = self.block(out, if with { &value } else { dot }, taken, depth + 1)?;
            if end == "end" {
                return Some(());
            }
            let branch = end.strip_prefix("else")?.trim();
            match branch.split_once(char::is_whitespace) {
                Some((word @ ("if" | "with"), rest)) => (with, condition) = (word == "with", rest),
                Some(_) => return None,
                None => {
                    let end = self.block(out, dot, shows && !done, depth + 1)?;
                    return (end == "end").then_some(());
                }
            }
        }
    }

    fn pipeline(&self, text: &str, dot: &Value) -> Option<Value> {
        let tokens = tokens(text)?;
        let mut at = 0;
        let value = self.piped(&tokens, &mut at, dot, 0)?;
        (at == tokens.len()).then_some(value)
    }

    fn piped(&self, tokens: &[String], at: &mut usize, dot: &Value, depth: usize) -> Option<Value> {
        let mut value = self.command(tokens, at, None, dot, depth)?;
        while tokens.get(*at).is_some_and(|t| t == "|") {
            *at += 1;
            value = self.command(tokens, at, Some(value), dot, depth)?;
        }
        Some(value)
    }

    /// A name with what it is given.
    fn command(
        &self,
        tokens: &[String],
        at: &mut usize,
        last: Option<Value>,
        dot: &Value,
        depth: usize,
    ) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let first = tokens.get(*at)?;
        let named = first.starts_with(|c: char| c.is_alphabetic()) || first == ".Get" || first == "$.Get";
        let name = if named || first.ends_with(".RenderString") { Some(first.as_str()) } else { None };
        *at += usize::from(name.is_some());
        let mut args = Vec::new();
        while let Some(token) = tokens.get(*at).filter(|t| !matches!(t.as_str(), "|" | ")")) {
            *at += 1;
            args.push(match token.as_str() {
                "(" => {
                    let value = self.piped(tokens, at, dot, depth + 1)?;
                    *at += usize::from(tokens.get(*at)? == ")");
                    value
                }
                token => self.term(token, dot)?,
            });
        }
        args.extend(last);
        match name {
            Some(name) => self.apply(name, args),
            None if args.len() == 1 => args.pop(),
            None => None,
        }
    }

    fn term(&self, token: &str, dot: &Value) -> Option<Value> {
        let literal = token.strip_prefix(['"', '`']).and_then(|t| t.strip_suffix(['"', '`']));
        if let Some(text) = literal {
            return Some(Value::text(text.replace("\\\"", "\"")));
        }
        match token {
            "." => Some(dot.clone()),
            ".Inner" | "$.Inner" => Some(Value::safe(self.inner)),
            ".IsNamedParams" => Some(Value::truth(!self.call.named.is_empty())),
            ".Name" => Some(Value::text(self.call.name)),
            "true" | "false" => Some(Value::text(token)),
            ".Params" | "$.Params" => {
                Some(Value::truth(!self.call.named.is_empty() || !self.call.args.is_empty()))
            }
            _ if token.starts_with(|c: char| c.is_ascii_digit()) => Some(Value::text(token)),
            _ => {
                if let Some(name) = token.strip_prefix(".Params.").or_else(|| token.strip_prefix("$.Params."))
                {
                    return Some(Value::text(self.call.named(name)));
                }
                self.variables.get(token.strip_prefix('$')?).cloned()
            }
        }
    }

    fn apply(&self, name: &str, mut args: Vec<Value>) -> Option<Value> {
        let text = |n: usize| args.get(n).map(|value| value.text.as_str());
        let only = || text(0).filter(|_| args.len() == 1);
        Some(match name {
            ".Get" | "$.Get" => Value::text(self.argument(only()?)),
            "index" if args.len() == 2 => Value::text(self.argument(text(1)?)),
            "isset" if args.len() == 2 => Value::truth(!self.argument(text(1)?).is_empty()),
            "markdownify" => Value::safe(self.words(only()?)),
            name if name.ends_with(".RenderString") => Value::safe(self.words(args.last()?.text.as_str())),
            "safeHTML" | "safeURL" | "safeHTMLAttr" | "safeCSS" | "safeJS" => Value::safe(only()?),
            "relURL" | "absURL" | "relLangURL" | "absLangURL" | "string" | "emojify" => args.pop()?,
            "htmlEscape" => Value::safe(super::builtin::escape(only()?)),
            "lower" | "strings.ToLower" => Value::text(only()?.to_lowercase()),
            "upper" | "strings.ToUpper" => Value::text(only()?.to_uppercase()),
            "strings.TrimSpace" => Value { text: only()?.trim().to_owned(), safe: args.first()?.safe },
            "trim" if args.len() == 2 => {
                let cut: Vec<char> = text(1)?.replace("\\n", "\n").chars().collect();
                Value { text: text(0)?.trim_matches(cut.as_slice()).to_owned(), safe: args.first()?.safe }
            }
            "default" if args.len() == 2 => {
                let chosen = if args.last()?.text.is_empty() { 0 } else { 1 };
                args.swap_remove(chosen)
            }
            "eq" if args.len() > 1 => Value::truth(args.iter().skip(1).any(|v| v.text == args[0].text)),
            "ne" if args.len() == 2 => Value::truth(text(0)? != text(1)?),
            "not" => Value::truth(!args.first().filter(|_| args.len() == 1)?.is_true()),
            "and" => args.iter().find(|v| !v.is_true()).or(args.last())?.clone(),
            "or" => args.iter().find(|v| v.is_true()).or(args.last())?.clone(),
            "cond" if args.len() == 3 => args.swap_remove(if args[0].is_true() { 1 } else { 2 }),
            "print" => Value::text(args.iter().map(|v| v.text.as_str()).collect::<String>()),
            "printf" => Value::text(printf(text(0)?, args.get(1..)?)?),
            _ => return None,
        })
    }

    /// `.Get 0` and `.Get "name"`.
    fn argument(&self, key: &str) -> String {
        match key.parse::<usize>() {
            Ok(place) => self.call.args.get(place).cloned().unwrap_or_default(),
            Err(_) => self.call.named(key).to_owned(),
        }
    }

    /// Markdown as HTML, a lone paragraph without its tags.
    fn words(&self, markdown: &str) -> String {
        super::builtin::unwrapped(&(self.to_html)(markdown))
    }
}

/// `%s`, `%v`, `%d`, `%q` filled in.
fn printf(format: &str, args: &[Value]) -> Option<String> {
    let (mut out, mut rest, mut args) = (String::new(), format, args.iter());
    while let Some((before, tail)) = rest.split_once('%') {
        out.push_str(before);
        match tail.chars().next()? {
            '%' => out.push('%'),
            's' | 'v' | 'd' => out.push_str(&args.next()?.text),
            'q' => out.push_str(&format!("\"{}\"", args.next()?.text)),
            _ => return None,
        }
        rest = tail.get(1..)?;
    }
    out.push_str(rest);
    Some(out)
}

/// The words of an expression; texts keep their quotes.
fn tokens(text: &str) -> Option<Vec<String>> {
    let (mut out, mut rest) = (Vec::new(), text.trim_start());
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | ')' | '|' => 1,
            '"' => {
                let mut escaped = false;
                let end = rest.char_indices().skip(1).find(|(_, c)| {
                    let found = *c == '"' && !escaped;
                    escaped = *c == '\\' && !escaped;
                    found
                });
                end?.0 + 1
            }
            '`' => rest.get(1..)?.find('`')? + 2,
            _ => rest.find(|c: char| c.is_whitespace() || "()|\"`".contains(c)).unwrap_or(rest.len()),
        };
        out.push(rest.get(..length)?.to_owned());
        rest = rest.get(length..)?.trim_start();
    }
    Some(out)
}
