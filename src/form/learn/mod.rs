//! From a marked workbook to a form: which tables it has, where their headers stand, what labels
//! and units of measure go with each code. The only condition is that codes stand where figures
//! will stand.

mod codes;
mod figures;
mod header;
mod problems;
mod sections;
mod tables;

use crate::cell_text::CellText as _;
use std::collections::BTreeMap;

use indexmap::IndexMap;
use sha2::{Digest, Sha256};

use self::codes::Code;
pub use self::codes::{Code as TypedCode, codes as typed_codes};
use self::header::{Header, header_rows};
use self::problems::CellProblems;
use self::tables::{Table, tables};
use super::cache::label_normalizer::LabelNormalizer;
use super::header::paths;
use super::measures::{money_over_all, money_over_column, other_than};
use super::template::{Body, CodedCell, FormColumn, FormPage, SheetForm, Template};
use crate::settings::{ColumnKind, NumberKind, Settings};
use workbook_io::{Grid, Workbook};

/// Learns a form from its marked workbook, given with its file's name.
///
/// # Errors
/// Sentences in Vietnamese that name the sheet and cell: codes that do not exist or stand
/// twice, codes in a header, a table without header or labels, no code at all.
pub fn learn(
    file: &str,
    book: &Workbook,
    settings: &Settings,
    normalizer: &LabelNormalizer<'_>,
) -> Result<Template, Vec<String>> {
    let mut problems = Vec::new();
    let mut sheets = Vec::new();
    for grid in &book.sheets {
        match learn_sheet(grid, settings, normalizer) {
            Ok(forms) => sheets.extend(forms),
            Err(wrong) => problems.extend(
                wrong
                    .into_iter()
                    .map(|(at, what)| format!("trang \"{}\", ô {at}: {what}", grid.name)),
            ),
        }
    }
    problems.extend(coded_twice(&sheets));
    if sheets.is_empty() && problems.is_empty() {
        problems.push(
            "không có ô nào ghi mã số liệu. Ghi mã vào các ô mà đơn vị sẽ điền số, và một dòng mã \
             dưới tiêu đề của danh sách"
                .to_owned(),
        );
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    let (file, version, pages) = (file.to_owned(), version(book), pages(book, &sheets));
    Ok(Template { name: name.into(), file, version, sheets, pages })
}

/// The sheets that hold codes, as they are printed.
fn pages(book: &Workbook, forms: &[SheetForm]) -> Vec<FormPage> {
    let is_form = |grid: &Grid| forms.iter().any(|form| form.name == grid.name);
    let coded = book.sheets.iter().enumerate().filter(|(_, grid)| is_form(grid));
    coded.map(|(place, grid)| FormPage { place, grid: grid.clone(), look: None }).collect()
}

/// A digest of all that is written on the form, whatever its file or its look.
fn version(book: &Workbook) -> String {
    const BYTES: usize = 4;
    let mut digest = Sha256::new();
    for grid in &book.sheets {
        digest.update(grid.name.as_bytes());
        for (at, cell) in &grid.cells {
            digest.update(format!("\u{1f}{at}\u{1f}{}", cell.value.as_written()).as_bytes());
        }
        digest.update("\u{1e}");
    }
    digest.finalize().iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// A code may stand only once: otherwise a figure would have two values.
fn coded_twice(sheets: &[SheetForm]) -> Vec<String> {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut problems = Vec::new();
    for form in sheets {
        for cell in &form.cells {
            let code = form.full_code(cell);
            let here = format!("trang \"{}\", ô {}", form.name, cell.at);
            match first.get(&code) {
                Some(there) => problems.push(format!(
                    "{here}: mã {code} đã ghi ở {there}; mỗi mã chỉ ghi một lần. Xóa một trong hai, \
                     hoặc thêm @uoc, @namtruoc, @kehoach nếu là căn cứ khác"
                )),
                None => {
                    first.insert(code, here);
                }
            }
        }
    }
    problems
}

fn learn_sheet(
    grid: &Grid,
    settings: &Settings,
    normalizer: &LabelNormalizer<'_>,
) -> Result<Vec<SheetForm>, CellProblems> {
    let (codes, mut wrong) = codes::codes(grid, settings);
    let tables = match tables(grid, codes) {
        Ok(tables) => tables,
        Err(more) => {
            wrong.extend(more);
            return Err(wrong);
        }
    };
    let mut forms = Vec::new();
    for table in &tables {
        match learn_table(grid, table, settings, normalizer) {
            Ok(form) => forms.push(form),
            Err(more) => wrong.extend(more),
        }
    }
    if wrong.is_empty() { Ok(forms) } else { Err(wrong) }
}

fn learn_table(
    grid: &Grid,
    table: &Table,
    settings: &Settings,
    normalizer: &LabelNormalizer<'_>,
) -> Result<SheetForm, CellProblems> {
    let header = header_rows(grid, table)?;
    let headers: IndexMap<u32, _> = paths(grid, &header.rows, normalizer).into_iter().collect();
    let columns = columns(grid, table, &header, &headers)?;
    let body = match &table.list {
        Some(list) => Body::List(list.clone()),
        None => Body::Figures(figures::area(
            grid, table, &header, &headers, &columns, settings, normalizer,
        )?),
    };
    let coded = |col: &u32| columns.iter().any(|column| column.col == *col);
    let others = headers.iter().filter(|(col, _)| !coded(col)).map(|(_, path)| path.clone());
    let cell = |code: &Code| CodedCell { at: code.at, code: code.code.clone(), basis: code.basis };
    let form = SheetForm {
        name: grid.name.clone(),
        other_headers: others.collect(),
        header_rows: header.rows,
        columns,
        cells: table.codes.iter().map(cell).collect(),
        body,
    };
    let wrong = other_units(&form, settings);
    if wrong.is_empty() { Ok(form) } else { Err(wrong) }
}

/// The coded columns with their headers.
fn columns(
    grid: &Grid,
    table: &Table,
    header: &Header,
    headers: &IndexMap<u32, super::HeaderPath>,
) -> Result<Vec<FormColumn>, CellProblems> {
    let mut columns: BTreeMap<u32, FormColumn> = BTreeMap::new();
    let over_all = money_over_all(grid, header.heading_top..header.top());
    for code in &table.codes {
        let col = code.at.col;
        let Some(path) = headers.get(&col) else {
            return Err(vec![(
                code.at,
                "cột ghi mã không có tiêu đề. Ghi tiêu đề cho cột này, hoặc chuyển mã sang đúng cột"
                    .to_owned(),
            )]);
        };
        let over = || money_over_column(grid, header.top()..header.bottom() + 1, col);
        let name = if code.list.is_some() { code.code.clone() } else { String::new() };
        columns.entry(col).or_insert_with(|| FormColumn {
            col,
            header: path.clone(),
            code: name,
            basis: code.basis,
            unit: over().or_else(|| over_all.clone()).map(|(_, text)| text).unwrap_or_default(),
        });
    }
    Ok(columns.into_values().collect())
}

/// Money that the form asks for in one unit and the settings declare in another would be read
/// a thousand times too large or too small.
fn other_units(form: &SheetForm, settings: &Settings) -> CellProblems {
    let said = |cell: &CodedCell| -> Option<(String, String)> {
        match &form.body {
            Body::List(list) => {
                let column = &settings.lists[list].columns[&cell.code];
                let over = form.columns.iter().find(|column| column.col == cell.at.col)?;
                let money = column.kind == ColumnKind::Money;
                money.then(|| (over.unit.clone(), column.unit.clone()))
            }
            Body::Figures(area) => {
                let indicator = &settings.indicators[&cell.code];
                let figure = area.figure(&cell.code, cell.basis)?;
                let money = indicator.kind == NumberKind::Money;
                money.then(|| (figure.unit.clone(), indicator.unit.clone()))
            }
        }
    };
    let wrong = form.cells.iter().filter_map(|cell| {
        let (printed, declared) = said(cell)?;
        other_than(&printed, &declared).then(|| {
            let what = format!(
                "biểu ghi đơn vị tính \"{printed}\", tệp khai báo ghi {} tính bằng \"{declared}\". \
                 Sửa một trong hai chỗ cho khớp",
                form.full_code(cell)
            );
            (cell.at, what)
        })
    });
    wrong.collect()
}
