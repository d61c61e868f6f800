//! Sheet Quan hệ: relations.

use super::codes::arithmetic;
use super::problem::Problems;
use super::rows::RelationRow;
use super::table::read_table;
use super::values::meaning;
use crate::kinds::Sign;
use crate::settings::model::{ByCode, Expr, Indicator, Relation};
use viet_text::text::without_stop;
use workbook_io::Workbook;

const SHEET: &str = "Quan hệ";

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
        // It stands inside a sentence.
        let explanation = data.explanation.as_ref().map(|e| without_stop(&e.text).to_owned());
        let explanation = explanation.unwrap_or_default();
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
