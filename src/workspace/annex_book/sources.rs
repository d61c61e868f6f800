//! Nguồn số liệu read back: every figure with its unit, basis, sum and weight.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::names::{ABSENT, INCOMPLETE, SOURCE_HEADERS, SOURCES, SUB_UNIT_HEADERS};
use super::{HeadedRow, HeadedSheet};
use crate::settings::{Basis, Settings, Unit};
use workbook_io::{Address, Workbook};

/// A row of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// The unit's code in the settings of the office that made the annex.
    pub unit_code: Arc<str>,
    /// The unit's name.
    pub unit: Arc<str>,
    /// The sub-unit whose figure it is, where it is not the unit's own.
    pub sub_unit: Option<Arc<str>>,
    /// What the row holds.
    pub holds: SourceContent,
    /// The cell of the number used.
    pub at: Address,
}

/// What a row holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceContent {
    /// A figure.
    Figure(SourceFigure),
    /// Nothing but the name of a unit of which there is no figure.
    Absent,
    /// Something that today's settings do not know, or no number: why, in the officer's words.
    NotUnderstood(String),
}

/// A figure as the annex has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFigure {
    /// The indicator, by its place in the settings of whoever reads the annex.
    pub indicator: usize,
    /// The basis.
    pub basis: Basis,
    /// The figure, or a mean's numerator.
    pub sum: Decimal,
    /// A mean's divisor; one for every other figure.
    pub weight: Decimal,
    /// Nothing that belongs in it is missing.
    pub complete: bool,
    /// It was carried over from an earlier period.
    pub carried: bool,
    /// As written in what the unit sent.
    pub written: Arc<str>,
    /// Where that is: file, sheet, cell.
    pub origin: [Arc<str>; 3],
    /// Where it stands in the sub-unit's report, in words.
    pub origin_in_sub_unit: Arc<str>,
}

impl SourceFigure {
    /// Where the figure stands in the unit's report and, over three levels, in what that was made
    /// from.
    #[must_use]
    pub fn origin_in_words(&self) -> String {
        let mut parts: Vec<&str> = self.origin.iter().map(|part| &**part).collect();
        parts.push(&self.origin_in_sub_unit);
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    }
}

/// The headers that tell the sheet from any other: whose a figure is, which, and its parts.
const TELLING: [&str; 5] =
    [SOURCE_HEADERS[0], SOURCE_HEADERS[2], SOURCE_HEADERS[4], SOURCE_HEADERS[6], SOURCE_HEADERS[7]];

/// The sheet of figures used, where a workbook has it.
#[must_use]
pub fn sources(book: &Workbook) -> Option<HeadedSheet<'_>> {
    HeadedSheet::named(book, SOURCES, &TELLING)
}

/// The sheet and its further parts.
#[must_use]
pub fn source_parts(book: &Workbook) -> Vec<HeadedSheet<'_>> {
    HeadedSheet::parts(book, SOURCES, &TELLING)
}

/// The rows of the sheet, in its order.
pub fn source_rows<'a>(
    sheet: &HeadedSheet<'a>,
    settings: &'a Settings,
) -> impl Iterator<Item = SourceRow> + use<'a> {
    let columns = Columns::find(sheet);
    let [code, unit, _, _, _, used, ..] = columns.own;
    let row = move |line: HeadedRow<'a>| {
        let (unit_code, unit) = (line.text(code), line.text(unit));
        let sub_unit = Some(line.text(columns.sub_unit[0])).filter(|name| !name.is_empty());
        (!unit_code.is_empty() || !unit.is_empty()).then(|| SourceRow {
            unit_code,
            unit,
            sub_unit,
            holds: holds(line, &columns, settings),
            at: Address::new(line.row, used.unwrap_or(0)),
        })
    };
    sheet.lines().filter_map(row)
}

/// Where the sheet's columns stand.
struct Columns {
    own: [Option<u32>; SOURCE_HEADERS.len()],
    sub_unit: [Option<u32>; 2],
}

impl Columns {
    fn find(sheet: &HeadedSheet<'_>) -> Self {
        Self {
            own: SOURCE_HEADERS.map(|header| sheet.column(header)),
            sub_unit: SUB_UNIT_HEADERS.map(|header| sheet.column(header)),
        }
    }
}

fn holds(line: HeadedRow<'_>, columns: &Columns, settings: &Settings) -> SourceContent {
    let [_, _, code, _, basis, _, sum, weight, written, file, origin_sheet, cell, note] =
        columns.own;
    let (code, said, note) = (line.text(code), line.text(basis), line.text(note));
    if code.is_empty() && *note == *ABSENT {
        return SourceContent::Absent;
    }
    let Some(indicator) = settings.indicators.get_index_of(&*code) else {
        return SourceContent::NotUnderstood(format!("không có mã số liệu {code}"));
    };
    let Some(basis) = Basis::ALL.into_iter().find(|basis| *basis.vietnamese() == *said) else {
        return SourceContent::NotUnderstood(format!("không rõ căn cứ \"{said}\""));
    };
    let (Some(sum), Some(weight)) = (line.number(sum), line.number(weight)) else {
        return SourceContent::NotUnderstood("tử số hoặc số chia không phải là số".to_owned());
    };
    let origin = [file, origin_sheet, cell].map(|col| line.text(col));
    SourceContent::Figure(SourceFigure {
        indicator,
        basis,
        sum,
        weight,
        complete: *note != *INCOMPLETE,
        carried: *origin[1] == *SOURCES && origin[2].is_empty(),
        written: line.text(written),
        origin,
        origin_in_sub_unit: line.text(columns.sub_unit[1]),
    })
}

/// Are two codes the same but for dots? A code that was typed as a number reads "30.055".
#[must_use]
pub fn same_code(one: &str, other: &str) -> bool {
    without_dots(one) == without_dots(other)
}

fn without_dots(code: &str) -> Cow<'_, str> {
    if code.contains('.') { code.replace('.', "").into() } else { code.into() }
}

/// Units by their codes, as [`same_code`] compares them; the first of several.
#[derive(Clone, Debug)]
pub struct UnitCodes<'u>(HashMap<Cow<'u, str>, usize>);

impl<'u> UnitCodes<'u> {
    /// The codes of units.
    #[must_use]
    pub fn new(units: &'u [Unit]) -> Self {
        let places = units.iter().enumerate().rev();
        Self(places.map(|(place, unit)| (without_dots(&unit.code), place)).collect())
    }

    /// The place of the unit of a code.
    #[must_use]
    pub fn place(&self, code: &str) -> Option<usize> {
        self.0.get(&without_dots(code)).copied()
    }
}
