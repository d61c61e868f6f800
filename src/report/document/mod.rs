//! The report's paragraphs, ready to paste into Word: counts and figures compared with the
//! resolution, names behind small counts, missing units.
//!
//! All words come from the settings; nothing here depends on a field or a figure.

mod figures;
mod paragraph;
mod target;

pub use figures::figure_groups;
pub use paragraph::Paragraph;

use crate::judge::{SetVerdict, Status, tally_items, tally_targets};
use crate::report::wording::{Absent, short_document, summary, to_verify, unit_names};
use crate::results::Results;

/// All paragraphs in the order of a report: summary, targets, unmet items, figures, missing units.
#[must_use]
pub fn paragraphs(results: &Results<'_>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for (place, verdict) in results.verdicts.iter().enumerate() {
        let suffix = match results.verdicts.len() {
            1 => String::new(),
            _ => format!(" ({})", short_document(&verdict.set.document)),
        };
        paragraphs.push(Paragraph::new(format!("Tổng hợp{suffix}"), summary(results, verdict)));
        paragraphs.push(in_the_reports_words(results, verdict, &suffix));
        paragraphs.extend(target::paragraphs(results, verdict, &suffix));
        paragraphs.extend(target::unmet(results, verdict, &suffix));
        paragraphs.extend(target::by_unit(results, place, verdict, &suffix));
        paragraphs.extend(target::met(verdict, &suffix));
    }
    paragraphs.extend(figures::paragraphs(results));
    paragraphs.extend(missing(results));
    paragraphs
}

/// What a report says of one resolution.
#[derive(Clone, Debug)]
pub struct SetParagraphs {
    /// How many targets and items are met, and how many are not.
    pub summary: String,
    /// A line for each unmet item.
    pub unmet: Vec<String>,
    /// All met items in one paragraph.
    pub met: Option<String>,
    /// What each item came to, in the resolution's order: "2.570/2.600 thành viên".
    pub results: Vec<String>,
}

/// What a report says of one resolution.
#[must_use]
pub fn of_set(results: &Results<'_>, verdict: &SetVerdict<'_>) -> SetParagraphs {
    let pairs = verdict.set.targets.iter().zip(&verdict.targets);
    let items = pairs.flat_map(|(target, judged)| target.items.iter().zip(&judged.items));
    SetParagraphs {
        summary: in_the_reports_words(results, verdict, "").text,
        unmet: target::unmet(results, verdict, "").into_iter().map(|said| said.text).collect(),
        met: target::met(verdict, "").map(|said| said.text),
        results: items.map(|(item, judged)| target::outcome(item, judged)).collect(),
    }
}

/// Which units the figures do not cover, and for which older figures are used.
#[must_use]
pub fn coverage(results: &Results<'_>) -> Vec<String> {
    missing(results).into_iter().map(|said| said.text).collect()
}

/// "Có 2/7 chỉ tiêu gồm 6/11 nội dung đạt … Còn 5/7 chỉ tiêu gồm 5/11 nội dung chưa đạt …", the
/// wording of reports.
fn in_the_reports_words(
    results: &Results<'_>,
    verdict: &SetVerdict<'_>,
    suffix: &str,
) -> Paragraph {
    let document = short_document(&verdict.set.document);
    let targets = tally_targets(std::slice::from_ref(verdict));
    let items = tally_items(std::slice::from_ref(verdict));
    let until = results.entries.facts.data_until.unwrap_or(results.closing_day());
    let mut text = format!(
        "Đến ngày {}, có {}/{} chỉ tiêu gồm {}/{} nội dung đạt so với {document}.",
        until.format("%d/%m/%Y"),
        targets.met,
        targets.all,
        items.met,
        items.all
    );
    for (status, t, i) in [
        (Status::Unmet, targets.unmet, items.unmet),
        (Status::NoData, targets.no_data, items.no_data),
        (Status::NotChecked, targets.not_checked, items.not_checked - items.to_verify),
    ] {
        if t + i > 0 {
            let word = status.vietnamese().to_lowercase();
            let of_items = match i {
                0 if status == Status::NotChecked && items.to_verify > 0 => String::new(),
                _ => format!(" gồm {i}/{} nội dung", items.all),
            };
            text += &format!(" Còn {t}/{} chỉ tiêu{of_items} {word}.", targets.all);
        }
    }
    if items.to_verify > 0 {
        text += &format!(" Còn {}.", to_verify(items.to_verify, items.all));
    }
    Paragraph::new(format!("Tổng hợp, cách viết khác{suffix}"), text)
}

/// Units that the figures do not cover, and units for which older figures are used.
fn missing(results: &Results<'_>) -> Vec<Paragraph> {
    let settings = &results.workspace.settings;
    let absent = Absent::not_in_results(results);
    let mut paragraphs = Vec::new();
    if absent.count() > 0 {
        let said = [
            ("chưa gửi báo cáo", &absent.unsent),
            ("đã gửi báo cáo nhưng chưa sử dụng được", &absent.unusable),
        ];
        let said = said.into_iter().filter(|(_, units)| !units.is_empty());
        let said = said.map(|(what, units)| {
            format!("{:02} {what}: {}", units.len(), unit_names(results, units))
        });
        let text = format!(
            "Số liệu trên chưa gồm {:02}/{:02} {} ({}).",
            absent.count(),
            settings.units.len(),
            settings.office.unit_kinds,
            said.collect::<Vec<_>>().join("; ")
        );
        paragraphs.push(Paragraph::new("Đơn vị chưa có số liệu", text));
    }
    let carried = &results.decisions.carried;
    if let (false, Some(earlier)) = (carried.is_empty(), results.earlier()) {
        let text = format!(
            "{:02} đơn vị chưa có báo cáo kỳ này, tạm dùng số liệu {}: {}.",
            carried.len(),
            earlier.period.in_words(),
            unit_names(results, carried)
        );
        paragraphs.push(Paragraph::new("Đơn vị dùng số liệu kỳ trước", text));
    }
    paragraphs
}
