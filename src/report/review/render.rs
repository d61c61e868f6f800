//! Renders a draft as a sheet: guide, header, rows, drop-downs, page.

use crate::cell_text::CellText as _;
use std::sync::Arc;

use super::draft::{DraftColumn, DraftRow, SheetDraft};
use super::officer_sheets;
use crate::results::Results;
use crate::workspace::EntryTable;
use viet_text::text::folded;
use workbook_io::sheet::{
    self, Area, Borders, Color, Content, DropDownList, DropDownValues, HorizontalAlign, Margins,
    Page, RowChunk, Sheet, Style, VerticalAlign, count_lines, row_height,
};
use workbook_io::{Address, Value};

/// How the guide above the header begins; it is rewritten in each run.
const GUIDE: &str = "Hướng dẫn:";
/// The width of a column that the officer added.
const OWN_WIDTH: u16 = 20;
const HALF_POINTS: u16 = 22;
/// Rows that are built and written at a time.
const PART: usize = 512;

/// A column of the sheet.
struct SheetColumn {
    header: String,
    known: Option<&'static DraftColumn>,
    /// Another column to the left has the same header, so this one is the officer's.
    repeated: bool,
}

/// The headers of a sheet: as the officer left them, then the missing ones.
pub(super) fn headers(columns: &'static [DraftColumn], table: Option<&EntryTable>) -> Vec<String> {
    let mut headers = table.map(|table| table.headers.clone()).unwrap_or_default();
    let left = table.map_or(&[][..], |table| &table.rows);
    let used = left.iter().filter_map(|row| row.unheaded.keys().next_back()).max();
    let used = used.map_or(0, |col| *col as usize + 1);
    if headers.len() < used {
        headers.resize(used, String::new());
    }
    for column in columns {
        if !headers.iter().any(|header| folded(header) == folded(column.header)) {
            headers.push(column.header.to_owned());
        }
    }
    headers
}

pub(super) fn sheet<'a>(draft: SheetDraft, results: &Results<'_>) -> Sheet<'a> {
    let table = results.entries.tables.get(draft.name);
    let find = |header: &str| draft.columns.iter().find(|c| folded(c.header) == folded(header));
    let mut places: Vec<SheetColumn> = Vec::new();
    for header in headers(draft.columns, table) {
        let repeated = places.iter().any(|place| place.header == header);
        let known = if repeated { None } else { find(&header) };
        places.push(SheetColumn { header, known, repeated });
    }
    let last_col = index(places.len().saturating_sub(1));
    let mut heads = vec![guide(&draft.guide, &places)];
    heads.extend(notes_above(table));
    let header_row = index(heads.len());
    heads.push(header(header_row, &places));
    let first = header_row + 1;
    let end = header_row + index(draft.rows.len());
    let mut lists = if end >= first { choices(&places, first, end) } else { Vec::new() };
    lists.extend(row_choices(&draft.rows, first, &places));
    let places: Arc<[SheetColumn]> = places.into();
    let parts = [RowChunk::new(0, heads)].into_iter().chain(bodies(draft.rows, first, &places));
    let mut sheet = Sheet::from_chunks(draft.name, parts.collect());
    sheet.widths = places.iter().zip(0..).map(|(place, col)| (col, place.width().into())).collect();
    sheet.merges = vec![Area::new(Address::new(0, 0), Address::new(0, last_col))];
    sheet.freeze = Some(Address::new(first, 0));
    sheet.page = page(header_row);
    if end >= first {
        sheet.filter = Some(Area::new(Address::new(header_row, 0), Address::new(end, last_col)));
    }
    sheet.choices = lists;
    sheet
}

/// The rows below the header, in parts, from this row.
fn bodies<'a>(rows: Vec<DraftRow>, first: u32, places: &Arc<[SheetColumn]>) -> Vec<RowChunk<'a>> {
    let mut rows = (first..).zip(rows);
    let mut parts = Vec::new();
    loop {
        let some: Vec<(u32, DraftRow)> = rows.by_ref().take(PART).collect();
        let Some((from, _)) = some.first() else { return parts };
        let (from, places) = (*from, Arc::clone(places));
        let made = some.into_iter().map(move |(at, row)| body(at, &row, &places));
        parts.push(RowChunk::new(from, made));
    }
}

fn index(place: usize) -> u32 {
    u32::try_from(place).expect("a sheet's rows and columns fit u32")
}

impl SheetColumn {
    fn width(&self) -> u16 {
        self.known.map_or(OWN_WIDTH, |column| column.width)
    }

    /// Does the program write here? All other columns are the officer's.
    fn is_tools(&self) -> bool {
        self.known.is_some_and(|column| !column.own)
    }
}

fn text_style() -> Style {
    Style { half_points: HALF_POINTS, wrap: true, down: VerticalAlign::Top, ..Style::default() }
}

fn guide(text: &str, places: &[SheetColumn]) -> sheet::Row {
    let style = Style { italic: true, down: VerticalAlign::Center, ..text_style() };
    let width = places.iter().map(SheetColumn::width).fold(0, u16::saturating_add);
    let height = Some(row_height(lines_in(text, width, false), HALF_POINTS));
    sheet::Row { index: 0, height, cells: vec![(0, Content::from(text), style)] }
}

