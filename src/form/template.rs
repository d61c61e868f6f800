//! Marked templates: blank forms with codes typed into their data cells, and what is learned
//! from them. The marked workbook is the only definition of a form.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::header::{HeaderPath, is_numbering, paths};
use super::wording::Wording;
use crate::cell::{Address, Grid, Workbook};
use crate::reading::text::{clean, folded};
use crate::settings::{Basis, Settings};

/// A form: the sheets of one marked workbook that hold codes.
#[derive(Clone, Debug)]
pub struct Template {
    /// The workbook's file name without its ending.
    pub name: String,
    /// Its coded sheets, in order.
    pub sheets: Vec<SheetForm>,
}

/// One coded sheet of a form.
#[derive(Clone, Debug)]
pub struct SheetForm {
    /// The sheet's name on the template.
    pub name: String,
    /// Rows that the header takes.
    pub header_depth: usize,
    /// Headers of columns without codes (STT, Chỉ tiêu, Ghi chú).
    pub other_headers: Vec<HeaderPath>,
    /// Coded columns.
    pub columns: Vec<FormColumn>,
    /// What the coded area is.
    pub body: Body,
}

/// A coded column of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormColumn {
    /// Its header.
    pub header: HeaderPath,
    /// For a list: the column's code without the list's prefix. Empty on a figure sheet.
    pub code: String,
    /// The basis that its figures are on.
    pub basis: Basis,
}

/// What the coded area of a sheet is.
#[derive(Clone, Debug)]
pub enum Body {
    /// One figure a row.
    Figures(FigureArea),
    /// One organisation a row; the list's code.
    List(String),
}

/// The rows of a figure sheet.
#[derive(Clone, Debug)]
pub struct FigureArea {
    /// Header of the label column.
    pub label_header: HeaderPath,
    /// Header of the unit-of-measure column, where there is one.
    pub unit_header: Option<HeaderPath>,
    /// Headings that part the rows into sections, evened out.
    pub sections: Vec<String>,
    /// Coded rows, in order.
    pub rows: Vec<FigureRow>,
}

/// A coded row of a figure sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// The indicator.
    pub code: String,
    /// The section's heading, evened out; empty above the first.
    pub section: String,
    /// The label, evened out.
    pub label: String,
    /// The label as printed.
    pub printed: String,
    /// Unit of measure as printed.
    pub unit: String,
}

/// Learns a form from its marked workbook.
///
/// # Errors
/// Sentences in Vietnamese that name the sheet and cell: codes that do not exist, a sheet
/// without header or labels, no code at all.
pub fn learn(
    name: &str,
    book: &Workbook,
    settings: &Settings,
    wording: &Wording<'_>,
) -> Result<Template, Vec<String>> {
    let mut problems = Vec::new();
    let mut sheets = Vec::new();
    for grid in &book.sheets {
        match learn_sheet(grid, settings, wording) {
            Ok(form) => sheets.extend(form),
            Err(found) => problems.extend(found),
        }
    }
    if sheets.is_empty() && problems.is_empty() {
        problems.push("không có ô nào ghi mã số liệu".to_owned());
    }
    if problems.is_empty() { Ok(Template { name: name.to_owned(), sheets }) } else { Err(problems) }
}

/// A code typed on the template: the indicator or list column, and its basis.
struct Code {
    at: Address,
    list: Option<String>,
    code: String,
    basis: Basis,
}

fn learn_sheet(
    grid: &Grid,
    settings: &Settings,
    wording: &Wording<'_>,
) -> Result<Option<SheetForm>, Vec<String>> {
    let codes = codes(grid, settings)?;
    let Some(first) = codes.first() else { return Ok(None) };
    let coded_columns: Vec<u32> = codes.iter().map(|code| code.at.col).collect();
    let rows = header_rows(grid, first.at.row, &coded_columns);
    let headers: IndexMap<u32, HeaderPath> = paths(grid, &rows, wording).into_iter().collect();
    let say = |at: Address, what: &str| vec![format!("trang \"{}\", ô {at}: {what}", grid.name)];
    if headers.is_empty() {
        return Err(say(first.at, "không thấy tiêu đề cột phía trên ô ghi mã"));
    }
    let mut columns: BTreeMap<u32, FormColumn> = BTreeMap::new();
    for code in &codes {
        let Some(header) = headers.get(&code.at.col) else {
            return Err(say(code.at, "cột ghi mã không có tiêu đề"));
        };
        let name = if code.list.is_some() { code.code.clone() } else { String::new() };
        let column = FormColumn { header: header.clone(), code: name, basis: code.basis };
        if columns.insert(code.at.col, column.clone()).is_some_and(|other| other != column) {
            return Err(say(code.at, "một cột ghi mã của hai căn cứ hoặc hai danh sách"));
        }
    }
    let lists: Vec<&String> = codes.iter().filter_map(|code| code.list.as_ref()).collect();
    let uncoded = || headers.iter().filter(|(col, _)| !columns.contains_key(*col));
    let body = match lists.first() {
        Some(list) if lists.iter().all(|other| other == list) && lists.len() == codes.len() => {
            Body::List((*list).clone())
        }
        Some(_) => return Err(say(first.at, "một trang chỉ ghi mã của một danh sách")),
        None => Body::Figures(
            figure_area(grid, &codes, &headers, &rows, wording)
                .ok_or_else(|| say(first.at, "không thấy cột tên chỉ tiêu bên trái ô ghi mã"))?,
        ),
    };
    Ok(Some(SheetForm {
        name: grid.name.clone(),
        header_depth: rows.len(),
        other_headers: uncoded().map(|(_, path)| path.clone()).collect(),
        columns: columns.into_values().collect(),
        body,
    }))
}

