//! What stands in Liquid's own tags: the branches of `if` and `case`, the parts of `for`, the values of `cycle`.
//!
//! Sources: `If`, `Case`, `For`, `TableRow`, `Cycle`, `Assign`, `Capture` of Liquid 4.0.

use super::super::ast::{Arm, Body, Case, For, Kind};
use super::super::expression::{Condition, Expr, Reader};
use super::super::lexer::{Piece, Token};
use super::super::val::Val;
use super::{Parser, first_word};

impl<'a> Parser<'a> {
    pub(super) fn assign(&mut self, args: &'a str) -> Option<Kind> {
        let Some((name, value)) = args.split_once('=') else {
            self.note("`assign` has no `=`".into(), "write `assign name = value`");
            return None;
        };
        Some(Kind::Assign(name.trim().into(), Reader::new(value).chain()))
    }

    pub(super) fn capture(&mut self, args: &'a str) -> Kind {
        let name = args.trim().trim_matches(['"', '\'']);
        Kind::Capture(first_word(name).into(), self.block("capture"))
    }

    /// `if … elsif … else … endif`; `unless` turns its first condition round.
    pub(super) fn branches(&mut self, name: &'a str, args: &'a str) -> Kind {
        let mut arms = Vec::new();
        let mut arm = (name != "unless", Reader::new(args).condition());
        self.open.push(name);
        loop {
            let body = self.body();
            arms.push(Arm { holds: arm.0, condition: arm.1, body });
            let Some(Token { piece: Piece::Tag(tag, args), line, .. }) = self.tokens.get(self.at).copied()
            else {
                break;
            };
            self.line = line;
            arm = match tag {
                "else" => (true, Condition::always()),
                "elsif" => (true, Reader::new(args).condition()),
                _ => break,
            };
            self.at += 1;
        }
        self.open.pop();
        self.close(name, &mut Body::default());
        Kind::If(arms)
    }

    pub(super) fn case(&mut self, args: &'a str) -> Kind {
        let subject = Reader::new(args).expression().unwrap_or(Expr::Literal(Val::Nil));
        self.open.push("case");
        // What stands before the first `when` is never shown.
        self.body();
        let mut arms = Vec::new();
        while let Some(Token { piece: Piece::Tag(tag, args), line, .. }) = self.tokens.get(self.at).copied() {
            self.line = line;
            let values = match tag {
                "when" => Some(whens(args)),
                "else" => None,
                _ => break,
            };
            self.at += 1;
            arms.push((values, self.body()));
        }
        self.open.pop();
        self.close("case", &mut Body::default());
        Kind::Case(Box::new(Case { subject, arms }))
    }

    /// `for x in xs reversed limit: 2 offset: 1`.
    pub(super) fn each(&mut self, name: &'a str, args: &'a str) -> Option<For> {
        let mut reader = Reader::new(args);
        let variable = reader.word();
        let head = reader.keyword("in").then(|| reader.expression()).flatten();
        let (Some(variable), Some(items)) = (variable, head) else {
            self.note(format!("`{name}` does not say what it goes through"), "write `for item in list`");
            self.skip_block(name);
            return None;
        };
        let read = args.len().saturating_sub(reader.rest().len());
        let mut each = For {
            variable: variable.into(),
            items,
            name: args.get(..read).unwrap_or(args).into(),
            reversed: reader.keyword("reversed"),
            limit: None,
            offset: None,
            goes_on: false,
            cols: None,
            body: Body::default(),
            otherwise: None,
        };
        each.goes_on = reader.rest().replace(' ', "").contains("offset:continue");
        each.reversed |= reader.rest().split([' ', ',']).any(|w| w == "reversed");
        while let Some((key, value)) = reader.attribute() {
            match key {
                "limit" => each.limit = Some(value),
                "offset" => each.offset = Some(value),
                "cols" => each.cols = Some(value),
                _ => {}
            }
        }
        self.open.push(name);
        each.body = self.body();
        if self.peek_tag() == Some("else") && name == "for" {
            self.at += 1;
            each.otherwise = Some(self.body());
        }
        self.open.pop();
        self.close(name, &mut Body::default());
        Some(each)
    }
}

/// `when 1, 2 or 3`.
fn whens(args: &str) -> Vec<Expr> {
    let mut reader = Reader::new(args);
    let mut values = Vec::new();
    while let Some(value) = reader.expression() {
        values.push(value);
        let _ = reader.take(',') || reader.keyword("or");
    }
    values
}

/// `cycle "a", "b"` and `cycle group: "a", "b"`.
pub(super) fn cycle(args: &str) -> Kind {
    let mut reader = Reader::new(args);
    let first = reader.expression();
    let named = reader.take(':');
    let mut values: Vec<Expr> = if named { Vec::new() } else { first.into_iter().collect() };
    while reader.take(',') || named && values.is_empty() {
        match reader.expression() {
            Some(value) => values.push(value),
            None => break,
        }
    }
    let group = if named { args.split(':').next().unwrap_or(args) } else { args };
    Kind::Cycle(group.trim().into(), values)
}
