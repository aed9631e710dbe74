//! The little language inside tags: values, lookups, filters, conditions, named arguments.
//!
//! Reads leniently, as Liquid's `lax` mode does: what cannot be understood is skipped, not refused.
//! Sources: `Expression`, `VariableLookup`, `Variable`, `If` and `Condition` of Liquid 4.0.

use std::rc::Rc;

use super::val::Val;

/// Something that has a value.
#[derive(Clone, Debug)]
pub enum Expr {
    /// Written out.
    Literal(Val),
    /// `(1..n)`.
    Range(Box<Expr>, Box<Expr>),
    /// A name and the way from its value on.
    Lookup(Box<Expr>, Vec<Step>),
}

/// One step of a lookup.
#[derive(Clone, Debug)]
pub struct Step {
    /// The key or number.
    pub key: Expr,
    /// Whether it was written with a dot: only then `size`, `first` and `last` are asked of the value itself.
    pub dotted: bool,
}

/// A value and the filters it goes through.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The value.
    pub value: Expr,
    /// The filters in order.
    pub filters: Vec<Filter>,
}

/// A filter with its arguments.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Its name.
    pub name: Rc<str>,
    /// The arguments by place.
    pub args: Vec<Expr>,
}

/// A condition. `and` and `or` bind alike, from the right: `a and b or c` is `a and (b or c)`.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The first test.
    pub left: Expr,
    /// What it is compared with, and how.
    pub compare: Option<(Operator, Expr)>,
    /// What it is joined to; whether by `and`.
    pub rest: Option<(bool, Box<Condition>)>,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `==`
    Equal,
    /// `!=` and `<>`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `contains`
    Contains,
}

/// Brackets may be nested this deep in one expression.
const DEEPEST: usize = 16;
/// A condition may have this many parts.
const MOST_PARTS: usize = 200;

