//! What was typed into an annex outside its notes: cells beside the table, formulas overwritten.
//! The annex is kept; the next one does not have these, so they are listed.

use super::change::{Change, ChangeKind, Reason};
use crate::cell_text::CellText as _;
use viet_text::text::clean;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

/// With more differences than this on a sheet, the layout is another.
const MOST: usize = 200;

/// Cells of the edited annex that are blank or formulas in the next one. Only rows that begin alike
/// are compared.
#[must_use]
pub fn hand_edits(edited: &Workbook, now: &Workbook, notes: &[(String, u32)]) -> Vec<Change> {
    let mut changes = Vec::new();
    for grid in &edited.sheets {
        let Some(new) = now.sheets.iter().find(|other| other.name == grid.name) else {
            let said = "cả trang";
            changes.push(change(&grid.name, said, String::new(), "trang thêm vào"));
            continue;
        };
        let note = notes.iter().find(|(sheet, _)| *sheet == grid.name).map(|(_, col)| *col);
        let cells = grid.cells.iter().filter(|(at, _)| Some(at.col) != note);
        let edits: Vec<Change> =
            cells.filter_map(|(at, cell)| edit(grid, new, *at, cell)).collect();
        if edits.len() <= MOST {
            changes.extend(edits);
        }
    }
    changes
}

fn edit(grid: &Grid, new: &Grid, at: Address, cell: &Cell) -> Option<Change> {
    let typed = clean(&cell.value.as_written());
    if cell.formula.is_some() || typed.is_empty() || !begin_alike(grid, new, at) {
        return None;
    }
    // Earlier annexes repeated names under merged areas, where nobody could type them.
    if grid.merge_at(at).is_some_and(|merge| !merge.is_anchor) {
        return None;
    }
    let what = match new.get(at) {
        None => "ghi thêm",
        Some(other) if matches!(other.value, Value::Blank) && other.formula.is_none() => "ghi thêm",
        Some(other) if other.formula.is_some() => "ghi đè công thức",
        Some(_) => return None,
    };
    let now = new.get(at).map(|cell| clean(&cell.value.as_written())).unwrap_or_default();
    Some(Change { before: typed, now, ..change(&grid.name, &at.to_string(), String::new(), what) })
}

/// Does the row begin like the same row of the other sheet?
fn begin_alike(grid: &Grid, new: &Grid, at: Address) -> bool {
    let start = |grid: &Grid| {
        let cells = grid.row(at.row).take_while(|(other, _)| other.col < 2 && other.col < at.col);
        cells.map(|(_, cell)| clean(&cell.value.as_written())).collect::<Vec<_>>()
    };
    start(grid) == start(new)
}

fn change(sheet: &str, place: &str, before: String, what: &str) -> Change {
    let why = "sửa tay trên phụ lục; phụ lục đó được giữ nguyên, phụ lục mới không có chỗ sửa này";
    let about = format!("Trang {sheet}, {place}: {what}");
    Change::new(ChangeKind::Hand, about, [before, String::new()], Reason::plain(why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use workbook_io::Merges;

    fn book(cells: &[(&str, &str, Option<&str>)]) -> Workbook {
        let mut grid = Grid::named("Phụ lục");
        for (at, text, formula) in cells {
            let formula = formula.map(Box::from);
            let cell = Cell { formula, ..Cell::plain(Value::Text((*text).into())) };
            grid.cells.insert(at.parse().unwrap(), cell);
        }
        Workbook { sheets: vec![grid], ..Workbook::default() }
    }

    #[test]
    fn what_stands_under_a_merge_was_not_typed() {
        let mut edited = book(&[("E4", "Nhóm", None), ("F4", "Nhóm", None), ("H4", "gõ", None)]);
        edited.sheets[0].merges = Some(Merges::new(vec!["E4:G4".parse().unwrap()]));
        let edits = hand_edits(&edited, &book(&[("E4", "Nhóm", None)]), &[]);
        assert_eq!(edits.len(), 1);
        assert_eq!(edits[0].before, "gõ");
    }

    #[test]
    fn typed_cells_and_overwritten_formulas_are_listed() {
        let now = book(&[("A5", "2.1", None), ("F5", "2.570", Some("Tổng!B2")), ("J5", "", None)]);
        let edited = book(&[
            ("A5", "2.1", None),
            ("F5", "2.600", None),
            ("J5", "Do hạn hán", None),
            ("L5", "xem lại", None),
        ]);
        let notes = [("Phụ lục".to_owned(), 9)];
        let said: Vec<(String, String)> =
            hand_edits(&edited, &now, &notes).into_iter().map(|c| (c.about, c.before)).collect();
        assert_eq!(
            said,
            [
                ("Trang Phụ lục, F5: ghi đè công thức".to_owned(), "2.600".to_owned()),
                ("Trang Phụ lục, L5: ghi thêm".to_owned(), "xem lại".to_owned()),
            ]
        );
    }
}
