//! List fields that are not what their column holds, sheet by sheet: what several rules share.

use std::collections::BTreeMap;

use super::words::{first_few, place_of};
use super::{Evidence, Finding};
use crate::cell::Address;
use crate::form::FieldValue;
use crate::settings::Column;

/// A field of an organisation that counts.
pub(super) struct OddField<'a> {
    pub(super) column: &'a Column,
    pub(super) value: &'a FieldValue,
}

/// One finding a sheet for the fields that are odd; `odd` gives what to add to how each is
/// quoted, or `None` for a field that is as it should be.
pub(super) fn odd_fields(
    evidence: &Evidence<'_>,
    odd: impl Fn(&OddField<'_>) -> Option<String> + Sync,
    what: &str,
    to_do: &str,
) -> Vec<Finding> {
    type Place<'a> = (usize, &'a str, &'a str);
    let mut sheets: BTreeMap<Place<'_>, Vec<(Address, String, String)>> = BTreeMap::new();
    let mut indicators: BTreeMap<Place<'_>, Vec<String>> = BTreeMap::new();
    let found = evidence.of_units(|unit| {
        let mut found = Vec::new();
        for (list, row) in evidence.counted_rows_of(unit) {
            for field in row.row.filled() {
                let field_of = OddField { column: &list.columns[field.place], value: field.value };
                found.extend(odd(&field_of).map(|more| (list, row, field, more)));
            }
        }
        found
    });
    for (list, row, field, more) in found {
        let column = &list.columns[field.place];
        let place = (row.unit, &*row.on.file, &*row.on.sheet);
        let written = field.written().trim().to_owned();
        let said = format!("{} của {} ghi \"{written}\"{more}", column.name, row.row.name);
        sheets.entry(place).or_default().push((field.at, written, said));
        let drawn = evidence.drawn_from_column(&list.code, &column.code);
        indicators.entry(place).or_default().extend(drawn);
    }
    let finding = |((unit, file, sheet), cells): (Place<'_>, Vec<(Address, String, String)>)| {
        let said: Vec<String> = cells.iter().map(|(_, _, said)| said.clone()).collect();
        let written: Vec<String> = cells.iter().map(|(_, written, _)| written.clone()).collect();
        let mut finding = Finding {
            unit: Some(unit),
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            cells: cells.iter().map(|(at, ..)| *at).collect(),
            found: written.join("; "),
            indicators: indicators[&(unit, file, sheet)].clone(),
            ..Finding::default()
        };
        finding.message = format!(
            "{}: {what} ({}). {to_do}",
            place_of(evidence, &finding),
            first_few(&said, "ô")
        );
        finding
    };
    sheets.into_iter().map(finding).collect()
}
