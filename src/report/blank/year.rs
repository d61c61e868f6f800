//! Years in a form's headers.

use crate::form::SheetForm;
use crate::settings::Basis;
use viet_text::period::Period;
use workbook_io::{Address, Grid};

/// The header's texts that name years, moved to the period's: a template of 2023 names 2023 and
/// 2022.
pub(in crate::report) fn header_years(
    grid: &Grid,
    form: &SheetForm,
    period: Period,
) -> Vec<(Address, String)> {
    let (top, bottom) = (form.header_rows[0], form.header_rows[form.header_rows.len() - 1]);
    let header = || grid.cells.range(Address::new(top, 0)..Address::new(bottom + 1, 0));
    let texts = || header().filter_map(|(at, cell)| Some((*at, cell.text()?)));
    // Columns for last year name the year before the form's.
    let only_prior = form.cells.iter().all(|cell| cell.basis == Basis::Prior);
    let prior_cols: Vec<u32> =
        form.cells.iter().filter(|c| c.basis == Basis::Prior).map(|c| c.at.col).collect();
    let others = texts().filter(|(at, _)| !prior_cols.contains(&at.col));
    let own = others.filter_map(|(_, text)| latest_year(text)).max();
    let prior = texts().filter_map(|(_, text)| latest_year(text)).max().map(|year| year + 1);
    let Some(base) = own.filter(|_| !only_prior).or(prior) else { return Vec::new() };
    let moved = |(at, text)| Some((at, with_years(text, period.year() - base)?));
    texts().filter_map(moved).collect()
}

/// The text with all years moved by this many; `None` if nothing changes.
fn with_years(text: &str, by: i32) -> Option<String> {
    let mut written = String::new();
    let mut changed = false;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end =
            rest[start..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |e| start + e);
        written.push_str(&rest[..start]);
        match year(&rest[start..end]) {
            Some(year) if by != 0 => {
                written.push_str(&(year + by).to_string());
                changed = true;
            }
            _ => written.push_str(&rest[start..end]),
        }
        rest = &rest[end..];
    }
    written.push_str(rest);
    changed.then_some(written)
}

/// The latest year that a text names.
fn latest_year(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(year).max()
}

fn year(digits: &str) -> Option<i32> {
    let plausible = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if plausible { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_move() {
        assert_eq!(with_years("Thực hiện năm 2022", 2).as_deref(), Some("Thực hiện năm 2024"));
        assert_eq!(with_years("Kế hoạch", 2), None);
        assert_eq!(latest_year("Năm 2022, 2023"), Some(2023));
    }
}
