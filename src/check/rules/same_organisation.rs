//! Rows of one unit's list that all count and may be one organisation: its name is spelt out in one
//! and abbreviated in the other, all their numbers are the same, or their names are the same and
//! nothing else tells them apart.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::check::sentence_parts::{first_few, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::{Alternative, CellPlace, Change, Changed};
use crate::figures::consolidate::{MergedList, MergedRow, same_days, same_person};
use crate::figures::decision::SAME_ORGANISATION;
use crate::form::FieldValue;
use crate::form::organisation::{NameWords, name_key};
use crate::settings::{List, Settings};

pub(super) const RULE: Rule = Rule {
    code: SAME_ORGANISATION,
    severity: Severity::Warning,
    title: "Các dòng có thể là cùng một tổ chức",
    why: "Một tổ chức ghi hai lần, một lần viết tắt, một lần viết đủ, thì bị tính hai lần. Nhiều tổ chức \
          trùng tên thì không được bỏ dòng nào khi chưa hỏi.",
    remedy: "Các dòng đều đang được tính. Hỏi đơn vị: nếu là một thì bỏ bớt dòng; nếu khác nhau thì ghi \
             tên hoặc ngày thành lập cho phân biệt. Cột Ý kiến: bỏ là chỉ tính dòng đầu, bỏ dòng 9 là không \
             tính dòng 9, giữ là vẫn tính tất cả.",
    example: "Xã Năm, Biểu 02, dòng 9 và 11: HTX DVNN Năm và HTX Dịch vụ nông nghiệp Năm có thể là một tổ \
              chức (một tên viết tắt, một tên viết đủ). Đang tính cả 2 dòng. Đề nghị kiểm tra.",
    check: Check::Written(check),
};

/// Where more rows than this are alike, any of these may be the one to keep: what is said of so many is
/// that a list was copied down.
const KEPT: usize = 8;

/// A row's name is compared with those of so many rows before it.
const NEAR: usize = 800;

/// Significant digits in which two rows agree that are not the same by chance: fewer where they were
/// founded on one day, more where on two.
const fn telling_digits(same_days: Option<bool>) -> u32 {
    match same_days {
        Some(true) => 6,
        None => 8,
        Some(false) => 12,
    }
}

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let lists = || evidence.figures.lists.iter().zip(evidence.settings.lists.values());
    evidence.map_units(|unit| {
        lists().flat_map(|(merged, list)| findings(evidence, (merged, list), unit)).collect()
    })
}

/// Rows that may be one, and why.
type Alike<'r> = (Vec<&'r MergedRow>, &'static str);

fn findings(
    evidence: &Evidence<'_>,
    (merged, list): (&MergedList, &List),
    unit: usize,
) -> Vec<Finding> {
    // Of what the office has said which rows are organisations, nothing is asked.
    let is_asked = |row: &&MergedRow| row.sub_unit.is_none() && row.row.ruling.is_none();
    let rows: Vec<&MergedRow> = merged.counted(unit).filter(is_asked).collect();
    let mut told: Vec<Vec<&MergedRow>> = Vec::new();
    let mut alike = of_one_name(&rows, list);
    // Numbers of persons are few and often the same.
    if !list.is_of_persons() {
        alike.extend(spelt_out(&rows, list, evidence.settings));
        alike.extend(of_equal_numbers(&rows, list));
    }
    let mut findings = Vec::new();
    for (own, why) in alike {
        let is_told = |known: &Vec<&MergedRow>| {
            own.iter().all(|row| known.iter().any(|other| std::ptr::eq(*row, *other)))
        };
        if !told.iter().any(is_told) {
            findings.push(finding(evidence, list, &own, why));
            told.push(own);
        }
    }
    findings
}

/// Rows of one name that no day of founding tells apart.
fn of_one_name<'r>(rows: &[&'r MergedRow], list: &List) -> Vec<Alike<'r>> {
    let mut by_name: BTreeMap<String, Vec<&MergedRow>> = BTreeMap::new();
    for row in rows {
        by_name.entry(name_key(&row.row.name)).or_default().push(row);
    }
    let groups = by_name.into_values().filter_map(|group| {
        let is_apart = |row: &&MergedRow| {
            let mut others = group.iter().filter(|other| !std::ptr::eq(*row, **other));
            let is_other = |other: &MergedRow| match list.is_of_persons() {
                true => !same_person(list, &row.row, &other.row),
                false => same_days(list, &row.row, &other.row) == Some(false),
            };
            others.all(|other| is_other(other))
        };
        let alike: Vec<&MergedRow> = group.iter().copied().filter(|row| !is_apart(row)).collect();
        (alike.len() > 1).then_some((alike, "trùng tên nhưng số liệu khác nhau"))
    });
    groups.collect()
}

