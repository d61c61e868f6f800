//! The targets of an annex: proposed as a resolution's are, and their results and verdicts held against
//! what the reports give.

use rust_decimal::Decimal;
use viet_text::notation::vietnamese;
use viet_text::text::folded;
use workbook_io::number::rounded;
use workbook_io::{Address, Workbook};

use super::likeness::likeness;
use super::model::{AnnexComparison, Difference};
use super::ours::{Ours, is_telling, says_same};
use super::target_table::{AnnexTarget, TargetTable, find};
use crate::judge::{Status, measure};
use crate::results::Results;
use crate::settings::{Basis, Criterion, NumberKind, Settings, Term, Yardstick};
use viet_text::period::Period;

/// The first table of targets in an annex.
#[must_use]
pub fn annex_targets(book: &Workbook, period: Period) -> Option<TargetTable> {
    book.sheets.iter().filter(|grid| !grid.hidden).find_map(|grid| find(grid, period))
}

/// An item of the settings whose figure an annex's result tells, by its number and its arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFigure {
    /// The item's number.
    pub number: String,
    /// The arithmetic over codes.
    pub arithmetic: String,
}

/// Items whose figure gives another result than the annex has, while another figure of a like name gives
/// that one.
#[must_use]
pub fn figures_by_result(
    table: &TargetTable,
    numbers: &[String],
    settings: &Settings,
    results: &Results<'_>,
) -> Vec<FoundFigure> {
    let ours = Ours::new(results);
    let mut found = Vec::new();
    for (row, number) in table.rows.iter().zip(numbers) {
        let yardstick = yardstick(settings, number);
        let agrees = |(_, basis, value): &(Address, Basis, Decimal)| {
            let own = yardstick.and_then(|own| value_on(own, *basis, settings, results));
            own.is_some_and(|own| says_same(*value, own))
        };
        let Some((_, _, value)) = row.results.iter().find(|own| own.1 == Basis::Actual) else {
            continue;
        };
        if row.results.iter().any(agrees) {
            continue;
        }
        let arithmetic = figure_of(row, *value, &ours);
        found.extend(
            arithmetic.map(|arithmetic| FoundFigure { number: number.clone(), arithmetic }),
        );
    }
    found
}

/// The figure, or the share of two, that has this value and of whose name the row has most.
fn figure_of(row: &AnnexTarget, value: Decimal, ours: &Ours<'_>) -> Option<String> {
    const LEAST: usize = 50;
    if row.unit.contains('%') && row.fraction.is_some() {
        return share_of(row, value, ours);
    }
    let all = 0..ours.results.workspace.settings.indicators.len();
    let alike = |place: usize| {
        let own = ours.indicator(place);
        likeness(&row.name, &own.name, &own.group)
    };
    let single = all.filter(|place| {
        let total = ours.total((*place, Basis::Actual));
        alike(*place) >= LEAST && total.is_some_and(|total| says_same(value, total))
    });
    let best = single.rev().max_by_key(|place| alike(*place));
    match best.filter(|_| is_telling(value) || !row.unit.contains('%')) {
        Some(place) => Some(ours.indicator(place).code.clone()),
        None if row.unit.contains('%') => share_of(row, value, ours),
        None => None,
    }
}

