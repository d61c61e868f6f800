//! Rows, columns and sheets that are hidden and count all the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::sentence_parts::place_of;
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::{CellPlace, Changed};
use crate::figures::consolidate::RowFate;
use crate::figures::decision::HIDDEN;
use crate::form::{FormSheet, Reading};
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: HIDDEN,
    severity: Severity::Warning,
    title: "Số liệu ở dòng, cột, trang đang ẩn",
    why: "Dòng, cột, trang bị ẩn thường là phần thừa đã quên xóa; vẫn tính vào thì người ký không nhìn \
          thấy mà số vẫn có.",
    remedy: "Hỏi đơn vị: phần đang ẩn có phải số liệu của kỳ này không. Dòng ẩn do đang lọc thì vẫn \
             tính, chỉ để biết. Cột Ý kiến: giữ là vẫn tính; dòng của danh sách thì ghi bỏ để không tính.",
    example: "Xã Năm, Biểu 02, ô B11: dòng 11 (HTX DVNN Năm) đang ẩn nhưng vẫn được tính. Đề nghị bỏ ẩn, \
              kiểm tra có đúng là số liệu kỳ này không.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.used_sheets().flat_map(|used| findings(evidence, used)).collect()
}

fn findings(evidence: &Evidence<'_>, used: UsedSheet<'_>) -> Vec<Finding> {
    let Hidden { sheet, rows, filtered, columns } = Hidden::of(evidence, used);
    let tell = |cells: Vec<Address>, what: String, is_hidden: &dyn Fn(Address) -> bool| {
        let indicators = indicators(evidence, used.sheet, is_hidden);
        let found = "đang ẩn".to_owned();
        let about_rows = !cells.is_empty();
        let finding = Finding { found, indicators, about_rows, ..used.finding(cells) };
        let alternatives = vec![finding.changes(left_out(used.sheet, is_hidden))];
        let finding = Finding { alternatives, ..finding };
        let message = format!(
            "{}: {what} đang ẩn nhưng vẫn được tính. Đề nghị bỏ ẩn, kiểm tra có đúng là số liệu kỳ \
             này không.",
            place_of(evidence, &finding)
        );
        let ask = format!(
            "{what} đang ẩn nhưng có số liệu. Đề nghị bỏ ẩn và kiểm tra; nếu không phải số liệu kỳ này \
             thì xóa đi."
        );
        Finding { message, ask, ..finding }
    };
    let mut findings = Vec::new();
    if sheet {
        let what = format!("trang \"{}\"", used.sheet.on.sheet);
        findings.push(tell(Vec::new(), what, &|_| true));
    }
    if !rows.is_empty() {
        let (cells, what) = (cells_of(used.sheet, &rows), lines("dòng", &rows, used.sheet));
        findings.push(tell(cells, what, &|at| rows.contains(&at.row)));
    }
    if !columns.is_empty() {
        let first = |col: &u32| first_cell(used.sheet, |at| at.col == *col);
        let names: Vec<String> =
            columns.iter().map(|col| Address::new(0, *col).column_letters()).collect();
        let cells = columns.iter().filter_map(first).collect();
        let what = format!("cột {}", names.join(", "));
        findings.push(tell(cells, what, &|at| columns.contains(&at.col)));
    }
    if !filtered.is_empty() {
        let finding = used.finding(cells_of(used.sheet, &filtered));
        let message = format!(
            "{}: {} đang ẩn do lọc (filter), vẫn được tính.",
            place_of(evidence, &finding),
            lines("dòng", &filtered, used.sheet)
        );
        findings.push(Finding { message, eased: Some(Severity::Info), ..finding });
    }
    findings
}

/// What of a sheet is hidden and counts.
struct Hidden {
    sheet: bool,
    rows: BTreeSet<u32>,
    filtered: BTreeSet<u32>,
    columns: BTreeSet<u32>,
}

