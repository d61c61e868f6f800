//! Sheet Cần kiểm tra: findings, and the officer's decisions on them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::SheetDraft;
use super::draft::{DraftColumn, DraftLine, DraftRow, has_entry, merge_with_entries};
use crate::check::{Finding, RULES, Severity, finding_key, written_at};
use crate::figures::decision::{Effect, OPINION, of_any_rule, proposals_in_words, row_key};
use crate::results::Results;
use crate::workspace::REVIEW_FILE;
use crate::workspace::{EntryRow, UnclearEntry, sheets};
use viet_text::text::folded;
use workbook_io::format_addresses;
use workbook_io::sheet::{Color, Content, Target};
use workbook_io::{Address, parse_addresses};

pub(super) const COLUMNS: [DraftColumn; 12] = [
    DraftColumn::tools("Mức", 11),
    DraftColumn::tools("Đơn vị", 16),
    DraftColumn::tools("Tệp", 22),
    DraftColumn::tools("Trang", 10),
    DraftColumn::tools("Ô", 11),
    DraftColumn::tools("Nội dung", 58),
    DraftColumn::tools("Đã ghi", 15),
    DraftColumn::tools("Đề xuất", 13),
    DraftColumn::tools("Ảnh hưởng", 16),
    DraftColumn::officers(OPINION, 14).choosing(&["x", "giữ"], true, ""),
    DraftColumn::officers("Lý do", 26),
    DraftColumn::tools("Mã", 15),
];

const GUIDE: &str = "Hướng dẫn: ghi vào các ô màu vàng. Cột Ý kiến: ghi x để nhận giá trị ở cột Đề \
    xuất; hoặc ghi giá trị đúng (viết như 2.570 hoặc 1.623,5), số đó sẽ là số của đơn vị; hoặc ghi giữ \
    nếu số đang dùng là đúng. Dòng có nhiều ô: ghi lần lượt giá trị của từng ô, cách nhau bằng dấu chấm phẩy. Ghi xong, lưu \
    và đóng tệp rồi chạy lại chương trình; mọi nội dung đã ghi đều được giữ nguyên. \
    Ý nghĩa từng loại: trang Ý nghĩa kiểm tra, tra theo cột Mã.";

