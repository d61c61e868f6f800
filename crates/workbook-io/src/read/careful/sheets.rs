//! Steps that the readers with calamine share.

use calamine::{Sheet, SheetVisible, WorkbookProperties};

use crate::grid::{Grid, Workbook};
use crate::read::{Damage, Refusal};

/// An empty grid for a listed sheet.
///
/// calamine finds sheets by name, so it would read the first of two with the same name twice:
/// such a workbook is refused.
pub(super) fn start_grid(sheet: &Sheet, before: &[Grid]) -> Result<Grid, Refusal> {
    check_new_name(&sheet.name, before)?;
    let mut grid = Grid::named(&sheet.name);
    grid.hidden = sheet.visible != SheetVisible::Visible;
    Ok(grid)
}

/// Refuses a second sheet with the same name.
pub(super) fn check_new_name(name: &str, before: &[Grid]) -> Result<(), Refusal> {
    match before.iter().any(|grid| grid.name == name) {
        true => Err(Refusal::Damaged(Damage::SheetNameTwice(name.to_owned()))),
        false => Ok(()),
    }
}

/// The content of a listed sheet is missing.
pub(super) fn without_content(sheet: &Sheet) -> Refusal {
    Refusal::Damaged(Damage::SheetWithoutContent(sheet.name.clone()))
}

/// Stores the document properties. A workbook with invalid ones is read as if it had none.
pub(super) fn set_properties<E>(
    workbook: &mut Workbook,
    properties: Result<WorkbookProperties, E>,
) {
    if let Ok(properties) = properties {
        workbook.modified = properties.modified;
        workbook.properties = properties.custom_properties.into_iter().collect();
    }
}
