//! A run in a few lines: what was received, what is unmet, what to do next.

use std::fmt::Write as _;

use super::{one_line, waiting};
use crate::check::Finding;
use crate::intake::FileError;
use crate::intake::submission::Outcome;
use crate::judge::{ItemVerdict, Measurement, Status, tally_items, tally_targets};
use crate::report::review::{about_office, opinion_column};
use crate::report::wording::{name_of, required, to_verify};
use crate::results::Results;
use crate::settings::{Criterion, Item, Yardstick};
use crate::workspace::REVIEW_FILE;
use crate::workspace::sheets::CHECKS;
use viet_text::notation::vietnamese;

/// The most findings shown; the rest is in the review workbook.
const SHOWN_FINDINGS: usize = 5;

/// The summary of a run; `written` are the sentences on its outputs.
#[must_use]
pub fn summary(results: &Results<'_>, written: &str) -> String {
    let mut text = headline(results);
    text += &who_is_missing(results);
    text += &folders_aside(results);
    text += &open_items(results);
    let graver: Vec<&Finding> = open_findings(results);
    let said = |finding: &&&Finding| text.contains(finding.message.as_str());
    let unsaid: Vec<&&Finding> = graver.iter().filter(|finding| !said(finding)).collect();
    for finding in unsaid.into_iter().take(SHOWN_FINDINGS) {
        say(&mut text, &format!("- {}", one_line(&finding.message)));
    }
    if graver.len() > SHOWN_FINDINGS {
        let more = graver.len() - SHOWN_FINDINGS;
        say(&mut text, &format!("- … và {more} nội dung khác, xem tệp ra-soat.xlsx."));
    }
    if !written.is_empty() {
        say(&mut text, written);
    }
    // An opinion that could not be used leaves its own row open: it is not counted once more.
    let is_twice = |finding: &&&Finding| finding.file == REVIEW_FILE && finding.sheet == CHECKS;
    let twice = graver.iter().filter(is_twice).count();
    say(&mut text, &next_step(results, graver.len() - twice));
    text
}

/// All findings, one a line, serious ones first.
#[must_use]
pub fn findings(results: &Results<'_>) -> String {
    let mut text = headline(results);
    if let Some(sentence) = about_office(results, false) {
        say(&mut text, &sentence);
    }
    for finding in &results.findings {
        let (level, code) = (finding.severity.vietnamese(), finding.code);
        let settled = if finding.settled { ", đã có ý kiến" } else { "" };
        let line = format!("[{level}{settled}] {} ({code})", one_line(&finding.message));
        say(&mut text, &line);
    }
    // Folders of this and earlier periods are findings; those of later periods are only listed
    // here.
    let period = results.month.period;
    for aside in results.history.unused.iter().filter(|aside| aside.period > period) {
        say(&mut text, &aside.in_words());
    }
    if results.findings.is_empty() {
        say(&mut text, "Không có nội dung nào cần kiểm tra.");
    }
    text
}

fn say(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("writing to a string cannot fail");
}

fn headline(results: &Results<'_>) -> String {
    let settings = &results.workspace.settings;
    let units = settings.units.len();
    let received = (0..units).filter(|unit| results.month.used_by(*unit).next().is_some()).count();
    let (targets, items) = (tally_targets(&results.verdicts), tally_items(&results.verdicts));
    let mut text = String::new();
    let received = format!(
        "Kỳ {}: đã nhận {received}/{units} {}.",
        results.month.period.in_words(),
        settings.office.unit_kinds,
    );
    // An office without resolutions only consolidates.
    let met = match settings.sets.is_empty() {
        true => String::new(),
        false => format!(
            " Đạt {}/{} chỉ tiêu ({}/{} nội dung).",
            targets.met, targets.all, items.met, items.all
        ),
    };
    let line = received + &met;
    let still = match items.to_verify {
        0 => String::new(),
        waiting => format!(" Còn {}.", to_verify(waiting, items.all)),
    };
    say(&mut text, &(line + &still));
    if results.verdicts.is_empty() && !settings.sets.is_empty() {
        let day = results.month.period.last_day().format("%d/%m/%Y");
        let line = format!(
            "Không có bộ chỉ tiêu nào áp dụng vào ngày {day}: xem cột Từ ngày, Đến ngày ở trang Bộ chỉ \
             tiêu của khai-bao.xlsx."
        );
        say(&mut text, &line);
    }
    text
}

fn who_is_missing(results: &Results<'_>) -> String {
    let units = &results.workspace.settings.units;
    let names = |wanted: bool| -> Vec<&str> {
        let missing = units.iter().enumerate().filter(|(place, _)| {
            results.month.used_by(*place).next().is_none()
                && results.month.sent_something(*place) == wanted
        });
        missing.map(|(_, unit)| unit.name.as_str()).collect()
    };
    let mut text = String::new();
    for (what, sent) in [("Chưa gửi", false), ("Đã gửi, chưa sử dụng được", true)] {
        let names = names(sent);
        if !names.is_empty() {
            say(&mut text, &format!("{what} ({}): {}.", names.len(), names.join(", ")));
        }
    }
    let aside: Vec<&str> = results
        .month
        .files
        .iter()
        .filter(|file| !is_used(results, &file.outcome))
        .map(|file| &*file.path)
        .collect();
    if !aside.is_empty() {
        say(&mut text, &format!("Tệp không sử dụng ({}): {}.", aside.len(), aside.join(", ")));
    }
    let unread: Vec<&str> =
        results.history.unread.iter().rev().map(|unread| &*unread.file).collect();
    if !unread.is_empty() {
        let (all, named) = (unread.len(), unread.join(", "));
        say(&mut text, &format!("Phụ lục kỳ trước không đọc được ({all}): {named}."));
    }
    text
}

