//! Column headers of one, two or three rows, merged or not, as paths from the top down.

use crate::cell_text::CellText as _;
use std::collections::BTreeMap;

use crate::form::cache::label_normalizer::LabelNormalizer;
use viet_text::measure::Measure;
use viet_text::text::clean;
use workbook_io::{Cell, Grid};

/// A column's header: the texts above it from the top down, normalised.
pub type HeaderPath = Vec<String>;

/// The paths of all columns that have a header in these rows, by column.
///
/// File formats differ in what they say of merged cells, so merges are not used: a blank cell
/// above a lower header belongs to the nearest header on its left in the same row, if that header
/// stands above lower ones itself and under the same header as the blank. Otherwise it spans rows,
/// not columns.
#[must_use]
pub(super) fn paths(
    grid: &Grid,
    rows: &[u32],
    normalizer: &LabelNormalizer<'_>,
) -> Vec<(u32, HeaderPath)> {
    paths_with(grid, rows, |text| normalizer.header_key(text))
}

/// The same as printed.
#[must_use]
pub fn printed_paths(grid: &Grid, rows: &[u32]) -> Vec<(u32, HeaderPath)> {
    paths_with(grid, rows, clean)
}

fn paths_with(grid: &Grid, rows: &[u32], key: impl Fn(&str) -> String) -> Vec<(u32, HeaderPath)> {
    let texts: Vec<BTreeMap<u32, String>> =
        rows.iter().map(|row| keys_of_row(grid, *row, &key)).collect();
    let mut columns: Vec<u32> = texts.iter().flat_map(BTreeMap::keys).copied().collect();
    columns.sort_unstable();
    columns.dedup();
    let has_lower =
        |depth: usize, col: u32| texts[depth + 1..].iter().any(|row| row.contains_key(&col));
    let path = |col: u32| {
        // The header above begins at this column: what stands left of it is under another one.
        let mut first = 0;
        let parts = texts.iter().enumerate().filter_map(|(depth, row)| {
            let (at, text) = row.range(first..=col).next_back()?;
            if *at != col && !(has_lower(depth, col) && has_lower(depth, *at)) {
                return None;
            }
            first = *at;
            Some(text.clone())
        });
        let mut path: HeaderPath = parts.collect();
        path.dedup();
        path
    };
    columns.into_iter().map(|col| (col, path(col))).collect()
}

/// The header texts of a row, by column.
fn keys_of_row(grid: &Grid, row: u32, key: impl Fn(&str) -> String) -> BTreeMap<u32, String> {
    let texts = grid.row(row).filter_map(|(at, cell)| Some((at.col, cell.text()?)));
    let texts = texts.filter(|(_, text)| !is_only_a_unit(text));
    let keys = texts.map(|(col, text)| (col, key(text)));
    keys.filter(|(_, key)| !key.is_empty()).collect()
}

/// Is this only the unit of measure of the header above: "(người)", "(triệu đồng)"? "(%)" counts
/// as a header: it may be all that distinguishes a share from a number.
pub(super) fn is_only_a_unit(text: &str) -> bool {
    if !text.contains('(') {
        return false;
    }
    let text = clean(text);
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| matches!(Measure::in_text(inner), Measure::Count | Measure::Money(_)))
}

/// Is this the row of column numbers that some forms have under the header: (1) (2) (3)?
#[must_use]
pub(crate) fn is_numbering(grid: &Grid, row: u32) -> bool {
    // Rows with words are ruled out first: most rows that are asked about are rows of labels.
    let is_words = |(_, cell): (_, &Cell)| {
        let letters = cell.text().into_iter().flat_map(str::chars).filter(|c| c.is_alphabetic());
        letters.filter(|letter| *letter != 'x').nth(1).is_some()
    };
    if grid.row(row).any(is_words) {
        return false;
    }
    let marks: Vec<String> = grid
        .row(row)
        .map(|(_, cell)| clean(&cell.value.as_written()))
        .filter(|text| !text.is_empty())
        .collect();
    let is_mark = |text: &String| {
        let bare: String = text.chars().filter(|c| !"()[] ".contains(*c)).collect();
        let number = bare
            .split(['=', '+', '-', '/', ':', '*', 'x', '%'])
            .all(|part| part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()))
            && bare.starts_with(|first: char| first.is_ascii_digit());
        number || (bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_uppercase()))
    };
    // At least three running numbers, or a short row of data would be taken for one.
    let running = marks.windows(3).any(|three| {
        let numbers: Vec<u32> = three
            .iter()
            .filter_map(|mark| mark.trim_matches(['(', ')', '[', ']']).parse().ok())
            .collect();
        matches!(numbers[..], [a, b, c] if b == a + 1 && c == b + 1)
    });
    running && marks.iter().all(is_mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use workbook_io::{Address, Cell, Value};

    fn row(texts: &[&str]) -> Grid {
        let mut grid = Grid::named("");
        for (col, text) in (0..).zip(texts) {
            if !text.is_empty() {
                let cell = Cell::plain(Value::Text((*text).into()));
                grid.cells.insert(Address::new(0, col), cell);
            }
        }
        grid
    }

    #[test]
    fn a_header_merged_downwards_is_not_over_its_neighbours() {
        // "Số lớp" reaches down over two rows and two columns; "Nam" stands in the second row.
        let lines = ["Học sinh|||Số lớp||Ghi chú", "Nam|Nữ||||", "|Kinh|Khác|Công|Tư|"];
        let mut grid = Grid::named("");
        for (index, line) in (0..).zip(lines) {
            let texts: Vec<&str> = line.split('|').collect();
            for (at, cell) in row(&texts).cells {
                grid.cells.insert(Address::new(index, at.col), cell);
            }
        }
        let all = printed_paths(&grid, &[0, 1, 2]);
        let all: Vec<String> = all.into_iter().map(|(_, path)| path.join(" › ")).collect();
        assert_eq!(
            all,
            [
                "Học sinh › Nam",
                "Học sinh › Nữ › Kinh",
                "Học sinh › Nữ › Khác",
                "Số lớp › Công",
                "Số lớp › Tư",
                "Ghi chú"
            ]
        );
    }

    #[test]
    fn units_of_measure_under_a_header_are_no_header() {
        for text in ["(người)", " (Triệu đồng) ", "(nghìn đồng/năm)"] {
            assert!(is_only_a_unit(text), "{text}");
        }
        for text in ["Người", "(%)", "(thực hiện)", "Doanh thu (triệu đồng)", "(1)"] {
            assert!(!is_only_a_unit(text), "{text}");
        }
    }

    #[test]
    fn rows_of_column_numbers() {
        for texts in [
            &["(1)", "(2)", "(3)", "(4)"][..],
            &["A", "B", "1", "2", "3"],
            &["A", "B", "C", "(1)", "(2)", "(3)", "(4)=(3)/(2)*100%"],
            &["1", "2", "", "3", "4=2+3"],
        ] {
            assert!(is_numbering(&row(texts), 0), "{texts:?}");
        }
        for texts in [&["1", "HTX Mỹ Quý", "2", "3"][..], &["1", "2"], &["-", "1", "2", "3"], &[]]
        {
            assert!(!is_numbering(&row(texts), 0), "{texts:?}");
        }
    }
}
