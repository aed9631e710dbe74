//! Filters on lists.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use super::super::expression::Reader;
use super::super::val::Val;
use super::{Answer, Call, Fault};

/// Lists made by templates are nested this deep at most.
const DEEPEST: usize = 8;

impl Call<'_, '_> {
    /// The input as a list, as `InputIterator` makes one: lists inside lists are opened, a lone value is a list.
    fn list(&mut self) -> Result<Vec<Val>, Fault> {
        let input = self.input.clone();
        let mut out = Vec::new();
        match &input {
            Val::List(items) => {
                self.to.budget.step(items.len())?;
                flatten(items, 0, &mut out);
                self.to.budget.make(out.len().saturating_mul(16))?;
            }
            Val::Nil => {}
            Val::Range(..) => {
                let items = self.to.items(&input);
                self.to.budget.make(items.len().saturating_mul(32))?;
                out.extend((0..items.len()).map(|at| items.get(at)));
            }
            other => out.push(other.clone()),
        }
        Ok(out)
    }
}

fn flatten(items: &[Val], depth: usize, out: &mut Vec<Val>) {
    const MOST: usize = 1 << 18;
    for item in items {
        match item {
            _ if out.len() >= MOST => return,
            Val::List(inner) if depth < DEEPEST => flatten(inner, depth + 1, out),
            item => out.push(item.clone()),
        }
    }
}

/// `size`: of what has none it is 0; Ruby says 8 of a whole number, for its bytes.
pub(super) fn size(call: &mut Call<'_, '_>) -> Val {
    let input = call.input.clone();
    let size = match input.size() {
        Some(size) => size,
        None if matches!(input, Val::Int(_)) => 8,
        None => call.to.items(&input).len(),
    };
    Val::Int(i64::try_from(size).unwrap_or(i64::MAX))
}

/// `first`, `last`; `sample` is the first, so that a page is the same each time, and of no list what it is given.
pub(super) fn end(call: &mut Call<'_, '_>) -> Val {
    let input = call.input.clone();
    match &input {
        Val::Text(_) | Val::Int(_) | Val::Float(_) | Val::Bool(_) | Val::Map(_) if call.name == "sample" => {
            return input;
        }
        Val::Text(_) => return Val::Nil,
        _ => {}
    }
    let items = call.to.items(&input);
    match items.len() {
        0 => Val::Nil,
        length => items.get(if call.name == "last" { length - 1 } else { 0 }),
    }
}

/// `join`.
pub(super) fn join(call: &mut Call<'_, '_>) -> Answer {
    let by: Rc<str> = if call.args.is_empty() { " ".into() } else { call.arg_text(0) };
    let items = call.list()?;
    let mut out = String::new();
    for (n, item) in items.iter().enumerate() {
        let text = call.to.text(item)?;
        call.to.budget.make(text.len() + by.len())?;
        if n > 0 {
            out.push_str(&by);
        }
        out.push_str(&text);
    }
    Ok(Val::text(out))
}

/// `array_to_sentence_string`: `a, b, and c`.
pub(super) fn sentence(call: &mut Call<'_, '_>) -> Answer {
    let word: Rc<str> = if call.args.is_empty() { "and".into() } else { call.arg_text(0) };
    let items: Vec<Rc<str>> = call.list()?.iter().map(Val::print).collect();
    let made = match items.as_slice() {
        [] => String::new(),
        [one] => one.to_string(),
        [one, two] => format!("{one} {word} {two}"),
        [most @ .., last] => format!("{}, {word} {last}", most.join(", ")),
    };
    call.made(made)
}

