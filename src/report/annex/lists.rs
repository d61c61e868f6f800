//! Merged lists: one row for each organisation, with its unit, file, sheet and row.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::columns::count;
use super::list_cells::field_cell;
use super::style;
use super::widths::WidestNumber;
use crate::figures::consolidate::{MergedList, MergedRow, RowFate};
use crate::form::{Body, FieldValue};
use crate::results::Results;
use crate::settings::{Basis, Column, ColumnKind, List};
use crate::workspace::annex_book::names::{ROW_HEADERS, SUB_UNIT, UNIT, column_headers, part_name};
use workbook_io::Address;
use workbook_io::parallel_map;
use workbook_io::sheet::{
    Area, Content, Page, Row, RowChunk, Sheet, Style, Table, count_lines, row_height,
};

const SIZE: u16 = 20;
/// The header row; above it are the title and one line on the sheet.
const HEADER: u32 = 3;
/// Rows that are built and written at a time.
const PART: usize = 512;

/// A list's sheets; more than one if its rows do not fit on one.
pub(super) fn sheets<'a>(
    results: &'a Results<'_>,
    place: usize,
    name: &str,
    most_rows: usize,
) -> Vec<Sheet<'a>> {
    let all = results.figures.lists[place].all_counted().count();
    let parts = all.div_ceil(most_rows).max(1);
    (0..parts).map(|part| sheet(results, place, name, (part, parts), most_rows)).collect()
}

fn sheet<'a>(
    results: &'a Results<'_>,
    place: usize,
    name: &str,
    (part, parts): (usize, usize),
    most_rows: usize,
) -> Sheet<'a> {
    let list = &results.workspace.settings.lists[place];
    let merged = &results.figures.lists[place];
    let name = part_name(name, part);
    let with_sub_units =
        merged.rows().any(|row| row.sub_unit.as_ref().is_some_and(|name| !name.is_empty()));
    let columns = columns(results, list);
    let of_list = |(column, _): &(&Column, Basis)| list.columns.get_index_of(&column.code);
    let places = columns.iter().filter_map(of_list).collect();
    let page = ListPage { results, list, merged, columns, places, with_sub_units, part, parts };
    let own = || merged.all_counted().skip(part * most_rows).take(most_rows);
    let counted = own().count();
    let further = u32::from(with_sub_units);
    let last = Address::new(HEADER + count(counted), count(page.columns.len()) + 3 + further);
    let area = Area::new(Address::new(HEADER, 0), last);
    let widths = page.widths();
    let has_rows = counted > 0;
    let heads = page.heads(counted, &widths);
    let is_last = part + 1 == parts;
    let below = if is_last { page.below(last.row + 2) } else { Vec::new() };
    let mut parts = vec![RowChunk::new(0, heads)];
    parts.extend(bodies(page, &own().collect::<Vec<_>>()));
    parts.push(RowChunk::new(last.row + 1, below));
    Sheet {
        widths,
        freeze: Some(Address::new(HEADER + 1, 2)),
        tables: if has_rows {
            vec![Table { name: table_name(place, part, &name), area }]
        } else {
            Vec::new()
        },
        page: Page {
            landscape: true,
            repeat_rows: Some((HEADER, HEADER)),
            repeat_cols: Some((0, 1)),
            footer: "&C&P/&N".to_owned(),
            ..Page::default()
        },
        ..Sheet::from_chunks(&name, parts)
    }
}

/// The rows of organisations.
fn bodies<'a, 'w: 'a>(page: ListPage<'a, 'w>, rows: &[&'a MergedRow]) -> Vec<RowChunk<'a>> {
    let page = Arc::new(page);
    let part = |(from, rows): (u32, &[&'a MergedRow])| {
        let (page, rows) = (Arc::clone(&page), rows.to_vec());
        RowChunk::new(from, (from..).zip(rows).map(move |(index, row)| page.row(index, row)))
    };
    (HEADER + 1..).step_by(PART).zip(rows.chunks(PART)).map(part).collect()
}