impl Hidden {
    fn of(evidence: &Evidence<'_>, used: UsedSheet<'_>) -> Self {
        let lines = &used.sheet.hidden_lines;
        let settled = settled_rows(evidence, used);
        let counting = |rows: &BTreeSet<u32>| rows.difference(&settled).copied().collect();
        let has_data = first_cell(used.sheet, |_| true).is_some();
        Self {
            sheet: used.sheet.hidden && has_data,
            rows: counting(&lines.rows),
            filtered: counting(&lines.filtered_rows),
            columns: lines.columns.clone(),
        }
    }
}

/// Rows of a sheet that do not count, or of which the office has said that they do.
fn settled_rows(evidence: &Evidence<'_>, used: UsedSheet<'_>) -> BTreeSet<u32> {
    let lists = evidence.figures.lists.iter();
    let own = lists.flat_map(|list| list.by_unit[used.unit].iter());
    let own = own.filter(|row| row.fate != RowFate::Counted || row.row.ruling.is_some());
    own.filter(|row| row.on == used.sheet.on).map(|row| row.row.row).collect()
}

/// The indicators that hang on what is hidden.
fn indicators(
    evidence: &Evidence<'_>,
    sheet: &FormSheet,
    is_hidden: &dyn Fn(Address) -> bool,
) -> Vec<String> {
    let figures = sheet.figures.filled().filter(|cell| is_hidden(cell.at));
    let mut indicators: Vec<String> = figures.map(|cell| cell.code.to_string()).collect();
    let fields = sheet.rows.iter().flat_map(|row| row.filled()).filter(|field| is_hidden(field.at));
    let columns: BTreeSet<&str> = fields.map(|field| field.column).collect();
    let list = sheet.list.as_deref().unwrap_or_default();
    let of_column = |column: &&str| evidence.drawn_from_column(list, column);
    indicators.extend(columns.iter().flat_map(of_column));
    indicators.sort();
    indicators.dedup();
    indicators
}

/// What is hidden is not there: rows of a list as a whole, other cells without their number.
fn left_out(sheet: &FormSheet, is_hidden: &dyn Fn(Address) -> bool) -> Vec<Changed> {
    let place = |at: Address| CellPlace { on: Arc::clone(&sheet.on), at };
    let figures = sheet.figures.filled().map(|cell| cell.at).filter(|at| is_hidden(*at));
    let mut left_out: Vec<Changed> = figures.map(|at| Changed::Number(place(at), None)).collect();
    for row in &sheet.rows {
        if is_hidden(row.name_at) {
            left_out.push(Changed::RowLeftOut(place(row.name_at)));
            continue;
        }
        let fields = row.filled().filter(|field| is_hidden(field.at));
        left_out.extend(fields.map(|field| Changed::Number(place(field.at), None)));
    }
    left_out
}

/// The first cell with data of which something holds.
fn first_cell(sheet: &FormSheet, holds: impl Fn(Address) -> bool) -> Option<Address> {
    let figures = sheet.figures.filled().filter(|cell| *cell.reading != Reading::Blank);
    let fields = sheet.rows.iter().flat_map(|row| row.filled()).map(|field| field.at);
    figures.map(|cell| cell.at).chain(fields).find(|at| holds(*at))
}

/// The cells that rows are told by: the name of an organisation, else the first with data.
fn cells_of(sheet: &FormSheet, rows: &BTreeSet<u32>) -> Vec<Address> {
    let name = |row: u32| sheet.rows.iter().find(|own| own.row == row).map(|own| own.name_at);
    let cell = |row: &u32| name(*row).or_else(|| first_cell(sheet, |at| at.row == *row));
    rows.iter().filter_map(cell).collect()
}

/// "dòng 11 (HTX Một)", "dòng 11, 12".
fn lines(what: &str, rows: &BTreeSet<u32>, sheet: &FormSheet) -> String {
    let name = |row: &u32| {
        let name = sheet.rows.iter().find(|own| own.row == *row).map(|own| &own.name);
        name.map_or_else(|| (row + 1).to_string(), |name| format!("{} ({name})", row + 1))
    };
    format!("{what} {}", rows.iter().map(name).collect::<Vec<_>>().join(", "))
}
