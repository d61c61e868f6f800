//! The notes under the table of years: sources, and what is incomplete.

use super::years::Year;
use crate::results::Results;
use crate::settings::Settings;
use viet_text::period::Period;
use viet_text::text::as_sentence;

/// The notes, in order.
pub(super) fn notes(results: &Results<'_>, years: &[Year]) -> Vec<String> {
    let settings = &results.workspace.settings;
    let mut notes = vec![
        "Ghi chú: số thời điểm lấy kỳ cuối năm; số lũy kế lấy kỳ cuối của năm, không cộng; số phát \
         sinh cộng các kỳ trong năm và các năm."
            .to_owned(),
    ];
    let source = |year: &Year| match (&year.span, year.is_current) {
        (_, true) => format!("năm {}: kỳ này", year.year),
        (Some(span), _) => format!("năm {}: phụ lục {}", year.year, span.latest.in_words()),
        (None, _) => {
            let whole = Period::Year { year: year.year };
            let unread: Vec<Period> =
                results.history.unread_within(whole).map(|unread| unread.period).collect();
            match &unread[..] {
                [] => format!("năm {}: chưa có phụ lục", year.year),
                some => format!("năm {}: không đọc được phụ lục {}", year.year, in_words(some)),
            }
        }
    };
    let sources = years.iter().map(source).collect::<Vec<_>>().join("; ");
    notes.push(as_sentence(&format!("Nguồn: {sources}")));
    for year in years {
        let Some(span) = &year.span else { continue };
        if !span.uncovered.is_empty() && has_flows(results) {
            notes.push(format!(
                "Số phát sinh năm {} chưa cộng được vì thiếu phụ lục {}.",
                year.year,
                in_words(&span.uncovered)
            ));
        }
    }
    notes.extend(gaps(settings, years));
    notes
}

/// Years with other units, grouped by reason.
fn gaps(settings: &Settings, years: &[Year]) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for year in years {
        let gaps = year.span.iter().flat_map(|span| &span.gaps);
        let said = gaps.map(|gap| gap.in_words(settings)).collect::<Vec<_>>().join("; ");
        let number = year.year.to_string();
        match reasons.iter_mut().find(|(reason, _)| *reason == said) {
            Some((_, of)) => of.push(number),
            None if said.is_empty() => {}
            None => reasons.push((said, vec![number])),
        }
    }
    let note = |(reason, years): (String, Vec<String>)| {
        format!("Số liệu năm {} không so sánh được với nay: {reason}.", years.join(", "))
    };
    reasons.into_iter().map(note).collect()
}

fn has_flows(results: &Results<'_>) -> bool {
    let mut indicators = results.workspace.settings.indicators.values();
    indicators.any(|indicator| indicator.over_periods == crate::settings::OverPeriods::Flow)
}

fn in_words(periods: &[Period]) -> String {
    periods.iter().map(|period| period.in_words()).collect::<Vec<_>>().join(", ")
}
