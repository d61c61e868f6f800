//! Numbers typed as text that can be read in two ways.

use rust_decimal::Decimal;

use crate::check::cell_survey::findings_beside_peers;
use crate::check::number_cell::{NumberCell, all_written};
use crate::check::peers::PeersByKind;
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::unreadable_cells::used_now;
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::form::Reading;

pub(super) const RULE: Rule = Rule {
    code: "so-khong-ro",
    severity: Severity::Error,
    title: "Số ghi bằng chữ, chưa rõ đọc thế nào",
    why: "\"1,500\" có thể là một nghìn năm trăm hoặc một phẩy năm; đoán sai là sai nghìn lần.",
    remedy: "Ghi số đúng vào cột Ý kiến, hoặc đề nghị đơn vị nhập lại ô số.",
    example: "Xã Hai, Biểu 02, ô L9: số ghi bằng chữ, chưa rõ đọc thế nào (Doanh thu của HTX DVNN \
              Hai ghi \"1,588\": 1,588 hoặc 1.588). Chưa dùng, không tính là 0. Đề nghị ghi rõ.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let all = evidence.odd_cells();
    let doubtful = all.iter().filter(|cell| matches!(cell.reading, Reading::Doubtful(_))).copied();
    findings_beside_peers(evidence, doubtful, finding)
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>], kinds: &PeersByKind) -> Finding {
    let said = cells.iter().map(|cell| {
        let ways: Vec<String> = candidates(cell).iter().map(|way| number(*way)).collect();
        let (name, written) = (cell.name_among(cells), cell.written());
        let written = written.trim();
        format!("{name} ghi \"{written}\": {}", ways.join(" hoặc "))
    });
    let said: Vec<String> = said.collect();
    let used = cells.iter().zip(&said);
    let used = used.map(|(cell, said)| format!("{said}; {}", used_now(evidence, cell)));
    let used: Vec<String> = used.collect();
    let mut finding = evidence.finding_at(cells);
    finding.fixes = cells.iter().filter_map(|cell| Some(cell.fix(likely(cell, kinds)?))).collect();
    finding.found = all_written(cells);
    finding.expected = match &finding.fixes[..] {
        [] => "ô số".to_owned(),
        fixes => fixes.iter().map(|fix| number(fix.value)).collect::<Vec<_>>().join("; "),
    };
    let what = "số ghi bằng chữ, chưa rõ đọc thế nào";
    finding.message = format!(
        "{}: {what} ({}). Chưa dùng, không tính là 0. Đề nghị ghi rõ.",
        place_of(evidence, &finding),
        first_few(&used, "ô")
    );
    finding.ask = format!("{what} ({}). Đề nghị ghi rõ.", first_few(&said, "ô"));
    finding
}

fn candidates<'a>(cell: &NumberCell<'a>) -> &'a [Decimal] {
    match cell.reading {
        Reading::Doubtful(candidates) => candidates,
        _ => &[],
    }
}

/// The only candidate there is; else the one that lies among the values other units have, if only one
/// does.
fn likely(cell: &NumberCell<'_>, kinds: &PeersByKind) -> Option<Decimal> {
    if let [only] = candidates(cell) {
        return Some(*only);
    }
    let peers = kinds.of_cell(cell)?;
    let mut among = candidates(cell).iter().filter(|value| peers.is_among(**value));
    let first = among.next()?;
    among.next().is_none().then_some(*first)
}