/// Folders that could be mistaken for those of this or a later period.
fn folders_aside(results: &Results<'_>) -> String {
    let mut text = String::new();
    let period = results.month.period;
    for aside in results.history.unused.iter().filter(|aside| aside.period >= period) {
        say(&mut text, &aside.in_words());
    }
    text
}

/// Is the file used or harmless? Files set aside or unreadable are reported.
fn is_used(results: &Results<'_>, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Refused(refusal) => matches!(refusal, FileError::Ignored(_)),
        Outcome::NoForm(_) | Outcome::Own(_) => false,
        Outcome::Submissions(places) => places.iter().any(|place| {
            results.month.submissions[*place].fate == crate::intake::submission::Fate::Used
        }),
    }
}

/// Items that are not met, with their figures.
fn open_items(results: &Results<'_>) -> String {
    let mut text = String::new();
    let mut open: Vec<(&str, Vec<String>)> = Vec::new();
    for status in [Status::Unmet, Status::NoData, Status::NotChecked] {
        for verdict in &results.verdicts {
            let items = verdict.set.targets.iter().flat_map(|target| &target.items);
            let judged = verdict.targets.iter().flat_map(|target| &target.items);
            let is_of =
                |judged: &ItemVerdict| judged.status == status && !judged.waits_for_findings();
            for (item, judged) in items.zip(judged).filter(|(_, judged)| is_of(judged)) {
                // Numbers are unique only within one resolution.
                let several = results.verdicts.len() > 1;
                let (set, gap) = if several { (&*verdict.set.code, " ") } else { ("", "") };
                let line = format!(
                    "  {set}{gap}{:<4} {}{}",
                    item.number,
                    name_of(item),
                    figures(item, judged)
                );
                match open.iter_mut().find(|(word, _)| *word == judged.vietnamese()) {
                    Some((_, lines)) => lines.push(line),
                    None => open.push((judged.vietnamese(), vec![line])),
                }
            }
        }
    }
    for (word, lines) in open {
        say(&mut text, &format!("{word}:\n{}", lines.join("\n")));
    }
    text + &waiting::items(results)
}

fn figures(item: &Item, judged: &ItemVerdict) -> String {
    let of = |yardstick: &Yardstick, measured: &Measurement| {
        let sign = if yardstick.is_share() { "%" } else { "" };
        let value = measured.printed.map(|value| vietnamese(value) + sign);
        let value = value.unwrap_or_else(|| "chưa có số liệu".to_owned());
        format!("{value} (yêu cầu {})", required(yardstick))
    };
    match &item.criterion {
        Criterion::ByOffice if item.to_confirm => {
            ": chờ trả lời ở trang Cần xác nhận của khai-bao.xlsx".to_owned()
        }
        Criterion::ByOffice => match judged.reason.as_deref() {
            None => ": chờ ý kiến ở trang Nhận định của ra-soat.xlsx".to_owned(),
            Some("") => String::new(),
            Some(reason) => format!(": {reason}"),
        },
        Criterion::ByFigure(yardstick) => format!(": {}", of(yardstick, &judged.measured[0])),
        Criterion::ByParts { parts, .. } => {
            let parts = parts.iter().zip(&judged.measured);
            let parts = parts.map(|(part, m)| format!("{} {}", part.name, of(&part.yardstick, m)));
            format!(": {}", parts.collect::<Vec<_>>().join("; "))
        }
    }
}

fn open_findings<'r>(results: &'r Results<'_>) -> Vec<&'r Finding> {
    results.findings.iter().filter(|finding| finding.is_open()).collect()
}

fn next_step(results: &Results<'_>, open: usize) -> String {
    let flips = open_findings(results).iter().filter(|finding| !finding.flips.is_empty()).count();
    let waiting = tally_items(&results.verdicts).not_checked;
    if let Some(step) = waiting::next_step(results) {
        return step;
    }
    if open > 0 {
        let flips = match flips {
            0 => String::new(),
            n => format!(", {n} nội dung có thể làm thay đổi kết quả đánh giá"),
        };
        return format!(
            "Có {open} nội dung cần xem lại{flips}. Việc tiếp theo: mở tệp ra-soat.xlsx, ghi ý kiến \
             vào cột {} (Ý kiến), lưu rồi chạy lại.",
            opinion_column(results)
        );
    }
    if waiting > 0 {
        return format!(
            "Còn {waiting} nội dung chờ nhận định. Việc tiếp theo: mở tệp ra-soat.xlsx, trang Nhận \
             định, chọn Đạt hoặc Chưa đạt và ghi lý do, lưu rồi chạy lại."
        );
    }
    "Việc tiếp theo: mở phụ lục xem lại rồi gửi.".to_owned()
}
