//! Sheet Quan hệ: relations.

use super::codes::arithmetic;
use super::problem::Problems;
use super::rows::RelationRow;
use super::table::read_table;
use super::values::meaning;
use crate::kinds::Sign;
use crate::settings::model::{ByCode, Expr, Indicator, List, ListRelation, Relation, Term};
use viet_text::text::without_stop;
use workbook_io::Workbook;

const SHEET: &str = "Quan hệ";

const SIGNS: &[(&str, Sign)] = &[("=", Sign::Equal), ("<=", Sign::AtMost), ("≤", Sign::AtMost)];

/// Relations between figures, and those between columns of one list.
pub(super) fn read(
    book: &Workbook,
    indicators: &ByCode<Indicator>,
    lists: &ByCode<List>,
    problems: &mut Problems,
) -> (Vec<Relation>, Vec<ListRelation>) {
    let table = read_table::<RelationRow>(book, SHEET, problems);
    let (mut relations, mut of_lists) = (Vec::new(), Vec::new());
    for (row, data) in &table.rows {
        let left = table.need(*row, "Số liệu", data.left.as_ref(), problems);
        let sign = table.need(*row, "Phép so", data.comparison.as_ref(), problems);
        let right = table.need(*row, "Các số liệu cộng", data.right.as_ref(), problems);
        let (Some(left), Some(sign), Some(right)) = (left, sign, right) else { continue };
        let comparison = meaning(SHEET, "Phép so", sign, SIGNS, problems);
        // It stands inside a sentence.
        let explanation = data.explanation.as_ref().map(|e| without_stop(&e.text).to_owned());
        let explanation = explanation.unwrap_or_default();
        if let Some((list, left, right)) = between_columns(&left.text, &right.text, lists) {
            if let Some(comparison) = comparison {
                let relation = Relation { left, comparison, right, explanation };
                of_lists.push(ListRelation { list, relation });
            }
            continue;
        }
        let header = "Các số liệu cộng";
        let left_expr = arithmetic(SHEET, "Số liệu", left, indicators, problems);
        let right = arithmetic(SHEET, header, right, indicators, problems);
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
    (relations, of_lists)
}

/// Both sides, where all that they name are columns of one list.
fn between_columns(left: &str, right: &str, lists: &ByCode<List>) -> Option<(String, Term, Expr)> {
    let (Expr::Term(left), right) = (left.parse().ok()?, right.parse::<Expr>().ok()?) else {
        return None;
    };
    let list = left.code.split('.').next()?.to_owned();
    let columns = &lists.get(&list)?.columns;
    let is_column = |term: &Term| {
        let column = term.code.split_once('.').filter(|(prefix, _)| *prefix == list);
        column.is_some_and(|(_, column)| columns.contains_key(column))
    };
    let all = right.terms().into_iter().chain([&left]).all(is_column);
    all.then_some((list, left, right))
}
