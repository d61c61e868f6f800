//! Sheet Số liệu: how an indicator is drawn from a list, by operation, column and conditions.

use super::cell::SettingsCell;
use super::problem::{Problems, did_you_mean};
use super::rows::{INDICATORS, IndicatorRow};
use super::table::Table;
use super::values::split;
use crate::kinds::{Sign, after, before, split_comparison};
use crate::settings::model::{
    ByCode, Column, ColumnKind, Condition, Derivation, List, ListOperation, Test,
};
use viet_text::date::read_date;
use viet_text::number::read_typed_decimal;
use viet_text::text::folded;

/// The derivation that a row of the settings gives its indicator.
pub(super) fn derivation(
    table: &Table<IndicatorRow>,
    row: u32,
    data: &IndicatorRow,
    lists: &ByCode<List>,
    problems: &mut Problems,
) -> Option<Derivation> {
    let written = data.list.as_ref()?;
    let Some(list) = lists.get(&written.text) else {
        let hint = did_you_mean(&written.text, lists.keys().map(String::as_str));
        let message = format!("không có danh sách {}{hint}", written.text);
        problems.add(INDICATORS, Some(written.at), message);
        return None;
    };
    let operation = table.need(row, "Phép tính", data.operation.as_ref(), problems)?;
    let operation = list_operation(operation, data.column.as_ref(), list, problems);
    let fields = [&data.condition_1, &data.condition_2, &data.condition_3, &data.condition_4];
    let conditions =
        fields.into_iter().flatten().filter_map(|written| condition(written, list, problems));
    let conditions = conditions.collect();
    Some(Derivation { list: list.code.clone(), operation: operation?, conditions })
}

fn list_operation(
    written: &SettingsCell,
    column: Option<&SettingsCell>,
    list: &List,
    problems: &mut Problems,
) -> Option<ListOperation> {
    let word = folded(&written.text);
    if word == "đếm" {
        return Some(ListOperation::Count);
    }
    let Some(column) = column else {
        let message = format!("phép tính \"{}\" cần ghi cột \"Cột\"", written.text);
        problems.add(INDICATORS, Some(written.at), message);
        return None;
    };
    let code = column_code(&column.text, column, list, problems)?;
    match (word.as_str(), after(&written.text, "bình quân theo")) {
        ("tổng", _) => Some(ListOperation::Sum(code)),
        ("bình quân", _) => Some(ListOperation::Mean(code)),
        (_, Some(weight)) => {
            let weight = column_code(weight, written, list, problems)?;
            Some(ListOperation::MeanBy(code, weight))
        }
        _ => {
            let message = format!(
                "phép tính \"{}\" không có. Dùng: đếm; tổng; bình quân; bình quân theo CỘT",
                written.text
            );
            problems.add(INDICATORS, Some(written.at), message);
            None
        }
    }
}

/// A column by its code or by its name.
fn column_code(
    text: &str,
    written: &SettingsCell,
    list: &List,
    problems: &mut Problems,
) -> Option<String> {
    let text = text.trim();
    let found = list
        .columns
        .values()
        .find(|column| column.code == text || folded(&column.name) == folded(text));
    if found.is_none() {
        let hint = did_you_mean(text, list.columns.keys().map(String::as_str));
        let message = format!("danh sách {} không có cột \"{text}\"{hint}", list.code);
        problems.add(INDICATORS, Some(written.at), message);
    }
    found.map(|column| column.code.clone())
}

/// `cot = Nông nghiệp` | `cot = Tốt; Khá` | `cot khác Yếu` | `cot > 0` | `cot >= 12/8/2021` |
/// `cot trong năm báo cáo` | `cot có ghi`.
fn condition(written: &SettingsCell, list: &List, problems: &mut Problems) -> Option<Condition> {
    let text = written.text.as_str();
    for (phrase, test) in [("trong năm báo cáo", Test::InReportYear), ("có ghi", Test::Filled)]
    {
        if let Some(column) = before(text, phrase) {
            let column = column_code(column, written, list, problems)?;
            return Some(Condition { column, test });
        }
    }
    if let Some((column, value)) = text.split_once(" khác ") {
        let column = column_code(column, written, list, problems)?;
        let test = choices(value, &list.columns[&column]).map(Test::SaysNot);
        return resolved(test, column, value, written, list, problems);
    }
    let Some((column, comparison, value)) = split_comparison(text) else {
        let message = format!(
            "không hiểu điều kiện \"{text}\". Viết như: CỘT = Nông nghiệp; CỘT = Tốt; Khá; CỘT khác \
             Yếu; CỘT > 0; CỘT có ghi; CỘT trong năm báo cáo"
        );
        problems.add(INDICATORS, Some(written.at), message);
        return None;
    };
    let code = column_code(column, written, list, problems)?;
    let kind = list.columns[&code].kind;
    let test = match (kind, comparison) {
        (ColumnKind::Mark, Sign::Equal) if folded(value) == "x" => Some(Test::Ticked),
        (ColumnKind::Date, _) => read_date(value).map(|day| Test::Day(comparison, day)),
        (ColumnKind::Count | ColumnKind::Money, _) => {
            read_typed_decimal(value).ok().map(|number| Test::Number(comparison, number))
        }
        (ColumnKind::Choice | ColumnKind::Text | ColumnKind::Name, Sign::Equal) => {
            choices(value, &list.columns[&code]).map(Test::Says)
        }
        _ => None,
    };
    resolved(test, code, value, written, list, problems)
}

fn resolved(
    test: Option<Test>,
    column: String,
    value: &str,
    written: &SettingsCell,
    list: &List,
    problems: &mut Problems,
) -> Option<Condition> {
    if test.is_none() {
        let known = &list.columns[&column].choices;
        let wrong = split(value).into_iter().find(|word| choice(word, known).is_none());
        let wrong = wrong.unwrap_or_else(|| value.to_owned());
        let message = format!(
            "điều kiện \"{}\": cột {column} không so sánh được với \"{wrong}\"{}",
            written.text,
            did_you_mean(&wrong, known.iter().map(String::as_str))
        );
        problems.add(INDICATORS, Some(written.at), message);
    }
    test.map(|test| Condition { column, test })
}

/// Words that the column may hold, separated by `;`.
fn choices(value: &str, column: &Column) -> Option<Vec<String>> {
    let worded = matches!(column.kind, ColumnKind::Choice | ColumnKind::Text | ColumnKind::Name);
    let words: Vec<String> = split(value);
    if !worded || words.is_empty() {
        return None;
    }
    words.iter().map(|word| choice(word, &column.choices)).collect()
}

/// A word that the column may hold; any word where the settings list none.
fn choice(value: &str, choices: &[String]) -> Option<String> {
    let known = choices.is_empty() || choices.iter().any(|word| folded(word) == folded(value));
    known.then(|| folded(value))
}
