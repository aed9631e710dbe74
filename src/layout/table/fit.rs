//! How wide the columns of a table are.

use super::grid::{Grid, Piece};

/// Cells between columns, and where room is short.
const GAPS: [usize; 2] = [3, 2];

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) widths: Vec<usize>,
    pub(super) gap: usize,
}

impl Columns {
    /// The cells left of a column.
    pub(super) fn left(&self, column: usize) -> usize {
        self.widths.iter().take(column).map(|width| width + self.gap).sum()
    }

    /// The cells of some columns and the gaps between them.
    pub(super) fn cells(&self, column: usize, columns: usize) -> usize {
        let widths = self.widths.iter().skip(column).take(columns);
        widths.map(|width| width + self.gap).sum::<usize>().saturating_sub(self.gap)
    }
}

/// The widths with which a table fits into `room`: as it would like to be, or wrapped; none where that is too narrow.
pub(super) fn columns(grid: &Grid<'_, '_>, room: usize) -> Option<Columns> {
    let gaps = |gap: usize| grid.columns.saturating_sub(1) * gap;
    for gap in GAPS {
        let natural = wanted(grid, gap, |piece| piece.natural);
        if natural.iter().sum::<usize>() + gaps(gap) <= room {
            return Some(Columns { widths: natural, gap });
        }
    }
    let gap = GAPS[1];
    let (natural, longest) =
        (wanted(grid, gap, |piece| piece.natural), wanted(grid, gap, |piece| piece.longest));
    let room = room.checked_sub(gaps(gap))?;
    (longest.iter().sum::<usize>() <= room).then(|| Columns { widths: level(&natural, &longest, room), gap })
}

/// The width of each column by what its cells want. What a cell over several columns wants more than they have goes to its last.
fn wanted(grid: &Grid<'_, '_>, gap: usize, want: impl Fn(&Piece<'_, '_>) -> usize) -> Vec<usize> {
    let mut widths = vec![1; grid.columns];
    for piece in grid.pieces.iter().filter(|piece| piece.columns == 1) {
        widths[piece.column] = widths[piece.column].max(want(piece));
    }
    for piece in grid.pieces.iter().filter(|piece| piece.columns > 1) {
        let end = piece.column + piece.columns;
        let has: usize = widths[piece.column..end].iter().map(|width| width + gap).sum::<usize>() - gap;
        widths[end - 1] += want(piece).saturating_sub(has);
    }
    widths
}

/// Every column gets the same, but none more than it wants or less than it needs; what is left over goes to the first that want it.
fn level(natural: &[usize], longest: &[usize], room: usize) -> Vec<usize> {
    let at = |level: usize| {
        natural.iter().zip(longest).map(move |(most, least)| level.clamp(*least, *most.max(least)))
    };
    let (mut low, mut high) = (0, room);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if at(middle).sum::<usize>() <= room {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    let mut widths: Vec<usize> = at(low).collect();
    let mut left = room.saturating_sub(widths.iter().sum());
    for (width, most) in widths.iter_mut().zip(natural) {
        if left > 0 && *width < *most {
            *width += 1;
            left -= 1;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn short_columns_keep_their_width_and_long_ones_share_the_rest() {
        assert_eq!(level(&[4, 50, 60], &[4, 8, 8], 44), [4, 20, 20]);
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        assert_eq!(level(&[30, 30], &[20, 5], 30), [20, 10]);
    }
}
