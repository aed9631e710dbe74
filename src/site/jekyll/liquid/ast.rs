//! A template as a tree.

use std::rc::Rc;

use super::expression::{Chain, Condition, Expr};

/// Nodes in order.
#[derive(Debug, Default)]
pub struct Body {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// Whether they can only print blanks; such a block prints nothing (Liquid's `Block#blank?`).
    pub blank: bool,
}

/// One piece of a template.
#[derive(Debug)]
pub struct Node {
    /// The line it begins on, from 0.
    pub line: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub enum Kind {
    /// Text as it is.
    Text(Box<str>),
    /// `{{ … }}`, `echo`.
    Output(Chain),
    /// `assign`.
    Assign(Rc<str>, Chain),
    /// `capture`.
    Capture(Rc<str>, Body),
    /// `increment` and `decrement`: by how much.
    Count(Rc<str>, i64),
    /// `ifchanged`: shown where it differs from what the last one made.
    IfChanged(Body),
    /// `if`, `unless`: the branches in order.
    If(Vec<Arm>),
    /// `case`.
    Case(Box<Case>),
    /// `for`.
    For(Box<For>),
    /// `tablerow`.
    TableRow(Box<For>),
    /// `cycle`: the group and the values.
    Cycle(Rc<str>, Vec<Expr>),
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `include`, `include_cached`, `include_relative`.
    Include(Box<Include>),
    /// `highlight` and its kin: the language and the code.
    Highlight(Box<str>, Body),
    /// `link`: the path may hold output.
    Link(Box<str>),
    /// `post_url`.
    PostUrl(Box<str>),
    /// A film, a gist: address and words.
    Embed(Box<super::plugins::Embed>),
    /// A paired tag of a plugin: its content.
    Content(Body),
    /// A tag of a plugin: a word that says what stood there.
    Aside(Box<str>),
}

/// A branch of `if` or `unless`.
#[derive(Debug)]
pub struct Arm {
    /// Whether the condition must hold or, for `unless`, must not.
    pub holds: bool,
    /// The condition.
    pub condition: Condition,
    /// What is done then.
    pub body: Body,
}

/// `case`.
#[derive(Debug)]
pub struct Case {
    /// What is compared.
    pub subject: Expr,
    /// The branches in order; one without values is `else`.
    pub arms: Vec<(Option<Vec<Expr>>, Body)>,
}

/// `for` and `tablerow`.
#[derive(Debug)]
pub struct For {
    /// The name of the variable.
    pub variable: Rc<str>,
    /// What is gone through.
    pub items: Expr,
    /// Variable and items as written: what `offset: continue` remembers.
    pub name: Rc<str>,
    /// From the end.
    pub reversed: bool,
    /// At most so many.
    pub limit: Option<Expr>,
    /// Leaves so many out.
    pub offset: Option<Expr>,
    /// `offset: continue`.
    pub goes_on: bool,
    /// Columns of a `tablerow`.
    pub cols: Option<Expr>,
    /// What is done with each.
    pub body: Body,
    /// What is done when there is none.
    pub otherwise: Option<Body>,
}

/// An include.
#[derive(Debug)]
pub struct Include {
    /// The file as written; may hold output.
    pub file: Box<str>,
    /// Whether it lies beside the page.
    pub relative: bool,
    /// Its parameters; `None` where none are written, and then an outer `include` stays in sight.
    pub params: Option<Vec<(Rc<str>, Expr)>>,
}
