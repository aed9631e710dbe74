//! Evaluates a tree: text, output, assignment, branches. Knows no site; what templates ask of it goes to the host.
//!
//! Scopes as Liquid 4 has them: `assign` and `capture` write the outermost, loops and includes add inner ones,
//! counters have a world of their own that is looked at last.

use std::collections::HashMap;
use std::rc::Rc;

use super::ast::{Arm, Body, Case, Kind, Node};
use super::budget::{Budget, Spent};
use super::expression::{Chain, Condition, Expr, Operator};
use super::filters;
use super::host::{Data, Host};
use super::loops::{Interrupt, Loop};
use super::parse::{MOST_NOTES, Note, Template};
use super::val::{Thing, Val};
use crate::markup::Islands;

/// Templates of one post print at most this much.
const MOST_OUTPUT: usize = 4 << 20;

/// A note and the include it belongs to; none for the page itself.
pub type Found = (Option<Rc<str>>, Note);

/// The state of one expansion.
pub struct Interpreter<'h> {
    /// The site.
    pub host: &'h dyn Host,
    /// What may still be done.
    pub budget: Budget,
    /// What markup must not read again.
    pub islands: Islands,
    /// What was wrong.
    pub found: Vec<Found>,
    pub(super) page: usize,
    pub(super) globals: HashMap<Rc<str>, Val>,
    pub(super) locals: Vec<(Rc<str>, Val)>,
    pub(super) counters: HashMap<Rc<str>, i64>,
    pub(super) cycles: HashMap<Rc<str>, usize>,
    pub(super) loops: Vec<Loop>,
    pub(super) went_to: HashMap<Rc<str>, i64>,
    pub(super) templates: HashMap<(bool, Rc<str>), Option<Rc<Template>>>,
    pub(super) data: HashMap<Rc<str>, Option<Data>>,
    pub(super) site: HashMap<Rc<str>, Val>,
    pub(super) interrupt: Option<Interrupt>,
    pub(super) file: Option<Rc<str>>,
    pub(super) line: usize,
    printed: usize,
    last_changed: String,
    pub(super) inside_body: bool,
}

impl<'h> Interpreter<'h> {
    /// A fresh state.
    pub fn new(host: &'h dyn Host) -> Self {
        Self {
            host,
            budget: Budget::default(),
            islands: Islands::default(),
            found: Vec::new(),
            page: host.page(),
            globals: HashMap::new(),
            locals: Vec::new(),
            counters: HashMap::new(),
            cycles: HashMap::new(),
            loops: Vec::new(),
            went_to: HashMap::new(),
            templates: HashMap::new(),
            data: HashMap::new(),
            site: HashMap::new(),
            interrupt: None,
            file: None,
            line: 0,
            printed: 0,
            last_changed: String::new(),
            inside_body: false,
        }
    }

    /// Notes something wrong at the current line.
    pub fn note(&mut self, message: impl Into<String>, remedy: &'static str) {
        let found = (self.file.clone(), Note { line: self.line, message: message.into(), remedy });
        if self.found.len() < MOST_NOTES && !self.found.contains(&found) {
            self.found.push(found);
        }
    }

    /// Evaluates a node of the page itself. What it could print before a budget was used up stays.
    pub fn alone(&mut self, node: &Node, out: &mut String) {
        let room = MOST_OUTPUT.saturating_sub(self.printed);
        let before = out.len();
        let done = self.node(node, out);
        self.interrupt = None;
        self.budget.surface();
        self.locals.clear();
        self.loops.clear();
        let made = out.len() - before;
        self.printed += made;
        let spent = match done {
            Ok(()) if made <= room => return,
            Ok(()) => Spent("it makes too much text"),
            Err(spent) => spent,
        };
        if made > room {
            let end = (before..=before + room).rev().find(|at| out.is_char_boundary(*at));
            out.truncate(end.unwrap_or(before));
        }
        self.line = node.line;
        self.note(format!("the template is stopped: {}", spent.0), "what it printed before is shown");
    }

    /// Evaluates nodes one by one until one interrupts.
    pub fn render(&mut self, body: &Body, out: &mut String) -> Result<(), Spent> {
        self.budget.enter()?;
        for node in &body.nodes {
            self.node(node, out)?;
            if self.interrupt.is_some() {
                break;
            }
        }
        self.budget.leave();
        Ok(())
    }

    /// Evaluates a block; one that can only print blanks prints nothing.
    pub(super) fn block(&mut self, body: &Body, out: &mut String) -> Result<(), Spent> {
        let before = out.len();
        self.render(body, out)?;
        if body.blank {
            out.truncate(before);
        }
        Ok(())
    }

