//! Money in another unit than the form's: đồng for triệu đồng, or a dot between thousands taken for
//! a decimal point.
//!
//! A list's cell is compared with its column over all units: it must be unusual there, and a power
//! of 1000 must bring it into the range that occurs. A figure's cell is compared with the unit's
//! own list, fixes applied; without a list, with the same row of other units.

use std::collections::{BTreeMap, HashSet};

use rust_decimal::Decimal;

use super::unit_stated;
use crate::check::fixes_applied;
use crate::check::number_cell::{CellSubject, NumberCell, by_sheet};
use crate::check::peers::{Peers, PeersByKind};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::used_data::listed;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use workbook_io::parallel_map;

pub(super) const RULE: Rule = Rule {
    code: "sai-don-vi-tinh",
    severity: Severity::Error,
    title: "Số tiền ghi sai đơn vị tính",
    why: "Ghi theo đồng trong cột triệu đồng làm bình quân lớn gấp triệu lần; dấu chấm hàng nghìn \
          bị hiểu là dấu thập phân làm số nhỏ đi nghìn lần.",
    remedy: "Nếu đúng, ghi x vào cột Ý kiến để nhận số đề xuất; nếu số ghi là thật, ghi \"giữ\".",
    example: "Xã Ba, Biểu 02, ô L9, M9, O9, P9: cột này tính bằng triệu đồng nhưng ghi \
              1.189.000.000; nhiều khả năng ghi theo đồng. Đề xuất 1.189. Ảnh hưởng đến nội dung \
              3.1.",
    check: Check::Written(check),
};

/// By how many factors of 1000 a value is too large; negative: too small.
type Thousands = i32;
const FOLDS: [Thousands; 4] = [1, 2, 3, -1];
/// How far a corrected figure may differ from the list's.
const NEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// A cell, its likely value, and the factor between.
type UnitSlip<'a> = (NumberCell<'a>, Decimal, Thousands);

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let kinds = evidence.money();
    let stated = unit_stated::slips(evidence, &kinds);
    let stated: HashSet<unit_stated::CellPlace<'_>> =
        stated.iter().filter_map(unit_stated::StatedUnit::converted_place).collect();
    let is_stated = |(cell, ..): &UnitSlip<'_>| stated.contains(&unit_stated::place(cell));
    let in_lists = parallel_map(
        &evidence.outliers_in_money(),
        || (),
        |(), unit| {
            let money = evidence.field_cells_of(*unit).filter(NumberCell::is_money);
            let slips = money.filter_map(|cell| among_peers(cell, &kinds));
            slips.filter(|slip| !is_stated(slip)).collect::<Vec<_>>()
        },
    );
    let mut findings = report(evidence, in_lists.concat());
    let proposed = [unit_stated::check(evidence), findings.clone()].concat();
    let fixed = fixes_applied::own_figures(evidence, &proposed);
    let in_figures = evidence.map_units(|unit| {
        let own = fixed.get(&unit).unwrap_or(&evidence.figures.by_unit[unit]);
        let money = evidence.figure_cells_of(unit).filter(NumberCell::is_money);
        let slips = money.filter_map(|cell| {
            let CellSubject::Figure(place, _) = cell.subject else { return None };
            match listed(own, place, cell.basis) {
                Some(listed) => beside_list(cell, listed),
                None => among_peers(cell, &kinds),
            }
        });
        slips.filter(|slip| !is_stated(slip)).collect()
    });
    findings.extend(report(evidence, in_figures));
    findings
}

/// Compares a cell with its peers.
fn among_peers<'a>(cell: NumberCell<'a>, kinds: &PeersByKind) -> Option<UnitSlip<'a>> {
    let value = cell.reading.number()?;
    let peers = kinds.of_cell(&cell).filter(|peers| !peers.is_ordinary(value))?;
    let likely = FOLDS.iter().filter_map(|fold| Some((without(value, *fold)?, *fold)));
    let likely = likely.filter(|(value, _)| peers.is_among(*value));
    let (value, fold) = likely.min_by_key(|(value, _)| distance(value.abs(), peers))?;
    Some((cell, value, fold))
}

/// The ratio between a size and the median, upwards or downwards.
fn distance(size: Decimal, peers: &Peers) -> Decimal {
    let (small, large) = (size.min(peers.median()), size.max(peers.median()));
    large.checked_div(small).unwrap_or(Decimal::MAX)
}

