//! Values of settings cells: words of drop-downs, numbers, days, several names in one cell.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::cell::SettingsCell;
use super::problem::{Problems, did_you_mean_stop};
use crate::settings::model::Basis;
use viet_text::date::read_date;
use viet_text::notation::vietnamese;
use viet_text::number::{NumberText, read_typed_decimal};
use viet_text::text::folded;

pub(super) fn day(
    sheet: &str,
    written: Option<&SettingsCell>,
    header: &str,
    problems: &mut Problems,
) -> Option<NaiveDate> {
    let written = written?;
    let day = read_date(&written.text);
    if day.is_none() {
        let message =
            format!("cột \"{header}\" ghi \"{}\"; cần ngày viết như 12/8/2021", written.text);
        problems.add(sheet, Some(written.at), message);
    }
    day
}

/// Several names in one cell, separated by `;`.
pub(super) fn split(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The meaning of a word, or a problem at its cell that lists the words there are.
pub(super) fn meaning<T: Copy>(
    sheet: &str,
    header: &str,
    written: &SettingsCell,
    words: &[(&str, T)],
    problems: &mut Problems,
) -> Option<T> {
    let found = words.iter().find(|(word, _)| folded(word) == folded(&written.text));
    if found.is_none() {
        let known = words.iter().map(|(word, _)| *word);
        let hint = did_you_mean_stop(&written.text, known.clone());
        let all = known.collect::<Vec<_>>().join("\", \"");
        let message = format!(
            "cột \"{header}\" ghi \"{}\"{hint} Chỉ dùng một trong: \"{all}\"",
            written.text
        );
        problems.add(sheet, Some(written.at), message);
    }
    found.map(|(_, meaning)| *meaning)
}

/// A number typed in the settings, read as strictly as a commune's.
pub(super) fn number(
    sheet: &str,
    header: &str,
    written: &SettingsCell,
    problems: &mut Problems,
) -> Option<Decimal> {
    match read_typed_decimal(&written.text) {
        Ok(number) => Some(number),
        Err(reading) => {
            let reason = match reading {
                NumberText::Doubtful(_) => {
                    "có hai cách hiểu; viết dấu chấm cho hàng nghìn, dấu phẩy cho phần lẻ"
                }
                NumberText::TooLarge => "số quá lớn",
                _ => "không phải là số",
            };
            let message = format!("cột \"{header}\" ghi \"{}\": {reason}", written.text);
            problems.add(sheet, Some(written.at), message);
            None
        }
    }
}

/// A number measured in a unit; of one in per cent the sign may stand behind it, as it does where the
/// cell's format shows it. Thousands of per cents are a share that was multiplied once more.
pub(super) fn number_in(
    unit: &str,
    sheet: &str,
    header: &str,
    written: &SettingsCell,
    problems: &mut Problems,
) -> Option<Decimal> {
    if unit.trim() != "%" {
        return number(sheet, header, written, problems);
    }
    let text = written.text.trim_end_matches('%').trim().to_owned();
    let value = number(sheet, header, &SettingsCell { text, at: written.at }, problems)?;
    if value.abs() <= Decimal::ONE_THOUSAND {
        return Some(value);
    }
    let message = format!(
        "cột \"{header}\" ghi {}%: không phải là tỷ lệ; có phải là {}%? Kiểm tra rồi nhập lại",
        vietnamese(value),
        vietnamese(value / Decimal::ONE_HUNDRED)
    );
    problems.add(sheet, Some(written.at), message);
    None
}

/// A number of decimals, from 0 to 6.
pub(super) fn decimals(
    sheet: &str,
    header: &str,
    written: Option<&SettingsCell>,
    problems: &mut Problems,
) -> Option<u32> {
    let written = written?;
    let number = number(sheet, header, written, problems)?;
    let decimals = u32::try_from(number).ok().filter(|n| *n <= 6 && Decimal::from(*n) == number);
    if decimals.is_none() {
        let message = format!("cột \"{header}\" ghi \"{}\"; cần số từ 0 đến 6", written.text);
        problems.add(sheet, Some(written.at), message);
    }
    decimals
}

/// Bases by the word typed.
pub(super) const BASES: &[(&str, Basis)] = &[
    ("thực hiện", Basis::Actual),
    ("ước cả năm", Basis::Estimate),
    ("ước thực hiện cả năm", Basis::Estimate),
    ("ước", Basis::Estimate),
];
