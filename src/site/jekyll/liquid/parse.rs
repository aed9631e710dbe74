//! Pieces to tree. Total: what has no end, no beginning or no sense becomes a note, and the rest counts.
//!
//! Sources: `BlockBody`, `Block` and the tags of Liquid 4.0; blocks nest 100 deep at most (`Block::MAX_DEPTH`).

mod blocks;

use std::collections::{HashMap, HashSet};

use super::ast::{Body, Kind, Node};
use super::expression::Reader;
use super::lexer::{Piece, Token, cut};
use super::plugins;
use blocks::cycle;

/// Something wrong in a template: the line from 0, what it is, what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line, from 0.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What helps.
    pub remedy: &'static str,
}

/// A template that can be evaluated.
#[derive(Debug, Default)]
pub struct Template {
    /// Its tree.
    pub body: Body,
    /// What was wrong with it.
    pub notes: Vec<Note>,
}

/// Blocks may be nested this deep.
const DEEPEST: usize = 100;
/// More tags that open one.
const ALWAYS: [&str; 4] = ["comment", "doc", "highlight", "raw"];
/// The tags in which no other counts.
const HIDING: [&str; 3] = ["comment", "doc", "raw"];
/// The tags of Liquid's own that open a block in which others count.
const BLOCKS: [&str; 7] = ["if", "unless", "case", "for", "tablerow", "capture", "ifchanged"];
/// More notes of one template help nobody.
pub const MOST_NOTES: usize = 50;

/// Reads a template.
pub fn parse(source: &str) -> Template {
    parse_inside(source, 0)
}

/// Reads a template that stands inside `above` open blocks of another.
fn parse_inside(source: &str, above: usize) -> Template {
    let tokens = cut(source);
    let mut ends = HashMap::new();
    for (at, token) in tokens.iter().enumerate() {
        if let Piece::Tag(name, _) = token.piece
            && name.starts_with("end")
        {
            ends.insert(name, at);
        }
    }
    let lost = lost(&tokens, &ends);
    let mut parser =
        Parser { tokens: &tokens, at: 0, open: Vec::new(), above, ends, lost, notes: Vec::new(), line: 0 };
    let body = parser.body();
    parser.note_unended();
    Template { body, notes: parser.notes }
}

