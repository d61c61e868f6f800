//! How the office's forms were understood, to be checked by the officer; and the result of making
//! blank forms.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use crate::form::{Body, FigureArea, SheetForm, Template, printed_paths};
use crate::path_text::PathText as _;
use crate::report::blank::{FOLDER, LastLists, PlacedForms};
use crate::settings::Settings;
use crate::workspace::{TEMPLATE_FOLDER, Workspace};
use viet_text::period::Period;
use viet_text::text::clean;
use workbook_io::{Address, Grid, Workbook};

/// How each template was understood, cell by cell.
#[must_use]
pub fn learned(workspace: &Workspace, books: &[(PathBuf, Workbook)]) -> String {
    let settings = &workspace.settings;
    let mut text = String::new();
    for (template, (_, book)) in workspace.templates.iter().zip(books) {
        let sheets = template.sheets.len();
        line(
            &mut text,
            &format!(
                "Biểu mẫu {TEMPLATE_FOLDER}/{}, bản {}: {sheets} bảng có mã.",
                template.file, template.version
            ),
        );
        for form in &template.sheets {
            let Some(grid) = book.sheets.iter().find(|grid| grid.name == form.name) else {
                continue;
            };
            table(&mut text, form, grid, settings);
        }
        for what in not_understood(template, book) {
            line(&mut text, &format!("  Chưa hiểu: {what}"));
        }
        line(&mut text, "");
    }
    line(
        &mut text,
        "Đúng cả thì không phải làm gì. Sai chỗ nào, sửa mã trong tệp biểu mẫu ở đúng ô đã \
                     nêu, lưu lại, rồi chạy lại lệnh này.",
    );
    text
}

fn line(text: &mut String, words: &str) {
    writeln!(text, "{words}").expect("writing to a string cannot fail");
}

fn table(text: &mut String, form: &SheetForm, grid: &Grid, settings: &Settings) {
    let what = match &form.body {
        Body::Figures(_) => "số liệu".to_owned(),
        Body::List(list) => format!("danh sách {list} ({})", settings.lists[list].name),
    };
    let rows: Vec<String> = form.header_rows.iter().map(|row| (row + 1).to_string()).collect();
    line(
        text,
        &format!("\n  Trang \"{}\": {what}; tiêu đề ở dòng {}.", form.name, rows.join(", ")),
    );
    match &form.body {
        Body::Figures(area) => figures(text, form, area, grid, settings),
        Body::List(list) => {
            let columns = &settings.lists[list].columns;
            for (cell, column) in form.cells.iter().map(|c| (c, &columns[&c.code])) {
                let header = header_of(form, grid, cell.at.col);
                let unit = if column.unit.is_empty() {
                    String::new()
                } else {
                    format!(", {}", column.unit)
                };
                let code = form.full_code(cell);
                line(
                    text,
                    &format!(
                        "    {:<6} {code:<34} {header} → {}{unit}, {}",
                        cell.at.to_string(),
                        column.name,
                        cell.basis.vietnamese()
                    ),
                );
            }
        }
    }
}

fn figures(
    text: &mut String,
    form: &SheetForm,
    area: &FigureArea,
    grid: &Grid,
    settings: &Settings,
) {
    let label = area.label_col.map_or_else(
        || "không có (một dòng số liệu)".to_owned(),
        |col| format!("cột {}", Address::new(0, col).column_letters()),
    );
    line(text, &format!("    Tên chỉ tiêu: {label}. {}", sections(area)));
    for cell in &form.cells {
        let row = area.rows.iter().find(|row| {
            row.figures.iter().flatten().any(|f| f.code == cell.code && f.basis == cell.basis)
        });
        let path = row.map(|row| {
            let mut parts = area.printed_headings(&row.section);
            parts.extend(Some(row.printed.as_str()).filter(|label| !label.is_empty()));
            parts.join(" › ")
        });
        let figure = area.figure(&cell.code, cell.basis);
        let declared = &settings.indicators[&cell.code].unit;
        let unit = figure.map(|figure| figure.unit.as_str()).filter(|unit| !unit.is_empty());
        let unit = unit.map_or_else(|| format!("{declared} (theo khai báo)"), str::to_owned);
        line(
            text,
            &format!(
                "    {:<6} {:<34} {} | {} | {unit} | {}",
                cell.at.to_string(),
                form.full_code(cell),
                path.unwrap_or_default(),
                header_of(form, grid, cell.at.col),
                cell.basis.vietnamese()
            ),
        );
    }
    for (at, words) in uncoded_rows(form, area, grid) {
        line(text, &format!("    Không ghi mã, không đọc: ô {at} \"{words}\"."));
    }
}

