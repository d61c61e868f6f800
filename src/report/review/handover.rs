//! Sheet Bàn giao: what a successor must know: who reports, contacts, deadlines, what was sent,
//! what is open.

use super::SheetDraft;
use super::checks::is_of_moving_rows;
use super::draft::{DraftColumn, DraftLine, DraftRow, has_entry, merge_with_entries};
use crate::check::Finding;
use crate::figures::history::History;
use crate::figures::history::sendings::in_words;
use crate::intake::submission::Fate;
use crate::judge::Status;
use crate::report::wording::waiting_items;
use crate::results::Results;
use crate::workspace::{OFFICE_ENTRY, PERIOD_ENTRY, office_in_full, sheets};
use viet_text::text::folded;
use workbook_io::sheet::{Color, Content};

const COLUMNS: [DraftColumn; 7] = [
    DraftColumn::tools("Mục", 30),
    DraftColumn::tools("Nội dung", 52),
    DraftColumn::tools("Tình trạng", 40),
    DraftColumn::officers("Người phụ trách", 24),
    DraftColumn::officers("Điện thoại", 16),
    DraftColumn::officers("Thư điện tử", 28),
    DraftColumn::officers("Ghi chú", 36),
];

const GUIDE: &str = "Hướng dẫn: dành cho người nhận bàn giao công việc. Ghi người phụ trách, điện \
    thoại, thư điện tử của từng đơn vị vào các ô màu vàng; nội dung đã ghi được giữ nguyên và tự \
    chuyển sang kỳ sau.";

/// The most earlier annexes named; the latest are taken.
const NAMED: usize = 12;

pub(super) fn draft(results: &Results<'_>) -> SheetDraft {
    let mut lines = period_lines(results);
    lines.extend(resolution_lines(results));
    lines.extend(open_lines(results));
    lines.extend(unit_lines(results));
    let rows = merge_with_entries(
        results.entries.tables.get(sheets::HANDOVER),
        lines,
        |row| (folded(&row.text("Mục")), String::new()),
        |row| has_entry(row, &COLUMNS).then(DraftRow::default),
    );
    SheetDraft { name: sheets::HANDOVER, guide: GUIDE.to_owned(), columns: &COLUMNS, rows }
}

fn line(about: &str, said: String, state: String, is_open: bool) -> DraftLine {
    let cells = [
        ("Mục", Content::from(about)),
        ("Nội dung", Content::from(said)),
        ("Tình trạng", Content::from(state)),
    ];
    let tone = is_open.then_some(Color(0xFF_E8_CC));
    let row = DraftRow { cells: cells.into(), tone, ..DraftRow::default() };
    DraftLine { key: folded(about), exact: String::new(), row }
}

/// The period, its deadline and what was sent.
fn period_lines(results: &Results<'_>) -> Vec<DraftLine> {
    let (month, facts) = (&results.month, &results.entries.facts);
    let settings = &results.workspace.settings;
    let all = settings.units.len();
    let received = (0..all).filter(|unit| month.used_by(*unit).next().is_some()).count();
    let state = format!("Đã nhận {received}/{all} {}", settings.office.unit_kinds);
    let day = |day: Option<chrono::NaiveDate>, none: &str| {
        day.map_or_else(|| none.to_owned(), |day| day.format("%d/%m/%Y").to_string())
    };
    let due = day(facts.deadline, "Chưa ghi ở trang Thông tin kỳ");
    let sendings = &results.revision.sent.sendings;
    let sent = match facts.sent_on {
        Some(_) if results.revision.sent.asked => {
            "Chưa rõ đã gửi tệp nào, xem trang Thông tin kỳ".to_owned()
        }
        Some(_) if !sendings.is_empty() => format!("Đã gửi {}", in_words(sendings, month.period)),
        Some(day) => format!("Đã gửi ngày {}", day.format("%d/%m/%Y")),
        None => "Chưa ghi ngày gửi ở trang Thông tin kỳ".to_owned(),
    };
    let report = match facts.report.is_open() {
        true => "Chưa ghi số, ngày báo cáo".to_owned(),
        false => facts.report.in_short(),
    };
    let missing = all - received;
    vec![
        line(PERIOD_ENTRY, month.period.in_words(), state, missing > 0),
        line(OFFICE_ENTRY, office_in_full(&settings.office), String::new(), false),
        line("Hạn các đơn vị gửi báo cáo", due, String::new(), facts.deadline.is_none()),
        line("Phụ lục kỳ này", report, sent, facts.sent_on.is_none()),
        earlier_line(&results.history),
    ]
}

/// The annexes of earlier periods, unreadable ones first.
fn earlier_line(history: &History) -> DraftLine {
    let unread = history.unread.iter().rev().map(|unread| &*unread.file);
    let read = history.periods.iter().rev().map(|earlier| &*earlier.file);
    let files: Vec<&str> = unread.chain(read).take(NAMED).collect();
    let state = match (history.periods.len(), history.unread.len()) {
        (0, 0) => "Chưa có phụ lục kỳ trước trong thư mục làm việc".to_owned(),
        (read, 0) => format!("{read} kỳ trước có phụ lục"),
        (read, unread) => {
            format!("{} kỳ trước có phụ lục, {unread} kỳ không đọc được", read + unread)
        }
    };
    line("Phụ lục các kỳ trước", files.join("\n"), state, !history.unread.is_empty())
}

