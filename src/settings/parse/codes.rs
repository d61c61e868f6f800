//! Arithmetic in a cell of the settings, its codes checked against the indicators.

use super::arithmetic::parse;
use super::cell::SettingsCell;
use super::problem::{Problems, did_you_mean};
use crate::settings::model::{ByCode, Expr, Indicator};

/// Arithmetic whose codes all exist.
pub(super) fn arithmetic(
    sheet: &str,
    header: &str,
    written: &SettingsCell,
    indicators: &ByCode<Indicator>,
    problems: &mut Problems,
) -> Option<Expr> {
    let expr = match parse(&written.text) {
        Ok(expr) => expr,
        Err(reason) => {
            let message = format!("cột \"{header}\" ghi \"{}\": {reason}", written.text);
            problems.add(sheet, Some(written.at), message);
            return None;
        }
    };
    let unknown: Vec<_> =
        expr.terms().into_iter().filter(|term| !indicators.contains_key(&term.code)).collect();
    for term in &unknown {
        let hint = did_you_mean(&term.code, indicators.keys().map(String::as_str));
        let message = format!("không có mã số liệu {}{hint}", term.code);
        problems.add(sheet, Some(written.at), message);
    }
    unknown.is_empty().then_some(expr)
}
