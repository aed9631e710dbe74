//! Filters on numbers. Text is the number it begins with; whole numbers stay whole.

use super::super::val::{Number, Val};
use super::{Answer, Call, Fault};

fn number(value: &Val) -> Number {
    value.number().unwrap_or(Number::Int(0))
}

/// Filters of one number.
pub(super) fn one(call: &Call<'_, '_>) -> Answer {
    let value = number(&call.input);
    let x = value.float();
    Ok(match (call.name, value) {
        ("to_integer", _) => match call.input {
            Val::Bool(b) => Val::Int(i64::from(b)),
            _ => Val::Int(value.int()),
        },
        ("abs", Number::Int(n)) => Val::Int(n.saturating_abs()),
        ("abs", Number::Float(x)) => Val::Float(x.abs()),
        ("round", _) if call.arg(0).int() > 0 => {
            let scale = 10f64.powi(i32::try_from(call.arg(0).int()).unwrap_or(12).min(12));
            match value {
                Number::Int(n) => Val::Int(n),
                Number::Float(x) => Val::Float((x * scale).round() / scale),
            }
        }
        (_, Number::Int(n)) => Val::Int(n),
        ("ceil", _) => Val::Int(x.ceil() as i64),
        ("floor", _) => Val::Int(x.floor() as i64),
        _ => Val::Int(x.round() as i64),
    })
}

/// Filters of two numbers.
pub(super) fn two(call: &Call<'_, '_>) -> Answer {
    let (a, b) = (number(&call.input), number(&call.arg(0)));
    let by_zero = || Fault::Misuse("divided by 0".into());
    let whole =
        |n: Option<i64>| n.map(Val::Int).ok_or_else(|| Fault::Misuse("the number is too large".into()));
    if let (Number::Int(a), Number::Int(b)) = (a, b) {
        return match call.name {
            "plus" => whole(a.checked_add(b)),
            "minus" => whole(a.checked_sub(b)),
            "times" => whole(a.checked_mul(b)),
            "divided_by" | "modulo" if b == 0 => Err(by_zero()),
            // Ruby divides towards minus infinity.
            "divided_by" => {
                whole(a.checked_div_euclid(b).map(|q| if b < 0 && a.rem_euclid(b) != 0 { q - 1 } else { q }))
            }
            "modulo" => whole(a.checked_rem_euclid(b).map(|r| if b < 0 && r != 0 { r + b } else { r })),
            "at_least" => Ok(Val::Int(a.max(b))),
            _ => Ok(Val::Int(a.min(b))),
        };
    }
    let (x, y) = (a.float(), b.float());
    Ok(match call.name {
        "plus" => Val::Float(tidy(x + y)),
        "minus" => Val::Float(tidy(x - y)),
        "times" => Val::Float(tidy(x * y)),
        "divided_by" => Val::Float(x / y),
        "modulo" => Val::Float(tidy(x - y * (x / y).floor())),
        "at_least" => if x >= y { a } else { b }.val(),
        _ => if x <= y { a } else { b }.val(),
    })
}

/// Liquid computes with decimals, so that `0.1 + 0.2` is `0.3`.
fn tidy(x: f64) -> f64 {
    format!("{x:.12}").parse().unwrap_or(x)
}

/// `sum`, of the items or of a property of theirs.
pub(super) fn sum(call: &mut Call<'_, '_>) -> Answer {
    let property = call.arg_text(0);
    let input = call.input.clone();
    let items = call.to.items(&input);
    call.to.budget.step(items.len())?;
    let (mut whole, mut broken, mut is_float) = (0i64, 0f64, false);
    for at in 0..items.len() {
        let item = items.get(at);
        let item = if property.is_empty() { item } else { call.to.property(&item, &property) };
        match number(&item) {
            Number::Int(n) => whole = whole.saturating_add(n),
            Number::Float(x) => (broken, is_float) = (broken + x, true),
        }
    }
    Ok(if is_float { Val::Float(tidy(whole as f64 + broken)) } else { Val::Int(whole) })
}
