//! Cells joined into one among the data: what shows in them may be said of several rows, and what
//! lies beneath shows nowhere.

use crate::check::sentence_parts::{first_few, place_of};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::{JoinedCells, Leftover, LeftoverKind};
use viet_text::number::read_typed_decimal;

pub(super) const RULE: Rule = Rule {
    code: "o-gop",
    severity: Severity::Warning,
    title: "Ô gộp trong phần số liệu",
    why: "Một số trong ô gộp qua nhiều dòng có thể là của từng dòng hoặc của cả nhóm; số nằm dưới ô \
          gộp thì không ai nhìn thấy.",
    remedy: "Chữ, ngày, dấu trong ô gộp được tính cho từng dòng; số chỉ tính một lần, ở dòng đầu; số \
             nằm dưới ô gộp không được dùng. Đề nghị đơn vị bỏ gộp ô, ghi riêng từng dòng.",
    example: "Xã Năm, Biểu 02, ô F9: ô gộp F9:F11 ghi 115, không rõ là của từng dòng hay của cả nhóm. \
              Chỉ tính một lần, ở dòng đầu. Đề nghị bỏ gộp ô, ghi riêng từng dòng.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    evidence.used_sheets().flat_map(|used| findings(evidence, used)).collect()
}

fn findings(evidence: &Evidence<'_>, used: UsedSheet<'_>) -> Vec<Finding> {
    let joined = |is_given: bool| {
        let joined = used.sheet.joined.iter().filter(move |joined| joined.is_given == is_given);
        joined.collect::<Vec<_>>()
    };
    let leftovers = used.sheet.leftovers.iter();
    let covered: Vec<&Leftover> =
        leftovers.filter(|cell| cell.kind == LeftoverKind::Covered).collect();
    [
        once(evidence, used, &joined(false)),
        given(evidence, used, &joined(true)),
        beneath(evidence, used, &covered),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn areas(joined: &[&JoinedCells]) -> String {
    let said = |joined: &&JoinedCells| format!("{} ghi {}", joined.area, joined.written.trim());
    first_few(&joined.iter().map(said).collect::<Vec<_>>(), "ô gộp")
}

/// What shows was taken once, at the first cell.
fn once(evidence: &Evidence<'_>, used: UsedSheet<'_>, joined: &[&JoinedCells]) -> Option<Finding> {
    let finding = of_areas(used, joined)?;
    let what = format!("ô gộp {}, không rõ là của từng ô hay chung cho cả nhóm", finding.found);
    let message = format!(
        "{}: {what}. Chỉ tính một lần, ở ô đầu. Đề nghị bỏ gộp ô, ghi riêng từng ô.",
        place_of(evidence, &finding)
    );
    let ask = format!("{what}. Đề nghị bỏ gộp ô, ghi riêng từng ô.");
    let each = joined.iter().filter_map(|joined| {
        let number = read_typed_decimal(joined.written.trim()).ok()?;
        let cells = used.sheet.rows.iter().flat_map(|row| row.fields()).map(|field| field.at);
        let cells = cells.filter(|at| joined.area.contains(*at));
        Some(cells.map(move |at| (at, Some(number))))
    });
    let alternatives = vec![finding.numbers(each.flatten())];
    Some(Finding { message, ask, alternatives, ..finding })
}

/// What shows was taken for each row.
fn given(evidence: &Evidence<'_>, used: UsedSheet<'_>, joined: &[&JoinedCells]) -> Option<Finding> {
    let finding = of_areas(used, joined)?;
    let message = format!(
        "{}: ô gộp {}. Đã tính cho từng dòng, từng cột trong ô gộp. Nếu đúng như vậy thì không cần xử \
         lý; nếu không, đề nghị bỏ gộp ô, ghi riêng từng ô.",
        place_of(evidence, &finding),
        finding.found
    );
    Some(Finding { message, eased: Some(Severity::Info), ..finding })
}

/// A finding about cells joined into one; `None` where there are none.
fn of_areas(used: UsedSheet<'_>, joined: &[&JoinedCells]) -> Option<Finding> {
    if joined.is_empty() {
        return None;
    }
    let finding = used.finding(joined.iter().map(|joined| joined.area.from).collect());
    Some(Finding { found: areas(joined), ..finding })
}

/// What lies beneath was not used.
fn beneath(evidence: &Evidence<'_>, used: UsedSheet<'_>, covered: &[&Leftover]) -> Option<Finding> {
    if covered.is_empty() {
        return None;
    }
    let said: Vec<String> =
        covered.iter().map(|cell| format!("ô {} có {}", cell.at, cell.written.trim())).collect();
    let finding = Finding {
        found: covered.iter().map(|cell| cell.written.trim()).collect::<Vec<_>>().join("; "),
        ..used.finding(covered.iter().map(|cell| cell.at).collect())
    };
    let what = format!("nằm dưới ô gộp nên không nhìn thấy ({})", first_few(&said, "ô"));
    let message = format!(
        "{}: có nội dung {what}. Không dùng. Đề nghị bỏ gộp ô để kiểm tra.",
        place_of(evidence, &finding)
    );
    let ask = format!("có nội dung {what}. Đề nghị bỏ gộp ô, xóa nội dung thừa hoặc ghi đúng ô.");
    let used = covered
        .iter()
        .filter_map(|cell| Some((cell.at, Some(read_typed_decimal(cell.written.trim()).ok()?))));
    let alternatives = vec![finding.numbers(used)];
    Some(Finding { message, ask, alternatives, ..finding })
}
