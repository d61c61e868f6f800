//! Sheet Cần kiểm tra: the findings, and the officer's opinions on them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::SheetDraft;
use super::answered_checks::{mark_answer, orphan};
use super::check_columns::{ACTION, COLUMNS, MORE, STAYS};
use super::decided_items::{decided, effect};
use super::draft::{DraftLine, DraftRow, has_entry, merge_with_entries};
use super::opinion_texts::{bare, stays, whatever_is_used};
use crate::check::{Finding, RULES, Severity, action, finding_key, recorded};
use crate::figures::decision::{
    CONFIRMED, FORM_DIFFERS, OPINION, REASON, Standing, has_row, of_any_rule, proposals_in_words,
    row_key, without_list,
};
use crate::results::Results;
use crate::workspace::REVIEW_FILE;
use crate::workspace::{EntryRow, sheets};
use workbook_io::format_addresses;
use workbook_io::sheet::{Color, Content, Target};
use workbook_io::{Address, parse_addresses};

const GUIDE: &str = "Hướng dẫn: ghi vào các ô màu vàng; cột Cách xử lý nói ghi gì ở từng dòng. Cột Ý kiến: \
    ghi x để nhận giá trị ở cột Đề xuất; hoặc ghi giá trị đúng (viết như 2.570 hoặc 1.623,5), số đó sẽ là số \
    của đơn vị; hoặc ghi giữ nếu số đang dùng là đúng (giữ các kỳ sau: các kỳ sau không hỏi lại, chừng nào số \
    đó không đổi). Dòng của danh sách: bỏ để không tính, tính để tính. Dòng có nhiều ô: ghi lần lượt giá trị \
    của từng ô, cách nhau bằng dấu chấm phẩy. Cột Xã xác nhận, không bắt buộc: ai của xã đã xác nhận, ngày \
    nào. Ghi xong, lưu và đóng tệp rồi chạy lại chương trình; mọi nội dung đã ghi đều được giữ nguyên. Ý nghĩa \
    từng loại: trang Ý nghĩa kiểm tra, tra theo cột Mã.";

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
    rows.sort_by_key(|row| !row.on_top);
    rows.extend(rest);
    SheetDraft { name: sheets::CHECKS, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

/// The key of the finding that a row is about. A row without a rule's code matches any rule at its
/// cells.
fn key_among(keys: &BTreeSet<String>, row: &EntryRow) -> String {
    let key = row_key(row);
    if keys.contains(&key) {
        return key;
    }
    if row.text("Mã") == FORM_DIFFERS && without_list(&key).is_none() {
        let mut older = keys.iter().filter(|own| without_list(own).is_some_and(|own| own == key));
        return older.next().cloned().unwrap_or(key);
    }
    if !row.text("Mã").is_empty() {
        return key;
    }
    let found = keys.range(key.clone()..).next().filter(|own| of_any_rule(own) == key);
    found.cloned().unwrap_or(key)
}

/// The most findings shown; nobody reads more.
const MOST: usize = 5_000;

/// How many findings of a rule are not shown, and their units.
type NotShown = (usize, BTreeSet<Option<usize>>);

/// The lines of the most important findings and of those that the officer has dealt with. The
/// others become one row for each rule, with their number and where to read them.
fn shown_lines(findings: Vec<&Finding>, results: &Results<'_>) -> (Vec<DraftLine>, Vec<DraftRow>) {
    let table = results.entries.tables.get(sheets::CHECKS);
    let entered = table.iter().flat_map(|table| &table.rows).filter(|row| has_entry(row, &COLUMNS));
    let entered: HashSet<String> = entered.map(row_key).collect();
    let mut lines = Vec::new();
    let mut rest: BTreeMap<(Severity, &str), NotShown> = BTreeMap::new();
    for finding in findings {
        let is_entered = || {
            let key = finding_key(finding, &results.month, &results.workspace.settings);
            has_row(&key, |key| entered.contains(key))
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

/// The row that says how many findings of a rule are not shown.
fn more(code: &str, count: usize, units: usize) -> DraftRow {
    let title = RULES.iter().find(|rule| rule.code == code).map_or(code, |rule| rule.title);
    let said = format!(
        "Còn {count} nội dung loại \"{title}\" của {units} đơn vị, không ghi hết ở đây. Xem đầy đủ bằng \
         lệnh: tonghop check --json TỆP."
    );
    let cells = [("Mức", Content::from(MORE)), ("Nội dung", Content::from(said))].into();
    DraftRow { cells, tone: Some(Color(0xE7_E6_E6)), ..DraftRow::default() }
}

/// Is the finding about an entry whose row moves when the workbook is written? The rows of two
/// sheets come and go, and those sheets say it at the row itself; a sheet without its header moves
/// as well.
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
        ("Đã ghi", recorded(finding, &results.month)),
        ("Đề xuất", proposals_in_words(&ordered, &finding.proposed())),
        ("Ảnh hưởng", effect(finding, results)),
        (ACTION, action(finding, &results.month, &results.figures, settings)),
        ("Mã", finding.code.to_owned()),
    ];
    let (rank, on_top) = (rank(finding), !decided(finding, results).is_empty());
    let mut row = DraftRow { tone: tone(finding), rank, on_top, ..DraftRow::default() };
    row.cells = texts.into_iter().map(|(header, text)| (header, Content::from(text))).collect();
    row.cells.insert("Tệp", file_link(&finding.file, &finding.file, None));
    let first = ordered.first().map(|at| (finding.sheet.clone(), *at));
    row.cells.insert("Ô", file_link(&finding.file, &cells, first));
    let key = finding_key(finding, &results.month, settings);
    if let Some(Standing { opinion, reason, confirmed }) = results.decisions.standing.get(&key) {
        let texts = [(OPINION, opinion), (REASON, reason), (CONFIRMED, confirmed)];
        row.cells.extend(texts.map(|(header, text)| (header, Content::from(text.clone()))));
    }
    DraftLine { key, exact: whatever_is_used(&finding.message), row }
}

/// A link to a unit's file. A file inside an archive cannot be linked.
pub(super) fn file_link(path: &str, text: &str, cell: Option<(String, Address)>) -> Content {
    let plain = path.is_empty() || text.is_empty() || path.to_lowercase().contains(".zip/");
    if plain {
        return Content::from(text.to_owned());
    }
    Content::link(Target::File { path: path.to_owned(), cell }, text)
}

/// New findings stand above what matters less, wherever the officer has put that.
const fn rank(finding: &Finding) -> u8 {
    match finding.severity {
        Severity::Error | Severity::Warning if !finding.flips.is_empty() => 0,
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Info => 3,
    }
}

const fn tone(finding: &Finding) -> Option<Color> {
    match finding.severity {
        _ if finding.settled => Some(Color(0xE7_E6_E6)),
        Severity::Error => Some(Color(0xF8_D7_DA)),
        Severity::Warning => Some(Color(0xFF_E8_CC)),
        Severity::Info => None,
    }
}