    /// Evaluates a node.
    pub fn node(&mut self, node: &Node, out: &mut String) -> Result<(), Spent> {
        self.budget.step(1)?;
        self.line = node.line;
        match &node.kind {
            Kind::Text(text) => self.print(text, out),
            Kind::Output(chain) => self.output(chain, out),
            Kind::Assign(name, chain) => self.assign(name, chain),
            Kind::Capture(name, body) => self.capture(name, body),
            Kind::Count(name, by) => self.count(name, *by, out),
            Kind::If(arms) => self.branch(arms, out),
            Kind::Case(case) => self.case(case, out),
            Kind::For(each) => self.each(each, out),
            Kind::TableRow(each) => self.table_row(each, out),
            Kind::Cycle(group, values) => self.cycle(group, values, out),
            Kind::Break => self.interrupt(Interrupt::Break),
            Kind::Continue => self.interrupt(Interrupt::Continue),
            Kind::Include(include) => self.include(include, out),
            Kind::Highlight(language, body) => self.highlight(language, body, out),
            Kind::Link(path) => self.link(path, out),
            Kind::PostUrl(name) => self.post_url(name, out),
            Kind::Embed(embed) => self.embed(embed, out),
            Kind::Content(body) => self.block(body, out),
            Kind::IfChanged(body) => self.if_changed(body, out),
            Kind::Aside(words) => self.aside(words, out),
        }
    }

    /// Prints text.
    pub(super) fn print(&mut self, text: &str, out: &mut String) -> Result<(), Spent> {
        self.budget.make(text.len())?;
        out.push_str(text);
        Ok(())
    }

    fn interrupt(&mut self, interrupt: Interrupt) -> Result<(), Spent> {
        self.interrupt = Some(interrupt);
        Ok(())
    }

    fn output(&mut self, chain: &Chain, out: &mut String) -> Result<(), Spent> {
        let value = self.chain(chain)?;
        self.budget.look(value.weight())?;
        let text = self.text(&value)?;
        self.print(&text, out)
    }

    fn assign(&mut self, name: &Rc<str>, chain: &Chain) -> Result<(), Spent> {
        let value = self.chain(chain)?;
        self.globals.insert(name.clone(), value);
        Ok(())
    }

    fn capture(&mut self, name: &Rc<str>, body: &Body) -> Result<(), Spent> {
        let mut text = String::new();
        self.render(body, &mut text)?;
        self.globals.insert(name.clone(), Val::text(text));
        Ok(())
    }

    /// `ifchanged`: all of a page compare with the one text that was made last.
    fn if_changed(&mut self, body: &Body, out: &mut String) -> Result<(), Spent> {
        let before = out.len();
        self.block(body, out)?;
        let made = out.get(before..).unwrap_or_default();
        if made == self.last_changed {
            out.truncate(before);
        } else {
            self.last_changed = made.to_owned();
        }
        Ok(())
    }

    /// `increment` prints, then adds; `decrement` takes away, then prints.
    fn count(&mut self, name: &Rc<str>, by: i64, out: &mut String) -> Result<(), Spent> {
        let counter = self.counters.entry(name.clone()).or_insert(0);
        let before = *counter;
        *counter = counter.saturating_add(by);
        let shown = if by > 0 { before } else { *counter };
        self.print(&shown.to_string(), out)
    }

    fn branch(&mut self, arms: &[Arm], out: &mut String) -> Result<(), Spent> {
        for arm in arms {
            if self.holds(&arm.condition)? == arm.holds {
                return self.block(&arm.body, out);
            }
        }
        Ok(())
    }

