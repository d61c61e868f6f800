//! The rows of a coded table of figures: labels, sections and units of measure.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::codes::Code;
use super::header::Header;
use super::problems::CellProblems;
use super::sections::{Outline, OutlineLine};
use super::tables::{Table, is_worded};
use crate::form::cache::label_normalizer::LabelNormalizer;
use crate::form::header::HeaderPath;
use crate::form::row_groups::RowGroups;
use crate::form::template::{Figure, FigureArea, FigureRow, FormColumn};
use crate::settings::{NumberKind, Settings};
use viet_text::measure::Measure;
use viet_text::text::clean;
use workbook_io::{Address, Grid};

/// The columns left of the codes, by what they hold.
struct LabelColumns {
    /// Row labels.
    label: Option<u32>,
    /// Units of measure.
    unit: Option<u32>,
    /// Groups of rows, left of the labels.
    groups: Vec<u32>,
}

/// The rows and sections of a table of figures.
pub(super) fn area(
    grid: &Grid,
    table: &Table,
    header: &Header,
    headers: &IndexMap<u32, HeaderPath>,
    columns: &[FormColumn],
    settings: &Settings,
    normalizer: &LabelNormalizer<'_>,
) -> Result<FigureArea, CellProblems> {
    let places = places(grid, table, headers);
    let rows: BTreeMap<u32, Vec<&Code>> =
        table.codes.iter().fold(BTreeMap::new(), |mut rows, code| {
            let row: &mut Vec<&Code> = rows.entry(code.at.row).or_default();
            row.push(code);
            rows
        });
    if places.label.is_none() && rows.len() > 1 {
        let what = "không thấy cột tên chỉ tiêu bên trái ô ghi mã";
        return Err(vec![(table.codes[0].at, what.to_owned())]);
    }
    let lines = lines(grid, &places, header.bottom() + 1..=table.bottom(), &rows, normalizer);
    check_labels(&rows, &lines)?;
    let outline = Outline::new(&lines);
    let path = |col: &u32| headers.get(col).cloned();
    let area = CodedArea { grid, columns, settings, places: &places, lines: &lines };
    Ok(FigureArea {
        label_col: places.label,
        unit_header: places.unit.as_ref().and_then(path),
        group_headers: places.groups.iter().filter_map(path).collect(),
        rows: rows.iter().map(|(row, codes)| area.row(*row, codes, &outline)).collect(),
        sections: outline.sections,
    })
}