fn sections(area: &FigureArea) -> String {
    if area.sections.is_empty() {
        return "Không chia phần.".to_owned();
    }
    let paths = area.sections.iter().map(|section| area.printed_headings(&section.path));
    let paths: Vec<String> = paths.map(|headings| headings.join(" › ")).collect();
    format!("Các phần: {}.", paths.join("; "))
}

/// A column's header as the form prints it.
fn header_of(form: &SheetForm, grid: &Grid, col: u32) -> String {
    let printed = printed_paths(grid, &form.header_rows);
    let own = printed.into_iter().find(|(at, _)| *at == col);
    own.map(|(_, path)| path.join(" › ")).unwrap_or_default()
}

/// Labelled rows between the codes that have no code and are no heading.
fn uncoded_rows(form: &SheetForm, area: &FigureArea, grid: &Grid) -> Vec<(Address, String)> {
    let Some(label) = area.label_col else { return Vec::new() };
    let coded: BTreeSet<u32> = form.cells.iter().map(|cell| cell.at.row).collect();
    let (Some(first), Some(last)) = (coded.first(), coded.last()) else { return Vec::new() };
    let rows = (*first..=*last).filter(|row| !coded.contains(row));
    let labelled = rows.filter_map(|row| {
        let at = Address::new(row, label);
        let text = grid.text(at).map(clean).filter(|text| !text.is_empty())?;
        let key = viet_text::text::folded(&text);
        let is_heading = area.sections.iter().any(|section| key.contains(&section.key));
        (!is_heading && !text.ends_with(':')).then_some((at, text))
    });
    labelled.collect()
}

/// Sheets without a code.
fn not_understood(template: &Template, book: &Workbook) -> Vec<String> {
    let coded = |grid: &&Grid| template.sheets.iter().any(|form| form.name == grid.name);
    let filled = book.sheets.iter().filter(|grid| !grid.cells.is_empty() && !coded(grid));
    filled
        .map(|grid| format!("trang \"{}\" không có ô nào ghi mã, không đọc.", grid.name))
        .collect()
}

/// The result of making blank forms, and the next step.
#[must_use]
pub fn blank_forms(
    workspace: &Workspace,
    period: Option<Period>,
    last: &LastLists,
    placing: &PlacedForms,
    refused: &[String],
) -> String {
    let folder = workspace.root.join(FOLDER);
    let mut text = String::new();
    let of = period.map_or_else(
        || "chưa ghi kỳ (thêm --period 2024-01 để ghi kỳ vào biểu)".to_owned(),
        |period| format!("kỳ {}", period.in_words()),
    );
    let state =
        if placing.written == 0 { " (không có gì thay đổi, giữ nguyên)" } else { "" };
    line(
        &mut text,
        &format!(
            "Biểu mẫu trắng, {of}: {} tệp trong {}{state}.",
            placing.placed.len(),
            folder.on_one_line()
        ),
    );
    line(&mut text, &lists_in_words(last));
    for path in &placing.kept {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        line(
            &mut text,
            &format!(
                "Giữ nguyên {name} vì đã có người sửa. Muốn làm lại: đổi tên hoặc xóa tệp đó, rồi chạy lại."
            ),
        );
    }
    for sentence in refused {
        line(&mut text, sentence);
    }
    line(
        &mut text,
        "Việc tiếp theo: mở một tệp xem lại, rồi gửi mỗi đơn vị tệp mang tên đơn vị; \"Mẫu chung\" \
                     dùng cho đơn vị chưa có trong danh sách.",
    );
    text
}

/// Where the lists in the forms come from.
fn lists_in_words(last: &LastLists) -> String {
    match (last.period, &last.unread) {
        (Some(period), Some(why)) => format!(
            "Không đọc được phụ lục {} nên danh sách để trống ({why}). Chép đè bản đã gửi rồi chạy lại.",
            period.in_words()
        ),
        (Some(period), None) => format!("Danh sách điền sẵn lấy từ phụ lục {}.", period.in_words()),
        (None, _) => "Chưa có phụ lục kỳ trước nên danh sách để trống.".to_owned(),
    }
}