/// `sort: property, nils`, `sort_natural: property`.
pub(super) fn sort(call: &mut Call<'_, '_>) -> Answer {
    let items = call.list()?;
    let property = call.arg(0);
    call.to.budget.step(items.len().saturating_mul(8))?;
    let name = property.print();
    let mut keyed: Vec<(Val, Val)> = items
        .into_iter()
        .map(|item| match property {
            Val::Nil => (item.clone(), item),
            _ => (call.to.property(&item, &name), item),
        })
        .collect();
    for (key, _) in &keyed {
        call.to.budget.look(key.weight())?;
    }
    let natural = call.name == "sort_natural";
    if natural {
        for (key, _) in &mut keyed {
            *key = if matches!(key, Val::Nil) { Val::Nil } else { Val::text(key.print().to_lowercase()) };
        }
    }
    // Jekyll puts items without the property first unless told `"last"`; Liquid's own filters last.
    let nils_last = natural || &*call.arg_text(1) == "last";
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Val::Nil, Val::Nil) => Ordering::Equal,
        (Val::Nil, _) if nils_last => Ordering::Greater,
        (Val::Nil, _) => Ordering::Less,
        (_, Val::Nil) if nils_last => Ordering::Less,
        (_, Val::Nil) => Ordering::Greater,
        (a, b) => a.compare(b).unwrap_or(Ordering::Equal),
    });
    call.listed(keyed.into_iter().map(|(_, item)| item).collect())
}

/// Filters that give the list with a change.
pub(super) fn change(call: &mut Call<'_, '_>) -> Answer {
    let mut items = match (&call.input, call.name) {
        (Val::List(items), "push" | "pop" | "shift" | "unshift") => items.to_vec(),
        _ => call.list()?,
    };
    let count = if call.args.is_empty() { 1 } else { usize::try_from(call.arg(0).int()).unwrap_or(0) };
    match call.name {
        "reverse" => items.reverse(),
        "compact" => {
            let property = call.arg(0).print();
            items.retain(|item| match property.is_empty() {
                true => !matches!(item, Val::Nil),
                false => !matches!(call.to.property(item, &property), Val::Nil),
            });
        }
        "uniq" => return unique(call, items),
        "concat" => {
            call.input = call.arg(0);
            let more = call.list()?;
            items.extend(more);
        }
        "pop" => items.truncate(items.len().saturating_sub(count)),
        "shift" => drop(items.drain(..count.min(items.len()))),
        "push" | "unshift" => {
            let item = call.arg(0);
            shallow(call, &item)?;
            let at = if call.name == "push" { items.len() } else { 0 };
            items.insert(at, item);
        }
        _ => {}
    }
    call.listed(items)
}

/// A value that is to lie in a list must not be nested too deep: reading and freeing it would never end.
fn shallow(call: &mut Call<'_, '_>, item: &Val) -> Result<(), Fault> {
    let mut fuel = 10_000;
    let depth = item.depth(&mut fuel);
    call.to.budget.step(10_000 - fuel)?;
    match depth {
        Some(depth) if depth <= DEEPEST => Ok(()),
        _ => Err(Fault::Misuse("the list is nested too deep".into())),
    }
}

fn unique(call: &mut Call<'_, '_>, items: Vec<Val>) -> Answer {
    let property = call.arg(0).print();
    let mut seen = std::collections::HashSet::new();
    let mut out = Vec::new();
    for item in items {
        let key = if property.is_empty() { item.clone() } else { call.to.property(&item, &property) };
        call.to.budget.look(key.weight())?;
        let key = match key {
            Val::Thing(thing) => format!("{thing:?}"),
            key => key.inspect(),
        };
        call.to.budget.make(key.len())?;
        if seen.insert(key) {
            out.push(item);
        }
    }
    call.listed(out)
}

/// `map: property`.
pub(super) fn map(call: &mut Call<'_, '_>) -> Answer {
    let name = call.arg_text(0);
    let items = call.list()?;
    let found = items.iter().map(|item| call.to.property(item, &name)).collect();
    call.listed(found)
}

/// `where: property, value` and its kin. Without a value: those where it is true. An item whose property is a list
/// fits if the list holds the value (`Jekyll::Filters#compare_property_vs_target`).
pub(super) fn pick(call: &mut Call<'_, '_>) -> Answer {
    if matches!(call.input, Val::Nil) {
        return Ok(Val::Nil);
    }
    let (name, target) = (call.arg_text(0), call.args.get(1).cloned());
    let items = pickable(call)?;
    let mut fits = Vec::with_capacity(items.len());
    for item in &items {
        call.to.budget.step(1)?;
        let value = call.to.property(item, &name);
        call.to.budget.look(value.weight())?;
        fits.push(match &target {
            None => value.truthy(),
            Some(target) => is_target(&value, target),
        });
    }
    picked(call, items, &fits)
}

