//! Filters on dates. Sources: `StandardFilters#date` of Liquid 4.0, `Jekyll::Filters::DateFilters`.

use std::rc::Rc;

use jiff::Zoned;

use super::super::val::Val;
use super::super::when;
use super::{Answer, Call, Fault};

/// `date: format` and Jekyll's fixed formats.
pub(super) fn date(call: &mut Call<'_, '_>) -> Answer {
    let time = match &call.input {
        Val::Time(time, _) => time.clone(),
        Val::Nil => return Ok(Val::Nil),
        input => match read(input, &call.to.host.now()) {
            Some(time) => Rc::new(time),
            // What is no date passes as it is; Jekyll's own filters refuse it.
            None if call.name == "date" => return Ok(call.input.clone()),
            None => return Err(Fault::Misuse("this is no date".into())),
        },
    };
    // Jekyll's own filters speak in the zone of the site (`DateFilters#time`), Liquid's in that of the date.
    let time = match call.name {
        "date" => time,
        _ => Rc::new(time.with_time_zone(call.to.host.now().time_zone().clone())),
    };
    let format = match call.name {
        "date" => call.arg_text(0),
        "date_to_rfc822" => "%a, %d %b %Y %H:%M:%S %z".into(),
        "date_to_xmlschema" => "%Y-%m-%dT%H:%M:%S%:z".into(),
        name => worded(&time, name == "date_to_long_string", &call.arg_text(0), &call.arg_text(1)).into(),
    };
    if format.is_empty() {
        return Ok(call.input.clone());
    }
    let made = when::format(&time, &format);
    call.made(made)
}

/// The format of `date_to_string: "ordinal", "US"` and of its long form.
fn worded(time: &Zoned, long: bool, kind: &str, style: &str) -> String {
    let month = if long { "%B" } else { "%b" };
    if kind != "ordinal" {
        return format!("%d {month} %Y");
    }
    let day = time.day();
    let ending = match (day % 10, day % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    match style {
        "US" => format!("{month} {day}{ending}, %Y"),
        _ => format!("{day}{ending} {month} %Y"),
    }
}

/// A date from what is no date yet: seconds, `now`, written dates.
fn read(input: &Val, now: &Zoned) -> Option<Zoned> {
    match input {
        Val::Int(seconds) => when::from_seconds(*seconds, now),
        Val::Text(text) => match text.trim().to_lowercase().as_str() {
            "now" | "today" => Some(now.clone()),
            digits if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
                when::from_seconds(digits.parse().ok()?, now)
            }
            _ => when::read(text, now),
        },
        _ => None,
    }
}
