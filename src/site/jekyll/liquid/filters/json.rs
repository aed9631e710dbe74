//! `jsonify`.

use super::super::eval::Interpreter;
use super::super::print::print_float;
use super::super::val::{Thing, Val};
use super::{Answer, Call, Fault};

/// Lists and maps are written this deep.
const DEEPEST: usize = 16;

/// A value as JSON.
pub(super) fn jsonify(call: &mut Call<'_, '_>) -> Answer {
    let mut out = String::new();
    let input = call.input.clone();
    write(call.to, &input, 0, &mut out)?;
    call.made(out)
}

fn write(to: &mut Interpreter<'_>, value: &Val, depth: usize, out: &mut String) -> Result<(), Fault> {
    to.budget.step(1)?;
    if depth > DEEPEST {
        return Err(Fault::Misuse("the value is nested too deep".into()));
    }
    let before = out.len();
    match value {
        Val::Nil | Val::Empty | Val::Blank => out.push_str("null"),
        Val::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Val::Int(n) => out.push_str(&n.to_string()),
        Val::Float(x) => out.push_str(&print_float(*x)),
        Val::Text(_) | Val::Time(..) | Val::Range(..) => {
            out.push_str(&serde_json::Value::String(value.print().to_string()).to_string());
        }
        Val::List(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                out.push_str(if n > 0 { "," } else { "" });
                write(to, item, depth + 1, out)?;
            }
            out.push(']');
        }
        Val::Map(map) => {
            out.push('{');
            for (n, (key, value)) in map.entries().iter().enumerate() {
                out.push_str(if n > 0 { "," } else { "" });
                out.push_str(&serde_json::Value::String(key.to_string()).to_string());
                out.push(':');
                write(to, value, depth + 1, out)?;
            }
            out.push('}');
        }
        Val::Thing(thing @ (Thing::Data(_) | Thing::Document(_))) => {
            let written = to.written_out(thing);
            return write(to, &written, depth + 1, out);
        }
        Val::Thing(Thing::Site | Thing::Jekyll | Thing::Loop(_)) => out.push_str("{}"),
    }
    if !matches!(value, Val::List(_) | Val::Map(_)) {
        to.budget.make(out.len() - before)?;
    }
    Ok(())
}
