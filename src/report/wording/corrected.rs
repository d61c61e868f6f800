//! What a correction replaces, in words for those who get it: no file names.

use crate::results::Results;
use crate::revision::Correction;
use viet_text::citation::Citation;

/// "đã gửi ngày 10/11/2023 (kèm Báo cáo số 45/BC-STC)", as far as that is known.
#[must_use]
pub fn what_was_sent(correction: &Correction, results: &Results<'_>) -> String {
    let on = correction.against.on.map(|day| format!(" ngày {}", day.format("%d/%m/%Y")));
    let reports = &results.revision.sent.reports;
    let number = reports.last().map(|report: &Citation| &*report.number).unwrap_or_default();
    let with = match number {
        "" => String::new(),
        number => format!(" (kèm Báo cáo số {number})"),
    };
    format!("đã gửi{}{with}", on.unwrap_or_default())
}

/// "Phụ lục này là bản điều chỉnh lần 1, thay thế bản đã gửi ngày 10/11/2023."
#[must_use]
pub fn replaces_what_was_sent(results: &Results<'_>) -> Option<String> {
    let correction = results.revision.correction.as_ref()?;
    let sent = what_was_sent(correction, results);
    Some(format!("Phụ lục này là bản {}, thay thế bản {sent}.", correction.in_words()))
}
