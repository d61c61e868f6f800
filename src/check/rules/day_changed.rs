//! A day of an organisation that is another one than in the earlier period.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::kept_rows::{KeptRow, list_changes};
use crate::check::sentence_parts::{day_in_words, first_few, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::Changed;
use crate::settings::{Basis, ColumnKind, List};
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: "ngay-khac-ky-truoc",
    severity: Severity::Warning,
    title: "Ngày của một tổ chức khác với kỳ trước",
    why: "Ngày thành lập không đổi từ kỳ này sang kỳ khác; ghi khác thì tổ chức cũ có thể thành mới \
          lập trong năm, hoặc ngược lại.",
    remedy: "Hỏi lại đơn vị ngày nào đúng. Cột Ý kiến: x là dùng ngày của kỳ trước, giữ là dùng ngày ghi \
             kỳ này, hoặc ghi ngày đúng.",
    example: "Xã Hai, Biểu 02, ô D9: Ngày thành lập của HTX DVNN Hai ghi 09/12/2023, tháng 9/2023 ghi \
              09/12/2008. Đang dùng ngày đã ghi. Đề nghị hỏi lại đơn vị.",
    check: Check::Written(check),
};

/// A day as it is said now and as it was.
struct ChangedDay {
    at: Address,
    said: String,
    now: NaiveDate,
    before: NaiveDate,
    indicators: Vec<String>,
}

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(earlier) = evidence.earlier else { return Vec::new() };
    let period = earlier.period.in_words();
    evidence.map_units(|unit| {
        let mut sheets: BTreeMap<(String, String), Vec<ChangedDay>> = BTreeMap::new();
        for changes in list_changes(evidence, earlier, unit) {
            for kept in &changes.kept {
                let on = &kept.now.on;
                let own = sheets.entry((on.file.to_string(), on.sheet.to_string())).or_default();
                own.extend(changed(evidence, changes.list, *kept, &period));
            }
        }
        let said = sheets.into_iter().filter(|(_, changed)| !changed.is_empty());
        said.map(|((file, sheet), changed)| {
            let at = Finding { unit: Some(unit), file, sheet, ..Finding::default() };
            finding(evidence, &changed, at)
        })
        .collect()
    })
}

fn changed(
    evidence: &Evidence<'_>,
    list: &List,
    kept: KeptRow<'_>,
    period: &str,
) -> Vec<ChangedDay> {
    let columns = list.columns.values().enumerate();
    let days = columns.filter(|(_, column)| column.kind == ColumnKind::Date);
    let changed = days.filter_map(|(place, column)| {
        let field = kept.now.row.own_field(place, Basis::Actual)?;
        let (now, before) =
            (field.value.day()?, kept.before.own_field(place, Basis::Actual)?.value.day()?);
        let said = format!(
            "{} của {} ghi {}, {period} ghi {}",
            column.name,
            kept.now.row.name,
            day_in_words(now),
            day_in_words(before)
        );
        let indicators = evidence.drawn_from_column(&list.code, &column.code);
        (now != before).then_some(ChangedDay { at: field.at, said, now, before, indicators })
    });
    changed.collect()
}

fn finding(evidence: &Evidence<'_>, changed: &[ChangedDay], at: Finding) -> Finding {
    let days = |day: fn(&ChangedDay) -> NaiveDate| {
        changed.iter().map(|changed| day_in_words(day(changed))).collect::<Vec<_>>().join("; ")
    };
    let mut indicators: Vec<String> =
        changed.iter().flat_map(|changed| changed.indicators.clone()).collect();
    indicators.sort();
    indicators.dedup();
    let before = changed.iter().map(|own| Changed::day(at.cell(own.at), own.before));
    let alternatives = vec![at.changes(before)];
    let said: Vec<String> = changed.iter().map(|changed| changed.said.clone()).collect();
    let what = first_few(&said, "ô");
    let mut finding = Finding {
        cells: changed.iter().map(|changed| changed.at).collect(),
        found: days(|changed| changed.now),
        expected: days(|changed| changed.before),
        rewrites: changed.iter().map(|own| (own.at, day_in_words(own.before))).collect(),
        indicators,
        alternatives,
        ..at
    };
    let place = place_of(evidence, &finding);
    finding.message = format!("{place}: {what}. Đang dùng ngày đã ghi. Đề nghị hỏi lại đơn vị.");
    finding.ask = format!("{what}. Đề nghị cho biết ngày nào đúng, ghi lại nếu sai.");
    finding
}