/// All codes on a sheet. Text that looks like a code but is none is a problem.
fn codes(grid: &Grid, settings: &Settings) -> Result<Vec<Code>, Vec<String>> {
    let mut codes = Vec::new();
    let mut problems = Vec::new();
    for (at, cell) in &grid.cells {
        let Some(text) = cell.text().map(clean).filter(|text| looks_like_code(text)) else {
            continue;
        };
        let (name, suffix) = text.split_at(text.find('@').unwrap_or(text.len()));
        let basis = Basis::ALL.into_iter().find(|basis| basis.suffix() == suffix);
        let list = name.split_once('.').and_then(|(prefix, column)| {
            let list = settings.lists.get(prefix)?;
            list.columns.contains_key(column).then(|| (prefix.to_owned(), column.to_owned()))
        });
        match (basis, list) {
            (Some(basis), Some((list, code))) => {
                codes.push(Code { at: *at, list: Some(list), code, basis });
            }
            (Some(basis), None) if settings.indicators.contains_key(name) => {
                codes.push(Code { at: *at, list: None, code: name.to_owned(), basis });
            }
            _ => problems.push(format!(
                "trang \"{}\", ô {at}: mã {text} không có trong tệp khai báo",
                grid.name
            )),
        }
    }
    if problems.is_empty() { Ok(codes) } else { Err(problems) }
}

/// `htx.thanh_vien@uoc`: plain letters, one dot at least, no spaces.
fn looks_like_code(text: &str) -> bool {
    let plain =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.' | '@');
    text.contains('.')
        && text.chars().all(plain)
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('.')
}

/// The rows of the header: the unbroken run, above the first code, of rows with text over
/// coded columns; section headings between header and codes have none there.
fn header_rows(grid: &Grid, first_code: u32, coded: &[u32]) -> Vec<u32> {
    let has_text = |row: u32| {
        !is_numbering(grid, row)
            && coded.iter().any(|col| {
                grid.text(Address::new(row, *col)).is_some_and(|text| !clean(text).is_empty())
            })
    };
    let above: Vec<u32> = (0..first_code).rev().collect();
    let rows = above.into_iter().skip_while(|row| !has_text(*row)).take_while(|row| has_text(*row));
    let mut rows: Vec<u32> = rows.collect();
    rows.reverse();
    rows
}

fn figure_area(
    grid: &Grid,
    codes: &[Code],
    headers: &IndexMap<u32, HeaderPath>,
    header_rows: &[u32],
    wording: &Wording<'_>,
) -> Option<FigureArea> {
    let first_coded = codes.iter().map(|code| code.at.col).min()?;
    let by_row: BTreeMap<u32, &Code> = codes.iter().map(|code| (code.at.row, code)).collect();
    let text = |row: u32, col: u32| grid.text(Address::new(row, col)).map(clean);
    let letters = |col: u32| -> usize {
        by_row.keys().filter_map(|row| text(*row, col)).map(|text| text.chars().count()).sum()
    };
    let label_col = (0..first_coded).max_by_key(|col| (letters(*col), std::cmp::Reverse(*col)))?;
    if letters(label_col) == 0 {
        return None;
    }
    let is_unit = |path: &HeaderPath| {
        path.iter().any(|part| matches!(part.as_str(), "đơn vị tính" | "đvt" | "đơn vị"))
    };
    let unit = headers.iter().find(|(_, path)| is_unit(path));
    let mut area = FigureArea {
        label_header: headers.get(&label_col).cloned().unwrap_or_default(),
        unit_header: unit.map(|(_, path)| path.clone()),
        sections: Vec::new(),
        rows: Vec::new(),
    };
    let last_row = *by_row.keys().last()?;
    for row in header_rows.last().map_or(0, |row| row + 1)..=last_row {
        let Some(printed) = text(row, label_col) else { continue };
        let key = wording.header_key(&printed);
        match by_row.get(&row) {
            Some(code) => area.rows.push(FigureRow {
                code: code.code.clone(),
                section: area.sections.last().cloned().unwrap_or_default(),
                label: key,
                printed,
                unit: unit.and_then(|(col, _)| text(row, *col)).unwrap_or_default(),
            }),
            None if is_section(grid, row, label_col, &printed) => area.sections.push(key),
            None => {}
        }
    }
    Some(area)
}

/// A heading that opens a section: numbered in Roman or by letter, or all in capitals.
/// "Trong đó:" and "Chia ra:" open none.
pub(super) fn is_section(grid: &Grid, row: u32, label_col: u32, printed: &str) -> bool {
    let marker = (0..label_col)
        .filter_map(|col| grid.text(Address::new(row, col)).map(clean))
        .find(|text| !text.is_empty());
    let roman = |text: &str| {
        let text = text.trim_end_matches('.');
        !text.is_empty() && text.chars().all(|c| "IVXABCDĐ".contains(c))
    };
    let first_word = printed.split([' ', '.']).next().unwrap_or("");
    let has_letters = printed.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let capitals = has_letters && !printed.chars().any(char::is_lowercase);
    marker.is_some_and(|marker| roman(&marker))
        || (capitals && folded(printed) != *printed)
        || (roman(first_word) && printed.contains('.'))
}