/// The tags that open a block without an end of their own: an end closes the last block of its name, and with it what was
/// opened inside. Liquid refuses the whole template; here such a tag counts as not written, so that nothing behind it is lost.
fn lost(tokens: &[Token<'_>], ends: &HashMap<&str, usize>) -> HashSet<usize> {
    let (mut open, mut lost): (Vec<(&str, usize)>, _) = (Vec::new(), HashSet::new());
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut hidden = None;
    for (at, token) in tokens.iter().enumerate() {
        let Piece::Tag(name, _) = token.piece else { continue };
        let closed = name.strip_prefix("end");
        if hidden.is_some() && closed != hidden {
            continue;
        }
        match closed {
            Some(block) if counts.get(block).is_some_and(|count| *count > 0) => {
                while let Some((name, opened)) = open.pop() {
                    counts.entry(name).and_modify(|count| *count -= 1);
                    if name == block {
                        break;
                    }
                    lost.insert(opened);
                }
                hidden = None;
            }
            Some(_) => {}
            None => {
                let ended = ends.get(end_of(name).as_str()).is_some_and(|end| *end > at);
                if ended || ALWAYS.contains(&name) || BLOCKS.contains(&name) {
                    *counts.entry(name).or_default() += 1;
                    open.push((name, at));
                }
                hidden = ended.then_some(name).filter(|name| HIDING.contains(name));
            }
        }
    }
    lost.extend(open.into_iter().map(|(_, at)| at));
    lost
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    /// The names of the open blocks.
    open: Vec<&'a str>,
    /// How many blocks are open around the whole.
    above: usize,
    /// Where each `end…` tag stands for the last time.
    ends: HashMap<&'a str, usize>,
    /// The tags that open a block which is never closed.
    lost: HashSet<usize>,
    notes: Vec<Note>,
    line: usize,
}

impl<'a> Parser<'a> {
    fn note(&mut self, message: String, remedy: &'static str) {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(Note { line: self.line, message, remedy });
        }
    }

    fn peek_tag(&self) -> Option<&'a str> {
        match self.tokens.get(self.at)?.piece {
            Piece::Tag(name, _) => Some(name),
            Piece::Text(_) | Piece::Output(_) => None,
        }
    }

    /// Nodes up to a tag that closes or divides one of the open blocks, which stays unread.
    fn body(&mut self) -> Body {
        let mut body = Body { nodes: Vec::new(), blank: true };
        while let Some(token) = self.tokens.get(self.at).copied() {
            self.line = token.line;
            let kind = match token.piece {
                Piece::Text(text) => Some(Kind::Text(text.into())),
                Piece::Output(markup) => Some(Kind::Output(Reader::new(markup).chain())),
                Piece::Tag(name, _) if self.closes(name) => return body,
                Piece::Tag(name, args) => {
                    self.at += 1;
                    self.tag(name, args, &mut body);
                    continue;
                }
            };
            self.at += 1;
            self.push(&mut body, token.line, kind);
        }
        body
    }

    fn push(&self, body: &mut Body, line: usize, kind: Option<Kind>) {
        let Some(kind) = kind else { return };
        body.blank &= is_blank(&kind);
        body.nodes.push(Node { line, kind });
    }

    /// Whether a tag closes or divides an open block.
    fn closes(&self, name: &str) -> bool {
        match name {
            "else" => self.open.iter().any(|o| matches!(*o, "if" | "unless" | "case" | "for")),
            "elsif" => self.open.iter().any(|o| matches!(*o, "if" | "unless")),
            "when" => self.open.contains(&"case"),
            _ => name.strip_prefix("end").is_some_and(|block| self.open.contains(&block)),
        }
    }

    /// Notes what is opened and never ended, and so is text.
    fn note_unended(&mut self) {
        for (at, token) in self.tokens.iter().enumerate() {
            let Piece::Text(text) = token.piece else { continue };
            let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
            if before.is_some_and(|before| before.piece == Piece::Tag("raw", "")) {
                continue;
            }
            for (open, close) in [("{%", "%}"), ("{{", "}}")] {
                let found = text.find(open).filter(|at| !text.get(*at..).unwrap_or_default().contains(close));
                let Some(found) = found else { continue };
                self.line = token.line + text.get(..found).unwrap_or_default().matches('\n').count();
                self.note(
                    format!("`{open}` has no `{close}` behind it"),
                    "write it, or `raw` and `endraw` around it",
                );
            }
        }
    }

    fn tag(&mut self, name: &'a str, args: &'a str, body: &mut Body) {
        let line = self.line;
        if self.lost.contains(&(self.at - 1)) && (ALWAYS.contains(&name) || BLOCKS.contains(&name)) {
            self.note(
                format!("`{name}` is not closed"),
                "write its end; what stands behind it is shown as it is",
            );
            return;
        }
        if self.open.len() + self.above >= DEEPEST && (self.has_end(name) || BLOCKS.contains(&name)) {
            self.note(format!("`{name}` is nested too deep"), "take a part of it into an include");
            if self.has_end(name) {
                self.skip_block(name);
            }
            return;
        }
        let kind = match name {
            "#" | "raw" | "endraw" => None,
            "comment" | "doc" => {
                self.skip_block(name);
                None
            }
            "liquid" => return self.liquid(args, body),
            "echo" => Some(Kind::Output(Reader::new(args).chain())),
            "assign" => self.assign(args),
            "capture" => Some(self.capture(args)),
            "increment" => Some(Kind::Count(first_word(args).into(), 1)),
            "decrement" => Some(Kind::Count(first_word(args).into(), -1)),
            "if" => Some(self.branches("if", args)),
            "unless" => Some(self.branches("unless", args)),
            "case" => Some(self.case(args)),
            "for" => self.each("for", args).map(|f| Kind::For(Box::new(f))),
            "tablerow" => self.each("tablerow", args).map(|f| Kind::TableRow(Box::new(f))),
            "cycle" => Some(cycle(args)),
            "break" => Some(Kind::Break),
            "continue" => Some(Kind::Continue),
            "ifchanged" => Some(Kind::IfChanged(self.block("ifchanged"))),
            "else" | "elsif" | "when" => {
                // Of a block that is never closed that is said already.
                if self.lost.is_empty() {
                    self.note(format!("`{name}` stands outside its block"), "remove it");
                }
                None
            }
            _ => self.jekyll(name, args),
        };
        self.push(body, line, kind);
    }

    /// Jekyll's own tags and those of its plugins.
    fn jekyll(&mut self, name: &'a str, args: &'a str) -> Option<Kind> {
        match name {
            "include" | "include_cached" => Some(Kind::Include(Box::new(plugins::include(args, false)))),
            "include_relative" => Some(Kind::Include(Box::new(plugins::include(args, true)))),
            "highlight" | "codeblock" | "code" if self.has_end(name) => {
                Some(Kind::Highlight(plugins::language(name, args).into(), self.block(name)))
            }
            "link" => Some(Kind::Link(args.trim().into())),
            "post_url" => Some(Kind::PostUrl(args.trim().into())),
            _ if self.has_end(name) => {
                if !plugins::KNOWN_PAIRS.contains(&name) {
                    self.note(format!("no tag `{name}` is known here"), "its content is shown");
                }
                Some(Kind::Content(self.block(name)))
            }
            _ if name.starts_with("end") => {
                self.note(format!("`{name}` closes nothing"), "remove it, or write the tag it belongs to");
                None
            }
            _ if plugins::SILENT.contains(&name) => None,
            _ => match plugins::embed(name, args) {
                Some(embed) => Some(Kind::Embed(Box::new(embed))),
                None => {
                    self.note(format!("no tag `{name}` is known here"), "a dim word stands in its place");
                    Some(Kind::Aside(format!("[{name}]").into()))
                }
            },
        }
    }

    fn has_end(&self, name: &str) -> bool {
        self.ends.get(end_of(name).as_str()).is_some_and(|at| *at >= self.at)
    }

    /// The content of a block, up to and with its end.
    fn block(&mut self, name: &'a str) -> Body {
        self.open.push(name);
        let mut body = self.body();
        // A divider that belongs to nothing here, such as `else` in `capture` in `if`, ends the block too.
        self.open.pop();
        self.close(name, &mut body);
        body
    }

    fn close(&mut self, name: &str, body: &mut Body) {
        if self.peek_tag() == Some(end_of(name).as_str()) {
            self.at += 1;
        } else {
            self.note(format!("`{name}` is not closed"), "write its end");
            body.blank = false;
        }
    }

    /// Goes behind the end of a block of which nothing is wanted. Blocks of the same name nest.
    fn skip_block(&mut self, name: &str) {
        let end = end_of(name);
        let mut depth = 1usize;
        while let Some(found) = self.tokens.get(self.at) {
            self.at += 1;
            match found.piece {
                Piece::Tag(tag, _) if tag == end => depth -= 1,
                Piece::Tag(tag, _) if tag == name => depth += 1,
                Piece::Tag(..) | Piece::Text(_) | Piece::Output(_) => {}
            }
            if depth == 0 {
                return;
            }
        }
        self.note(format!("`{name}` is not closed"), "write its end");
    }

    /// `liquid`: one tag a line, without braces.
    fn liquid(&mut self, args: &'a str, body: &mut Body) {
        let depth = self.open.len() + self.above + 1;
        if depth >= DEEPEST {
            return;
        }
        let mut source = String::with_capacity(args.len() * 2);
        for line in args.lines().map(str::trim).filter(|l| !l.is_empty()) {
            source.extend(["{% ", line, " %}"]);
        }
        let inner = parse_inside(&source, depth);
        for note in inner.notes {
            self.note(note.message, note.remedy);
        }
        let line = self.line;
        self.push(body, line, Some(Kind::Content(inner.body)));
    }
}

fn end_of(name: &str) -> String {
    format!("end{name}")
}

fn first_word(args: &str) -> &str {
    args.split_whitespace().next().unwrap_or_default()
}

/// Whether a node can only print blanks (`Tag#blank?`).
fn is_blank(kind: &Kind) -> bool {
    match kind {
        Kind::Text(text) => text.trim().is_empty(),
        Kind::Assign(..) | Kind::Capture(..) => true,
        Kind::If(arms) => arms.iter().all(|arm| arm.body.blank),
        Kind::Case(case) => case.arms.iter().all(|(_, body)| body.blank),
        Kind::For(each) => each.body.blank && each.otherwise.as_ref().is_none_or(|body| body.blank),
        Kind::Content(body) | Kind::IfChanged(body) => body.blank,
        Kind::Output(_)
        | Kind::Count(..)
        | Kind::TableRow(_)
        | Kind::Cycle(..)
        | Kind::Break
        | Kind::Continue
        | Kind::Include(_)
        | Kind::Highlight(..)
        | Kind::Link(_)
        | Kind::PostUrl(_)
        | Kind::Embed(_)
        | Kind::Aside(_) => false,
    }
}
