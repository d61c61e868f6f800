//! Figures and organisations' numbers that moved against the earlier period as others did not.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::figure_moves::{
    FigureMove, cells, figure_moves, is_explained, is_told_by_rows, own_source, sheet_of,
};
use crate::check::kept_rows::{ListChanges, list_changes};
use crate::check::movement::Movement;
use crate::check::row_jumps::{RowJump, TwoPeriods};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Finding, Fix, Rule, Severity, WithFixesApplied};
use crate::figures::alternative::{Alternative, Changed};
use crate::figures::consolidate::FigureSource;
use crate::figures::history::EarlierPeriod;
use crate::origin::SheetPlace;
use crate::settings::{Basis, ColumnKind, NumberKind, Settings};
use workbook_io::Address;
use workbook_io::number::rounded;

pub(super) const RULE: Rule = Rule {
    code: "bien-dong-lon",
    severity: Severity::Warning,
    title: "Số liệu biến động bất thường so với kỳ trước",
    why: "Một đơn vị tăng, giảm mạnh khi các đơn vị khác không như vậy thường là ghi nhầm.",
    remedy: "Hỏi lại đơn vị; nếu đúng, ghi \"giữ\" và lý do.",
    example: "Xã Hai, Biểu 02, ô F9: Thành viên - Tổng số của HTX Hai Bắc là 1.150, tháng 9/2023 là 115, \
              tăng 10 lần; khác hẳn các đơn vị khác. Có thể ghi thừa hoặc thiếu chữ số, đề xuất 115. \
              Đang dùng số đã ghi. Đề nghị hỏi lại đơn vị.",
    check: Check::Moved(check),
};

/// What moved: a figure of a unit, or a number of one of its organisations.
struct Jump<'a> {
    unit: usize,
    on: &'a SheetPlace,
    /// The cells, each with what is written, where it holds the very number.
    cells: Vec<Address>,
    written: Option<String>,
    name: String,
    decimals: u32,
    is_count: bool,
    movement: Movement,
    indicators: Vec<String>,
    basis: Basis,
}

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let Some(nearest) = fixed.evidence.earlier else { return Vec::new() };
    let history = fixed.evidence.history;
    let earlier = history.nearest_without_doubt(fixed.evidence.month.period).unwrap_or(nearest);
    if earlier.period.months() != fixed.evidence.month.period.months() {
        return Vec::new();
    }
    let evidence = &fixed.evidence;
    let changes = evidence.map_units(|unit| vec![list_changes(evidence, earlier, unit)]);
    let periods = TwoPeriods { evidence, earlier };
    let mut rows = periods.row_jumps(&changes);
    rows.retain(|row| !row_jump(periods, row).was_in_doubt(earlier, evidence.settings));
    let indicators = evidence.settings.indicators.values().enumerate();
    let figures = indicators
        .filter(|(_, indicator)| periods.is_comparable(indicator))
        .flat_map(|of| [Basis::Actual, Basis::Estimate].map(|basis| (of, basis)))
        .flat_map(|((place, indicator), basis)| figure_moves(periods, place, indicator, basis));
    let figures = figures.filter(|figure| {
        !is_told_by_rows(figure, &rows) && !is_explained(periods, figure, &changes[figure.unit])
    });
    let figures = figures.filter_map(|figure| figure_jump(periods, &figure, &changes[figure.unit]));
    let figures: Vec<Jump<'_>> =
        figures.filter(|jump| !jump.was_in_doubt(earlier, evidence.settings)).collect();
    // Parts jump with their total: one finding a sheet, and one more where a value is proposed.
    let mut sheets: BTreeMap<(usize, &str, &str, bool), Vec<Jump<'_>>> = BTreeMap::new();
    for jump in rows.iter().map(|jump| row_jump(periods, jump)).chain(figures) {
        let place = (jump.unit, &*jump.on.file, &*jump.on.sheet, jump.likely().is_none());
        sheets.entry(place).or_default().push(jump);
    }
    sheets.values().map(|jumps| finding(fixed, earlier, jumps)).collect()
}

fn figure_jump<'a>(
    periods: TwoPeriods<'_, 'a>,
    figure: &FigureMove<'a>,
    changes: &[ListChanges<'a>],
) -> Option<Jump<'a>> {
    let indicator = figure.indicator;
    let name = match figure.basis {
        Basis::Actual => indicator.name.clone(),
        other => format!("{} ({})", indicator.name, other.vietnamese()),
    };
    let source = own_source(figure);
    let is_cell = matches!(figure.figure.source, FigureSource::Form { .. });
    Some(Jump {
        unit: figure.unit,
        on: sheet_of(source)?,
        cells: cells(periods, figure, changes),
        written: figure.figure.written().filter(|_| is_cell).map(|text| text.into_owned()),
        name,
        decimals: indicator.decimals,
        is_count: indicator.kind == NumberKind::Count,
        movement: figure.movement,
        indicators: vec![indicator.code.clone()],
        basis: figure.basis,
    })
}

