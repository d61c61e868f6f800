//! A figure of the form that is not what the unit's list adds up to.

use rust_decimal::Decimal;

use crate::check::words::{number, place};
use crate::check::{Evidence, Finding, Rule, Severity};
use crate::consolidate::FigureSource;
use crate::decimal::rounded;
use crate::form::{FigureCell, FormSheet};

pub(super) const RULE: Rule = Rule {
    code: "lech-danh-sach",
    severity: Severity::Error,
    title: "Biểu số liệu lệch với danh sách",
    why: "Một trong hai chỗ sai; kết quả tính theo danh sách nên có thể sai theo.",
    remedy: "Đề nghị đơn vị sửa ô của biểu số liệu hoặc bổ sung danh sách.",
    example: "Xã Phú Điền, Biểu 01, ô F27: Tổng số thành viên HTX ghi 183, tính theo danh sách là \
              173, chênh lệch 10. Đang dùng 173. Đề nghị kiểm tra, sửa ô F27 hoặc sửa danh sách.",
    check,
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let units = 0..evidence.settings.units.len();
    let cells = units.flat_map(|unit| {
        let sheets = evidence.month.used_by(unit).flat_map(|s| &s.sheets);
        sheets.flat_map(move |sheet| sheet.figures.iter().map(move |cell| (unit, sheet, cell)))
    });
    cells.filter_map(|(unit, sheet, cell)| finding(evidence, unit, sheet, cell)).collect()
}

fn finding(
    evidence: &Evidence<'_>,
    unit: usize,
    sheet: &FormSheet,
    cell: &FigureCell,
) -> Option<Finding> {
    let written = cell.reading.number()?;
    let place_of = evidence.settings.indicators.get_index_of(&cell.code)?;
    let figure = evidence.figures.of_unit(unit, place_of, cell.basis)?;
    let FigureSource::List { .. } = figure.source else { return None };
    // A mean over nothing may stand as 0 or be left blank.
    let listed = figure.value().unwrap_or(Decimal::ZERO);
    let shown = cell.shown_decimals.map_or(written.scale(), |format| format.min(written.scale()));
    if rounded(written, shown) == rounded(listed, shown) {
        return None;
    }
    let indicator = &evidence.settings.indicators[place_of];
    let expected = rounded(listed, shown.max(indicator.decimals));
    let difference = (written - expected).abs();
    let where_ = place(evidence, Some(unit), &sheet.file, &sheet.sheet, &[cell.at]);
    let message = format!(
        "{where_}: {} ({}) ghi {}, tính theo danh sách là {}, chênh lệch {}. Đang dùng {}. Đề nghị \
         kiểm tra, sửa ô {} hoặc sửa danh sách.",
        indicator.name,
        cell.basis.vietnamese(),
        number(written),
        number(expected),
        number(difference),
        number(expected),
        cell.at,
    );
    Some(Finding {
        unit: Some(unit),
        file: sheet.file.to_string(),
        sheet: sheet.sheet.to_string(),
        cells: vec![cell.at],
        found: number(written),
        expected: number(expected),
        message,
        indicators: vec![cell.code.clone()],
        ..Finding::default()
    })
}
