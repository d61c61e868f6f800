//! What each control of the report says.

use super::block::{Block, ControlContent};
use crate::judge::{SetVerdict, Status};
use crate::report::document::{SetParagraphs, coverage, figure_groups, of_set};
use crate::report::wording::{capital, name_of, number_of, short_document};
use crate::results::Results;
use viet_text::citation::Citation;
use viet_text::text::as_sentence;

/// Shown where the officer writes.
const OPEN: &str = "…";

/// All controls with what they say.
#[must_use]
pub fn controls(results: &Results<'_>) -> Vec<ControlContent> {
    let office = &results.workspace.settings.office;
    let report = results.revision.report(&results.entries.facts.report);
    let (parent, issuer) = issued_by(results, &report);
    let line =
        |tag, name, text: String| ControlContent { tag, name, blocks: vec![Block::Text(text)] };
    let number = if report.number.is_empty() { "……/BC-……" } else { &report.number };
    let place = if office.place.is_empty() { OPEN } else { &office.place };
    let signer =
        if office.page.signer.is_empty() { OPEN.to_owned() } else { office.page.signer.clone() };
    let several = |tag, name, lines: Vec<String>| ControlContent {
        tag,
        name,
        blocks: lines.into_iter().map(Block::Text).collect(),
    };
    vec![
        line("co-quan-tren", "Cơ quan cấp trên", parent),
        line("co-quan", "Cơ quan ban hành", issuer),
        line("so", "Số, ký hiệu", format!("Số: {number}")),
        line("dia-danh-ngay", "Địa danh, ngày", format!("{place}, {}", report.day.in_words())),
        line("trich-yeu", "Trích yếu", subject(results)),
        line("thay-the", "Thay thế", replaced(results)),
        line("kinh-gui", "Kính gửi", "……………………".to_owned()),
        line("mo-dau", "Căn cứ, mở đầu", opening(results)),
        ControlContent {
            tag: "ket-qua", name: "Kết quả đạt được", blocks: achieved(results)
        },
        ControlContent {
            tag: "chi-tieu",
            name: "Kết quả thực hiện các chỉ tiêu",
            blocks: targets(results),
        },
        several("nguyen-nhan", "Hạn chế và nguyên nhân", causes(results)),
        several("noi-nhan", "Nơi nhận", receivers(&office.page.receivers)),
        several("chuc-danh", "Chức danh ký", signed_as(&office.page.signed_as)),
        line("nguoi-ky", "Người ký", signer),
    ]
}

/// The agency above and the one that issues. A committee's own report names the committee alone: the office
/// only drafts it.
fn issued_by(results: &Results<'_>, report: &Citation) -> (String, String) {
    let office = &results.workspace.settings.office;
    let committees = |text: &str| text.to_uppercase().contains("ỦY BAN NHÂN DÂN");
    let is_committees = report.number.to_uppercase().ends_with("UBND")
        || office.page.signed_as.first().is_some_and(|line| committees(line));
    if is_committees && committees(&office.parent) {
        return (String::new(), office.parent.to_uppercase());
    }
    (office.parent.to_uppercase(), office.name.to_uppercase())
}

fn documents(results: &Results<'_>) -> String {
    let sets = results.verdicts.iter().map(|verdict| short_document(&verdict.set.document));
    sets.collect::<Vec<_>>().join("; ")
}

fn subject(results: &Results<'_>) -> String {
    let period = results.month.period.in_words();
    match documents(results) {
        none if none.is_empty() => {
            format!("Tình hình {}, {period}", results.workspace.settings.office.field)
        }
        documents => format!("Kết quả thực hiện {documents}, {period}"),
    }
}

/// "(thay thế Báo cáo số 45/BC-UBND ngày 04/02/2026)"; empty where nothing was sent before.
fn replaced(results: &Results<'_>) -> String {
    let Some(correction) = &results.revision.correction else { return String::new() };
    format!("(thay thế Báo cáo số {})", correction.against.report.in_short())
}