/// Reads expressions from the inside of a tag.
pub struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub fn new(markup: &'a str) -> Self {
        Self { rest: markup.trim() }
    }

    /// What is not read yet.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// Takes a character if it comes next, after blanks.
    pub fn take(&mut self, c: char) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes a word: letters, digits, `_`, `-`.
    pub fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest.trim_start();
        let length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let (word, rest) = rest.split_at_checked(length)?;
        if word.is_empty() {
            return None;
        }
        self.rest = rest;
        Some(word)
    }

    /// Takes a word if it is this one.
    pub fn keyword(&mut self, word: &str) -> bool {
        let before = self.rest;
        if self.word() == Some(word) {
            return true;
        }
        self.rest = before;
        false
    }

    /// Takes `name: value`, after commas and junk; for tags with attributes.
    pub fn attribute(&mut self) -> Option<(&'a str, Expr)> {
        loop {
            self.rest = self.rest.trim_start().trim_start_matches(',').trim_start();
            if self.rest.is_empty() {
                return None;
            }
            let before = self.rest;
            if let Some(name) = self.word()
                && self.take(':')
                && let Some(value) = self.expression()
            {
                return Some((name, value));
            }
            if self.rest.len() == before.len() {
                self.skip();
            }
        }
    }

    /// Leaves one character out.
    fn skip(&mut self) {
        let mut chars = self.rest.chars();
        chars.next();
        self.rest = chars.as_str();
    }

    /// Takes a value with its filters.
    pub fn chain(&mut self) -> Chain {
        let value = self.expression().unwrap_or(Expr::Literal(Val::Nil));
        let mut filters = Vec::new();
        while self.next_pipe() {
            let Some(name) = self.word() else { continue };
            filters.push(Filter { name: name.into(), args: self.arguments() });
        }
        Chain { value, filters }
    }

    /// Goes behind the next `|` outside quotes.
    fn next_pipe(&mut self) -> bool {
        let mut quote = None;
        // A quote that is never closed hides nothing.
        let mut behind = None;
        let mut found = None;
        for (at, c) in self.rest.char_indices() {
            match (quote, c) {
                (None, '|') => {
                    found = Some(at);
                    break;
                }
                (None, '"' | '\'') => (quote, behind) = (Some(c), None),
                (Some(q), c) if q == c => quote = None,
                (Some(_), '|') if behind.is_none() => behind = Some(at),
                _ => {}
            }
        }
        let found = found.or(behind.filter(|_| quote.is_some()));
        self.rest = found.and_then(|at| self.rest.get(at + 1..)).unwrap_or_default();
        found.is_some()
    }

    /// The arguments of a filter: after `:`, separated by commas; `name: value` counts by its value.
    fn arguments(&mut self) -> Vec<Expr> {
        let mut args = Vec::new();
        while self.take(':') || self.take(',') {
            let before = self.rest;
            if self.word().is_some() && self.take(':') {
                args.extend(self.expression());
                continue;
            }
            self.rest = before;
            args.extend(self.expression());
        }
        args
    }

    /// Takes one value.
    pub fn expression(&mut self) -> Option<Expr> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Option<Expr> {
        if depth > DEEPEST {
            self.rest = "";
            return None;
        }
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next()?;
        match first {
            '"' | '\'' => self.quoted(first),
            '(' => self.range(depth),
            '[' => {
                self.skip();
                let name = self.nested(depth + 1)?;
                self.take(']');
                Some(Expr::Lookup(Box::new(name), self.steps(depth)))
            }
            '-' | '0'..='9' => self.number().or_else(|| self.name(depth)),
            c if is_name(c) => self.name(depth),
            _ => None,
        }
    }

    fn quoted(&mut self, quote: char) -> Option<Expr> {
        let body = self.rest.get(1..)?;
        let Some((text, rest)) = body.split_once(quote) else {
            self.rest = "";
            return None;
        };
        self.rest = rest;
        Some(Expr::Literal(Val::text(text)))
    }

    fn number(&mut self) -> Option<Expr> {
        let length = self.rest.find(|c: char| !is_name(c) && c != '.').unwrap_or(self.rest.len());
        let mut text = self.rest.get(..length)?;
        if let Some(range) = text.find("..") {
            text = text.get(..range)?;
        }
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return None;
        }
        self.rest = self.rest.get(text.len()..)?;
        let literal = match text.parse::<i64>() {
            Ok(n) => Val::Int(n),
            Err(_) => Val::Float(text.parse().unwrap_or(0.0)),
        };
        Some(Expr::Literal(literal))
    }

    fn range(&mut self, depth: usize) -> Option<Expr> {
        self.skip();
        let from = self.nested(depth + 1)?;
        let Some(rest) = self.rest.trim_start().strip_prefix("..") else {
            // `(a)`: Liquid knows no such brackets and looks at the value alone.
            self.take(')');
            return Some(from);
        };
        self.rest = rest.trim_start_matches('.');
        let to = self.nested(depth + 1)?;
        self.take(')');
        Some(Expr::Range(Box::new(from), Box::new(to)))
    }

    fn name(&mut self, depth: usize) -> Option<Expr> {
        let mut name = self.word()?;
        if let Some(rest) = self.rest.strip_prefix('?') {
            self.rest = rest;
        }
        let literal = match name {
            "nil" | "null" => Val::Nil,
            "true" => Val::Bool(true),
            "false" => Val::Bool(false),
            "empty" => Val::Empty,
            "blank" => Val::Blank,
            _ => {
                name = name.trim_end_matches('-');
                let name = Expr::Literal(Val::text(name));
                return Some(Expr::Lookup(Box::new(name), self.steps(depth)));
            }
        };
        Some(Expr::Literal(literal))
    }

    fn steps(&mut self, depth: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        loop {
            let ahead = self.rest.trim_start();
            if ahead.starts_with("..") {
                return steps;
            }
            if let Some(rest) = ahead.strip_prefix('.') {
                self.rest = rest;
                let Some(word) = self.word() else { return steps };
                self.rest = self.rest.strip_prefix('?').unwrap_or(self.rest);
                steps.push(Step { key: Expr::Literal(Val::text(word)), dotted: true });
            } else if let Some(rest) = self.rest.strip_prefix('[') {
                self.rest = rest;
                let Some(key) = self.nested(depth + 1) else { return steps };
                self.take(']');
                steps.push(Step { key, dotted: false });
            } else {
                return steps;
            }
        }
    }

    /// Takes a condition.
    pub fn condition(&mut self) -> Condition {
        let mut parts = vec![(false, self.test())];
        while parts.len() < MOST_PARTS {
            let and = if self.keyword("and") {
                true
            } else if self.keyword("or") {
                false
            } else if self.rest.trim_start().is_empty() {
                break;
            } else {
                // Junk between two tests, such as a closing bracket; a word of it as a whole.
                if self.word().is_none() {
                    self.skip();
                }
                continue;
            };
            parts.push((and, self.test()));
        }
        let (mut joint, mut whole) = parts.pop().unwrap_or((false, Condition::never()));
        while let Some((before, mut part)) = parts.pop() {
            part.rest = Some((joint, Box::new(whole)));
            (joint, whole) = (before, part);
        }
        whole
    }

    fn test(&mut self) -> Condition {
        // With two dots behind it a bracket may be that of a range.
        if !self.rest.contains("..") {
            while self.take('(') {}
        }
        let left = self.expression().unwrap_or(Expr::Literal(Val::Nil));
        let compare =
            self.operator().map(|operator| (operator, self.expression().unwrap_or(Expr::Literal(Val::Nil))));
        Condition { left, compare, rest: None }
    }

    fn operator(&mut self) -> Option<Operator> {
        const SIGNS: [(&str, Operator); 8] = [
            ("==", Operator::Equal),
            ("!=", Operator::Unequal),
            ("<>", Operator::Unequal),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
            ("=", Operator::Equal),
        ];
        let rest = self.rest.trim_start();
        for (sign, operator) in SIGNS {
            if let Some(rest) = rest.strip_prefix(sign) {
                self.rest = rest;
                return Some(operator);
            }
        }
        self.keyword("contains").then_some(Operator::Contains)
    }
}

impl Condition {
    /// A condition that does not hold.
    pub fn never() -> Self {
        Self::fixed(false)
    }

    /// A condition that holds: `else`.
    pub fn always() -> Self {
        Self::fixed(true)
    }

    fn fixed(holds: bool) -> Self {
        Self { left: Expr::Literal(Val::Bool(holds)), compare: None, rest: None }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}
