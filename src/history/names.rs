//! What an annex is called and what its sheets are called: the contract between the stage
//! that writes annexes and this one, which reads them back.

use std::fs;
use std::path::{Path, PathBuf};

use crate::reading::period::Period;
use crate::settings::Settings;
use crate::sheet::sheet_name;

/// The sheet of all figures used, one a row.
pub const SOURCES: &str = "Nguồn số liệu";

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

/// The header under which merged lists name the unit.
pub const UNIT: &str = "Đơn vị";

/// The sheets of merged lists, in the settings' order: "Danh sách HTX" for `ds_htx`.
#[must_use]
pub fn list_sheets(settings: &Settings) -> Vec<String> {
    let mut names: Vec<String> = vec![SOURCES.to_owned()];
    for code in settings.lists.keys() {
        let short = code.rsplit('_').next().unwrap_or(code).to_uppercase();
        names.push(sheet_name(&format!("Danh sách {short}"), &names));
    }
    names.split_off(1)
}

/// Rows of a list or of sources on one sheet; Excel has room for 1.048.576.
pub const MOST_ROWS: usize = 1_000_000;

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

/// Characters of a sheet's name that Excel has room for.
const SHEET_NAME: usize = 31;

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
/// The system's own, where the folder is there and cannot be listed.
pub fn annexes(folder: &Path, period: Period) -> std::io::Result<Vec<(u32, PathBuf)>> {
    if !folder.exists() {
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

fn number(name: &str, period: Period) -> Option<u32> {
    let stem = name.strip_suffix(".xlsx")?;
    let rest = stem.strip_prefix(&format!("phu-luc-{period}"))?;
    if rest.is_empty() {
        return Some(1);
    }
    let number = rest.strip_prefix('-')?.parse().ok()?;
    (file_name(period, number) == name).then_some(number)
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
