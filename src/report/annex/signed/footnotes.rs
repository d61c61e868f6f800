//! The footnotes under the table: missing units, divisors, names behind small counts.

use super::divisors::divisors;
use super::earlier_column;
use super::footnote::{Footnote, PARAGRAPH, fixed, name, wrap, yardsticks};
use super::incomplete::incomplete;
use super::layout::Layout;
use super::table_rows::TableRow;
use super::unit_changes::units_changed;
use super::verdict_formulas::FormulaContext;
use crate::judge::{ItemVerdict, SetVerdict};
use crate::report::wording::{capital, mark_in_words, named_counts, what_was_sent};
use crate::settings::{Basis, Item};
use workbook_io::sheet::{MAX_ROW_HEIGHT, count_lines as lines_of, unlimited_row_height};

/// All footnotes in order.
pub(super) fn footnotes(
    context: &FormulaContext<'_, '_>,
    verdict: &SetVerdict<'_>,
) -> Vec<Footnote> {
    let mut notes: Vec<Footnote> = corrected(context).into_iter().collect();
    notes.extend(in_doubt(context, verdict));
    notes.extend(units_missing(context));
    notes.extend(carried_over(context));
    notes.extend(earlier_column::footnotes(context, verdict));
    notes.extend(units_changed(context, verdict).into_iter().map(fixed));
    notes.extend(beneath(context));
    notes.extend(decided_early(context, verdict));
    notes.extend(divisors(context, verdict));
    notes.extend(names(context, verdict));
    notes.extend(incomplete(context, verdict));
    if let Some(first) = notes.first_mut() {
        wrap(first, "Ghi chú: ", "");
    }
    notes
}

/// Causes that are too long for the tallest row are repeated in full below the table.
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

/// NĐ 30/2020: an annex ends with "./.".
pub(super) fn close(note: &mut Footnote) {
    wrap(note, "", "/.");
}

/// The annex that a correction replaces.
fn corrected(context: &FormulaContext<'_, '_>) -> Option<Footnote> {
    let correction = context.results.revision.correction.as_ref()?;
    let sent = what_was_sent(correction, context.results);
    Some(fixed(format!(
        "Phụ lục này thay thế phụ lục {sent}; các nội dung điều chỉnh ghi tại trang {}.",
        crate::workspace::sheets::CORRECTION
    )))
}

/// What the mark of figures in doubt means.
fn in_doubt(context: &FormulaContext<'_, '_>, verdict: &SetVerdict<'_>) -> Option<Footnote> {
    let declared = verdict.set.targets.iter().flat_map(|target| &target.items);
    let judged = verdict.targets.iter().flat_map(|target| &target.items);
    let is_marked = |(item, judged): (&Item, &ItemVerdict)| {
        let mut figures = item.yardsticks().into_iter().zip(&judged.measured);
        figures.any(|(yardstick, measured)| {
            let bases = [Basis::Actual, Basis::Estimate, yardstick.basis];
            bases.into_iter().any(|basis| context.is_doubtful(yardstick, measured, basis))
        })
    };
    declared.zip(judged).any(is_marked).then(|| fixed(mark_in_words(context.results).to_owned()))
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

/// Units for which an earlier period's figures are used.
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

/// Units below the office's own for which the annexes sent up have no figures of this period.
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
            for measured in judged.measured.iter().filter(|measured| measured.is_decided_early()) {
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

/// The organisations behind small counts, which readers ask about first.
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