/// Pairs of which one is the other spelt out, a row in one of them with the nearest before it. Names end
/// in what is never abbreviated, so that only rows with one last word are compared.
fn spelt_out<'r>(rows: &[&'r MergedRow], list: &List, settings: &Settings) -> Vec<Alike<'r>> {
    let mut by_last: BTreeMap<String, Vec<(NameWords, &MergedRow)>> = BTreeMap::new();
    for row in rows {
        let name = settings.synonyms.standardised(&name_key(&row.row.name));
        let last = name.rsplit(' ').next().unwrap_or_default().to_owned();
        by_last.entry(last).or_default().push((NameWords::new(&name), row));
    }
    let mut pairs = Vec::new();
    for own in by_last.values() {
        for (place, (name, row)) in own.iter().enumerate() {
            let before = &own[place.saturating_sub(NEAR)..place];
            let twin = before.iter().rev().find(|(other_name, other)| {
                let is_other =
                    row.key == other.key || same_days(list, &row.row, &other.row) == Some(false);
                !is_other && name.may_be_one_with(other_name)
            });
            if let Some((_, other)) = twin {
                pairs.push((vec![*other, *row], "một tên viết tắt, một tên viết đủ"));
            }
        }
    }
    pairs
}

/// Rows that say the same numbers throughout.
fn of_equal_numbers<'r>(rows: &[&'r MergedRow], list: &List) -> Vec<Alike<'r>> {
    let mut by_numbers: BTreeMap<Vec<(usize, usize, Decimal)>, Vec<&MergedRow>> = BTreeMap::new();
    for row in rows {
        let fields = row.row.filled().filter_map(|field| match field.value {
            FieldValue::Number(reading) => {
                Some((field.place, field.basis as usize, reading.number()?.normalize()))
            }
            _ => None,
        });
        let numbers: Vec<_> = fields.collect();
        by_numbers.entry(numbers).or_default().push(row);
    }
    let alike = by_numbers.into_iter().filter_map(|(numbers, group)| {
        let telling: u32 = numbers.iter().map(|(_, _, number)| digits(*number)).sum();
        let has_twin = |row: &&MergedRow| {
            let mut others = group.iter().filter(|other| !std::ptr::eq(*row, **other));
            others.any(|other| telling >= telling_digits(same_days(list, &row.row, &other.row)))
        };
        let alike: Vec<&MergedRow> = group.iter().copied().filter(has_twin).collect();
        (alike.len() > 1).then_some((alike, "mọi con số giống hệt nhau"))
    });
    alike.collect()
}

/// The digits of a number but for the noughts at its ends.
fn digits(number: Decimal) -> u32 {
    let written = number.abs().normalize().mantissa().to_string();
    let telling = written.trim_matches('0').len();
    u32::try_from(telling).unwrap_or(u32::MAX)
}

fn finding(evidence: &Evidence<'_>, list: &List, rows: &[&MergedRow], why: &str) -> Finding {
    let first = rows[0];
    let here = |row: &&&MergedRow| row.on == first.on;
    let place = |row: &&MergedRow| match row.on == first.on {
        true => format!("{}", row.row.row + 1),
        false => format!("{} ({})", row.row.row + 1, row.on.sheet),
    };
    let lines: Vec<String> = rows.iter().map(place).collect();
    let mut names: Vec<String> = rows.iter().map(|row| row.row.name.to_string()).collect();
    names.dedup();
    let lines = first_few(&lines, "dòng").replace("; ", ", ");
    let names = first_few_names(&names);
    let what = format!("{names} có thể là một tổ chức ghi nhiều lần ({why})");
    let columns = list.columns.keys();
    let mut indicators: Vec<String> =
        columns.flat_map(|column| evidence.drawn_from_column(&list.code, column)).collect();
    indicators.sort();
    indicators.dedup();
    Finding {
        unit: Some(first.unit),
        file: first.on.file.to_string(),
        sheet: first.on.sheet.to_string(),
        cells: rows.iter().filter(here).map(|row| row.row.name_at).collect(),
        found: names,
        message: format!(
            "{}, {}, dòng {lines}: {what}. Đang tính cả {} dòng. Đề nghị kiểm tra: nếu là một thì bỏ \
             bớt dòng, nếu không thì ghi tên hoặc ngày thành lập cho phân biệt.",
            unit_name(evidence, first.unit),
            first.on.sheet,
            rows.len()
        ),
        ask: format!(
            "dòng {lines}: {what}. Nếu là một, đề nghị bỏ dòng ghi lặp; nếu là các tổ chức khác nhau, \
             ghi tên hoặc ngày thành lập cho phân biệt."
        ),
        about_rows: true,
        indicators,
        alternatives: rows.iter().take(KEPT).map(|kept| all_but(rows, kept)).collect(),
        ..Finding::default()
    }
}

fn first_few_names(names: &[String]) -> String {
    match names.len() {
        0..=KEPT => names.join(" và "),
        _ => first_few(names, "tên"),
    }
}

/// The alternative that all are one organisation, told by one of the rows.
fn all_but(rows: &[&MergedRow], kept: &MergedRow) -> Alternative {
    let others = rows.iter().filter(|row| !std::ptr::eq(**row, kept));
    let left_out = others.map(|row| {
        let place = CellPlace { on: Arc::clone(&row.on), at: row.row.name_at };
        Change { unit: row.unit, what: Changed::RowLeftOut(place) }
    });
    left_out.collect()
}
