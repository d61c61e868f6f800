//! Numbers that are crossed out, or of which a part is.

use crate::check::number_cell::{NumberCell, all_written, by_sheet};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity, unreadable_cells};
use crate::form::{NoNumber, Reading};
use viet_text::number::read_typed_decimal;

pub(super) const RULE: Rule = Rule {
    code: "so-bi-gach",
    severity: Severity::Error,
    title: "Số bị gạch ngang, hoặc có phần bị gạch, có dấu chú thích",
    why: "Chữ số bị gạch ngang là số đã bỏ, số nhỏ viết lên cao là dấu chú thích; đọc cả vào thì \
          \"12\" thành \"112\".",
    remedy: "Đề nghị đơn vị xóa hẳn phần bị gạch; nếu số bị gạch vẫn đúng thì bỏ gạch ngang.",
    example: "Xã Hai, Biểu 02, ô I9: ô có chữ số bị gạch ngang hoặc dấu chú thích, chỉ đọc phần còn lại \
              (Lao động của HTX DVNN Hai ghi \"112\", đang dùng 12). Đề nghị xóa phần bị gạch, ghi lại số.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let is_struck = |reading: &Reading| *reading == Reading::NotANumber(NoNumber::CrossedOut);
    let to_do = "Đề nghị xóa hoặc bỏ gạch ngang, ghi số đang đúng.";
    let mut findings = unreadable_cells::findings(evidence, is_struck, "số bị gạch ngang", to_do);
    let all = evidence.odd_cells();
    let in_part = all.iter().copied().filter(|cell| matches!(cell.reading, Reading::TextInPart(_)));
    findings.extend(by_sheet(in_part).iter().map(|cells| read_in_part(evidence, cells)));
    findings
}

fn read_in_part(evidence: &Evidence<'_>, cells: &[NumberCell<'_>]) -> Finding {
    let said = cells.iter().map(|cell| {
        let used = cell.reading.number().map(number).unwrap_or_default();
        (format!("{} ghi \"{}\"", cell.name_among(cells), cell.written().trim()), used)
    });
    let (written, used): (Vec<String>, Vec<String>) = said.unzip();
    let with_use: Vec<String> =
        written.iter().zip(&used).map(|(said, used)| format!("{said}, đang dùng {used}")).collect();
    let mut finding = evidence.finding_at(cells);
    finding.eased = Some(Severity::Warning);
    finding.found = all_written(cells);
    finding.expected = used.join("; ");
    let whole = cells.iter().filter_map(|cell| {
        let whole = read_typed_decimal(cell.written().trim()).ok()?;
        Some((cell.at, Some(whole)))
    });
    finding.alternatives = vec![finding.numbers(whole)];
    let what = "ô có chữ số bị gạch ngang hoặc dấu chú thích";
    let to_do = "Đề nghị xóa phần bị gạch, ghi lại số.";
    finding.message = format!(
        "{}: {what}, chỉ đọc phần còn lại ({}). {to_do}",
        place_of(evidence, &finding),
        first_few(&with_use, "ô")
    );
    finding.ask = format!("{what} ({}). {to_do}", first_few(&written, "ô"));
    finding
}