/// The officer's own lines above the header.
fn notes_above(table: Option<&EntryTable>) -> Vec<sheet::Row> {
    let is_guide = |row: &&Vec<(u32, Value)>| {
        row.iter().any(|(_, value)| value.as_written().starts_with(GUIDE))
    };
    let above = table.map_or(&[][..], |table| &table.above);
    let notes = above.iter().filter(|row| !is_guide(row)).zip(1..).map(|(row, index)| {
        let cells = row.iter().map(|(col, value)| {
            let number = officer_sheets::number_format(value).into();
            (*col, officer_sheets::content(value), Style { number, ..Style::default() })
        });
        sheet::Row { index, height: None, cells: cells.collect() }
    });
    notes.collect()
}

fn header(index: u32, places: &[SheetColumn]) -> sheet::Row {
    let cells = places.iter().zip(0..).filter(|(place, _)| !place.header.is_empty());
    let cells = cells.map(|(place, col)| {
        let fill = if place.is_tools() { Color(0xDD_EB_F7) } else { Color(0xFF_E6_99) };
        let style = Style {
            bold: true,
            across: HorizontalAlign::Center,
            down: VerticalAlign::Center,
            fill: Some(fill),
            borders: Borders::ALL,
            ..text_style()
        };
        (col, Content::from(place.header.clone()), style)
    });
    let deepest =
        places.iter().map(|place| lines_in(&place.header, place.width(), true)).max().unwrap_or(1);
    sheet::Row {
        index,
        height: Some(row_height(deepest.max(2), HALF_POINTS)),
        cells: cells.collect(),
    }
}

fn body(index: u32, row: &DraftRow, places: &[SheetColumn]) -> sheet::Row {
    let cells: Vec<(u32, Content, Style)> = places
        .iter()
        .zip(0..)
        .map(|(place, col)| {
            let left = left_value(row, place, col);
            let said = place.known.and_then(|column| row.cells.get(column.header));
            let content = said.cloned().or_else(|| left.map(officer_sheets::content));
            let content = match content.unwrap_or(Content::Blank) {
                Content::Text(text) if text.is_empty() => Content::Blank,
                content => content,
            };
            let style = style(&content, place, left.filter(|_| said.is_none()), row, col);
            (col, content, style)
        })
        .collect();
    let deepest = cells.iter().zip(places).map(|((_, content, _), place)| match content {
        Content::Text(text) => lines_in(text, place.width(), false),
        Content::Link(link) => lines_in(&link.text, place.width(), false),
        _ => 1,
    });
    let height = row_height(deepest.max().unwrap_or(1), HALF_POINTS);
    sheet::Row { index, height: Some(height), cells }
}

fn left_value<'r>(row: &'r DraftRow, place: &SheetColumn, col: u32) -> Option<&'r Value> {
    let left = row.left.as_ref()?;
    left.unheaded.get(&col).or_else(|| {
        if place.header.is_empty() || place.repeated {
            None
        } else {
            left.values.get(&place.header)
        }
    })
}

fn style(
    content: &Content,
    place: &SheetColumn,
    left: Option<&Value>,
    row: &DraftRow,
    col: u32,
) -> Style {
    let mut style = Style { borders: Borders::ALL, ..text_style() };
    style.number = left.map_or("", officer_sheets::number_format).into();
    match content {
        Content::Number(_) if place.is_tools() => {
            style.across = HorizontalAlign::Center;
            style.number = "#,##0".into();
        }
        Content::Link(_) => {
            style.underline = true;
            style.color = Some(Color(0x05_63_C1));
        }
        _ => {}
    }
    if !place.is_tools() && !place.header.is_empty() {
        style.fill = Some(Color(0xFF_FB_E6));
        if style.number.is_empty() {
            // As text, so that Excel does not turn 2.570 into 2,57 or 10/11 into a date.
            style.number = "@".into();
        }
    } else if col == 0 || place.header == "Tình trạng" {
        style.fill = row.tone;
    }
    style
}

/// How many lines a text takes in a column, whose width is in characters.
fn lines_in(text: &str, width: u16, bold: bool) -> u32 {
    count_lines(text, u32::from(width) * 10, HALF_POINTS, bold)
}

fn page(header_row: u32) -> Page {
    Page {
        landscape: true,
        fit_width: true,
        repeat_rows: Some((header_row, header_row)),
        margins: Margins { top: 15, right: 10, bottom: 15, left: 15 },
        footer: "&C&A – trang &P/&N".to_owned(),
        ..Page::default()
    }
}

fn choices(places: &[SheetColumn], first: u32, last: u32) -> Vec<DropDownList> {
    let with_list = places.iter().zip(0..).filter_map(|(place, col)| {
        let column = place.known.filter(|column| !column.choices.is_empty())?;
        let area = Area::new(Address::new(first, col), Address::new(last, col));
        let list = drop_down(area, column.choices);
        Some(DropDownList { strict: !column.open, error_text: column.help.to_owned(), ..list })
    });
    with_list.collect()
}

/// The drop-downs of single rows. Other texts are allowed, too.
fn row_choices(rows: &[DraftRow], first: u32, places: &[SheetColumn]) -> Vec<DropDownList> {
    let with_list = (first..).zip(rows).filter_map(|(index, row)| {
        let (header, choices) = row.choices?;
        let is_own =
            |place: &SheetColumn| !place.repeated && folded(&place.header) == folded(header);
        let col = places.iter().zip(0..).find(|(place, _)| is_own(place))?.1;
        let at = Address::new(index, col);
        Some(drop_down(Area::new(at, at), choices))
    });
    with_list.collect()
}

fn drop_down(area: Area, choices: &[&str]) -> DropDownList {
    DropDownList {
        areas: vec![area],
        options: DropDownValues::Words(choices.iter().map(|c| (*c).to_owned()).collect()),
        strict: false,
        error_title: "Chưa đúng".to_owned(),
        error_text: String::new(),
    }
}
