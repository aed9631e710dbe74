//! Values of headers, configuration and data files as templates compute with them: what Ruby's YAML makes of each kind
//! (`SafeYAML.load`), dates in the site's zone.

use std::rc::Rc;

use jiff::tz::TimeZone;

use super::liquid::Val;
use crate::date::PostDate;
use crate::value::Value;

/// An instant in the site's zone, whichever it was written with (`Utils.parse_date` ends in `localtime`).
pub(super) fn time(date: &PostDate, zone: &TimeZone) -> Val {
    Val::Time(Rc::new(date.instant.to_zoned(zone.clone())), false)
}

/// A value of a file for templates.
pub(super) fn val(value: &Value, zone: &TimeZone) -> Val {
    match value {
        Value::Null => Val::Nil,
        Value::Bool(b) => Val::Bool(*b),
        Value::Int(n) => Val::Int(*n),
        Value::Float(x) => Val::Float(*x),
        Value::Text(text) => Val::text(text.as_str()),
        Value::Date(date) => match date.to_zoned(zone.clone()) {
            Ok(zoned) => Val::Time(Rc::new(zoned), true),
            Err(_) => Val::text(value.text()),
        },
        Value::Time(moment) => {
            let zone = moment.offset.map_or(TimeZone::UTC, TimeZone::fixed);
            match moment.civil.to_zoned(zone) {
                Ok(zoned) => Val::Time(Rc::new(zoned), false),
                Err(_) => Val::text(value.text()),
            }
        }
        Value::List(items) => Val::list(items.iter().map(|item| val(item, zone))),
        Value::Map(map) => Val::map(map.iter().map(|(key, value)| (key, val(value, zone)))),
    }
}
