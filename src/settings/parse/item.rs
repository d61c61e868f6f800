//! Sheet Nội dung: items of targets, their thresholds guarded against slips of locale.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::cell::SettingsCell;
use super::codes::arithmetic;
use super::problem::Problems;
use super::rows::ItemRow;
use super::sets::{TARGETS, set_of};
use super::table::{Table, read_table};
use super::values::{BASES, day, decimals, meaning, number_in};
use crate::kinds::{DeclaredKind, Kind, Upper, declared_kinds};
use crate::settings::model::{
    Basis, ByCode, Criterion, Expr, Indicator, Item, Part, Target, TargetSet, Threshold, Yardstick,
};
use viet_text::notation::vietnamese;
use viet_text::text::folded;
use workbook_io::Workbook;

pub(super) const ITEMS: &str = "Nội dung";

/// Reads the items and gives each to its target.
pub(super) fn read_items(
    book: &Workbook,
    indicators: &ByCode<Indicator>,
    sets: &mut [TargetSet],
    problems: &mut Problems,
) {
    let table = read_table::<ItemRow>(book, ITEMS, problems);
    for (row, data) in &table.rows {
        let set = table.need(*row, "Mã bộ", data.set.as_ref(), problems);
        let number = table.need(*row, "Nội dung số", data.number.as_ref(), problems);
        let (Some(set), Some(number)) = (set, number) else { continue };
        let Some(set) = set_of(ITEMS, set, sets, problems) else { continue };
        let name = item_number(&number.text);
        let target_number = name.rsplit_once('.').map_or(name.as_str(), |(target, _)| target);
        let deadline = set.deadline;
        let Some(target) = set.targets.iter_mut().find(|target| target.number == target_number)
        else {
            let message = format!(
                "nội dung {name}: bộ {} không có chỉ tiêu {target_number}; đề nghị thêm vào trang \
                 \"{TARGETS}\"",
                set.code
            );
            problems.add(ITEMS, Some(number.at), message);
            continue;
        };
        let reader = ItemReader { table: &table, row: *row, data, indicators, deadline };
        match &data.part {
            Some(part) => reader.part(part, &name, target, problems),
            None => reader.item(number, name, target, problems),
        }
    }
    for set in sets.iter() {
        check_parts(set, problems);
    }
}

fn check_parts(set: &TargetSet, problems: &mut Problems) {
    for item in set.targets.iter().flat_map(|target| &target.items) {
        if let Criterion::ByParts { parts, .. } = &item.criterion
            && parts.is_empty()
        {
            let message =
                format!("nội dung {} gồm nhiều phần nhưng chưa có dòng phần nào", item.number);
            problems.add(ITEMS, None, message);
        }
    }
}

struct ItemReader<'a> {
    table: &'a Table<ItemRow>,
    row: u32,
    data: &'a ItemRow,
    indicators: &'a ByCode<Indicator>,
    /// The set's.
    deadline: Option<NaiveDate>,
}