fn opening(results: &Results<'_>) -> String {
    let settings = &results.workspace.settings;
    let until = results.entries.facts.data_until.unwrap_or(results.closing_day());
    let sets: Vec<&str> =
        results.verdicts.iter().map(|verdict| verdict.set.document.as_str()).collect();
    let basis = match &sets[..] {
        [] => String::new(),
        sets => format!("Thực hiện {}, ", sets.join("; ")),
    };
    capital(&format!(
        "{basis}{} báo cáo kết quả {}, số liệu đến ngày {}, như sau:",
        settings.letter.office,
        results.month.period.in_words(),
        until.format("%d/%m/%Y")
    ))
}

/// The figures group by group, with the names behind small numbers.
fn achieved(results: &Results<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = coverage(results).into_iter().map(Block::Text).collect();
    for (number, (group, lines)) in (1..).zip(figure_groups(results)) {
        blocks.push(Block::Heading(format!("1.{number}. {}", in_sentence_case(&group))));
        blocks.extend(lines.into_iter().map(|line| Block::Text(format!("- {line}"))));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(OPEN.to_owned()));
    }
    blocks
}

/// A heading in capitals as one in a sentence.
fn in_sentence_case(text: &str) -> String {
    if text == text.to_uppercase() { capital(&text.to_lowercase()) } else { text.to_owned() }
}

fn targets(results: &Results<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for verdict in &results.verdicts {
        if results.verdicts.len() > 1 {
            blocks.push(Block::Heading(short_document(&verdict.set.document)));
        }
        let SetParagraphs { summary, unmet, met, results: outcomes } = of_set(results, verdict);
        blocks.push(Block::Text(summary));
        blocks.extend(unmet.into_iter().map(Block::Text));
        blocks.extend(met.map(Block::Text));
        blocks.push(Block::Table(table(verdict, outcomes)));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(OPEN.to_owned()));
    }
    blocks
}

fn table(verdict: &SetVerdict<'_>, outcomes: Vec<String>) -> Vec<Vec<String>> {
    let head =
        ["STT", "Nội dung", "Kết quả so với yêu cầu", "Đánh giá"].map(str::to_owned).to_vec();
    let targets = verdict.set.targets.iter().zip(&verdict.targets);
    let items = targets.flat_map(|(target, judged)| {
        target.items.iter().zip(&judged.items).map(move |(item, judged)| (target, item, judged))
    });
    let rows = items.zip(outcomes).map(|((target, item, judged), outcome)| {
        vec![
            number_of(target, item).to_owned(),
            capital(name_of(item)),
            outcome,
            judged.vietnamese().to_owned(),
        ]
    });
    std::iter::once(head).chain(rows).collect()
}

/// The causes that the officer typed, item by item.
fn causes(results: &Results<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for verdict in &results.verdicts {
        for (target, judged) in verdict.set.targets.iter().zip(&verdict.targets) {
            for (item, judged) in target.items.iter().zip(&judged.items) {
                let cause = results.cause(verdict.set, target, item);
                let cause = cause.split_whitespace().collect::<Vec<_>>().join(" ");
                if !cause.is_empty() {
                    let name = capital(name_of(item));
                    lines.push(as_sentence(&format!("- {name}: {cause}")));
                } else if judged.status == Status::Unmet {
                    lines.push(format!("- {}: {OPEN}", capital(name_of(item))));
                }
            }
        }
    }
    if lines.is_empty() {
        lines.push(OPEN.to_owned());
    }
    lines
}

fn receivers(named: &[String]) -> Vec<String> {
    let mut lines = vec!["- Như trên;".to_owned()];
    let known = named.iter().filter(|name| !name.to_lowercase().starts_with("như trên"));
    lines.extend(known.map(|name| format!("- {};", name.trim_end_matches([';', '.', ',']))));
    if !named.iter().any(|name| name.to_lowercase().starts_with("lưu")) {
        lines.push("- Lưu: VT;".to_owned());
    }
    if let Some(last) = lines.last_mut() {
        last.pop();
        last.push('.');
    }
    lines
}

fn signed_as(lines: &[String]) -> Vec<String> {
    match lines {
        [] => vec!["THỦ TRƯỞNG CƠ QUAN".to_owned()],
        lines => lines.iter().map(|line| line.to_uppercase()).collect(),
    }
}
