//! True days among days typed as text: on a machine that puts the month first, 04/12/2016 becomes the
//! twelfth of April while 29/04/2016 stays text.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::check::sentence_parts::{day_in_words, first_few, place_of};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::Changed;
use crate::form::{ListRow, RowRuling};
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: "ngay-thang-dao",
    severity: Severity::Warning,
    title: "Ngày có thể bị đảo ngày và tháng",
    why: "Máy đặt tháng trước ngày thì 04/12 gõ vào thành ngày 12 tháng 4, còn 29/04 không đổi được nên \
          vẫn là chữ: trong một cột toàn chữ, ô là ngày thật rất có thể bị đảo.",
    remedy: "Đề nghị đơn vị xem lại ngày. Cột Ý kiến: x là dùng ngày đảo lại, giữ là dùng ngày đã ghi, hoặc \
             ghi ngày đúng.",
    example: "Xã Hai, Biểu 02, ô D9: ngày có thể bị đảo ngày và tháng (HTX DVNN Hai: 12/04/2016, hay là \
              04/12/2016?). Đang dùng ngày đã ghi. Đề nghị kiểm tra, ghi dạng dd/mm/yyyy.",
    check: Check::Written(check),
};

/// What a column of a list holds: days of cells, with the organisation, and days typed as text.
#[derive(Default)]
struct DayColumn<'a> {
    cells: Vec<(Address, &'a str, NaiveDate)>,
    texts: Vec<NaiveDate>,
}

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.used_sheets().flat_map(|used| findings(evidence, &used)).collect()
}

fn findings(evidence: &Evidence<'_>, used: &UsedSheet<'_>) -> Vec<Finding> {
    let mut columns: BTreeMap<u32, DayColumn<'_>> = BTreeMap::new();
    let is_asked = |row: &&Arc<ListRow>| row.ruling != Some(RowRuling::LeftOut);
    for row in used.sheet.rows.iter().filter(is_asked) {
        for field in row.filled() {
            let Some(day) = field.value.day() else { continue };
            let column = columns.entry(field.at.col).or_default();
            match field.raw_text() {
                None => column.cells.push((field.at, &row.name, day)),
                Some(text) if text.contains(['/', '-', '.']) => column.texts.push(day),
                Some(_) => {}
            }
        }
    }
    columns.values().filter_map(|column| finding(evidence, used, column)).collect()
}

/// The other way round, where there is one.
fn swapped(day: NaiveDate) -> Option<NaiveDate> {
    let other = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())?;
    (other != day).then_some(other)
}

fn finding(
    evidence: &Evidence<'_>,
    used: &UsedSheet<'_>,
    column: &DayColumn<'_>,
) -> Option<Finding> {
    let could_be_month = |day: NaiveDate| day.day() <= 12;
    // Texts that would have become days show that no machine changes them.
    let by_machine = !column.texts.is_empty() && !column.texts.iter().copied().any(could_be_month);
    if !by_machine || !column.cells.iter().all(|(.., day)| could_be_month(*day)) {
        return None;
    }
    let doubtful =
        column.cells.iter().filter_map(|(at, name, day)| Some((at, name, day, swapped(*day)?)));
    let (mut cells, mut said, mut others, mut rewrites) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (at, name, day, other) in doubtful {
        others.push((*at, other));
        let (day, other) = (day_in_words(*day), day_in_words(other));
        rewrites.push((*at, other.clone()));
        cells.push(*at);
        said.push(format!("{name}: {day}, hay là {other}?"));
    }
    if cells.is_empty() {
        return None;
    }
    let (found, expected) = (said.join("; "), "dd/mm/yyyy".to_owned());
    let at = used.finding(cells);
    let swapped = others.into_iter().map(|(cell, day)| Changed::day(at.cell(cell), day));
    let alternatives = vec![at.changes(swapped)];
    let finding = Finding { found, expected, rewrites, alternatives, ..at };
    let what = format!("ngày có thể bị đảo ngày và tháng ({})", first_few(&said, "ô"));
    let to_do = "Đề nghị kiểm tra, ghi dạng dd/mm/yyyy.";
    let message =
        format!("{}: {what}. Đang dùng ngày đã ghi. {to_do}", place_of(evidence, &finding));
    Some(Finding { message, ask: format!("{what}. {to_do}"), ..finding })
}