impl ItemReader<'_> {
    fn item(
        &self,
        number: &SettingsCell,
        name: String,
        target: &mut Target,
        problems: &mut Problems,
    ) {
        if target.items.iter().any(|item| item.number == name) {
            problems.add(ITEMS, Some(number.at), format!("nội dung {name} đã có ở dòng trên"));
            return;
        }
        let text = self.table.need(self.row, "Nội dung", self.data.text.as_ref(), problems);
        // What nobody has confirmed yet is not judged by it.
        let to_confirm = self.data.confirm.is_some();
        let criterion = match self.declared(problems) {
            _ if to_confirm => None,
            Some(DeclaredKind::Judgement) => Some(Criterion::ByOffice),
            Some(DeclaredKind::Compound(how)) => {
                Some(Criterion::ByParts { how, parts: Vec::new() })
            }
            Some(DeclaredKind::Figure(kind)) => {
                self.yardstick(kind, problems).map(Criterion::ByFigure)
            }
            None => None,
        };
        // An item that cannot be read still counts as one, or its target would seem empty.
        let criterion = criterion.unwrap_or(Criterion::ByOffice);
        let text = text.map(|text| text.text.clone()).unwrap_or_default();
        let short = self.data.short.as_ref().map_or_else(|| text.clone(), |s| s.text.clone());
        let note = self.data.note.as_ref().map(|note| note.text.clone()).unwrap_or_default();
        let own = day(ITEMS, self.data.deadline.as_ref(), "Hạn", problems);
        let deadline = own.or(self.deadline);
        target.items.push(Item {
            number: name,
            short,
            text,
            criterion,
            to_confirm,
            deadline,
            note,
        });
    }

    fn part(&self, part: &SettingsCell, name: &str, target: &mut Target, problems: &mut Problems) {
        if self.data.confirm.is_some() {
            return;
        }
        let Some(DeclaredKind::Figure(kind)) = self.declared(problems) else { return };
        let Some(yardstick) = self.yardstick(kind, problems) else { return };
        let whole = target.items.iter_mut().find(|item| item.number == name);
        match whole.map(|item| &mut item.criterion) {
            Some(Criterion::ByParts { parts, .. }) => {
                parts.push(Part { name: part.text.clone(), yardstick });
            }
            _ => {
                let message = format!(
                    "phần \"{}\" cần một dòng nội dung {name} ở trên, cột \"So sánh\" ghi \"tất \
                     cả các phần\" hoặc \"một trong các phần\"",
                    part.text
                );
                problems.add(ITEMS, Some(part.at), message);
            }
        }
    }

    fn declared(&self, problems: &mut Problems) -> Option<DeclaredKind> {
        let written =
            self.table.need(self.row, "So sánh", self.data.comparison.as_ref(), problems)?;
        meaning(ITEMS, "So sánh", written, &declared_kinds(), problems)
    }

    fn yardstick(&self, kind: &'static Kind, problems: &mut Problems) -> Option<Yardstick> {
        let data = self.data;
        let written = self.table.need(self.row, "Cách tính", data.arithmetic.as_ref(), problems);
        let level = self.table.need(self.row, "Mức", data.threshold.as_ref(), problems);
        let figure =
            written.and_then(|w| arithmetic(ITEMS, "Cách tính", w, self.indicators, problems));
        let unit = data.unit.as_ref().map(|unit| unit.text.clone()).unwrap_or_default();
        if let (Some(figure), Some(written)) = (&figure, written)
            && unit.trim() == "%"
            && figure.factor().abs() >= Decimal::ONE_HUNDRED
        {
            let message = format!(
                "cột \"Cách tính\" ghi \"{}\": đơn vị tính là % thì kết quả đã được đổi ra phần trăm, nhân \
                 thêm 100 sẽ thành hàng nghìn %; đề nghị bỏ phần nhân",
                written.text
            );
            problems.add(ITEMS, Some(written.at), message);
        }
        let decimals = decimals(ITEMS, "Số lẻ", data.decimals.as_ref(), problems)
            .unwrap_or_else(|| usual_decimals(&unit, figure.as_ref(), self.indicators));
        let basis = match &data.basis {
            Some(written) => meaning(ITEMS, "Căn cứ", written, BASES, problems)?,
            None => Basis::Actual,
        };
        let threshold = self.threshold(level?, &unit, decimals, problems)?;
        if kind.upper == Upper::Required {
            self.table.need(self.row, "Mức trên", data.upper.as_ref(), problems);
            self.refuse_column(&threshold, kind, problems);
        }
        let upper = match &data.upper {
            Some(written) => {
                Some(self.number_of("Mức trên", written, &unit, decimals, problems)?)
            }
            None => None,
        };
        if let (Threshold::Number(lower), Some(upper)) = (&threshold, upper)
            && upper < *lower
        {
            let message = "cột \"Mức trên\" nhỏ hơn cột \"Mức\"";
            problems.add(ITEMS, data.upper.as_ref().map(|w| w.at), message);
        }
        let baseline = match &data.baseline {
            Some(written) => Some(number_in(&unit, ITEMS, "Mức xuất phát", written, problems)?),
            None => None,
        };
        let figure = figure?;
        Some(Yardstick { figure, kind, threshold, upper, baseline, unit, basis, decimals })
    }

    /// A range between another column's figure and a number may be empty.
    fn refuse_column(&self, threshold: &Threshold, kind: &Kind, problems: &mut Problems) {
        if let Threshold::Column(basis) = threshold {
            let message = format!(
                "cột \"Mức\" ghi {}; so sánh \"{}\" cần ghi số ở cả hai cột \"Mức\" và \"Mức trên\"",
                basis.vietnamese(),
                kind.words[0]
            );
            problems.add(ITEMS, self.data.threshold.as_ref().map(|level| level.at), message);
        }
    }

    fn threshold(
        &self,
        written: &SettingsCell,
        unit: &str,
        decimals: u32,
        problems: &mut Problems,
    ) -> Option<Threshold> {
        match folded(&written.text).as_str() {
            "năm trước" => Some(Threshold::Column(Basis::Prior)),
            "kế hoạch" => Some(Threshold::Column(Basis::Plan)),
            _ => self.number_of("Mức", written, unit, decimals, problems).map(Threshold::Number),
        }
    }

    fn number_of(
        &self,
        header: &str,
        written: &SettingsCell,
        unit: &str,
        decimals: u32,
        problems: &mut Problems,
    ) -> Option<Decimal> {
        let text = self.data.text.as_ref().map_or("", |text| &text.text);
        guarded_number((ITEMS, header), written, (unit, decimals), text, problems)
    }
}

