//! Sheet Đơn vị: units, checked so that a code and a name mean one unit on any one day.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use foldhash::fast::RandomState;

use super::cell::SettingsCell;
use super::problem::Problems;
use super::rows::UnitRow;
use super::table::{Table, read_table};
use super::unit_group;
use super::values::{day, meaning, split};
use crate::settings::model::{CountsFrom, Extent, Unit};
use viet_text::date::read_date;
use viet_text::text::folded;
use workbook_io::Workbook;

pub(super) use super::unit_group::SHEET;

const EXTENTS: &[(&str, Extent)] =
    &[("toàn bộ", Extent::Whole), ("một phần", Extent::Part), ("ngoài danh sách", Extent::Outside)];

const STARTS: &[(&str, CountsFrom)] =
    &[("đầu năm", CountsFrom::YearStart), ("ngày thành lập", CountsFrom::FirstDay)];

/// All units of the sheet in its order, those of other days too.
pub(super) fn read(book: &Workbook, problems: &mut Problems) -> Vec<Unit> {
    let table = read_table::<UnitRow>(book, SHEET, problems);
    let mut units: Vec<Unit> = Vec::new();
    let mut rows: Vec<&UnitRow> = Vec::new();
    for (row, data) in &table.rows {
        if let Some(unit) = unit(&table, *row, data, problems) {
            units.push(unit);
            rows.push(data);
        }
    }
    end_where_the_successor_begins(&mut units, &rows, problems);
    check_names(&units, &rows, problems);
    check_successors(&units, &rows, problems);
    if units.is_empty() && !table.rows.is_empty() {
        problems.add(SHEET, None, "chưa có đơn vị nào phải báo cáo");
    }
    units
}

fn unit(table: &Table<UnitRow>, row: u32, data: &UnitRow, problems: &mut Problems) -> Option<Unit> {
    let name = table.need(row, "Tên", data.name.as_ref(), problems);
    // A name that is nobody else's does for a code.
    let code = data.code.as_ref().or(name);
    let from = day(SHEET, data.from.as_ref(), "Từ ngày", problems);
    let to = day(SHEET, data.to.as_ref(), "Đến ngày", problems);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        let at = data.to.as_ref().map(|to| to.at);
        problems.add(SHEET, at, "cột \"Đến ngày\" trước cột \"Từ ngày\"");
    }
    let extent = data.extent.as_ref();
    let extent = extent.and_then(|said| meaning(SHEET, "Phạm vi", said, EXTENTS, problems));
    let counts = data.counts_from.as_ref();
    let groups = data.groups.as_ref();
    let recognition = data.recognition.as_ref();
    Some(Unit {
        code: plain_code(&code?.text),
        name: name?.text.clone(),
        also: data.also.as_ref().map_or_else(Vec::new, |also| split(&also.text)),
        from,
        to,
        into: data.into.as_ref().map_or_else(Vec::new, |into| codes(&into.text)),
        extent: extent.unwrap_or_default(),
        group: data.group.as_ref().map(|group| group.text.clone()).unwrap_or_default(),
        counts_from: counts.and_then(|said| counts_from(said, from, problems)),
        groups: groups.map_or_else(Vec::new, |said| unit_group::groups(said, problems)),
        recognition: recognition.and_then(|said| unit_group::recognition(said, problems)),
    })
}

/// A code of digits in a number cell reads "30.037", like any number above a thousand.
fn plain_code(text: &str) -> String {
    let digits = text.replace('.', "");
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    if is_number { digits } else { text.to_owned() }
}

fn codes(text: &str) -> Vec<String> {
    split(text).iter().map(|code| plain_code(code)).collect()
}

/// The words of the drop-down list, or the day itself: 01/01 or the unit's first.
fn counts_from(
    said: &SettingsCell,
    from: Option<NaiveDate>,
    problems: &mut Problems,
) -> Option<CountsFrom> {
    match read_date(&said.text) {
        Some(day) if (day.month(), day.day()) == (1, 1) => Some(CountsFrom::YearStart),
        Some(day) if Some(day) == from => Some(CountsFrom::FirstDay),
        _ => meaning(SHEET, "Lũy kế tính từ", said, STARTS, problems),
    }
}

