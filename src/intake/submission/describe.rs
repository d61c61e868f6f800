//! Describes a workbook that lies where another was expected, in the officer's words.

use crate::form::{NamedUnit, Template, UnitNames};
use crate::settings::Settings;
use crate::workspace::annex_book::{overview, sources};
use viet_text::period::Period;
use viet_text::text::folded;
use workbook_io::Workbook;

use super::{Month, Submission, gather_books};

/// Sheets by which the settings workbook is known.
const OF_SETTINGS: [&str; 2] = ["Cơ quan", "Đơn vị"];
/// Sheets of a workbook of another kind that are named.
const NAMED: usize = 6;

/// "báo cáo của Xã Mỹ Quý, tháng 10/2023", "một phụ lục tháng 9/2023", or what its sheets are.
#[must_use]
pub fn describe_book(
    book: &Workbook,
    period: Period,
    settings: &Settings,
    templates: &[Template],
) -> String {
    let filled = book.sheets.iter().filter(|grid| !grid.cells.is_empty());
    let names: Vec<&str> = filled.map(|grid| grid.name.as_str()).collect();
    if names.is_empty() {
        return "một bảng tính trống".to_owned();
    }
    if sources(book).is_some() {
        return annex(book, settings);
    }
    if OF_SETTINGS.iter().all(|own| names.iter().any(|name| folded(name) == folded(own))) {
        return "một tệp khai báo".to_owned();
    }
    let month = gather_books(vec![("", Ok(book.clone()))], period, settings, templates);
    match &month.submissions[..] {
        [] => of_sheets(&names),
        reports => report(reports.iter().map(|report| &**report), &month, settings),
    }
}

fn annex(book: &Workbook, settings: &Settings) -> String {
    let overview = overview(book, &UnitNames::new(&settings.office, &settings.units));
    let heading = overview.as_ref().and_then(|overview| overview.heading.period);
    let of = heading.map(|(period, _)| format!(" {}", period.in_words()));
    let by = overview.map(|overview| overview.office).filter(|office| !office.is_empty());
    let by = by.map(|office| format!(" của {office}"));
    format!("một phụ lục{}{}", of.unwrap_or_default(), by.unwrap_or_default())
}

fn report<'m>(
    reports: impl Iterator<Item = &'m Submission>,
    month: &Month,
    settings: &Settings,
) -> String {
    let (mut names, mut periods): (Vec<&str>, Vec<Period>) = (Vec::new(), Vec::new());
    for report in reports {
        let name = match &report.unit {
            Some(NamedUnit::Known(unit)) => settings.units[*unit].name.as_str(),
            Some(NamedUnit::Unknown(name)) => name,
            None => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
        periods.extend(report.period);
    }
    let period = periods.first().copied().unwrap_or(month.period).in_words();
    match names[..] {
        [] => "một báo cáo theo biểu mẫu của cơ quan".to_owned(),
        _ => format!("báo cáo của {}, {period}", names.join(", ")),
    }
}

fn of_sheets(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("\"{name}\"")).collect();
    let more = if names.len() > NAMED { "…" } else { "" };
    format!("một bảng tính khác, gồm các trang {}{more}", shown.join(", "))
}
