//! Sheet Giao chỉ tiêu: levels that documents give to units and groups of units.

use std::collections::{BTreeSet, HashMap};

use super::cell::SettingsCell;
use super::item::{ITEMS, item_number, level_number};
use super::problem::{Problems, did_you_mean};
use super::rows::AssignmentRow;
use super::table::{Table, read_optional_table};
use super::values::day;
use crate::kinds::Upper;
use crate::settings::model::{
    Assignee, Assignment, Assignments, Criterion, Item, TargetSet, Unit, Yardstick,
};
use viet_text::text::folded;
use workbook_io::{Address, Workbook};

pub(super) const SHEET: &str = "Giao chỉ tiêu";
const ASSIGNEE: &str = "Đơn vị, nhóm";
/// Who is meant by a level that every unit has.
const EVERYONE: [&str; 3] = ["tất cả", "tất cả các xã", "tất cả các đơn vị"];

/// Reads the levels; settings without the sheet have none.
pub(super) fn read(
    book: &Workbook,
    sets: &[TargetSet],
    units: &[Unit],
    problems: &mut Problems,
) -> Assignments {
    let table = read_optional_table::<AssignmentRow>(book, SHEET, problems);
    let known = KnownAssignees::new(units);
    let mut all: Vec<Assignment> = Vec::new();
    let mut cells: Vec<Address> = Vec::new();
    for (row, data) in &table.rows {
        let reader = AssignmentReader { table: &table, row: *row, data, sets, known: &known };
        if let Some((own, at)) = reader.assignments(problems) {
            cells.extend(own.iter().map(|_| at));
            all.extend(own);
        }
    }
    refuse_repeated(&all, &cells, problems);
    refuse_two_groups(&all, &cells, units, problems);
    Assignments::new(all)
}

/// Units by code and by every name, and groups.
struct KnownAssignees {
    units: HashMap<String, BTreeSet<(String, String)>>,
    groups: BTreeSet<String>,
    names: Vec<String>,
}

impl KnownAssignees {
    fn new(units: &[Unit]) -> Self {
        let mut known = Self { units: HashMap::new(), groups: BTreeSet::new(), names: Vec::new() };
        for unit in units {
            let own = (unit.code.clone(), unit.name.clone());
            for name in unit.names().chain([&unit.code]) {
                known.units.entry(folded(name)).or_default().insert(own.clone());
            }
            known.names.push(unit.name.clone());
            for group in &unit.groups {
                if known.groups.insert(folded(&group.name)) {
                    known.names.push(group.name.clone());
                }
            }
        }
        known
    }

    /// Who is meant: several where a code or name was used by one unit after another.
    fn assignees(&self, written: &SettingsCell, problems: &mut Problems) -> Vec<Assignee> {
        let key = folded(&written.text);
        let digits = key.replace('.', "");
        let units = self.units.get(&key).or_else(|| self.units.get(&digits));
        if EVERYONE.contains(&key.as_str()) {
            return vec![Assignee::All];
        }
        if self.groups.contains(&key) {
            return vec![Assignee::Group(key)];
        }
        if let Some(units) = units {
            let assignee =
                |(code, name): &(String, String)| Assignee::Unit(code.clone(), folded(name));
            return units.iter().map(assignee).collect();
        }
        let hint = did_you_mean(&written.text, self.names.iter().map(String::as_str));
        let message = format!(
            "cột \"{ASSIGNEE}\" ghi \"{}\": trang \"Đơn vị\" không có đơn vị hay nhóm này{hint}",
            written.text
        );
        problems.add(SHEET, Some(written.at), message);
        Vec::new()
    }
}

struct AssignmentReader<'a> {
    table: &'a Table<AssignmentRow>,
    row: u32,
    data: &'a AssignmentRow,
    sets: &'a [TargetSet],
    known: &'a KnownAssignees,
}