/// The share of two figures that has this value: its part one figure or a few that follow one another.
fn share_of(row: &AnnexTarget, value: Decimal, ours: &Ours<'_>) -> Option<String> {
    const LEAST: usize = 50;
    const MOST_PARTS: usize = 3;
    let indicators = &ours.results.workspace.settings.indicators;
    let count = |place: usize| {
        let is_count = ours.indicator(place).kind == NumberKind::Count && ours.is_sum(place);
        ours.total((place, Basis::Actual)).filter(|_| is_count)
    };
    let alike = |place: usize| likeness(&row.name, &ours.indicator(place).name, "");
    let runs = (0..indicators.len()).flat_map(|first| {
        (first..(first + MOST_PARTS).min(indicators.len())).map(move |last| first..=last)
    });
    let mut best: Option<(usize, String)> = None;
    for run in runs {
        let values: Option<Vec<Decimal>> = run.clone().map(count).collect();
        let Some(part) = values.map(|all| all.into_iter().sum::<Decimal>()) else { continue };
        for place in (0..indicators.len()).filter(|place| !run.contains(place)) {
            let Some(whole) = count(place) else { continue };
            let share =
                part.checked_mul(Decimal::ONE_HUNDRED).and_then(|own| own.checked_div(whole));
            let is_it = match row.fraction {
                Some(said) => said == (part, whole),
                None => is_telling(value) && run.clone().any(|own| alike(own) >= LEAST),
            };
            if !is_it || !share.is_some_and(|share| says_same(value, share)) {
                continue;
            }
            // What stands together, and below its whole, belongs together.
            let together = ours.indicator(place).group == ours.indicator(*run.start()).group;
            let near = run.start().checked_sub(place).is_some_and(|apart| apart < 12);
            let named = run.clone().map(alike).max().unwrap_or(0);
            let few = MOST_PARTS - run.clone().count();
            let score = named * 2
                + alike(place)
                + usize::from(together) * 40
                + usize::from(near) * 20
                + few * 5;
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                let codes: Vec<&str> =
                    run.clone().map(|own| ours.indicator(own).code.as_str()).collect();
                let part = match codes.as_slice() {
                    [one] => (*one).to_owned(),
                    all => format!("({})", all.join(" + ")),
                };
                best = Some((score, format!("{part} / {}", ours.indicator(place).code)));
            }
        }
    }
    best.map(|(_, arithmetic)| arithmetic)
}

/// Holds the results and verdicts of an annex's targets against the reports. `settings` are those in which
/// every item is judged as it is proposed.
pub fn compare_targets(
    table: &TargetTable,
    numbers: &[String],
    settings: &Settings,
    results: &Results<'_>,
    comparison: &mut AnnexComparison,
) {
    // What is called a comparison is one of result and level only where most rows show it.
    let shown = table.rows.iter().filter_map(follows).collect::<Vec<bool>>();
    const ENOUGH: usize = 3;
    let following = shown.iter().filter(|follows| **follows).count();
    let gaps = following >= ENOUGH || following * 2 > shown.len();
    for (row, number) in table.rows.iter().zip(numbers) {
        let own = yardstick(settings, number);
        let mut all_same = true;
        for (at, basis, value) in &row.results {
            let ours = own.and_then(|own| value_on(own, *basis, settings, results));
            match ours {
                Some(ours) if says_same(*value, ours) => comparison.equal += 1,
                Some(ours) => {
                    all_same = false;
                    comparison.differences.push(Difference {
                        sheet: table.sheet.clone(),
                        at: *at,
                        what: row.name.clone(),
                        theirs: vietnamese(*value),
                        ours: vietnamese(rounded(ours, 2)),
                        behind: own.map(|own| by(own, settings)).unwrap_or_default(),
                    });
                }
                None => {
                    all_same = false;
                    comparison.unread.push(format!(
                        "trang \"{}\", ô {at}: {} ghi {}; chưa biết tính từ số liệu nào của báo cáo",
                        table.sheet,
                        row.name,
                        vietnamese(*value)
                    ));
                }
            }
        }
        if gaps {
            compare_gap(row, &table.sheet, comparison);
        }
        compare_verdict(row, own, all_same, &table.sheet, settings, results, comparison);
    }
}

/// Is what a row says of result against level the difference of both? `None` where it says nothing.
fn follows(row: &AnnexTarget) -> Option<bool> {
    let ((_, gap), level) = (row.gap?, row.level_number?);
    let is_difference =
        |(_, _, result): &(Address, Basis, Decimal)| says_same(gap.abs(), (result - level).abs());
    (!row.results.is_empty()).then(|| row.results.iter().any(is_difference))
}

fn compare_gap(row: &AnnexTarget, sheet: &str, comparison: &mut AnnexComparison) {
    let (Some((at, gap)), Some(level), Some((_, _, result))) =
        (row.gap, row.level_number, row.results.last())
    else {
        return;
    };
    if follows(row) == Some(true) {
        comparison.equal += 1;
        return;
    }
    comparison.differences.push(Difference {
        sheet: sheet.to_owned(),
        at,
        what: format!("{}: so với mức", row.name),
        theirs: vietnamese(gap),
        ours: vietnamese(result - level),
        behind: format!(
            "phụ lục ghi kết quả {}, mức {}: một trong ba số ghi sai",
            vietnamese(*result),
            row.level
        ),
    });
}

