//! Figures whose change since the earlier period differs from the other units' change.
//!
//! Method: Hidiroglou and Berthelot, "Statistical editing and imputation for periodic business
//! surveys", Survey Methodology 12 (1986) 73-83. With r the unit's ratio to its earlier value and m
//! the median ratio, s = r/m - 1 if r >= m, else 1 - m/r; the effect is E = s * max(before, now)^U.
//! Effects are unusual beyond C times the quartiles' distance from the median effect; a distance is
//! at least A times the median effect. Here U = 0.5, A = 0.05, C = 4. Most figures of this domain
//! do not change from month to month, so the quartiles collapse. Therefore a figure must also
//! differ from the common change by half (s beyond 0.5), and a count must change by more than
//! chance would (E beyond 6: 20 to 40 does, 10 to 20 does not).

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, MathematicalOps};

use crate::origin::SheetPlace;
use workbook_io::Address;
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Finding, WithFixesApplied, Rule, Severity};
use crate::figures::consolidate::{FigureSource, UnitFigure};
use workbook_io::number::rounded;
use crate::figures::history::EarlierPeriod;
use viet_text::text::folded;
use crate::settings::{Basis, Indicator, NumberKind, ListOperation, OverPeriods};

pub(super) const RULE: Rule = Rule {
    code: "bien-dong-lon",
    severity: Severity::Warning,
    title: "Số liệu biến động bất thường so với kỳ trước",
    why: "Một đơn vị tăng, giảm mạnh khi các đơn vị khác không như vậy thường là ghi nhầm.",
    remedy: "Hỏi lại đơn vị; nếu đúng, ghi \"giữ\" và lý do.",
    example: "Xã Hai, Biểu 02, ô F9, F10: Tổng số thành viên HTX là 373, tháng 9/2023 là 186, \
              tăng 2 lần; khác hẳn các đơn vị khác. Đang dùng số đã ghi. Đề nghị hỏi lại đơn vị.",
    check: Check::WithFixesApplied(check),
};

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
const A: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
const C: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
const BY_CHANCE: Decimal = Decimal::from_parts(6, 0, 0, false, 0);
/// With fewer units than this there is no common change.
const ENOUGH: usize = 5;

/// A unit's figure now and before.
struct Jump<'a> {
    unit: usize,
    place: usize,
    indicator: &'a Indicator,
    figure: &'a UnitFigure,
    now: Decimal,
    before: Decimal,
}

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let Some(earlier) = fixed.evidence.earlier else { return Vec::new() };
    let period = fixed.evidence.month.period;
    if earlier.period.months() != period.months() {
        return Vec::new();
    }
    let same_year = earlier.period.year() == period.year();
    let comparable = |indicator: &Indicator| match indicator.over_periods {
        OverPeriods::Latest => true,
        OverPeriods::YearToDate => same_year,
        OverPeriods::Flow => false,
    };
    let indicators = fixed.evidence.settings.indicators.values().enumerate();
    let jumps = indicators
        .filter(|(_, indicator)| comparable(indicator))
        .flat_map(|(place, indicator)| jumps(fixed, earlier, place, indicator));
    // Parts jump together with their total, so there is one finding for each sheet.
    let mut sheets: BTreeMap<(usize, String, String), Vec<Jump<'_>>> = BTreeMap::new();
    let explained = |jump: &Jump<'_>| {
        has_other_organisations(fixed, earlier, jump.unit) || has_other_count(fixed, earlier, jump)
    };
    for jump in jumps.filter(|jump| !explained(jump)) {
        let Some(on) = sheet_of(&jump.figure.source) else { continue };
        let (file, sheet) = (&on.file, &on.sheet);
        sheets.entry((jump.unit, file.to_string(), sheet.to_string())).or_default().push(jump);
    }
    sheets.into_iter().map(|(place, jumps)| finding(fixed, earlier, place, &jumps)).collect()
}

/// Did organisations come or leave that explain a jump: a third of a list or more?
fn has_other_organisations(fixed: &WithFixesApplied<'_>, earlier: &EarlierPeriod, unit: usize) -> bool {
    let lists = fixed.evidence.figures.lists.iter().zip(&earlier.rows);
    lists.into_iter().any(|(now, before)| {
        let now: BTreeSet<String> = now.counted(unit).map(|row| folded(&row.row.name)).collect();
        let before: BTreeSet<String> =
            before.of_unit(unit).iter().map(|row| folded(&row.name)).collect();
        let changed = now.symmetric_difference(&before).count();
        changed > 0 && changed * 3 >= before.len()
    })
}

