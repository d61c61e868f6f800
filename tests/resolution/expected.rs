//! What a sentence is to come to, as the data files write it.

use std::fs;
use std::path::{Path, PathBuf};

use tonghop::setup::resolution::{ProposedItem, Threshold};
use viet_text::{folded, vietnamese};

pub(crate) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The rows below the heading of a table of tabs.
pub(crate) fn rows(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(data(name)).unwrap();
    let lines = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    lines.map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What an item was read as: ">= 2600 thành viên", "range 5-7 HTX", "> năm trước THT", "judgement".
pub(crate) fn told(item: &ProposedItem) -> String {
    let Some(own) = item.comparison() else { return "judgement".to_owned() };
    let level = match &own.threshold {
        Threshold::Number(level) => vietnamese(*level),
        Threshold::Column(basis) => basis.vietnamese().to_owned(),
    };
    let upper = own.upper.map_or_else(String::new, |upper| format!("-{}", vietnamese(upper)));
    let parts = match own.parts.len() {
        0 => String::new(),
        count => format!(" x{count}"),
    };
    let change = own.change.map_or_else(String::new, |change| format!(" {change:?}"));
    format!("{} {level}{upper} {}{parts}{change}", own.kind.code, own.unit)
}

/// Compared without regard to spellings of units.
pub(crate) fn same(told: &str, expected: &str) -> bool {
    let plain = |text: &str| {
        folded(text)
            .replace("liên hiệp hợp tác xã", "lhhtx")
            .replace("tổ hợp tác", "tht")
            .replace("hợp tác xã", "htx")
    };
    // "khâu dịch vụ" is written where the answer says "khâu".
    plain(told.trim()).trim_end_matches(" dịch vụ") == plain(expected.trim())
}
