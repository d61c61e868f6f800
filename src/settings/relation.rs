//! Relations that one unit's figures must satisfy.

use super::ByCode;
use super::arithmetic::{Expr, Term};
use super::codes::arithmetic;
use super::indicator::Indicator;
use super::problem::Problems;
use super::rows::RelationRow;
use super::table::read_table;
use super::word::meaning;
use crate::kinds::Sign;
use workbook_io::Workbook;

const SHEET: &str = "Quan hệ";

/// A relation between one unit's figures: parts and their total, opening and closing.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The figure on the left.
    pub left: Term,
    /// `=` or `<=`.
    pub comparison: Sign,
    /// What it is held against.
    pub right: Expr,
    /// Why it must hold, in the office's words.
    pub explanation: String,
}

const SIGNS: &[(&str, Sign)] = &[("=", Sign::Equal), ("<=", Sign::AtMost), ("≤", Sign::AtMost)];

pub(super) fn read(
    book: &Workbook,
    indicators: &ByCode<Indicator>,
    problems: &mut Problems,
) -> Vec<Relation> {
    let table = read_table::<RelationRow>(book, SHEET, problems);
    let mut relations = Vec::new();
    for (row, data) in &table.rows {
        let left = table.need(*row, "Số liệu", data.left.as_ref(), problems);
        let sign = table.need(*row, "Phép so", data.comparison.as_ref(), problems);
        let right = table.need(*row, "Các số liệu cộng", data.right.as_ref(), problems);
        let (Some(left), Some(sign), Some(right)) = (left, sign, right) else { continue };
        let header = "Các số liệu cộng";
        let left_expr = arithmetic(SHEET, "Số liệu", left, indicators, problems);
        let comparison = meaning(SHEET, "Phép so", sign, SIGNS, problems);
        let right = arithmetic(SHEET, header, right, indicators, problems);
        let explanation = data.explanation.as_ref().map(|e| e.text.clone()).unwrap_or_default();
        match (left_expr, comparison, right) {
            (Some(Expr::Term(left)), Some(comparison), Some(right)) => {
                relations.push(Relation { left, comparison, right, explanation });
            }
            (Some(expr), _, _) if !matches!(expr, Expr::Term(_)) => {
                problems.add(SHEET, Some(left.at), "cột \"Số liệu\" chỉ ghi một mã số liệu");
            }
            _ => {}
        }
    }
    relations
}
