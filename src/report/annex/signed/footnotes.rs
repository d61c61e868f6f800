//! SlotKind stands under the table: who is missing, what figures are divided by, names behind
//! small counts.

use std::collections::HashSet;

use super::layout::Layout;
use super::table_rows::TableRow;
use super::unit_changes::units_changed;
use super::verdict_formulas::FormulaContext;
use crate::judge::SetVerdict;
use crate::report::annex::columns::{SHEET, index};
use crate::report::annex::completeness::unit_indicators;
use crate::report::annex::formula::{grouped, in_sentence, literal};
use crate::report::wording::{capital, named_counts};
use crate::settings::{Basis, Item, Target, Yardstick};
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;
use workbook_io::sheet::{
    Content, FormulaResult, MAX_ROW_HEIGHT, count_lines as lines_of, unlimited_row_height,
};

/// Characters of a paragraph that surely fits one row across the page.
const PARAGRAPH: usize = 1500;
/// Characters of a footnote's formula: well within what Excel takes, and no row too high.
const ROOM: usize = 4_000;
/// A footnote, and what it says now.
pub(super) type Footnote = (Content, String);

/// All footnotes in order.
pub(super) fn footnotes(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
) -> Vec<Footnote> {
    let mut notes: Vec<Footnote> = corrected(context).into_iter().collect();
    notes.extend(units_missing(context));
    notes.extend(carried_over(context));
    notes.extend(units_changed(context, verdict).into_iter().map(fixed));
    notes.extend(beneath(context));
    notes.extend(decided_early(context, verdict));
    notes.extend(divisors(context, verdict));
    notes.extend(names(context, verdict));
    notes.extend(incomplete(context, verdict));
    if let Some((content, text)) = notes.first_mut() {
        // The first one opens the block.
        let opened = format!("Ghi chú: {text}");
        *content = match std::mem::replace(content, Content::Blank) {
            Content::Formula(live) => Content::formula(
                format!("\"Ghi chú: \"&{}", live.formula),
                FormulaResult::Text(opened.clone()),
            ),
            _ => opened.clone().into(),
        };
        *text = opened;
    }
    notes
}

/// Causes too long for the tallest row stand beneath the table in full.
pub(super) fn too_long(
    lines: &[TableRow],
    layout: &Layout,
    widths: &[u32],
    size: u16,
) -> Vec<Footnote> {
    let col = layout.last() as usize;
    let mut notes = Vec::new();
    for line in lines {
        let text = &line.cells[col].text;
        if unlimited_row_height(lines_of(text, widths[col], size, false), size) <= MAX_ROW_HEIGHT {
            continue;
        }
        let name = format!("Ghi chú đầy đủ của mục {}: ", line.cells[0].text);
        let letters: Vec<char> = format!("{name}{text}").replace('\n', " ").chars().collect();
        notes.extend(letters.chunks(PARAGRAPH).map(|part| fixed(part.iter().collect())));
    }
    notes
}

/// An annex ends with "./.".
pub(super) fn close((content, text): &mut Footnote) {
    text.push_str("/.");
    *content = match std::mem::replace(content, Content::Blank) {
        Content::Formula(live) => {
            let formula = format!("{}&\"/.\"", live.formula);
            Content::formula(formula, FormulaResult::Text(text.clone()))
        }
        _ => text.clone().into(),
    };
}

fn fixed(text: String) -> Footnote {
    (text.clone().into(), text)
}

/// SlotKind the annex stands in for, where it is a correction.
fn corrected(context: &FormulaContext<'_, '_>) -> Option<Footnote> {
    let correction = context.results.revision.correction.as_ref()?;
    let sent = crate::report::annex::correction::what_was_sent(correction, context.results);
    Some(fixed(format!(
        "Phụ lục này thay thế {sent}; các nội dung điều chỉnh ghi tại trang {}.",
        crate::workspace::sheets::CORRECTION
    )))
}