fn resolution_lines(results: &Results<'_>) -> Vec<DraftLine> {
    let sets = results.verdicts.iter().map(|verdict| verdict.set);
    let lines = sets.map(|set| {
        let due = match set.deadline {
            Some(day) => format!("Hạn hoàn thành {}", day.format("%d/%m/%Y")),
            None => "Không ghi hạn hoàn thành".to_owned(),
        };
        line(&format!("Văn bản {}", set.code), set.document.clone(), due, false)
    });
    lines.collect()
}

/// What still has to be done.
fn open_lines(results: &Results<'_>) -> Vec<DraftLine> {
    let is_open = |finding: &&Finding| finding.is_open() && !is_of_moving_rows(finding, results);
    let open = results.findings.iter().filter(is_open);
    let (all, deciding) = open.fold((0, 0), |(all, deciding), finding| {
        (all + 1, deciding + usize::from(!finding.flips.is_empty()))
    });
    let mut waiting = Vec::new();
    let mut unexplained = Vec::new();
    for verdict in &results.verdicts {
        for (target, judged) in verdict.set.targets.iter().zip(&verdict.targets) {
            for (item, judged) in target.items.iter().zip(&judged.items) {
                let key = (verdict.set.code.clone(), item.number.clone());
                match judged.status {
                    Status::NotChecked if judged.waits_for_findings() => {}
                    Status::NotChecked => waiting.push(item.number.as_str()),
                    Status::Unmet if !results.entries.causes.contains_key(&key) => {
                        unexplained.push(item.number.as_str());
                    }
                    _ => {}
                }
            }
        }
    }
    let listed = |items: &[&str]| match items {
        [] => "Không còn".to_owned(),
        items => format!("Nội dung {}", items.join(", ")),
    };
    let checks = format!("{all} nội dung chưa có ý kiến, {deciding} có thể làm đổi kết quả");
    let mut lines = vec![
        line("Còn mở: cần kiểm tra", "Trang Cần kiểm tra".to_owned(), checks, all > 0),
        line(
            "Còn mở: nhận định",
            "Trang Nhận định: nội dung chờ ý kiến".to_owned(),
            listed(&waiting),
            !waiting.is_empty(),
        ),
        line(
            "Còn mở: nguyên nhân",
            "Trang Nguyên nhân: nội dung chưa đạt chưa ghi nguyên nhân".to_owned(),
            listed(&unexplained),
            !unexplained.is_empty(),
        ),
    ];
    if let Some(line) = to_verify_line(results) {
        lines.insert(1, line);
    }
    lines
}

/// The items whose verdict waits for open findings, and who allowed sending the annex meanwhile.
fn to_verify_line(results: &Results<'_>) -> Option<DraftLine> {
    let names: Vec<String> = waiting_items(results).into_iter().map(|item| item.name).collect();
    let facts = &results.entries.facts;
    let sends = match (facts.sends_provisional, facts.allowed_by.as_str()) {
        (false, _) => "; phụ lục còn là dự thảo".to_owned(),
        (true, "") => "; gửi với số liệu tạm tính, chưa ghi người cho phép".to_owned(),
        (true, who) => format!("; gửi với số liệu tạm tính, người cho phép: {who}"),
    };
    let said = "Trang Cần kiểm tra: các dòng trên cùng quyết định kết quả đánh giá".to_owned();
    (!names.is_empty()).then(|| {
        let state = format!("Nội dung {}{sends}", names.join(", "));
        line("Còn mở: đang rà soát số liệu", said, state, true)
    })
}

/// Each unit with its files and what is open.
fn unit_lines(results: &Results<'_>) -> Vec<DraftLine> {
    let month = &results.month;
    let units = &results.workspace.settings.units;
    let mut open = vec![0; units.len()];
    for unit in results.findings.iter().filter(|f| f.is_open()).filter_map(|f| f.unit) {
        open[unit] += 1_usize;
    }
    let lines = units.iter().enumerate().map(|(unit, declared)| {
        let mut files: Vec<String> = Vec::new();
        for submission in month.submitted_by(unit) {
            let path = &month.files[submission.file].path;
            let file = match submission.fate {
                Fate::Used => path.to_string(),
                Fate::SetAside(_) => format!("{path} (để riêng)"),
            };
            if !files.contains(&file) {
                files.push(file);
            }
        }
        let received = month.used_by(unit).next().is_some();
        let state = match (received, month.sent_something(unit)) {
            (true, _) => "Đã nhận",
            (_, true) => "Đã gửi, chưa sử dụng được",
            (_, false) => "Chưa gửi",
        };
        let carried = if results.decisions.carried.contains(&unit) {
            "; đang dùng số liệu kỳ trước"
        } else {
            ""
        };
        let open = open[unit];
        let open = if open > 0 {
            format!("; còn {open} nội dung cần kiểm tra")
        } else {
            String::new()
        };
        let is_open = !received || !open.is_empty();
        line(&declared.name, files.join("\n"), format!("{state}{carried}{open}"), is_open)
    });
    lines.collect()
}
