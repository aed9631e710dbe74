//! The reader's changes to the table of keys.

use super::{Bound, Context, chord};
use crate::app::options::Rebinding;
use crate::screen::Key;

/// Applies all changes; gives the number of each wrong one and why.
///
/// Keys are first taken from every row that is changed, so that two rows can change places.
pub(super) fn apply(rows: &mut Vec<Bound>, changes: &[Rebinding]) -> Vec<(usize, String)> {
    let mut wrong = Vec::new();
    let mut good = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        match find(rows, change) {
            Ok((row, keys)) => good.push((number, row, keys)),
            Err(why) => wrong.push((number, why)),
        }
    }
    let before: Vec<Vec<Key>> = rows.iter().map(|row| row.keys.clone()).collect();
    for (_, row, _) in &good {
        rows[*row].keys.clear();
    }
    for (number, row, keys) in good {
        match taken(rows, row, &keys) {
            Some(why) => {
                wrong.push((number, why));
                let free = |key: &Key| taken(rows, row, &[*key]).is_none();
                let kept = before[row].iter().copied().filter(free).collect();
                rows[row].keys = kept;
            }
            None => rows[row].keys = keys,
        }
    }
    // Rows that a change added go below those of their context.
    rows.sort_by_key(|bound| bound.context);
    wrong
}

/// The row that a change means and its keys. What holds everywhere may have keys of its own in a narrower context:
/// it gets a row there.
fn find(rows: &mut Vec<Bound>, change: &Rebinding) -> Result<(usize, Vec<Key>), String> {
    let (context, action) = (&change.context, &change.action);
    let known = Context::ALL.into_iter().find(|known| known.name() == context);
    let known = known.ok_or_else(|| format!("there is no context `{context}`"))?;
    let keys = change.keys.split_whitespace().map(chord::parse).collect::<Result<_, _>>()?;
    let at = |context| rows.iter().position(|bound| bound.context == context && bound.row.name == action);
    let wider = || at(Context::Everywhere).filter(|_| known != Context::Field);
    let row = match (at(known), wider()) {
        (Some(row), _) => row,
        (None, Some(wide)) => {
            let row = rows[wide].row;
            rows.push(Bound { row, context: known, keys: Vec::new() });
            rows.len() - 1
        }
        (None, None) => return Err(format!("there is no action `{action}` in `{context}`")),
    };
    Ok((row, keys))
}

/// Why one of the keys cannot belong to a row: another row of the context has it.
fn taken(rows: &[Bound], row: usize, keys: &[Key]) -> Option<String> {
    let context = rows[row].context;
    let others = rows.iter().enumerate().filter(|(n, other)| *n != row && other.context == context);
    let mut clashes = others.flat_map(|(_, other)| other.keys.iter().map(move |key| (key, other.row.name)));
    let (key, name) = clashes.find(|(key, _)| keys.contains(key))?;
    Some(format!("`{}` is already `{name}`", chord::show(*key, false)))
}
