//! What an annex is called and what its sheets are called: the contract between the stage
//! that writes annexes and this one, which reads them back.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cell_text::UNNAMED_SHEET;
use crate::settings::{Basis, Column, List, Settings};
use viet_text::period::Period;
use viet_text::text::{bare, folded};
use workbook_io::sheet::valid_sheet_name;

/// The sheet of all figures used, one a row.
pub const SOURCES: &str = "Nguồn số liệu";

/// The label of the row on Tổng hợp that says which figures open findings leave in doubt.
pub const UNDER_REVIEW: &str = "Số liệu đang rà soát (1: có)";

/// Headers of [`SOURCES`].
pub const SOURCE_HEADERS: [&str; 13] = [
    "Mã đơn vị",
    "Đơn vị",
    "Mã số liệu",
    "Số liệu",
    "Căn cứ",
    "Đã dùng",
    "Tử số",
    "Số chia",
    "Đã ghi",
    "Tệp",
    "Trang",
    "Ô",
    "Ghi chú",
];

/// The note of a figure that lacks something that belongs in it.
pub const INCOMPLETE: &str = "chưa đủ số liệu, tạm tính";

/// The note of a figure on which the office decided, whatever the unit wrote.
pub const DECIDED: &str = "theo ý kiến của cơ quan tổng hợp";

/// Further headers of [`SOURCES`], where annexes from below went in: the sub-unit, and where its
/// figure stands in its report.
pub const SUB_UNIT_HEADERS: [&str; 2] = [SUB_UNIT, "Nguồn của đơn vị cấp dưới"];

/// The header of the sub-unit, in [`SOURCES`] and in merged lists.
pub const SUB_UNIT: &str = "Đơn vị cấp dưới";

/// The note of a row for a sub-unit without any figure.
pub const ABSENT: &str = "chưa có báo cáo";

/// How the note under a form with the whole's figures begins: such a sheet is no unit's report.
pub const FORM_TOTALS: &str = "Số trên biểu này dẫn từ trang";

/// The sheet of units down and figures across.
pub const CONSOLIDATED: &str = "Tổng hợp";

/// The header of [`CONSOLIDATED`] under which units are named, and the one beside it that only
/// this sheet has.
pub const CONSOLIDATED_HEADERS: [&str; 2] = [UNIT, "Tình trạng báo cáo"];

/// What the line of [`CONSOLIDATED`] starts with that says whose annex it is.
pub const OFFICE: &str = "Cơ quan tổng hợp:";

/// The header under which merged lists name the unit.
pub const UNIT: &str = "Đơn vị";

/// The last headers of merged lists: where a row came from.
pub const ROW_HEADERS: [&str; 3] = ["Tệp", "Trang", "Dòng"];

/// The headers of a list's columns, in the order given: the column's name, with the basis where
/// that is not thực hiện. No two are the same, as Excel's tables want it.
#[must_use]
pub fn column_headers(columns: &[(&Column, Basis)]) -> Vec<String> {
    let mut headers: Vec<String> =
        [UNIT, SUB_UNIT].into_iter().chain(ROW_HEADERS).map(str::to_owned).collect();
    let first = headers.len();
    for (column, basis) in columns {
        let mut header = match basis {
            Basis::Actual => column.name.clone(),
            other => format!("{} ({})", column.name, other.vietnamese()),
        };
        while headers.contains(&header) {
            header.push('*');
        }
        headers.push(header);
    }
    headers.split_off(first)
}

/// The sheets of merged lists, in the settings' order.
#[must_use]
pub fn list_sheets(settings: &Settings) -> Vec<String> {
    let mut names: Vec<String> = vec![SOURCES.to_owned(), CONSOLIDATED.to_owned()];
    for list in settings.lists.values() {
        names.push(valid_sheet_name(&list_name(list), UNNAMED_SHEET, &names));
    }
    names.split_off(2)
}

/// "Danh sách HTX" where the list's code ends in the initials of its name (`ds_htx`, "Danh sách
/// hợp tác xã"); else the list's own name.
fn list_name(list: &List) -> String {
    const LEAD: &str = "danh sach ";
    let plain = bare(&folded(&list.name));
    let rest = plain.strip_prefix(LEAD).unwrap_or(&plain);
    let initials: String = rest.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let short = list.code.rsplit('_').next().unwrap_or(&list.code);
    let known = initials.chars().count() > 1 && initials == short.to_lowercase();
    if known { format!("Danh sách {}", short.to_uppercase()) } else { list.name.clone() }
}

/// How the office's own forecast begins on the signed page: who forecasts is never in doubt.
pub const FORECAST: &str = "Dự báo của cơ quan tổng hợp";

/// Rows of a list or of sources on one sheet; Excel has room for 1.048.576.
pub const MOST_ROWS: usize = 1_000_000;

/// Characters of a sheet's name that Excel has room for.
const SHEET_NAME: usize = 31;

/// The name of a long sheet's part, counted from zero: "Nguồn số liệu - phần 2".
#[must_use]
pub fn part_name(name: &str, part: usize) -> String {
    if part == 0 {
        return name.to_owned();
    }
    let ending = format!(" - phần {}", part + 1);
    let room = SHEET_NAME.saturating_sub(ending.chars().count());
    name.chars().take(room).chain(ending.chars()).collect()
}

/// The file name of a period's annex: the first, or a later one beside those edited by hand.
#[must_use]
pub fn file_name(period: Period, number: u32) -> String {
    if number <= 1 {
        format!("phu-luc-{period}.xlsx")
    } else {
        format!("phu-luc-{period}-{number}.xlsx")
    }
}

/// A period's annexes in a folder with their numbers, the lowest first.
///
/// # Errors
/// The system's own, where the folder is there, or may be, and cannot be listed.
pub fn annexes(folder: &Path, period: Period) -> std::io::Result<Vec<(u32, PathBuf)>> {
    if !folder.try_exists()? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some(number) = number(&entry.file_name().to_string_lossy(), period) {
            found.push((number, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

/// The number of the annex that a file name means.
#[must_use]
pub fn number(name: &str, period: Period) -> Option<u32> {
    // File systems keep a name as it was typed, and some people type it in capitals.
    let name = name.to_lowercase();
    let first = file_name(period, 1).to_lowercase();
    let rest = name.strip_suffix(".xlsx")?.strip_prefix(first.strip_suffix(".xlsx")?)?;
    if rest.is_empty() {
        return Some(1);
    }
    let number = rest.strip_prefix('-')?.parse().ok()?;
    (file_name(period, number).to_lowercase() == name).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_long_sheets() {
        assert_eq!(part_name(SOURCES, 0), "Nguồn số liệu");
        assert_eq!(part_name(SOURCES, 1), "Nguồn số liệu - phần 2");
        assert_eq!(part_name(&"a".repeat(31), 9).chars().count(), 31);
    }

    #[test]
    fn names_and_numbers() {
        let period = Period::Month { year: 2023, month: 10 };
        for (name, expected) in [
            ("phu-luc-2023-10.xlsx", Some(1)),
            ("phu-luc-2023-10-2.xlsx", Some(2)),
            ("PHU-LUC-2023-10-2.XLSX", Some(2)),
            ("phu-luc-2023-10-02.xlsx", None),
            ("phu-luc-2023-10-1.xlsx", None),
            ("phu-luc-2023-10 (1).xlsx", None),
            ("~$phu-luc-2023-10.xlsx", None),
            ("phu-luc-2023-09.xlsx", None),
        ] {
            assert_eq!(number(name, period), expected, "{name}");
        }
    }
}
