//! Codes typed on a marked template, each checked against the settings.

use crate::settings::{Basis, Settings, nearest};
use viet_text::text::clean;
use workbook_io::{Address, Grid};

/// A code typed on the template: the indicator or list column, and its basis.
#[derive(Clone, Debug)]
pub struct Code {
    /// Where.
    pub at: Address,
    /// The list; none for a figure.
    pub list: Option<String>,
    /// The indicator's code, or the column's without the list's prefix.
    pub code: String,
    /// The basis.
    pub basis: Basis,
    /// As it should be typed.
    pub full: String,
}

/// All codes on a sheet, downwards and to the right, and what is wrong with them.
#[must_use]
pub fn codes(grid: &Grid, settings: &Settings) -> (Vec<Code>, Vec<(Address, String)>) {
    let mut codes = Vec::new();
    let mut problems = Vec::new();
    for (at, cell) in &grid.cells {
        let Some(text) = cell.text().map(clean) else { continue };
        match code(*at, &text, settings) {
            Some(Ok(code)) => codes.push(code),
            Some(Err(problem)) => problems.push((*at, problem)),
            None => {}
        }
    }
    (codes, problems)
}

/// The code that a text is, or a sentence where it looks like a code and is none.
fn code(at: Address, text: &str, settings: &Settings) -> Option<Result<Code, String>> {
    // Spreadsheet programs turn the first letter into a capital.
    let text = text.to_lowercase();
    if text.contains(char::is_whitespace) || text.is_empty() {
        return None;
    }
    let (name, suffix) = text.split_at(text.find('@').unwrap_or(text.len()));
    let Some((list, code)) = resolve(name, settings) else {
        return unknown(name, settings).map(Err);
    };
    let Some(basis) = Basis::ALL.into_iter().find(|basis| basis.suffix() == suffix) else {
        return Some(Err(unknown_basis(name, suffix)));
    };
    Some(Ok(Code { at, list, code, basis, full: text }))
}

/// The list and column, or the indicator, of that name.
fn resolve(name: &str, settings: &Settings) -> Option<(Option<String>, String)> {
    let column = name.split_once('.').and_then(|(prefix, column)| {
        let list = settings.lists.get(prefix)?;
        list.columns.contains_key(column).then(|| (Some(prefix.to_owned()), column.to_owned()))
    });
    let figure = || settings.indicators.contains_key(name).then(|| (None, name.to_owned()));
    column.or_else(figure)
}

/// The problem with a text that looks like a code and is none; `None` for other text.
fn unknown(name: &str, settings: &Settings) -> Option<String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.');
    let begins = name.starts_with(|c: char| c.is_ascii_lowercase());
    let parted = name.contains(['.', '_']) && !name.ends_with(['.', '_']);
    if !begins || !parted || !name.chars().all(plain) {
        return None;
    }
    let known = known_codes(settings);
    let meant = nearest(name, known.iter().map(String::as_str));
    let prefix = name.split('.').next().unwrap_or_default();
    let known_prefix = || known.iter().any(|code| code.split('.').next() == Some(prefix));
    // "v.v", "tr.d" and addresses for letters are no codes.
    let is_meant = meant.is_some() || known_prefix() || name.contains('_') && name.contains('.');
    let hint = match meant {
        Some(meant) => format!("; ý là \"{meant}\"?"),
        None => ". Xem cột Mã ở trang Số liệu, Danh sách của khai-bao.xlsx".to_owned(),
    };
    is_meant.then(|| format!("mã {name} không có trong tệp khai báo{hint}"))
}

fn known_codes(settings: &Settings) -> Vec<String> {
    let lists = settings.lists.values();
    let columns =
        lists.flat_map(|list| list.columns.keys().map(move |c| format!("{}.{c}", list.code)));
    settings.indicators.keys().cloned().chain(columns).collect()
}

fn unknown_basis(name: &str, suffix: &str) -> String {
    let known: Vec<&str> =
        Basis::ALL.iter().map(|basis| basis.suffix()).filter(|suffix| !suffix.is_empty()).collect();
    let hint = nearest(suffix, known.iter().copied())
        .map_or_else(String::new, |meant| format!("; ý là \"{name}{meant}\"?"));
    let hint = if hint.is_empty() { ".".to_owned() } else { hint };
    format!(
        "sau mã {name} ghi \"{suffix}\" là căn cứ không có{hint} Để trống cho số thực hiện, hoặc ghi \
         {}",
        known.join(", ")
    )
}