/// Compares a cell with the list's figure.
fn beside_list(cell: NumberCell<'_>, listed: Decimal) -> Option<UnitSlip<'_>> {
    let value = cell.reading.number()?;
    let near = |likely: Decimal| (likely - listed).abs() <= listed.abs() * NEAR;
    // Most are near without a correction; dividing is slow.
    if listed.is_zero() || near(value) {
        return None;
    }
    let fold = FOLDS.iter().find(|fold| without(value, **fold).is_some_and(near))?;
    Some((cell, without(value, *fold)?, *fold))
}

/// The value without the surplus thousands.
fn without(value: Decimal, fold: Thousands) -> Option<Decimal> {
    let times = (0..fold.unsigned_abs())
        .try_fold(Decimal::ONE, |product, _| product.checked_mul(Decimal::ONE_THOUSAND))?;
    let fixed = if fold > 0 { value.checked_div(times) } else { value.checked_mul(times) };
    fixed.map(|value| value.normalize())
}

/// One finding for each sheet and factor, so that a whole column is one finding.
fn report(evidence: &Evidence<'_>, slips: Vec<UnitSlip<'_>>) -> Vec<Finding> {
    let mut by_fold: BTreeMap<Thousands, Vec<UnitSlip<'_>>> = BTreeMap::new();
    for slip in slips {
        by_fold.entry(slip.2).or_default().push(slip);
    }
    let findings = by_fold.into_iter().flat_map(|(fold, slips)| {
        let sheets = by_sheet(slips.iter().map(|(cell, ..)| *cell));
        let finding = |cells: Vec<NumberCell<'_>>| {
            let value = |cell: &NumberCell<'_>| {
                let same =
                    |slip: &&UnitSlip<'_>| slip.0.at == cell.at && slip.0.sheet == cell.sheet;
                slips.iter().filter(same).find(|slip| slip.0.file == cell.file).map(|s| s.1)
            };
            finding(evidence, &cells, value, fold)
        };
        sheets.into_iter().map(finding).collect::<Vec<_>>()
    });
    findings.collect()
}

fn finding(
    evidence: &Evidence<'_>,
    cells: &[NumberCell<'_>],
    value: impl Fn(&NumberCell<'_>) -> Option<Decimal>,
    fold: Thousands,
) -> Finding {
    // Values in the order in which the sentence names their cells: down the columns.
    let mut cells = cells.to_vec();
    cells.sort_by_key(|cell| (cell.at.col, cell.at.row));
    let mut finding = evidence.finding_at(&cells);
    finding.fixes = cells.iter().filter_map(|cell| Some(cell.fix(value(cell)?))).collect();
    let written: Vec<String> = cells.iter().map(|cell| cell.written().trim().to_owned()).collect();
    let proposed: Vec<String> = finding.fixes.iter().map(|fix| number(fix.value)).collect();
    finding.found = written.join("; ");
    finding.expected = proposed.join("; ");
    let unit = cells.first().map(NumberCell::measured_in).unwrap_or_default().to_lowercase();
    let column = if cells.len() > 1 { "các ô này" } else { "ô này" };
    let what = format!(
        "{column} tính bằng {unit} nhưng ghi {}; {}",
        first_few(&written, "ô"),
        cause(fold, &unit)
    );
    let proposed = first_few(&proposed, "ô");
    finding.message = format!(
        "{}: {what}. Đề xuất {proposed}. Chưa sửa, chờ ý kiến.",
        place_of(evidence, &finding)
    );
    finding.ask = format!("{what}. Số đúng có thể là {proposed}. Đề nghị kiểm tra, ghi lại.");
    finding
}

/// The likely cause.
fn cause(fold: Thousands, unit: &str) -> String {
    let in_millions = unit.starts_with("triệu đồng");
    match (fold, in_millions) {
        (-1, _) => "nhỏ đi khoảng 1.000 lần, có thể dấu chấm hàng nghìn bị hiểu là dấu thập phân"
            .to_owned(),
        (2, true) => "nhiều khả năng ghi theo đồng".to_owned(),
        (1, true) => "nhiều khả năng ghi theo nghìn đồng".to_owned(),
        (1, false) => "lớn gấp khoảng 1.000 lần".to_owned(),
        (2, false) => "lớn gấp khoảng 1.000.000 lần".to_owned(),
        _ => "lớn gấp khoảng 1.000.000.000 lần".to_owned(),
    }
}
