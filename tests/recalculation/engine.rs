//! IronCalc as a second opinion that needs nothing installed: it knows nothing of the results
//! stored with formulas, and works them all out anew.

use ironcalc::base::Model;
use ironcalc::base::cell::CellValue;
use ironcalc::import::load_from_xlsx_bytes;
use workbook_io::number::from_stored;
use workbook_io::{Value, Workbook};

/// What a workbook's formulas come to; its other cells as they are.
pub(crate) fn recalculated(bytes: &[u8]) -> Workbook {
    let book = load_from_xlsx_bytes(bytes, "annex", "en", "UTC").expect("the engine reads it");
    let mut model = Model::from_workbook(book, "en").expect("the engine understands it");
    model.evaluate();
    let mut after = super::read(bytes);
    let names: Vec<String> =
        model.workbook.worksheets.iter().map(|sheet| sheet.get_name()).collect();
    for sheet in &mut after.sheets {
        let place = names.iter().position(|name| *name == sheet.name).expect("sheets keep names");
        let place = u32::try_from(place).unwrap();
        for (at, cell) in sheet.cells.iter_mut().filter(|(_, cell)| cell.formula.is_some()) {
            let (row, col) = (at.row as i32 + 1, at.col as i32 + 1);
            cell.value = value(model.get_cell_value_by_index(place, row, col).unwrap());
        }
    }
    after
}

fn value(value: CellValue) -> Value {
    match value {
        CellValue::None => Value::Blank,
        // An empty text reads back as blank.
        CellValue::String(text) if text.is_empty() => Value::Blank,
        CellValue::String(text) => Value::Text(text.into()),
        CellValue::Number(number) => from_stored(number)
            .map_or_else(|| Value::Text(number.to_string().into()), Value::Number),
        CellValue::Boolean(truth) => Value::Text(truth.to_string().to_uppercase().into()),
    }
}
