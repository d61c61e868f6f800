//! Units that must report.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::problem::Problems;
use super::rows::UnitRow;
use super::table::read_table;
use crate::cell::Workbook;
use crate::reading::text::folded;

const SHEET: &str = "Đơn vị";

/// A unit that must report (đơn vị báo cáo).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its code in the office's list.
    pub code: String,
    /// Its full name: "Xã Hai".
    pub name: String,
    /// Other ways in which communes write it.
    pub also: Vec<String>,
    /// The office between it and this one, whose annex may bring its figures; empty where it
    /// reports straight to this one.
    pub group: String,
}

impl Unit {
    /// Its name and the other ways to write it.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.also)
    }
}

pub(super) fn read(book: &Workbook, problems: &mut Problems) -> Vec<Unit> {
    let table = read_table::<UnitRow>(book, SHEET, problems);
    let mut units: Vec<Unit> = Vec::new();
    let mut codes: HashSet<String> = HashSet::new();
    let mut full_names: HashSet<String> = HashSet::new();
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, data) in &table.rows {
        let code = table.need(*row, "Mã", data.code.as_ref(), problems);
        let name = table.need(*row, "Tên", data.name.as_ref(), problems);
        let (Some(code), Some(name)) = (code, name) else { continue };
        if !codes.insert(code.text.clone()) {
            problems.add(SHEET, Some(code.at), format!("mã {} đã có ở dòng trên", code.text));
        }
        if !full_names.insert(folded(&name.text)) {
            problems.add(SHEET, Some(name.at), format!("{} đã có ở dòng trên", name.text));
        }
        let also = data.also.as_ref().map_or_else(Vec::new, |also| split(&also.text));
        let mut taken: BTreeMap<usize, &String> = BTreeMap::new();
        for shared in &also {
            for other in names.get(&folded(shared)).into_iter().flatten() {
                taken.entry(*other).or_insert(shared);
            }
        }
        for (other, shared) in taken {
            let at = data.also.as_ref().map(|also| also.at);
            let message = format!(
                "cách ghi \"{shared}\" đã dùng cho {}; một cách ghi chỉ của một đơn vị",
                units[other].name
            );
            problems.add(SHEET, at, message);
        }
        let group = data.group.as_ref().map(|group| group.text.clone()).unwrap_or_default();
        let unit = Unit { code: code.text.clone(), name: name.text.clone(), also, group };
        for name in unit.names() {
            names.entry(folded(name)).or_default().push(units.len());
        }
        units.push(unit);
    }
    if units.is_empty() && !table.rows.is_empty() {
        problems.add(SHEET, None, "chưa có đơn vị nào phải báo cáo");
    }
    units
}

/// Several names in one cell, parted by `;`.
pub(super) fn split(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
