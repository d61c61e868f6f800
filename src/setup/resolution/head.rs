//! What a document says of itself: its kind, number, date, what it is about, and for which years.

use chrono::{Datelike, NaiveDate};
use viet_text::citation::Citation;
use viet_text::text::folded;

use super::blocks::{Block, Document};
use super::item::Head;
use super::times::times;
use super::tokens::tokens;

const KINDS: [&str; 9] = [
    "nghị quyết",
    "kế hoạch",
    "quyết định",
    "chương trình hành động",
    "chương trình",
    "chỉ thị",
    "đề án",
    "báo cáo",
    "thông báo",
];
/// With these words the text itself begins.
const BODY: [&str; 9] = [
    "thực hiện",
    "căn cứ",
    "kính gửi",
    "xét",
    "theo ",
    "hội đồng",
    "ủy ban",
    "thực hiện",
    "trên cơ sở",
];
/// So many paragraphs a head has at most.
const LONGEST: usize = 24;

/// The head of a document.
pub(super) fn head(document: &Document) -> Head {
    let lines = lines(document);
    let mut head = Head { number: number(&lines), day: day(&lines), ..Head::default() };
    if let Some(at) = lines.iter().position(|line| is_kind(line)) {
        head.kind = viet_text::text::lowercase_first(&lines[at].to_lowercase());
        let about = lines[at + 1..].iter().take_while(|line| {
            let line = folded(line);
            super::marker::marker(&line).is_none()
                && !BODY.iter().any(|begin| line.starts_with(begin))
        });
        head.title = about.take(4).map(String::as_str).collect::<Vec<_>>().join(" ");
    }
    if head.kind == "báo cáo" {
        of_another(&mut head);
    }
    let years = years(&head.title);
    head.from = years.and_then(|(first, _)| first_day(first, head.day));
    head.to = years.and_then(|(_, last)| NaiveDate::from_ymd_opt(last, 12, 31));
    head
}

/// The texts at the top, those of a table's cells too.
fn lines(document: &Document) -> Vec<String> {
    let texts = document.blocks.iter().take(LONGEST).flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.clone()],
        Block::Table(table) => table.rows.iter().take(4).flatten().cloned().collect(),
    });
    texts.map(|text| viet_text::clean(&text)).filter(|text| !text.is_empty()).collect()
}

fn is_kind(line: &str) -> bool {
    let is_title = line.chars().all(|letter| !letter.is_lowercase());
    is_title && KINDS.contains(&folded(line).trim_matches([':', '.', '*']))
}

fn number(lines: &[String]) -> String {
    let numbers = lines.iter().filter_map(|line| {
        let at = line.find("Số:").map(|at| at + "Số:".len())?;
        let number = line[at..].split_whitespace().next()?.trim_matches([',', ';', '*']);
        number.starts_with(|first: char| first.is_ascii_digit()).then(|| number.to_owned())
    });
    numbers.into_iter().next().unwrap_or_default()
}

/// "Ba Tơ, ngày 22 tháng 7 năm 2024"
fn day(lines: &[String]) -> Option<NaiveDate> {
    let dated = lines.iter().filter(|line| line.chars().count() < 120 && line.contains(", ngày"));
    dated
        .filter_map(|line| {
            let at = line.find(", ngày")?;
            Citation::read(&line[at + 2..]).day.whole()
        })
        .next()
}

/// A report on a resolution: the targets are the resolution's.
fn of_another(head: &mut Head) {
    let title = head.title.clone();
    let found = KINDS[..7].iter().find_map(|kind| {
        let lower = title.to_lowercase();
        let at = lower.find(&format!("{kind} số"))?;
        Some((*kind, title.get(at + kind.len()..)?.to_owned()))
    });
    let Some((kind, rest)) = found else { return };
    let number = rest.trim_start().trim_start_matches("số").split_whitespace().next();
    kind.clone_into(&mut head.kind);
    head.number = number.unwrap_or_default().to_owned();
    let words = tokens(&rest);
    head.day = times(&words).into_iter().find_map(|time| time.last_day);
    if let Some(at) = rest.find("về ") {
        head.title = rest[at..].to_owned();
    }
}

/// The first and last of the years that a title names last.
fn years(title: &str) -> Option<(i32, i32)> {
    let words = tokens(title);
    let mut named = times(&words).into_iter().filter(|time| {
        // A date is not a time for which something is planned.
        !words[time.from..time.to].iter().any(|word| word.is("/") || word.is("ngày"))
    });
    named.next_back().and_then(|time| {
        let last = time.last_day?.year();
        let first = words[time.from..time.to].iter().find_map(|word| {
            word.key.parse::<i32>().ok().filter(|year| (1945..=2100).contains(year))
        });
        Some((first.unwrap_or(last), last))
    })
}

fn first_day(year: i32, day: Option<NaiveDate>) -> Option<NaiveDate> {
    day.filter(|day| day.year() == year).or_else(|| NaiveDate::from_ymd_opt(year, 1, 1))
}
