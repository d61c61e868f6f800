//! Sheet Bộ chỉ tiêu: resolutions and plans, without their targets yet.

use super::cell::SettingsCell;
use super::problem::{Problems, did_you_mean};
use super::rows::SetRow;
use super::table::read_table;
use super::values::day;
use crate::settings::model::TargetSet;
use workbook_io::Workbook;

const SETS: &str = "Bộ chỉ tiêu";
/// The sheet of targets.
pub(super) const TARGETS: &str = "Chỉ tiêu";

pub(super) fn read_sets(book: &Workbook, problems: &mut Problems) -> Vec<TargetSet> {
    let table = read_table::<SetRow>(book, SETS, problems);
    let mut sets: Vec<TargetSet> = Vec::new();
    for (row, data) in &table.rows {
        let code = table.need(*row, "Mã bộ", data.code.as_ref(), problems);
        let document = table.need(*row, "Tên văn bản", data.document.as_ref(), problems);
        let title = table.need(*row, "Tiêu đề phụ lục", data.title.as_ref(), problems);
        let (Some(code), Some(document), Some(title)) = (code, document, title) else { continue };
        if sets.iter().any(|set| set.code == code.text) {
            problems.add(SETS, Some(code.at), format!("mã bộ {} đã có ở dòng trên", code.text));
        }
        let from = day(SETS, data.from.as_ref(), "Từ ngày", problems);
        let to = day(SETS, data.to.as_ref(), "Đến ngày", problems);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            let at = data.to.as_ref().map(|to| to.at);
            problems.add(SETS, at, "cột \"Đến ngày\" trước cột \"Từ ngày\"");
        }
        sets.push(TargetSet {
            code: code.text.clone(),
            document: document.text.clone(),
            title: title.text.clone(),
            from,
            to,
            deadline: day(SETS, data.deadline.as_ref(), "Hạn hoàn thành", problems),
            targets: Vec::new(),
        });
    }
    sets
}

/// The set of a code, or a problem at its cell.
pub(super) fn set_of<'a>(
    sheet: &str,
    written: &SettingsCell,
    sets: &'a mut [TargetSet],
    problems: &mut Problems,
) -> Option<&'a mut TargetSet> {
    match sets.iter().position(|set| set.code == written.text) {
        Some(at) => Some(&mut sets[at]),
        None => {
            let hint = did_you_mean(&written.text, sets.iter().map(|set| set.code.as_str()));
            let message = format!("không có bộ chỉ tiêu {}{hint}", written.text);
            problems.add(sheet, Some(written.at), message);
            None
        }
    }
}
