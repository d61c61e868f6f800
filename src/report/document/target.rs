//! Paragraphs on targets: each with its items' figures, its verdict, the names behind small
//! counts and the cause that the officer typed.

use super::Paragraph;
use crate::judge::{ItemVerdict, Measurement, SetVerdict, Status, difference};
use crate::report::wording::{
    capital, difference_shown, figure, in_doubt, in_sentence, judged_against, name_of,
    named_counts, short_document, turn_and_gap, with_unit,
};
use crate::results::Results;
use crate::settings::{Basis, Criterion, Item, Target, Term, Yardstick};
use viet_text::notation::vietnamese;
use viet_text::text::{as_sentence, lowercase_first, without_stop};
use workbook_io::number::rounded;

/// One paragraph for each target.
pub(super) fn paragraphs(
    results: &Results<'_>,
    verdict: &SetVerdict<'_>,
    suffix: &str,
) -> Vec<Paragraph> {
    let document = short_document(&verdict.set.document);
    let pairs = verdict.set.targets.iter().zip(&verdict.targets);
    let paragraphs = pairs.map(|(target, judged)| {
        let items = target.items.iter().zip(&judged.items).map(|(item, judged)| {
            let mut text = sentence(results, item, judged, &document);
            text += &names(results, item);
            text += &ended(&results.cause(verdict.set, target, item));
            text
        });
        Paragraph {
            about: format!("Chỉ tiêu {}{suffix}", target.number),
            text: items.collect::<Vec<_>>().join(" "),
            unmet: judged.status == Status::Unmet,
        }
    });
    paragraphs.collect()
}

/// "Thành viên HTX: 2.570 thành viên, chưa đạt Nghị quyết số 47/NQ-HĐND (2.570/2.600
/// thành viên), thiếu 30; tăng 7 so với tháng 9/2023."
fn sentence(results: &Results<'_>, item: &Item, judged: &ItemVerdict, document: &str) -> String {
    let name = capital(name_of(item));
    let word = format!("{} {document}", judged.vietnamese().to_lowercase());
    let open = judged.vietnamese().to_lowercase();
    let is_open = !matches!(judged.status, Status::Met | Status::Unmet);
    match (&item.criterion, &judged.measured[..]) {
        (Criterion::ByFigure(yardstick), [measured]) => {
            let figures = figures(results, yardstick, measured);
            let against = judged_against(yardstick, measured) + in_doubt(measured);
            let word = match judged.status {
                Status::NoData => lacking(results, &open, measured),
                _ if is_open => open,
                _ => word,
            };
            let ahead = since(results, yardstick, measured);
            format!("{name}: {figures}, {word} ({against}){}{ahead}.", far(yardstick, measured))
        }
        (Criterion::ByParts { parts, .. }, all) => {
            let each = parts.iter().zip(all).map(|(part, measured)| {
                let yardstick = &part.yardstick;
                let against = judged_against(yardstick, measured);
                let more = heads(measured) + in_doubt(measured) + &far(yardstick, measured);
                format!("{} {against}{more}", part.name)
            });
            let each = each.collect::<Vec<_>>().join("; ");
            let word = match judged.measured.iter().find(|part| !part.missing.is_empty()) {
                Some(part) if judged.status == Status::NoData => lacking(results, &open, part),
                _ if is_open => open,
                _ => word,
            };
            format!("{name}: {word} ({each}).")
        }
        _ => {
            let reason = reason(judged).map(|reason| format!(": {reason}")).unwrap_or_default();
            let word = if is_open { open } else { word };
            as_sentence(&format!("{name}: {word}{reason}"))
        }
    }
}

/// The office's reason, within a sentence.
fn reason(judged: &ItemVerdict) -> Option<&str> {
    let reason = judged.reason.as_deref().map(without_stop);
    reason.filter(|reason| !reason.is_empty())
}

/// "chưa đủ số liệu do xã Một, xã Hai chưa gửi báo cáo"
fn lacking(results: &Results<'_>, word: &str, measured: &Measurement) -> String {
    match &measured.missing[..] {
        [] => word.to_owned(),
        units => format!("{word} do {}", why_missing(results, units)),
    }
}