/// How a difference of verdicts begins to tell by what was judged.
const UNDERSTOOD: &str = "đang hiểu mức là: ";

/// The items whose verdict in the annex does not follow from its own result and level.
#[must_use]
pub fn doubtful_comparisons(
    comparison: &AnnexComparison,
    table: &TargetTable,
    numbers: &[String],
) -> Vec<String> {
    let told = |at: &Address| {
        comparison.differences.iter().any(|own| own.at == *at && own.behind.starts_with(UNDERSTOOD))
    };
    let rows = table.rows.iter().zip(numbers);
    let doubtful = rows.filter(|(row, _)| row.verdict.as_ref().is_some_and(|(at, _)| told(at)));
    doubtful.map(|(_, number)| number.clone()).collect()
}

fn compare_verdict(
    row: &AnnexTarget,
    own: Option<&Yardstick>,
    is_same: bool,
    sheet: &str,
    settings: &Settings,
    results: &Results<'_>,
    comparison: &mut AnnexComparison,
) {
    let (Some((at, said)), Some(own)) = (&row.verdict, own) else { return };
    let Some(met) = verdict(said) else { return };
    let judged = |basis: Basis| {
        let on = Yardstick { basis, ..own.clone() };
        measure(&on, &results.figures, settings).status
    };
    let bases = row.results.iter().map(|(_, basis, _)| *basis);
    let judged: Vec<Status> =
        bases.map(judged).filter(|own| matches!(own, Status::Met | Status::Unmet)).collect();
    let wanted = if met { Status::Met } else { Status::Unmet };
    match judged.as_slice() {
        [] => {}
        all if all.contains(&wanted) => comparison.equal += 1,
        // The verdict follows the annex's own result, which is told already.
        _ if !is_same => {}
        all => comparison.differences.push(Difference {
            sheet: sheet.to_owned(),
            at: *at,
            what: format!("{}: đánh giá", row.name),
            theirs: said.clone(),
            ours: all[0].word(false).to_owned(),
            behind: format!("{}{}", UNDERSTOOD, own.kind.words[0].replacen('…', &row.level, 1)),
        }),
    }
}

/// Does a verdict say that a target is met? `None` where it says neither.
fn verdict(said: &str) -> Option<bool> {
    let said = folded(said);
    let has = |words: &[&str]| words.iter().any(|word| said.contains(&folded(word)));
    match () {
        () if has(&["chưa đánh giá", "chưa đủ", "nội dung"]) => None,
        () if has(&["chưa", "không đạt", "không hoàn thành"]) => Some(false),
        () if has(&["đạt", "hoàn thành", "vượt"]) => Some(true),
        () => None,
    }
}

/// The yardstick of an item that a figure judges.
fn yardstick<'s>(settings: &'s Settings, number: &str) -> Option<&'s Yardstick> {
    let items = settings.sets.iter().flat_map(|set| &set.targets).flat_map(|target| &target.items);
    let item = items.into_iter().find(|item| item.number == number)?;
    match &item.criterion {
        Criterion::ByFigure(yardstick) => Some(yardstick),
        _ => None,
    }
}

fn value_on(
    yardstick: &Yardstick,
    basis: Basis,
    settings: &Settings,
    results: &Results<'_>,
) -> Option<Decimal> {
    let total = |term: &Term| results.figures.total_of(term, basis, settings).value;
    yardstick.figure_over(settings, &total)
}

/// By what an item is judged, for who must confirm it.
fn by(yardstick: &Yardstick, settings: &Settings) -> String {
    let names = yardstick
        .figure
        .terms()
        .into_iter()
        .filter_map(|term| Some(settings.indicators.get(&term.code)?.name.clone()));
    let mut names: Vec<String> = names.collect();
    names.dedup();
    format!("đang tính từ: {}; nếu không phải, sửa ở trang Nội dung", names.join(", "))
}