/// A table's name: letters, digits and underscores.
fn table_name(place: usize, part: usize, sheet: &str) -> String {
    let last = sheet.rsplit(' ').next().unwrap_or_default();
    let plain: String = last.chars().filter(char::is_ascii_alphanumeric).collect();
    let number = place + 1;
    if part == 0 {
        format!("DanhSach{number}_{plain}")
    } else {
        format!("DanhSach{number}_Phan{plain}")
    }
}

/// A list's columns, each on the bases that the office's forms ask for.
fn columns<'a>(results: &Results<'_>, list: &'a List) -> Vec<(&'a Column, Basis)> {
    let forms = results.workspace.templates.iter().flat_map(|template| &template.sheets);
    let of_list = |form: &&crate::form::SheetForm| matches!(&form.body, Body::List(code) if *code == list.code);
    let on_forms: Vec<_> = forms.filter(of_list).flat_map(|form| &form.columns).collect();
    let mut columns = Vec::new();
    for column in list.columns.values() {
        for basis in Basis::ALL {
            let coded = on_forms.iter().any(|c| c.code == column.code && c.basis == basis);
            if coded || basis == Basis::Actual {
                columns.push((column, basis));
            }
        }
    }
    columns
}

struct ListPage<'a, 'w> {
    results: &'a Results<'w>,
    list: &'a List,
    merged: &'a MergedList,
    columns: Vec<(&'a Column, Basis)>,
    /// The position of these columns in the list.
    places: Vec<usize>,
    /// Some rows come from units below the office's own.
    with_sub_units: bool,
    /// Which part of how many this sheet is.
    part: usize,
    parts: usize,
}

impl ListPage<'_, '_> {
    /// Title, a line on what this is, and the header.
    fn heads(&self, counted: usize, wide: &[(u32, f64)]) -> Vec<Row> {
        let period = self.results.month.period.in_words();
        let title = (0, self.list.name.to_uppercase().into(), style::title(26));
        let said = if counted == 0 {
            format!("Kỳ báo cáo: {period}. Không có dòng nào: các đơn vị chưa ghi danh sách này.")
        } else {
            format!("Kỳ báo cáo: {period}. Tổng cộng {counted} dòng.")
        };
        let said = if self.parts > 1 {
            let (part, parts) = (self.part + 1, self.parts);
            format!(
                "{said} Đây là phần {part} trong {parts} phần của danh sách: một trang không đủ chỗ."
            )
        } else {
            said
        };
        let line = Style { italic: true, half_points: SIZE, ..Style::default() };
        let headers = self.headers();
        let most = headers
            .iter()
            .zip(wide)
            .map(|(text, (_, width))| count_lines(text, tenths(*width), SIZE, true));
        let height_of_header = row_height(most.max().unwrap_or(1), SIZE);
        let cells = (0..).zip(headers).map(|(c, text)| (c, text.into(), style::head(SIZE)));
        vec![
            Row { index: 0, height: Some(row_height(1, 26)), cells: vec![title] },
            Row { index: 1, height: None, cells: vec![(0, said.into(), line)] },
            Row { index: HEADER, height: Some(height_of_header), cells: cells.collect() },
        ]
    }

    fn headers(&self) -> Vec<String> {
        let mut headers = vec![UNIT.to_owned()];
        if self.with_sub_units {
            headers.push(SUB_UNIT.to_owned());
        }
        headers.extend(column_headers(&self.columns));
        headers.extend(ROW_HEADERS.map(str::to_owned));
        headers
    }