/// Did a third or more of the rows behind a figure come or go, which explains its jump? For
/// example, an organisation may stay on the list as dissolved.
fn has_other_count(fixed: &WithFixesApplied<'_>, earlier: &EarlierPeriod, jump: &Jump<'_>) -> bool {
    let Some(drawn) = &jump.indicator.derivation else { return false };
    let indicators = fixed.evidence.settings.indicators.values().enumerate();
    let mut counts = indicators.filter(|(_, other)| {
        other.code != jump.indicator.code
            && other.derivation.as_ref().is_some_and(|from| {
                from.operation == ListOperation::Count
                    && from.list == drawn.list
                    && from.conditions == drawn.conditions
            })
    });
    counts.any(|(place, _)| {
        let now = fixed.evidence.figures.unit_figure(jump.unit, place, Basis::Actual);
        let then = earlier.by_unit.get(jump.unit);
        let then = then.and_then(|figures| figures.get(place, Basis::Actual));
        let (now, then) = (now.and_then(|f| f.value()), then.and_then(|f| f.value()));
        now.zip(then).is_some_and(|(now, then)| {
            now != then && (now - then).abs() * Decimal::from(3) >= then
        })
    })
}

fn jumps<'a>(
    fixed: &WithFixesApplied<'a>,
    earlier: &EarlierPeriod,
    place: usize,
    indicator: &'a Indicator,
) -> Vec<Jump<'a>> {
    let pairs = pairs(fixed, earlier, place, indicator);
    let mut ratios: Vec<Decimal> =
        pairs.iter().filter_map(|pair| pair.now.checked_div(pair.before)).collect();
    let middle = if ratios.len() < ENOUGH { Decimal::ONE } else { quantile(&mut ratios, 2) };
    let moved: Vec<(Decimal, Decimal)> =
        pairs.iter().map(|pair| effect(pair, middle).unwrap_or_default()).collect();
    let mut effects: Vec<Decimal> = moved.iter().map(|(_, effect)| *effect).collect();
    let band = Band::new(&mut effects);
    let odd = pairs.into_iter().zip(&moved).filter(|(_, (off, effect))| {
        let by_size = indicator.kind != NumberKind::Count || effect.abs() > BY_CHANCE;
        off.abs() >= HALF && by_size && band.is_beyond(*effect)
    });
    odd.map(|(pair, _)| pair).collect()
}

/// Positive figures in both periods. Changes from or to 0 are not judged.
fn pairs<'a>(
    fixed: &WithFixesApplied<'a>,
    earlier: &EarlierPeriod,
    place: usize,
    indicator: &'a Indicator,
) -> Vec<Jump<'a>> {
    let units = 0..fixed.evidence.settings.units.len();
    let pair = |unit: usize| {
        let figure = fixed.evidence.figures.unit_figure(unit, place, Basis::Actual)?;
        let then = earlier.by_unit.get(unit)?.get(place, Basis::Actual)?;
        let (now, before) = (figure.value()?, then.value()?);
        (figure.complete && then.complete && now > Decimal::ZERO && before > Decimal::ZERO)
            .then_some(Jump { unit, place, indicator, figure, now, before })
    };
    units.filter_map(pair).collect()
}

/// How much a figure's change differs from the common change, and the effect of that.
fn effect(pair: &Jump<'_>, middle: Decimal) -> Option<(Decimal, Decimal)> {
    let ratio = pair.now.checked_div(pair.before)?;
    let off = if ratio >= middle {
        ratio.checked_div(middle)? - Decimal::ONE
    } else {
        Decimal::ONE - middle.checked_div(ratio)?
    };
    let size = pair.now.max(pair.before).sqrt()?;
    Some((off, off.checked_mul(size)?))
}

/// The range of ordinary effects.
struct Band {
    low: Decimal,
    high: Decimal,
}