impl AssignmentReader<'_> {
    /// The levels of a row with the cell that says whose they are.
    fn assignments(&self, problems: &mut Problems) -> Option<(Vec<Assignment>, Address)> {
        let (table, row, data) = (self.table, self.row, self.data);
        let number = table.need(row, "Nội dung số", data.number.as_ref(), problems);
        let assignee = table.need(row, ASSIGNEE, data.assignee.as_ref(), problems);
        let level = table.need(row, "Mức", data.level.as_ref(), problems);
        let (number, assignee, level) = (number?, assignee?, level?);
        let (set, item) = self.item(number, problems)?;
        let yardstick = self.yardstick(item, number, problems)?;
        let level = level_number(SHEET, "Mức", level, yardstick, problems)?;
        let upper = match &data.upper {
            Some(upper) => Some(level_number(SHEET, "Mức trên", upper, yardstick, problems)?),
            None if yardstick.kind.upper == Upper::Required => {
                table.need(row, "Mức trên", None, problems);
                return None;
            }
            None => None,
        };
        if let (Some(upper), Some(written)) = (upper, &data.upper)
            && upper < level
        {
            problems.add(SHEET, Some(written.at), "cột \"Mức trên\" nhỏ hơn cột \"Mức\"");
        }
        let (from, to) = (
            day(SHEET, data.from.as_ref(), "Từ ngày", problems),
            day(SHEET, data.to.as_ref(), "Đến ngày", problems),
        );
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            let at = data.to.as_ref().map(|to| to.at);
            problems.add(SHEET, at, "cột \"Đến ngày\" trước cột \"Từ ngày\"");
        }
        let said = |cell: &Option<SettingsCell>| {
            cell.as_ref().map(|cell| cell.text.clone()).unwrap_or_default()
        };
        let own = |who: Assignee| Assignment {
            set: set.code.clone(),
            item: item.number.clone(),
            part: said(&data.part),
            assignee: who,
            level,
            upper,
            document: said(&data.document).into(),
            from,
            to,
        };
        let all = self.known.assignees(assignee, problems).into_iter().map(own).collect();
        Some((all, assignee.at))
    }

    /// The item meant: without the code of a resolution, the only one of that number.
    fn item(&self, number: &SettingsCell, problems: &mut Problems) -> Option<(&TargetSet, &Item)> {
        let name = item_number(&number.text);
        let wanted = self.data.set.as_ref();
        let sets = self.sets.iter().filter(|set| wanted.is_none_or(|own| own.text == set.code));
        let items = sets.flat_map(|set| {
            let items = set.targets.iter().flat_map(|target| &target.items);
            items.filter(|item| item.number == name).map(move |item| (set, item))
        });
        let found: Vec<(&TargetSet, &Item)> = items.collect();
        let message = match &found[..] {
            [one] => return Some(*one),
            [] => {
                let of = wanted.map(|own| format!(" của bộ {}", own.text)).unwrap_or_default();
                format!("trang \"{ITEMS}\" không có nội dung {name}{of}")
            }
            _ => format!("nội dung {name} có ở nhiều bộ chỉ tiêu; đề nghị ghi cột \"Mã bộ\""),
        };
        problems.add(SHEET, Some(number.at), message);
        None
    }

    /// What the level belongs to: the item's figure, or one of its parts'.
    fn yardstick<'i>(
        &self,
        item: &'i Item,
        number: &SettingsCell,
        problems: &mut Problems,
    ) -> Option<&'i Yardstick> {
        let part = self.data.part.as_ref();
        let message = match (&item.criterion, part) {
            (Criterion::ByFigure(yardstick), None) => return Some(yardstick),
            (Criterion::ByFigure(_), Some(part)) => {
                format!("nội dung {} không có phần \"{}\"", item.number, part.text)
            }
            (Criterion::ByParts { parts, .. }, Some(part)) => {
                match parts.iter().find(|own| own.name == part.text) {
                    Some(own) => return Some(&own.yardstick),
                    None => {
                        let hint = did_you_mean(&part.text, parts.iter().map(|own| &*own.name));
                        format!("nội dung {} không có phần \"{}\"{hint}", item.number, part.text)
                    }
                }
            }
            (Criterion::ByParts { .. }, None) => {
                format!("nội dung {} có nhiều phần; đề nghị ghi cột \"Phần\"", item.number)
            }
            (Criterion::ByOffice, _) => format!(
                "nội dung {} theo nhận định của cơ quan, không có mức bằng số để giao",
                item.number
            ),
        };
        let at = part.map_or(number.at, |part| part.at);
        problems.add(SHEET, Some(at), message);
        None
    }
}

/// Refuses two levels for the same unit or group whose times overlap. Drafts, which have no document, are not
/// compared: an office may weigh several.
fn refuse_repeated(all: &[Assignment], cells: &[Address], problems: &mut Problems) {
    let mut seen: HashMap<(&str, &str, &str, &Assignee), Vec<usize>> = HashMap::new();
    for (place, own) in all.iter().enumerate().filter(|(_, own)| !own.document.is_empty()) {
        let earlier = seen.entry((&own.set, &own.item, &own.part, &own.assignee)).or_default();
        if earlier.iter().any(|other| all[*other].overlaps(own)) {
            let message = format!(
                "nội dung {} đã giao cho đơn vị, nhóm này ở dòng trên trong cùng thời gian; giao lại thì ghi \
                 cột \"Từ ngày\", \"Đến ngày\" của từng dòng",
                own.item
            );
            problems.add(SHEET, Some(cells[place]), message);
        }
        earlier.push(place);
    }
}

/// A part of an item: resolution, item, part.
type PartKey<'a> = (&'a str, &'a str, &'a str);

/// A unit of two groups cannot have the levels of both.
fn refuse_two_groups(
    all: &[Assignment],
    cells: &[Address],
    units: &[Unit],
    problems: &mut Problems,
) {
    let mut of_group: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, own) in all.iter().enumerate().filter(|(_, own)| !own.document.is_empty()) {
        if let Assignee::Group(name) = &own.assignee {
            of_group.entry(name).or_default().push(place);
        }
    }
    for unit in units.iter().filter(|unit| unit.groups.len() > 1) {
        let mut taken: HashMap<PartKey<'_>, Vec<(usize, usize)>> = HashMap::new();
        for (group, member) in unit.groups.iter().enumerate() {
            let key = folded(&member.name);
            for place in of_group.get(key.as_str()).into_iter().flatten() {
                let own = &all[*place];
                let earlier = taken.entry((&own.set, &own.item, &own.part)).or_default();
                let both = |(other, before): &(usize, usize)| {
                    all[*other].overlaps(own)
                        && all[*other].assignee != own.assignee
                        && unit.groups[*before].overlaps(member)
                };
                if earlier.iter().any(both) {
                    let message = format!(
                        "{} thuộc hai nhóm cùng được giao nội dung {}; đề nghị giao riêng cho đơn vị này hoặc sửa \
                         cột \"Nhóm\"",
                        unit.name, own.item
                    );
                    problems.add(SHEET, Some(cells[*place]), message);
                }
                earlier.push((*place, group));
            }
        }
    }
}
