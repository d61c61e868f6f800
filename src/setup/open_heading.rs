//! The heading of a filled report made one of a blank form again: the unit's name gives way to dots, over
//! which every unit's own name is written later.

use super::blank::BlankTable;
use super::places::KINDS;
use crate::form::{UnitNames, read_heading};
use crate::settings::Office;
use workbook_io::{Address, Grid, Workbook};

/// What stands where a name is to be written.
const SLOT: &str = " ………………";

/// The cell above a header that names a unit, with the name taken out; `None` where none does.
pub(super) fn without_unit(grid: &Grid, header: u32) -> Option<(Address, String)> {
    let office = Office { unit_kinds: KINDS.join(", "), ..Office::default() };
    let (_, at) = read_heading(grid, 0..header, &UnitNames::new(&office, &[])).unit?;
    Some((at, open(grid.text(at)?)?))
}

/// Did a unit fill a form in: does a heading above one of its tables name it?
pub(super) fn names_unit(book: &Workbook, tables: &[BlankTable]) -> bool {
    let named = |own: &BlankTable| without_unit(&book.sheets[own.sheet_index], own.header_rows[0]);
    tables.iter().any(|own| named(own).is_some())
}

/// "UBND XÃ MỸ QUÝ" as "UBND XÃ ………………"; `None` where no name follows a kind of unit.
fn open(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let small: Vec<char> = letters.iter().flat_map(|letter| letter.to_lowercase()).collect();
    if small.len() != letters.len() {
        return None;
    }
    let end_of = |kind: &str| {
        let kind: Vec<char> = kind.chars().collect();
        let is_apart = |at: Option<&char>| at.is_none_or(|letter| !letter.is_alphanumeric());
        (0..small.len()).find_map(|from| {
            let to = from + kind.len();
            let before = from.checked_sub(1).and_then(|at| small.get(at));
            let is_it =
                small.get(from..to) == Some(&kind) && is_apart(before) && is_apart(small.get(to));
            is_it.then_some((from, to))
        })
    };
    let (_, end) = KINDS.into_iter().filter_map(end_of).min()?;
    let names = letters[end..].iter().any(|letter| letter.is_alphabetic());
    names.then(|| letters[..end].iter().collect::<String>() + SLOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_gives_way_to_dots() {
        for (text, opened) in [
            ("XÃ MỸ QUÝ", Some("XÃ ………………")),
            ("UBND phường An Bình", Some("UBND phường ………………")),
            ("Đơn vị báo cáo: Thị trấn Mỹ An", Some("Đơn vị báo cáo: Thị trấn ………………")),
            ("XÃ ………", None),
            ("ỦY BAN NHÂN DÂN", None),
        ] {
            assert_eq!(open(text).as_deref(), opened, "{text}");
        }
    }
}