fn units_missing(context: &FormulaContext<'_, '_>) -> Vec<Footnote> {
    let settings = &context.results.workspace.settings;
    let month = &context.results.month;
    let carried = &context.results.decisions.carried;
    let absent = (0..settings.units.len())
        .filter(|unit| month.used_by(*unit).next().is_none() && !carried.contains(unit));
    let (unusable, unsent): (Vec<usize>, Vec<usize>) =
        absent.partition(|unit| month.sent_something(*unit));
    let said = [(unsent, "Chưa gửi báo cáo"), (unusable, "Đã gửi báo cáo nhưng chưa sử dụng được")];
    let notes = said.into_iter().filter(|(units, _)| !units.is_empty()).map(|(units, what)| {
        fixed(format!(
            "{what} ({:02}/{:02} {}): {}.",
            units.len(),
            settings.units.len(),
            settings.office.unit_kinds,
            unit_names(context, &units)
        ))
    });
    notes.collect()
}

/// Units for which an earlier period's figures stand in.
fn carried_over(context: &FormulaContext<'_, '_>) -> Option<Footnote> {
    let carried = &context.results.decisions.carried;
    let earlier = context.results.earlier()?;
    (!carried.is_empty()).then(|| {
        fixed(format!(
            "Chưa có báo cáo kỳ này, dùng số liệu {}: {}.",
            earlier.period.in_words(),
            unit_names(context, carried)
        ))
    })
}

/// Units beneath the office's own, of which annexes sent up have no figures of this period.
fn beneath(context: &FormulaContext<'_, '_>) -> Vec<Footnote> {
    let month = &context.results.month;
    let mut notes = Vec::new();
    for (unit, known) in context.results.workspace.settings.units.iter().enumerate() {
        for annexed in month.used_by(unit).filter_map(|submission| submission.annexed.as_ref()) {
            let said = [
                (annexed.missing(), "chưa có số liệu của"),
                (annexed.carried(), "dùng số liệu kỳ trước của"),
            ];
            for (units, what) in said.into_iter().filter(|(units, _)| !units.is_empty()) {
                let names = match &units[..] {
                    [""] => known.name.clone(),
                    names => names.join(", "),
                };
                notes.push(fixed(format!("Phụ lục của {} {what}: {names}.", known.name)));
            }
        }
    }
    notes
}