/// What the first column says of rows whose finding is gone.
const DEALT_WITH: &str = "Đã xử lý";
const GONE: &str = "Đã hết";
const MORE: &str = "Còn nữa";
const ASIDE: &str = "Không còn khớp";

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let table = results.entries.tables.get(sheets::CHECKS);
    let shown = results.findings.iter().filter(|finding| !is_of_moving_rows(finding, results));
    let (lines, rest) = shown_lines(shown.collect(), results);
    let keys: BTreeSet<String> = lines.iter().map(|line| line.key.clone()).collect();
    let mut rows = merge_with_entries(
        table,
        lines,
        |row| (key_among(&keys, row), whatever_is_used(bare(&row.text("Nội dung")))),
        |row| orphan(row, results),
    );
    rows.iter_mut().for_each(|row| mark_answer(row, results));
    rows.extend(rest);
    SheetDraft { name: sheets::CHECKS, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

/// The key of the line that a row is about; a row that names no rule is about any of its cells.
fn key_among(keys: &BTreeSet<String>, row: &EntryRow) -> String {
    let key = row_key(row);
    if !row.text("Mã").is_empty() {
        return key;
    }
    let found = keys.range(key.clone()..).next().filter(|own| of_any_rule(own) == key);
    found.cloned().unwrap_or(key)
}

/// Findings that the sheet shows; of more, nobody reads down to the last.
const MOST: usize = 5_000;

/// Findings of one rule that are not shown: how many, and of which units.
type NotShown = (usize, BTreeSet<Option<usize>>);

/// The lines of the weightiest findings and of those that the officer has dealt with; the
/// others as one row a rule, which says how many there are and where to read them.
fn shown_lines(findings: Vec<&Finding>, results: &Results<'_>) -> (Vec<DraftLine>, Vec<DraftRow>) {
    let table = results.entries.tables.get(sheets::CHECKS);
    let entered = table.iter().flat_map(|table| &table.rows).filter(|row| has_entry(row, &COLUMNS));
    let entered: HashSet<String> = entered.map(row_key).collect();
    let mut lines = Vec::new();
    let mut rest: BTreeMap<(Severity, &str), NotShown> = BTreeMap::new();
    for finding in findings {
        let is_entered = || {
            let key = finding_key(finding, &results.month, &results.workspace.settings);
            entered.contains(&key) || entered.contains(of_any_rule(&key))
        };
        if lines.len() < MOST || !entered.is_empty() && is_entered() {
            lines.push(line(finding, results));
        } else {
            let of_rule = rest.entry((finding.severity, finding.code)).or_default();
            of_rule.0 += 1;
            of_rule.1.insert(finding.unit);
        }
    }
    let rest = rest.into_iter().map(|((_, code), (count, units))| more(code, count, units.len()));
    (lines, rest.collect())
}

/// Says how many findings of a rule are not shown.
fn more(code: &str, count: usize, units: usize) -> DraftRow {
    let title = RULES.iter().find(|rule| rule.code == code).map_or(code, |rule| rule.title);
    let said = format!(
        "Còn {count} nội dung loại \"{title}\" của {units} đơn vị, không ghi hết ở đây. Xem đầy đủ bằng \
         lệnh: tonghop check --json TỆP."
    );
    let cells = [("Mức", Content::from(MORE)), ("Nội dung", Content::from(said))].into();
    DraftRow { cells, tone: Some(Color(0xE7_E6_E6)), left: None }
}

/// Is the finding on an entry that stands elsewhere as soon as the sheet is written? Rows come
/// and go on two sheets, which say it at the row itself; a sheet without header moves.
pub(super) fn is_of_moving_rows(finding: &Finding, results: &Results<'_>) -> bool {
    let stays = [sheets::JUDGEMENTS, sheets::CAUSES, sheets::FACTS].contains(&&*finding.sheet)
        && results.entries.tables.contains_key(&*finding.sheet);
    finding.file == REVIEW_FILE && !stays
}

fn line(finding: &Finding, results: &Results<'_>) -> DraftLine {
    let settings = &results.workspace.settings;
    let unit = finding.unit.map_or("", |unit| &settings.units[unit].name);
    let cells = format_addresses(&finding.cells);
    let ordered = parse_addresses(&cells).unwrap_or_default();
    let kept = if finding.settled { STAYS } else { "" };
    let texts = [
        ("Mức", format!("{}{kept}", finding.severity.vietnamese())),
        ("Đơn vị", unit.to_owned()),
        ("Trang", finding.sheet.clone()),
        ("Nội dung", finding.message.clone() + &stays(finding)),
        ("Đã ghi", written_at(finding, &results.month)),
        ("Đề xuất", proposals_in_words(&ordered, &finding.proposed())),
        ("Ảnh hưởng", effect(finding)),
        ("Mã", finding.code.to_owned()),
    ];
    let mut row = DraftRow { tone: tone(finding), ..DraftRow::default() };
    row.cells = texts.into_iter().map(|(header, text)| (header, Content::from(text))).collect();
    row.cells.insert("Tệp", file_link(&finding.file, &finding.file, None));
    let first = ordered.first().map(|at| (finding.sheet.clone(), *at));
    row.cells.insert("Ô", file_link(&finding.file, &cells, first));
    let key = finding_key(finding, &results.month, settings);
    DraftLine { key, exact: whatever_is_used(&finding.message), row }
}

/// Where a row's text says which figure is in use: what follows these words, up to the end of its
/// clause.
fn used_in(said: &str) -> Option<std::ops::Range<usize>> {
    let words = ["Đang dùng ", "đang dùng "];
    let start = words.iter().find_map(|words| Some(said.find(words)? + words.len()))?;
    let rest = &said[start..];
    let ends = [". ", ", ", ") ", "). ", "; số"].iter().filter_map(|end| rest.find(end));
    let end = ends.min().unwrap_or(rest.trim_end_matches('.').len());
    Some(start..start + end)
}

/// A row's text but for the figure in use, which an opinion changes.
fn whatever_is_used(said: &str) -> String {
    let mut said = said.to_owned();
    if let Some(used) = used_in(&said) {
        said.replace_range(used, "");
    }
    said
}

/// A row's text when the figures of an opinion are in use.
fn with_given(said: &str, given: &str) -> Option<String> {
    let used = used_in(said).filter(|_| !given.is_empty())?;
    let mut said = said.to_owned();
    said.replace_range(used, &format!("{given}{BY_OPINION}"));
    Some(said)
}

/// Added to the figure in use that an opinion gave.
const BY_OPINION: &str = " theo ý kiến";

/// What an opinion that keeps things as they are comes to.
fn stays(finding: &Finding) -> String {
    match &*finding.in_use {
        used if finding.settled && !used.is_empty() => format!("{KEPT}{used}."),
        _ => String::new(),
    }
}

/// What a row's text adds about the opinion on it.
const KEPT: &str = " Giữ theo ý kiến: dùng ";
const UNUSABLE: &str = " Ý kiến chưa dùng được: đề nghị ghi ";

/// A row's text without that.
fn bare(said: &str) -> &str {
    let ends = [KEPT, UNUSABLE].into_iter().filter_map(|added| said.find(added));
    &said[..ends.min().unwrap_or(said.len())]
}

/// A link to a commune's file. What lies inside an archive cannot be linked to.
pub(super) fn file_link(path: &str, text: &str, cell: Option<(String, Address)>) -> Content {
    let plain = path.is_empty() || text.is_empty() || path.to_lowercase().contains(".zip/");
    if plain {
        return Content::from(text.to_owned());
    }
    Content::link(Target::File { path: path.to_owned(), cell }, text)
}

/// "Có thể đổi kết quả: 3.1; liên quan: 5.1".
fn effect(finding: &Finding) -> String {
    let others: Vec<&str> = finding
        .affects
        .iter()
        .filter(|item| !finding.flips.contains(item))
        .map(String::as_str)
        .collect();
    let mut parts = Vec::new();
    if !finding.flips.is_empty() {
        parts.push(format!("Có thể đổi kết quả nội dung {}", finding.flips.join(", ")));
    }
    if !others.is_empty() {
        parts.push(format!("Liên quan nội dung {}", others.join(", ")));
    }
    parts.join("; ")
}

const fn tone(finding: &Finding) -> Option<Color> {
    match finding.severity {
        _ if finding.settled => Some(Color(0xE7_E6_E6)),
        Severity::Error => Some(Color(0xF8_D7_DA)),
        Severity::Warning => Some(Color(0xFF_E8_CC)),
        Severity::Info => None,
    }
}

/// A row whose finding is gone stays where the officer wrote something into it, and so does
/// a row that the tool never made.
fn orphan(row: &EntryRow, results: &Results<'_>) -> Option<DraftRow> {
    let state = row.text("Mức");
    let words = [Severity::Error, Severity::Warning, Severity::Info].map(Severity::vietnamese);
    let by_tool = words.iter().any(|word| state.starts_with(word))
        || [DEALT_WITH, GONE, ASIDE, MORE].contains(&&*state);
    if !by_tool {
        return Some(DraftRow::default());
    }
    if !has_entry(row, &COLUMNS) {
        return None;
    }
    let state = match results.decisions.checks.get(&row.row) {
        Some(Effect::Applied) => DEALT_WITH,
        Some(Effect::Stale) => ASIDE,
        _ => GONE,
    };
    let mut cells = BTreeMap::from([("Mức", Content::from(state))]);
    let said = row.text("Nội dung");
    if bare(&said) != said {
        cells.insert("Nội dung", Content::from(bare(&said).to_owned()));
    }
    Some(DraftRow { cells, tone: Some(Color(0xE7_E6_E6)), left: None })
}

/// Says at the row itself what its decision came to: that a value settles it; that it cannot be
/// used, and why.
fn mark_answer(row: &mut DraftRow, results: &Results<'_>) {
    let Some(left) = &row.left else { return };
    let effect = results.decisions.checks.get(&left.row);
    let said = |header: &str| match row.cells.get(header) {
        Some(Content::Text(text)) => text.to_string(),
        _ => left.text(header),
    };
    let state = said("Mức").trim_end_matches(UNCLEAR).to_owned();
    match effect {
        Some(Effect::Unclear) => {}
        Some(Effect::Applied) => {
            let given = match left.text(OPINION) {
                accepted if folded(&accepted) == "x" => left.text("Đề xuất"),
                given => given,
            };
            let text = with_given(&said("Nội dung"), &given).map(Content::from);
            row.cells.extend(text.map(|text| ("Nội dung", text)));
            if let Some(state) = state.strip_suffix(STAYS) {
                row.cells.insert("Mức", Content::from(format!("{state}{ANSWERED}")));
            }
            return;
        }
        _ => return,
    }
    let of_row = |entry: &&UnclearEntry| entry.sheet == sheets::CHECKS && entry.at.row == left.row;
    if let Some(entry) = results.entries.unclear.iter().find(of_row) {
        let text = format!("{}{UNUSABLE}{}.", bare(&said("Nội dung")), entry.expected);
        row.cells.insert("Nội dung", Content::from(text));
    }
    row.cells.insert("Mức", Content::from(state + UNCLEAR));
    row.tone = Some(Color(0xF8_D7_DA));
}

/// Added to the state of a row that was settled: as it is, or with a value.
const STAYS: &str = " (đã giữ)";
const ANSWERED: &str = " (đã có ý kiến)";

/// Added to the state of a row whose decision was not understood.
const UNCLEAR: &str = " (chưa rõ ý kiến)";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_of_an_opinion_is_the_one_in_use() {
        for (said, given) in [
            (
                "F27 là 1. Đang dùng 1. Đề nghị kiểm tra.",
                "F27 là 1. Đang dùng 2 theo ý kiến. Đề nghị kiểm tra.",
            ),
            ("Đang dùng 1.623,5.", "Đang dùng 2 theo ý kiến."),
            ("(là 1, đang dùng 1). Đề nghị", "(là 1, đang dùng 2 theo ý kiến). Đề nghị"),
            (
                "để trống. Đang dùng số của biểu; số chỉ có ở danh sách",
                "để trống. Đang dùng 2 theo ý kiến; số chỉ có ở danh sách",
            ),
        ] {
            let now = with_given(said, "2").unwrap();
            assert_eq!(now, given);
            assert_eq!(with_given(&now, "2").unwrap(), given);
            assert_eq!(whatever_is_used(&now), whatever_is_used(said));
        }
        assert_eq!(with_given("ô C6: 11 (đang dùng) và 10", "2"), None);
    }
}