/// A unit that became another ends on the day before that one begins, unless its own last day is
/// given.
fn end_where_the_successor_begins(units: &mut [Unit], rows: &[&UnitRow], problems: &mut Problems) {
    for place in 0..units.len() {
        let unit = &units[place];
        if unit.into.is_empty() || unit.to.is_some() {
            continue;
        }
        let begins = units.iter().enumerate().filter(|(other, _)| *other != place);
        let begins = begins.filter(|(_, other)| unit.into.contains(&other.code));
        let end = begins.filter_map(|(_, other)| other.from).max().and_then(|day| day.pred_opt());
        if end.is_none() {
            let at = rows[place].into.as_ref().map(|into| into.at);
            let message = format!(
                "{} đã nhập vào đơn vị khác nhưng chưa rõ từ ngày nào; đề nghị ghi cột \"Đến ngày\" \
                 (ngày cuối cùng còn báo cáo riêng)",
                unit.name
            );
            problems.add(SHEET, at, message);
        }
        units[place].to = end;
    }
}

/// Units by code and by name, so that checking thousands of units stays fast.
#[derive(Default)]
struct UnitIndex {
    codes: HashMap<String, Vec<usize>, RandomState>,
    names: HashMap<String, Vec<usize>, RandomState>,
}

impl UnitIndex {
    fn add(&mut self, place: usize, code: &str, names: Vec<String>) {
        self.codes.entry(code.to_owned()).or_default().push(place);
        for name in names {
            self.names.entry(name).or_default().push(place);
        }
    }

    /// An earlier row's unit with the same code or name that exists on some day on which this one
    /// does.
    fn beside<'u>(
        known: &HashMap<String, Vec<usize>, RandomState>,
        key: &str,
        unit: &Unit,
        units: &'u [Unit],
    ) -> Option<&'u Unit> {
        let above = known.get(key)?.iter().map(|place| &units[*place]);
        above.into_iter().find(|other| other.overlaps(unit))
    }
}

/// A code and a name mean one unit on any one day.
fn check_names(units: &[Unit], rows: &[&UnitRow], problems: &mut Problems) {
    let mut taken = UnitIndex::default();
    for (place, (unit, row)) in units.iter().zip(rows).enumerate() {
        let at = |cell: &Option<SettingsCell>| cell.as_ref().map(|cell| cell.at);
        if let Some(other) = UnitIndex::beside(&taken.codes, &unit.code, unit, units) {
            let when = if unit.from.is_some() || other.to.is_some() {
                " trong cùng thời gian; mã dùng lại phải khác thời gian (cột \"Từ ngày\", \"Đến ngày\")"
            } else {
                ""
            };
            let message = format!("mã {} đã có ở dòng trên{when}", unit.code);
            problems.add(SHEET, at(&row.code), message);
        }
        let keys: Vec<String> = unit.names().map(|name| folded(name)).collect();
        let named = UnitIndex::beside(&taken.names, &keys[0], unit, units);
        if named.is_some_and(|other| folded(&other.name) == keys[0]) {
            problems.add(SHEET, at(&row.name), format!("{} đã có ở dòng trên", unit.name));
        }
        for (shared, key) in unit.also.iter().zip(&keys[1..]) {
            if let Some(other) = UnitIndex::beside(&taken.names, key, unit, units) {
                let message = format!(
                    "cách ghi \"{shared}\" đã dùng cho {}; một cách ghi chỉ của một đơn vị",
                    other.name
                );
                problems.add(SHEET, at(&row.also), message);
            }
        }
        taken.add(place, &unit.code, keys);
    }
}

/// A unit's successors must exist from the day after its last.
fn check_successors(units: &[Unit], rows: &[&UnitRow], problems: &mut Problems) {
    for (unit, row) in units.iter().zip(rows) {
        let Some(next) = unit.to.and_then(|to| to.succ_opt()) else { continue };
        for code in &unit.into {
            if units.iter().any(|other| other.code == *code && other.exists_on(next)) {
                continue;
            }
            let message = format!(
                "{} nhập vào đơn vị mã {code} từ ngày {}, nhưng trang này không có đơn vị mã {code} vào \
                 ngày đó; đề nghị thêm dòng của đơn vị mới hoặc sửa lại mã, ngày",
                unit.name,
                next.format("%d/%m/%Y")
            );
            problems.add(SHEET, row.into.as_ref().map(|into| into.at), message);
        }
    }
}