/// The items of a list, or of a map its values.
fn pickable(call: &mut Call<'_, '_>) -> Result<Vec<Val>, Fault> {
    if let Val::Map(map) = &call.input {
        return Ok(map.entries().iter().map(|(_, value)| value.clone()).collect());
    }
    call.list()
}

fn is_target(value: &Val, target: &Val) -> bool {
    match (value, target) {
        (Val::Nil, Val::Nil) => true,
        (Val::Nil, Val::Text(text)) => text.is_empty(),
        (Val::List(items), Val::Text(text)) => items.iter().any(|item| item.print() == *text),
        (Val::List(items), target) => items.iter().any(|item| item.equals(target)),
        (value @ (Val::Int(_) | Val::Float(_) | Val::Bool(_)), Val::Text(text)) => value.print() == *text,
        (value, target) => value.equals(target) || value.print() == target.print(),
    }
}

fn picked(call: &mut Call<'_, '_>, items: Vec<Val>, fits: &[bool]) -> Answer {
    let first = fits.iter().position(|f| *f);
    match call.name {
        "find" | "find_exp" => Ok(first.and_then(|at| items.get(at).cloned()).unwrap_or_default()),
        "find_index" => Ok(first.map_or(Val::Nil, |at| Val::Int(i64::try_from(at).unwrap_or(i64::MAX)))),
        "has" => Ok(Val::Bool(first.is_some())),
        name => {
            let wanted = !name.starts_with("reject");
            let kept =
                items.into_iter().zip(fits).filter(|(_, f)| **f == wanted).map(|(item, _)| item).collect();
            call.listed(kept)
        }
    }
}

/// `where_exp: "item", "condition"` and `find_exp`.
pub(super) fn pick_by(call: &mut Call<'_, '_>) -> Answer {
    let (variable, source) = (call.arg_text(0), call.arg_text(1));
    let condition = Reader::new(&source).condition();
    let items = pickable(call)?;
    let mut fits = Vec::with_capacity(items.len());
    let scope = call.to.locals.len();
    for item in &items {
        call.to.locals.push((variable.clone(), item.clone()));
        let holds = call.to.holds(&condition);
        call.to.locals.truncate(scope);
        fits.push(holds?);
    }
    picked(call, items, &fits)
}

/// `group_by: property` and `group_by_exp: "item", "expression"`: maps of `name`, `items`, `size`.
pub(super) fn group(call: &mut Call<'_, '_>) -> Answer {
    let items = pickable(call)?;
    let by_expression = call.name == "group_by_exp";
    let (first, second) = (call.arg_text(0), call.arg_text(1));
    let chain = Reader::new(&second).chain();
    let mut groups: Vec<(Val, Vec<Val>)> = Vec::new();
    let mut index: HashMap<Rc<str>, usize> = HashMap::new();
    for item in items {
        shallow(call, &item)?;
        let key = if by_expression {
            let scope = call.to.locals.len();
            call.to.locals.push((first.clone(), item.clone()));
            let key = call.to.chain(&chain);
            call.to.locals.truncate(scope);
            key?
        } else {
            call.to.property(&item, &first)
        };
        let name = key.print();
        call.to.budget.make(name.len() + 32)?;
        let at = *index.entry(name.clone()).or_insert(groups.len());
        if at == groups.len() {
            groups.push((if by_expression { key } else { Val::Text(name) }, Vec::new()));
        }
        if let Some((_, members)) = groups.get_mut(at) {
            members.push(item);
        }
    }
    let groups = groups
        .into_iter()
        .map(|(name, members)| {
            let size = Val::Int(i64::try_from(members.len()).unwrap_or(i64::MAX));
            Val::map([("name", name), ("items", Val::list(members)), ("size", size)])
        })
        .collect();
    call.listed(groups)
}