    fn widths(&self) -> Vec<(u32, f64)> {
        let of = |column: &Column| match column.kind {
            ColumnKind::Name => 280,
            ColumnKind::Text | ColumnKind::Choice => 140,
            ColumnKind::Date => 105,
            _ => 95,
        };
        let rows: Vec<&MergedRow> = self.merged.rows().collect();
        let rows: Vec<&[&MergedRow]> = rows.chunks(PART).collect();
        let mut middle: Vec<u32> = self.columns.iter().map(|(column, _)| of(column)).collect();
        for widest in parallel_map(&rows, || (), |(), rows| self.widest(rows)) {
            middle.iter_mut().zip(widest).for_each(|(width, own)| *width = own.max(*width));
        }
        let sub_unit = self.with_sub_units.then_some(170);
        let all = [170].into_iter().chain(sub_unit).chain(middle).chain([230, 110, 65]);
        (0..).zip(all.map(style::width)).collect()
    }

    /// The width that the rows' numbers need, column by column.
    fn widest(&self, rows: &[&MergedRow]) -> Vec<u32> {
        let widest = self.columns.iter().zip(&self.places).map(|((_, basis), place)| {
            let mut widest = WidestNumber::new(SIZE);
            for field in rows.iter().filter_map(|row| row.row.own_field(*place, *basis)) {
                if let FieldValue::Number(reading) = field.value
                    && let Some(number) = reading.number()
                {
                    widest.add(number, 2);
                }
            }
            widest.width
        });
        widest.collect()
    }

    fn row(&self, index: u32, row: &MergedRow) -> Row {
        let plain = style::cell(SIZE);
        let unit = &self.results.workspace.settings.units[row.unit].name;
        let mut most =
            count_lines(&row.row.name, 280, SIZE, false).max(count_lines(unit, 170, SIZE, false));
        most = most.max(count_lines(&row.on.file, 230, SIZE, false));
        let mut cells = Vec::with_capacity(self.columns.len() + 5);
        cells.push((0, unit.clone().into(), plain.clone()));
        if self.with_sub_units {
            let sub_unit = row.sub_unit.as_deref().unwrap_or_default();
            most = most.max(count_lines(sub_unit, 170, SIZE, false));
            cells.push((1, sub_unit.into(), plain.clone()));
        }
        for ((column, basis), place) in self.columns.iter().zip(&self.places) {
            let field = row.row.own_field(*place, *basis);
            let (content, style) =
                field.map_or((Content::Blank, plain.clone()), |field| field_cell(&field));
            if let Content::Text(text) = &content
                && column.kind != ColumnKind::Name
            {
                most = most.max(count_lines(text, 140, SIZE, false));
            }
            cells.push((count(cells.len()), content, style));
        }
        let left = count(cells.len());
        cells.push((left, Arc::clone(&row.on.file).into(), plain.clone()));
        cells.push((left + 1, Arc::clone(&row.on.sheet).into(), plain.clone()));
        cells.push((left + 2, Decimal::from(row.row.row + 1).into(), plain));
        Row { index, height: Some(row_height(most, SIZE)), cells }
    }

    /// Rows that do not count: repeated ones, each with the row that does, and those left out.
    fn below(&self, first: u32) -> Vec<Row> {
        let line = Style { italic: true, half_points: SIZE, ..Style::default() };
        let said = self.merged.rows().filter_map(|row| {
            let why = match (self.merged.repeated(row), row.fate) {
                (Some(of), _) => format!("đã có ở dòng {}", of.row.row + 1),
                (None, RowFate::LeftOut) => "theo ý kiến của cơ quan tổng hợp".to_owned(),
                (None, _) => return None,
            };
            let (line, sheet, file) = (row.row.row + 1, &row.on.sheet, &row.on.file);
            let name = &row.row.name;
            Some(format!("Không tính dòng {line} trang {sheet} tệp {file}: {name} {why}."))
        });
        let rows = (first..).zip(said).map(|(index, text)| Row {
            index,
            height: None,
            cells: vec![(0, text.into(), line.clone())],
        });
        rows.collect()
    }
}

/// A column's width, converted back to tenths of a character.
fn tenths(width: f64) -> u32 {
    workbook_io::number::from_stored(width)
        .and_then(|width| u32::try_from(width * Decimal::TEN).ok())
        .unwrap_or(100)
}