impl Band {
    fn new(effects: &mut [Decimal]) -> Self {
        if effects.len() < ENOUGH {
            return Self { low: Decimal::ZERO, high: Decimal::ZERO };
        }
        let middle = quantile(effects, 2);
        let least = (middle * A).abs();
        let below = (middle - quantile(effects, 1)).max(least);
        let above = (quantile(effects, 3) - middle).max(least);
        Self {
            low: middle.saturating_sub(C.saturating_mul(below)),
            high: middle.saturating_add(C.saturating_mul(above)),
        }
    }

    fn is_beyond(&self, effect: Decimal) -> bool {
        effect < self.low || effect > self.high
    }
}

fn quantile(values: &mut [Decimal], quarter: usize) -> Decimal {
    values.sort_unstable();
    values[(values.len() - 1) * quarter / 4]
}

fn finding(
    fixed: &WithFixesApplied<'_>,
    earlier: &EarlierPeriod,
    (unit, file, sheet): (usize, String, String),
    jumps: &[Jump<'_>],
) -> Finding {
    let mut cells: Vec<Address> = jumps.iter().flat_map(|jump| cells(fixed, jump)).collect();
    cells.sort_unstable();
    cells.dedup();
    let period = earlier.period.in_words();
    let said: Vec<String> = jumps.iter().map(|jump| said(jump, &period)).collect();
    let all = |value: fn(&Jump<'_>) -> Decimal| {
        let shown = |jump: &Jump<'_>| shown(value(jump), jump.indicator);
        jumps.iter().map(shown).collect::<Vec<_>>().join("; ")
    };
    let mut finding = Finding {
        unit: Some(unit),
        file,
        sheet,
        cells,
        found: all(|jump| jump.now),
        expected: format!("gần {}", all(|jump| jump.before)),
        indicators: jumps.iter().map(|jump| jump.indicator.code.clone()).collect(),
        bases: vec![Basis::Actual],
        ..Finding::default()
    };
    let said = first_few(&said, "số liệu");
    finding.message = format!(
        "{}: {said}; khác hẳn các đơn vị khác. Đang dùng số đã ghi. Đề nghị hỏi lại đơn vị.",
        place_of(&fixed.evidence, &finding)
    );
    finding.ask = format!("{said}. Đề nghị kiểm tra lại; nếu số đã ghi là đúng, đề nghị cho biết lý do.");
    finding
}

/// The sheet of a figure; `None` if it was carried over from the earlier period.
fn sheet_of(source: &FigureSource) -> Option<&SheetPlace> {
    match source {
        FigureSource::WithFirstMonths(with) => sheet_of(&with.own),
        FigureSource::Form { origin, .. } | FigureSource::Annex { origin, .. } => Some(&origin.on),
        FigureSource::List { on, .. } => Some(on),
        FigureSource::Added { parts } => parts.iter().find_map(|(_, part)| sheet_of(&part.source)),
        FigureSource::Carried { .. } => None,
    }
}

/// The cells of a figure. A figure that was added up has too many; the office below knows them.
fn cells(fixed: &WithFixesApplied<'_>, jump: &Jump<'_>) -> Vec<Address> {
    let source = match &jump.figure.source {
        FigureSource::WithFirstMonths(with) => &with.own,
        source => source,
    };
    match source {
        FigureSource::Form { origin, .. } | FigureSource::Annex { origin, .. } => vec![origin.cell],
        FigureSource::List { rows_used, .. } => {
            let (of, evidence) = ((jump.place, Basis::Actual), fixed.evidence);
            evidence.figures.cells(jump.unit, None, of, rows_used, evidence.settings)
        }
        _ => Vec::new(),
    }
}

fn said(jump: &Jump<'_>, period: &str) -> String {
    let (word, times) = if jump.now > jump.before {
        ("tăng", jump.now.checked_div(jump.before))
    } else {
        ("giảm", jump.before.checked_div(jump.now))
    };
    let (now, before) = (shown(jump.now, jump.indicator), shown(jump.before, jump.indicator));
    let times = number(rounded(times.unwrap_or_default(), 1));
    format!("{} là {now}, {period} là {before}, {word} {times} lần", jump.indicator.name)
}

fn shown(value: Decimal, indicator: &Indicator) -> String {
    number(rounded(value, indicator.decimals))
}
