//! How columns are aligned where their author has not said: numbers right, everything else left.

use super::grid::{Grid, Shape};
use crate::document::{Align, Table};

/// The alignment of each column. What the author said of columns does not hold for what were rows.
pub(super) fn of(grid: &Grid<'_, '_>, table: &Table) -> Vec<Align> {
    let columns = if grid.shape == Shape::Written { &table.columns[..] } else { &[][..] };
    let said = |column: usize| columns.get(column).copied().unwrap_or_default();
    let mut seen = vec![Seen::default(); grid.columns];
    for (_, piece) in
        (grid.header..grid.rows).flat_map(|row| grid.row(row)).filter(|(_, piece)| piece.columns == 1)
    {
        seen[piece.column].look(&piece.text);
    }
    let aligned = seen.iter().enumerate().map(|(column, seen)| match said(column) {
        Align::Auto if seen.numbers > 0 && seen.words == 0 => Align::Right,
        other => other,
    });
    aligned.collect()
}

/// What stands in a column.
#[derive(Clone, Copy, Default)]
struct Seen {
    numbers: usize,
    words: usize,
}

impl Seen {
    fn look(&mut self, text: &str) {
        match text.trim() {
            "" | "-" | "–" | "—" | "?" | "n/a" | "N/A" => {}
            text if is_number(text) => self.numbers += 1,
            _ => self.words += 1,
        }
    }
}

/// Whether a text is a number, with sign, currency, per cent or a short unit: `−12.5`, `$3,000`, `99 %`, `12 ms`.
fn is_number(text: &str) -> bool {
    let bare = text.trim_start_matches(['+', '-', '−', '±', '~', '≈', '<', '>', '$', '€', '£', '¥', ' ']);
    let digits = bare.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = bare.get(digits.len()..).unwrap_or_default().trim();
    bare.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '\'' | '\u{a0}' | '\u{202f}'))
        && unit.chars().count() <= 3
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_with_units_are_numbers_and_dates_are_not() {
        assert!(["12", "-1.5", "$3,000", "99 %", "12 ms", "1x"].into_iter().all(is_number));
        assert!(
            ["2024-03-12", "v1", "1 apple pie", "10.0.0.1/8 net"].into_iter().all(|text| !is_number(text))
        );
    }
}