/// An item's number as typed: a number cell 2.1 reads "2,1", but it is a name, not a quantity.
pub(super) fn item_number(text: &str) -> String {
    text.replace(',', ".")
}

/// A level that another sheet gives to an item's figure.
pub(super) fn level_number(
    sheet: &str,
    header: &str,
    written: &SettingsCell,
    yardstick: &Yardstick,
    problems: &mut Problems,
) -> Option<Decimal> {
    // The item's text has the level of the whole: a unit's may well be a hundredth of it.
    let kind = (yardstick.unit.as_str(), yardstick.decimals);
    guarded_number((sheet, header), written, kind, "", problems)
}

/// A threshold as a number, guarded against slips of notation: 2.600 becomes 2,6 on a Windows whose
/// decimal sign is the dot; 0,4 is typed for 40 %.
fn guarded_number(
    (sheet, header): (&str, &str),
    written: &SettingsCell,
    (unit, decimals): (&str, u32),
    text: &str,
    problems: &mut Problems,
) -> Option<Decimal> {
    let value = number_in(unit, sheet, header, written, problems)?;
    let thousand = Decimal::from(1000);
    let meant = if value.normalize().scale() > decimals {
        Some(value * if unit.trim() == "%" { Decimal::from(100) } else { thousand })
    } else {
        slip_against(value, &numbers_in(text))
    };
    let Some(meant) = meant else { return Some(value) };
    let message = format!(
        "cột \"{header}\" ghi {}{}; có phải là {}? Kiểm tra dấu chấm, dấu phẩy rồi nhập lại",
        vietnamese(value),
        if unit.is_empty() { String::new() } else { format!(" (đơn vị tính: {unit})") },
        vietnamese(meant),
    );
    problems.add(sheet, Some(written.at), message);
    None
}

/// The decimals of the item's indicators; of a share 2.
fn usual_decimals(unit: &str, figure: Option<&Expr>, indicators: &ByCode<Indicator>) -> u32 {
    if unit.trim() == "%" {
        return 2;
    }
    let terms = figure.map(Expr::terms).unwrap_or_default();
    terms
        .iter()
        .filter_map(|term| indicators.get(&term.code))
        .map(|i| i.decimals)
        .max()
        .unwrap_or(0)
}

/// The number in the item's text of which the threshold looks like a slip; `None` if the threshold
/// itself is in the text.
fn slip_against(value: Decimal, in_text: &[Decimal]) -> Option<Decimal> {
    if value.is_zero() || in_text.contains(&value) {
        return None;
    }
    let slips = [Decimal::from(1000), Decimal::from(100), Decimal::from(1_000_000)];
    let candidates = slips.iter().flat_map(|by| [value.checked_mul(*by), value.checked_div(*by)]);
    candidates.flatten().find(|candidate| in_text.contains(candidate))
}

/// Numbers in Vietnamese notation within a sentence.
fn numbers_in(text: &str) -> Vec<Decimal> {
    text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map(|word| word.trim_matches(['.', ',']))
        .filter_map(|word| viet_text::number::read_typed_decimal(word).ok())
        .collect()
}