fn unit_names(context: &FormulaContext<'_, '_>, units: &[usize]) -> String {
    let all = &context.results.workspace.settings.units;
    units.iter().map(|unit| all[*unit].name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Items judged although units are missing.
fn decided_early(context: &FormulaContext<'_, '_>, verdict: &SetVerdict<'_>) -> Vec<Footnote> {
    let mut notes = Vec::new();
    for (target, judged) in verdict.set.targets.iter().zip(&verdict.targets) {
        for (item, judged) in target.items.iter().zip(&judged.items) {
            for measured in judged.measured.iter().filter(|measured| measured.decided_early) {
                notes.push(fixed(format!(
                    "{}: đã đủ căn cứ đánh giá dù còn thiếu số liệu của {}, vì số liệu bổ sung \
                     chỉ làm tăng kết quả.",
                    capital(&name(target, item)),
                    unit_names(context, &measured.missing)
                )));
            }
        }
    }
    notes
}

/// Yardsticks with what the page calls their item, in order.
fn yardsticks<'s>(verdict: &SetVerdict<'s>) -> Vec<(String, &'s Yardstick)> {
    let items = verdict
        .set
        .targets
        .iter()
        .flat_map(|target| target.items.iter().map(move |item| (name(target, item), item)));
    let all = items.flat_map(|(name, item)| {
        item.yardsticks().into_iter().map(move |yardstick| (name.clone(), yardstick))
    });
    all.collect()
}

/// A target of one item stands on the page under its own number.
fn name(target: &Target, item: &Item) -> String {
    match &target.items[..] {
        [_] => format!("chỉ tiêu {}", target.number),
        _ => format!("nội dung {}", item.number),
    }
}

/// SlotKind means are divided by, live; one sentence for as many as a formula has room for.
fn divisors(context: &FormulaContext<'_, '_>, verdict: &SetVerdict<'_>) -> Vec<Footnote> {
    let mut notes: Vec<Footnote> = Vec::new();
    let (mut live, mut said) = (Vec::new(), Vec::new());
    let mut room = ROOM;
    for (formula, text) in each_divisor(context, verdict) {
        let need = formula.chars().count();
        if need > room && !said.is_empty() {
            notes.push(divided_by(&live, &said));
            (live, said, room) = (Vec::new(), Vec::new(), ROOM);
        }
        room = room.saturating_sub(need);
        live.push(formula);
        said.push(text);
    }
    if !said.is_empty() {
        notes.push(divided_by(&live, &said));
    }
    notes
}

fn divided_by(live: &[String], said: &[String]) -> Footnote {
    let opening = "Số chia khi tính bình quân: ";
    let text = format!("{opening}{}.", said.join("; "));
    let formula = format!("{}&{}&\".\"", literal(opening), live.join("&\"; \"&"));
    (Content::formula(formula, FormulaResult::Text(text.clone())), text)
}

/// The divisor of each mean on the page: a formula and what it says now.
fn each_divisor(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
) -> Vec<(String, String)> {
    let settings = &context.results.workspace.settings;
    let mut all = Vec::new();
    for (item, yardstick) in yardsticks(verdict) {
        for term in yardstick.figure.terms() {
            let basis = term.basis.unwrap_or(yardstick.basis);
            let at = index(settings, &term.code);
            let Some(by) = settings.indicators[at].over_units.weigher() else { continue };
            let Some(divisor) = context.plan.place(at, basis).divisor else { continue };
            let total = context.results.figures.total(at, basis);
            let weight = total.weight.unwrap_or_default();
            let cell = crate::report::annex::columns::ColumnPlan::reference(
                context.plan.total_row(),
                divisor,
            );
            let unit = in_sentence(&settings.indicators[by].unit);
            let (before, after) = (format!("{item}: "), format!(" {unit}"));
            let number = grouped(&cell, weight);
            all.push((
                format!("{}&{number}&{}", literal(&before), literal(&after)),
                format!("{before}{}{after}", vietnamese(rounded(weight, 6))),
            ));
        }
    }
    all
}

/// The organisations behind small counts: who they are is asked at once.
fn names(context: &FormulaContext<'_, '_>, verdict: &SetVerdict<'_>) -> Vec<Footnote> {
    let settings = &context.results.workspace.settings;
    let mut notes = Vec::new();
    for (item, yardstick) in yardsticks(verdict) {
        for named in named_counts(context.results, yardstick) {
            let (count, names) = (named.count(), named.names(settings));
            notes.push(fixed(format!("{}, {count}: {names}.", capital(&item))));
        }
    }
    notes
}

/// Figures of units that reported and yet lack them, or something that belongs in them.
fn incomplete(context: &FormulaContext<'_, '_>, verdict: &SetVerdict<'_>) -> Option<Footnote> {
    let settings = &context.results.workspace.settings;
    let mut said: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for (_, yardstick) in yardsticks(verdict) {
        for term in yardstick.figure.terms() {
            let basis: Basis = term.basis.unwrap_or(yardstick.basis);
            for at in unit_indicators(settings, index(settings, &term.code)) {
                let indicator = &settings.indicators[at];
                // SlotKind the office enters no unit lacks.
                let units = settings.units.iter().enumerate();
                let lacking = units.filter(|_| indicator.entered.is_none());
                let lacking = lacking.filter(|(unit, _)| lacks(context, *unit, (at, basis)));
                let texts = lacking.map(|(_, unit)| format!("{} ({})", unit.name, indicator.name));
                said.extend(texts.filter(|text| known.insert(text.clone())));
            }
        }
    }
    let all = said.len();
    // As many as a row has room for.
    let mut room = PARAGRAPH;
    said.retain(|text| {
        room = room.saturating_sub(text.chars().count());
        room > 0
    });
    let others = match all - said.len() {
        0 => String::new(),
        others => format!("; và {others} số liệu khác, xem ô nền vàng, ô trống ở trang {SHEET}"),
    };
    (all > 0).then(|| {
        fixed(format!("Số liệu tạm tính vì đơn vị ghi chưa đủ: {}{others}.", said.join("; ")))
    })
}

fn lacks(context: &FormulaContext<'_, '_>, unit: usize, (at, basis): (usize, Basis)) -> bool {
    let month = &context.results.month;
    // Which units beneath are missing is said already, once for all figures.
    if month.lacks_sub_units(unit) {
        return false;
    }
    match context.results.figures.unit_figure(unit, at, basis) {
        Some(figure) => !figure.complete,
        None => month.used_by(unit).next().is_some(),
    }
}
