//! The number cells of the submissions used, and the findings made at them.

use super::evidence::Evidence;
use super::finding::Finding;
use super::number_cell::{BASES, CellSubject, NumberCell};
use crate::form::{FieldValue, Reading};
use crate::settings::Basis;

impl<'a> Evidence<'a> {
    /// The filled number cells, by unit, figures before lists.
    pub(super) fn number_cells(&self) -> impl Iterator<Item = NumberCell<'a>> + use<'a> {
        let evidence = *self;
        (0..self.settings.units.len()).flat_map(move |unit| evidence.number_cells_of(unit))
    }

    /// Those of one unit.
    pub(super) fn number_cells_of(
        &self,
        unit: usize,
    ) -> impl Iterator<Item = NumberCell<'a>> + use<'a> {
        self.figure_cells_of(unit).chain(self.field_cells_of(unit))
    }

    /// Those on figure sheets.
    pub(super) fn figure_cells_of(
        &self,
        unit: usize,
    ) -> impl Iterator<Item = NumberCell<'a>> + use<'a> {
        let settings = self.settings;
        let figures = self.used_sheets_of(unit).flat_map(move |used| {
            used.sheet.figures.filled().map(move |figure| NumberCell {
                unit,
                file: &used.sheet.on.file,
                sheet: &used.sheet.on.sheet,
                at: figure.at,
                kept: figure.raw_text(),
                reading: figure.reading,
                basis: figure.basis,
                kind_id: figure.indicator * BASES + figure.basis as usize,
                subject: CellSubject::Figure(
                    figure.indicator,
                    &settings.indicators[figure.indicator],
                ),
            })
        });
        figures.filter(|cell| *cell.reading != Reading::Blank)
    }

    /// Those in lists.
    pub(super) fn field_cells_of(
        &self,
        unit: usize,
    ) -> impl Iterator<Item = NumberCell<'a>> + use<'a> {
        let settings = self.settings;
        let mut first = settings.indicators.len() * BASES;
        let lists = self.figures.lists.iter().zip(settings.lists.values());
        let fields = lists.flat_map(move |(merged, list)| {
            let own = first;
            first += list.columns.len() * BASES;
            let rows = merged.counted(unit).filter(|row| row.sub_unit.is_none());
            rows.flat_map(move |row| {
                row.row.filled().filter_map(move |field| {
                    let FieldValue::Number(reading) = field.value else { return None };
                    Some(NumberCell {
                        unit,
                        file: &row.on.file,
                        sheet: &row.on.sheet,
                        at: field.at,
                        kept: field.raw_text(),
                        reading,
                        basis: field.basis,
                        kind_id: own + field.place * BASES + field.basis as usize,
                        subject: CellSubject::Field(list, &list.columns[field.place], row),
                    })
                })
            })
        });
        fields.filter(|cell| *cell.reading != Reading::Blank)
    }

    /// A finding at number cells of one sheet, with the indicators computed from them.
    pub(super) fn finding_at(&self, cells: &[NumberCell<'_>]) -> Finding {
        let first = cells.first();
        let mut finding = Finding {
            unit: first.map(|cell| cell.unit),
            file: first.map(|cell| cell.file.to_owned()).unwrap_or_default(),
            sheet: first.map(|cell| cell.sheet.to_owned()).unwrap_or_default(),
            cells: cells.iter().map(|cell| cell.at).collect(),
            ..Finding::default()
        };
        for cell in cells {
            finding.indicators.extend(self.drawn_from(cell));
            finding.bases.push(cell.basis);
            if let CellSubject::Field(_, column, row) = cell.subject
                && row.row.field(&column.code, Basis::Estimate).is_some_and(|f| f.at == cell.at)
            {
                finding.bases.push(Basis::Estimate);
            }
        }
        finding.indicators.sort();
        finding.indicators.dedup();
        finding.bases.sort();
        finding.bases.dedup();
        finding
    }

    /// The indicators computed from a cell.
    fn drawn_from(&self, cell: &NumberCell<'_>) -> Vec<String> {
        match cell.subject {
            CellSubject::Figure(_, indicator) => vec![indicator.code.clone()],
            CellSubject::Field(list, column, _) => self.drawn_from_column(&list.code, &column.code),
        }
    }
}
