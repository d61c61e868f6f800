//! List fields with a value that their column does not take, sheet by sheet. Several rules use
//! them.

use std::collections::BTreeMap;

use super::odd_field::OddField;
use super::sentence_parts::{first_few, place_of};
use super::{Evidence, Finding};
use crate::figures::alternative::{Alternative, Changed};
use crate::form::FieldValue;
use workbook_io::Address;

/// Those of one unit.
pub(super) fn odd_fields_of_unit<'a>(
    evidence: &Evidence<'a>,
    unit: usize,
) -> impl Iterator<Item = OddField<'a>> {
    let fields = evidence
        .counted_rows_of(unit)
        .flat_map(|(list, row)| row.row.filled().map(move |field| OddField { list, row, field }));
    fields.filter(OddField::is_odd)
}

/// What to say of an odd field.
#[derive(Default)]
pub(super) struct OddText {
    /// Added to the quoted text.
    pub(super) more: String,
    /// What it should say, where only one thing can be meant.
    pub(super) instead: Option<String>,
    /// All that it may mean, the likeliest first.
    pub(super) may_be: Vec<FieldValue>,
}

/// One finding for each sheet with odd fields of one kind. `of_kind` returns what to say of a field,
/// or `None` for a field of another kind. `what` says what is wrong; then follow what
/// the office has done about it, if anything, and what the unit is to do.
pub(super) fn odd_fields(
    evidence: &Evidence<'_>,
    of_kind: impl Fn(&OddField<'_>) -> Option<OddText>,
    what: &str,
    (done, to_do): (&str, &str),
) -> Vec<Finding> {
    type SheetKey<'a> = (usize, &'a str, &'a str);
    let mut sheets: BTreeMap<SheetKey<'_>, Vec<(Address, String, String)>> = BTreeMap::new();
    let mut indicators: BTreeMap<SheetKey<'_>, Vec<String>> = BTreeMap::new();
    let mut rewrites: BTreeMap<SheetKey<'_>, Vec<(Address, String)>> = BTreeMap::new();
    let mut meanings: BTreeMap<SheetKey<'_>, Vec<(Address, Vec<FieldValue>)>> = BTreeMap::new();
    let all = evidence.odd_fields();
    for odd in all.iter() {
        let Some(OddText { more, instead, may_be }) = of_kind(odd) else { continue };
        let (OddField { list, row, field }, column) = (*odd, odd.column());
        let place = (row.unit, &*row.on.file, &*row.on.sheet);
        let written = field.written().trim().to_owned();
        let said = format!("{} của {} ghi \"{written}\"{more}", column.name, row.row.name);
        sheets.entry(place).or_default().push((field.at, written, said));
        meanings.entry(place).or_default().push((field.at, may_be));
        rewrites.entry(place).or_default().extend(instead.map(|text| (field.at, text)));
        let drawn = evidence.drawn_from_column(&list.code, &column.code);
        indicators.entry(place).or_default().extend(drawn);
    }
    let finding = |((unit, file, sheet), cells): (SheetKey<'_>, Vec<(Address, String, String)>)| {
        let said: Vec<String> = cells.iter().map(|(_, _, said)| said.clone()).collect();
        let written: Vec<String> = cells.iter().map(|(_, written, _)| written.clone()).collect();
        let mut finding = Finding {
            unit: Some(unit),
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            cells: cells.iter().map(|(at, ..)| *at).collect(),
            found: written.join("; "),
            indicators: indicators[&(unit, file, sheet)].clone(),
            rewrites: rewrites[&(unit, file, sheet)].clone(),
            ..Finding::default()
        };
        finding.alternatives = alternatives(&finding, &meanings[&(unit, file, sheet)]);
        let what = format!("{what} ({}).", first_few(&said, "ô"));
        finding.message = format!("{}: {what}{done} {to_do}", place_of(evidence, &finding));
        finding.ask = format!("{what} {to_do}");
        finding
    };
    sheets.into_iter().map(finding).collect()
}

/// What could be meant: each cell's likeliest meaning, then each one's next.
fn alternatives(finding: &Finding, meanings: &[(Address, Vec<FieldValue>)]) -> Vec<Alternative> {
    let most = meanings.iter().map(|(_, may_be)| may_be.len()).max().unwrap_or(0);
    let turn = |turn: usize| {
        let cells = meanings.iter().filter_map(|(at, may_be)| {
            let value = may_be.get(turn).or_else(|| may_be.last())?;
            Some(Changed::Field(finding.cell(*at), value.clone()))
        });
        finding.changes(cells)
    };
    (0..most).map(turn).collect()
}