/// Why units have no figure: each reason with the units that it holds of.
fn why_missing(results: &Results<'_>, units: &[usize]) -> String {
    let sends = |unit: &&usize| results.month.sent_something(**unit);
    let is_used = |unit: &&usize| results.month.used_by(**unit).next().is_some();
    let names = |wanted: &dyn Fn(&&usize) -> bool| {
        let all = &results.workspace.settings.units;
        let names = units.iter().filter(|unit| wanted(unit));
        names.map(|unit| in_sentence(&all[*unit].name)).collect::<Vec<_>>().join(", ")
    };
    let reasons = [
        (names(&|unit| !sends(unit) && !is_used(unit)), "", " chưa gửi báo cáo"),
        (names(&|unit| sends(unit) && !is_used(unit)), "báo cáo của ", " chưa sử dụng được"),
        (names(&|unit| is_used(unit)), "báo cáo của ", " chưa có số liệu này"),
    ];
    let reasons = reasons.into_iter().filter(|(names, ..)| !names.is_empty());
    let reasons = reasons.map(|(names, before, after)| format!("{before}{names}{after}"));
    reasons.collect::<Vec<_>>().join("; ")
}

/// The figure judged; an estimate together with the figure so far.
fn figures(results: &Results<'_>, yardstick: &Yardstick, measured: &Measurement) -> String {
    let judged = figure(yardstick, measured);
    let year = results.month.period.year();
    let judged = match yardstick.basis {
        Basis::Estimate if measured.printed.is_some() => {
            let settings = &results.workspace.settings;
            let total = |term: &Term| results.figures.total_of(term, Basis::Actual, settings).value;
            let so_far = yardstick
                .figure_over(settings, &total)
                .map(|value| with_unit(rounded(value, yardstick.decimals), &yardstick.unit));
            match so_far {
                Some(so_far) => {
                    let until = results.entries.facts.data_until;
                    let until = until.unwrap_or(results.closing_day());
                    let until = until.format("%d/%m/%Y");
                    if so_far == judged {
                        return format!("đến ngày {until} và ước cả năm {year} là {judged}")
                            + &heads(measured);
                    }
                    format!("đến ngày {until} là {so_far}, ước cả năm {year} là {judged}")
                }
                None => format!("ước cả năm {year} là {judged}"),
            }
        }
        _ => judged,
    };
    judged + &heads(measured)
}

/// The counts behind a share: " (105/140)".
fn heads(measured: &Measurement) -> String {
    match measured.fraction {
        Some((part, whole)) if part.is_integer() && whole.is_integer() => {
            format!(" ({}/{})", vietnamese(part), vietnamese(whole))
        }
        _ => String::new(),
    }
}

fn far(yardstick: &Yardstick, measured: &Measurement) -> String {
    let far = difference(yardstick, measured);
    far.map(|far| format!(", {}", difference_shown(yardstick, far))).unwrap_or_default()
}

/// The change since the earlier period; empty if the units differ, or while open findings leave the
/// figure in doubt.
fn since(results: &Results<'_>, yardstick: &Yardstick, measured: &Measurement) -> String {
    if measured.is_doubtful() {
        return String::new();
    }
    let settings = &results.workspace.settings;
    let change = results.preceding().and_then(|earlier| {
        let total = |term: &Term| {
            let place = settings.indicators.get_index_of(&term.code)?;
            let basis = term.basis.unwrap_or(yardstick.basis);
            let total = &earlier.totals[place][basis as usize];
            total.value.filter(|_| total.missing.is_empty())
        };
        let before = rounded(
            yardstick.figure.value(&total).and(yardstick.figure_over(settings, &total))?,
            yardstick.decimals,
        );
        let now = measured.printed.filter(|_| measured.missing.is_empty())?;
        let then = match earlier.is_assembled() {
            true => format!("thời điểm {}", earlier.latest.last_day().format("%d/%m/%Y")),
            false => earlier.period.in_words(),
        };
        Some((now - before, then))
    });
    let Some((change, period)) = change else { return String::new() };
    let after = if yardstick.is_share() { " điểm phần trăm" } else { "" };
    let words = match (change.is_zero(), change.is_sign_negative()) {
        (true, _) => "không đổi".to_owned(),
        (_, true) => format!("giảm {}{after}", vietnamese(change.abs())),
        (_, false) => format!("tăng {}{after}", vietnamese(change)),
    };
    format!("; {words} so với {period}")
}

/// " Gồm 05 HTX: HTX Một (Xã Một); …."
fn names(results: &Results<'_>, item: &Item) -> String {
    let settings = &results.workspace.settings;
    let mut text = String::new();
    for yardstick in item.yardsticks() {
        for named in named_counts(results, yardstick) {
            text += &format!(" Gồm {}: {}.", named.count(), named.names(settings));
        }
    }
    text
}

