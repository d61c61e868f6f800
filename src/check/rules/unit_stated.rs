//! A sheet that names another unit of money than the form. Its numbers would be a thousand times or
//! a twelfth off without looking unusual.

use rust_decimal::Decimal;

use crate::check::number_cell::NumberCell;
use crate::check::peers::PeersByKind;
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::{OtherMeasure, Reading};
use viet_text::MoneyUnit;
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: "don-vi-tinh-khac-mau",
    severity: Severity::Error,
    title: "Đơn vị tính trên biểu khác mẫu",
    why: "Mẫu tính bằng triệu đồng mà đơn vị sửa thành đồng, nghìn đồng hoặc đổi năm thành tháng \
          thì số ghi đúng với biểu của đơn vị nhưng sai khi cộng chung.",
    remedy: "Nếu số ghi theo đơn vị tính trên biểu của đơn vị, ghi x vào cột Ý kiến để nhận số \
             quy đổi; nếu số ghi đã theo mẫu, ghi \"giữ\".",
    example: "Xã Một, Biểu 02, ô L9: biểu ghi đơn vị tính \"Doanh thu (nghìn đồng)\" (ô L7), \
              mẫu tính bằng triệu đồng; ô ghi 2.220.000; đề xuất quy đổi thành 2.220. Chưa sửa, \
              chờ ý kiến. Ảnh hưởng đến nội dung 3.1.",
    check: Check::Written(check),
};

/// A number under another unit of money, and its value in the form's unit; `None` if the number
/// already fits the form's unit.
pub(super) struct StatedUnit<'a> {
    cell: NumberCell<'a>,
    measure: &'a OtherMeasure,
    value: Option<Decimal>,
    /// The form's own figure bears the unit out: the number is in use converted.
    in_use: Option<Decimal>,
}

/// A cell's place: unit, file, sheet, cell.
pub(super) type CellPlace<'a> = (usize, &'a str, &'a str, Address);

/// A cell's place.
pub(super) const fn place<'a>(cell: &NumberCell<'a>) -> CellPlace<'a> {
    (cell.unit, cell.file, cell.sheet, cell.at)
}

impl<'a> StatedUnit<'a> {
    /// The cell's place, if there is a value to take instead.
    pub(super) fn converted_place(&self) -> Option<CellPlace<'a>> {
        self.value.map(|_| place(&self.cell))
    }
}

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let slips = slips(evidence, &evidence.money());
    let mut groups: Vec<Vec<StatedUnit<'_>>> = Vec::new();
    for slip in slips {
        let same = |group: &&mut Vec<StatedUnit<'_>>| {
            group.first().is_some_and(|first| {
                let key = |slip: &StatedUnit<'_>| {
                    (
                        slip.measure.written.clone(),
                        slip.measure.form.clone(),
                        (slip.value.is_some(), slip.in_use.is_some()),
                    )
                };
                first.cell.file == slip.cell.file
                    && first.cell.sheet == slip.cell.sheet
                    && key(first) == key(&slip)
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(slip),
            None => groups.push(vec![slip]),
        }
    }
    groups.iter().filter_map(|group| finding(evidence, group)).collect()
}

/// The numbers under units that are not the form's.
pub(super) fn slips<'a>(evidence: &Evidence<'a>, kinds: &PeersByKind) -> Vec<StatedUnit<'a>> {
    let mut slips = Vec::new();
    for used in evidence.used_sheets().filter(|used| !used.sheet.measures.is_empty()) {
        let here = evidence.number_cells_of(used.unit).filter(|cell| {
            cell.file == &*used.sheet.on.file
                && cell.sheet == &*used.sheet.on.sheet
                && cell.is_money()
        });
        for cell in here {
            let measure = used.sheet.measures.iter().find(|measure| measure.is_of(cell.at));
            slips.extend(measure.and_then(|measure| slip(cell, measure, kinds)));
        }
    }
    slips
}

fn slip<'a>(
    cell: NumberCell<'a>,
    measure: &'a OtherMeasure,
    kinds: &PeersByKind,
) -> Option<StatedUnit<'a>> {
    let written = cell.reading.number().filter(|number| !number.is_zero())?;
    if matches!(cell.reading, Reading::Converted(_)) {
        return Some(StatedUnit { cell, measure, value: None, in_use: Some(written) });
    }
    // The officer's values are in the form's unit; "2.220 triệu đồng" names its own unit.
    if cell.reading.is_by_officer() || MoneyUnit::in_text(&cell.written()).is_some() {
        return None;
    }
    let converted = measure.factor.and_then(|factor| written.checked_mul(factor));
    let value = converted.map(|value| value.normalize()).filter(|value| {
        kinds
            .of_cell(&cell)
            .is_none_or(|peers| peers.is_ordinary(*value) || !peers.is_ordinary(written))
    });
    Some(StatedUnit { cell, measure, value, in_use: None })
}

fn finding(evidence: &Evidence<'_>, slips: &[StatedUnit<'_>]) -> Option<Finding> {
    let first = slips.first()?;
    let cells: Vec<NumberCell<'_>> = slips.iter().map(|slip| slip.cell).collect();
    let mut finding = evidence.finding_at(&cells);
    let fixes = slips.iter().filter_map(|slip| Some(slip.cell.fix(slip.value?)));
    finding.fixes = fixes.collect();
    let written: Vec<String> = cells.iter().map(|cell| cell.written().trim().to_owned()).collect();
    let proposed: Vec<String> = finding.fixes.iter().map(|fix| number(fix.value)).collect();
    finding.found = written.join("; ");
    finding.expected = proposed.join("; ");
    let mut named: Vec<Address> = slips.iter().map(|slip| slip.measure.at).collect();
    named.dedup();
    let named: Vec<String> = named.iter().map(ToString::to_string).collect();
    let form = first.measure.form.to_lowercase();
    let in_use: Vec<String> = slips.iter().filter_map(|slip| slip.in_use).map(number).collect();
    let (said, ask) = if !in_use.is_empty() {
        finding.eased = Some(Severity::Warning);
        finding.expected = in_use.join("; ");
        let in_use = first_few(&in_use, "ô");
        (
            format!(
                "đang dùng số quy đổi là {in_use}, khớp với biểu số liệu. Không cần xử lý nếu đúng."
            ),
            format!("quy đổi là {in_use}. Đề nghị ghi theo đơn vị tính của mẫu."),
        )
    } else if proposed.is_empty() {
        let fits = format!("nhưng số ghi vừa với {form}.");
        (
            format!("{fits} Đang dùng số đã ghi. Đề nghị xác minh đơn vị tính."),
            format!("{fits} Đề nghị cho biết số ghi theo đơn vị tính nào."),
        )
    } else {
        let proposed = first_few(&proposed, "ô");
        (
            format!("đề xuất quy đổi thành {proposed}. Chưa sửa, chờ ý kiến."),
            format!("quy đổi là {proposed}. Đề nghị ghi theo đơn vị tính của mẫu."),
        )
    };
    let what = format!(
        "biểu ghi đơn vị tính \"{}\" (ô {}), mẫu tính bằng {form}; ô ghi {}",
        first.measure.written,
        named.join(", "),
        first_few(&written, "ô"),
    );
    finding.message = format!("{}: {what}; {said}", place_of(evidence, &finding));
    finding.ask = format!("{what}; {ask}");
    Some(finding)
}
