//! Sheets Bộ chỉ tiêu and Chỉ tiêu, joined with the items of sheet Nội dung.

use super::item::{ITEMS, read_items};
use super::problem::Problems;
use super::rows::TargetRow;
use super::sets::{TARGETS, read_sets, set_of};
use super::table::read_table;
use crate::settings::model::{ByCode, Indicator, Target, TargetSet};
use workbook_io::{Address, Workbook};

/// Reads sets, targets and items, and joins them.
pub(super) fn read(
    book: &Workbook,
    indicators: &ByCode<Indicator>,
    problems: &mut Problems,
) -> Vec<TargetSet> {
    let mut sets = read_sets(book, problems);
    let declared = read_targets(book, &mut sets, problems);
    read_items(book, indicators, &mut sets, problems);
    check_items(&sets, &declared, problems);
    sets
}

/// Where each target is declared: its set, its number, the cell of its number.
type Declared = Vec<(String, String, Address)>;

fn read_targets(book: &Workbook, sets: &mut [TargetSet], problems: &mut Problems) -> Declared {
    let table = read_table::<TargetRow>(book, TARGETS, problems);
    let mut declared = Vec::new();
    for (row, data) in &table.rows {
        let set = table.need(*row, "Mã bộ", data.set.as_ref(), problems);
        let number = table.need(*row, "Chỉ tiêu", data.number.as_ref(), problems);
        let title = table.need(*row, "Tên chỉ tiêu", data.title.as_ref(), problems);
        let (Some(set), Some(number), Some(title)) = (set, number, title) else { continue };
        let Some(set) = set_of(TARGETS, set, sets, problems) else { continue };
        if set.targets.iter().any(|target| target.number == number.text) {
            let message = format!("chỉ tiêu {} đã có ở dòng trên", number.text);
            problems.add(TARGETS, Some(number.at), message);
        }
        declared.push((set.code.clone(), number.text.clone(), number.at));
        let (number, title) = (number.text.clone(), title.text.clone());
        set.targets.push(Target { number, title, items: Vec::new() });
    }
    for set in sets.iter() {
        if set.targets.is_empty() {
            problems.add(TARGETS, None, format!("bộ {} chưa có chỉ tiêu nào", set.code));
        }
    }
    declared
}

/// A target without items can be neither met nor missed. Reported only where the items could be
/// read: otherwise the lost sheet or column is the one mistake.
fn check_items(sets: &[TargetSet], declared: &Declared, problems: &mut Problems) {
    if problems.of_whole(ITEMS) {
        return;
    }
    for set in sets {
        for target in set.targets.iter().filter(|target| target.items.is_empty()) {
            let place = declared
                .iter()
                .find(|(code, number, _)| *code == set.code && *number == target.number)
                .map(|(_, _, at)| *at);
            let message = format!(
                "chỉ tiêu {} của bộ {} chưa có nội dung nào; đề nghị thêm dòng ở trang \"{ITEMS}\"",
                target.number, set.code
            );
            problems.add(TARGETS, place, message);
        }
    }
}
