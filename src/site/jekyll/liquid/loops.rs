//! `for`, `tablerow` and what `forloop` tells. Lists of the site and ranges are never written out to be gone through.
//!
//! Source: `For`, `TableRow`, `ForloopDrop` of Liquid 4.0.

use std::rc::Rc;

use super::ast::For;
use super::budget::Spent;
use super::eval::Interpreter;
use super::val::{Map, Thing, Val};

/// Why a loop is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interrupt {
    /// `break`
    Break,
    /// `continue`
    Continue,
}

/// A loop that runs.
#[derive(Clone, Debug)]
pub struct Loop {
    name: Rc<str>,
    index: usize,
    length: usize,
    cols: usize,
}

/// What is gone through.
pub enum Items {
    /// Whole numbers from one on.
    Range(i64, usize),
    /// A list.
    List(Rc<Vec<Val>>),
    /// The entries of a map, as pairs.
    Map(Rc<Map>),
}

impl Items {
    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::Range(_, length) => *length,
            Self::List(items) => items.len(),
            Self::Map(map) => map.entries().len(),
        }
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Val {
        match self {
            Self::Range(from, _) => Val::Int(from.saturating_add(i64::try_from(at).unwrap_or(i64::MAX))),
            Self::List(items) => items.get(at).cloned().unwrap_or_default(),
            Self::Map(map) => {
                map.entries().get(at).map_or(Val::Nil, |(k, v)| Val::list([Val::Text(k.clone()), v.clone()]))
            }
        }
    }

    /// Nothing.
    fn none() -> Self {
        Self::Range(0, 0)
    }
}

impl Interpreter<'_> {
    /// What a value holds when it is gone through. Text is one item, as `Utils.slice_collection` has it.
    pub(super) fn items(&mut self, value: &Val) -> Items {
        match value {
            Val::List(items) => Items::List(items.clone()),
            Val::Map(map) => Items::Map(map.clone()),
            Val::Range(from, _) => Items::Range(*from, value.size().unwrap_or(0)),
            Val::Text(text) if text.is_empty() => Items::none(),
            Val::Text(_) => Items::List(Rc::new(vec![value.clone()])),
            Val::Thing(thing) => match self.written_out(thing) {
                Val::Map(map) => Items::Map(map),
                _ => Items::none(),
            },
            Val::Nil
            | Val::Bool(_)
            | Val::Int(_)
            | Val::Float(_)
            | Val::Time(..)
            | Val::Empty
            | Val::Blank => Items::none(),
        }
    }

    /// The part of the items that a loop goes through: where it begins and how many.
    fn part(&mut self, each: &For, length: usize) -> Result<(usize, usize), Spent> {
        let offset = match &each.offset {
            _ if each.goes_on => self.went_to.get(&each.name).copied().unwrap_or(0),
            Some(offset) => self.value(offset)?.int(),
            None => 0,
        };
        let start = usize::try_from(offset).unwrap_or(0).min(length);
        let limit = match &each.limit {
            Some(limit) => match self.value(limit)? {
                Val::Nil => length,
                limit => usize::try_from(limit.int()).unwrap_or(0),
            },
            None => length,
        };
        let count = limit.min(length - start);
        self.went_to.insert(each.name.clone(), i64::try_from(start + count).unwrap_or(i64::MAX));
        Ok((start, count))
    }

    /// `for`.
    pub(super) fn each(&mut self, each: &For, out: &mut String) -> Result<(), Spent> {
        let value = self.value(&each.items)?;
        let items = self.items(&value);
        let (start, count) = self.part(each, items.len())?;
        if count == 0 {
            return match &each.otherwise {
                Some(body) => self.block(body, out),
                None => Ok(()),
            };
        }
        let (scope, before) = (self.locals.len(), out.len());
        let done = self.run(each, &items, start, count, 0, out);
        self.locals.truncate(scope);
        self.loops.pop();
        if each.body.blank {
            out.truncate(before);
        }
        done
    }

    fn run(
        &mut self,
        each: &For,
        items: &Items,
        start: usize,
        count: usize,
        cols: usize,
        out: &mut String,
    ) -> Result<(), Spent> {
        let (scope, depth) = (self.locals.len(), self.loops.len());
        self.loops.push(Loop { name: each.name.clone(), index: 0, length: count, cols });
        let forloop = if cols > 0 { "tablerowloop" } else { "forloop" };
        self.locals.push((forloop.into(), Val::Thing(Thing::Loop(depth))));
        self.locals.push((each.variable.clone(), Val::Nil));
        for index in 0..count {
            let at = start + if each.reversed { count - 1 - index } else { index };
            self.budget.step(1)?;
            if let Some(slot) = self.locals.get_mut(scope + 1) {
                slot.1 = items.get(at);
            }
            if let Some(this) = self.loops.get_mut(depth) {
                this.index = index;
            }
            if cols > 0 {
                let open = if index % cols == 0 && index > 0 { "</tr>\n<tr>" } else { "" };
                let (row, col) = (index / cols + 1, index % cols + 1);
                let open =
                    if open.is_empty() { String::new() } else { format!("</tr>\n<tr class=\"row{row}\">") };
                self.print(&format!("{open}<td class=\"col{col}\">"), out)?;
            }
            self.render(&each.body, out)?;
            if cols > 0 {
                self.print("</td>", out)?;
            }
            if self.interrupt.take() == Some(Interrupt::Break) {
                break;
            }
        }
        Ok(())
    }

    /// `tablerow`: the cells of an HTML table.
    pub(super) fn table_row(&mut self, each: &For, out: &mut String) -> Result<(), Spent> {
        let value = self.value(&each.items)?;
        let items = self.items(&value);
        let (start, count) = self.part(each, items.len())?;
        let cols = match &each.cols {
            Some(cols) => usize::try_from(self.value(cols)?.int()).unwrap_or(0),
            None => 0,
        };
        let cols = if cols == 0 { count.max(1) } else { cols };
        self.print("<tr class=\"row1\">\n", out)?;
        let scope = self.locals.len();
        let done = self.run(each, &items, start, count, cols, out);
        self.locals.truncate(scope);
        self.loops.pop();
        done?;
        self.print("</tr>\n", out)
    }

    /// What `forloop` and `tablerowloop` tell.
    pub(super) fn of_loop(&self, depth: usize, key: &str) -> Val {
        let Some(this) = self.loops.get(depth) else { return Val::Nil };
        let number = |n: usize| Val::Int(i64::try_from(n).unwrap_or(i64::MAX));
        let cols = this.cols.max(1);
        match key {
            "index" => number(this.index + 1),
            "index0" => number(this.index),
            "rindex" => number(this.length - this.index),
            "rindex0" => number(this.length - this.index - 1),
            "length" => number(this.length),
            "first" => Val::Bool(this.index == 0),
            "last" => Val::Bool(this.index + 1 == this.length),
            "name" => Val::Text(this.name.clone()),
            "parentloop" if depth > 0 => Val::Thing(Thing::Loop(depth - 1)),
            "col" => number(this.index % cols + 1),
            "col0" => number(this.index % cols),
            "row" => number(this.index / cols + 1),
            "col_first" => Val::Bool(this.index % cols == 0),
            "col_last" => Val::Bool(this.index % cols + 1 == cols),
            _ => Val::Nil,
        }
    }
}