/// Every coded row needs a label, unless it is the only one.
fn check_labels(
    rows: &BTreeMap<u32, Vec<&Code>>,
    lines: &[OutlineLine],
) -> Result<(), CellProblems> {
    let is_labelled = |row: u32| lines.iter().any(|line| line.row == row);
    let unlabelled = rows.iter().filter(|(row, _)| rows.len() > 1 && !is_labelled(**row));
    let problems: CellProblems = unlabelled
        .map(|(_, codes)| {
            (codes[0].at, format!("dòng ghi mã {} không có tên chỉ tiêu", codes[0].full))
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// A table of figures while its rows are put together.
struct CodedArea<'a> {
    grid: &'a Grid,
    columns: &'a [FormColumn],
    settings: &'a Settings,
    places: &'a LabelColumns,
    lines: &'a [OutlineLine],
}

impl CodedArea<'_> {
    fn row(&self, row: u32, codes: &[&Code], outline: &Outline) -> FigureRow {
        let line = self.lines.iter().find(|line| line.row == row && !line.group);
        let printed = line.map(|line| line.printed.clone()).unwrap_or_default();
        let unit = self.places.unit.and_then(|col| self.grid.text(Address::new(row, col)));
        let unit = unit.map(clean).unwrap_or_default();
        let figure = |column: &FormColumn| self.figure(column, codes, &unit, &printed);
        let figures = self.columns.iter().map(figure).collect();
        FigureRow {
            figures,
            section: outline.section_of(row),
            label: line.map(|line| line.key.clone()).unwrap_or_default(),
            printed,
            unit,
        }
    }

    /// The figure in a column of this row. The unit of measure is read from the cell beside the
    /// label, from the label itself, or from the column's header.
    fn figure(
        &self,
        column: &FormColumn,
        codes: &[&Code],
        beside: &str,
        label: &str,
    ) -> Option<Figure> {
        let code = codes.iter().find(|code| code.at.col == column.col)?;
        let is_money = self.settings.indicators[&code.code].kind == NumberKind::Money;
        let beside = Some(beside.to_owned()).filter(|unit| !unit.is_empty());
        let unit = beside.or_else(|| in_label(label));
        let unit = unit.or_else(|| is_money.then(|| column.unit.clone())).unwrap_or_default();
        Some(Figure { code: code.code.clone(), basis: code.basis, unit })
    }
}

fn places(grid: &Grid, table: &Table, headers: &IndexMap<u32, HeaderPath>) -> LabelColumns {
    let first = table.columns().first().copied().unwrap_or(0);
    let unit = headers.iter().find(|(_, path)| is_unit_header(path)).map(|(col, _)| *col);
    let mut coded: Vec<u32> = table.codes.iter().map(|code| code.at.row).collect();
    coded.dedup();
    let worded = |col: u32| {
        let rows = coded.iter().filter(|row| is_label(grid, Address::new(**row, col)));
        let texts = coded.iter().filter_map(|row| grid.text(Address::new(*row, col)));
        (rows.count(), texts.map(|text| text.chars().count()).sum::<usize>())
    };
    let left = (0..first).filter(|col| Some(*col) != unit && worded(*col).0 > 0);
    let left: Vec<u32> = left.collect();
    let label = left.iter().copied().max_by_key(|col| (worded(*col), std::cmp::Reverse(*col)));
    let beside_label = |col: &u32| {
        let both = |row: &&u32| {
            is_label(grid, Address::new(**row, *col))
                && label.is_some_and(|label| is_label(grid, Address::new(**row, label)))
        };
        label.is_some_and(|label| *col < label)
            && headers.contains_key(col)
            && coded.iter().any(|row| both(&row))
    };
    let groups = left.iter().copied().filter(beside_label).collect();
    LabelColumns { label, unit, groups }
}

/// Words, and not the number of a row: "1.2", "IV".
fn is_label(grid: &Grid, at: Address) -> bool {
    let roman = |text: &str| text.trim_end_matches('.').chars().all(|c| "IVX".contains(c));
    is_worded(grid, at) && grid.text(at).is_some_and(|text| !roman(text.trim()))
}

fn is_unit_header(path: &HeaderPath) -> bool {
    const WORDS: [&str; 8] =
        ["đơn vị tính", "đvt", "đv tính", "đv", "đơn vị", "đơn vị đo", "đơn vị đo lường", "dvt"];
    path.iter().any(|part| WORDS.contains(&part.as_str()))
}

/// The rows with labels, downwards: those that open a group of rows, too.
fn lines(
    grid: &Grid,
    places: &LabelColumns,
    rows: std::ops::RangeInclusive<u32>,
    coded: &BTreeMap<u32, Vec<&Code>>,
    normalizer: &LabelNormalizer<'_>,
) -> Vec<OutlineLine> {
    let Some(label) = places.label else { return Vec::new() };
    let text = |row: u32, col: u32| {
        grid.text(Address::new(row, col)).map(clean).filter(|text| !text.is_empty())
    };
    let first = coded.values().flatten().map(|code| code.at.col).min().unwrap_or(0);
    let mut lines = Vec::new();
    let mut groups = RowGroups::default();
    for row in rows {
        let number = (0..label).filter(|col| !places.groups.contains(col));
        let number = number.filter_map(|col| text(row, col)).next();
        let has_label = text(row, label).is_some();
        let mut leaves = groups.left_above(grid, row);
        for col in places.groups.iter() {
            let Some(printed) = text(row, *col).filter(|_| is_label(grid, Address::new(row, *col)))
            else {
                continue;
            };
            if has_label {
                groups.begin(*col, row);
                let line = OutlineLine::group(row, *col, printed, normalizer);
                lines.push(line.leaving(leaves.take()));
            } else {
                // The row's own label stands where groups are named: it is in none of them.
                groups.leave(*col);
                leaves = Some(leaves.map_or(*col, |left| left.min(*col)));
            }
        }
        // Some indent by columns: a label stands beside the label column.
        let beside = || {
            let others = (0..first).filter(|col| Some(*col) != places.unit);
            others
                .filter(|col| is_label(grid, Address::new(row, *col)))
                .find_map(|col| text(row, col))
        };
        if let Some(printed) = text(row, label).or_else(beside) {
            let number = number.filter(|number| *number != printed);
            let coded = coded.contains_key(&row);
            let line = OutlineLine::new(row, number, printed, coded, normalizer);
            lines.push(line.leaving(leaves));
        }
    }
    lines
}

/// "Doanh thu (triệu đồng)" names its unit of measure.
fn in_label(printed: &str) -> Option<String> {
    let (_, inside) =
        printed.trim_end_matches([':', '.', ' ']).strip_suffix(')')?.rsplit_once('(')?;
    let inside = inside.trim();
    (Measure::in_text(inside) != Measure::Other).then(|| inside.to_owned())
}