/// A cause as a sentence after others.
fn ended(cause: &str) -> String {
    let cause = cause.split_whitespace().collect::<Vec<_>>().join(" ");
    let cause = as_sentence(cause.trim_end_matches(';'));
    if cause == "." { String::new() } else { format!(" Nguyên nhân: {cause}") }
}

/// Of each unmet item what would meet it, and which units make its gap.
pub(super) fn by_unit(
    results: &Results<'_>,
    set: usize,
    verdict: &SetVerdict<'_>,
    suffix: &str,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for (place, (target, judged)) in verdict.set.targets.iter().zip(&verdict.targets).enumerate() {
        for (at, (item, judged)) in target.items.iter().zip(&judged.items).enumerate() {
            let said = turn_and_gap(results, [set, place, at]);
            if judged.status != Status::Unmet || said.is_empty() {
                continue;
            }
            paragraphs.push(Paragraph {
                about: format!("Địa bàn và mức cần đạt: nội dung {}{suffix}", item.number),
                text: format!("{}: {said}.", capital(name_of(item))),
                unmet: true,
            });
        }
    }
    paragraphs
}

/// One line for each unmet item: "- Nội dung số 01 của chỉ tiêu số 2 “…” (…)."
pub(super) fn unmet(
    results: &Results<'_>,
    verdict: &SetVerdict<'_>,
    suffix: &str,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for (target, judged) in verdict.set.targets.iter().zip(&verdict.targets) {
        for (place, (item, judged)) in target.items.iter().zip(&judged.items).enumerate() {
            if judged.status != Status::Unmet {
                continue;
            }
            let cause = results.cause(verdict.set, target, item);
            let cause = match cause.split_whitespace().collect::<Vec<_>>().join(" ") {
                cause if cause.is_empty() => String::new(),
                cause => format!("; {}", without_stop(&cause)),
            };
            let text = format!(
                "- {} “{}” ({}{cause}).",
                place_of(target, place),
                without_stop(&item.text),
                outcome(item, judged)
            );
            let about = format!("{}: nội dung {}{suffix}", judged.vietnamese(), item.number);
            paragraphs.push(Paragraph { about, text, unmet: true });
        }
    }
    paragraphs
}

/// All met items in one paragraph, as in a report's footnote.
pub(super) fn met(verdict: &SetVerdict<'_>, suffix: &str) -> Option<Paragraph> {
    let mut said = Vec::new();
    for (target, judged) in verdict.set.targets.iter().zip(&verdict.targets) {
        for (place, (item, judged)) in target.items.iter().zip(&judged.items).enumerate() {
            if judged.status == Status::Met {
                let where_it_stands = lowercase_first(&place_of(target, place));
                let text = without_stop(&item.text);
                said.push(format!("{where_it_stands} “{text}” ({})", outcome(item, judged)));
            }
        }
    }
    let document = short_document(&verdict.set.document);
    (!said.is_empty()).then(|| {
        let text = format!("Các nội dung đạt so với {document}: {}.", said.join("; "));
        Paragraph::new(format!("Các nội dung đạt{suffix}"), text)
    })
}

/// "Chỉ tiêu số 1", or "Nội dung số 2 của chỉ tiêu số 3".
fn place_of(target: &Target, place: usize) -> String {
    match target.items.len() {
        1 => format!("Chỉ tiêu số {}", target.number),
        _ => format!("Nội dung số {} của chỉ tiêu số {}", place + 1, target.number),
    }
}

/// An item's result, in brackets.
pub(super) fn outcome(item: &Item, judged: &ItemVerdict) -> String {
    match (&item.criterion, &judged.measured[..]) {
        (Criterion::ByFigure(yardstick), [measured]) => {
            judged_against(yardstick, measured) + in_doubt(measured)
        }
        (Criterion::ByParts { parts, .. }, all) => {
            let each = parts.iter().zip(all).map(|(part, measured)| {
                let against = judged_against(&part.yardstick, measured);
                format!("{} {against}{}{}", part.name, heads(measured), in_doubt(measured))
            });
            each.collect::<Vec<_>>().join("; ")
        }
        _ => reason(judged).unwrap_or("theo nhận định của cơ quan tổng hợp").to_owned(),
    }
}