    /// Every `when` that fits is shown (Liquid 4), `else` where none before it did.
    fn case(&mut self, case: &Case, out: &mut String) -> Result<(), Spent> {
        let subject = self.value(&case.subject)?;
        let mut fitted = false;
        for (values, body) in &case.arms {
            match values {
                None if !fitted => return self.block(body, out),
                None => {}
                Some(values) => {
                    for value in values {
                        let value = self.value(value)?;
                        self.budget.look(value.weight())?;
                        if subject.equals(&value) {
                            fitted = true;
                            self.block(body, out)?;
                            break;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn cycle(&mut self, group: &Rc<str>, values: &[Expr], out: &mut String) -> Result<(), Spent> {
        let turn = self.cycles.entry(group.clone()).or_insert(0);
        let now = *turn;
        *turn = (now + 1) % values.len().max(1);
        let Some(value) = values.get(now) else { return Ok(()) };
        let value = self.value(value)?;
        let text = self.text(&value)?;
        self.print(&text, out)
    }

    /// Whether a condition holds.
    pub fn holds(&mut self, condition: &Condition) -> Result<bool, Spent> {
        let mut condition = condition;
        loop {
            let holds = self.test(condition)?;
            condition = match &condition.rest {
                Some((true, rest)) if holds => rest,
                Some((false, rest)) if !holds => rest,
                Some(_) | None => return Ok(holds),
            };
        }
    }

    fn test(&mut self, condition: &Condition) -> Result<bool, Spent> {
        let left = self.value(&condition.left)?;
        let Some((operator, right)) = &condition.compare else { return Ok(left.truthy()) };
        let right = self.value(right)?;
        self.budget.step(1)?;
        self.budget.look(left.weight() + right.weight())?;
        Ok(match operator {
            Operator::Equal => left.equals(&right),
            Operator::Unequal => !left.equals(&right),
            Operator::Contains => self.contains(&left, &right),
            Operator::Less => left.compare(&right).is_some_and(|o| o.is_lt()),
            Operator::LessOrEqual => left.compare(&right).is_some_and(|o| o.is_le()),
            Operator::Greater => left.compare(&right).is_some_and(|o| o.is_gt()),
            Operator::GreaterOrEqual => left.compare(&right).is_some_and(|o| o.is_ge()),
        })
    }

    /// `contains`: a part of a text, an item of a list, a name of a map.
    pub(super) fn contains(&mut self, left: &Val, right: &Val) -> bool {
        match left {
            Val::Text(text) => !matches!(right, Val::Nil) && text.contains(&*right.print()),
            Val::List(items) => items.iter().any(|item| item.equals(right)),
            Val::Map(map) => map.get(&right.print()).is_some(),
            Val::Range(from, to) => matches!(right, Val::Int(n) if (from..=to).contains(&n)),
            Val::Thing(_) => !matches!(self.step_into(left, right, false), Val::Nil),
            Val::Nil
            | Val::Bool(_)
            | Val::Int(_)
            | Val::Float(_)
            | Val::Time(..)
            | Val::Empty
            | Val::Blank => false,
        }
    }

    /// The value of a chain.
    pub fn chain(&mut self, chain: &Chain) -> Result<Val, Spent> {
        let mut value = self.value(&chain.value)?;
        for filter in &chain.filters {
            let mut args = Vec::with_capacity(filter.args.len());
            for arg in &filter.args {
                args.push(self.value(arg)?);
            }
            value = filters::apply(self, &filter.name, value, &args)?;
        }
        Ok(value)
    }

    /// The value of an expression.
    pub fn value(&mut self, expr: &Expr) -> Result<Val, Spent> {
        match expr {
            Expr::Literal(value) => Ok(value.clone()),
            Expr::Range(from, to) => {
                let (from, to) = (self.value(from)?.int(), self.value(to)?.int());
                Ok(Val::Range(from, to))
            }
            Expr::Lookup(name, steps) => {
                self.budget.step(1)?;
                let name = self.value(name)?;
                let mut value = self.variable(&name.print());
                for step in steps {
                    self.budget.step(1)?;
                    let key = self.value(&step.key)?;
                    value = self.step_into(&value, &key, step.dotted);
                }
                Ok(value)
            }
        }
    }

    /// The value of a name: loops and includes, what was assigned, the site, counters.
    pub(super) fn variable(&mut self, name: &str) -> Val {
        if let Some((_, value)) = self.locals.iter().rev().find(|(n, _)| &**n == name) {
            return value.clone();
        }
        if let Some(value) = self.globals.get(name) {
            return value.clone();
        }
        match name {
            "site" => Val::Thing(Thing::Site),
            "page" => Val::Thing(Thing::Document(self.page)),
            "jekyll" => Val::Thing(Thing::Jekyll),
            "layout" => self.host.layout().unwrap_or_default(),
            "empty" => Val::Empty,
            _ => self.counters.get(name).map_or(Val::Nil, |n| Val::Int(*n)),
        }
    }

    /// What a value prints; things of the site print by what they are.
    pub fn text(&mut self, value: &Val) -> Result<Rc<str>, Spent> {
        if let Val::Thing(Thing::Document(n)) = value {
            // A drop of a post prints its rendered content (`DocumentDrop#to_s`).
            let content = self.content(*n)?;
            return Ok(content.print());
        }
        if let Val::Thing(thing) = value {
            return Ok(self.written_out(thing).print());
        }
        Ok(value.print())
    }

    /// Evaluates a template written inside an argument, such as the file of an include.
    pub(super) fn inline(&mut self, source: &str) -> Result<String, Spent> {
        if !source.contains("{{") && !source.contains("{%") {
            return Ok(source.to_owned());
        }
        let template = super::parse::parse(source);
        let (mut out, line) = (String::new(), self.line);
        self.render(&template.body, &mut out)?;
        self.line = line;
        Ok(out)
    }
}