fn row_jump<'a>(periods: TwoPeriods<'_, 'a>, jump: &RowJump<'a>) -> Jump<'a> {
    let RowJump { list, column, row, field, .. } = jump;
    let basis = match field.basis {
        Basis::Actual => String::new(),
        other => format!(" ({})", other.vietnamese()),
    };
    Jump {
        unit: jump.unit,
        on: &row.now.on,
        cells: vec![field.at],
        written: Some(field.written().into_owned()),
        name: format!("{}{basis} của {}", column.name, row.now.row.name),
        decimals: if column.kind == ColumnKind::Count { 0 } else { 6 },
        is_count: column.kind == ColumnKind::Count,
        movement: jump.movement,
        indicators: periods.evidence.drawn_from_column(&list.code, &column.code),
        basis: field.basis,
    }
}

impl Jump<'_> {
    /// What the cell should have said, where a digit too many or too few explains it.
    fn likely(&self) -> Option<Decimal> {
        self.written.as_ref().and_then(|_| self.movement.without_digit_slip(self.is_count))
    }

    /// The cell with the value that it would have if the finding is right.
    fn supposed(&self, value: Decimal) -> Option<Fix> {
        let (at, written) = (*self.cells.first()?, self.written.clone()?);
        Some(Fix { at, written, value })
    }

    /// Was any figure that hangs on it under review then? Then it is no measure.
    fn was_in_doubt(&self, earlier: &EarlierPeriod, settings: &Settings) -> bool {
        let places = self.indicators.iter();
        let mut places = places.filter_map(|code| settings.indicators.get_index_of(code));
        places.any(|place| earlier.under_review.contains(&(place, self.basis)))
    }

    fn said(&self, period: &str) -> String {
        let Movement { now, before } = self.movement;
        let moved = match self.movement.times() {
            None => "giảm hết".to_owned(),
            Some(times) => {
                let word = if now > before { "tăng" } else { "giảm" };
                format!("{word} {} lần", number(rounded(times, 1)))
            }
        };
        let (now, before) = (self.shown(now), self.shown(before));
        format!("{} là {now}, {period} là {before}, {moved}", self.name)
    }

    fn shown(&self, value: Decimal) -> String {
        number(rounded(value, self.decimals))
    }
}

fn finding(fixed: &WithFixesApplied<'_>, earlier: &EarlierPeriod, jumps: &[Jump<'_>]) -> Finding {
    let first = &jumps[0];
    let mut cells: Vec<Address> = jumps.iter().flat_map(|jump| jump.cells.clone()).collect();
    cells.sort_unstable();
    cells.dedup();
    let mut bases: Vec<Basis> = jumps.iter().map(|jump| jump.basis).collect();
    if jumps.iter().any(|jump| jump.basis == Basis::Actual) {
        // A column without its own estimate serves both.
        bases.push(Basis::Estimate);
    }
    bases.sort_unstable();
    bases.dedup();
    let period = earlier.period.in_words();
    let said: Vec<String> = jumps.iter().map(|jump| jump.said(&period)).collect();
    let all = |value: fn(&Jump<'_>) -> Decimal| {
        jumps.iter().map(|jump| jump.shown(value(jump))).collect::<Vec<_>>().join("; ")
    };
    let mut finding = Finding {
        unit: Some(first.unit),
        file: first.on.file.to_string(),
        sheet: first.on.sheet.to_string(),
        cells,
        found: all(|jump| jump.movement.now),
        expected: format!("gần {}", all(|jump| jump.movement.before)),
        indicators: jumps.iter().flat_map(|jump| jump.indicators.clone()).collect(),
        bases,
        ..Finding::default()
    };
    suppose(&mut finding, jumps, fixed.evidence.settings);
    let (said, mut likely) = (first_few(&said, "số liệu"), String::new());
    if !finding.fixes.is_empty() {
        let values: Vec<String> = finding.fixes.iter().map(|fix| number(fix.value)).collect();
        finding.expected = values.join("; ");
        likely = first_few(&values, "ô");
    }
    let place = place_of(&fixed.evidence, &finding);
    let (proposed, asked) = match &*likely {
        "" => (String::new(), String::new()),
        likely => (
            format!(" Có thể ghi thừa hoặc thiếu chữ số, đề xuất {likely}."),
            format!(" Có thể ghi thừa hoặc thiếu chữ số, số đúng có thể là {likely}."),
        ),
    };
    finding.message = format!(
        "{place}: {said}; khác hẳn các đơn vị khác.{proposed} Đang dùng số đã ghi. Đề nghị hỏi lại đơn vị."
    );
    finding.ask = format!(
        "{said}.{asked} Đề nghị kiểm tra lại; nếu số đã ghi là đúng, đề nghị cho biết lý do."
    );
    finding
}

/// What could be true instead: the likely value, which is proposed, or else the earlier one.
fn suppose(finding: &mut Finding, jumps: &[Jump<'_>], settings: &Settings) {
    let mut otherwise = Alternative::new();
    for jump in jumps {
        if let Some(likely) = jump.likely() {
            finding.fixes.extend(jump.supposed(likely));
        }
        let before = jump.movement.before;
        otherwise.extend(match jump.supposed(before) {
            Some(supposed) => finding.numbers([(supposed.at, Some(before))]),
            None => {
                let places = jump.indicators.iter();
                let places = places.filter_map(|code| settings.indicators.get_index_of(code));
                finding.changes(places.map(|place| Changed::Figure(place, jump.basis, before)))
            }
        });
    }
    finding.alternatives.push(otherwise);
}
