//! Data files that are tables: a first row of names, then a row for each item (`DataReader` with Ruby's CSV).

use super::liquid::{Map, Val};
use crate::value::MAX_NODES;

/// The endings of data files.
pub(super) const READABLE: [&str; 5] = [".yml", ".yaml", ".json", ".csv", ".tsv"];

/// Rows as maps from the names of the first row; none where there are too many fields.
pub(super) fn read(text: &str, between: char) -> Option<Val> {
    let mut rows = rows(text, between)?.into_iter();
    let names = rows.next().unwrap_or_default();
    let item =
        |row: Vec<Val>| Val::Map(std::rc::Rc::new(names.iter().map(Val::print).zip(row).collect::<Map>()));
    Some(Val::list(rows.map(item)))
}

/// Fields in quotes may hold separators, line breaks and `""`; an empty field without quotes is nothing.
fn rows(text: &str, between: char) -> Option<Vec<Vec<Val>>> {
    let mut room = MAX_NODES;
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut was_quoted) = (false, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !quoted && (c == between || c == '\n') {
            room = room.checked_sub(1)?;
        }
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => (quoted, was_quoted) = (!quoted, true),
            c if quoted => field.push(c),
            '\r' => {}
            '\n' => {
                end_field(&mut row, &mut field, &mut was_quoted);
                end_row(&mut rows, &mut row);
            }
            c if c == between => end_field(&mut row, &mut field, &mut was_quoted),
            c => field.push(c),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        end_field(&mut row, &mut field, &mut was_quoted);
        end_row(&mut rows, &mut row);
    }
    Some(rows)
}

fn end_field(row: &mut Vec<Val>, field: &mut String, was_quoted: &mut bool) {
    let text = std::mem::take(field);
    let empty = text.is_empty() && !std::mem::take(was_quoted);
    *was_quoted = false;
    row.push(if empty { Val::Nil } else { Val::text(text) });
}

/// Blank lines are no rows.
fn end_row(rows: &mut Vec<Vec<Val>>, row: &mut Vec<Val>) {
    let row = std::mem::take(row);
    if !matches!(row.as_slice(), [Val::Nil]) {
        rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_list_of_maps() {
        let read = read("a,b\r\n1,\"x \"\"y\"\", z\"\n\n,2", ',').unwrap();
        assert_eq!(read.inspect(), r#"[{"a"=>"1", "b"=>"x \"y\", z"}, {"a"=>nil, "b"=>"2"}]"#);
    }
}
